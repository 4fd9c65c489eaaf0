import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { gridTests } from '../support/browser-tests.ts';
import { eventually } from '../support/eventually.ts';

const { withGrid } = gridTests();

/** Opens the grid with the browser's own printing replaced: its dialog waits for a person. */
async function withPrinter(query: string, work: (page: Page) => Promise<void>): Promise<void> {
  await withGrid({ query }, async (page) => {
    await page.evaluate(() => {
      window.print = () => {
        document.body.dataset['printed'] = String(Number(document.body.dataset['printed'] ?? 0) + 1);
      };
    });
    await work(page);
  });
}

const printed = (page: Page) => page.evaluate(() => document.body.dataset['printed']);

/** The rows on paper, as they are laid out between the events of the browser's printing. */
async function onPaper(page: Page): Promise<{ heading: string; numbers: string[] }> {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const table = page.locator('table');
  const heading = await table.locator('caption').innerText();
  const numbers = await table.locator('tbody tr > :first-child').allTextContents();
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await table.waitFor({ state: 'detached' });
  return { heading, numbers };
}

describe('a list on paper', () => {
  it('is the whole list, under what it is and as of when', () =>
    withPrinter('rows=1200', async (page) => {
      await page.getByRole('button', { name: 'Print' }).click();
      await eventually(() => printed(page)).toBe('1');
      const { heading, numbers } = await onPaper(page);
      expect(numbers).toHaveLength(1200);
      expect(new Set(numbers).size).toBe(1200);
      expect(heading).toContain('Invoices');
      expect(heading).toMatch(/1,200 rows · As of \S/);
    }));

  it('is printed by the keys for printing too, filtered as it is on screen', () =>
    withPrinter('rows=1200', async (page) => {
      await page.evaluate(() => {
        window.harness.setFilter('delft');
      });
      await eventually(() => page.getByRole('grid').getAttribute('aria-rowcount')).not.toBe('1201');
      const rows = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
      expect(rows).toBeGreaterThan(0);
      await page.keyboard.press('Control+p');
      await eventually(() => printed(page)).toBe('1');
      expect((await onPaper(page)).numbers).toHaveLength(rows);
    }));

  it('ends at 5,000 rows, and says so on paper and beside the file that has all', () =>
    withPrinter('rows=6000', async (page) => {
      await page.getByRole('button', { name: 'Print' }).click();
      await eventually(() => printed(page)).toBe('1');
      const { heading, numbers } = await onPaper(page);
      expect(numbers).toHaveLength(5000);
      expect(heading).toContain('Only the first 5,000 of 6,000 rows are on paper. Export CSV');
      await page.getByText('Only the first 5,000 of 6,000 rows were printed; the CSV file has all.').waitFor();
      await page.getByRole('button', { name: 'Export CSV' }).waitFor();
    }));

  it('that the browser prints by itself is the rows in memory, and says how to get all', () =>
    withPrinter('rows=6000', async (page) => {
      const { heading, numbers } = await onPaper(page);
      expect(numbers.length).toBeGreaterThan(90);
      expect(numbers.length).toBeLessThan(1000);
      expect(heading).toContain(`Only the rows in memory: 1 to ${String(numbers.length)} of 6,000. Print`);
    }));

  it('is not printed where rows cannot be read, and says so', () =>
    withPrinter('rows=1200', async (page) => {
      await page.evaluate(() => {
        window.harness.database.failing = true;
      });
      await page.getByRole('button', { name: 'Print' }).click();
      await page.getByText('Nothing was printed, because rows could not be read.').waitFor({ state: 'attached' });
      expect(await printed(page)).toBeUndefined();
    }));
});
