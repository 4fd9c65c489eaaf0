import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { ask } from '../../main/api/ask.ts';
import { windowTests } from '../support/browser-tests.ts';

const { real } = windowTests();

/** Counts what a person does with the mouse and the keyboard, in the page itself, where nothing can be left out. */
async function countDeeds(page: Page): Promise<() => Promise<{ clicks: number; keys: number }>> {
  await page.evaluate(() => {
    const deeds = { clicks: 0, keys: 0 };
    Object.assign(window, { deeds });
    document.addEventListener('pointerdown', () => (deeds.clicks += 1), { capture: true });
    document.addEventListener('keydown', () => (deeds.keys += 1), { capture: true });
  });
  return () => page.evaluate(() => (window as unknown as { deeds: { clicks: number; keys: number } }).deeds);
}

it('a person who has never seen the app gets from a clean profile to reconciled rows in under 15 clicks', async () => {
  const { page, problems } = await real().open();
  const deeds = await countDeeds(page);
  await page.getByRole('button', { name: 'Try it with practice systems' }).click();
  await page.getByRole('heading', { level: 1, name: /^Preview of/ }).waitFor({ timeout: 120_000 });
  await page.getByRole('region', { name: /what the next run would do$/ }).waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Sync now' }).first().click();
  await page
    .getByText(/^All \d+ control totals agree$/)
    .first()
    .waitFor({ timeout: 120_000 });
  await page.getByRole('tab', { name: /^Control totals/ }).click();
  await page.getByRole('table', { name: /^Control totals of/ }).waitFor();
  const { clicks, keys } = await deeds();
  expect(clicks).toBeGreaterThan(0);
  expect(clicks).toBeLessThan(15);
  expect(keys).toBe(0);
  const run = (await ask(real().app, 'flows.overview', {}))[0]?.lastRun;
  expect(run?.streams.every((stream) => stream.reconciled === true)).toBe(true);
  expect(problems).toEqual([]);
}, 180_000);
