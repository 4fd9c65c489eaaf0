import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';
import { callsOf } from './page-models.ts';

const { atPlace } = rendererTests();

describe('replay', () => {
  it('shows what waits and what happens next, states the effect of sending it again, and starts exactly that', () =>
    atPlace({ scenario: 'healthy', at: '/replay' }, async ({ page }) => {
      const waiting = page.getByRole('table', { name: /^Waiting: / });
      await waiting.getByText('Goes back by itself').waitFor();
      await waiting.getByText('Needs you').waitFor();
      await waiting.getByRole('button', { name: 'Replay…' }).first().click();
      const dialog = page.getByRole('dialog', { name: 'Replay' });
      await dialog.getByText('inserts none · updates 212 · 786 unchanged', { exact: false }).waitFor();
      await dialog.getByRole('button', { name: 'Start replay' }).click();
      await page.getByRole('heading', { level: 1, name: /Workday/ }).waitFor();
      expect(await callsOf(page, 'replay.start')).toEqual([{ planId: 'plan-stored' }]);
    }));

  it('of rejected records is three clicks away, names what is left out, and offers another way', () =>
    atPlace({ scenario: 'healthy', at: '/' }, async ({ page }) => {
      await page.getByRole('link', { name: /^Rejected/ }).click();
      await page.getByRole('button', { name: 'Replay…' }).first().click();
      const dialog = page.getByRole('dialog', { name: 'Replay' });
      await dialog.getByText('Nothing can be replayed in this way.').waitFor();
      await dialog.getByRole('list', { name: 'Left out' }).waitFor();
      expect(await dialog.getByRole('button', { name: 'Start replay' }).isDisabled()).toBe(true);
      await dialog.getByRole('combobox', { name: 'Way of replaying' }).click();
      await page.getByRole('option', { name: 'Read again from the source' }).click();
      await dialog.getByText('updates 212', { exact: false }).waitFor();
      await page.keyboard.press('Escape');
    }));

  it('is not the only way out: a rejected record is dismissed with a reason, not without one', () =>
    atPlace({ scenario: 'healthy', at: '/rejected' }, async ({ page }) => {
      await page.getByRole('button', { name: 'Dismiss…' }).first().click();
      const dialog = page.getByRole('dialog', { name: /^Dismiss/ });
      const dismiss = dialog.getByRole('button', { name: 'Dismiss…' });
      expect(await dismiss.isDisabled()).toBe(true);
      await dialog.getByRole('textbox', { name: 'Your reason' }).fill('Test invoice');
      await dismiss.click();
      await dialog.waitFor({ state: 'detached' });
      expect(await callsOf(page, 'rejected.dismiss')).toMatchObject([{ reason: 'Test invoice' }]);
    }));
});
