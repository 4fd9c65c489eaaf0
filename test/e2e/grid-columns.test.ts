import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { gridTests } from '../support/browser-tests.ts';
import { eventually } from '../support/eventually.ts';
import { invoiceOf } from '../support/grid-harness/rows.ts';
import { numberOf, focused, expectFocus, isUncovered, enter, press, headers } from '../support/grid-page-model.ts';

const { withGrid } = gridTests();

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

  it('of amounts never get narrower than their amounts', () =>
    withGrid({}, async (page) => {
      const amount = page.getByRole('columnheader', { name: 'Amount' });
      const width = async (): Promise<number> => (await amount.boundingBox())?.width ?? 0;
      const cut = (): Promise<(string | null)[]> =>
        page
          .locator('[role="gridcell"][data-column="amount"]')
          .evaluateAll((cells) =>
            cells
              .filter((cell) => (cell.firstElementChild?.scrollWidth ?? 0) > (cell.firstElementChild?.clientWidth ?? 0))
              .map((cell) => cell.textContent),
          );
      const before = await width();
      await enter(page);
      await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Shift+F10');
      const narrower = page.getByRole('menuitem', { name: 'Narrower' });
      for (let times = 0; times < 12; times += 1) await narrower.press('Enter');
      await eventually(width).toBeLessThan(before);
      await eventually(cut).toEqual([]);
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
    withGrid({}, async (page) => {
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
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export CSV' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('invoices.csv');
      const bytes = await readFile(await download.path());
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const lines = bytes.toString('utf8').slice(1).split('\r\n');
      expect(lines.length).toBe(3002);
      expect(lines[0]).toBe('Invoice,Supplier,Company,Date,Amount,Currency,State');
      expect(lines[1]).toContain(numberOf(2999));
      const row = invoiceOf(2997);
      expect(row.supplier.startsWith('=')).toBe(true);
      expect(lines[3]).toBe(
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
    withGrid({ query: 'rows=100000' }, async (page) => {
      await page.mouse.move(400, 400);
      for (let step = 0; step < 20; step += 1) {
        await page.mouse.wheel(0, 5000);
        expect(await page.locator('[role="row"]').count()).toBeLessThan(60);
      }
      await page.getByRole('rowheader', { name: numberOf(2785) }).waitFor();
      const asked = await page.evaluate(() => window.harness.database.asked);
      expect(asked.every((request) => request.limit <= 100)).toBe(true);
      expect(asked.length).toBeLessThan(80);
    }));

  it('a list higher than a page can be is reached to the last', () =>
    withGrid({ query: 'rows=500000' }, async (page) => {
      await enter(page);
      await press(page, 'Control+End');
      await expectFocus(page, { row: 500_001, text: invoiceOf(499_999).state });
      await eventually(() => isUncovered(page)).toBe(true);
      await press(page, 'PageUp', 'ArrowUp', 'Home', 'ArrowRight');
      await eventually(() => isUncovered(page)).toBe(true);
      const { row, text } = await focused(page);
      expect(text).toBe(numberOf(row - 2));
    }));
});

describe('when rows cannot be read', () => {
  it('says so in place of rows, and tries again', () =>
    withGrid({ query: 'failing' }, async (page) => {
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('-1');
      await page.evaluate(() => {
        window.harness.database.failing = false;
      });
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('rowheader', { name: numberOf(0) }).waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    }));

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
      await expectFocus(page, { row: 3001, text: invoiceOf(2999).state });
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
