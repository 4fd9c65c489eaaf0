import type { Cell, MappedDocument, Row, SourceTimeKind } from '../../shared/model/record.ts';
import { MappedRow, shapeOf, type RowShape } from '../../shared/mapping/mapped-row.ts';
import type { StreamMapping } from '../../shared/mapping/mapping.ts';

/** Cells without their column names, which the mapping stored beside them has: less than half the text. */
type PackedRow = readonly [hash: string, cells: readonly Cell[]];
export type PackedDocument = readonly [
  key: string,
  label: string,
  hash: string,
  changedAt: string | null,
  timeKind: SourceTimeKind,
  header: PackedRow,
  lines: readonly (readonly PackedRow[])[],
  /** Only of a document that the source no longer has. */
  deleted?: true,
];

/** JSON text of a `PackedDocument`, made from the very texts that the rows' hashes were taken of. */
export function packDocument(document: MappedDocument, mapping: StreamMapping): string {
  const { key, label, hash, changedAt, timeKind, header, lines, deleted } = document;
  const facts = JSON.stringify([key, label, hash, changedAt, timeKind]).slice(0, -1);
  const sets = mapping.lines.map((table) => `[${packRows(lines[table.table] ?? [], shapeOf(table))}]`);
  return `${facts},${packRows([header], shapeOf(mapping.header))},[${sets.join(',')}]${deleted === true ? ',true' : ''}]`;
}

/** The document as it was packed. */
export function unpackDocument(packed: PackedDocument, mapping: StreamMapping): MappedDocument {
  const [key, label, hash, changedAt, timeKind, header, lines, deleted] = packed;
  return {
    key,
    label,
    hash,
    changedAt,
    timeKind,
    header: unpackRow(header, shapeOf(mapping.header)),
    lines: Object.fromEntries(
      mapping.lines.map((table, index) => [
        table.table,
        (lines[index] ?? []).map((row) => unpackRow(row, shapeOf(table))),
      ]),
    ),
    ...(deleted === true ? { deleted } : {}),
  };
}

function packRows(rows: readonly Row[], shape: RowShape): string {
  return rows.map((row) => `["${row.hash}",${cellsText(row, shape)}]`).join(',');
}

function cellsText(row: Row, shape: RowShape): string {
  if (row instanceof MappedRow && row.shape === shape) return row.text;
  return JSON.stringify(shape.names.map((name) => row.values[name] ?? null));
}

function unpackRow([hash, cells]: PackedRow, shape: RowShape): Row {
  return new MappedRow(shape, cells, hash);
}
