import type { Cell, MappedDocument, Row, SourceTimeKind } from '../../shared/model/record.ts';
import type { StreamMapping, TableMapping } from '../../shared/mapping/mapping.ts';

/** Rows without their column names, which the mapping stored beside them has once: less than half the text. */
type PackedRow = readonly [hash: string, ...cells: Cell[]];
export type PackedDocument = readonly [
  key: string,
  label: string,
  hash: string,
  changedAt: string | null,
  timeKind: SourceTimeKind,
  header: PackedRow,
  lines: readonly (readonly PackedRow[])[],
];

/** Packs documents by the order of the mapping's columns and line tables. */
export function packDocuments(documents: readonly MappedDocument[], mapping: StreamMapping): PackedDocument[] {
  const header = namesOf(mapping.header);
  const tables = mapping.lines.map((table) => ({ name: table.table, columns: namesOf(table) }));
  return documents.map((document) => [
    document.key,
    document.label,
    document.hash,
    document.changedAt,
    document.timeKind,
    packRow(document.header, header),
    tables.map(({ name, columns }) => (document.lines[name] ?? []).map((row) => packRow(row, columns))),
  ]);
}

/** The documents as they were packed. */
export function unpackDocuments(packed: readonly PackedDocument[], mapping: StreamMapping): MappedDocument[] {
  return packed.map(([key, label, hash, changedAt, timeKind, header, lines]) => ({
    key,
    label,
    hash,
    changedAt,
    timeKind,
    header: unpackRow(header, mapping.header),
    lines: Object.fromEntries(
      mapping.lines.map((table, index) => [table.table, (lines[index] ?? []).map((row) => unpackRow(row, table))]),
    ),
  }));
}

function namesOf(table: TableMapping): string[] {
  return table.columns.map((column) => column.column);
}

function packRow(row: Row, columns: readonly string[]): PackedRow {
  return [row.hash, ...columns.map((column) => row.values[column] ?? null)];
}

function unpackRow(packed: PackedRow, table: TableMapping): Row {
  const [hash, ...cells] = packed;
  const values: Record<string, Cell> = {};
  table.columns.forEach((column, index) => {
    values[column.column] = cells[index] ?? null;
  });
  return { key: table.keyColumns.map((column) => String(values[column] ?? '')), hash, values };
}
