import { describe, expect, it } from 'vitest';
import { rendererTests } from '../support/browser-tests.ts';

const { withPage } = rendererTests();

describe('the decisions', () => {
  it('say who decided what in order, which one stands, and that nothing is in Workday', () =>
    withPage({ scenario: 'messages', at: '/decisions' }, async ({ page }) => {
      await page.getByRole('heading', { level: 1, name: 'Decisions' }).waitFor();
      await page.getByText('nothing is written to Workday', { exact: false }).first().waitFor();
      await page.getByText('Listening for clicks: Slack').waitFor();
      await page.getByRole('gridcell', { name: 'Finance director' }).waitFor();
      expect(await page.getByRole('gridcell', { name: 'First: stands' }).count()).toBe(1);
      expect(await page.getByRole('gridcell', { name: 'Later entry' }).count()).toBe(1);
      await page.getByRole('button', { name: 'Queried' }).click();
      await page.getByRole('gridcell', { name: 'Finance director' }).waitFor({ state: 'detached' });
      await expect.poll(() => new URL(page.url()).searchParams.get('at')).toBe('/decisions?decision=query');
    }));

  it('are not in the navigation while no rule asks', () =>
    withPage({ scenario: 'messages' }, async ({ page }) => {
      await page.getByRole('link', { name: /^Messages/ }).waitFor();
      expect(await page.getByRole('link', { name: 'Decisions' }).count()).toBe(0);
    }));
});

describe('the approvers of a rule', () => {
  it('are nobody until somebody asks, and must have an id and a name', () =>
    withPage({ scenario: 'messages', at: '/flows/flow-2/rules/rule-1' }, async ({ page }) => {
      const ask = page.getByRole('checkbox', { name: 'Ask people to approve or query each invoice' });
      expect(await ask.isChecked()).toBe(false);
      await ask.click();
      const save = page.getByRole('button', { name: /^Save/ });
      await save.click();
      const missing = page.getByText('Choose at least one person who may decide.');
      await missing.waitFor();
      await page.getByRole('button', { name: 'Add people' }).click();
      const picker = page.getByRole('dialog', { name: 'Who may decide' });
      const left = picker.getByRole('button', { name: /^Former controller/ });
      expect(await left.isDisabled()).toBe(true);
      await picker.getByRole('searchbox').fill('finan');
      await left.waitFor({ state: 'detached' });
      await picker.getByRole('button', { name: 'Finance director' }).click();
      await picker.getByRole('textbox', { name: 'Member ID' }).fill('jansen');
      await picker.getByRole('textbox', { name: 'Name' }).fill('Ben');
      await picker.getByRole('button', { name: 'Add', exact: true }).click();
      await picker.getByText('A member ID looks like U012AB3CD.').waitFor();
      await picker.getByRole('textbox', { name: 'Member ID' }).fill('u999');
      await picker.getByRole('button', { name: 'Add', exact: true }).click();
      await picker.getByRole('button', { name: 'Done' }).click();
      await missing.waitFor({ state: 'detached' });
      await save.click();
      const saved = () =>
        page.evaluate(() => {
          const { calls } = (window as unknown as { mlcFake: { calls: { method: string; input: unknown }[] } }).mlcFake;
          return JSON.stringify(calls.findLast((one) => one.method === 'flows.save')?.input ?? null);
        });
      await expect
        .poll(saved)
        .toContain('"approvers":[{"id":"U012AB3CD","name":"Finance director"},{"id":"U999","name":"Ben"}]');
    }));
});
