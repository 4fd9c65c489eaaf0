import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Batch, DeliveryReport, Destination, TargetStream } from '../../../main/ports/destination.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { SchemaPlan } from '../../../shared/model/plan.ts';
import type { MappedDocument } from '../../../shared/model/record.ts';
import { batchOf, goneInvoice, invoice } from './sample-documents.ts';

/** A destination under test, with what the suite needs to be nasty to it. */
export interface ConformanceSubject {
  readonly destination: Destination;
  /** Rows of a table that are there and not marked deleted: column → text, sorted by key. */
  rows(table: string): Promise<readonly Readonly<Record<string, string | null>>[]>;
  /** The next write happens, but its answer never arrives. */
  loseNextAnswer(): void;
  /** From now on any header row with this invoice number is refused, as by a rule of the customer's own on the table. */
  refuseInvoiceNumber(number: string): Promise<void>;
  close(): Promise<void>;
}

const header = 'workday_supplier_invoices';
const lines = 'workday_supplier_invoice_lines';
const signal = new AbortController().signal;

/** Delivers without a history of earlier tries. */
export async function deliver(
  subject: ConformanceSubject,
  stream: TargetStream,
  batch: Batch,
  progress: JsonObject | null = null,
): Promise<DeliveryReport> {
  let saved = progress;
  return await subject.destination.deliver(stream, batch, {
    progress: saved,
    saveProgress: (next) => {
      saved = next;
      return Promise.resolve();
    },
    signal,
  });
}

function outcomesOf(report: DeliveryReport): Record<string, string> {
  return Object.fromEntries(report.outcomes.map((one) => [one.documentKey, one.outcome]));
}

/** The promises of the destination port for a keyed destination, with nasty canned inputs. */
export function destinationConformance(
  name: string,
  stream: TargetStream,
  makeSubject: () => Promise<ConformanceSubject>,
): void {
  describe(`${name} keeps the promises of a keyed destination`, () => {
    let subject: ConformanceSubject;
    let firstPlan: SchemaPlan;
    const send = async (
      id: string,
      sequence: number,
      ...documents: MappedDocument[]
    ): Promise<Record<string, string>> =>
      outcomesOf(await deliver(subject, stream, batchOf(id, sequence, documents, stream)));
    const amounts = async (): Promise<(string | null)[][]> =>
      (await subject.rows(lines)).map((row) => [
        row['invoice_wid'] ?? '',
        row['line_number'] ?? '',
        row['extended_amount'] ?? null,
      ]);

    beforeEach(async () => {
      subject = await makeSubject();
      firstPlan = await subject.destination.plan([stream], signal);
      await subject.destination.applyPlan(firstPlan, signal);
    });
    afterEach(async () => {
      await subject.destination.close();
      await subject.close();
    });

    it('plans nothing once the plan is applied, and applies the same plan again without harm', async () => {
      expect(firstPlan.changes.length).toBeGreaterThan(0);
      await subject.destination.applyPlan(firstPlan, signal);
      expect(await subject.destination.plan([stream], signal)).toEqual({ changes: [], conflicts: [] });
    });

    it('says delivered once and delivers the same content as unchanged later', async () => {
      expect(await send('b1', 1, invoice('A'), invoice('B'))).toEqual({ A: 'delivered', B: 'delivered' });
      expect(await send('b2', 2, invoice('A'))).toEqual({ A: 'unchanged' });
      expect(await subject.rows(header)).toHaveLength(2);
    });

    it('gives the same report when a batch is repeated', async () => {
      await send('b1', 1, invoice('A'));
      expect(await send('b1', 1, invoice('A'))).toEqual({ A: 'delivered' });
      expect(await amounts()).toEqual([['A', '1', '100.000000']]);
    });

    it('marks a document that is gone with all its lines, leaves its neighbours alone, and says the same when asked again', async () => {
      await send('b1', 1, invoice('A', { lines: { '1': {}, '2': {} } }), invoice('B'));
      expect(await send('b2', 2, goneInvoice('A'), goneInvoice('never there'))).toEqual({
        A: 'delivered',
        'never there': 'unchanged',
      });
      expect((await subject.rows(header)).map((row) => row['wid'])).toEqual(['B']);
      expect(await amounts()).toEqual([['B', '1', '100.000000']]);
      expect(await send('b2', 2, goneInvoice('A'), goneInvoice('never there'))).toMatchObject({ A: 'delivered' });
      expect(await send('b3', 3, goneInvoice('A'))).toEqual({ A: 'unchanged' });
      const totals = await subject.destination.totals({ stream, documentKeys: ['A', 'B'] }, signal);
      expect(totals).toMatchObject({ documents: 1, distinctKeys: 1 });
      expect(await subject.destination.compare(stream, [goneInvoice('A'), goneInvoice('B')], signal)).toMatchObject([
        { action: 'unchanged' },
        { action: 'update' },
      ]);
    });

    it('does not mark what is newer, writes what comes back, and keeps an older batch from undoing it', async () => {
      await send('b1', 10, invoice('A'));
      expect(await send('b2', 5, goneInvoice('A'))).toEqual({ A: 'unchanged' });
      expect(await subject.rows(header)).toHaveLength(1);
      await send('b3', 20, goneInvoice('A'));
      expect(await send('b1', 10, invoice('A'))).toEqual({ A: 'unchanged' });
      expect(await subject.rows(header)).toHaveLength(0);
      expect(await send('b4', 30, invoice('A'))).toEqual({ A: 'delivered' });
      expect(await amounts()).toEqual([['A', '1', '100.000000']]);
      expect(await send('b3', 20, goneInvoice('A'))).toEqual({ A: 'unchanged' });
      expect(await subject.rows(header)).toHaveLength(1);
    });

    it('takes a batch in which some documents are there and others are gone', async () => {
      await send('b1', 1, invoice('A'), invoice('B'));
      expect(await send('b2', 2, invoice('A', { header: { invoice_total: '7' } }), goneInvoice('B'))).toEqual({
        A: 'delivered',
        B: 'delivered',
      });
      expect((await subject.rows(header)).map((row) => row['wid'])).toEqual(['A']);
    });

    it('refuses a batch that has a document twice', async () => {
      await expect(send('b1', 1, invoice('A'), invoice('A', { header: { invoice_total: '7' } }))).rejects.toMatchObject(
        {
          kind: 'internal',
        },
      );
      expect(await subject.rows(header)).toHaveLength(0);
    });

    it('keeps hostile texts exactly', async () => {
      const supplier = 'O\'Brien "& Co" \\ ; DROP TABLE x -- `tick` \u0001\t\r\n 😀 漢字 \u200f עברית :rows ${x} {{y}}';
      await send('b1', 1, invoice("k'1\\", { header: { supplier }, lines: { '1': { memo: supplier, order: '' } } }));
      const [row] = await subject.rows(header);
      expect([row?.['wid'], row?.['supplier']]).toEqual(["k'1\\", supplier]);
      const [line] = await subject.rows(lines);
      expect([line?.['memo'], line?.['order']]).toEqual([supplier, '']);
    });

    it('keeps all digits of decimals, and rejects what does not fit instead of rounding it', async () => {
      const widest = `${'9'.repeat(32)}.999999`;
      const documents = [
        invoice('A', { header: { invoice_total: widest } }),
        invoice('B', { header: { invoice_total: `-${widest}` }, lines: { '1': { extended_amount: '0.000001' } } }),
        invoice('C', { header: { invoice_total: '1.0000001' } }),
        invoice('D', { lines: { '1': { extended_amount: `1${'0'.repeat(32)}` } } }),
      ];
      const report = await deliver(subject, stream, batchOf('b1', 1, documents, stream));
      expect(outcomesOf(report)).toEqual({ A: 'delivered', B: 'delivered', C: 'rejected', D: 'rejected' });
      const reasons = report.outcomes.flatMap((one) => one.reasons.map((reason) => reason.field));
      expect(reasons).toEqual(['invoice_total', 'lines[1].extended_amount']);
      expect((await subject.rows(header)).map((row) => row['invoice_total'])).toEqual([widest, `-${widest}`]);
    });

    it('replaces the lines of a document as a set, also by none', async () => {
      await send('b1', 1, invoice('A', { lines: { '1': {}, '2': {}, '3': {} } }), invoice('B'));
      await send('b2', 2, invoice('A', { lines: { '1': {}, '3': { extended_amount: '5' }, '4': {} } }));
      expect(await amounts()).toEqual([
        ['A', '1', '100.000000'],
        ['A', '3', '5.000000'],
        ['A', '4', '100.000000'],
        ['B', '1', '100.000000'],
      ]);
      expect(await send('b3', 3, invoice('A', { lines: {} }))).toEqual({ A: 'delivered' });
      expect(await amounts()).toEqual([['B', '1', '100.000000']]);
      await send('b4', 4, invoice('A', { lines: { '1': {} } }));
      expect(await amounts()).toEqual([
        ['A', '1', '100.000000'],
        ['B', '1', '100.000000'],
      ]);
    });

    it('lets an invoice corrected to an earlier date win, and one without any change time', async () => {
      await send('b1', 1, invoice('A', { changedAt: '2026-11-10' }));
      await send(
        'b2',
        2,
        invoice('A', { changedAt: '2026-11-03', header: { invoice_date: '2026-11-03', invoice_total: '90' } }),
      );
      await send(
        'b3',
        3,
        invoice('A', { changedAt: null, header: { invoice_date: '2026-11-01', invoice_total: '80' } }),
      );
      const [row] = await subject.rows(header);
      expect([row?.['invoice_date'], row?.['invoice_total']]).toEqual(['2026-11-01', '80.000000']);
    });

    it('never lets an older batch undo a newer one, neither its header nor its lines', async () => {
      await send('b1', 10, invoice('A', { lines: { '1': {}, '2': {} } }));
      await send('b3', 30, invoice('A', { lines: { '1': { extended_amount: '3' }, '2': {} } }));
      const older = invoice('A', { header: { invoice_total: '2' }, lines: { '2': { extended_amount: '2' }, '9': {} } });
      expect(await send('b2', 20, older)).toEqual({ A: 'unchanged' });
      expect(await amounts()).toEqual([
        ['A', '1', '3.000000'],
        ['A', '2', '100.000000'],
      ]);
      expect((await subject.rows(header))[0]?.['invoice_total']).toBe('100.000000');
    });

    it('remembers that content was confirmed, so that a late older batch cannot replace it', async () => {
      await send('b1', 10, invoice('A'));
      expect(await send('b3', 30, invoice('A'))).toEqual({ A: 'unchanged' });
      expect(await send('b2', 20, invoice('A', { header: { invoice_total: '2' } }))).toEqual({ A: 'unchanged' });
      expect((await subject.rows(header))[0]?.['invoice_total']).toBe('100.000000');
    });

    it('takes the later of two batches of one moment', async () => {
      await send('b1', 1, invoice('A'));
      expect(await send('b2', 1, invoice('A', { header: { invoice_total: '2' } }))).toEqual({ A: 'delivered' });
      expect((await subject.rows(header))[0]?.['invoice_total']).toBe('2.000000');
    });

    it('finds out what became of a batch whose answer was lost', async () => {
      const batch = batchOf('b1', 1, [invoice('A'), invoice('B')], stream);
      subject.loseNextAnswer();
      const report = await deliver(subject, stream, batch).catch(() => deliver(subject, stream, batch));
      expect(outcomesOf(report)).toEqual({ A: 'delivered', B: 'delivered' });
      expect(await amounts()).toHaveLength(2);
    });

    it('isolates a document that the destination refuses, and leaves none of its lines', async () => {
      await send('b1', 1, invoice('C', { lines: { '1': {}, '2': {} } }));
      await subject.refuseInvoiceNumber('BAD');
      const bad = invoice('C', {
        header: { invoice_number: 'BAD' },
        lines: { '1': { extended_amount: '9' }, '3': {} },
      });
      const documents = [invoice('A'), invoice('B'), bad, invoice('D'), invoice('E')];
      const report = await deliver(subject, stream, batchOf('b2', 2, documents, stream));
      expect(outcomesOf(report)).toEqual({
        A: 'delivered',
        B: 'delivered',
        C: 'rejected',
        D: 'delivered',
        E: 'delivered',
      });
      expect(report.outcomes.find((one) => one.documentKey === 'C')?.reasons[0]?.code).toBe('RECORD_REFUSED');
      expect((await amounts()).filter((row) => row[0] === 'C')).toEqual([
        ['C', '1', '100.000000'],
        ['C', '2', '100.000000'],
      ]);
    });

    it('compares without writing: insert, unchanged by value, changed fields and lines', async () => {
      const documents = [
        invoice('A', { header: { invoice_total: '100.0' } }),
        invoice('B', { header: { supplier: 'Other' }, lines: { '1': { extended_amount: '7' }, '3': {} } }),
        invoice('N'),
      ];
      const nothing = await subject.destination.compare(stream, documents, signal);
      expect(nothing.map((one) => one.action)).toEqual(['insert', 'insert', 'insert']);
      await send('b1', 1, invoice('A'), invoice('B', { lines: { '1': {}, '2': {} } }));
      const before = await subject.rows(header);
      const [a, b, n] = await subject.destination.compare(stream, documents, signal);
      expect([a?.action, b?.action, n?.action]).toEqual(['unchanged', 'update', 'insert']);
      expect(a?.changes).toEqual([]);
      expect(b?.changes.map((change) => change.field)).toEqual([
        'supplier',
        'lines[1].extended_amount',
        'lines[3]',
        'lines[2]',
      ]);
      expect(b?.changes[1]).toEqual({ field: 'lines[1].extended_amount', before: '100', after: '7' });
      expect([b?.changes[2]?.before, b?.changes[3]?.after]).toEqual([null, null]);
      expect(await subject.rows(header)).toEqual(before);
    });

    it('computes totals over exactly the keys asked for, per company and currency, without deleted lines', async () => {
      await send(
        'b1',
        1,
        invoice('A', { lines: { '1': { extended_amount: '0.1' }, '2': { extended_amount: '0.2' } } }),
        invoice('B', {
          header: { company: 'C-200', currency: 'JPY' },
          lines: { '1': { currency: 'JPY', extended_amount: null } },
        }),
        invoice('X', { header: { invoice_total: '999' } }),
      );
      await send('b2', 2, invoice('A', { lines: { '1': { extended_amount: '0.1' } } }));
      const totals = await subject.destination.totals({ stream, documentKeys: ['A', 'B', 'missing'] }, signal);
      expect(totals).toEqual({
        documents: 2,
        distinctKeys: 2,
        lines: { [lines]: 2 },
        entries: [
          { company: 'C-100', amount: 'invoice_total', currency: 'EUR', count: 1, sum: '100' },
          { company: 'C-200', amount: 'invoice_total', currency: 'JPY', count: 1, sum: '100' },
          { company: 'C-100', amount: 'lines.extended_amount', currency: 'EUR', count: 1, sum: '0.1' },
          { company: 'C-200', amount: 'lines.extended_amount', currency: 'JPY', count: 1, sum: '0' },
        ],
      });
    });

    it('delivers a large batch like a small one', async () => {
      const memo = 'm'.repeat(4000);
      const many = Array.from({ length: 200 }, (_, index) =>
        invoice(`K${String(index)}`, { lines: { '1': { memo }, '2': {} } }),
      );
      expect(Object.values(await send('b1', 1, ...many)).every((outcome) => outcome === 'delivered')).toBe(true);
      const without = many.map((document) => invoice(document.key, { header: { raw_extra: memo }, lines: {} }));
      await send('b2', 2, ...without);
      expect(await subject.rows(header)).toHaveLength(200);
      expect(await subject.rows(lines)).toHaveLength(0);
      expect(await send('b1', 1, ...many)).toMatchObject({ K0: 'unchanged', K199: 'unchanged' });
      expect(await subject.rows(lines)).toHaveLength(0);
    });
  });
}
