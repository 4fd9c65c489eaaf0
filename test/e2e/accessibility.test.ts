import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violationsOf } from '../support/axe.ts';
import { rendererTests } from '../support/browser-tests.ts';
import type { OpenOptions } from '../support/renderer-page.ts';

const { pages } = rendererTests();

const full = { scenario: 'healthy' } as const;
const screens: readonly (readonly [string, OpenOptions])[] = [
  ['Home at the first start', { scenario: 'first-start' }],
  ['Home with rejected records', full],
  ['Home with a run under way', { scenario: 'running' }],
  ['Home after a failure', { scenario: 'failed' }],
  ['Home of a paused flow', { scenario: 'paused' }],
  ['Home with a locked vault', { scenario: 'locked' }],
  ['runs', { ...full, at: '/runs' }],
  ['a run', { ...full, at: '/runs/run-1' }],
  ['a run under way', { scenario: 'running', at: '/runs/run-1' }],
  ['a failed run', { scenario: 'failed', at: '/runs/run-1' }],
  ['totals of a run', { ...full, at: '/runs/run-1/totals' }],
  ['batches of a run', { ...full, at: '/runs/run-1/batches' }],
  ['records', { ...full, at: '/records' }],
  ['rejected records', { ...full, at: '/rejected' }],
  ['a preview', { ...full, at: '/preview/flow-1/supplier_invoices' }],
  ['a flow', { ...full, at: '/flows/flow-1' }],
  ['a mapping', { ...full, at: '/flows/flow-1/supplier_invoices' }],
  ['connections', { ...full, at: '/connections' }],
  ['no connections', { scenario: 'first-start', at: '/connections' }],
  ['the credentials of a connection', { scenario: 'paused', at: '/connections/con-1/credentials' }],
  ['the check of a connection', { scenario: 'paused', at: '/connections/con-1/check' }],
  ['a new connection', { ...full, at: '/connect' }],
  ['a request for the administrator', { ...full, at: '/request/workday/con-1' }],
  ['the audit trail', { ...full, at: '/audit' }],
  ['the practice systems', { ...full, at: '/practice' }],
  ['settings', { ...full, at: '/settings' }],
  ['about', { ...full, at: '/about' }],
  ['a link that leads nowhere', { ...full, at: '/nowhere' }],
  ['the gallery', { ...full, at: '/gallery' }],
];

/** In both densities: the rule and the place of each violation. */
async function inBothDensities(page: Page): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const density of ['comfortable', 'compact']) {
    await page.evaluate((value) => (document.documentElement.dataset['density'] = value), density);
    const violations = await violationsOf(page);
    if (violations.length > 0) found[density] = violations;
  }
  return found;
}

// A theme has a page of its own: colours that change while they are looked at are those of no theme.
describe.each(['light', 'dark'] as const)(
  'WCAG 2.2 AA, as far as a machine can check it, in the %s theme',
  (scheme) => {
    it.each(screens)('%s has no violation', async (_name, options) => {
      const { page } = await pages().open({ ...options, scheme });
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText('Loading…').first().waitFor({ state: 'detached' });
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
      });
      expect(await inBothDensities(page)).toEqual({});
      await page.context().close();
    });

    it('the palette, the shortcut sheet and the strip as a table have no violation', async () => {
      const { page } = await pages().open({ ...full, scheme });
      for (const key of ['Control+k', '?']) {
        await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
        await page.keyboard.press(key);
        await page.getByRole('dialog').waitFor();
        expect(await inBothDensities(page), key).toEqual({});
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      await page.getByRole('button', { name: /as a table$/ }).click();
      await page.getByRole('dialog').getByRole('table').waitFor();
      expect(await inBothDensities(page)).toEqual({});
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^More for/ }).click();
      await page.getByRole('menu').waitFor();
      expect(await inBothDensities(page)).toEqual({});
      await page.context().close();
    });

    it('the practice systems while they run have no violation', async () => {
      const { page } = await pages().open({ ...full, scheme, at: '/practice' });
      await page.getByRole('button', { name: 'Start practice systems' }).click();
      await page.getByRole('button', { name: 'Stop practice systems' }).waitFor();
      expect(await inBothDensities(page)).toEqual({});
      await page.context().close();
    });

    it('the screen for the owner of a secret has no violation', async () => {
      const { page } = await pages().open({ ...full, scheme, at: '/connections' });
      // It covers all others, so it is gone to from one of them.
      await page.evaluate(() => {
        history.pushState(null, '', '?at=/handover/con-1');
        window.dispatchEvent(new PopStateEvent('popstate'));
      });
      await page.getByRole('dialog').waitFor();
      expect(await inBothDensities(page)).toEqual({});
      await page.context().close();
    });
  },
);

it('a page with a button that has no name is found', async () => {
  const { page } = await pages().open(full);
  await page.evaluate(() => {
    document.querySelector('h1')?.insertAdjacentHTML('afterend', '<button type="button"></button>');
  });
  expect((await violationsOf(page)).join()).toContain('button-name');
  await page.context().close();
});
