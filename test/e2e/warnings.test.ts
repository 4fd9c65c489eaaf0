import { expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';
import { places } from '../support/places.ts';

const { atPlace, withPage } = rendererTests({ warns: true });

it('React has nothing to warn of on any screen', async () => {
  for (const [at, scenario] of places) {
    await atPlace({ scenario, at }, async ({ page }) => {
      await page.waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null);
    });
  }
}, 120_000);

it('a warning of React would be seen', () =>
  withPage({ scenario: 'healthy' }, async ({ page, problems }) => {
    const isDevelopment = await page.evaluate(async () => {
      const scripts = [...document.scripts].map((one) => one.src).filter((src) => src.includes('/assets/'));
      const texts = await Promise.all(scripts.map(async (src) => (await fetch(src)).text()));
      return texts.some((text) => text.includes('Each child in a list should have a unique'));
    });
    expect(isDevelopment).toBe(true);
    expect(problems).toEqual([]);
  }));
