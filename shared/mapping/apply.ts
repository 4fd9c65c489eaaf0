import type { JsonObject, JsonValue } from '../model/json.ts';
import type { MappedDocument, RejectionReason, Row, SourceRecord } from '../model/record.ts';
import { compileTable, type CompiledTable, type MappedRow } from './compile-table.ts';
import type { LineMapping, StreamMapping } from './mapping.ts';
import { compilePath, isList, isObject } from './paths.ts';
import { problem } from './problem.ts';

/** SHA-256 as hex of the text in UTF-8. Injected, because this folder knows neither Node nor the browser. */
export type Hash = (text: string) => string;

export type MappingResult = { readonly document: MappedDocument } | { readonly reasons: readonly RejectionReason[] };

export interface CompiledMapping {
  readonly mapping: StreamMapping;
  /**
   * Turns one record into rows, or says everything that is wrong with it. Pure; never throws, whatever JSON the record holds.
   * The rows' hashes depend on the mapped values alone, the document's hash on its rows alone: neither changes with the order
   * of the lines, of the columns or of JSON keys, nor with the way a number is written.
   */
  apply(record: SourceRecord, hash: Hash): MappingResult;
}

interface CompiledLines {
  readonly table: CompiledTable;
  readonly listPath: string;
  read(record: JsonObject): JsonValue | undefined;
}

/** Takes a mapping apart once for many records. Throws an Error with a sentence for a key column that has no mapping. */
export function compileMapping(mapping: StreamMapping): CompiledMapping {
  const header = compileTable(mapping.header);
  const lines = mapping.lines.map(compileLines);
  return { mapping, apply: (record, hash) => applyMapping(header, lines, record, hash) };
}

function compileLines(mapping: LineMapping): CompiledLines {
  const path = compilePath(mapping.listPath);
  return { table: compileTable(mapping), listPath: mapping.listPath, read: (record) => path.read(record, record) };
}

function applyMapping(
  header: CompiledTable,
  lines: readonly CompiledLines[],
  record: SourceRecord,
  hash: Hash,
): MappingResult {
  const reasons: RejectionReason[] = [];
  const headerRow = header.map(record.fields, record.fields, (why) => reasons.push(why));
  if (headerRow.key[0] !== undefined && headerRow.key[0] !== '' && headerRow.key[0] !== record.key) {
    const field = header.mapping.keyColumns[0] ?? '';
    reasons.push({ code: 'RECORD_KEY_DIFFERS', field, value: headerRow.key[0], expected: record.key });
  }
  const mapped = lines.map((one) => mapLines(one, record, reasons));
  if (reasons.length > 0) return { reasons };
  return { document: toDocument(record, finish(header, headerRow, hash), lines, mapped, hash) };
}

function mapLines(lines: CompiledLines, record: SourceRecord, reasons: RejectionReason[]): readonly MappedRow[] {
  const list = lines.read(record.fields) ?? [];
  if (!isList(list)) {
    reasons.push({ ...problem('RECORD_LINES_INVALID', list, 'a list of lines'), field: lines.listPath });
    return [];
  }
  const seen = new Set<string>();
  const rows: MappedRow[] = [];
  for (const [index, line] of list.entries()) {
    if (!isObject(line)) {
      const field = `${lines.listPath}[${String(index + 1)}]`;
      reasons.push({ ...problem('RECORD_LINES_INVALID', line, 'a line with fields'), field });
      continue;
    }
    const row = mapLine(lines, line, record.fields, { index, reasons });
    const key = row.key.length === 2 ? (row.key[1] as string) : JSON.stringify(row.key);
    if (seen.has(key) && !row.key.includes('')) reasons.push(repeated(lines, row));
    seen.add(key);
    rows.push(row);
  }
  return rows;
}

/** Reasons name a line by the number people know it by: its key columns after the document's, else its place in the list. */
function mapLine(
  lines: CompiledLines,
  line: JsonObject,
  record: JsonObject,
  where: { readonly index: number; readonly reasons: RejectionReason[] },
): MappedRow {
  const found: RejectionReason[] = [];
  const row = lines.table.map(line, record, (why) => found.push(why));
  if (found.length === 0) return row;
  const known = row.key.slice(1);
  const number = known.length > 0 && !known.includes('') ? known.join('.') : String(where.index + 1);
  for (const why of found) where.reasons.push({ ...why, field: `${lines.listPath}[${number}].${why.field}` });
  return row;
}

function repeated(lines: CompiledLines, row: MappedRow): RejectionReason {
  return {
    code: 'RECORD_LINE_KEY_REPEATED',
    field: `${lines.listPath}.${lines.table.mapping.keyColumns.slice(1).join(' + ')}`,
    value: row.key.slice(1).join(', '),
    expected: 'a number of its own for each line',
  };
}

function finish(table: CompiledTable, row: MappedRow, hash: Hash): Row {
  return { key: row.key, hash: hash(table.hashedText(row.cells)), values: table.values(row.cells) };
}

function toDocument(
  record: SourceRecord,
  header: Row,
  lines: readonly CompiledLines[],
  mapped: readonly (readonly MappedRow[])[],
  hash: Hash,
): MappedDocument {
  const sets: Record<string, readonly Row[]> = {};
  let hashed = header.hash;
  for (const [index, one] of lines.entries()) {
    const rows = (mapped[index] ?? []).map((row) => finish(one.table, row, hash));
    sets[one.table.mapping.table] = rows;
    // A row's hash covers its key, so sorted hashes are the rows in an order that does not depend on the source's.
    hashed += `|${one.table.mapping.table}:${rows
      .map((row) => row.hash)
      .sort()
      .join(',')}`;
  }
  const { key, label, changedAt, timeKind } = record;
  return { key, label, hash: hash(hashed), changedAt, timeKind, header, lines: sets };
}
