import { useLayoutEffect, useRef, type RefObject } from 'react';
import { headerRow, type Focus, type GridModel } from './grid-model.ts';
import { focusCell } from './measure.ts';
import type { RowScroll } from './use-row-scroll.ts';

interface Following<Row, Filter> {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly model: GridModel<Row, Filter>;
  readonly focus: Focus;
  readonly wish: number;
  readonly scroll: RowScroll;
}

/**
 * Keeps the page's own focus on the cell of the model: brings it into sight when a person moved it, and only follows, without
 * scrolling away, when rows moved under it.
 */
export function useFocusFollowing<Row, Filter>(options: Following<Row, Filter>): void {
  const { scroller, model, focus, wish, scroll } = options;
  const seen = useRef(0);
  useLayoutEffect(() => {
    const shift = model.takeShift();
    // The row with the focus stays where it is on the screen while others come or go above it.
    if (shift !== null && scroll.isInSight(shift.from)) scroll.shift(shift.to - shift.from);
    const wished = seen.current !== wish;
    seen.current = wish;
    if (wished && focus.row !== headerRow) scroll.reveal(focus.row);
    if (!wished && !model.owned) return;
    const cell = focusCell(scroller.current);
    if (cell === null) return;
    if (document.activeElement !== cell) cell.focus({ preventScroll: true });
    // Also what is around the grid scrolls, where the window is too small for all of it.
    if (wished) {
      scroll.settled(() =>
        focusCell(scroller.current)?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' }),
      );
    }
  });
}
