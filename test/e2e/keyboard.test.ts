import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { windowTests } from '../support/browser-tests.ts';

const { real } = windowTests(0.05);

/** Presses Tab until the control with this name has the focus, which must be visible there. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const style = element === null ? null : getComputedStyle(element);
      return {
        name: element?.getAttribute('aria-label') ?? element?.textContent ?? '',
        outlined: style !== null && style.outlineStyle !== 'none' && style.outlineWidth !== '0px',
      };
    });
    if (name.test(at.name)) {
      expect(at.outlined, `the focus on ${at.name} is visible`).toBe(true);
      return;
    }
    passed.push(at.name);
  }
  throw new Error(`not reached by Tab: ${String(name)}; passed ${passed.join(' | ')}`);
}

it('goes from the first start to a finished sync without a mouse, and Escape closes what asks', async () => {
  const { page, problems, close } = await real().open();
  await page.getByRole('button', { name: 'Try it with practice systems' }).waitFor();
  await tabTo(page, /^Try it with practice systems$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Preview of/ }).waitFor({ timeout: 60_000 });
  await page.getByRole('region', { name: /what the next run would do$/ }).waitFor({ timeout: 60_000 });
  await tabTo(page, /^Sync now$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Run of/ }).waitFor();
  await page.getByRole('button', { name: 'Verify now' }).waitFor({ timeout: 60_000 });

  await tabTo(page, /^Streams/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page
    .getByText(/^All \d+ control totals agree$/)
    .first()
    .waitFor();

  await page.keyboard.press('Shift+Tab');
  await tabTo(page, /^Control totals/);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Practice systems' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Stop practice systems' }).waitFor();
  await tabTo(page, /^Stop practice systems$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  expect(focused).toBe('Stop practice systems');
  expect(problems).toEqual([]);
  await close();
}, 90_000);
