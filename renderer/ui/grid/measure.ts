import { boxColumn } from './grid-model.ts';

/** Room beside a cell's content, in pixels: its padding, and for a header the sign of the order and the menu. */
const cellRoom = 22;
const headRoom = 62;

/** Width that shows a column's header and all its cells that are drawn in full, in pixels. */
export function contentWidth(scroller: HTMLElement | null, column: string): number {
  const cells = scroller?.querySelectorAll<HTMLElement>(`[data-column="${CSS.escape(column)}"]`) ?? [];
  const widths = [...cells].map((cell) => {
    const content = cell.firstElementChild;
    if (content === null) return 0;
    const range = document.createRange();
    range.selectNodeContents(content);
    const { width } = range.getBoundingClientRect();
    return Math.ceil(width) + (cell.getAttribute('role') === 'columnheader' ? headRoom : cellRoom);
  });
  return Math.max(0, ...widths);
}

/** Widths that the columns are drawn with, in pixels. */
export function drawnWidths(scroller: Element | null): Record<string, number> {
  const heads = scroller?.querySelectorAll<HTMLElement>('[role="columnheader"]') ?? [];
  return Object.fromEntries(
    [...heads].flatMap((head) => {
      const { column } = head.dataset;
      return column === undefined || column === boxColumn
        ? []
        : [[column, Math.round(head.getBoundingClientRect().width)]];
    }),
  );
}

/** The cell that the Tab key leads to. */
export function focusCell(scroller: HTMLElement | null): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>('[data-column][tabindex="0"]') ?? null;
}
