import * as ddl from '../../main/connectors/databricks/sql/ddl.ts';
import { mergeHeader } from '../../main/connectors/databricks/sql/merge.ts';
import { quoteName } from '../../main/connectors/databricks/sql/names.ts';
import { batchesShape, streamShapes, type TableShape } from '../../main/connectors/databricks/sql/shapes.ts';
import type { Batch, TargetStream } from '../../main/ports/destination.ts';
import type { MappedDocument } from '../../shared/model/record.ts';
import { batchOf, goneInvoice, invoice } from '../contract/conformance/sample-documents.ts';
import { linesOfMonth, whatIsLeft } from '../contract/databricks/grouped-sums-sample.ts';
import { invoiceStream } from '../contract/databricks/sample-stream.ts';
import type { SparkSubject } from './subject.ts';

export const place = { catalog: 'main', schema: 'finance', volume: 'mlc_stage' };
const signal = new AbortController().signal;

export interface Step {
  readonly name: string;
  run(subject: SparkSubject): Promise<unknown>;
}

const stream = invoiceStream;
const widest = `${'9'.repeat(32)}.999999`;
const hostile = 'O\'Brien "& Co" \\ `tick` \u0001\t\r\n 😀 漢字 :rows ${x}';

/** The same stream after an operator added a column. */
export const evolved: TargetStream = {
  ...stream,
  mapping: {
    ...stream.mapping,
    header: {
      ...stream.mapping.header,
      columns: [
        ...stream.mapping.header.columns,
        {
          column: 'group',
          type: { kind: 'text' },
          path: 'group',
          transform: { kind: 'copy' },
          required: false,
          comment: "It's new",
        },
      ],
    },
  },
};

async function plan(subject: SparkSubject, target: TargetStream): Promise<unknown> {
  const first = await subject.destination.plan([target], signal);
  await subject.destination.applyPlan(first, signal);
  await subject.destination.applyPlan(first, signal);
  return { first, second: await subject.destination.plan([target], signal) };
}

async function deliver(subject: SparkSubject, batch: Batch, target: TargetStream = stream): Promise<unknown> {
  const context = { progress: null, saveProgress: () => Promise.resolve(), signal };
  return await subject.destination.deliver(target, batch, context);
}

function send(name: string, id: string, sequence: number, documents: readonly MappedDocument[]): Step {
  return { name, run: (subject) => deliver(subject, batchOf(id, sequence, documents, stream)) };
}

function statement(name: string, sql: string, parameters: Readonly<Record<string, string>> = {}): Step {
  return { name, run: (subject) => subject.say(sql, parameters) };
}

/** Every cell of a table as exact text, in a fixed order. */
export function dump(shape: TableShape): string {
  const items = shape.columns.map((column) => {
    const name = `x.${quoteName(column.name)}`;
    return `CAST(${column.type === 'TIMESTAMP' ? `unix_micros(${name})` : name} AS STRING) AS ${quoteName(column.name)}`;
  });
  const table = [place.catalog, place.schema, shape.table].map(quoteName).join('.');
  const order = shape.keyColumns.map((key) => `x.${quoteName(key)}`).join(', ');
  return `SELECT ${items.join(', ')} FROM ${table} AS x ORDER BY ${order}`;
}

const many = Array.from({ length: 200 }, (_, index) =>
  invoice(`K${String(index)}`, { lines: { '1': { memo: 'm'.repeat(4000) }, '2': { extended_amount: '0.000001' } } }),
);
const manyWithout = many.map((document) =>
  invoice(document.key, { header: { raw_extra: 'r'.repeat(4000) }, lines: {} }),
);

const rowOf = (values: Readonly<Record<string, string | null>>): string =>
  JSON.stringify([
    { ...invoice('D').header.values, on_hold: 'false', _mlc_row_hash: 'h', _mlc_document_hash: 'd', ...values },
  ]);
const batchParameters = {
  sequence: '1790000000000900',
  synced_at: '2026-11-21T08:00:00.000Z',
  batch_id: 'raw',
  run_id: 'run',
};
const mergeRaw = (name: string, rows: string): Step =>
  statement(name, mergeHeader(place, stream.mapping, { kind: 'parameter', name: 'rows' }), {
    ...batchParameters,
    rows,
  });

const narrow = '`main`.`finance`.`narrow`';

/** What the app does, and the errors it must be able to tell apart. Run on each engine; every result must be the same. */
export const scenario: readonly Step[] = [
  { name: 'plans and makes schema, volume and tables, twice', run: (subject) => plan(subject, stream) },
  send('delivers a small batch', 'b1', 1, [invoice('A', { lines: { '1': {}, '2': {}, '3': {} } }), invoice('B')]),
  send('repeats it', 'b1', 1, [invoice('A', { lines: { '1': {}, '2': {}, '3': {} } }), invoice('B')]),
  send('replaces lines as a set', 'b2', 2, [invoice('A', { lines: { '1': { extended_amount: '5' }, '4': {} } })]),
  send('refuses to go back', 'b1', 1, [invoice('A', { lines: { '1': {}, '2': {}, '3': {} } }), invoice('B')]),
  send('confirms the same content later', 'b3', 30, [invoice('B')]),
  send('refuses what is older than the confirmation', 'b2b', 20, [invoice('B', { header: { invoice_total: '2' } })]),
  send('takes all lines away', 'b4', 40, [invoice('A', { lines: {} })]),
  send('takes an earlier date and no change time', 'b5', 50, [
    invoice('B', { changedAt: null, header: { invoice_date: '2020-02-29', on_hold: true } }),
  ]),
  send('keeps extreme decimals and hostile texts', 'b6', 60, [
    invoice("k'1\\", { header: { invoice_total: widest, supplier: hostile, exchange_rate: '0.000000000001' } }),
    invoice('M', {
      header: { invoice_total: `-${widest}`, currency: 'JPY' },
      lines: { '1': { extended_amount: null, order: '' } },
    }),
  ]),
  send('delivers a large batch through the volume', 'b7', 70, many),
  send('takes its lines away through the volume', 'b8', 80, manyWithout),
  send('marks documents that are gone', 'g1', 82, [goneInvoice('K1'), goneInvoice('K2'), goneInvoice('never there')]),
  send('repeats the marking', 'g1', 82, [goneInvoice('K1'), goneInvoice('K2'), goneInvoice('never there')]),
  send('writes one that came back', 'g2', 84, [invoice('K2', { lines: { '1': {}, '2': {} } })]),
  send('does not mark what is newer', 'g3', 83, [goneInvoice('K2')]),
  {
    name: 'adds a column and delivers to it',
    run: async (subject) => [
      await plan(subject, evolved),
      await deliver(subject, batchOf('b9', 90, [invoice('E', { header: { group: 'g' } })], evolved), evolved),
    ],
  },
  {
    name: 'computes totals',
    run: (subject) =>
      subject.destination.totals({ stream, documentKeys: ['A', 'B', 'M', 'E', 'K1', 'missing'] }, signal),
  },
  {
    name: 'computes sums by group',
    run: async (subject) =>
      Promise.all(
        [linesOfMonth, whatIsLeft].map(async (request) => {
          const groups = (await subject.destination.groupedSums?.(request, signal)) ?? [];
          return [...groups].sort((a, b) => a.group.join().localeCompare(b.group.join()));
        }),
      ),
  },
  statement(
    'lets somebody edit a row',
    "UPDATE `main`.`finance`.`workday_supplier_invoices` SET `supplier` = 'By hand', `approved_at` = NULL WHERE `wid` = 'E'",
  ),
  {
    name: 'finds edited rows',
    run: (subject) =>
      subject.destination.editedRows?.(stream, ['supplier', 'invoice_date', 'approved_at'], signal) ??
      Promise.resolve(null),
  },
  {
    name: 'compares',
    run: (subject) =>
      subject.destination.compare(
        stream,
        [invoice('A'), invoice('B'), invoice("k'1\\"), invoice('M', { lines: {} }), invoice('new')],
        signal,
      ),
  },
  mergeRaw(
    'rejects two source rows for one target row',
    `[${rowOf({ wid: 'A', _mlc_document_hash: '1' }).slice(1, -1)},${rowOf({ wid: 'A', _mlc_document_hash: '2' }).slice(1)}`,
  ),
  mergeRaw('rejects a date that is none', rowOf({ invoice_date: '2026-02-30' })),
  mergeRaw('rejects a decimal that is none', rowOf({ invoice_total: '1,000.00' })),
  mergeRaw('rejects a decimal with underscores', rowOf({ invoice_total: '1_000' })),
  mergeRaw('rejects a decimal that is too wide', rowOf({ invoice_total: `1${'0'.repeat(32)}` })),
  mergeRaw('rejects an integer that is too wide', rowOf({ line_count: '99999999999999999999' })),
  mergeRaw('rejects a boolean that is none', rowOf({ on_hold: 'maybe' })),
  mergeRaw('rejects a missing value where one must be', rowOf({ _mlc_row_hash: null, wid: 'Q' })),
  mergeRaw('rejects broken JSON', '[{"wid":'),
  statement(
    'makes a narrow table',
    `CREATE TABLE IF NOT EXISTS ${narrow} (\`a\` INT, \`d\` DECIMAL(10,2)) USING DELTA`,
  ),
  statement('does not widen before it is allowed', ddl.widenColumn(place, 'narrow', 'a', 'BIGINT')),
  statement('allows widening', ddl.allowWidening(place, 'narrow')),
  statement('widens an integer', ddl.widenColumn(place, 'narrow', 'a', 'BIGINT')),
  statement('widens a decimal', ddl.widenColumn(place, 'narrow', 'd', 'DECIMAL(38,6)')),
  statement('widens it again without harm', ddl.widenColumn(place, 'narrow', 'd', 'DECIMAL(38,6)')),
  statement('does not turn a decimal into text', ddl.widenColumn(place, 'narrow', 'd', 'STRING')),
  {
    // Never sent by the app. Spark refuses it before Delta sees it, under another name; that it is refused is what counts.
    name: 'does not take digits before the point away',
    run: async (subject) => 'condition' in (await subject.say(ddl.widenColumn(place, 'narrow', 'd', 'DECIMAL(38,10)'))),
  },
  statement(
    'adds a column',
    ddl.addColumns(place, 'narrow', [{ name: 'n', type: 'STRING', notNull: false, comment: null }]),
  ),
  statement(
    'says that a column is there already',
    ddl.addColumns(place, 'narrow', [{ name: 'n', type: 'STRING', notNull: false, comment: null }]),
  ),
  statement('says that a table is missing', 'SELECT x.`a` FROM `main`.`finance`.`nowhere` AS x'),
  statement('says that a column is missing', `SELECT x.\`zz\` FROM ${narrow} AS x`),
  statement('says that a statement is none', 'SELEC 1'),
  ...[...streamShapes(evolved.mapping, stream.label), batchesShape].map((shape) => ({
    name: `holds the same rows in ${shape.table}`,
    run: async (subject: SparkSubject): Promise<unknown> => {
      const said = await subject.say(dump(shape));
      // The moment of completion is the only thing that depends on the clock.
      return JSON.parse(JSON.stringify(said).replaceAll(/"completed_at":"\d+"/g, '"completed_at":"now"')) as unknown;
    },
  })),
];
