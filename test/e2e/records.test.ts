import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import type { RecordItem } from '../../shared/model/record-view.ts';
import type { Run } from '../../shared/model/run.ts';
import { sumAmounts } from '../../shared/money/decimal.ts';
import { PracticeWarehouse } from '../support/practice-warehouse.ts';
import { windowTests } from '../support/browser-tests.ts';
import { eventually } from '../support/eventually.ts';

const stream = 'supplier_invoices';

const { real, inWindow } = windowTests(0.1);
let flowId = '';
let first: Run;
let second: Run;

beforeAll(async () => {
  await ask(real().app, 'practice.start', {});
  flowId = (await ask(real().app, 'flows.overview', {}))[0]?.flow.id ?? '';
  first = await sync();
  for (let round = 0; round < 4; round += 1) await ask(real().app, 'practice.change', {});
  second = await sync();
}, 180_000);

/** Runs the flow to its end. */
async function sync(): Promise<Run> {
  const { id } = await ask(real().app, 'runs.start', { flowId });
  const isDone = async (): Promise<boolean> => (await ask(real().app, 'runs.get', { id })).state !== 'running';
  await vi.waitUntil(isDone, { timeout: 90_000, interval: 100 });
  return ask(real().app, 'runs.get', { id });
}

/** An invoice that both runs delivered. */
async function changedInvoice(): Promise<RecordItem> {
  const filter = { runId: second.id, stream, state: 'landed' as const };
  const { items } = await ask(real().app, 'records.list', { filter, sort: [], offset: 0, limit: 100 });
  for (const item of items) {
    const detail = await ask(real().app, 'records.get', { flowId, stream, key: item.key });
    if (detail.versions.length > 1) return item;
  }
  throw new Error('no invoice was delivered twice');
}

async function goTo(page: Page, name: string | RegExp): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name, exact: typeof name === 'string' })
    .click();
}

describe('records in the real app', () => {
  it('finds an invoice by its number and shows both versions with what changed', () =>
    inWindow(async ({ page }) => {
      const invoice = await changedInvoice();
      await goTo(page, 'Records');
      await page.getByRole('searchbox', { name: 'Find by number, supplier or key' }).fill(invoice.label);
      const grid = page.getByRole('grid', { name: 'Records' });
      await grid.getByText(invoice.label, { exact: true }).first().dblclick();
      await page.getByRole('heading', { level: 1, name: invoice.label }).waitFor();
      const versions = page.getByRole('list', { name: 'Versions' }).getByRole('listitem');
      await eventually(() => versions.count()).toBe(2);
      const detail = await ask(real().app, 'records.get', { flowId, stream, key: invoice.key });
      const [latest] = detail.versions;
      expect(latest?.changes?.length).toBeGreaterThan(0);
      const rows = versions.first().getByRole('table').first().getByRole('row');
      expect(await rows.count()).toBe((latest?.changes?.length ?? 0) + 1);
      await versions.first().getByText('At the destination').waitFor();
      await versions.last().getByText('The first version that is kept.').waitFor();
    }));

  it('compares a record with the destination now, before and after somebody altered it there', () =>
    inWindow(async ({ page }) => {
      const invoice = await changedInvoice();
      const warehouse = new PracticeWarehouse(await real().practice());
      await goTo(page, 'Records');
      await page.getByRole('searchbox').fill(invoice.key);
      await page.getByRole('grid', { name: 'Records' }).getByText(invoice.label, { exact: true }).first().dblclick();
      await page.getByRole('button', { name: 'Compare with the destination now' }).click();
      await page.getByText('The destination has exactly what was delivered last.').waitFor();
      await setMemo(warehouse, invoice.key, 'altered by hand');
      try {
        await page.getByRole('button', { name: 'Compare again' }).click();
        const table = page.getByRole('table', { name: 'Compared with the destination' });
        await table.getByRole('rowheader', { name: 'Memo' }).waitFor();
        await table.getByText('altered by hand').waitFor();
      } finally {
        const landed = await ask(real().app, 'records.get', { flowId, stream, key: invoice.key });
        const memo = landed.versions[0]?.header['memo'];
        await setMemo(warehouse, invoice.key, typeof memo === 'string' ? memo : null);
      }
    }));

  it('adds a selection up exactly as the warehouse does', () =>
    inWindow(async ({ page }) => {
      const filter = { stream, state: 'landed' as const };
      const { items, total } = await ask(real().app, 'records.list', { filter, sort: [], offset: 0, limit: 500 });
      expect(items).toHaveLength(total);
      const warehouse = new PracticeWarehouse(await real().practice());
      const rows = await warehouse.rows(
        `SELECT invoice_wid, currency_code, CAST(invoice_total AS STRING) FROM {workday_supplier_invoices} WHERE NOT _mlc_deleted`,
      );
      const landed = rows.filter(([key]) => items.some((one) => one.key === key));
      expect(landed).toHaveLength(total);
      const currencies = [...new Set(landed.map(([, currency]) => currency ?? ''))];
      const expected = new Map(
        currencies.map((currency) => [
          currency,
          sumAmounts(landed.filter((row) => row[1] === currency).map(([, , amount]) => amount ?? '0')),
        ]),
      );
      await goTo(page, 'Records');
      await page.getByRole('combobox', { name: 'Filter by Stream' }).click();
      await page.getByRole('option', { name: 'Supplier invoices', exact: true }).click();
      await page.getByRole('button', { name: 'Landed', exact: true }).click();
      const grid = page.getByRole('grid', { name: 'Records' });
      await eventually(() => grid.getAttribute('aria-rowcount')).toBe(String(total + 1));
      await grid
        .getByText(items[0]?.label ?? '', { exact: true })
        .first()
        .click({ modifiers: ['ControlOrMeta'] });
      await page.keyboard.press('ControlOrMeta+a');
      for (const [currency, amount] of expected) {
        const sum = page.locator(`[data-amount="${amount}"]`).filter({ hasText: currency });
        await sum.first().waitFor();
      }
    }));
});

describe('runs and rejected records in the real app', () => {
  it('shows what a run rejected, though a later run rejected it again, and leads from there to the mapping', () =>
    inWindow(async ({ page }) => {
      const rejected = first.streams.reduce((sum, one) => sum + one.counts.rejected, 0);
      expect(rejected).toBeGreaterThan(0);
      const open = await ask(real().app, 'rejected.list', {
        filter: { runId: first.id },
        sort: [],
        offset: 0,
        limit: 100,
      });
      expect(open.total).toBe(rejected);
      await goTo(page, /^Rejected/);
      const reasons = page.getByRole('list', { name: 'Reasons' });
      await reasons.getByText('What to do').first().waitFor();
      const [entry] = open.items;
      await page.getByRole('searchbox', { name: 'Find by number or key' }).fill(entry?.label ?? '');
      const grid = page.getByRole('grid', { name: 'Rejected records' });
      await grid
        .getByText(entry?.label ?? '', { exact: true })
        .first()
        .dblclick();
      await page.getByRole('heading', { level: 1, name: `Rejected: ${entry?.label ?? ''}` }).waitFor();
      await page.getByLabel('Source record', { exact: true }).first().waitFor();
      await page.getByRole('link', { name: 'Open the mapping' }).click();
      await page.getByRole('heading', { level: 1, name: /mapping/i }).waitFor();
    }));

  it('narrows the list of runs, opens one, and shows its timeline as a table and its requests without payloads', () =>
    inWindow(async ({ page }) => {
      await goTo(page, 'Runs');
      await page.getByRole('button', { name: 'Failed', exact: true }).click();
      await page.getByText('No run fits these filters.').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      const grid = page.getByRole('grid', { name: 'All runs' });
      await eventually(() => grid.getAttribute('aria-rowcount')).toBe('3');
      await grid.getByRole('row').nth(2).getByRole('gridcell').first().dblclick();
      await page.getByRole('heading', { level: 1, name: /^Run of/ }).waitFor();
      await page.getByRole('tab', { name: 'Timeline' }).click();
      await page.getByText('The same as a table').click();
      const table = page.getByRole('table', { name: 'When each stream was worked on' });
      await table.getByText('Reading').first().waitFor();
      await page.getByRole('tab', { name: 'Requests' }).click();
      const requests = page.getByRole('grid', { name: 'Requests' });
      await requests.getByText('statement submit').first().waitFor();
      const { total, items } = await ask(real().app, 'runs.requests', {
        filter: { runId: first.id },
        sort: [],
        offset: 0,
        limit: 500,
      });
      expect(total).toBeGreaterThan(10);
      const connections = await ask(real().app, 'connections.list', {});
      expect(new Set(items.map((one) => one.connectionId))).toEqual(new Set(connections.map((one) => one.id)));
      for (const one of items) expect(JSON.stringify(one)).not.toMatch(/Bearer|password|SELECT|MERGE|<\w+:/i);
    }));
});

/** Changes one cell behind the app's back. */
async function setMemo(warehouse: PracticeWarehouse, key: string, memo: string | null): Promise<void> {
  const value = memo === null ? 'NULL' : `'${memo.replaceAll("'", "''")}'`;
  await warehouse.rows(`UPDATE {workday_supplier_invoices} SET memo = ${value} WHERE invoice_wid = '${key}'`);
}
