import { describe, expect, it } from 'vitest';
import * as ddl from '../../../main/connectors/databricks/sql/ddl.ts';
import * as merge from '../../../main/connectors/databricks/sql/merge.ts';
import * as reads from '../../../main/connectors/databricks/sql/reads.ts';
import { restoreLines } from '../../../main/connectors/databricks/sql/restore.ts';
import { headerFields, keyFields, type RowSource } from '../../../main/connectors/databricks/sql/rows.ts';
import { batchesShape, headerShape, historyShape, lineShape } from '../../../main/connectors/databricks/sql/shapes.ts';
import { selectEdited } from '../../../main/connectors/databricks/sql/edited.ts';
import { selectGroupedSums } from '../../../main/connectors/databricks/sql/grouped-sums.ts';
import { linesOfMonth, whatIsLeft } from './grouped-sums-sample.ts';
import { accountStream, invoiceStream } from './sample-stream.ts';

const place = { catalog: 'main', schema: 'finance', volume: 'mlc_stage' };
const mapping = invoiceStream.mapping;
const line = mapping.lines[0];
if (line === undefined) throw new Error('the sample has lines');
const header = headerShape(mapping, invoiceStream.label);
const lineTable = lineShape(line, invoiceStream.label);
const rows: RowSource = { kind: 'parameter', name: 'rows' };
const folder = '/Volumes/main/finance/mlc_stage/b-20261121-0001/3f2a9c01';
const file = (table: string): RowSource => ({ kind: 'files', folder: `${folder}/${table}/` });
const listed = { source: { kind: 'parameter', name: 'documents' } as const, fields: keyFields(mapping.header) };
const filed = { source: file('documents'), fields: keyFields(mapping.header) };
const totals = { mapping, companyColumn: invoiceStream.totals.companyColumn, amounts: invoiceStream.totals.amounts };

/** Every shape of statement that the connector sends. */
const statements: Readonly<Record<string, string>> = {
  'select-one': reads.selectOne,
  'create-schema': ddl.createSchema(place),
  'create-volume': ddl.createVolume(place),
  'create-table-header': ddl.createTable(place, header),
  'create-table-lines': ddl.createTable(place, lineTable),
  'create-table-history': ddl.createTable(place, historyShape(lineTable)),
  'create-table-batches': ddl.createTable(place, batchesShape),
  'create-table-hostile-names': ddl.createTable({ ...place, catalog: 'my-`catalog`', schema: 'finance 2026' }, header),
  'alter-table-add-columns': ddl.addColumns(place, header.table, [
    { name: 'region', type: 'STRING', notNull: false, comment: "Region's name" },
    { name: 'region_rate', type: 'DECIMAL(38,12)', notNull: false, comment: null },
  ]),
  'alter-table-allow-widening': ddl.allowWidening(place, header.table),
  'alter-table-widen-column': ddl.widenColumn(place, header.table, 'invoice_total', 'DECIMAL(38,6)'),
  'select-objects': reads.selectObjects(place),
  'select-columns': reads.selectColumns(place),
  'merge-header-small': merge.mergeHeader(place, mapping, rows),
  'merge-header-large': merge.mergeHeader(place, mapping, file(mapping.header.table)),
  'merge-header-without-lines': merge.mergeHeader(place, accountStream.mapping, rows),
  'merge-gone': merge.mergeGone(place, mapping, rows),
  'merge-lines-small': merge.mergeLines(place, {
    mapping,
    line,
    rows,
    documents: listed.source,
    documentFields: listed.fields,
  }),
  'merge-lines-large': merge.mergeLines(place, {
    mapping,
    line,
    rows: file(line.table),
    documents: file(mapping.header.table),
    documentFields: headerFields(mapping),
  }),
  'merge-restore-lines': restoreLines(place, mapping, line, listed.source),
  'merge-header-repair': merge.mergeHeader(place, mapping, rows, true),
  'merge-history-header': merge.mergeHistory(place, header),
  'merge-history-lines': merge.mergeHistory(place, lineTable),
  'merge-completion': merge.mergeCompletions(place, { kind: 'parameter', name: 'rows' }),
  'select-not-delivered': reads.selectNotDelivered(place, mapping, listed),
  'select-completion': reads.selectCompletion(place),
  'select-rows-header': reads.selectRows(place, mapping, mapping.header, {
    documents: listed,
    present: new Set([...mapping.header.columns.map((column) => column.column), '_mlc_sequence', '_mlc_deleted']),
    withVersion: true,
  }),
  'select-rows-lines': reads.selectRows(place, mapping, line, {
    documents: listed,
    present: new Set(line.columns.map((column) => column.column)),
    withVersion: false,
  }),
  'select-edited': selectEdited(
    place,
    invoiceStream.mapping.header,
    invoiceStream.mapping.header.columns.filter(({ column }) => ['supplier', 'approved_at'].includes(column)),
  ),
  'select-grouped-sums-lines': selectGroupedSums(place, linesOfMonth).sql,
  'select-grouped-sums-less': selectGroupedSums(place, whatIsLeft).sql,
  'select-totals-small': reads.selectTotals(place, { ...totals, documents: listed }),
  'select-totals-large': reads.selectTotals(place, { ...totals, documents: filed }),
  'select-totals-without-amounts': reads.selectTotals(place, {
    mapping: accountStream.mapping,
    companyColumn: null,
    amounts: [],
    documents: { source: listed.source, fields: keyFields(accountStream.mapping.header) },
  }),
};

describe('statements sent to Databricks', () => {
  for (const [name, sql] of Object.entries(statements)) {
    it(`${name} is as agreed`, async () => {
      await expect(`${sql}\n`).toMatchFileSnapshot(`./statements/${name}.sql`);
    });
  }
});
