import { useRef, useState, type PointerEvent, type RefObject } from 'react';
import type { GridColumns } from './use-grid-columns.ts';

/** Pixels that the pointer must travel before a press becomes a drag. */
const threshold = 6;

export interface HeaderDrag {
  readonly start: (event: PointerEvent<HTMLElement>, id: string) => void;
  /** On which side of a header the dragged column would land. */
  readonly dropAt: (place: number) => 'before' | 'after' | undefined;
  /** True for the click that ends a drag. */
  readonly justDragged: () => boolean;
}

/** Dragging a header to another place; the menu of the column does the same without a pointer. */
export function useHeaderDrag<Row>(header: RefObject<HTMLDivElement | null>, columns: GridColumns<Row>): HeaderDrag {
  const [drop, setDrop] = useState<number | null>(null);
  const dragged = useRef(false);
  const last = columns.visible.length - 1;
  const start = (event: PointerEvent<HTMLElement>, id: string): void => {
    dragged.current = false;
    if (event.button !== 0) return;
    const cell = event.currentTarget;
    const from = event.clientX;
    let place: number | null = null;
    const follow = (move: globalThis.PointerEvent): void => {
      if (!dragged.current && Math.abs(move.clientX - from) < threshold) return;
      if (!dragged.current) cell.setPointerCapture(event.pointerId);
      dragged.current = true;
      place = placeUnder(header.current, move.clientX);
      setDrop(place);
    };
    const end = (up: globalThis.PointerEvent): void => {
      document.removeEventListener('pointermove', follow);
      document.removeEventListener('pointerup', end);
      document.removeEventListener('pointercancel', end);
      setDrop(null);
      if (up.type === 'pointercancel' || place === null) return;
      const own = columns.visible.findIndex((column) => column.id === id);
      columns.moveTo(id, place > own ? place - 1 : place);
    };
    document.addEventListener('pointermove', follow);
    document.addEventListener('pointerup', end);
    document.addEventListener('pointercancel', end);
  };
  return {
    start,
    dropAt: (at) => {
      if (drop === at) return 'before';
      return drop === last + 1 && at === last ? 'after' : undefined;
    },
    justDragged: () => {
      const was = dragged.current;
      dragged.current = false;
      return was;
    },
  };
}

/** The gap between columns that is nearest to a point: 0 is before the first. */
function placeUnder(header: HTMLDivElement | null, x: number): number {
  const cells = [...(header?.querySelectorAll<HTMLElement>('[role="columnheader"]') ?? [])];
  const own = cells.filter((cell) => cell.dataset['column']?.startsWith('@') !== true);
  const rightToLeft = header !== null && getComputedStyle(header).direction === 'rtl';
  const passed = own.filter((cell) => {
    const { left, width } = cell.getBoundingClientRect();
    return rightToLeft ? x < left + width / 2 : x > left + width / 2;
  });
  return passed.length;
}
