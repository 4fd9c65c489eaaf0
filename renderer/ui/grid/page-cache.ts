import type { Sort } from '../../../shared/contract/paging.ts';
import type { GridSource } from './grid-types.ts';

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly generation: number;
  readonly query: number;
}

interface Fetch {
  readonly abort: AbortController;
  readonly query: number;
}

export interface CacheOptions<Row, Filter> {
  readonly source: GridSource<Row, Filter>;
  readonly keyOf: (row: Row) => string;
  readonly pageSize?: number;
  /** Pages kept at most; those farthest from what is looked at go first. */
  readonly maxPages?: number;
}

/** What of the cache a screen shows besides its rows. */
export interface CacheState {
  /** Counts every change, so that a screen knows when to look again. */
  readonly revision: number;
  /** Null until the first answer. */
  readonly total: number | null;
  /** Why rows in sight could not be read; null if they could. */
  readonly error: unknown;
  /** True while rows in sight are read. */
  readonly busy: boolean;
}

/** Asks that run at the same time at most, those given up included, since a source may finish them all the same. */
const maxRunning = 4;

/**
 * The rows of a list of any length, held in pages around what is looked at. Pages are replaced in place when they are read
 * anew, so that rows stay in sight until their successors are there.
 */
export class PageCache<Row, Filter> {
  readonly pageSize: number;
  readonly #source: GridSource<Row, Filter>;
  readonly #keyOf: (row: Row) => string;
  readonly #maxPages: number;
  readonly #pages = new Map<number, Page<Row>>();
  readonly #places = new Map<string, number>();
  readonly #fetches = new Map<number, Fetch>();
  readonly #failed = new Map<number, unknown>();
  readonly #listeners = new Set<() => void>();
  #asked: { readonly sort: readonly Sort[]; readonly filter: Filter } | undefined;
  #query = 0;
  #generation = 0;
  #running = 0;
  #seen: readonly [number, number] = [0, 0];
  #ahead = 1;
  #state: CacheState = { revision: 0, total: null, error: null, busy: false };

  constructor(options: CacheOptions<Row, Filter>) {
    this.#source = options.source;
    this.#keyOf = options.keyOf;
    this.pageSize = options.pageSize ?? 100;
    this.#maxPages = options.maxPages ?? 12;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): CacheState => this.#state;

  /** The row at a place, if it is held. */
  rowAt(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / this.pageSize))?.rows[index % this.pageSize];
  }

  keyAt(index: number): string | undefined {
    const row = this.rowAt(index);
    return row === undefined ? undefined : this.#keyOf(row);
  }

  /** The place of a row, if it is held. */
  placeOf(key: string): number | undefined {
    return this.#places.get(key);
  }

  /** All rows held, in their order. */
  held(): { readonly index: number; readonly row: Row }[] {
    return [...this.#pages.keys()]
      .sort((a, b) => a - b)
      .flatMap((page) =>
        (this.#pages.get(page)?.rows ?? []).map((row, at) => ({ index: page * this.pageSize + at, row })),
      );
  }

  /** True if the row at a place is one of the list as it was last asked for. */
  isCurrent(index: number): boolean {
    return this.#pages.get(Math.floor(index / this.pageSize))?.generation === this.#generation;
  }

  /** Another order or filter: rows of the old one stay until the first of the new are there. */
  ask(sort: readonly Sort[], filter: Filter): void {
    this.#asked = { sort, filter };
    this.#query += 1;
    this.#generation += 1;
    this.#seen = [0, 0];
    this.#abandon(() => true);
    this.#failed.clear();
    this.#pump();
  }

  /** The rows may have changed: everything that is looked at is read again, in place. */
  revalidate(): void {
    if (this.#asked === undefined) return;
    this.#generation += 1;
    this.#failed.clear();
    this.#pump();
  }

  /** Reads again what failed. */
  retry(): void {
    this.#failed.clear();
    this.#pump();
  }

  /** Rows `first` to `last` are looked at: they are read if they are not held, and one page beyond in the direction of travel. */
  look(first: number, last: number): void {
    if (first === this.#seen[0] && last === this.#seen[1]) return;
    this.#ahead = first < this.#seen[0] ? -1 : 1;
    this.#seen = [Math.max(0, first), Math.max(0, last)];
    this.#pump(false);
  }

  /** Gives up everything that is under way. */
  close(): void {
    this.#abandon(() => true);
    this.#asked = undefined;
  }

  #wanted(): number[] {
    const pageOf = (index: number): number => Math.floor(index / this.pageSize);
    const [first, last] = [pageOf(this.#seen[0]), pageOf(this.#seen[1])];
    const end = this.#state.total === null ? first : pageOf(Math.max(0, this.#state.total - 1));
    const pages: number[] = [];
    for (let page = first; page <= Math.min(last, end); page += 1) pages.push(page);
    // An answer is needed even where the list is thought to end before what is looked at.
    if (pages.length === 0) pages.push(Math.min(first, end));
    const next = this.#ahead > 0 ? last + 1 : first - 1;
    if (next >= 0 && next <= end && this.#state.total !== null) pages.push(next);
    return pages;
  }

  /** Asks for what is wanted and missing. `changed`: rows are others than before. */
  #pump(changed = true): void {
    if (this.#asked === undefined) return;
    const wanted = this.#wanted();
    this.#abandon((page) => !wanted.includes(page));
    for (const page of wanted) {
      const held = this.#pages.get(page);
      const fresh = held !== undefined && held.generation === this.#generation;
      if (fresh || this.#fetches.has(page) || this.#failed.has(page) || this.#running >= maxRunning) continue;
      void this.#fetch(page, this.#asked);
    }
    this.#publish(wanted, changed);
  }

  async #fetch(page: number, asked: { readonly sort: readonly Sort[]; readonly filter: Filter }): Promise<void> {
    const fetch: Fetch = { abort: new AbortController(), query: this.#query };
    const generation = this.#generation;
    this.#fetches.set(page, fetch);
    this.#running += 1;
    const request = { ...asked, offset: page * this.pageSize, limit: this.pageSize, signal: fetch.abort.signal };
    try {
      const { total, items } = await this.#source.fetchPage(request);
      if (this.#fetches.get(page) === fetch) this.#keep(page, { rows: items, generation, query: fetch.query }, total);
    } catch (error) {
      if (this.#fetches.get(page) === fetch) this.#failed.set(page, error);
    }
    this.#running -= 1;
    if (this.#fetches.get(page) === fetch) this.#fetches.delete(page);
    this.#pump();
  }

  #keep(page: number, answer: Page<Row>, total: number): void {
    for (const [other, held] of this.#pages) {
      if (held.query !== answer.query || other * this.pageSize >= total) this.#drop(other);
    }
    this.#drop(page);
    this.#pages.set(page, answer);
    answer.rows.forEach((row, at) => this.#places.set(this.#keyOf(row), page * this.pageSize + at));
    this.#state = { ...this.#state, total };
    this.#evict();
  }

  #evict(): void {
    const middle = (this.#seen[0] + this.#seen[1]) / 2 / this.pageSize;
    const byDistance = [...this.#pages.keys()].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    for (const page of byDistance.slice(this.#maxPages)) this.#drop(page);
  }

  #drop(page: number): void {
    const rows = this.#pages.get(page)?.rows ?? [];
    rows.forEach((row, at) => {
      const key = this.#keyOf(row);
      if (this.#places.get(key) === page * this.pageSize + at) this.#places.delete(key);
    });
    this.#pages.delete(page);
  }

  #abandon(unwanted: (page: number) => boolean): void {
    for (const [page, fetch] of this.#fetches) {
      if (!unwanted(page)) continue;
      fetch.abort.abort();
      this.#fetches.delete(page);
    }
  }

  #publish(wanted: readonly number[], changed: boolean): void {
    const failed = wanted.find((page) => this.#failed.has(page));
    const error = failed === undefined ? null : (this.#failed.get(failed) ?? null);
    const inSight = (page: number): boolean =>
      (page + 1) * this.pageSize > this.#seen[0] && page * this.pageSize <= this.#seen[1];
    const busy = wanted.some((page) => inSight(page) && this.#fetches.has(page));
    const { revision, total } = this.#state;
    if (!changed && busy === this.#state.busy && error === this.#state.error) return;
    this.#state = { revision: revision + 1, total, error, busy };
    for (const listener of this.#listeners) listener();
  }
}
