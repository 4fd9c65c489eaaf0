import { useMemo, type RefObject } from 'react';
import { topShowing } from './row-place.ts';
import { scrollScale } from './scroll-scale.ts';

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

interface ScrollOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly header: RefObject<HTMLDivElement | null>;
  /** Rows there are now. */
  readonly total: () => number;
  readonly rowHeight: number;
}

/** Scrolling by rows: a fixed height makes every place a product, so nothing is ever measured but the box itself. */
export function useRowScroll({ scroller, header, total, rowHeight }: ScrollOptions): RowScroll {
  return useMemo(() => {
    const measure = () => {
      const box = scroller.current;
      const scale = scrollScale(total(), rowHeight);
      const view = box === null ? 0 : box.clientHeight - (header.current?.offsetHeight ?? 0);
      return { scale, view, top: scale.toRows(box?.scrollTop ?? 0) };
    };
    const scrollTo = (top: number): void => scroller.current?.scrollTo({ top, behavior: 'instant' });
    return {
      settled: (act) => {
        if (measure().scale.scaled) requestAnimationFrame(act);
        else act();
      },
      pageRows: () => Math.max(1, Math.floor(measure().view / rowHeight)),
      reveal: (row) => {
        const { view, top, scale } = measure();
        const shown = topShowing(row, { view, top }, rowHeight);
        if (shown !== top) scrollTo(scale.toScroll(shown));
      },
      isInSight: (row) => {
        const { view, top } = measure();
        return (row + 1) * rowHeight > top && row * rowHeight < top + view;
      },
      shift: (rows) => {
        const { top, scale } = measure();
        scrollTo(scale.toScroll(top + rows * rowHeight));
      },
    };
  }, [scroller, header, total, rowHeight]);
}
