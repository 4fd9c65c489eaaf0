import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { ask } from '../../main/api/ask.ts';
import { windowTests } from '../support/browser-tests.ts';
import { startPractice, syncNow } from './page-models.ts';

const { real, inWindow } = windowTests();

beforeAll(async () => {
  const { page, close } = await real().open();
  await startPractice(page);
  await syncNow(page);
  await close();
}, 180_000);

/** In a window that shows Home: before that its keys mean nothing. */
const onHome = (work: (page: Page) => Promise<void>): Promise<void> =>
  inWindow(async ({ page }) => {
    await heading(page, 'Home');
    await work(page);
  });

const palette = (page: Page) => page.getByRole('dialog', { name: 'Find or do something' });
/** Types as a person does who sees the field blink. */
const type = async (page: Page, text: string): Promise<void> => {
  await palette(page).locator('input:focus').waitFor();
  await page.keyboard.type(text);
};
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

describe('the command palette', () => {
  it('opens by its keys and by its button, finds by a few letters and goes there by Enter', () =>
    onHome(async (page) => {
      await page.keyboard.press('Control+k');
      const field = palette(page).getByRole('combobox');
      await field.waitFor();
      await type(page, 'audi');
      await palette(page)
        .getByRole('option', { name: /Audit trail/ })
        .waitFor();
      await page.keyboard.press('Enter');
      await heading(page, 'Audit trail');
      expect(await palette(page).count()).toBe(0);
      await page.getByRole('button', { name: 'Find…' }).click();
      await palette(page).getByRole('group', { name: 'Used last' }).getByRole('option').first().waitFor();
      await type(page, 'evidence');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Evidence for a period' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }));

  it('finds a record by its number and opens it', () =>
    onHome(async (page) => {
      const { items } = await ask(real().app, 'records.list', {
        filter: { stream: 'supplier_invoices' },
        sort: [],
        offset: 0,
        limit: 1,
      });
      const number = items[0]?.label ?? '';
      expect(number).not.toBe('');
      await page.keyboard.press('Control+k');
      await type(page, number);
      await palette(page).getByRole('group', { name: 'Records' }).getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      await heading(page, new RegExp(number));
    }));

  it('says that nothing fits', () =>
    onHome(async (page) => {
      await page.keyboard.press('Control+k');
      await type(page, 'zzzzqqq');
      await palette(page).getByText('Nothing fits “zzzzqqq”.').waitFor();
    }));

  it('starts a sync of a flow and shows its run', () =>
    onHome(async (page) => {
      await page.keyboard.press('Control+k');
      await type(page, 'sync prac');
      await palette(page)
        .getByRole('option', { name: /^Sync now/ })
        .click();
      await heading(page, /^Run of/);
      await page.getByRole('button', { name: 'Verify now' }).waitFor({ timeout: 60_000 });
    }));

  it('changes the theme and the density', () =>
    onHome(async (page) => {
      await page.keyboard.press('Control+k');
      await type(page, 'dark');
      await palette(page).getByRole('option', { name: 'Dark theme' }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
      await ask(real().app, 'settings.set', { theme: 'system' });
    }));
});

describe('shortcuts', () => {
  it('go by two keys in a row, back by Escape, and show themselves on a sheet', () =>
    onHome(async (page) => {
      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await heading(page, 'Runs');
      await page.keyboard.press('g');
      await page.keyboard.press('h');
      await heading(page, 'Home');
      await page
        .getByRole('link', { name: /View run|Last run/ })
        .first()
        .click();
      await heading(page, /^Run of/);
      await page.keyboard.press('Escape');
      await heading(page, 'Runs');
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByRole('row', { name: /^Runs/ }).waitFor();
      await page.keyboard.press('Escape');
    }));

  it('are letters like any other while something is typed', () =>
    onHome(async (page) => {
      await page.keyboard.press('g');
      await page.keyboard.press('d');
      await heading(page, 'Records');
      await page.keyboard.press('/');
      await page.keyboard.type('ghr?');
      expect(await page.getByRole('searchbox').first().inputValue()).toBe('ghr?');
      await heading(page, 'Records');
    }));

  it('of a single key can be switched off; those with a modifier stay', async () => {
    await ask(real().app, 'settings.set', { singleKeyShortcuts: false });
    try {
      await onHome(async (page) => {
        await page.keyboard.press('g');
        await page.keyboard.press('r');
        await heading(page, 'Home');
        expect(await page.getByRole('heading', { level: 1, name: 'Runs' }).count()).toBe(0);
        await page.keyboard.press('Control+k');
        await palette(page).getByRole('combobox').waitFor();
      });
    } finally {
      await ask(real().app, 'settings.set', { singleKeyShortcuts: true });
    }
  });
});
