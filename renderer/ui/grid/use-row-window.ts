import { useLayoutEffect, useRef, type RefObject } from 'react';
import { defaultRangeExtractor, observeElementOffset, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { scrollScale } from './scroll-scale.ts';

interface WindowOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
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
}

/** Which rows are drawn, and where: a fixed height makes every place a product, so nothing is ever measured. */
export function useRowWindow({ scroller, total, rowHeight, keep }: WindowOptions): RowWindow {
  const scale = scrollScale(total, rowHeight);
  const latest = useRef(scale);
  useLayoutEffect(() => {
    latest.current = scale;
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
        tell(latest.current.toRows(scrollTop), scrolling);
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
  };
}

/** The rows in sight and around, and the one that is kept. */
function withKept(range: Range, keep: number): number[] {
  const rows = defaultRangeExtractor(range);
  if (keep < 0 || keep >= range.count || rows.length === 0) return rows;
  if (keep < (rows[0] ?? 0)) return [keep, ...rows];
  return keep > (rows.at(-1) ?? 0) ? [...rows, keep] : rows;
}
