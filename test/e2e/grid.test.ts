import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GridPages, type GridPageOptions } from '../support/grid-page.ts';
import { invoiceOf } from '../support/grid-harness/rows.ts';

let pages: GridPages;

beforeAll(async () => {
  pages = await GridPages.start();
}, 120_000);

afterAll(async () => {
  await pages.close();
});

/** Opens the grid, does what the test does, and expects that the page broke no policy and threw nothing. */
async function withGrid(options: GridPageOptions, work: (page: Page) => Promise<void>): Promise<void> {
  const opened = await pages.open(options);
  try {
    await work(opened.page);
    expect(opened.problems).toEqual([]);
  } finally {
    await opened.page.context().close();
  }
}

/** What a page comes to show; the machine may be busy. */
const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 8000 });

const numberOf = (index: number): string => invoiceOf(index).number;

/** Row (from 1, the header) and column of the cell with the focus, as a screen reader is told them, and what it says. */
function focused(page: Page): Promise<{ row: number; column: number; text: string }> {
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

async function expectFocus(page: Page, want: { row?: number; column?: number; text?: string }): Promise<void> {
  await eventually(() => focused(page)).toMatchObject(want);
}

/** True if nothing lies over the cell with the focus. */
function isUncovered(page: Page): Promise<boolean> {
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

const enter = (page: Page): Promise<void> =>
  page.getByRole('rowheader', { name: numberOf(0) }).click({ position: { x: 3, y: 3 } });
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const selectedCount = (page: Page): Promise<number> => page.evaluate(() => window.harness.count);
const headers = (page: Page): Promise<(string | null)[]> =>
  page.getByRole('columnheader').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label')));

describe('what a screen reader is told', () => {
  it('is a grid with all its rows, though few are in the page', () =>
    withGrid({}, async (page) => {
      const grid = page.getByRole('grid', { name: 'Invoices' });
      expect(await grid.getAttribute('aria-rowcount')).toBe('100001');
      expect(await grid.getAttribute('aria-colcount')).toBe('8');
      expect(await grid.getAttribute('aria-multiselectable')).toBe('true');
      const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: numberOf(3) }) });
      expect(await row.getAttribute('aria-rowindex')).toBe('5');
      expect(await row.getAttribute('aria-selected')).toBe('false');
      expect(await row.getByRole('gridcell').nth(1).getAttribute('aria-colindex')).toBe('3');
      expect(await page.getByRole('columnheader', { name: 'Supplier' }).getAttribute('aria-sort')).toBe('none');
      expect(await page.getByRole('columnheader', { name: 'State' }).getAttribute('aria-sort')).toBeNull();
      expect(await page.locator('[role="grid"] [tabindex="0"]').count()).toBe(1);
    }));

  it('has one stop for the Tab key among the rows', () =>
    withGrid({}, async (page) => {
      await page.getByRole('button', { name: 'Columns' }).focus();
      await press(page, 'Tab');
      await expectFocus(page, { row: 2, column: 2 });
      await press(page, 'Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('After');
      await press(page, 'Shift+Tab');
      await expectFocus(page, { row: 2, column: 2 });
    }));

  it('without selection has neither boxes nor the word selected', () =>
    withGrid({ query: 'plain' }, async (page) => {
      expect(await page.getByRole('checkbox').count()).toBe(0);
      expect(await page.getByRole('row').nth(1).getAttribute('aria-selected')).toBeNull();
      expect(await page.getByRole('grid').getAttribute('aria-multiselectable')).toBeNull();
    }));
});

describe('moving by keyboard', () => {
  it('goes by cell, to the ends of a row, by page, and to the first and the last of 100,000 rows', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'ArrowDown', 'ArrowRight');
      await expectFocus(page, { row: 3, column: 3, text: invoiceOf(1).supplier });
      await press(page, 'End');
      await expectFocus(page, { row: 3, column: 8 });
      await press(page, 'Home');
      await expectFocus(page, { row: 3, column: 1 });
      await press(page, 'Control+End');
      await expectFocus(page, { row: 100_001, column: 8, text: invoiceOf(99_999).state });
      await eventually(() => isUncovered(page)).toBe(true);
      await press(page, 'PageUp');
      const up = (await focused(page)).row;
      expect(up).toBeLessThan(100_001 - 10);
      await press(page, 'PageDown');
      await expectFocus(page, { row: 100_001 });
      await press(page, 'Control+Home');
      await expectFocus(page, { row: 2, column: 1 });
      await eventually(() => isUncovered(page)).toBe(true);
      await press(page, 'ArrowUp', 'ArrowRight');
      await expectFocus(page, { row: 1, column: 2 });
    }));

  it('never leaves the focus under the header or the columns that stay', () =>
    withGrid({ context: { viewport: { width: 700, height: 500 } } }, async (page) => {
      await enter(page);
      await press(page, 'PageDown', 'PageDown', 'End');
      for (let step = 0; step < 30; step += 1) {
        await press(page, 'ArrowUp');
        await eventually(() => isUncovered(page)).toBe(true);
      }
      for (let step = 0; step < 5; step += 1) {
        await press(page, 'ArrowLeft');
        await eventually(() => isUncovered(page)).toBe(true);
      }
    }));

  it('opens a record by Enter, F2, a double click and a click on its name', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'ArrowDown', 'Enter', 'ArrowDown', 'F2');
      await page
        .getByRole('gridcell', { name: invoiceOf(3).date, exact: true })
        .first()
        .dblclick();
      await page.getByText(numberOf(4)).click();
      const opened = [1, 2, 3, 4].map((index) => invoiceOf(index).id);
      expect(await page.evaluate(() => window.harness.opened)).toEqual(opened);
    }));

  it('finds a row by what its first column begins with, wherever it is', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await page.keyboard.type('inv-0073');
      await expectFocus(page, { row: 73_002, text: numberOf(73_000) });
      await eventually(() => isUncovered(page)).toBe(true);
      await press(page, 'Escape');
      await page.keyboard.type('zz');
      await eventually(() => page.getByRole('status').textContent()).toContain('zz');
    }));

  it('takes j, k and x as commands only where single keys are switched on', async () => {
    await withGrid({ query: 'single' }, async (page) => {
      await enter(page);
      await press(page, 'j', 'j', 'k', 'x');
      await expectFocus(page, { row: 3 });
      expect(await page.evaluate(() => window.harness.selection)).toEqual({ kind: 'keys', keys: [invoiceOf(1).id] });
    });
    await withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'j', 'x');
      await expectFocus(page, { row: 2 });
      expect(await selectedCount(page)).toBe(0);
    });
  });

  it('clears the selection by Escape, and leaves by the next', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'Space');
      expect(await selectedCount(page)).toBe(1);
      await press(page, 'Escape');
      expect(await page.evaluate(() => [window.harness.count, window.harness.left])).toEqual([0, 0]);
      await press(page, 'Escape');
      expect(await page.evaluate(() => window.harness.left)).toBe(1);
    }));
});

describe('selecting', () => {
  it('by Space, ranges by Shift, all by Ctrl+A', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'Space', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Shift+Space');
      expect(await selectedCount(page)).toBe(4);
      await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowUp');
      expect(await selectedCount(page)).toBe(5);
      await press(page, 'Control+a');
      expect(await page.evaluate(() => window.harness.selection)).toEqual({ kind: 'all', except: [] });
      await press(page, 'Space');
      expect(await selectedCount(page)).toBe(99_999);
      expect(await page.getByRole('columnheader').first().getByRole('checkbox').getAttribute('aria-checked')).toBe(
        'mixed',
      );
    }));

  it('by mouse: a box, Ctrl+click, and a range by Shift+click', () =>
    withGrid({}, async (page) => {
      await page.getByRole('checkbox', { name: 'Select row' }).nth(1).click();
      await page.getByRole('rowheader', { name: numberOf(5) }).click({ modifiers: ['Shift'] });
      expect(await selectedCount(page)).toBe(5);
      await page.getByRole('rowheader', { name: numberOf(8) }).click({ modifiers: ['Control'] });
      expect(await selectedCount(page)).toBe(6);
      await page.getByRole('checkbox', { name: 'Select all rows' }).click();
      expect(await selectedCount(page)).toBe(100_000);
      await page.getByRole('checkbox', { name: 'Select all rows' }).click();
      expect(await selectedCount(page)).toBe(0);
    }));

  it('reaches beyond what was read', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'ArrowDown', 'Control+Shift+End');
      await eventually(() => selectedCount(page)).toBe(99_999);
      await press(page, 'Control+Home', 'Control+Shift+End');
      expect(await page.evaluate(() => window.harness.selection)).toEqual({ kind: 'all', except: [] });
    }));

  it('of all rows sums each currency exactly', () =>
    withGrid({}, async (page) => {
      const thousandths = new Map<string, bigint>();
      for (let index = 0; index < 100_000; index += 1) {
        const { amount, currency } = invoiceOf(index);
        const [whole = '', part = ''] = amount.replace('-', '').split('.');
        const value = BigInt(whole + part.padEnd(3, '0')) * (amount.startsWith('-') ? -1n : 1n);
        thousandths.set(currency, (thousandths.get(currency) ?? 0n) + value);
      }
      await enter(page);
      await press(page, 'Control+a');
      const list = page.getByRole('list', { name: 'Selection' });
      for (const [currency, sum] of thousandths) {
        const shown = await list
          .getByRole('listitem')
          .filter({ hasText: currency })
          .locator('[data-amount]')
          .getAttribute('data-amount');
        const [whole = '', part = ''] = (shown ?? '').split('.');
        expect({ currency, sum: BigInt(whole + part.padEnd(3, '0')) }).toEqual({ currency, sum });
      }
      expect(await list.getByRole('listitem').count()).toBe(4);
      expect(await page.getByRole('group', { name: 'Sums' }).textContent()).toContain('100,000 selected');
    }));

  it('is dropped when another filter comes, since its rows may be out of sight', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'Control+a');
      await page.evaluate(() => {
        window.harness.setFilter('delft');
      });
      await eventually(() => selectedCount(page)).toBe(0);
      await eventually(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('16667');
      await page.evaluate(() => {
        window.harness.setFilter('nobody');
      });
      await page.getByText('No rows.').waitFor();
    }));
});

describe('a record keeps the focus', () => {
  it('through a new order, and comes into sight', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown');
      await page.getByRole('columnheader', { name: 'Amount' }).click();
      await eventually(async () => (await focused(page)).row).toBeGreaterThan(1000);
      await expectFocus(page, { text: numberOf(3) });
      await eventually(() => isUncovered(page)).toBe(true);
      expect(await page.getByRole('columnheader', { name: 'Amount' }).getAttribute('aria-sort')).toBe('ascending');
    }));

  it('through live updates, without moving on the screen', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'PageDown', 'Space', 'ArrowRight');
      const before = await focused(page);
      const place = await page.evaluate(() => document.activeElement?.getBoundingClientRect().top);
      await page.evaluate(() => {
        window.harness.database.change(7, ['wid-0', 'wid-1']);
        window.harness.refresh();
      });
      await expectFocus(page, { ...before, row: before.row + 5 });
      await eventually(() => page.evaluate(() => document.activeElement?.getBoundingClientRect().top)).toBe(place);
      expect(await selectedCount(page)).toBe(1);
      expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('100006');
    }));

  it('even while the list is scrolled away from it', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'ArrowDown');
      await page.mouse.move(400, 400);
      await page.mouse.wheel(0, 90_000);
      await page.getByRole('rowheader', { name: numberOf(2510) }).waitFor();
      await expectFocus(page, { row: 3 });
      await press(page, 'ArrowDown');
      await expectFocus(page, { row: 4, text: numberOf(2) });
      await eventually(() => isUncovered(page)).toBe(true);
    }));
});

describe('columns', () => {
  it('are ordered by Enter, added to the order by Shift+Enter, and back by the menu', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'ArrowUp', 'ArrowRight', 'ArrowRight', 'Enter');
      const company = page.getByRole('columnheader', { name: 'Company' });
      expect(await company.getAttribute('aria-sort')).toBe('ascending');
      await press(page, 'ArrowRight', 'Shift+Enter');
      expect(await page.getByRole('columnheader', { name: 'Date, order 2' }).count()).toBe(1);
      expect(await company.getAttribute('aria-sort')).toBe('ascending');
      await press(page, 'Alt+ArrowDown');
      await page.getByRole('menuitem', { name: 'Remove from order' }).click();
      expect(await page.getByRole('columnheader', { name: 'Date, order 2' }).count()).toBe(0);
      await expectFocus(page, { row: 1, column: 5 });
      await page
        .getByRole('rowheader')
        .first()
        .filter({ hasText: numberOf(0) })
        .waitFor();
    }));

  it('move, widen and hide by keyboard alone, and stay so after a reload', () =>
    withGrid({}, async (page) => {
      const width = async (): Promise<number> =>
        (await page.getByRole('columnheader', { name: 'Date' }).boundingBox())?.width ?? 0;
      await enter(page);
      await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight');
      const before = await width();
      await press(page, 'Shift+F10');
      await page.getByRole('menu').waitFor();
      await page.getByRole('menuitem', { name: 'Move left' }).press('Enter');
      await expect
        .poll(() => headers(page))
        .toEqual([null, 'Invoice', 'Supplier', 'Date', 'Company', 'Amount', 'Currency', 'State']);
      await page.getByRole('menuitem', { name: 'Wider' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Wider' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Narrower' }).press('Enter');
      await eventually(width).toBe(before + 16);
      await press(page, 'Escape');
      await expectFocus(page, { row: 2, text: invoiceOf(0).date });
      await press(page, 'ArrowRight', 'Shift+F10');
      await page.getByRole('menuitem', { name: 'Hide column' }).press('Enter');
      const hidden = [null, 'Invoice', 'Supplier', 'Date', 'Amount', 'Currency', 'State'];
      await eventually(() => headers(page)).toEqual(hidden);
      await eventually(async () => (await focused(page)).row).toBe(2);
      await page.reload();
      await page.getByRole('rowheader', { name: numberOf(0) }).waitFor();
      expect(await headers(page)).toEqual(hidden);
      expect(await width()).toBe(before + 16);
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Memo' }).click();
      expect(await headers(page)).toContain('Memo');
      await page.getByRole('menuitem', { name: 'Reset columns' }).click();
      await expect
        .poll(() => headers(page))
        .toEqual([null, 'Invoice', 'Supplier', 'Company', 'Date', 'Amount', 'Currency', 'State']);
      expect(await width()).toBe(before);
    }));

  it('are resized, fitted and moved by mouse', () =>
    withGrid({}, async (page) => {
      const box = async (name: string) => (await page.getByRole('columnheader', { name }).boundingBox())!;
      const start = await box('Date');
      await page.mouse.move(start.x + start.width - 3, start.y + 15);
      await page.mouse.down();
      await page.mouse.move(start.x + start.width + 57, start.y + 15, { steps: 4 });
      await page.mouse.up();
      expect((await box('Date')).width).toBe(start.width + 60);
      expect(await page.getByRole('columnheader', { name: 'Date' }).getAttribute('aria-sort')).toBe('none');
      await page.mouse.dblclick(start.x + start.width + 57, start.y + 15);
      const fitted = (await box('Date')).width;
      expect(fitted).toBeLessThan(start.width + 10);
      expect(fitted).toBeGreaterThan(60);
      const from = await box('State');
      const to = await box('Supplier');
      await page.mouse.move(from.x + 20, from.y + 15);
      await page.mouse.down();
      await page.mouse.move(to.x + 60, to.y + 15, { steps: 8 });
      await page.mouse.up();
      expect(await headers(page)).toEqual([
        null,
        'Invoice',
        'State',
        'Supplier',
        'Company',
        'Date',
        'Amount',
        'Currency',
      ]);
    }));
});

describe('what leaves the grid', () => {
  const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

  it('is the cell with the focus, or the selected rows as raw values with tabs', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Control+c');
      await eventually(() => clipboard(page)).toBe(invoiceOf(1).amount);
      await press(page, 'ArrowDown', 'Space', 'Shift+ArrowDown', 'Control+c');
      const line = (index: number): string => {
        const row = invoiceOf(index);
        const supplier = row.supplier.includes('"') ? `"${row.supplier.replaceAll('"', '""')}"` : row.supplier;
        return [row.number, supplier, row.company, row.date, row.amount, row.currency, row.state].join('\t');
      };
      await eventually(() => clipboard(page)).toBe(`${line(2)}\r\n${line(3)}`);
    }));

  it('may be rows that were never drawn', () =>
    withGrid({ query: 'rows=3000' }, async (page) => {
      await enter(page);
      await press(page, 'Control+a', 'Control+c');
      await eventually(() => page.getByRole('status').textContent()).toBe('3,000 rows copied.');
      const lines = (await clipboard(page)).split('\r\n');
      expect(lines.length).toBe(3000);
      expect(lines[2999]).toContain(numberOf(2999));
    }));

  it('is a CSV file of all rows in their order, safe against formulas', () =>
    withGrid({}, async (page) => {
      await page.getByRole('columnheader', { name: 'Invoice' }).click();
      await page.getByRole('columnheader', { name: 'Invoice' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download', { timeout: 30_000 }),
        page.getByRole('button', { name: 'Export CSV' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('invoices.csv');
      const bytes = await readFile(await download.path());
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const lines = bytes.toString('utf8').slice(1).split('\r\n');
      expect(lines.length).toBe(100_002);
      expect(lines[0]).toBe('Invoice,Supplier,Company,Date,Amount,Currency,State');
      const row = invoiceOf(99_999);
      expect(lines[1]).toBe(
        `${row.number},"'${row.supplier}",${row.company},${row.date},${row.amount},${row.currency},${row.state}`,
      );
      const credit = invoiceOf(7);
      expect(lines.find((line) => line.startsWith(credit.number))).toContain(`,${credit.amount},`);
      expect(credit.amount.startsWith('-')).toBe(true);
    }));

  it('is only what is selected, where something is', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await press(page, 'ArrowDown', 'Space');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export selected' }).click(),
      ]);
      const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
      expect(lines.length).toBe(3);
      expect(lines[1]).toContain(numberOf(1));
    }));
});

describe('however long the list is', () => {
  it('few rows are in the page, and only pages in sight are asked for', () =>
    withGrid({}, async (page) => {
      await page.mouse.move(400, 400);
      for (let step = 0; step < 20; step += 1) {
        await page.mouse.wheel(0, 5000);
        expect(await page.getByRole('row').count()).toBeLessThan(60);
      }
      await page.getByRole('rowheader', { name: numberOf(2785) }).waitFor();
      const asked = await page.evaluate(() => window.harness.database.asked);
      expect(asked.every((request) => request.limit <= 100)).toBe(true);
      expect(asked.length).toBeLessThan(80);
    }));

  it('a million rows are reached to the last', () =>
    withGrid({ query: 'rows=1000000' }, async (page) => {
      await enter(page);
      await press(page, 'Control+End');
      await expectFocus(page, { row: 1_000_001, text: invoiceOf(999_999).state });
      await eventually(() => isUncovered(page)).toBe(true);
      await press(page, 'PageUp', 'ArrowUp', 'Home', 'ArrowRight');
      await eventually(() => isUncovered(page)).toBe(true);
      const { row, text } = await focused(page);
      expect(text).toBe(numberOf(row - 2));
    }));
});

describe('when rows cannot be read', () => {
  it('says so in place of rows, and tries again', async () => {
    const opened = await pages.open({ query: 'failing' });
    const { page } = opened;
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('-1');
    await page.evaluate(() => {
      window.harness.database.failing = false;
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('rowheader', { name: numberOf(0) }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });

  it('keeps the rows that are there, and tries again', () =>
    withGrid({}, async (page) => {
      await enter(page);
      await page.evaluate(() => {
        window.harness.database.failing = true;
      });
      await press(page, 'Control+End');
      const alert = page.getByRole('alert').filter({ hasText: 'Some rows could not be read.' });
      await alert.waitFor();
      await page.evaluate(() => {
        window.harness.database.failing = false;
      });
      await alert.getByRole('button', { name: 'Try again' }).click();
      await expectFocus(page, { row: 100_001, text: invoiceOf(99_999).state });
    }));
});

describe('for everyone', () => {
  it('privacy mode finds the amounts and the names', () =>
    withGrid({}, async (page) => {
      const row = page.getByRole('row').nth(1);
      const cells = row.locator('[role="gridcell"][data-private]');
      expect(await cells.allTextContents()).toEqual([invoiceOf(0).supplier, '-0.10']);
    }));

  it('outlines focus and selection in forced colours', () =>
    withGrid({ context: { forcedColors: 'active' } }, async (page) => {
      await enter(page);
      await press(page, 'Space');
      const styles = await page.evaluate(() => {
        const cell = document.activeElement;
        const row = cell?.closest('[role="row"]');
        if (cell === null || row === null || row === undefined) return null;
        return { cell: getComputedStyle(cell).outlineStyle, row: getComputedStyle(row).outlineStyle };
      });
      expect(styles).toEqual({ cell: 'solid', row: 'dashed' });
    }));

  it.each([
    ['200 % zoom', { width: 640, height: 400 }, 2],
    ['400 % zoom', { width: 320, height: 256 }, 4],
  ])('works at %s without cutting the page', (_, viewport, deviceScaleFactor) =>
    withGrid({ context: { viewport, deviceScaleFactor } }, async (page) => {
      await enter(page);
      await press(page, 'End');
      await eventually(() => isUncovered(page)).toBe(true);
      await press(page, 'PageDown', 'Home', 'ArrowRight', 'ArrowRight');
      await eventually(() => isUncovered(page)).toBe(true);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }),
  );

  it.each(['comfortable', 'compact'])('every target is at least 24 px at %s density', (density) =>
    withGrid({ query: `density=${density}` }, async (page) => {
      const targets = page.locator(
        '[role="grid"] button, [role="grid"] [role="columnheader"], [role="row"] [data-column]',
      );
      const sizes = await targets.evaluateAll((all) =>
        all.map((each) => each.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)),
      );
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24);
      const height = await page
        .getByRole('row')
        .nth(2)
        .evaluate((row) => row.getBoundingClientRect().height);
      expect(height).toBe(density === 'compact' ? 28 : 36);
    }),
  );

  it('prints every column as a plain table', () =>
    withGrid({}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const table = page.getByRole('table');
      await table.waitFor();
      expect(await table.getByRole('columnheader').allTextContents()).toEqual([
        'Invoice',
        'Supplier',
        'Company',
        'Date',
        'Amount',
        'Currency',
        'State',
        'Memo',
      ]);
      expect(await table.getByRole('row').count()).toBeGreaterThan(90);
      expect(await page.getByRole('grid').isVisible()).toBe(false);
      await page.emulateMedia({ media: 'screen' });
      await page.getByRole('grid').waitFor();
    }));

  it('speaks Dutch', () =>
    withGrid({ query: 'language=nl' }, async (page) => {
      await page.getByRole('button', { name: 'Kolommen' }).waitFor();
      await page.getByRole('checkbox', { name: 'Alle rijen selecteren' }).click();
      await eventually(() => page.getByRole('status').first().textContent()).toContain('geselecteerd');
    }));
});
