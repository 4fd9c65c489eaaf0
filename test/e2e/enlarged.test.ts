import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';

const { withPage, atPlace } = rendererTests();

/** How far the window, and each part of it that scrolls up and down, can be scrolled sideways. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const parts = [document.documentElement, ...document.querySelectorAll('main, main > *')];
    return Math.max(...parts.map((one) => one.scrollWidth - one.clientWidth));
  });

/** A window of 1280×800 at 200 %, and one that is 320 pixels wide, as at 400 %. */
const enlarged = [
  { width: 640, height: 400 },
  { width: 320, height: 640 },
];

const lists = ['/runs', '/records', '/rejected', '/audit'];
const others = [
  '/preview/flow-1/supplier_invoices',
  '/runs/run-1',
  '/records/flow-1/supplier_invoices/wid-1',
  '/connections/con-1',
  '/practice',
  '/flows/flow-1',
  '/flows/flow-1/supplier_invoices',
  '/request/workday/con-1',
];

describe.each(enlarged)('a window of $width×$height', (size) => {
  it.each(lists)('shows the rows of %s, three of them at once', (at) =>
    atPlace({ scenario: 'healthy', at, size }, async ({ page }) => {
      const grid = page.getByRole('grid');
      await grid.getByRole('gridcell').first().waitFor();
      await grid.scrollIntoViewIfNeeded();
      const { height } = (await grid.boundingBox()) ?? { height: 0 };
      const row = (await grid.getByRole('row').nth(1).boundingBox())?.height ?? 36;
      expect(height).toBeGreaterThan(4 * row);
      expect(await sideways(page)).toBeLessThanOrEqual(1);
    }),
  );

  it.each(others)('%s is not scrolled sideways as a whole', (at) =>
    atPlace({ scenario: 'failed', at, size }, async ({ page }) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null);
      expect(await sideways(page)).toBeLessThanOrEqual(1);
    }),
  );
});

describe('a list without rows', () => {
  it('says so in the middle of its room, not at its foot', () =>
    withPage({ scenario: 'healthy', at: '/runs' }, async ({ page }) => {
      await page.getByRole('gridcell').first().waitFor();
      await page.evaluate(() => {
        const { mlc } = window as unknown as { mlc: { call(method: string, input: unknown): Promise<unknown> } };
        const call = mlc.call.bind(mlc);
        mlc.call = (method, input) =>
          method === 'runs.list' ? Promise.resolve({ ok: true, value: { total: 0, items: [] } }) : call(method, input);
      });
      await page.getByRole('button', { name: 'Failed', exact: true }).click();
      const said = await page.getByText('No run fits these filters.').boundingBox();
      const card = await page.getByRole('grid').locator('..').boundingBox();
      if (said === null || card === null) throw new Error('nothing is said of the empty list');
      const middle = (said.y - card.y) / card.height;
      expect(middle).toBeGreaterThan(0.3);
      expect(middle).toBeLessThan(0.7);
    }));
});

describe('a run that waits for a limit', () => {
  it('counts down to the second, and is announced once', () =>
    withPage({ scenario: 'running', at: '/' }, async ({ page }) => {
      await page.evaluate(() => {
        const { mlc } = window as unknown as { mlc: { call(method: string, input: unknown): Promise<unknown> } };
        const call = mlc.call.bind(mlc);
        const now = Date.now();
        const pause = {
          host: 'wd5-services1.workday.com',
          fromUtc: new Date(now).toISOString(),
          untilUtc: new Date(now + 600_000).toISOString(),
          code: 'HTTP_RATE_LIMITED',
        };
        mlc.call = async (method, input) => {
          const answer = (await call(method, input)) as { value: object };
          return method === 'runs.timeline' ? { ...answer, value: { ...answer.value, pauses: [pause] } } : answer;
        };
      });
      await page.getByRole('link', { name: 'View run' }).first().click();
      const notice = page.getByText(
        /Waiting for the limit of wd5-services1\.workday\.com until [\d:]+ \(\d+ seconds left\)/,
      );
      await notice.waitFor();
      const left = async (): Promise<number> => Number(/\((\d+) seconds/.exec(await notice.innerText())?.[1]);
      const before = await left();
      expect(before).toBeGreaterThan(580);
      await expect.poll(left, { timeout: 5000 }).toBeLessThan(before);
      const announced = page.getByRole('status').filter({ hasText: 'Waiting for the limit' });
      expect(await announced.allInnerTexts()).toEqual([
        expect.stringMatching(/^Waiting for the limit of wd5-services1\.workday\.com until [\d:]+\.$/),
      ]);
    }));
});
