import { maxSelectedKeys, type Sort } from '../../../shared/contract/paging.ts';
import type { Move } from './commands.ts';
import type { GridSource } from './grid-types.ts';
import { PageCache } from './page-cache.ts';
import { readRange, type RangeEnd } from './range-keys.ts';
import { allChosen, noneChosen, toggled, withKeys, type Chosen } from './selection.ts';

/** The column of boxes, which is no column of the list. */
export const boxColumn = '@select';
/** The header, as a row to move to. */
export const headerRow = -1;

export interface Focus {
  /** Place of the row, or `headerRow`. */
  readonly row: number;
  readonly column: string;
}

export interface ModelState {
  readonly focus: Focus;
  readonly chosen: Chosen;
  /** True while the keys of a long range are read. */
  readonly selecting: boolean;
  /** Grows whenever the cell with the focus must come into sight. */
  readonly wish: number;
}

/** What the model must know of what is drawn. */
export interface GridView {
  /** Columns in sight from start to end, that of the boxes included. */
  readonly columns: readonly string[];
  /** Rows that fit in sight. */
  readonly pageRows: number;
  readonly selectable: boolean;
}

interface Anchor {
  readonly row: number;
  /** Key of its row when the range was begun; undefined if that was not read. */
  readonly key: string | undefined;
  readonly base: Chosen;
  /** The other end of the range, while it is extended. */
  readonly end: number;
}

/** From which place to which the row with the focus went, because rows came or went above it. */
interface Shift {
  readonly from: number;
  readonly to: number;
}

interface Asked<Filter> {
  readonly sort: readonly Sort[];
  readonly filter: Filter;
}

/** Told of what is not state. */
export interface ModelEvents {
  readonly onChosen: (chosen: Chosen) => void;
  /** A range is longer than a selection can name. */
  readonly onTooMany: () => void;
  /** The rows of a range could not be read; nothing was selected. */
  readonly onFailed: () => void;
}

/** Focus and selection of a grid, both held by the rows' keys, and the pages they live on. Knows nothing of the screen. */
export class GridModel<Row, Filter> {
  readonly source: GridSource<Row, Filter>;
  readonly keyOf: (row: Row) => string;
  readonly cache: PageCache<Row, Filter>;
  readonly #listeners = new Set<() => void>();
  #state: ModelState = { focus: { row: 0, column: '' }, chosen: noneChosen, selecting: false, wish: 0 };
  #focusKey: string | null = null;
  #anchor: Anchor | null = null;
  #asked: (Asked<Filter> & { readonly filterKey: string }) | undefined;
  #work = new AbortController();
  #sought: AbortController | null = null;
  #owned = false;
  #shifted: Shift | null = null;
  #events: ModelEvents | null = null;

  constructor(source: GridSource<Row, Filter>, keyOf: (row: Row) => string) {
    this.source = source;
    this.keyOf = keyOf;
    this.cache = new PageCache({ source, keyOf });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): ModelState => this.#state;

  get asked(): Asked<Filter> | undefined {
    return this.#asked;
  }

  /** Reads again what could not be read. */
  readonly retry = (): void => {
    this.cache.retry();
  };

  get owned(): boolean {
    return this.#owned;
  }

  /** Where the row with the focus went since this was last asked. */
  takeShift(): Shift | null {
    const shift = this.#shifted;
    this.#shifted = null;
    return shift;
  }

  /** Whom to tell from now on. */
  tell(events: ModelEvents): void {
    this.#events = events;
  }

  /** Brings the model to life; call the answer to let it rest. */
  open(): () => void {
    const leave = this.cache.subscribe(() => {
      this.#follow();
    });
    return () => {
      leave();
      this.#work.abort();
      this.#sought?.abort();
      this.#asked = undefined;
      this.cache.close();
    };
  }

  /** Asks for rows in another order or through another filter. Another filter drops the selection. */
  ask(sort: readonly Sort[], filter: Filter): void {
    const filterKey = JSON.stringify(filter);
    const same = this.#asked?.filterKey === filterKey;
    const first = this.#asked === undefined;
    this.#asked = { sort, filter, filterKey };
    this.#anchor = null;
    this.#stopSelecting();
    if (!same && !first) this.#set({ chosen: noneChosen });
    this.cache.ask(sort, filter);
    if (!first && this.#focusKey !== null) void this.#seek(this.#focusKey, true);
  }

  /** Whether the page's own focus is in the grid; a focus nobody holds clings to no row. */
  own(owned: boolean): void {
    this.#owned = owned;
    this.#focusKey = owned ? (this.cache.keyAt(this.#state.focus.row) ?? this.#focusKey) : null;
  }

  /** The cell that the page's own focus went to. */
  focusOn(row: number, column: string): void {
    this.#focusKey = this.cache.keyAt(row) ?? null;
    const { focus } = this.#state;
    if (focus.row !== row || focus.column !== column) this.#set({ focus: { row, column } });
  }

  /** Moves the focus to a cell and brings it into sight. */
  goTo(row: number, column: string): void {
    this.#focusKey = this.cache.keyAt(row) ?? null;
    this.#set({ focus: { row, column }, wish: this.#state.wish + 1 });
  }

  move(to: Move, extend: boolean, view: GridView): void {
    const total = this.cache.state().total ?? 0;
    const { row } = this.#state.focus;
    const next = moved(this.#state.focus, to, { ...view, total, lowest: extend ? 0 : headerRow });
    this.goTo(next.row, next.column);
    if (!extend || !view.selectable || next.row === row || row === headerRow) return;
    if (this.#anchor === null || (this.#anchor.end !== row && this.#anchor.row !== row)) {
      this.#anchor = this.#anchorAt(row, this.#state.chosen);
    }
    this.#extend(this.#anchor, next.row);
  }

  toggle(row: number): void {
    const key = this.cache.keyAt(row);
    if (key === undefined) return;
    this.#stopSelecting();
    const chosen = toggled(this.#state.chosen, key);
    this.#anchor = this.#anchorAt(row, chosen);
    this.#set({ chosen });
  }

  /** Chooses all rows from the one last turned over to this one. */
  range(row: number): void {
    const start = this.#anchor?.row ?? (this.#state.focus.row === headerRow ? 0 : this.#state.focus.row);
    const anchor = this.#anchor ?? this.#anchorAt(start, this.#state.chosen);
    this.#extend(anchor, row);
  }

  /** The next range starts where the focus is. */
  forgetRange(): void {
    this.#anchor = null;
  }

  choose(chosen: Chosen): void {
    this.#stopSelecting();
    this.#anchor = null;
    this.#set({ chosen });
  }

  /** Moves to the first row whose text begins so. True if there is one. */
  async findByPrefix(prefix: string, column: string, text: (row: Row) => string): Promise<boolean> {
    const asked = this.#asked;
    if (asked === undefined) return false;
    const place =
      this.source.findByPrefix === undefined ? this.#heldByPrefix(prefix, text) : await this.#askPrefix(prefix, column);
    if (place === null || asked !== this.#asked) return place !== null;
    this.goTo(place, this.#state.focus.column);
    return true;
  }

  async #askPrefix(prefix: string, column: string): Promise<number | null> {
    this.#sought?.abort();
    const abort = new AbortController();
    this.#sought = abort;
    const asked = this.#asked;
    if (asked === undefined || this.source.findByPrefix === undefined) return null;
    const { sort, filter } = asked;
    return this.source.findByPrefix({ sort, filter, prefix, column, signal: abort.signal });
  }

  #heldByPrefix(prefix: string, text: (row: Row) => string): number | null {
    const wanted = prefix.toLowerCase();
    const held = this.cache.held().filter(({ row }) => text(row).toLowerCase().startsWith(wanted));
    const from = this.#state.focus.row + (prefix.length > 1 ? 0 : 1);
    return (held.find(({ index }) => index >= from) ?? held[0])?.index ?? null;
  }

  #anchorAt(row: number, base: Chosen): Anchor {
    return { row, key: this.cache.keyAt(row), base, end: row };
  }

  #extend(anchor: Anchor, row: number): void {
    const total = this.cache.state().total ?? 0;
    // Rows may have come or gone above it since.
    const start = (anchor.key === undefined ? undefined : this.cache.placeOf(anchor.key)) ?? anchor.row;
    const [from, to] = [Math.min(start, row), Math.max(start, row)];
    this.#anchor = { ...anchor, end: row };
    this.#stopSelecting();
    if (from === 0 && to === total - 1) {
      this.#set({ chosen: allChosen });
      return;
    }
    const keys: string[] = [];
    for (let at = from; at <= to; at += 1) {
      const key = this.cache.keyAt(at);
      if (key === undefined) break;
      keys.push(key);
    }
    if (keys.length === to - from + 1) this.#set({ chosen: withKeys(anchor.base, keys) });
    else if (to - from >= maxSelectedKeys) this.#events?.onTooMany();
    else
      void this.#extendFar(anchor.base, [
        { place: start, key: anchor.key },
        { place: row, key: this.cache.keyAt(row) },
      ]);
  }

  async #extendFar(base: Chosen, ends: readonly [RangeEnd, RangeEnd]): Promise<void> {
    const asked = this.#asked;
    if (asked === undefined) return;
    const work = new AbortController();
    this.#work = work;
    this.#set({ selecting: true });
    try {
      const { sort, filter } = asked;
      const reading = { source: this.source, keyOf: this.keyOf, sort, filter, signal: work.signal };
      const keys = await readRange(reading, ends);
      if (!work.signal.aborted) this.#set({ chosen: withKeys(base, keys), selecting: false });
    } catch {
      if (work.signal.aborted) return;
      this.#set({ selecting: false });
      this.#events?.onFailed();
    }
  }

  #stopSelecting(): void {
    this.#work.abort();
    if (this.#state.selecting) this.#set({ selecting: false });
  }

  /** Pages changed: the focus goes where its row went. */
  #follow(): void {
    const { row } = this.#state.focus;
    const total = this.cache.state().total;
    if (total !== null && row >= total) this.#rest(Math.max(total - 1, total === 0 ? headerRow : 0));
    else if (row !== headerRow && this.#owned) this.#followKey(row);
    for (const listener of this.#listeners) listener();
  }

  #followKey(row: number): void {
    const key = this.#focusKey;
    const here = this.cache.keyAt(row);
    if (key === null) this.#focusKey = here ?? null;
    if (key === null || here === key || this.#sought !== null) return;
    const place = this.cache.placeOf(key);
    if (place !== undefined && this.cache.isCurrent(place)) this.#shift(row, place);
    else if (here !== undefined && this.cache.isCurrent(row)) void this.#seek(key, false);
  }

  #shift(from: number, to: number): void {
    this.#shifted = { from: this.#shifted?.from ?? from, to };
    this.#rest(to);
  }

  #rest(row: number): void {
    this.#state = { ...this.#state, focus: { ...this.#state.focus, row } };
  }

  /** Asks where a row is now; without an answer the focus stays at its place and takes the row that is there. */
  async #seek(key: string, reveal: boolean): Promise<void> {
    const asked = this.#asked;
    if (asked === undefined) return;
    this.#sought?.abort();
    const abort = new AbortController();
    this.#sought = abort;
    const { sort, filter } = asked;
    const request = { sort, filter, key, signal: abort.signal };
    const place = await (this.source.findByKey?.(request) ?? Promise.resolve(null)).catch(() => null);
    if (abort.signal.aborted || this.#focusKey !== key) return;
    this.#sought = null;
    const { row, column } = this.#state.focus;
    if (place === null) this.#focusKey = this.cache.isCurrent(row) ? (this.cache.keyAt(row) ?? null) : null;
    else if (reveal && this.#owned) {
      this.#set({ focus: { row: place, column }, wish: this.#state.wish + 1 });
    } else if (place !== row) {
      this.#shift(row, place);
      this.#set({});
    }
  }

  #set(change: Partial<ModelState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
    if (change.chosen !== undefined) this.#events?.onChosen(change.chosen);
  }
}

interface Bounds extends GridView {
  readonly total: number;
  readonly lowest: number;
}

/** A column that is no longer in sight gives its focus to the first of the list. */
export function columnIn(columns: readonly string[], wanted: string): string {
  if (columns.includes(wanted)) return wanted;
  return columns.find((column) => column !== boxColumn) ?? boxColumn;
}

function moved(from: Focus, to: Move, bounds: Bounds): Focus {
  const { columns, total } = bounds;
  const column = columns.indexOf(columnIn(columns, from.column));
  const last = columns.length - 1;
  const row = (wanted: number): number =>
    Math.max(total === 0 ? headerRow : bounds.lowest, Math.min(total - 1, wanted));
  const at = (nextRow: number, nextColumn: number): Focus => ({
    row: nextRow,
    column: columns[Math.max(0, Math.min(last, nextColumn))] ?? from.column,
  });
  const places: Readonly<Record<Move, () => Focus>> = {
    up: () => at(row(from.row - 1), column),
    down: () => at(row(from.row + 1), column),
    left: () => at(from.row, column - 1),
    right: () => at(from.row, column + 1),
    'row-start': () => at(from.row, 0),
    'row-end': () => at(from.row, last),
    first: () => at(row(0), 0),
    last: () => at(row(total - 1), last),
    'page-up': () => at(row(Math.max(Math.min(from.row, 0), from.row - bounds.pageRows)), column),
    'page-down': () => at(row(from.row + bounds.pageRows), column),
  };
  return places[to]();
}
