import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';

const { withPage } = rendererTests();

describe('webhooks', () => {
  it('are led to from the connection, subscribed to by topic, and each event is listed with what became of it', () =>
    withPage({ scenario: 'exact', at: '/connections' }, async ({ page }) => {
      await page.getByRole('link', { name: 'Webhooks' }).click();
      await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor();
      await page.getByText('Receives on port 47610').waitFor();
      await page.getByText('95 of 100 within 4.3 s', { exact: false }).waitFor();
      await page.getByRole('row', { name: /The signature is wrong/ }).waitFor();
      await page.getByRole('button', { name: 'Check the address' }).click();
      await page.getByText('The call arrived here.').waitFor();
      await page.getByRole('button', { name: 'Show subscriptions' }).click();
      await page.getByRole('button', { name: 'Subscribe to GLAccounts of company 2256995' }).click();
      await page.getByRole('button', { name: 'Remove the subscription to GLAccounts of company 2256995' }).waitFor();
      const on = page.getByRole('checkbox', { name: /Receive calls/ });
      await on.click();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Receives on port').waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Events' }).click();
      const held = page.getByRole('row', { name: /Read, not landed: held/ });
      await held.waitFor();
      await held.getByRole('checkbox').click();
      await page.getByRole('button', { name: 'Fetch again' }).click();
      await page.getByText('One event is fetched again').waitFor();
      expect(await page.getByRole('row', { name: /StockPositions/ }).count()).toBe(1);
    }));

  it('have a time of their own, which the settings name and lead to', () =>
    withPage({ scenario: 'exact', at: '/settings' }, async ({ page }) => {
      const line = page.getByRole('listitem').filter({ hasText: /^Events of webhooks/ });
      expect(await line.innerText()).toContain('a time of their own: 90 days.');
      await line.getByRole('link').click();
      const days = page.getByLabel('Days that events are kept');
      await days.fill('120');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Webhook settings saved').waitFor();
      await page.goBack();
      await page.getByText('a time of their own: 120 days.').waitFor();
    }));
});
