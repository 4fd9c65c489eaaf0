import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Settings } from '../../shared/model/settings.ts';
import { cutOffTexts } from '../support/cut-off.ts';
import { rendererTests } from '../support/browser-tests.ts';
import { places } from '../support/places.ts';
import { choose, goTo } from './page-models.ts';

const { withPage, atPlace } = rendererTests();

/** Changes settings as another window would: the app says so, and this window follows. */
async function set(page: Page, settings: Partial<Settings>): Promise<void> {
  const changed = JSON.stringify(settings);
  await page.evaluate(
    `mlcFake.call('settings.set', ${changed}).then(() => mlcFake.publish({ topic: 'changed', subject: 'settings' }))`,
  );
}

async function openFolds(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('main details')) (fold as HTMLDetailsElement).open = true;
  });
}

/** Headers of tables that are wider than the room they have. */
async function tablesThatScroll(page: Page): Promise<string[]> {
  return await page
    .locator('main table')
    .evaluateAll((tables) =>
      tables
        .filter((table) => table.scrollWidth > (table.parentElement?.clientWidth ?? 0) + 1)
        .map((table) => table.querySelector('thead')?.textContent ?? ''),
    );
}

describe('the search for texts that are cut off', () => {
  it('finds each kind of them, and lets ellipses and scrolling places be', () =>
    withPage({ scenario: 'healthy', at: '/nowhere' }, async ({ page }) => {
      expect(await cutOffTexts(page)).toEqual([]);
      await page.getByRole('heading', { level: 1 }).evaluate((heading) => {
        const sample = (text: string, styles: Record<string, string>) => {
          const element = document.createElement('p');
          Object.assign(element.style, { whiteSpace: 'nowrap', width: '40px' }, styles);
          element.textContent = `${text} ${'long '.repeat(styles['width'] === 'auto' ? 300 : 10)}`;
          heading.after(element);
        };
        sample('hidden', { overflow: 'hidden' });
        sample('spilled', {});
        sample('wide', { width: 'auto' });
        sample('marked', { overflow: 'hidden', textOverflow: 'ellipsis' });
        sample('scrolled', { overflow: 'auto' });
      });
      const found = await cutOffTexts(page);
      expect(found.map((line) => line.split(' ')[0]).sort()).toEqual(['hidden', 'spilled', 'wide']);
    }));
});

describe('texts 40 % longer', () => {
  it.each(places)('%s (%s) cuts nothing off at 1280 × 800', (at, scenario) =>
    atPlace({ scenario, at, pseudo: 'en-XA' }, async ({ page }) => {
      await page.getByRole('heading', { level: 1, name: /⟦|→/ }).waitFor();
      await openFolds(page);
      expect(await cutOffTexts(page)).toEqual([]);
    }),
  );
});

describe('in Dutch', () => {
  it.each(places)('%s (%s) cuts nothing off at 1280 × 800', (at, scenario) =>
    atPlace({ scenario, at }, async ({ page }) => {
      await set(page, { language: 'nl' });
      await page.getByRole('navigation', { name: 'Hoofdmenu' }).waitFor();
      expect(await tablesThatScroll(page)).toEqual([]);
      await openFolds(page);
      expect(await cutOffTexts(page)).toEqual([]);
    }),
  );
});

describe('from right to left', () => {
  it.each(places)('%s (%s) does not scroll sideways', (at, scenario) =>
    atPlace({ scenario, at, pseudo: 'ar-XB' }, async ({ page }) => {
      await page.locator('html[dir=rtl]').waitFor();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      const navigation = await page.getByRole('navigation').first().boundingBox();
      expect(navigation?.x).toBeGreaterThan(640);
    }),
  );
});

describe('language and formats', () => {
  it('change at once, without a reload, and apart from each other', () =>
    withPage({ scenario: 'healthy' }, async ({ page }) => {
      await page.evaluate(() => Object.assign(window, { stillHere: true }));
      await goTo(page, 'Settings');
      await choose(page, 'Language', 'Nederlands');
      await page.getByRole('heading', { level: 1, name: 'Instellingen' }).waitFor();
      await page.locator('html[lang=nl]').waitFor();
      await page.getByRole('status').getByText('-1.234.567,89').waitFor();
      await choose(page, 'Getallen en bedragen', '1,234.56');
      await page.getByRole('status').getByText('-1,234,567.89').waitFor();
      await choose(page, 'Bedragen onder nul', '(1,234.56)');
      await page.getByRole('status').getByText('(1,234,567.89)').waitFor();
      await choose(page, 'Taal', 'English');
      await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
      await page.getByRole('status').getByText('(1,234,567.89)').waitFor();
      await choose(page, 'Dates', '2026-03-31');
      await page.getByRole('status').getByText('2026-03-31').waitFor();
      expect(await page.evaluate('window.stillHere')).toBe(true);
    }));

  it('reach amounts, counts within sentences, streams and errors', () =>
    withPage({ scenario: 'failed', at: '/runs/run-1/totals' }, async ({ page }) => {
      await set(page, { language: 'nl' });
      await page.getByText('12.345.678.901.234.567,89').waitFor();
      await page.getByRole('alert').getByText('Workday heeft de aanmelding van').waitFor();
      await set(page, { numberFormat: '1 234,56' });
      await page.getByText('12\u00a0345\u00a0678\u00a0901\u00a0234\u00a0567,89').waitFor();
      await set(page, { numberFormat: '1’234.56' });
      await page.getByText('12’345’678’901’234’567.89').waitFor();
    }));
});

describe('privacy mode', () => {
  it('blurs amounts; the one pointed at is shown while Shift is held', () =>
    withPage({ scenario: 'healthy', at: '/runs/run-1/totals' }, async ({ page }) => {
      const amount = page.getByText('12,345,678,901,234,567.89').first();
      await amount.waitFor();
      const isBlurred = () =>
        amount.evaluate((element) => getComputedStyle(element.closest('[data-private]') ?? element).filter !== 'none');
      expect(await isBlurred()).toBe(false);
      await set(page, { privacy: true });
      await expect.poll(isBlurred).toBe(true);
      await amount.hover();
      expect(await isBlurred()).toBe(true);
      await page.keyboard.down('Shift');
      await expect.poll(isBlurred).toBe(false);
      await page.keyboard.up('Shift');
      await expect.poll(isBlurred).toBe(true);
    }));
});

describe('about', () => {
  it('shows the licence of every package inside, with its text', () =>
    withPage({ scenario: 'healthy', at: '/about' }, async ({ page }) => {
      const list = page.getByRole('list', { name: 'Software inside' });
      await list.getByRole('listitem').first().waitFor();
      expect(await list.getByRole('listitem').count()).toBeGreaterThan(100);
      await list.getByText(/^react 19/).click();
      await list
        .getByLabel('Licence text of react', { exact: true })
        .getByText('Permission is hereby granted')
        .waitFor();
      expect(await cutOffTexts(page)).toEqual([]);
    }));
});
