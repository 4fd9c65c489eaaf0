import type { Sort } from '../../shared/contract/paging.ts';
import { integer, text } from './columns.ts';
import type { Database } from './database.ts';
import { orderBy, type Order, type Where } from './list-query.ts';

/** Part of a list: how it is sorted, and which rows of it. */
export interface ListPage {
  readonly sort: readonly Sort[];
  readonly offset: number;
  readonly limit: number;
}

/** How many rows of `from` meet the conditions, and the ids of the rows on the page. */
export function idsOnPage(
  db: Database,
  list: { readonly from: string; readonly where: Where; readonly order: Order },
  page: ListPage,
): { total: number; ids: string[] } {
  const { from, where, order } = list;
  const counted = db.get(`SELECT count(*) AS n FROM ${from} WHERE ${where.sql}`, ...where.values);
  const rows = db.all(
    `SELECT id FROM ${from} WHERE ${where.sql} ORDER BY ${orderBy(order, page.sort)} LIMIT ? OFFSET ?`,
    ...where.values,
    page.limit,
    page.offset,
  );
  return { total: counted === undefined ? 0 : integer(counted, 'n'), ids: rows.map((row) => text(row, 'id')) };
}
