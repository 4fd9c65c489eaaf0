import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Settings } from '../../shared/model/settings.ts';
import { violationsOf } from '../support/axe.ts';
import { rendererTests } from '../support/browser-tests.ts';
import { eventually } from '../support/eventually.ts';

const { atPlace } = rendererTests();
const at = '/audit?from=2026-11-01';
const fromField = (page: Page, name = 'From') => page.getByRole('textbox', { name, exact: true });
const address = (page: Page) => page.evaluate(() => new URLSearchParams(location.search).get('at'));

async function setSettings(page: Page, settings: Partial<Settings>): Promise<void> {
  await page.evaluate(
    `mlcFake.call('settings.set', ${JSON.stringify(settings)}).then(() => mlcFake.publish({ topic: 'changed', subject: 'settings' }))`,
  );
}

describe('a date field', () => {
  it('is written and read by the date format of the app, and takes ISO too', () =>
    atPlace({ scenario: 'healthy', at }, async ({ page }) => {
      const from = fromField(page);
      expect(await from.inputValue()).toBe('Nov 01, 2026');
      await setSettings(page, { dateFormat: 'dd/mm/yyyy' });
      await eventually(() => from.inputValue()).toBe('01/11/2026');
      await from.fill('5/11/2026');
      await eventually(() => address(page)).toBe('/audit?from=2026-11-05');
      await from.fill('2026-10-31');
      await from.press('Tab');
      await eventually(() => from.inputValue()).toBe('31/10/2026');
      await eventually(() => address(page)).toBe('/audit?from=2026-10-31');
    }));

  it('says what is wrong once it is left, changes nothing meanwhile, and an empty field is no filter', () =>
    atPlace({ scenario: 'healthy', at }, async ({ page }) => {
      await setSettings(page, { dateFormat: 'dd/mm/yyyy' });
      const from = fromField(page);
      await from.fill('31/02/2026');
      expect(await page.getByRole('alert').count()).toBe(0);
      await from.press('Enter');
      await page.getByRole('alert').getByText('This day does not exist.').waitFor();
      expect(await from.getAttribute('aria-invalid')).toBe('true');
      expect(await address(page)).toBe('/audit?from=2026-11-01');
      await from.fill('soon');
      await from.press('Tab');
      await page.getByText('This is not a date. Write it as dd/mm/yyyy.').waitFor();
      await from.fill('');
      await eventually(() => address(page)).toBe('/audit');
    }));

  it('opens a calendar that keys alone can use, and gives the focus back', () =>
    atPlace({ scenario: 'healthy', at: '/audit?from=2026-11-30' }, async ({ page }) => {
      await page.getByRole('button', { name: 'Choose from the calendar: From' }).focus();
      await page.keyboard.press('Enter');
      const calendar = page.getByRole('dialog', { name: 'Calendar: From' });
      const focused = () => calendar.locator(':focus').getAttribute('aria-label');
      await eventually(focused).toBe('Monday, November 30, 2026');
      expect(await violationsOf(page)).toEqual([]);
      for (const [key, day] of [
        ['ArrowRight', 'Tuesday, December 1, 2026'],
        ['ArrowUp', 'Tuesday, November 24, 2026'],
        ['Home', 'Sunday, November 22, 2026'],
        ['End', 'Saturday, November 28, 2026'],
        ['PageUp', 'Wednesday, October 28, 2026'],
        ['Shift+PageDown', 'Thursday, October 28, 2027'],
      ] as const) {
        await page.keyboard.press(key);
        await eventually(focused).toBe(day);
      }
      await page.getByRole('heading', { name: 'October 2027' }).waitFor();
      await page.keyboard.press('Escape');
      await calendar.waitFor({ state: 'hidden' });
      expect(await address(page)).toBe('/audit?from=2026-11-30');
      await page.keyboard.press('Enter');
      await eventually(focused).toBe('Monday, November 30, 2026');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Enter');
      await calendar.waitFor({ state: 'hidden' });
      await eventually(() => address(page)).toBe('/audit?from=2026-11-29');
      await eventually(() => page.locator(':focus').getAttribute('aria-label')).toBe('Choose from the calendar: From');
    }));

  it('speaks Dutch, and its weeks begin on Monday', () =>
    atPlace({ scenario: 'healthy', at }, async ({ page }) => {
      await setSettings(page, { language: 'nl', dateFormat: 'language' });
      const from = fromField(page, 'Van');
      await from.fill('3 maart 2026');
      await from.press('Alt+ArrowDown');
      const calendar = page.getByRole('dialog', { name: 'Kalender: Van' });
      await calendar.getByRole('heading', { name: 'maart 2026' }).waitFor();
      const first = calendar.getByRole('columnheader').first();
      expect([await first.innerText(), await first.getAttribute('abbr')]).toEqual(['ma', 'maandag']);
      await calendar.getByRole('button', { name: 'woensdag 4 maart 2026' }).click();
      await eventually(() => from.inputValue()).toBe('04 mrt 2026');
      await from.fill('31-2-2026');
      await from.press('Enter');
      await page.getByText('Deze dag bestaat niet.').waitFor();
    }));
});
