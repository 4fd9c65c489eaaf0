import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchOf, topShowing } from '../../../renderer/ui/grid/row-place.ts';
import { noSlots, slotted, type Slots } from '../../../renderer/ui/grid/row-slots.ts';

const rowHeight = 36;
const view = 580;

const shownBy = (slots: Slots): number[] => slots.rows.filter((row) => row !== undefined).sort((a, b) => a - b);
const slotOf = (slots: Slots, row: number): number => slots.rows.indexOf(row);

/** The slots after the focus went to a row and the list was scrolled to a place, or only one of the two. */
function after(slots: Slots, move: { readonly top: number; readonly focus: number }, total: number): Slots {
  return slotted(slots, stretchOf({ top: move.top, view }, total, rowHeight, move.focus).drawn, move.focus);
}

const total = 500;
const moves = fc.array(
  fc.record({
    top: fc.integer({ min: 0, max: total * rowHeight - view }),
    focus: fc.integer({ min: -1, max: total - 1 }),
  }),
  { maxLength: 20 },
);

describe('the slots of the rows in the page', () => {
  it('show each wanted row once, and leave a row that stays where it is', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        let slots = noSlots;
        for (const step of steps) {
          const next = after(slots, step, total);
          const wanted = stretchOf({ top: step.top, view }, total, rowHeight, step.focus).drawn;
          expect(shownBy(next)).toEqual([...wanted].sort((a, b) => a - b));
          for (const row of wanted) if (slots.rows.includes(row)) expect(slotOf(next, row)).toBe(slotOf(slots, row));
          slots = next;
        }
      }),
    );
  });

  it('never give a row that gets the focus the slot of the one that had it', () => {
    fc.assert(
      fc.property(moves, (steps) => {
        let slots = noSlots;
        for (const step of steps) {
          const next = after(slots, step, total);
          if (slots.kept >= 0 && step.focus >= 0 && step.focus !== slots.kept) {
            expect(slotOf(next, step.focus)).not.toBe(slotOf(slots, slots.kept));
          }
          slots = next;
        }
      }),
    );
  });

  it('stay as many while pages go by, and stay filled under the focus', () => {
    let slots = after(noSlots, { top: 0, focus: 0 }, total);
    const count = slots.rows.length;
    for (let focus = 16; focus < 400; focus += 16) {
      const had = slotOf(slots, slots.kept);
      slots = after(
        slots,
        { top: topShowing(focus, { top: (focus - 16) * rowHeight, view }, rowHeight), focus },
        total,
      );
      expect(slots.rows.length).toBe(count);
      expect(slots.rows[had]).toBeDefined();
    }
  });

  it('are the same object while nothing changes, so that nothing is drawn', () => {
    const slots = after(noSlots, { top: 720, focus: 22 }, total);
    expect(after(slots, { top: 721, focus: 22 }, total)).toBe(slots);
    expect(after(slots, { top: 720, focus: 23 }, total)).not.toBe(slots);
  });
});

describe('the rows in sight', () => {
  it('are drawn with those around them, as many at the ends of the list as in its middle', () => {
    const counts = [0, 20, 250, 480, 499].map(
      (row) =>
        stretchOf({ top: Math.min(row * rowHeight, total * rowHeight - view), view }, total, rowHeight, -1).drawn,
    );
    expect(new Set(counts.map((drawn) => drawn.length)).size).toBe(1);
    expect(counts[0]?.[0]).toBe(0);
    expect(counts[4]?.at(-1)).toBe(total - 1);
  });

  it('of a short list are all, and of an empty one none', () => {
    expect(stretchOf({ top: 0, view }, 3, rowHeight, 1).drawn).toEqual([0, 1, 2]);
    expect(stretchOf({ top: 0, view }, 0, rowHeight, -1)).toEqual({ first: 0, last: 0, drawn: [] });
  });

  it('keep the row with the focus in the page wherever they are', () => {
    expect(stretchOf({ top: 9000, view }, total, rowHeight, 2).drawn.at(-1)).toBe(2);
    expect(stretchOf({ top: 9000, view }, total, rowHeight, total).drawn).not.toContain(total);
  });

  it('move no more than is needed to show a row whole', () => {
    expect(topShowing(10, { top: 100, view }, rowHeight)).toBe(100);
    expect(topShowing(1, { top: 100, view }, rowHeight)).toBe(36);
    expect(topShowing(30, { top: 100, view }, rowHeight)).toBe(31 * rowHeight - view);
  });
});
