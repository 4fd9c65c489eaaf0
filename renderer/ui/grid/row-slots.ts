/** Which row each slot of the page shows; undefined for a slot that is free. */
export type SlotRows = readonly (number | undefined)[];

export interface Slots {
  readonly rows: SlotRows;
  /** The row that was kept for the focus. */
  readonly kept: number;
}

export const noSlots: Slots = { rows: [], kept: -1 };

/**
 * Gives each wanted row a slot: those that have one keep it, the others take slots that came free, so that a row that comes into
 * sight changes texts in the page instead of adding to it. A row that gets the focus never takes the slot of the one that had it:
 * the page's own focus would already be there and nobody would be told that it moved. The same object while nothing changes.
 */
export function slotted(slots: Slots, wanted: readonly number[], kept: number): Slots {
  const rows = [...slots.rows];
  const missing = new Set(wanted);
  let same = kept === slots.kept;
  for (const [slot, row] of rows.entries()) {
    if (row === undefined || missing.delete(row)) continue;
    rows[slot] = undefined;
    same = false;
  }
  if (same && missing.size === 0) return slots;
  const had = slots.rows.indexOf(slots.kept);
  // The slot that had the focus first, so that it is filled rather than taken away under the focus.
  const free = rows
    .flatMap((row, slot) => (row === undefined ? [slot] : []))
    .sort((a, b) => +(b === had) - +(a === had));
  if (missing.delete(kept)) {
    const at = free[0] === had ? 1 : 0;
    rows[free.splice(at, 1)[0] ?? rows.length] = kept;
  }
  for (const row of missing) rows[free.shift() ?? rows.length] = row;
  return { rows, kept };
}
