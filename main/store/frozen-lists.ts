import { AppError } from '../../shared/errors/app-error.ts';
import type { Database } from './database.ts';

/** Lists kept at most for one data file; each is an export or a print that is under way. */
const keptAtOnce = 4;

const listsOf = new WeakMap<Database, FrozenLists>();

/** The frozen lists of a data file; they end with it. */
export function frozenLists(db: Database): FrozenLists {
  const known = listsOf.get(db);
  if (known !== undefined) return known;
  const lists = new FrozenLists();
  listsOf.set(db, lists);
  return lists;
}

/**
 * Which rows a list had, and in which order, at the moment its first page was read. Rows that come, go or move afterwards shift
 * nothing, so that a file which is read page by page has each row that was there throughout exactly once. Only ids are kept:
 * a row is shown as it is when its page is read.
 */
export class FrozenLists {
  readonly #lists = new Map<string, readonly string[]>();

  /**
   * Ids of a page of the list of this name. The first page freezes it by `read`, the last one lets go of it; of too many, the
   * one that was read longest ago goes.
   *
   * Throws STORE_LIST_GONE (`transient`) for a later page of a list that is not kept.
   */
  page(
    name: string,
    { offset, limit }: { readonly offset: number; readonly limit: number },
    read: () => readonly string[],
  ): { total: number; ids: readonly string[] } {
    const ids = this.#lists.get(name) ?? (offset === 0 ? read() : undefined);
    if (ids === undefined) throw new AppError('STORE_LIST_GONE', 'transient');
    this.#lists.delete(name);
    if (offset + limit < ids.length) this.#lists.set(name, ids);
    for (const oldest of this.#lists.keys()) {
      if (this.#lists.size <= keptAtOnce) break;
      this.#lists.delete(oldest);
    }
    return { total: ids.length, ids: ids.slice(offset, offset + limit) };
  }
}
