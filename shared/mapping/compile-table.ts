import type { JsonObject } from '../model/json.ts';
import type { Cell, RejectionReason } from '../model/record.ts';
import { converterFor, isCell, type Converter } from './convert.ts';
import { shapeOf, type RowShape } from './mapped-row.ts';
import type { ColumnMapping, TableMapping } from './mapping.ts';
import { PathPool } from './paths.ts';
import type { Converted } from './problem.ts';
import { compileReader, RefusedValue, type Reader } from './transform.ts';

/** Cells in the order of the table's shape, and what is wrong with them, in the mapping's order; null stands where nothing could. */
export interface MappedCells {
  readonly cells: readonly Cell[];
  readonly problems: readonly RejectionReason[];
}

export interface CompiledTable {
  readonly mapping: TableMapping;
  readonly shape: RowShape;
  /** Maps one row. */
  map(scope: JsonObject, record: JsonObject): MappedCells;
  /** Lets go of what was read last: to be called after each record. */
  forget(): void;
}

interface CompiledColumn {
  readonly name: string;
  readonly read: Reader;
  readonly convert: Converter;
  readonly isKey: boolean;
  /** A missing value is a problem. */
  readonly needed: boolean;
}

const NO_PROBLEMS: readonly RejectionReason[] = [];

/** Compiles the columns of a table. Throws an Error with a sentence for a key column that has no mapping. */
export function compileTable(mapping: TableMapping): CompiledTable {
  const shape = shapeOf(mapping);
  const unmapped = mapping.keyColumns.find((name) => !shape.names.includes(name));
  if (unmapped !== undefined) throw new Error(`the key column “${unmapped}” has no mapping`);
  const paths = new PathPool();
  const columns = mapping.columns
    .map((column) => compileColumn(column, mapping.keyColumns, paths))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    mapping,
    shape,
    map: (scope, record) => mapRow(columns, shape, { scope, record }),
    forget: () => {
      paths.forget();
    },
  };
}

function compileColumn(column: ColumnMapping, keyColumns: readonly string[], paths: PathPool): CompiledColumn {
  const isKey = keyColumns.includes(column.column);
  return {
    name: column.column,
    read: compileReader(column, paths),
    convert: converterFor(column.type),
    isKey,
    needed: isKey || column.required,
  };
}

interface RowSource {
  readonly scope: JsonObject;
  readonly record: JsonObject;
}

function mapRow(columns: readonly CompiledColumn[], shape: RowShape, source: RowSource): MappedCells {
  const cells: Cell[] = [];
  let found: Map<number, RejectionReason> | null = null;
  for (const column of columns) {
    const cell = convert(column, source);
    if (isCell(cell)) {
      cells.push(cell);
      if (!column.needed || (cell !== null && cell !== '')) continue;
    } else {
      cells.push(null);
    }
    found ??= new Map();
    found.set(cells.length - 1, isCell(cell) ? missing(column) : { ...cell, field: column.name });
  }
  if (found === null) return { cells, problems: NO_PROBLEMS };
  const problems = found;
  return { cells, problems: shape.mappedOrder.flatMap((at) => problems.get(at) ?? []) };
}

function convert(column: CompiledColumn, source: RowSource): Converted {
  const value = column.read(source.scope, source.record);
  if (value === null || value === undefined) return null;
  if (typeof value === 'object' && value instanceof RefusedValue) return value.problem;
  return column.convert(value);
}

function missing(column: CompiledColumn): RejectionReason {
  const code = column.isKey ? 'RECORD_KEY_MISSING' : 'RECORD_FIELD_MISSING';
  return { code, field: column.name, value: null, expected: 'a value' };
}
