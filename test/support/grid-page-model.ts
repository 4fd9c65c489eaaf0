import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { invoiceOf } from './grid-harness/rows.ts';

export const numberOf = (index: number): string => invoiceOf(index).number;

/** Row (from 1, the header) and column of the cell with the focus, as a screen reader is told them, and what it says. */
export function focused(page: Page): Promise<{ row: number; column: number; text: string }> {
  return page.evaluate(() => {
    const cell = document.activeElement?.closest('[aria-colindex]');
    const row = cell?.closest('[aria-rowindex]');
    return {
      row: Number(row?.getAttribute('aria-rowindex')),
      column: Number(cell?.getAttribute('aria-colindex')),
      text: cell?.textContent ?? '',
    };
  });
}

export async function expectFocus(page: Page, want: { row?: number; column?: number; text?: string }): Promise<void> {
  await eventually(() => focused(page)).toMatchObject(want);
}

/** True if nothing lies over the cell with the focus. */
export function isUncovered(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const cell = document.activeElement;
    if (cell === null) return false;
    const { left, top, right, bottom } = cell.getBoundingClientRect();
    const corners = [
      [left + 3, top + 3],
      [right - 12, bottom - 3],
    ] as const;
    return corners.every(([x, y]) => cell.contains(document.elementFromPoint(x, y)));
  });
}

export const enter = (page: Page): Promise<void> =>
  page.getByRole('rowheader', { name: numberOf(0) }).click({ position: { x: 3, y: 3 } });
export const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
export const selectedCount = (page: Page): Promise<number> => page.evaluate(() => window.harness.count);
export const headers = (page: Page): Promise<(string | null)[]> =>
  page.getByRole('columnheader').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label')));
