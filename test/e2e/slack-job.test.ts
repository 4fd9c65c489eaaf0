import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import { windowTests } from '../support/browser-tests.ts';
import { goTo } from './page-models.ts';

const { real, inWindow } = windowTests(0.3, ['workday-databricks', 'workday-slack']);
const flow = 'Workday to Slack (practice)';

interface Posted {
  readonly messages: readonly { readonly channel: string; readonly deliveryId: string | null; readonly text: string }[];
  readonly countsByDelivery: Readonly<Record<string, number>>;
}

/** What stands in the practice Slack, asked of it directly. */
async function posted(): Promise<Posted> {
  const { systems } = await real().practice();
  const address = systems.find((one) => one.system === 'slack')?.address ?? '';
  return (await (await fetch(new URL('/practice/posted', address))).json()) as Posted;
}

/** The app's own messages in it, once none is on its way: they are posted beside the run, and may be after its end. */
async function allPosted(): Promise<Posted['messages']> {
  const { app } = real();
  const found = (await ask(app, 'flows.overview', {})).find((one) => one.flow.name === flow);
  const waiting = async () => {
    const counts = await ask(app, 'messages.counts', { flowId: found?.flow.id ?? '' });
    return counts.flatMap(({ states }) => states).filter(({ state }) => ['queued', 'sending'].includes(state));
  };
  await expect.poll(waiting, { timeout: 60_000 }).toEqual([]);
  return (await posted()).messages.filter((one) => one.deliveryId !== null);
}

async function syncSlack(page: Page): Promise<void> {
  await goTo(page, 'Home');
  const row = page.getByRole('article', { name: flow });
  await row.getByRole('button', { name: 'Sync now' }).click();
  await row.getByText('Running', { exact: true }).waitFor();
  await row.getByRole('link', { name: 'View run' }).click();
  await page.getByRole('heading', { level: 1, name: `Run of ${flow}` }).waitFor();
  await page.getByRole('button', { name: 'Verify now' }).waitFor({ timeout: 90_000 });
  await page
    .getByText(/^All \d+ control totals agree$/)
    .first()
    .waitFor({ timeout: 90_000 });
}

describe('telling Slack', () => {
  it(
    'posts one summary a rule, then a message for what changes, and shows exactly what stands in Slack',
    () =>
      inWindow(async ({ page }) => {
        await goTo(page, 'Practice systems');
        await page.getByRole('button', { name: 'Start practice systems' }).click();
        await page.getByRole('button', { name: 'See the channels' }).waitFor();
        await syncSlack(page);
        const first = await allPosted();
        expect(first.length).toBeGreaterThan(1);
        expect(new Set(first.map((one) => one.channel)).size).toBe(first.length);
        expect(await page.getByText('Adds up').count()).toBeGreaterThan(1);

        let now = first;
        for (let round = 0; round < 6 && now.length === first.length; round += 1) {
          await goTo(page, 'Practice systems');
          await page.getByRole('button', { name: 'Change something' }).click();
          await page.getByRole('list', { name: 'What changed' }).getByRole('listitem').first().waitFor();
          await syncSlack(page);
          now = await allPosted();
        }
        expect(now.length).toBeGreaterThan(first.length);
        expect(Object.values((await posted()).countsByDelivery).every((times) => times === 1)).toBe(true);

        await goTo(page, 'Messages');
        await page.getByRole('button', { name: 'Posted', exact: true }).click();
        const newest = now.at(-1);
        await page
          .getByRole('gridcell')
          .getByText(newest?.text.split(/ · |\n/)[0] ?? '-')
          .first()
          .waitFor();
      }),
    300_000,
  );
});
