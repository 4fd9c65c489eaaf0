import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';

const { withPage } = rendererTests();

/** Notes from now on, at every change of the page, what moves because of it. Answers the function that tells what did. */
async function watchMotion(page: Page): Promise<() => Promise<string[]>> {
  const moved = await page.evaluateHandle(() => {
    const names = new Set<string>();
    const note = (): void => {
      for (const one of document.getAnimations()) {
        if (one instanceof CSSTransition) names.add(`transition of ${one.transitionProperty}`);
        else if (one instanceof CSSAnimation) names.add(`animation ${one.animationName}`);
      }
    };
    note();
    new MutationObserver(note).observe(document, { subtree: true, childList: true, attributes: true });
    return names;
  });
  return () => moved.evaluate((names) => [...names].sort());
}

async function changeThemeAndOpenMenu(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('dark theme');
  await page.getByRole('option', { name: 'Dark theme' }).click();
  await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
  await page.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).waitFor();
}

describe('where less motion is wished', () => {
  it('nothing moves by itself, and a change is there at once', () =>
    withPage({ scenario: 'running' }, async ({ page }) => {
      const moved = await watchMotion(page);
      await changeThemeAndOpenMenu(page);
      expect(await moved()).toEqual([]);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    }));

  it('what waits for a run stands still', () =>
    withPage({ scenario: 'running', at: '/runs/run-1' }, async ({ page }) => {
      await page.getByRole('progressbar').first().waitFor();
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      const names = await page
        .locator('main *')
        .evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).animationName))]);
      expect(names).toEqual(['none']);
    }));
});

it('otherwise what is under way turns, and colours change softly', () =>
  withPage({ scenario: 'running' }, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    const moved = await watchMotion(page);
    await changeThemeAndOpenMenu(page);
    expect(await moved()).toEqual(expect.arrayContaining([expect.stringMatching(/^animation /)]));
    expect(await moved()).toEqual(expect.arrayContaining(['transition of background-color']));
  }));
