/** What of the list is in sight, in pixels of its rows. */
export interface Sight {
  /** Where among the rows the sight begins. */
  readonly top: number;
  /** Height of the room for rows, below the header. */
  readonly view: number;
}

/** Where the sight begins when it moves as little as is needed to show a row whole. */
export function topShowing(row: number, { top, view }: Sight, rowHeight: number): number {
  const start = row * rowHeight;
  if (start < top) return start;
  return Math.max(top, start + rowHeight - view);
}

/** Rows drawn beyond those in sight on each side, so that a list scrolled faster than it is drawn shows no gap. */
const beyond = 10;

export interface Stretch {
  /** First and last row in sight. */
  readonly first: number;
  readonly last: number;
  /** Rows that are drawn: always as many, wherever the list is scrolled to, and the one that is kept. */
  readonly drawn: readonly number[];
}

/** The rows in sight and around it. `keep`: a row that is drawn wherever the list is scrolled to. */
export function stretchOf(sight: Sight, total: number, rowHeight: number, keep: number): Stretch {
  const fits = Math.ceil(sight.view / rowHeight);
  const first = Math.max(0, Math.min(total - 1, Math.floor(sight.top / rowHeight)));
  const last = Math.max(0, Math.min(total - 1, Math.floor((sight.top + sight.view) / rowHeight)));
  const count = Math.min(total, fits + 1 + 2 * beyond);
  const start = Math.max(0, Math.min(first - beyond, total - count));
  const drawn = Array.from({ length: count }, (_, at) => start + at);
  if (keep >= 0 && keep < total && (keep < start || keep >= start + count)) drawn.push(keep);
  return { first, last, drawn };
}
