import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';

const { withPage } = rendererTests();

/** Widths by which the page, or the part of it that scrolls, is wider than its place. */
function overflow(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const scroller = document.querySelector('main > :last-child');
    return [document.documentElement, ...(scroller === null ? [] : [scroller])].map(
      (element) => element.scrollWidth - element.clientWidth,
    );
  });
}

describe('Home', () => {
  it('answers in its first sentence and names the cause', () =>
    withPage({ scenario: 'failed' }, async ({ page }) => {
      await page.getByText('The flow needs you.').waitFor();
      await page.getByText(/^Workday → Databricks: Workday refused/).waitFor();
      const fix = page.getByRole('link', { name: 'Fix' });
      expect(await fix.getAttribute('href')).toBe('?at=/connections/con-1/credentials');
    }));

  it('leads from a bar of the day to the runs of its hour, and says the same in a table', () =>
    withPage({ scenario: 'healthy' }, async ({ page }) => {
      const changed = page.getByRole('link', { name: '1 record changed since sign-off' });
      expect(await changed.getAttribute('href')).toBe('?at=/flows/flow-1/proof');
      const bars = page.getByRole('list', { name: /^Last 24 hours of/ });
      expect(await bars.getByRole('listitem').count()).toBe(24);
      const failed = bars.getByRole('link', { name: /: 2 runs, Failed$/ });
      const hour = (await failed.getAttribute('aria-label'))?.slice(0, '14:00 – 15:00'.length);
      const address = await failed.getAttribute('href');
      await page.getByRole('button', { name: /as a table$/ }).click();
      const row = page.getByRole('dialog').getByRole('row', { name: /Failed/ });
      expect(await row.getByRole('rowheader').innerText()).toBe(hour);
      expect(await row.getByRole('link').getAttribute('href')).toBe(address);
      await page.keyboard.press('Escape');
      await failed.click();
      await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
    }));

  it('does not move when a run ends', () =>
    withPage({ scenario: 'running' }, async ({ page }) => {
      await page.getByText('Running', { exact: true }).first().waitFor();
      await page.getByRole('link', { name: /changed since sign-off$/ }).waitFor();
      const heightOf = () => page.getByRole('article').evaluate((row) => row.getBoundingClientRect().height);
      const before = await heightOf();
      await page.evaluate(() => {
        (window as unknown as { mlcFake: { finishRun(): void } }).mlcFake.finishRun();
      });
      await page.getByText('All 4 control totals agree').waitFor();
      expect(await heightOf()).toBe(before);
    }));

  it('keeps seldom things in a menu that works by keys', () =>
    withPage({ scenario: 'healthy' }, async ({ page }) => {
      await page.getByRole('button', { name: /^More for/ }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: 'Edit' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Resume' }).waitFor();
    }));
});

describe('a window 320 pixels wide, as at 400 %', () => {
  it.each([
    '/',
    '/runs',
    '/runs/run-1',
    '/connections',
    '/connections/con-1/credentials',
    '/practice',
    '/settings',
    '/about',
  ])('%s reflows without being scrolled sideways', (at) =>
    withPage({ scenario: 'failed', at, size: { width: 320, height: 640 } }, async ({ page }) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await overflow(page)).toEqual([0, 0]);
    }),
  );

  it('has its places in a menu, which closes once it has led somewhere', () =>
    withPage({ scenario: 'healthy', size: { width: 320, height: 640 } }, async ({ page }) => {
      const toggle = page.getByRole('button', { name: 'Main', exact: true });
      expect(await page.getByRole('link', { name: 'Audit trail' }).isVisible()).toBe(false);
      await toggle.click();
      expect(await toggle.getAttribute('aria-expanded')).toBe('true');
      await page.getByRole('link', { name: 'Audit trail' }).click();
      await page.getByRole('heading', { level: 1, name: 'Audit trail' }).waitFor();
      expect(await page.getByRole('link', { name: 'Settings' }).isVisible()).toBe(false);
    }));
});

it('compact rows and controls are smaller than comfortable ones, and still 24 pixels high', () =>
  withPage({ scenario: 'healthy' }, async ({ page }) => {
    const heights = () =>
      page
        .getByRole('main')
        .evaluate((main) =>
          [...main.querySelectorAll('button, a[data-kind]')].map((one) => one.getBoundingClientRect().height),
        );
    const comfortable = await heights();
    await page.evaluate(() => (document.documentElement.dataset['density'] = 'compact'));
    const compact = await heights();
    expect(comfortable.length).toBeGreaterThan(4);
    expect(Math.min(...compact)).toBeGreaterThanOrEqual(24);
    expect(compact.reduce((sum, one) => sum + one, 0)).toBeLessThan(comfortable.reduce((sum, one) => sum + one, 0));
  }));

it('the audit trail is printed as far as it was read, without the frame around it', () =>
  withPage({ scenario: 'healthy', at: '/audit' }, async ({ page }) => {
    await page.getByRole('grid', { name: 'Entries' }).waitFor();
    const rows = () => page.getByRole('row').count();
    expect(await rows()).toBeLessThan(100);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    expect(await rows()).toBeGreaterThan(100);
    await page
      .getByText(/of 300/)
      .first()
      .waitFor();
    expect(await page.getByRole('navigation', { name: 'Main' }).isVisible()).toBe(false);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    expect(await rows()).toBeLessThan(100);
  }));

it('a contrast theme of the system still tells the current place and states by borders', () =>
  withPage({ scenario: 'healthy' }, async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    const outline = await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Home' })
      .evaluate((link) => getComputedStyle(link).outlineStyle);
    expect(outline).toBe('solid');
    const border = await page
      .getByText('All 4 control totals agree')
      .first()
      .evaluate((word) => getComputedStyle(word.closest('[data-tone]') ?? word).borderTopStyle);
    expect(border).toBe('solid');
  }));
