import type { JsonObject } from '../model/json.ts';
import type { Cell, RejectionReason } from '../model/record.ts';
import { converterFor, isCell, type Converter } from './convert.ts';
import type { ColumnMapping, TableMapping } from './mapping.ts';
import type { Converted } from './problem.ts';
import { compileReader, RefusedValue, type Reader } from './transform.ts';

/** Cells in the order of the mapping's columns, and the texts of the key columns (empty text where one is missing). */
export interface MappedRow {
  readonly key: readonly string[];
  readonly cells: readonly Cell[];
}

export interface CompiledTable {
  readonly mapping: TableMapping;
  /** Maps one row; each problem is told to `reject` with the column's name, and leaves null in its place. */
  map(scope: JsonObject, record: JsonObject, reject: (why: RejectionReason) => void): MappedRow;
  /** The text whose hash is the row's: names and values of all columns, by name. Types are left out: widening a column changes no row. */
  hashedText(cells: readonly Cell[]): string;
  values(cells: readonly Cell[]): Readonly<Record<string, Cell>>;
}

interface CompiledColumn {
  readonly name: string;
  readonly read: Reader;
  readonly convert: Converter;
  readonly isKey: boolean;
  readonly required: boolean;
}

/** Compiles the columns of a table. Throws an Error with a sentence for a key column that has no mapping. */
export function compileTable(mapping: TableMapping): CompiledTable {
  const columns = mapping.columns.map((column) => compileColumn(column, mapping.keyColumns));
  const keyPositions = mapping.keyColumns.map((name) => position(columns, name));
  const byName = columns.map((_, index) => index).sort((a, b) => (nameAt(columns, a) < nameAt(columns, b) ? -1 : 1));
  const prefix = byName.map((index) => nameAt(columns, index)).join(',');
  return {
    mapping,
    map: (scope, record, reject) => mapRow(columns, keyPositions, { scope, record, reject }),
    hashedText: (cells) => prefix + JSON.stringify(byName.map((index) => cells[index])),
    values: (cells) => toValues(columns, cells),
  };
}

function compileColumn(column: ColumnMapping, keyColumns: readonly string[]): CompiledColumn {
  return {
    name: column.column,
    read: compileReader(column),
    convert: converterFor(column.type),
    isKey: keyColumns.includes(column.column),
    required: column.required,
  };
}

function position(columns: readonly CompiledColumn[], name: string): number {
  const found = columns.findIndex((column) => column.name === name);
  if (found === -1) throw new Error(`the key column “${name}” has no mapping`);
  return found;
}

function nameAt(columns: readonly CompiledColumn[], index: number): string {
  return columns[index]?.name ?? '';
}

interface RowSource {
  readonly scope: JsonObject;
  readonly record: JsonObject;
  reject(why: RejectionReason): void;
}

function mapRow(columns: readonly CompiledColumn[], keyPositions: readonly number[], source: RowSource): MappedRow {
  const cells: Cell[] = [];
  for (const column of columns) {
    const converted = convert(column, source);
    const cell = isCell(converted) ? converted : null;
    cells.push(cell);
    if (!isCell(converted)) source.reject({ ...converted, field: column.name });
    else if ((cell === null || cell === '') && (column.isKey || column.required)) source.reject(missing(column));
  }
  return { key: keyPositions.map((at) => keyText(cells[at] ?? null)), cells };
}

function convert(column: CompiledColumn, source: RowSource): Converted {
  const value = column.read(source.scope, source.record);
  if (value === null) return null;
  return value instanceof RefusedValue ? value.problem : column.convert(value);
}

function missing(column: CompiledColumn): RejectionReason {
  const code = column.isKey ? 'RECORD_KEY_MISSING' : 'RECORD_FIELD_MISSING';
  return { code, field: column.name, value: null, expected: 'a value' };
}

function keyText(cell: Cell): string {
  return cell === null ? '' : String(cell);
}

function toValues(columns: readonly CompiledColumn[], cells: readonly Cell[]): Readonly<Record<string, Cell>> {
  const values: Record<string, Cell> = {};
  for (let at = 0; at < columns.length; at += 1) values[nameAt(columns, at)] = cells[at] ?? null;
  return values;
}
