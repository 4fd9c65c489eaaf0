import { describe, expect, it } from 'vitest';
import { PracticeWarehouse } from '../support/practice-warehouse.ts';
import { windowTests } from '../support/browser-tests.ts';
import type { RealApp } from '../support/real-window.ts';
import {
  choose,
  editFirstFlow,
  fillForm,
  fillIn,
  goTo,
  openPreview,
  readCounts,
  readPreviewCounts,
  readTotals,
  startPractice,
  syncNow,
  type ShownTotals,
} from './page-models.ts';

/** Equal as numbers: `1190` is `1190.000000`. */
function plain(decimal: string | null): string | null {
  return decimal === null || !decimal.includes('.') ? decimal : decimal.replace(/\.?0+$/, '');
}

function landedOf(totals: readonly ShownTotals[], amount: string): ReadonlyMap<string, string | null> {
  const rows = totals.filter((row) => row.amountId === amount && /[1-9]/.test(row.landed ?? ''));
  return new Map(rows.map((row) => [`${row.company} ${row.currency}`, plain(row.landed)]));
}

async function warehouseSums(warehouse: PracticeWarehouse, table: string, column: string) {
  const sums = await warehouse.sums(table, column);
  return new Map([...sums].filter(([, sum]) => /[1-9]/.test(sum)).map(([place, sum]) => [place, plain(sum)]));
}

const { real, inWindow } = windowTests();

describe('the main job', () => {
  it(
    'goes from the first start to rows that agree, and then sends only what changed',
    () =>
      inWindow(async ({ page }) => {
        await startPractice(page);
        const preview = await readPreviewCounts(page);
        expect(preview.insert).toBeGreaterThan(0);
        expect(preview.update + preview.unchanged).toBe(0);

        await syncNow(page);
        const first = await readCounts(page, 'Supplier invoices');
        const warehouse = new PracticeWarehouse(await real().practice());
        expect(first.read).toBe(first.loaded + first.rejected);
        const whole = await readCounts(page);
        expect(whole.rejected).toBeGreaterThan(0);
        expect(whole.read).toBe(whole.loaded + whole.rejected);
        expect(await warehouse.count('workday_supplier_invoices')).toBe(first.loaded);
        await page
          .getByText(/^All \d+ control totals agree$/)
          .first()
          .waitFor();

        const invoices = await readTotals(page, 'Supplier invoices');
        const landed = landedOf(invoices, 'invoice_total');
        expect(landed.size).toBeGreaterThan(3);
        expect(landed).toEqual(await warehouseSums(warehouse, 'workday_supplier_invoices', 'invoice_total'));
        expect(invoices.map((row) => row.agreement)).toEqual(invoices.map(() => 'Agrees'));
        expect(landedOf(await readTotals(page, 'Purchase orders'), 'purchase_order_total')).toEqual(
          await warehouseSums(warehouse, 'workday_purchase_orders', 'purchase_order_total'),
        );

        await page.reload();
        await page.getByRole('heading', { level: 1, name: /^Run of/ }).waitFor();
        expect(landedOf(await readTotals(page, 'Supplier invoices'), 'invoice_total')).toEqual(landed);

        await page.getByRole('tab', { name: /^Rejected/ }).click();
        const rejected = page.getByRole('tabpanel').getByRole('listitem');
        await rejected.first().waitFor();
        await page.getByRole('tabpanel').getByText('What to do').first().waitFor();

        await goTo(page, 'Practice systems');
        await page.getByRole('button', { name: 'Change something' }).click();
        await page.getByRole('list', { name: 'What changed' }).getByRole('listitem').first().waitFor();
        await goTo(page, 'Home');
        await syncNow(page);
        const second = await readCounts(page, 'Supplier invoices');
        expect(second.loaded).toBeGreaterThan(0);
        expect(second.loaded).toBeLessThan(first.loaded);
        expect(second.unchanged).toBeGreaterThan(0);
        const reconciled = page.getByRole('table', { name: 'Streams' }).or(page.getByRole('tabpanel'));
        expect(await reconciled.getByText('No', { exact: true }).count()).toBe(0);
        expect(landedOf(await readTotals(page, 'Supplier invoices'), 'invoice_total')).toEqual(
          await warehouseSums(warehouse, 'workday_supplier_invoices', 'invoice_total'),
        );

        await openPreview(page, 'Supplier invoices');
        const after = await readPreviewCounts(page);
        expect(after.insert + after.update).toBe(0);
        expect(after.unchanged).toBeGreaterThan(0);
      }),
    120_000,
  );
});

describe('connecting', () => {
  const of = (practice: Awaited<ReturnType<RealApp['practice']>>, system: string, label: string): string => {
    const found = practice.systems.find((one) => one.system === system);
    if (label === 'Address') return found?.address ?? '';
    return found?.credentials.find((one) => one.label === label)?.value ?? '';
  };

  it(
    'says what a wrong password means, and passes once it is replaced',
    () =>
      inWindow(async ({ page }) => {
        const practice = await real().practice();
        const workday = (label: string): string => of(practice, 'workday', label);
        const databricks = (label: string): string => of(practice, 'databricks', label);
        await page.getByRole('link', { name: 'Connect systems' }).first().click();
        await fillForm(page, {
          'Web services address': workday('Address'),
          Tenant: workday('Tenant'),
          'User name': workday('User name'),
          Password: 'not the password',
        });
        await page.getByRole('heading', { level: 2, name: /^Destination:/ }).waitFor();
        await choose(page, 'Sign in with', 'Personal access token');
        await fillIn(page, {
          'Workspace address': databricks('Address'),
          'Personal access token': databricks('Personal access token'),
        });
        await page.getByRole('button', { name: 'Look up choices' }).click();
        await choose(page, 'SQL warehouse', /Practice|Starter|warehouse/i);
        await choose(page, 'Catalog', 'main');
        await choose(page, 'Schema', 'finance');
        await fillForm(page, {});
        await page.getByRole('heading', { level: 2, name: 'Streams' }).waitFor();
        await page.getByRole('button', { name: 'Next' }).click();
        const source = page.getByRole('region', { name: 'Source' });
        await source.getByText('Check failed').waitFor();
        const failed = source.locator('[data-state=failed]');
        expect(await failed.count()).toBe(1);
        await failed.getByText('What to do').waitFor();
        expect(await source.innerText()).not.toContain('not the password');
        await page.getByRole('region', { name: 'Destination' }).getByText('Check passed').waitFor({ timeout: 30_000 });

        await source.getByRole('button', { name: 'Change settings' }).click();
        await page.getByRole('button', { name: 'Replace Password' }).click();
        await fillForm(page, { Password: workday('Password') });
        await source.getByText('Check passed').waitFor({ timeout: 30_000 });
        expect(await source.locator('[data-state=failed]').count()).toBe(0);
      }),
    60_000,
  );

  it(
    'says in words that nothing answers at the address',
    () =>
      inWindow(async ({ page }) => {
        // Nothing listens on the discard port.
        await page.getByRole('link', { name: 'Connect systems' }).first().click();
        await fillForm(page, {
          'Name of the connection': 'Nowhere',
          'Web services address': 'http://127.0.0.1:9',
          Tenant: 'nowhere',
          'User name': 'nobody',
          Password: 'nothing',
        });
        await page.getByRole('heading', { level: 2, name: /^Destination:/ }).waitFor();
        await goTo(page, 'Connections');
        const nowhere = page.getByRole('region', { name: 'Nowhere', exact: true });
        await nowhere.getByRole('button', { name: 'Check' }).click();
        await nowhere.getByText('Check failed').first().waitFor({ timeout: 30_000 });
        await nowhere.locator('[data-state=failed]').getByText('What to do').first().waitFor();
        await nowhere.getByRole('button', { name: 'Remove' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
        await nowhere.waitFor({ state: 'detached' });
      }),
    60_000,
  );
});

describe('a flow', () => {
  it('is edited and removed, and a preview may be left while it reads', () =>
    inWindow(async ({ page }) => {
      await page.getByRole('link', { name: 'Preview' }).first().click();
      await page.getByRole('heading', { level: 1, name: /^Preview of/ }).waitFor();
      await goTo(page, 'Home');
      await editFirstFlow(page);
      await page.getByRole('checkbox', { name: 'GL accounts' }).click();
      await choose(page, 'Runs start', 'By schedule');
      await choose(page, 'Transactions', 'Every hour');
      await page.getByRole('button', { name: 'Save changes' }).click();
      await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
      await editFirstFlow(page);
      expect(await page.getByRole('checkbox', { name: 'GL accounts' }).isChecked()).toBe(false);
      expect(await page.getByRole('checkbox', { name: 'Suppliers' }).isChecked()).toBe(true);
      await page.getByRole('combobox', { name: 'Transactions' }).getByText('Every hour').waitFor();
      await page.getByRole('button', { name: 'Remove flow' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove flow' }).click();
      await page.getByRole('button', { name: 'Try it with practice systems' }).waitFor();
    }));
});
