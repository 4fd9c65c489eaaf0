import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Cell, MappedDocument, RejectionReason, Row, SourceRecord } from '../model/record.ts';
import { compileTable, type CompiledTable } from './compile-table.ts';
import { keyText, MappedRow } from './mapped-row.ts';
import type { LineMapping, StreamMapping } from './mapping.ts';
import { isList, isObject, PathPool } from './paths.ts';
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
  /** Key columns that hold the document's key: the first ones, as many as the header has. */
  readonly documentKeys: number;
  /** Where rows have their number, if that is not part of their key; -1 if they have none. */
  readonly numberAt: number;
  readonly listPath: string;
  read(record: JsonObject): JsonValue | undefined;
}

/** The header and the lines of a mapping, and the function that hashes. */
interface Context {
  readonly header: CompiledTable;
  readonly lines: readonly CompiledLines[];
  readonly hash: Hash;
  /** Hash of a table's column names, which opens the hashed text of each of its rows. */
  nameHash(table: CompiledTable): string;
}

/** Takes a mapping apart once for many records. Throws an Error with a sentence for a key column that has no mapping. */
export function compileMapping(mapping: StreamMapping): CompiledMapping {
  const header = compileTable(mapping.header);
  const lines = mapping.lines.map((one) => compileLines(one, mapping.header.keyColumns.length));
  let context: Context | null = null;
  return {
    mapping,
    apply: (record, hash) => {
      if (context?.hash !== hash) context = { header, lines, hash, nameHash: nameHashes(hash) };
      const result = applyMapping(context, record);
      header.forget();
      for (const { table } of lines) table.forget();
      return result;
    },
  };
}

/** Types are left out: widening a column changes no row. */
function nameHashes(hash: Hash): Context['nameHash'] {
  const known = new Map<CompiledTable, string>();
  return (table) => {
    const found = known.get(table) ?? hash(table.shape.names.join(','));
    known.set(table, found);
    return found;
  };
}

/** Column with the number that people know a line by. */
const NUMBER = 'line_number';

function compileLines(mapping: LineMapping, documentKeys: number): CompiledLines {
  const path = new PathPool().compile(mapping.listPath);
  const read: CompiledLines['read'] = (record) => path(record, record);
  const table = compileTable(mapping);
  const numberAt = mapping.keyColumns.includes(NUMBER) ? -1 : table.shape.names.indexOf(NUMBER);
  return { table, documentKeys, numberAt, listPath: mapping.listPath, read };
}

function applyMapping(context: Context, record: SourceRecord): MappingResult {
  const { header, lines } = context;
  const { cells, problems } = header.map(record.fields, record.fields);
  const reasons: RejectionReason[] = [...problems];
  const key = documentKey(header, cells);
  if (key !== null && key !== record.key) {
    const field = header.mapping.keyColumns.join(' + ');
    reasons.push({ code: 'RECORD_KEY_DIFFERS', field, value: key, expected: record.key });
  }
  const mapped = lines.map((one) => mapLines(one, record, reasons));
  if (reasons.length > 0) return { reasons };
  return { document: toDocument(context, record, cells, mapped) };
}

/** The key that the header's key columns stand for: their one value, or the JSON list of several; null where one is missing. */
function documentKey(header: CompiledTable, cells: Cells): string | null {
  const key = header.shape.keyPositions.map((at) => keyText(cells[at]));
  if (key.includes('')) return null;
  return key.length === 1 ? (key[0] ?? null) : JSON.stringify(key);
}

type Cells = readonly Cell[];

function mapLines(lines: CompiledLines, record: SourceRecord, reasons: RejectionReason[]): readonly Cells[] {
  const list = lines.read(record.fields) ?? [];
  if (!isList(list)) {
    reasons.push({ ...problem('RECORD_LINES_INVALID', list, 'a list of lines'), field: lines.listPath });
    return [];
  }
  const seen = new LineKeys();
  const rows: Cells[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const line = list[index];
    if (!isObject(line)) {
      const field = `${lines.listPath}[${String(index + 1)}]`;
      reasons.push({ ...problem('RECORD_LINES_INVALID', line ?? null, 'a line with fields'), field });
      continue;
    }
    const { cells, problems } = lines.table.map(line, record.fields);
    const key = lineKey(lines, cells);
    if (problems.length > 0) {
      const number = keyText(cells[lines.numberAt]);
      reasons.push(...named(lines, number === '' ? key : [number], index, problems));
    }
    if (seen.add(key) && !key.includes('')) reasons.push(repeated(lines, key));
    rows.push(cells);
  }
  return rows;
}

/** The keys of a document's lines so far. */
class LineKeys {
  /** True while each line had the number after the one before it: then none can be there twice, and none need be kept. */
  #isCounted = true;
  #count = 0;
  readonly #seen = new Set<string>();

  /** True if the key was there before. */
  add(key: readonly string[]): boolean {
    // Most lines have one column of their own in their key, which needs no closing off from others.
    const text = key.length === 1 ? (key[0] as string) : JSON.stringify(key);
    if (this.#isCounted) {
      if (text === String(this.#count + 1)) {
        this.#count += 1;
        return false;
      }
      this.#isCounted = false;
      for (let number = 1; number <= this.#count; number += 1) this.#seen.add(String(number));
    }
    if (this.#seen.has(text)) return true;
    this.#seen.add(text);
    return false;
  }
}

/** What tells a line from the others of its document: its key columns after the document's. */
function lineKey({ table, documentKeys }: CompiledLines, cells: Cells): readonly string[] {
  const { keyPositions } = table.shape;
  const key: string[] = [];
  for (let at = documentKeys; at < keyPositions.length; at += 1) key.push(keyText(cells[keyPositions[at] ?? -1]));
  return key;
}

/** Reasons name a line by the number people know it by: its own, its key columns after the document's, else its place in the list. */
function named(
  lines: CompiledLines,
  key: readonly string[],
  index: number,
  problems: readonly RejectionReason[],
): RejectionReason[] {
  const number = key.length > 0 && !key.includes('') ? key.join('.') : String(index + 1);
  return problems.map((why) => ({ ...why, field: `${lines.listPath}[${number}].${why.field}` }));
}

function repeated(lines: CompiledLines, key: readonly string[]): RejectionReason {
  return {
    code: 'RECORD_LINE_KEY_REPEATED',
    field: `${lines.listPath}.${lines.table.mapping.keyColumns.slice(lines.documentKeys).join(' + ')}`,
    value: key.join(', '),
    expected: 'a number of its own for each line',
  };
}

/** The row's hash covers the names and values of all columns, by name. */
function finish(context: Context, table: CompiledTable, cells: Cells): MappedRow {
  const names = context.nameHash(table);
  // Made in one piece: to put two texts together for the hash takes longer than hashing one.
  const named = JSON.stringify([names, cells]);
  return new MappedRow(table.shape, cells, context.hash(named), named.slice(names.length + 4, -1));
}

function toDocument(
  context: Context,
  record: SourceRecord,
  headerCells: Cells,
  mapped: readonly (readonly Cells[])[],
): MappedDocument {
  const header = finish(context, context.header, headerCells);
  const sets: Record<string, readonly Row[]> = {};
  let hashed = header.hash;
  for (const [index, { table }] of context.lines.entries()) {
    const rows = (mapped[index] ?? []).map((cells) => finish(context, table, cells));
    sets[table.mapping.table] = rows;
    // A row's hash covers its key, so sorted hashes are the rows in an order that does not depend on the source's.
    hashed += `|${table.mapping.table}:${rows
      .map((row) => row.hash)
      .sort()
      .join(',')}`;
  }
  const { key, label, changedAt, timeKind } = record;
  return { key, label, hash: context.hash(hashed), changedAt, timeKind, header, lines: sets };
}
