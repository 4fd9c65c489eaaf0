import { canonicalJson } from './canonical-json.ts';
import type { ColumnMapping, StreamMapping, TableMapping } from './mapping.ts';
import type { JsonValue } from '../model/json.ts';

export type ColumnState = 'default' | 'changed' | 'added';

/** How a table's mapping differs from its default. A renamed column is one that was added and one that was removed. */
export interface TableDiff {
  readonly states: ReadonlyMap<string, ColumnState>;
  /** Columns of the default that are not mapped any more. */
  readonly removed: readonly ColumnMapping[];
  readonly count: number;
}

/** Compares a table with its default; without a default every column is added. */
export function diffTable(table: TableMapping, before: TableMapping | undefined): TableDiff {
  const known = new Map(before?.columns.map((one) => [one.column, one]));
  const states = new Map<string, ColumnState>();
  for (const column of table.columns) {
    const was = known.get(column.column);
    states.set(column.column, was === undefined ? 'added' : isSame(was, column) ? 'default' : 'changed');
  }
  const removed = (before?.columns ?? []).filter((one) => !states.has(one.column));
  const count = removed.length + [...states.values()].filter((state) => state !== 'default').length;
  return { states, removed, count };
}

/** How many columns of a stream's mapping differ from its default. */
export function diffCount(mapping: StreamMapping, before: StreamMapping): number {
  const tables = [mapping.header, ...mapping.lines];
  const defaults = [before.header, ...before.lines];
  return tables.reduce(
    (sum, table) =>
      sum +
      diffTable(
        table,
        defaults.find((one) => one.table === table.table),
      ).count,
    0,
  );
}

/** Whether two mappings give the same rows; the version does not count. */
export function sameMapping(a: StreamMapping, b: StreamMapping): boolean {
  return isSame({ ...a, version: 1 }, { ...b, version: 1 });
}

function isSame(a: ColumnMapping | StreamMapping, b: ColumnMapping | StreamMapping): boolean {
  return canonicalJson(plain(a)) === canonicalJson(plain(b));
}

function plain(value: object): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}
