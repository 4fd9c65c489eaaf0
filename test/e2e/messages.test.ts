import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';

const { withPage, atPlace } = rendererTests();

const lost = '/messages/5c1d7a2e-0000-5000-8000-000000000001';
const failed = '/messages/5c1d7a2e-0000-5000-8000-000000000002';
const covered = '/messages/5c1d7a2e-0000-5000-8000-000000000004';

/** What the app was asked for last by this method. */
async function lastInput(page: Page, method: string): Promise<unknown> {
  return await page.evaluate((name) => {
    const { calls } = (window as unknown as { mlcFake: { calls: { method: string; input: unknown }[] } }).mlcFake;
    return calls.findLast((one) => one.method === name)?.input ?? null;
  }, method);
}

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Message' });

// What a test decides stays so for those after it: lists and sums are looked at before.
describe('the list of messages', () => {
  it('is in the navigation only where a flow posts messages', async () => {
    await withPage({ scenario: 'healthy' }, async ({ page }) => {
      await page.getByRole('button', { name: 'Sync now' }).waitFor();
      expect(await page.getByRole('link', { name: /^Messages/ }).count()).toBe(0);
    });
    await atPlace({ scenario: 'messages', at: '/' }, async ({ page }) => {
      await page.getByRole('link', { name: /^Messages/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Messages' }).waitFor();
      await page.getByLabel('2 messages need a person').waitFor();
    });
  });

  it('says on Home that some need a person, and leads to just those', () =>
    atPlace({ scenario: 'messages', at: '/' }, async ({ page }) => {
      await page.getByText('2 messages of “Workday → Slack” need a person', { exact: false }).waitFor();
      await page.getByRole('link', { name: 'Decide' }).click();
      await page.getByRole('button', { name: 'Needs a person', pressed: true }).waitFor();
      await page.getByRole('gridcell', { name: 'Decision needed' }).waitFor();
      expect(await lastInput(page, 'messages.list')).toMatchObject({
        filter: { flowId: 'flow-2', states: ['undecided', 'failed'] },
      });
    }));

  it('keeps its filters in the address', () =>
    atPlace({ scenario: 'messages', at: '/messages?ruleId=rule-1&state=held' }, async ({ page }) => {
      await page.getByRole('gridcell', { name: 'Held' }).waitFor();
      await page.getByRole('button', { name: 'Remove the filter “Held”' }).click();
      await page.getByRole('button', { name: 'Waiting' }).click();
      await expect.poll(() => new URL(page.url()).searchParams.get('at')).toBe('/messages?ruleId=rule-1&state=waiting');
      await page.getByRole('searchbox').fill('SI-00403');
      await page.getByText('1 row', { exact: true }).waitFor();
    }));
});

describe('the run of a flow that posts messages', () => {
  it('shows for each rule that what was called for is accounted for, in messages and in money', () =>
    atPlace({ scenario: 'messages', at: '/runs/run-slack' }, async ({ page }) => {
      const counts = page.getByRole('group', { name: 'Messages of High-value invoices' });
      await counts.getByText('Adds up').waitFor();
      const numbers = await counts
        .locator('[data-count]')
        .evaluateAll((parts) =>
          parts.map((part) => [part.getAttribute('data-count'), Number.parseInt(part.textContent, 10)] as const),
        );
      const [first, ...rest] = numbers;
      expect(first).toEqual(['calledFor', 14]);
      expect(rest.map(([name]) => name)).toEqual(['posted', 'held', 'covered', 'suppressed', 'undecided', 'failed']);
      expect(rest.reduce((sum, [, count]) => sum + count, 0)).toBe(14);
      const amounts = await page
        .getByRole('table', { name: 'Amounts of High-value invoices' })
        .getByRole('row')
        .nth(1)
        .locator('[data-amount]')
        .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-amount') ?? ''));
      expect(amounts).toEqual(['1596719.75', '1159719.75', '87200', '88200', '90200', '85200', '86200']);
      await counts.getByRole('link', { name: '1' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Messages' }).waitFor();
      expect(new URL(page.url()).searchParams.get('at')).toContain('state=held');
    }));

  it('has nothing to say of a flow without messages', () =>
    atPlace({ scenario: 'messages', at: '/runs/run-1' }, async ({ page }) => {
      await page.getByRole('region', { name: 'Records', exact: true }).waitFor();
      expect(await page.getByRole('region', { name: 'Messages', exact: true }).count()).toBe(0);
    }));
});

describe('one message', () => {
  it('shows itself as Slack does, with what can be decided, and is put right by the keyboard alone', () =>
    atPlace({ scenario: 'messages', at: lost }, async ({ page }) => {
      const panel = panelOf(page);
      const drawn = panel.getByRole('figure', { name: 'Message about SI-00401' });
      await drawn.getByText('Approval status').waitFor();
      expect(await drawn.getByRole('button').count()).toBe(0);
      await panel
        .getByText('It may have been posted', { exact: false })
        .or(panel.getByText('may have been posted'))
        .waitFor();
      const choices = panel.getByRole('list', { name: 'What can be decided' });
      expect(await choices.getByRole('button').allInnerTexts()).toEqual([
        'Already posted',
        'Try again',
        'Post again',
        'Give up',
      ]);
      await choices.getByRole('button', { name: 'Already posted' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByText('nothing is sent', { exact: false }).waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Already posted' }).focus();
      await page.keyboard.press('Enter');
      await panel.getByText('It is in Slack.').waitFor();
      expect(await choices.getByRole('button').allInnerTexts()).toEqual(['Post again']);
    }));

  it('says why it was not posted and what to do; giving up is confirmed', () =>
    atPlace({ scenario: 'messages', at: failed }, async ({ page }) => {
      const panel = panelOf(page);
      await panel.getByRole('alert').getByText('Let the app into the channel, then try again.').waitFor();
      await panel.getByRole('button', { name: 'Give up' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Give up' }).click();
      await panel.getByText('A person gave it up.', { exact: false }).waitFor();
    }));

  it('leads to the digest that tells it, whose source values are drawn as they are', () =>
    atPlace({ scenario: 'messages', at: covered }, async ({ page }) => {
      const panel = panelOf(page);
      await panel.getByRole('button', { name: 'Open in Workday' }).click();
      await expect
        .poll(() => lastInput(page, 'app.open-external'))
        .toMatchObject({ url: expect.stringMatching(/^https:\/\/workday\.acme\.example\/open\//) });
      await panel.getByRole('button', { name: 'Open the message that tells it' }).click();
      await panel.getByRole('cell', { name: '<!channel> & Sons' }).waitFor();
      await panel.getByText('Show JSON').click();
      await panel.getByLabel('JSON: Message about 3 supplier invoices').getByText('"raw_text"').first().waitFor();
      await panel.getByRole('button', { name: 'Open in Slack' }).click();
      await expect
        .poll(() => lastInput(page, 'app.open-external'))
        .toMatchObject({
          url: expect.stringMatching(/^https:\/\/acme\.slack\.com\/archives\/C01\//),
        });
    }));

  it('opens from its row and gives the focus back on Escape', () =>
    atPlace({ scenario: 'messages', at: '/messages' }, async ({ page }) => {
      await page.getByRole('rowheader').getByText('SI-00403').click();
      await panelOf(page).getByText('quiet hours').first().waitFor();
      await page.keyboard.press('Escape');
      await panelOf(page).waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('SI-00403');
    }));
});

describe('many messages', () => {
  it('are narrowed to one reason from one of them, and tried again once their effect was read', () =>
    withPage({ scenario: 'messages', at: failed }, async ({ page }) => {
      await panelOf(page).getByRole('button', { name: 'All with this reason' }).click();
      await page.getByText('1 row', { exact: true }).waitFor();
      await page.getByRole('combobox', { name: 'Filter by Why' }).getByText('The app is not in the channel').waitFor();
      await page.getByRole('button', { name: 'Try 1 message again' }).click();
      const dialog = page.getByRole('dialog', { name: 'Try 1 message again?' });
      await dialog.getByText('1 message is certainly not in Slack: it is sent.').waitFor();
      await dialog.getByText('To #controllers: 1 message.').waitFor();
      await dialog.getByRole('button', { name: 'Try again' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('No message fits these filters.').waitFor();
      expect(await lastInput(page, 'messages.try-all')).toMatchObject({
        filter: { problem: 'SLACK_NOT_IN_CHANNEL', states: ['undecided', 'failed'] },
      });
    }));

  it('decides of all rows that are selected, once that was read and confirmed', () =>
    withPage({ scenario: 'messages', at: '/messages?state=needs' }, async ({ page }) => {
      await page.getByRole('gridcell', { name: 'Decision needed' }).waitFor();
      await page.getByRole('checkbox', { name: /all/i }).click();
      await page.getByRole('button', { name: 'Try again' }).click();
      const dialog = page.getByRole('dialog', { name: 'Try again: 2 messages?' });
      await dialog.getByText('sent only if it is not there', { exact: false }).waitFor();
      await dialog.getByRole('button', { name: 'Try again' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('No message fits these filters.').waitFor();
      expect(await lastInput(page, 'messages.decide')).toMatchObject({
        decision: 'try-again',
        ids: [expect.stringContaining('0001'), expect.stringContaining('0002')],
      });
    }));
});
