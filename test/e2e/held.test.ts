import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';
import { callsOf } from './page-models.ts';

const { withPage } = rendererTests();

describe('a held record', () => {
  it('is loaded anyway with a reason, not without one, and forgets the reason that was not used', () =>
    withPage({ scenario: 'healthy', at: '/held/held-1' }, async ({ page }) => {
      const release = page.getByRole('main').getByRole('button', { name: 'Load anyway…' });
      const dialog = page.getByRole('dialog', { name: /^Load 1 held record/ });
      const reason = dialog.getByRole('textbox', { name: 'Reason' });
      const now = dialog.getByRole('button', { name: 'Load anyway', exact: true });
      await release.click();
      expect(await now.isDisabled()).toBe(true);
      await reason.fill('Not this one');
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await release.click();
      expect(await reason.inputValue()).toBe('');
      await reason.fill('  Agreed in the close meeting ');
      await now.click();
      await dialog.waitFor({ state: 'detached' });
      expect(await callsOf(page, 'held.release')).toMatchObject([{ reason: 'Agreed in the close meeting' }]);
    }));

  it('that was dismissed is opened again', () =>
    withPage({ scenario: 'healthy', at: '/held/held-4' }, async ({ page }) => {
      await page.getByText('Booked by hand').waitFor();
      await page.getByRole('button', { name: 'Take the dismissal back' }).click();
      await page.getByText('The record is open again').waitFor();
      expect(await callsOf(page, 'held.reopen')).toEqual([{ ids: ['held-4'] }]);
    }));
});
