import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import { defaultRangeExtractor, observeElementOffset, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { scrollScale } from './scroll-scale.ts';

interface WindowOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly header: RefObject<HTMLDivElement | null>;
  readonly total: number;
  readonly rowHeight: number;
  /** A row that stays in the page wherever the list is scrolled to, because it has the focus. */
  readonly keep: number;
}

export interface RowWindow {
  /** Pixels of all rows together. */
  readonly height: number;
  readonly items: readonly { readonly index: number; readonly top: number }[];
  /** First and last row in sight. */
  readonly first: number;
  readonly last: number;
  readonly scroll: RowScroll;
}

export interface RowScroll {
  /** Runs when rows stand where the scroll position has them: at once, or with the next frame in a list that is scaled. */
  readonly settled: (act: () => void) => void;
  /** Rows that fit in sight. */
  readonly pageRows: () => number;
  /** Scrolls as little as is needed to have a row in sight below the header. */
  readonly reveal: (row: number) => void;
  readonly isInSight: (row: number) => boolean;
  /** Scrolls by whole rows. */
  readonly shift: (rows: number) => void;
}

/** Which rows are drawn, and where: a fixed height makes every place a product, so nothing is ever measured. */
export function useRowWindow({ scroller, header, total, rowHeight, keep }: WindowOptions): RowWindow {
  const scale = scrollScale(total, rowHeight);
  const latest = useRef({ scale, rowHeight });
  useLayoutEffect(() => {
    latest.current = { scale, rowHeight };
  });
  // Nothing here is memoized by what the virtualizer gives, so functions that change with the scroll position are safe.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    rangeExtractor: (range) => withKept(range, keep),
    observeElementOffset: (instance, tell) =>
      observeElementOffset(instance, (scrollTop, scrolling) => {
        tell(latest.current.scale.toRows(scrollTop), scrolling);
      }),
  });
  const drawn = useRef(rowHeight);
  useLayoutEffect(() => {
    if (drawn.current === rowHeight) return;
    if (scroller.current !== null) scroller.current.scrollTop *= rowHeight / drawn.current;
    drawn.current = rowHeight;
    virtual.measure();
  }, [rowHeight, scroller, virtual]);
  const offset = virtual.scrollOffset ?? 0;
  const drift = Math.round(offset - scale.toScroll(offset));
  return {
    height: scale.heightFor(virtual.scrollRect?.height ?? 0),
    items: virtual.getVirtualItems().map((item) => ({ index: item.index, top: item.start - drift })),
    first: virtual.range?.startIndex ?? 0,
    last: virtual.range?.endIndex ?? 0,
    scroll: useRowScroll(scroller, header, latest),
  };
}

type Latest = RefObject<{ readonly scale: ReturnType<typeof scrollScale>; readonly rowHeight: number }>;

function useRowScroll(
  scroller: RefObject<HTMLDivElement | null>,
  header: RefObject<HTMLDivElement | null>,
  latest: Latest,
): RowScroll {
  const measure = useCallback(() => {
    const box = scroller.current;
    const view = box === null ? 0 : box.clientHeight - (header.current?.offsetHeight ?? 0);
    return { box, view, top: latest.current.scale.toRows(box?.scrollTop ?? 0), ...latest.current };
  }, [scroller, header, latest]);
  return {
    settled: (act) => {
      if (latest.current.scale.scaled) requestAnimationFrame(act);
      else act();
    },
    pageRows: () => Math.max(1, Math.floor(measure().view / measure().rowHeight)),
    reveal: (row) => {
      const { box, view, top, scale, rowHeight } = measure();
      const start = row * rowHeight;
      if (box === null) return;
      if (start < top) box.scrollTop = scale.toScroll(start);
      else if (start + rowHeight > top + view) box.scrollTop = scale.toScroll(start + rowHeight - view);
    },
    isInSight: (row) => {
      const { view, top, rowHeight } = measure();
      return (row + 1) * rowHeight > top && row * rowHeight < top + view;
    },
    shift: (rows) => {
      const { box, top, scale, rowHeight } = measure();
      if (box !== null) box.scrollTop = scale.toScroll(top + rows * rowHeight);
    },
  };
}

/** The rows in sight and around, and the one that is kept. */
function withKept(range: Range, keep: number): number[] {
  const rows = defaultRangeExtractor(range);
  if (keep < 0 || keep >= range.count || rows.length === 0) return rows;
  if (keep < (rows[0] ?? 0)) return [keep, ...rows];
  return keep > (rows.at(-1) ?? 0) ? [...rows, keep] : rows;
}
