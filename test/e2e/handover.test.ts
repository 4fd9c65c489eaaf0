import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';
import { callsOf } from './page-models.ts';

const { withPage } = rendererTests();

/** It covers all other screens, so it is gone to from one of them. */
async function handover(page: Page): Promise<Locator> {
  await page.evaluate(() => {
    history.pushState(null, '', '?at=/handover/con-1');
    window.dispatchEvent(new PopStateEvent('popstate'));
  });
  return page.getByRole('dialog');
}

describe('a secret that its owner types again', () => {
  it('takes the day on which it expires with it, and says that the day of the one before goes', () =>
    withPage({ scenario: 'healthy', at: '/connections' }, async ({ page }) => {
      const dialog = await handover(page);
      await dialog.getByText(/^The one before expires on .*2027/).waitFor();
      const day = dialog.getByRole('textbox', { name: 'It expires on (optional)' });
      expect(await day.inputValue()).toBe('');
      await dialog.getByLabel('Password').fill('a new one');
      await day.fill('2027-06-30');
      await dialog.getByRole('button', { name: 'Store and check' }).click();
      await dialog.getByText('Stored').first().waitFor();
      expect(await callsOf(page, 'connections.save')).toMatchObject([
        { id: 'con-1', secrets: { password: 'a new one' }, expiries: { password: '2027-06-30' } },
      ]);
    }));

  it('has no day where none is entered', () =>
    withPage({ scenario: 'healthy', at: '/connections' }, async ({ page }) => {
      const dialog = await handover(page);
      await dialog.getByLabel('Password').fill('a new one');
      await dialog.getByRole('button', { name: 'Store and check' }).click();
      await dialog.getByText('Stored').first().waitFor();
      expect(await callsOf(page, 'connections.save')).toMatchObject([{ expiries: { password: '' } }]);
    }));
});
