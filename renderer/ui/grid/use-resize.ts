import type { PointerEvent } from 'react';
import { drawnWidths } from './measure.ts';
import type { GridColumns } from './use-grid-columns.ts';

/** Dragging the edge of a header: the width follows the pointer until it is let go. */
export function useResize<Row>(id: string, columns: GridColumns<Row>): (event: PointerEvent<HTMLElement>) => void {
  return (event) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.preventDefault();
    const handle = event.currentTarget;
    const cell = handle.closest('[role="columnheader"]');
    if (cell === null) return;
    columns.freeze(drawnWidths(cell.parentElement));
    const start = { x: event.clientX, width: cell.getBoundingClientRect().width };
    const sign = getComputedStyle(handle).direction === 'rtl' ? -1 : 1;
    const follow = (move: globalThis.PointerEvent): void => {
      columns.resize(id, start.width + (move.clientX - start.x) * sign);
    };
    const end = (): void => {
      handle.removeEventListener('pointermove', follow);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
    };
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
  };
}
