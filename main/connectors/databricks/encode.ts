import type { MappedDocument, Row } from '../../../shared/model/record.ts';
import { columnReader } from '../../../shared/mapping/mapped-row.ts';
import type { StreamMapping, TableMapping } from '../../../shared/mapping/mapping.ts';
import { keyValuesOf } from './screen.ts';

/** Rows of one table, each as the JSON text of one object whose values are texts or null. */
export interface EncodedTable {
  readonly table: string;
  readonly rows: readonly string[];
  /** UTF-8 bytes of the rows with one separator each. */
  readonly bytes: number;
}

/** Text of a cell as it travels: numbers and booleans as text, so that nothing is guessed or rounded on the way. */
function cellText(value: string | boolean | null | undefined): string | null {
  return typeof value === 'boolean' ? String(value) : (value ?? null);
}

/** The instant that stands for a document's own time: a calendar date becomes midnight UTC, told apart by the time kind. */
export function sourceInstant(changedAt: string | null): string | null {
  if (changedAt === null) return null;
  return /^\d{4}-\d{2}-\d{2}$/.test(changedAt) ? `${changedAt}T00:00:00Z` : changedAt;
}

type RowText = (row: Row, document: MappedDocument, more?: Readonly<Record<string, string>>) => string;

/** Writes rows of one table. One object is filled anew for each row: rows are many, and an object of its own for each is slow. */
function rowWriter(table: TableMapping, first: Row | undefined): RowText {
  const columns = table.columns.map(({ column }) => ({ column, read: columnReader(first, column) }));
  const values: Record<string, string | null> = {};
  return (row, document, more) => {
    for (const { column, read } of columns) values[column] = cellText(read(row));
    values['_mlc_row_hash'] = row.hash;
    values['_mlc_source_updated_at'] = sourceInstant(document.changedAt);
    values['_mlc_source_time_kind'] = document.timeKind;
    return JSON.stringify(more === undefined ? values : Object.assign(values, more));
  };
}

function encoded(table: string, rows: readonly string[]): EncodedTable {
  return { table, rows, bytes: rows.reduce((sum, row) => sum + Buffer.byteLength(row) + 1, 0) };
}

/** Header rows of the documents. */
export function encodeHeaders(mapping: StreamMapping, documents: readonly MappedDocument[]): EncodedTable {
  const write = rowWriter(mapping.header, documents[0]?.header);
  const rows = documents.map((document) => write(document.header, document, { _mlc_document_hash: document.hash }));
  return encoded(mapping.header.table, rows);
}

/** Rows of one line table of the documents. */
export function encodeLines(line: TableMapping, documents: readonly MappedDocument[]): EncodedTable {
  const first = documents.find((document) => (document.lines[line.table] ?? []).length > 0);
  const write = rowWriter(line, first?.lines[line.table]?.[0]);
  const rows = documents.flatMap((document) => (document.lines[line.table] ?? []).map((row) => write(row, document)));
  return encoded(line.table, rows);
}

/** The keys of documents as rows of the header's key columns. */
export function encodeKeys(header: TableMapping, documentKeys: readonly string[]): EncodedTable {
  const rows = documentKeys.map((documentKey) => {
    const values = keyValuesOf(header, documentKey);
    return JSON.stringify(
      Object.fromEntries(header.keyColumns.map((column, index) => [column, values[index] ?? null])),
    );
  });
  return encoded('documents', rows);
}

/** Documents that are gone as rows: the key columns and the hash. */
export function encodeGone(header: TableMapping, documents: readonly MappedDocument[]): EncodedTable {
  const rows = documents.map(({ key, hash }) => {
    const values = keyValuesOf(header, key);
    const keys = header.keyColumns.map((column, index) => [column, values[index] ?? null]);
    return JSON.stringify(Object.fromEntries([...keys, ['_mlc_document_hash', hash]]));
  });
  return encoded('gone', rows);
}

/** The rows as one JSON list, for a parameter. */
export function asParameter(table: EncodedTable): string {
  return `[${table.rows.join(',')}]`;
}

/** Splits rows into parts of at most `maxBytes` each (a single larger row is a part of its own). */
export function splitRows(table: EncodedTable, maxBytes: number): EncodedTable[] {
  const parts: string[][] = [];
  let room = 0;
  for (const row of table.rows) {
    const size = Buffer.byteLength(row) + 1;
    if (parts.length === 0 || size > room) {
      parts.push([]);
      room = maxBytes;
    }
    parts.at(-1)?.push(row);
    room -= size;
  }
  return parts.map((rows) => encoded(table.table, rows));
}
