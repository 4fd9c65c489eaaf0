import type { Sort } from '../../shared/contract/paging.ts';
import { integer, text } from './columns.ts';
import type { Database } from './database.ts';
import { frozenLists } from './frozen-lists.ts';
import { orderBy, type Order, type Where } from './list-query.ts';

/** Part of a list: how it is sorted, and which rows of it; `frozen` as in `pageQuerySchema`. */
export interface ListPage {
  readonly sort: readonly Sort[];
  readonly offset: number;
  readonly limit: number;
  readonly frozen?: string | undefined;
}

interface List {
  readonly from: string;
  readonly where: Where;
  readonly order: Order;
  /** SQL of the text that names a row; the column `id` if left out. */
  readonly id?: string;
}

/** How many rows of `from` meet the conditions, and the ids of the rows on the page. */
export function idsOnPage(db: Database, list: List, page: ListPage): { total: number; ids: readonly string[] } {
  const { from, where, order, id = 'id' } = list;
  const ordered = `SELECT ${id} AS id FROM ${from} WHERE ${where.sql} ORDER BY ${orderBy(order, page.sort)}`;
  if (page.frozen !== undefined) {
    const read = (): string[] => Array.from(db.each(ordered, ...where.values), (row) => text(row, 'id'));
    return frozenLists(db).page(page.frozen, page, read);
  }
  const rows = db.all(`${ordered} LIMIT ? OFFSET ?`, ...where.values, page.limit, page.offset);
  const ids = rows.map((row) => text(row, 'id'));
  // The last page tells how many there are: a search for one record need not look through all of them a second time.
  const isLast = ids.length < page.limit && (ids.length > 0 || page.offset === 0);
  if (isLast) return { total: page.offset + ids.length, ids };
  const counted = db.get(`SELECT count(*) AS n FROM ${from} WHERE ${where.sql}`, ...where.values);
  return { total: counted === undefined ? 0 : integer(counted, 'n'), ids };
}
