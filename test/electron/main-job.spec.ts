import { expect, test } from 'vitest';
import { goTo, readCounts, readPreviewCounts, readTotals, startPractice, syncNow } from '../e2e/page-models.ts';
import { Desktop, subject } from './desktop.ts';
import { landedOf, warehouseSums } from './warehouse.ts';

const engines = subject.ownsEngine ? (['process', 'own'] as const) : (['process'] as const);

test.each(engines)(
  'goes from the first start to totals that agree (engine: %s)',
  async (engine) => {
    const desktop = await Desktop.start({ engine });
    const { page } = desktop;
    try {
      await page.getByRole('heading', { name: 'Nothing is connected yet' }).waitFor();
      await desktop.picture('first-start');
      await startPractice(page);
      const preview = await readPreviewCounts(page);
      expect(preview.insert).toBeGreaterThan(0);
      expect(preview.update + preview.unchanged).toBe(0);
      await desktop.picture('preview');

      await syncNow(page);
      const counts = await readCounts(page);
      expect(counts.loaded).toBeGreaterThan(100);
      expect(counts.read).toBe(counts.loaded + counts.rejected);
      await page
        .getByText(/^All \d+ control totals agree$/)
        .first()
        .waitFor();
      const totals = await readTotals(page, 'Supplier invoices');
      expect(totals.length).toBeGreaterThan(3);
      for (const row of totals) {
        expect(row.agreement).toMatch(/^Agrees/);
      }
      expect(landedOf(totals, 'invoice_total')).toEqual(await warehouseSums(desktop));
      await desktop.picture('run-totals');

      await goTo(page, 'Home');
      await page.getByRole('link', { name: 'Preview' }).first().waitFor();
      await desktop.picture('home');
      expect(desktop.problems).toEqual([]);
    } finally {
      await desktop.close();
    }
  },
  120_000,
);
