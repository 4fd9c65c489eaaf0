import type { SQLInputValue } from 'node:sqlite';
import type { Sort } from '../../shared/contract/paging.ts';

/** Conditions and their values, in order. Values are always bound, never written into the statement. */
export interface Where {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

export type Condition = readonly [sql: string, ...values: SQLInputValue[]] | null;

/** All of the conditions that are given; `1` if none is. */
export function whereAll(conditions: readonly Condition[]): Where {
  const given = conditions.filter((one) => one !== null);
  return {
    sql: given.length === 0 ? '1' : given.map(([sql]) => `(${sql})`).join(' AND '),
    values: given.flatMap(([, ...values]) => values),
  };
}

/** A column that must equal a value, where one is asked for. */
export function equals(column: string, value: string | undefined): Condition {
  return value === undefined ? null : [`${column} = ?`, value];
}

/** Every word of the text must be found in one of the columns, whatever its case (ASCII letters). */
export function contains(columns: readonly string[], text: string | undefined): Condition {
  const words = (text ?? '').split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return null;
  const one = columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(' OR ');
  const values = words.flatMap((word) => columns.map(() => `%${escapeLike(word)}%`));
  return [words.map(() => `(${one})`).join(' AND '), ...values];
}

/** The text as LIKE takes it literally. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (found) => `\\${found}`);
}

/** How the columns of a list are ordered. */
export interface Order {
  /** SQL of each column that a list may be sorted by. */
  readonly columns: Readonly<Record<string, string>>;
  /** Sort when nothing is asked for. */
  readonly usual: readonly Sort[];
  /** Columns that make the order total; they follow the direction of the last column asked for, so that an index can be walked. */
  readonly last: readonly string[];
}

/** `ORDER BY` of a list. A column that the list does not have is left out: the contract has refused it before. */
export function orderBy(order: Order, sort: readonly Sort[]): string {
  const asked = sort.length === 0 ? order.usual : sort;
  const terms = asked.flatMap(({ column, direction }) => {
    const sql = order.columns[column];
    return sql === undefined ? [] : [{ sql, direction }];
  });
  const direction = terms.at(-1)?.direction ?? 'asc';
  const last = order.last.filter((sql) => terms.every((term) => term.sql !== sql)).map((sql) => ({ sql, direction }));
  return [...terms, ...last].map((term) => `${term.sql} ${term.direction}`).join(', ');
}
