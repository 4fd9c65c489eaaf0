import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { FakeBridge } from '../support/fake-bridge.ts';
import { violationsOf } from '../support/axe.ts';
import { rendererTests } from '../support/browser-tests.ts';

const { withPage } = rendererTests();
const landing = 'https://www.ledger.example/exact';

/** What the window asked the app to do, by method. */
async function asked(page: Page, method: string): Promise<unknown[]> {
  const calls = await page.evaluate(() => (window as unknown as { mlcFake: FakeBridge }).mlcFake.calls);
  return calls.filter((call) => call.method === method).map((call) => call.input);
}

/** Tabs on to what has this name, and presses it. */
async function press(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const focused = document.activeElement;
      const labels = (focused?.getAttribute('aria-labelledby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id));
      return labels.map((label) => label?.textContent ?? '').join('') || (focused?.textContent ?? '');
    });
    if (here !== name) continue;
    await page.keyboard.press(name.startsWith('Ledger') ? 'Space' : 'Enter');
    return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

describe('connecting a source at which somebody signs in', () => {
  it('goes from settings by sign-in and companies to a review with a forecast, by keyboard where it is new', () =>
    withPage({ scenario: 'exact', at: '/connect' }, async ({ page }) => {
      await page.getByLabel('System').click();
      await page.getByRole('option', { name: 'Exact Online' }).click();
      await page.getByLabel('Exact Online site').fill('start.exactonline.nl');
      await page.getByLabel('Client id').fill('78c73eec-2882-459d-b3f4-83a21a49591a');
      await page.getByLabel('Client secret').fill('never shown');
      await page.getByLabel('Redirect URI of the app').fill(landing);
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await page.getByRole('heading', { level: 2, name: 'Sign-in at Exact Online' }).waitFor();
      expect(await page.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);

      await press(page, 'Open the sign-in page');
      const field = page.getByLabel('Address that the browser ended on');
      await field.waitFor();
      expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
      expect(await asked(page, 'app.open-external')).toEqual([
        { url: expect.stringContaining('https://start.exactonline.nl/api/oauth2/auth') },
      ]);
      // What cannot be right is said before it is sent: what is sent ends the sign-in.
      await page.keyboard.insertText('https://start.exactonline.nl/somewhere');
      await page.keyboard.press('Enter');
      await page.getByText(`This does not begin with ${landing}.`).waitFor();
      await field.fill(landing);
      await page.keyboard.press('Enter');
      await page.getByText('Nothing of the sign-in is in it.').waitFor();
      expect(await asked(page, 'connections.sign-in.finish')).toEqual([]);
      await field.fill(`${landing}?code=once!&state=another`);
      await page.keyboard.press('Enter');
      const refused = page.getByRole('alert');
      await refused.getByText('EXACT_LANDING_REFUSED').waitFor();
      // The right address may still be pasted; but a code is taken once.
      await field.fill(`${landing}?code=used&state=right`);
      await page.keyboard.press('Enter');
      await refused.getByText('EXACT_CODE_REFUSED').waitFor();
      expect(await field.count()).toBe(0);

      await page.getByRole('button', { name: 'Open the sign-in page again' }).click();
      await field.fill(`  ${landing}?code=once!&state=right `);
      await page.keyboard.press('Enter');
      const done = page.getByText('Signed in at Exact Online.', { exact: true });
      await done.waitFor();
      expect(await done.evaluate((line) => line === document.activeElement)).toBe(true);
      expect(await page.content()).not.toContain('once!');

      await press(page, 'Next');
      const companies = page.getByRole('table', { name: 'Companies (divisions)' });
      await companies.getByRole('row', { name: /Ledger Iberia S\.L\. 2256998 ES EUR archived/ }).waitFor();
      expect(await page.getByRole('checkbox', { name: 'Ledger Iberia S.L.' }).isDisabled()).toBe(true);
      expect(await page.getByRole('button', { name: 'Save and continue' }).isDisabled()).toBe(true);
      await press(page, 'Ledger & Zonen B.V.');
      await page.getByRole('checkbox', { name: 'Ledger UK Ltd' }).click();
      await page.getByText('2 of 5 chosen').waitFor();
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await page.getByRole('heading', { level: 2, name: /^Destination:/ }).waitFor();
      expect((await asked(page, 'connections.save')).at(-1)).toMatchObject({
        settings: { divisions: '2256995,2256997' },
        secrets: {},
      });

      await page.getByLabel('Connection', { exact: true }).click();
      await page.getByRole('option', { name: 'Databricks finance' }).click();
      await page.getByRole('button', { name: 'Save and continue' }).click();
      for (const step of ['Streams', 'Check', 'Mapping', 'Schedule']) {
        await page.getByRole('listitem').filter({ hasText: step }).and(page.locator('[aria-current]')).waitFor();
        await page.getByRole('button', { name: 'Next' }).click();
      }
      const forecast = page.getByRole('region', { name: 'Calls that this needs' });
      await forecast.getByText('Does not fit today').waitFor();
      const words = await forecast.innerText();
      expect(words).toContain('Ledger & Zonen B.V.: about 1,240 calls; 3,550 of 4,750 are left today.');
      expect(words).toMatch(
        /7,420 calls, but only 240 of 4,750 .* after 00:00 UTC \(.*\) go on from there: about 3 days/,
      );
      expect(words).toContain('Ledger UK Ltd: about 96 calls; what is left today shows with the first answer.');
      expect(words).toContain('250 calls a day are left to other work');
    }));

  it('warns ahead that a sign-in ends, leads to signing in again, and says what is left of the day', () =>
    withPage({ scenario: 'exact' }, async ({ page }) => {
      const warning = page.getByText(/^The sign-in of “Exact Ledger group” ends in 6 days/);
      await warning.waitFor();
      await page.getByRole('link', { name: 'Sign in again' }).click();
      const panel = page.getByRole('region', { name: 'Sign-in at Exact Online' });
      await panel.getByText('Ends soon').waitFor();
      await panel.getByText('J. Visser').waitFor();
      await panel.getByRole('button', { name: 'Sign in again' }).click();
      await panel.getByRole('button', { name: 'Open the sign-in page' }).click();
      expect(await violationsOf(page)).toEqual([]);
      await panel.getByLabel('Address that the browser ended on').fill(`${landing}?code=1&state=right`);
      await page.keyboard.press('Enter');
      await page.getByText('Check passed').waitFor();
      await page.goto(`${new URL(page.url()).origin}/?at=${encodeURIComponent('/runs/run-exact')}`);
      const calls = page.getByRole('table', { name: 'Calls today' });
      await calls.getByRole('row', { name: /Ledger & Zonen B\.V\..* 1,200 3,800 5,000/ }).waitFor();
      await calls.getByRole('row', { name: /Company 2256997 .*not known yet not known yet/ }).waitFor();
    }));
});
