import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { MessageRule } from '../../shared/messages/rule.ts';
import { violationsOf } from '../support/axe.ts';
import { rendererTests } from '../support/browser-tests.ts';
import { choose } from './page-models.ts';

const { withPage, atPlace } = rendererTests();

interface Saved {
  readonly messaging: { readonly rules: readonly MessageRule[]; readonly health: unknown; readonly language?: string };
}

/** What the app was asked to save last. */
async function saved(page: Page): Promise<Saved> {
  const input: unknown = await page.evaluate('mlcFake.calls.findLast((one) => one.method === "flows.save")?.input');
  return input as Saved;
}

const previewOf = (page: Page) => page.getByRole('region', { name: 'What it would tell' });

async function chooseChannel(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Choose a channel' });
  await dialog.getByRole('searchbox').fill(name);
  await dialog.getByRole('button', { name: new RegExp(`^#${name}`) }).click();
  await dialog.waitFor({ state: 'detached' });
}

const edit = { scenario: 'messages', at: '/flows/flow-2/rules/rule-1' } as const;

/** The editor of a rule in the page that is open; what the test did not save is left behind. */
async function editing(work: (page: Page) => Promise<void>): Promise<void> {
  await atPlace(edit, async ({ page }) => {
    await work(page);
    const cancel = page.getByRole('button', { name: 'Cancel', exact: true });
    if ((await cancel.count()) === 0) return;
    await cancel.click();
    const leave = page.getByRole('button', { name: 'Leave without saving' });
    const list = page.getByRole('heading', { level: 1, name: /^Rules of/ });
    await leave.or(list).first().waitFor();
    if ((await leave.count()) > 0) await leave.click();
    await list.waitFor();
  });
}

describe('the rules of a flow', () => {
  it('are switched at once, copied switched off, and removed after a question', () =>
    atPlace({ scenario: 'messages', at: '/flows/flow-2/rules' }, async ({ page }) => {
      const table = page.getByRole('table', { name: 'Rules' });
      await table.getByText('Amount at least EUR 50,000.00 / USD 60,000.00').waitFor();
      await table.getByText('Digest at 08:30, Mon–Fri').waitFor();
      await page.getByRole('switch', { name: 'Overdue invoices is on' }).click();
      await page.getByRole('switch', { name: 'Overdue invoices is on', checked: true }).waitFor();
      await page.getByRole('button', { name: 'More for High-value invoices' }).click();
      await page.getByRole('menuitem', { name: 'Copy' }).click();
      await page.getByRole('switch', { name: 'High-value invoices (copy) is on', checked: false }).waitFor();
      await page.getByRole('button', { name: 'More for Overdue invoices' }).click();
      await page.getByRole('menuitem', { name: 'Remove' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await expect.poll(() => table.getByRole('row').count()).toBe(3);
      const names = (await saved(page)).messaging.rules.map((rule) => rule.name);
      expect(names).toEqual(['High-value invoices', 'High-value invoices (copy)']);
    }));

  it('begin from a proposal, show what they would tell, and are saved whole', () =>
    atPlace({ scenario: 'messages', at: '/flows/flow-2/rules' }, async ({ page }) => {
      await page.getByRole('button', { name: 'New rule' }).click();
      await page.getByRole('button', { name: 'Use: High-value invoices' }).click();
      await page.getByRole('heading', { level: 1, name: 'New rule' }).waitFor();
      await previewOf(page).getByRole('figure', { name: 'Message about SI-00417' }).waitFor();
      await previewOf(page).getByText('of 214 known').waitFor();
      await page.getByLabel('Name', { exact: true }).fill('Large invoices');
      await page.getByRole('button', { name: 'Add currency' }).click();
      await page.getByLabel('Currency').nth(2).fill('kwd');
      await page.getByLabel('At least').nth(2).fill('7500.1275');
      await page.getByRole('button', { name: 'Save rule' }).click();
      await page.getByText('Choose a channel.').waitFor();
      await page.getByRole('button', { name: 'Choose a channel' }).click();
      await chooseChannel(page, 'finance-ap');
      await page.getByRole('button', { name: 'Save rule' }).click();
      await page.getByRole('heading', { level: 1, name: /^Rules of/ }).waitFor();
      const rule = (await saved(page)).messaging.rules[2];
      expect(rule).toMatchObject({
        name: 'Large invoices',
        channel: { id: 'C01', name: 'finance-ap', sharedConfirmed: false },
        conditions: [
          {
            kind: 'amount-at-least',
            thresholds: [
              { currency: 'EUR', amount: '50000' },
              { currency: 'USD', amount: '60000' },
              { currency: 'KWD', amount: '7500.1275' },
            ],
          },
        ],
      });
    }));
});

describe('the editor of a rule', () => {
  it('follows each change with what the rule would tell, without posting anything', () =>
    editing(async (page) => {
      await previewOf(page).getByText('24', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Add condition' }).click();
      const second = page.getByRole('group', { name: 'Condition 2' });
      await previewOf(page).getByText('Complete the conditions and times', { exact: false }).waitFor();
      await second.getByLabel('Values').fill('CO-900');
      await previewOf(page).getByText('None of the supplier invoices matches now.').waitFor();
      await page.getByRole('button', { name: 'Remove condition 2' }).click();
      await previewOf(page).getByRole('figure').first().waitFor();
      expect(await page.evaluate('mlcFake.calls.some((one) => one.method === "messages.test")')).toBe(false);
    }));

  it('says what saving does, and asks before what is half edited is left', () =>
    withPage({ ...edit, at: '/flows/flow-2/rules' }, async ({ page }) => {
      await page.getByRole('heading', { level: 1, name: /^Rules of/ }).waitFor();
      await page.evaluate(() => {
        window.history.pushState(null, '', `?at=/flows/flow-2/rules/rule-1${window.location.hash}`);
        window.dispatchEvent(new Event('mlc:navigated'));
      });
      const means = page.getByRole('status', { name: 'What saving does' });
      await previewOf(page).getByText('24', { exact: true }).waitFor();
      expect(await means.innerText()).toBe('');
      await page.getByRole('button', { name: 'Remove condition 1' }).click();
      await means.getByText('214 supplier invoices match the changed rule and were not told yet').waitFor();
      const question = page.getByRole('dialog', { name: 'Leave without saving?' });
      await page
        .getByRole('link', { name: /Rules of/ })
        .first()
        .click();
      await question.getByRole('button', { name: 'Keep editing' }).click();
      await question.waitFor({ state: 'detached' });
      await page.goBack();
      await question.waitFor();
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'detached' });
      await page.getByRole('heading', { level: 1, name: /^Rule/ }).waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await question.getByRole('button', { name: 'Leave without saving' }).click();
      await page.getByRole('heading', { level: 1, name: /^Rules of/ }).waitFor();
      expect(await page.evaluate('mlcFake.calls.some((one) => one.method === "flows.save")')).toBe(false);
    }));

  it('offers the conditions that fit each kind of fact', () =>
    editing(async (page) => {
      const first = page.getByRole('group', { name: 'Condition 1' });
      await choose(page, 'What', 'Due date');
      await first.getByLabel('Days').waitFor();
      await first.getByLabel('Condition', { exact: true }).click();
      await page.getByRole('option', { name: 'is within days from now' }).waitFor();
      expect(await page.getByRole('option').allInnerTexts()).toEqual([
        'is days in the past',
        'is within days from now',
        'changed',
      ]);
      await page.keyboard.press('Escape');
    }));

  it('puts a problem that the app finds at its field', () =>
    editing(async (page) => {
      await choose(page, 'Layout', 'List of what is overdue');
      await choose(page, 'Condition', 'changed');
      await page
        .getByRole('group', { name: 'Condition 1' })
        .getByText('it cannot ask what changed', { exact: false })
        .waitFor();
      await page.getByLabel('Time 1').waitFor();
    }));

  it('leads to the field that is missing when it is to be saved', () =>
    editing(async (page) => {
      await page.getByLabel('Name', { exact: true }).fill(' ');
      await page.getByRole('button', { name: 'Save rule' }).click();
      await page.getByText('1 entry is missing or wrong.').waitFor();
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
      await page.keyboard.type('Named by keyboard');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: /^Rules of/ }).waitFor();
      expect((await saved(page)).messaging.rules[0]?.name).toBe('Named by keyboard');
    }));
});

describe('the channel of a rule', () => {
  it('is found and chosen by the keyboard, an archived one never', () =>
    editing(async (page) => {
      await page.getByRole('button', { name: 'Change', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Choose a channel' });
      expect(await dialog.getByRole('button', { name: /year-end-2024.*Archived/ }).isDisabled()).toBe(true);
      await dialog.getByText('/invite @ml-connector', { exact: false }).waitFor();
      await dialog.getByRole('searchbox').focus();
      await page.keyboard.type('contr');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('region', { name: 'Channel' }).getByText('controllers').waitFor();
      expect(await violationsOf(page)).toEqual([]);
    }));

  it('that another company reads needs a confirmation before anything can be posted there', () =>
    editing(async (page) => {
      await page.getByRole('button', { name: 'Change', exact: true }).click();
      await chooseChannel(page, 'audit-with-acme');
      const test = page.getByRole('button', { name: 'Send a test message' });
      await page.getByText('Another company can read #audit-with-acme', { exact: false }).waitFor();
      expect(await test.isDisabled()).toBe(true);
      await page.getByRole('checkbox', { name: 'The other company may read what this rule posts' }).click();
      await test.click();
      await page.getByText('This is a test of ml-connector.', { exact: false }).waitFor();
      await page.getByRole('button', { name: 'Save rule' }).click();
      await page.getByRole('heading', { level: 1, name: /^Rules of/ }).waitFor();
      expect((await saved(page)).messaging.rules[0]?.channel).toEqual({
        id: 'C04',
        name: 'audit-with-acme',
        sharedConfirmed: true,
      });
    }));

  it('is joined where the app is not in it yet', () =>
    editing(async (page) => {
      await page.getByRole('button', { name: 'Change', exact: true }).click();
      await chooseChannel(page, 'ap-overdue');
      await page.getByRole('button', { name: 'Join #ap-overdue' }).click();
      await page.getByRole('button', { name: 'Join #ap-overdue' }).waitFor({ state: 'detached' });
    }));
});

describe('the health of a flow', () => {
  it('is told to a channel of its own, also while the computer sleeps, and says whether its promise is kept', () =>
    atPlace({ scenario: 'messages', at: '/flows/flow-2/rules' }, async ({ page }) => {
      const health = page.getByRole('region', { name: 'Health of the flow' });
      const minutes = health.getByLabel('Minutes without a successful reading');
      const save = health.getByRole('button', { name: 'Save' });
      await health.getByRole('checkbox', { name: 'Tell a channel when reading Workday falls behind' }).click();
      await minutes.fill('5');
      await save.click();
      await health.getByText('Enter a whole number from 10 to 10,080.').waitFor();
      await minutes.fill('60');
      await health.getByRole('button', { name: 'Choose a channel' }).click();
      await chooseChannel(page, 'finance-ap');
      await health.getByRole('checkbox', { name: 'Warn while this computer sleeps too' }).click();
      const now = health.getByRole('region', { name: 'Health now' });
      expect(await now.count()).toBe(0);
      await save.click();
      await now.getByText('Read in time').waitFor();
      await now.getByText('Slack warns by itself at').waitFor();
      expect(await now.getByText('Behind since').count()).toBe(0);
      await minutes.fill('45');
      await save.click();
      await page.getByText('Health of the flow saved').first().waitFor();
      await now.getByText('Reading is behind').waitFor();
      expect((await saved(page)).messaging.health).toEqual({
        channel: { id: 'C01', name: 'finance-ap', sharedConfirmed: false },
        behindMinutes: 45,
        deadMan: true,
      });
      await now.getByText('Behind since').waitFor();
      await now.getByRole('alert').getByText('SLACK_SCHEDULE_REFUSED', { exact: true }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await now.getByRole('link', { name: 'Open the message' }).click();
      await page.getByRole('complementary', { name: 'Message' }).waitFor();
    }));
});

describe('the language of the messages', () => {
  it('is chosen beside the rules and kept at once', () =>
    atPlace({ scenario: 'messages', at: '/flows/flow-2/rules' }, async ({ page }) => {
      await choose(page, 'Language', 'Nederlands');
      await page.getByText('Language of the messages kept').waitFor();
      expect((await saved(page)).messaging.language).toBe('nl');
    }));
});

describe('connecting Slack', () => {
  /** From the first step to the choice of Slack as destination. */
  async function toSlack(page: Page): Promise<void> {
    await choose(page, 'Connection', 'Workday production');
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByRole('heading', { level: 2, name: /^Destination/ }).waitFor();
    await choose(page, 'System', 'Slack');
  }

  it('offers the manifest to copy, takes the token, keeps rules and health as they are entered, and leads to a saved flow', () =>
    withPage({ scenario: 'messages', at: '/connect' }, async ({ page }) => {
      await toSlack(page);
      const app = page.getByRole('region', { name: 'Make the Slack app' });
      await app.getByLabel('Manifest of the Slack app').getByText('"chat:write"', { exact: false }).waitFor();
      await app.getByRole('button', { name: 'Copy the manifest' }).waitFor();
      await app.getByText('An administrator has to approve the app first').click();
      await app.getByText('Request to Install', { exact: false }).waitFor();
      await choose(page, 'Connection', 'New connection');
      await page.getByLabel('Bot token').fill('xoxb-secret-token');
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await page.getByRole('checkbox', { name: 'Payments' }).waitFor();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText('Check passed').nth(1).waitFor();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('button', { name: 'Use: Overdue invoices' }).click();
      await previewOf(page).getByText('From a sample of the source', { exact: false }).waitFor();
      await page.getByRole('button', { name: 'Choose a channel' }).click();
      await chooseChannel(page, 'finance-ap');
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Add rule' }).click();
      await page.getByRole('table', { name: 'Rules' }).getByText('#finance-ap').waitFor();
      const health = page.getByRole('region', { name: 'Health of the flow' });
      await health.getByRole('checkbox', { name: 'Tell a channel when reading Workday falls behind' }).click();
      await health.getByRole('button', { name: 'Choose a channel' }).click();
      await chooseChannel(page, 'controllers');
      await expect
        .poll(() => page.evaluate('mlcFake.calls.findLast((one) => one.method === "drafts.save")?.input'))
        .toMatchObject({
          step: 'rules',
          messaging: {
            language: 'en',
            rules: [{ name: 'Overdue invoices' }],
            health: { behindMinutes: 60, channel: { id: 'C03' } },
          },
        });
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText('Saving starts no run and posts nothing.', { exact: false }).waitFor();
      expect(await page.content()).not.toContain('xoxb-secret-token');
      await page.getByRole('button', { name: 'Save flow' }).click();
      await page.getByRole('heading', { level: 1, name: /^Rules of/ }).waitFor();
      expect((await saved(page)).messaging.rules.map((rule) => rule.layout)).toEqual(['overdue-digest']);
    }));
});
