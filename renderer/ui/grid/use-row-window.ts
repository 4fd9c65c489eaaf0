import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { noSlots, slotted } from './row-slots.ts';
import { stretchOf, topShowing, type Sight } from './row-place.ts';
import { scrollScale } from './scroll-scale.ts';

interface WindowOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly header: RefObject<HTMLDivElement | null>;
  readonly total: number;
  readonly rowHeight: number;
  /** A row that stays in the page wherever the list is scrolled to, because it has the focus. */
  readonly keep: number;
  /** Grows whenever that row must come into sight. */
  readonly wish: number;
}

export interface DrawnRow {
  readonly index: number;
  /** Pixels from the first row. */
  readonly top: number;
}

export interface RowWindow {
  /** Pixels of all rows together. */
  readonly height: number;
  /** What each slot of the page shows; a slot without a row is undefined. */
  readonly slots: readonly (DrawnRow | undefined)[];
  /** First and last row in sight. */
  readonly first: number;
  readonly last: number;
}

/** Which rows are drawn, and where: a fixed height makes every place a product, so no row is ever measured. */
export function useRowWindow({ scroller, header, total, rowHeight, keep, wish }: WindowOptions): RowWindow {
  const scale = scrollScale(total, rowHeight);
  const sight = useSight({ scroller, header, total, rowHeight, keep, wish });
  const stretch = useMemo(() => stretchOf(sight, total, rowHeight, keep), [sight, total, rowHeight, keep]);
  const [held, setHeld] = useState(noSlots);
  const slots = slotted(held, stretch.drawn, keep);
  if (slots !== held) setHeld(slots);
  const drift = Math.round(sight.top - scale.toScroll(sight.top));
  return {
    height: scale.heightFor(sight.view),
    slots: slots.rows.map((index) => (index === undefined ? index : { index, top: index * rowHeight - drift })),
    first: stretch.first,
    last: stretch.last,
  };
}

/** What is in sight, as the scroll position has it, and ahead of it where a row with the focus is about to be brought there. */
function useSight({ scroller, header, total, rowHeight, keep, wish }: WindowOptions): Sight {
  const [state, setState] = useState({ sight: { top: 0, view: 0 }, wish, rowHeight });
  const now = foreseen(state, { wish, rowHeight, keep });
  if (now !== state) setState(now);
  const { sight } = now;
  const latest = useRef({ sight, total, rowHeight });
  useLayoutEffect(() => {
    const { rowHeight: before } = latest.current;
    latest.current = { sight, total, rowHeight };
    if (before === rowHeight) return;
    const top = (scroller.current?.scrollTop ?? 0) * (rowHeight / before);
    scroller.current?.scrollTo({ top, behavior: 'instant' });
  });
  // No layout effect: those of what is inside the scroller run before the scroller itself is known.
  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const look = (view: number): void => {
      const drawn = latest.current;
      const scale = scrollScale(drawn.total, drawn.rowHeight);
      const next = { top: scale.toRows(box.scrollTop), view };
      if (isDrawn(drawn.sight, next, scale.scaled ? 1 : drawn.rowHeight)) return;
      setState((before) => ({ ...before, sight: next }));
    };
    const measure = (): void => {
      look(box.clientHeight - (header.current?.offsetHeight ?? 0));
    };
    // At once: what is drawn after the frame would be seen as a gap.
    const scrolled = (): void => {
      flushSync(() => {
        look(latest.current.sight.view);
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    box.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', scrolled);
    };
  }, [scroller, header]);
  return sight;
}

interface Foreseen {
  readonly sight: Sight;
  readonly wish: number;
  readonly rowHeight: number;
}

/** What will be in sight once the list is scrolled for a new wish or another height of rows; the same while there is neither. */
function foreseen(
  before: Foreseen,
  { wish, rowHeight, keep }: Omit<Foreseen, 'sight'> & { readonly keep: number },
): Foreseen {
  if (before.wish === wish && before.rowHeight === rowHeight) return before;
  const sight = { ...before.sight, top: before.sight.top * (rowHeight / before.rowHeight) };
  const wished = before.wish !== wish && keep >= 0;
  return { sight: wished ? { ...sight, top: topShowing(keep, sight, rowHeight) } : sight, wish, rowHeight };
}

/** True if the same rows are in sight, counted in steps of so many pixels. */
function isDrawn(before: Sight, now: Sight, step: number): boolean {
  const at = (pixels: number): number => Math.floor(pixels / step);
  return (
    before.view === now.view &&
    at(before.top) === at(now.top) &&
    at(before.top + before.view) === at(now.top + now.view)
  );
}
