import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violationsOf } from '../support/axe.ts';
import { rendererTests } from '../support/browser-tests.ts';
import type { OpenOptions } from '../support/renderer-page.ts';

const { withPage, atPlace } = rendererTests();

const full = { scenario: 'healthy' } as const;
const screens: readonly (readonly [string, OpenOptions])[] = [
  ['Home at the first start', { scenario: 'first-start' }],
  ['no connections', { scenario: 'first-start', at: '/connections' }],
  ['Home with a run under way', { scenario: 'running' }],
  ['a run under way', { scenario: 'running', at: '/runs/run-1' }],
  ['Home after a failure', { scenario: 'failed' }],
  ['a failed run', { scenario: 'failed', at: '/runs/run-1' }],
  ['Home of a paused flow', { scenario: 'paused' }],
  ['the credentials of a connection', { scenario: 'paused', at: '/connections/con-1/credentials' }],
  ['the check of a connection', { scenario: 'paused', at: '/connections/con-1/check' }],
  ['Home with a locked vault', { scenario: 'locked' }],
  ['Home with rejected records', full],
  ['runs', { ...full, at: '/runs' }],
  ['a run', { ...full, at: '/runs/run-1' }],
  ['totals of a run', { ...full, at: '/runs/run-1/totals' }],
  ['batches of a run', { ...full, at: '/runs/run-1/batches' }],
  ['records', { ...full, at: '/records' }],
  ['rejected records', { ...full, at: '/rejected' }],
  ['a preview', { ...full, at: '/preview/flow-1/supplier_invoices' }],
  ['a flow', { ...full, at: '/flows/flow-1' }],
  ['proof of a flow', { ...full, at: '/flows/flow-1/proof' }],
  ['proof by a tie-out', { ...full, at: '/flows/flow-1/proof/tie-out/tie-1' }],
  ['proof by a sign-off', { ...full, at: '/flows/flow-1/proof/sign-off/sign-1' }],
  ['a mapping', { ...full, at: '/flows/flow-1/supplier_invoices' }],
  ['connections', { ...full, at: '/connections' }],
  ['a new connection', { ...full, at: '/connect' }],
  ['a request for the administrator', { ...full, at: '/request/workday/con-1' }],
  ['the audit trail', { ...full, at: '/audit' }],
  ['the practice systems', { ...full, at: '/practice' }],
  ['settings', { ...full, at: '/settings' }],
  ['about', { ...full, at: '/about' }],
  ['a link that leads nowhere', { ...full, at: '/nowhere' }],
  ['the gallery', { ...full, at: '/gallery' }],
  ['a message beside the list', { scenario: 'messages', at: '/messages/5c1d7a2e-0000-5000-8000-000000000001' }],
  ['a digest beside the list', { scenario: 'messages', at: '/messages/5c1d7a2e-0000-5000-8000-000000000005' }],
  ['the rules of a flow', { scenario: 'messages', at: '/flows/flow-2/rules' }],
  ['a rule', { scenario: 'messages', at: '/flows/flow-2/rules/rule-1' }],
  ['a run that called for messages', { scenario: 'messages', at: '/runs/run-slack' }],
  ['connections that are signed in to', { scenario: 'exact', at: '/connections' }],
  ['webhooks', { scenario: 'exact', at: '/webhooks' }],
  ['webhook events', { scenario: 'exact', at: '/webhooks/events' }],
  ['a run and the calls that are left', { scenario: 'exact', at: '/runs/run-exact' }],
];

/** In every theme and density: the rule and the place of each violation. */
async function inEveryLook(page: Page): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const density of ['comfortable', 'compact']) {
      await page.evaluate((value) => (document.documentElement.dataset['density'] = value), density);
      const changed = density === 'compact' ? 'sizes' : scheme === 'dark' ? 'colours' : 'everything';
      const violations = await violationsOf(page, changed);
      if (violations.length > 0) found[`${scheme} ${density}`] = violations;
    }
  }
  return found;
}

describe('WCAG 2.2 AA, as far as a machine can check it, in every theme and density', () => {
  it.each(screens)('%s has no violation', (_name, { at = '/', ...options }) =>
    atPlace({ at, ...options }, async ({ page }) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText('Loading…').first().waitFor({ state: 'detached' });
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
      });
      expect(await inEveryLook(page)).toEqual({});
    }),
  );

  it('the palette, the shortcut sheet and the strip as a table have no violation', () =>
    withPage(full, async ({ page }) => {
      for (const key of ['Control+k', '?']) {
        await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
        await page.keyboard.press(key);
        await page.getByRole('dialog').waitFor();
        expect(await inEveryLook(page), key).toEqual({});
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      await page.getByRole('button', { name: /as a table$/ }).click();
      await page.getByRole('dialog').getByRole('table').waitFor();
      expect(await inEveryLook(page)).toEqual({});
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^More for/ }).click();
      await page.getByRole('menu').waitFor();
      expect(await inEveryLook(page)).toEqual({});
    }));

  it('the practice systems while they run have no violation', () =>
    withPage({ ...full, at: '/practice' }, async ({ page }) => {
      await page.getByRole('button', { name: 'Start practice systems' }).click();
      await page.getByRole('button', { name: 'Stop practice systems' }).waitFor();
      expect(await inEveryLook(page)).toEqual({});
    }));

  it('the screen for the owner of a secret has no violation', () =>
    withPage({ ...full, at: '/connections' }, async ({ page }) => {
      // It covers all others, so it is gone to from one of them.
      await page.evaluate(() => {
        history.pushState(null, '', '?at=/handover/con-1');
        window.dispatchEvent(new PopStateEvent('popstate'));
      });
      await page.getByRole('dialog').waitFor();
      expect(await inEveryLook(page)).toEqual({});
    }));
});

it('colours that are too faint are found in the theme that has them', () =>
  withPage(full, async ({ page }) => {
    await page.evaluate(() => {
      const rules = document.styleSheets[0];
      rules?.insertRule('@media (prefers-color-scheme: dark) { h1 { color: #333 !important } }', rules.cssRules.length);
    });
    const found = await inEveryLook(page);
    expect(Object.keys(found)).toEqual(['dark comfortable']);
    expect(JSON.stringify(found)).toContain('color-contrast');
  }));

it('a page with a button that has no name is found', () =>
  withPage(full, async ({ page }) => {
    await page.evaluate(() => {
      document.querySelector('h1')?.insertAdjacentHTML('afterend', '<button type="button"></button>');
    });
    expect((await violationsOf(page)).join()).toContain('button-name');
  }));
