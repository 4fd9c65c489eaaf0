import { beforeAll, expect, test } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import { windowTests } from '../support/browser-tests.ts';

const { real } = windowTests();

beforeAll(async () => {
  await ask(real().app, 'practice.start', {});
  const [overview] = await ask(real().app, 'flows.overview', {});
  await ask(real().app, 'runs.start', { flowId: overview?.flow.id ?? '', streams: ['gl_accounts'] });
}, 180_000);

test('the trail of a real run is read in words, filtered, opened and found verified', async () => {
  await expect
    .poll(
      async () =>
        (await ask(real().app, 'audit.list', { filter: { text: 'run.ended' }, sort: [], offset: 0, limit: 1 })).total,
      {
        timeout: 60_000,
      },
    )
    .toBeGreaterThan(0);
  const { page, problems } = await real().open();
  await page.getByRole('link', { name: 'Audit trail' }).click();
  await page.getByText('Chain verified').waitFor();
  const grid = page.getByRole('grid', { name: 'Entries' });
  await grid.getByText('Table created').first().waitFor();
  await page.getByRole('searchbox', { name: 'Find in the audit trail' }).fill('create-table gl_accounts');
  await expect.poll(() => grid.getByText(/ended|acknowledged|started|saved/).count()).toBe(0);
  expect(await grid.getByText('Table created').count()).toBe(Number(await grid.getAttribute('aria-rowcount')) - 1);
  await grid.getByRole('row').nth(1).getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /^Entry / });
  await panel.getByRole('heading', { name: 'Table created' }).waitFor();
  expect(await panel.getByLabel('SQL', { exact: true }).textContent()).toContain('CREATE TABLE');
  expect(await panel.getByText(/^[0-9a-f]{64}$/).count()).toBe(2);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('searchbox', { name: 'Find in the audit trail' }).fill('run.ended');
  await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe('2');
  await grid.getByRole('row').nth(1).getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  await panel.getByRole('heading', { name: 'Run ended' }).waitFor();
  await panel.getByRole('link', { name: /^Run of / }).click();
  await page.waitForURL(/runs/);
  expect(problems).toEqual([]);
});
