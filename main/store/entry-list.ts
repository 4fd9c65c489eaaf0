import type { Selection } from '../../shared/contract/paging.ts';
import type { RejectedFilter } from '../../shared/model/record-view.ts';
import { integer, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import { idsOnPage, type ListPage } from './list-page.ts';
import { contains, equals, whereAll, type Order, type Where } from './list-query.ts';

/** Reasons by code: how many records each stands in the way of, and the fields it was found in. */
export interface ReasonCount {
  readonly code: string;
  readonly count: number;
  readonly fields: readonly string[];
}

/** Where entries of records that did not arrive are kept: rejected and held ones have the same columns. */
export interface EntryTable {
  readonly table: 'rejected' | 'held';
  /** What is read from to filter and to order: the table, by an index that has all columns for that. */
  readonly from: string;
  /** Condition for entries of a run, with one place for its id. */
  readonly ofRun: string;
  /** The newest of these stand first, unless another order is asked for. */
  readonly newestBy: 'firstSeenAtUtc' | 'lastSeenAtUtc';
}

const columns: Order['columns'] = {
  lastSeenAtUtc: 'last_seen_at',
  firstSeenAtUtc: 'first_seen_at',
  label: 'label COLLATE NOCASE',
  stream: 'stream',
  reason: 'reason',
  state: 'state',
};

/** Finds entries of one table as their list shows them. */
export class EntryList {
  readonly #db: Database;
  readonly #of: EntryTable;

  constructor(db: Database, of: EntryTable) {
    this.#db = db;
    this.#of = of;
  }

  /** Ids of a page of what the filter lets through, and how many that are in all. */
  page(filter: RejectedFilter, page: ListPage): { total: number; ids: readonly string[] } {
    const { from, newestBy } = this.#of;
    const usual: Order['usual'] = [{ column: newestBy, direction: 'desc' }];
    const order = { columns, usual, last: ['last_seen_at', 'id'] };
    return idsOnPage(this.#db, { from, where: this.#where(filter), order }, page);
  }

  /** Ids of the chosen entries among those that the filter lets through, oldest first. */
  selected(filter: RejectedFilter, selection: Selection): string[] {
    const { sql, values } = this.#where(filter);
    const names = JSON.stringify(selection.kind === 'keys' ? selection.keys : selection.except);
    const chosen = `id ${selection.kind === 'keys' ? 'IN' : 'NOT IN'} (SELECT value FROM json_each(?))`;
    return this.#db
      .all(`SELECT id FROM ${this.#of.from} WHERE ${sql} AND ${chosen} ORDER BY last_seen_at, id`, ...values, names)
      .map((row) => text(row, 'id'));
  }

  /** The reasons of the filtered entries, by the first reason of each, the most frequent first. */
  reasons(filter: RejectedFilter): ReasonCount[] {
    const { sql, values } = this.#where(filter);
    return this.#db
      .all(
        `SELECT reason, count(*) AS n FROM ${this.#of.from} WHERE ${sql} GROUP BY reason ORDER BY n DESC, reason`,
        ...values,
      )
      .map((row) => {
        const code = text(row, 'reason');
        return { code, count: integer(row, 'n'), fields: this.#fieldsOf({ ...filter, reason: code }) };
      });
  }

  /** The fields a reason was found in among the newest thousand, so that lines of one table count once. */
  #fieldsOf(filter: RejectedFilter): string[] {
    const { sql, values } = this.#where(filter);
    const { table, from } = this.#of;
    const rows = this.#db.all(
      `SELECT reasons ->> '$[0].field' AS field FROM ${table} WHERE id IN
         (SELECT id FROM ${from} WHERE ${sql} ORDER BY last_seen_at DESC LIMIT 1000)`,
      ...values,
    );
    return fieldsIn(rows);
  }

  #where(filter: RejectedFilter): Where {
    return whereAll([
      equals('state', filter.state),
      equals('flow_id', filter.flowId),
      filter.runId === undefined ? null : [this.#of.ofRun, filter.runId],
      equals('stream', filter.stream),
      equals('reason', filter.reason),
      contains(['label', 'key'], filter.text),
    ]);
  }
}

/** The names of fields in rows of `field`, each once, whichever line it was in. */
function fieldsIn(rows: readonly Record<string, unknown>[]): string[] {
  const fields = rows.flatMap((row) => textOrNull(row, 'field') ?? []);
  return [...new Set(fields.map((field) => field.replaceAll(/\[[^\]]*\]/g, '')))].filter((one) => one !== '').sort();
}
