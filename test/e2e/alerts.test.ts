import { describe, expect, test } from 'vitest';
import { violationsOf } from '../support/axe.ts';
import { rendererTests } from '../support/browser-tests.ts';
import { callsOf } from './page-models.ts';

const { withPage } = rendererTests();

describe('the alerts', () => {
  test('say what happened and what to do, lead to the fix, and are acknowledged with a note', () =>
    withPage({ scenario: 'alerts', at: '/alerts' }, async ({ page }) => {
      const open = page.getByRole('region', { name: 'Open' });
      await expect.poll(() => open.getByRole('article').count()).toBe(8);
      const behind = open.getByRole('article', { name: 'Falling behind' });
      expect(await behind.innerText()).toContain('Start the flow now');
      expect(
        await page
          .getByRole('link', { name: /Alerts/ })
          .first()
          .innerText(),
      ).toContain('7');
      await behind.getByRole('button', { name: 'Acknowledge' }).click();
      const dialog = page.getByRole('dialog', { name: 'Acknowledge this alert' });
      await dialog.getByRole('textbox').fill('The VPN is being repaired');
      await dialog.getByRole('button', { name: 'Acknowledge' }).click();
      await expect.poll(() => behind.innerText()).toContain('The VPN is being repaired');
      const volume = open.getByRole('article', { name: 'Unusual number of records' });
      await volume.getByRole('button', { name: 'Put off' }).click();
      const later = page.getByRole('dialog', { name: 'Put this alert off' });
      await later.getByRole('button', { name: 'For an hour' }).click();
      await expect.poll(() => volume.innerText()).toContain('Put off until');
      const secret = open.getByRole('article', { name: 'Secret expires' });
      expect(await secret.innerText()).toContain('“Client secret” of the connection “Workday” expires in 3 days');
      expect(await secret.getByRole('link', { name: 'Fix' }).getAttribute('href')).toContain('con-1');
      await page.getByRole('link', { name: 'Alert rules' }).click();
      await page.getByRole('checkbox', { name: 'Disk nearly full' }).click();
      await page.getByRole('group', { name: 'Usually' }).getByLabel('Rejected of what a run read').fill('10');
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Save rules' }).click();
      await page.getByText('Saved. It holds from now on.').waitFor();
      expect(await callsOf(page, 'alerts.save-rules')).toMatchObject([
        { off: ['disk-full'], limits: { rejectedPercent: 10, rejectedLeast: 5 }, closeUntilUtc: null },
      ]);
      // From the banner of another screen to the records that are replayed: two clicks, and the third is the replay.
      await page.getByRole('link', { name: 'Home' }).click();
      await page.getByRole('link', { name: 'Show alerts' }).click();
      const many = open.getByRole('article', { name: 'Many records rejected' });
      await many.getByRole('link', { name: 'Rejected records' }).click();
      await page.getByRole('heading', { name: 'Rejected', level: 1 }).waitFor();
    }));
});
