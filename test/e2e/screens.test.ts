import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';
import { choose, connectWith, goTo, readCounts, readPreviewCounts, readTotals, startPractice } from './page-models.ts';

const { withPage, atPlace } = rendererTests();

const healthy = [
  '/',
  '/runs',
  '/runs/run-1',
  '/runs/run-1/totals',
  '/runs/run-1/rejected',
  '/runs/run-1/batches',
  '/runs/run-1/timeline',
  '/runs/run-1/records',
  '/runs/run-1/requests',
  '/records',
  '/records/flow-1/supplier_invoices/4f1c7a2be09b1000a3d2c5e17b9d0418',
  '/rejected/rej-1',
  '/rejected',
  '/preview/flow-1/supplier_invoices',
  '/connections',
  '/connect',
  '/audit',
  '/practice',
  '/settings',
  '/settings/backup',
  '/settings/move',
  '/settings/restore',
  '/settings/diagnostics',
  '/about',
  '/nowhere',
];
const messaging = [
  '/messages',
  '/decisions',
  '/messages/5c1d7a2e-0000-5000-8000-000000000001',
  '/flows/flow-2/rules',
  '/flows/flow-2/rules/rule-1',
  '/runs/run-slack',
];
const places = [...healthy.map((at) => [at, 'healthy'] as const), ...messaging.map((at) => [at, 'messages'] as const)];

/** Controls that a screen reader would call by their kind alone. */
async function unnamedControls(page: Page): Promise<string[]> {
  const lines = (await page.locator('body').ariaSnapshot()).split('\n');
  const control =
    /^\s*- '?(?:button|link|textbox|searchbox|spinbutton|combobox|checkbox|radio|switch|tab|menuitem)\b(?! ["/])/;
  return lines.filter((line) => control.test(line));
}

describe('every screen', () => {
  it('has its controls looked at: one without a name is found', () =>
    withPage({ scenario: 'healthy' }, async ({ page }) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.evaluate(() => {
        document.querySelector('h1')?.insertAdjacentHTML('afterend', '<button type="button"></button><input>');
      });
      expect((await unnamedControls(page)).map((line) => line.trim())).toEqual(['- button', '- textbox']);
    }));

  it.each(places)('%s (%s) is whole at 1280 × 800, every control has a name, and the policy holds', (at, scenario) =>
    atPlace({ scenario, at }, async ({ page }) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      const main = page.getByRole('main').locator('> :last-child');
      expect(await main.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
      });
      expect(await unnamedControls(page)).toEqual([]);
    }),
  );
});

describe('first start', () => {
  it('leads through the practice systems to the preview of supplier invoices', () =>
    withPage({ scenario: 'first-start' }, async ({ page }) => {
      await startPractice(page);
      expect(await readPreviewCounts(page)).toEqual({ insert: 1, update: 1, unchanged: 1, rejected: 1, excluded: 1 });
    }));
});

describe('home', () => {
  it('says what needs a person, and resumes a paused flow', () =>
    withPage({ scenario: 'paused' }, async ({ page }) => {
      await page.getByRole('alert').getByText('WORKDAY_AUTH_INVALID').waitFor();
      await page.getByRole('button', { name: 'Resume' }).click();
      await page.getByRole('button', { name: 'Sync now' }).waitFor();
    }));

  it('follows a run to its end without being asked', () =>
    withPage({ scenario: 'running' }, async ({ page }) => {
      await page.getByRole('progressbar', { name: 'Progress of the run' }).waitFor();
      await page.evaluate('mlcFake.finishRun()');
      await page.getByText('All 4 control totals agree').waitFor();
      expect(await page.getByRole('progressbar').count()).toBe(0);
    }));
});

describe('a run', () => {
  it('shows counts that add up and totals to the last digit', () =>
    withPage({ scenario: 'healthy', at: '/runs/run-1' }, async ({ page }) => {
      const counts = await readCounts(page, 'Supplier invoices');
      expect(counts).toEqual({
        read: 1204,
        loaded: 1180,
        unchanged: 9,
        excluded: 10,
        rejected: 5,
        held: 0,
        waiting: 0,
      });
      const totals = await readTotals(page, 'Supplier invoices');
      expect(totals.map((row) => [row.company, row.currency, row.landed, row.agreement])).toEqual([
        ['CO-100', 'EUR', '12345678901234000.39', 'Agrees'],
        ['CO-200', 'JPY', '98450100', 'Agrees'],
        ['CO-300', 'KWD', '2310.1275', 'Agrees'],
        ['CO-400', 'USD', '-1250.5', 'Agrees'],
      ]);
      expect(await page.getByText('12,345,678,901,234,567.89').count()).toBe(1);
    }));

  it('says what is kept when it is cancelled', () =>
    withPage({ scenario: 'running', at: '/runs/run-1' }, async ({ page }) => {
      await page.getByRole('button', { name: 'Cancel run' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel run' }).click();
      await page.getByText('24 staged records are kept').first().waitFor();
    }));

  it('is started again after saying what that does', () =>
    withPage({ scenario: 'failed', at: '/runs/run-1' }, async ({ page }) => {
      await page.getByRole('button', { name: 'Retry', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Run these streams again?' });
      await dialog.getByText('What has landed is recognised and is not written twice.', { exact: false }).waitFor();
      await dialog.getByRole('button', { name: 'Start the run' }).click();
      await page.getByRole('button', { name: 'Cancel run' }).waitFor();
    }));
});

const readHeld = async (page: Page) => {
  const counts = page.getByRole('region', { name: /what the next run would do$/ }).locator('[data-count]');
  await counts.first().waitFor();
  return counts.filter({ hasText: 'Held' }).allInnerTexts();
};

describe('preview', () => {
  it('loads only the ticked records', () =>
    withPage({ scenario: 'healthy', at: '/preview/flow-1/supplier_invoices' }, async ({ page }) => {
      await page.getByRole('checkbox', { name: 'Choose SI-00417' }).click();
      await page.getByRole('checkbox', { name: 'Choose SI-00419' }).click();
      await page.getByRole('button', { name: 'Load only these 2 records' }).click();
      await page.getByRole('heading', { level: 1, name: /^Run of/ }).waitFor();
      const started = await page.evaluate('mlcFake.calls.find((one) => one.method === "runs.start").input');
      expect(started).toEqual({
        flowId: 'flow-1',
        onlyKeys: { stream: 'supplier_invoices', keys: ['4f1c7a2be09b1000a3d2c5e17b9d0010', 'k2'] },
      });
    }));

  it('marks what would change and shows the SQL', () =>
    withPage({ scenario: 'healthy', at: '/preview/flow-1/supplier_invoices' }, async ({ page }) => {
      const changed = page.getByRole('table', { name: 'Mapped' }).locator('[data-changed=true]');
      await changed.nth(1).waitFor();
      expect(await changed.count()).toBe(2);
      await page.getByText('Adds 2 columns: region, region_name').click();
      await page.getByLabel('SQL').getByText('ALTER TABLE').waitFor();
      await page.getByRole('button', { name: /SI-00418/ }).click();
      await page.getByText('Amounts are never rounded').waitFor();
    }));

  it('counts what would be held only where something is', async () => {
    await withPage({ scenario: 'healthy', at: '/preview/flow-1/supplier_invoices' }, async ({ page }) => {
      expect(await readHeld(page)).toEqual([]);
    });
    await withPage({ scenario: 'exact', at: '/preview/flow-exact/purchase_entries' }, async ({ page }) => {
      expect((await readHeld(page)).map((text) => text.replaceAll(/\s+/g, ' '))).toEqual(['Held 1']);
    });
  });

  it('cuts no name of what is counted in Dutch', () =>
    withPage({ scenario: 'exact', at: '/preview/flow-exact/purchase_entries' }, async ({ page }) => {
      await page.evaluate(
        `mlcFake.call('settings.set', { language: 'nl' }).then(() => mlcFake.publish({ topic: 'changed', subject: 'settings' }))`,
      );
      const names = page.locator('[data-count] dt span');
      await names.filter({ hasText: 'Aangehouden' }).first().waitFor();
      const cut = await names.evaluateAll((all) =>
        all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
      );
      expect(cut).toEqual([]);
    }));
});

describe('connecting', () => {
  const destination = {
    'Workspace address': 'adb-1.azuredatabricks.net',
    'SQL warehouse': 'w',
    Catalog: 'main',
    Schema: 'finance',
    'Access token': 'dapi-secret',
  };

  it('goes from nothing to a flow, and keeps no secret in the page', () =>
    withPage({ scenario: 'first-start' }, async ({ page }) => {
      await connectWith(page, {
        source: { Host: 'wd5.example', Tenant: 'acme', 'User name': 'isu', Password: 'hunter2-secret' },
        destination,
      });
      await page.getByText('Check passed').nth(1).waitFor();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('heading', { level: 2, name: /^Mapping of/ }).waitFor();
      await page.getByRole('button', { name: 'Next' }).click();
      await choose(page, 'Transactions', 'Every 15 minutes');
      await page.getByRole('button', { name: 'Next' }).click();
      expect(await page.content()).not.toContain('hunter2-secret');
      await page.getByRole('button', { name: 'Save flow' }).click();
      await page.getByRole('heading', { level: 1, name: /^Preview of/ }).waitFor();
    }));

  it('says what a wrong password means and what to do', () =>
    withPage({ scenario: 'first-start' }, async ({ page }) => {
      await connectWith(page, {
        source: { Host: 'wd5.example', Tenant: 'acme', 'User name': 'wrong', Password: 'x' },
        destination,
      });
      const source = page.getByRole('region', { name: 'Source' });
      await source.getByText('Check failed').waitFor();
      await source.getByText('Correct the user name or replace the password').waitFor();
    }));
});

describe('what has the focus', () => {
  /** What the focus comes to by Tab and is then not seen anywhere of, because something stands over it or it is out of sight. */
  const coveredOn = (page: Page) =>
    page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return null;
      const { left, right, top, bottom } = focused.getBoundingClientRect();
      const points = [0.1, 0.5, 0.9].map((share) => [left + share * (right - left), top + share * (bottom - top)]);
      const isSeen = points.some(([x = 0, y = 0]) => focused.contains(document.elementFromPoint(x, y)));
      return isSeen ? null : (focused.getAttribute('aria-label') ?? focused.textContent);
    });

  it.each([
    ['/', 'running'],
    ['/preview/flow-1/supplier_invoices', 'healthy'],
    ['/runs/run-1/totals', 'healthy'],
    ['/flows/flow-2/rules/rule-1', 'messages'],
  ] as const)('is in sight in a low window, at %s', (at, scenario) =>
    withPage({ scenario, at, size: { width: 1280, height: 520 } }, async ({ page }) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      for (const key of ['Tab', 'Shift+Tab']) {
        for (let press = 0; press < 45; press += 1) {
          await page.keyboard.press(key);
          expect(await coveredOn(page)).toBeNull();
        }
      }
    }),
  );
});

describe('the calendar of a flow', () => {
  it('is typed by keyboard, asked about before it is left, and saved', () =>
    withPage({ scenario: 'healthy', at: '/flows/flow-1' }, async ({ page }) => {
      const calendar = page.getByRole('region', { name: 'Calendar' });
      await calendar.getByRole('checkbox', { name: /^Planned absence/ }).press('Space');
      await calendar.getByRole('button', { name: 'Add nights' }).press('Enter');
      const from = calendar.getByRole('textbox', { name: 'From' });
      await from.fill('half past');
      await from.blur();
      await calendar.getByText('This is not a time of the day.', { exact: false }).waitFor();
      expect(await page.getByRole('button', { name: 'Save changes' }).isDisabled()).toBe(true);
      await from.fill('8:30 pm');
      await from.blur();
      expect(await from.inputValue()).toBe('20:30');
      await calendar.getByRole('checkbox', { name: /^Read more often/ }).press('Space');
      const first = calendar.getByRole('textbox', { name: 'First day' });
      await first.fill('');
      await first.pressSequentially('-3');
      await goTo(page, 'Home');
      await page.getByRole('dialog').getByRole('button', { name: 'Keep editing' }).click();
      await page.getByRole('button', { name: 'Save changes' }).click();
      await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
      const saved = await page.evaluate('mlcFake.calls.find((one) => one.method === "flows.save").input.calendar');
      expect(saved).toMatchObject({
        absences: [{ weekdays: [1, 2, 3, 4, 5], from: '20:30', to: '07:00' }],
        close: { firstDay: -3, lastDay: 5 },
      });
    }));
});

describe('keyboard', () => {
  it('skips to the content, and starts a run without a mouse', () =>
    withPage({ scenario: 'healthy' }, async ({ page }) => {
      await page.getByRole('button', { name: 'Sync now' }).waitFor();
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
      for (let presses = 0; presses < 20; presses += 1) {
        await page.keyboard.press('Tab');
        const name = await page.evaluate(() => document.activeElement?.textContent);
        if (name === 'Sync now') break;
      }
      await page.keyboard.press('Enter');
      await page.getByText('Running', { exact: true }).first().waitFor();
    }));
});

describe('vault and settings', () => {
  it('asks for the passphrase, and forgets it', () =>
    withPage({ scenario: 'locked' }, async ({ page }) => {
      await page.getByRole('button', { name: 'Unlock' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Passphrase').fill('wrong');
      await dialog.getByRole('button', { name: 'Unlock' }).click();
      await dialog.getByText('VAULT_PASSPHRASE_WRONG').waitFor();
      expect(await dialog.getByLabel('Passphrase').inputValue()).toBe('');
      await dialog.getByLabel('Passphrase').fill('right passphrase');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
    }));

  it('changes the theme at once', () =>
    withPage({ scenario: 'healthy' }, async ({ page }) => {
      await goTo(page, 'Settings');
      await choose(page, 'Theme', 'Dark');
      await page.locator('html[data-theme=dark]').waitFor();
    }));
});
