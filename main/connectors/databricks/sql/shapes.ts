import type { ColumnMapping, ColumnType, StreamMapping, TableMapping } from '../../../../shared/mapping/mapping.ts';
import { batchesTable, historyName } from './names.ts';
import { sqlType } from './types.ts';

/** One column as the table has it. */
export interface ShapeColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly comment: string | null;
}

/** A table as the connector wants it. */
export interface TableShape {
  readonly table: string;
  readonly comment: string;
  readonly columns: readonly ShapeColumn[];
  readonly keyColumns: readonly string[];
  /** Whether consumers may follow its changes through the change data feed. */
  readonly changeFeed: boolean;
}

const TEXT: ColumnType = { kind: 'text' };
const INSTANT: ColumnType = { kind: 'timestamp' };
const COUNT: ColumnType = { kind: 'integer' };
const FLAG: ColumnType = { kind: 'boolean' };

function added(name: string, type: ColumnType, notNull: boolean, comment: string): ShapeColumn {
  return { name, type: sqlType(type), notNull, comment };
}

/** The columns that every delivered row carries beside its own (design §7). */
export const addedColumns: readonly ShapeColumn[] = [
  added('_mlc_sequence', COUNT, true, 'Order of versions: a row is replaced only by one that is not older'),
  added('_mlc_source_updated_at', INSTANT, false, 'Time the source gives for the record; information only'),
  added('_mlc_source_time_kind', TEXT, false, 'What that time means: updated, document or as_of'),
  added('_mlc_synced_at', INSTANT, true, 'When the batch was staged'),
  added('_mlc_batch_id', TEXT, true, 'Batch that last changed the row'),
  added('_mlc_run_id', TEXT, true, 'Run that staged the batch'),
  added('_mlc_row_hash', TEXT, true, 'SHA-256 of the mapped values'),
  added('_mlc_deleted', FLAG, true, 'True once the source no longer has the row'),
];

/** Only header rows carry it: it changes with any line, so that a document is known to have changed by its header alone. */
const documentHashColumn = added('_mlc_document_hash', TEXT, true, 'SHA-256 of the header and all lines');

function mappedColumns(mapping: TableMapping): ShapeColumn[] {
  const isKey = (column: ColumnMapping): boolean => mapping.keyColumns.includes(column.column);
  const toShape = (column: ColumnMapping): ShapeColumn => ({
    name: column.column,
    type: sqlType(column.type),
    notNull: isKey(column),
    comment: column.comment ?? null,
  });
  // Keys first: clustering needs statistics, which Delta collects for the first columns only.
  return [...mapping.columns.filter(isKey), ...mapping.columns.filter((column) => !isKey(column))].map(toShape);
}

/** Table of a stream's header rows. */
export function headerShape(mapping: StreamMapping, label: string): TableShape {
  return {
    table: mapping.header.table,
    comment: `${label}, delivered by ml-connector`,
    columns: [...mappedColumns(mapping.header), ...addedColumns, documentHashColumn],
    keyColumns: mapping.header.keyColumns,
    changeFeed: true,
  };
}

/** Table of one kind of lines of a stream. */
export function lineShape(mapping: TableMapping, label: string): TableShape {
  return {
    table: mapping.table,
    comment: `${label}: lines, delivered by ml-connector`,
    columns: [...mappedColumns(mapping), ...addedColumns],
    keyColumns: mapping.keyColumns,
    changeFeed: true,
  };
}

/** Every version of the rows of a table: the same columns, one more key column for the version. */
export function historyShape(shape: TableShape): TableShape {
  return {
    ...shape,
    table: historyName(shape.table),
    comment: `Every version of ${shape.table}, by batch; rows are only ever added`,
    keyColumns: [...shape.keyColumns, '_mlc_sequence', '_mlc_batch_id'],
    changeFeed: false,
  };
}

/** One row per batch: counts, control totals and the head of the audit chain (design §7). */
export const batchesShape: TableShape = {
  table: batchesTable,
  comment: 'Batches delivered by ml-connector',
  columns: [
    added('batch_id', TEXT, true, 'Batch, as in _mlc_batch_id'),
    added('run_id', TEXT, true, 'Run that staged the batch'),
    added('flow_id', TEXT, true, 'Flow of the run'),
    added('stream', TEXT, true, 'Stream of the batch'),
    added('sequence', COUNT, true, 'Order of the batch, as in _mlc_sequence'),
    added('documents', COUNT, true, 'Documents in the batch'),
    added('delivered', COUNT, true, 'Documents that this batch changed'),
    added('unchanged', COUNT, true, 'Documents whose content, or newer content, was there already'),
    added('rejected', COUNT, true, 'Documents that the warehouse refused'),
    added('rows_by_table', TEXT, true, 'JSON: rows of the batch by table'),
    added('control_totals', TEXT, true, 'JSON: sums of the batch by company, amount and currency'),
    added('audit_head', TEXT, true, 'Head of the audit chain when the batch was staged'),
    added('created_at', INSTANT, true, 'When the batch was staged'),
    added('completed_at', INSTANT, true, 'When its last row was in place'),
    // Tables of earlier versions get them later: rows from before have no value.
    added('installation_id', TEXT, false, 'Installation that completed the batch'),
    added('installation_line', TEXT, false, 'The same for installations restored from one another'),
    added('installation_generation', COUNT, false, 'One more with each restore'),
  ],
  keyColumns: ['batch_id'],
  changeFeed: false,
};

/** Every table of a stream with its history, lines first. */
export function streamShapes(mapping: StreamMapping, label: string): TableShape[] {
  const tables = [...mapping.lines.map((line) => lineShape(line, label)), headerShape(mapping, label)];
  return tables.flatMap((shape) => [shape, historyShape(shape)]);
}
