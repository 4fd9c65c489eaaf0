import { useEffect, type RefObject } from 'react';
import type { GridColumns } from './use-grid-columns.ts';

/**
 * Widens columns of money until every amount that is drawn stands there whole: an amount that is cut reads as another one.
 * `drawn` differs whenever other rows are drawn.
 */
export function useAmountRoom<Row>(
  scroller: RefObject<HTMLElement | null>,
  columns: GridColumns<Row>,
  drawn: string,
): void {
  const { visible, template, widen } = columns;
  useEffect(() => {
    for (const { id, kind } of visible) {
      if (kind !== 'money') continue;
      const needed = wholeWidth(scroller.current, id);
      if (needed !== null) widen(id, needed);
    }
  }, [scroller, visible, template, widen, drawn]);
}

/** Pixels that show each drawn amount of a column; null if the column has them. */
function wholeWidth(scroller: HTMLElement | null, id: string): number | null {
  const contents = scroller?.querySelectorAll<HTMLElement>(`[data-row] [data-column="${CSS.escape(id)}"] > span`) ?? [];
  const widths = [...contents]
    .filter((content) => content.scrollWidth > content.clientWidth)
    .map((content) => (content.parentElement?.offsetWidth ?? 0) + content.scrollWidth - content.clientWidth + 1);
  return widths.length === 0 ? null : Math.max(...widths);
}
