import { expect, test } from 'vitest';
import type { OutputOf } from '../../shared/contract/contract.ts';
import {
  goTo,
  readCounts,
  readPreviewCounts,
  readTotals,
  startPractice,
  syncNow,
  type ShownTotals,
} from '../e2e/page-models.ts';
import { PracticeWarehouse } from '../support/practice-warehouse.ts';
import { Desktop, subject } from './desktop.ts';

/** Equal as numbers: `1190` is `1190.000000`. */
function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

function landedOf(totals: readonly ShownTotals[], amount: string): ReadonlyMap<string, string> {
  const rows = totals.filter((row) => row.amountId === amount && /[1-9]/.test(row.landed ?? ''));
  return new Map(rows.map((row) => [`${row.company} ${row.currency}`, plain(row.landed ?? '')]));
}

/** What the practice warehouse itself adds up, past the app. */
async function warehouseSums(desktop: Desktop): Promise<ReadonlyMap<string, string>> {
  const status = await desktop.call('practice.status');
  if (!status.ok) throw new Error(status.error.code);
  const warehouse = new PracticeWarehouse(status.value as OutputOf<'practice.status'>);
  const sums = await warehouse.sums('workday_supplier_invoices', 'invoice_total');
  return new Map([...sums].filter(([, sum]) => /[1-9]/.test(sum)).map(([place, sum]) => [place, plain(sum)]));
}

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
