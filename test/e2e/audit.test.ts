import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import { sha256Hex } from '../../shared/evidence/sha256.ts';
import { readZip } from '../../shared/evidence/zip.ts';
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
  await page.getByRole('columnheader', { name: /^Who/ }).waitFor();
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

/** What the page offers to save when this is pressed. */
async function saved(
  page: Page,
  button: Locator,
): Promise<{ readonly name: string; readonly bytes: Buffer; readonly path: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), bytes: await readFile(path), path };
}

test('a pack of the run and the verifier are saved; the verifier, opened from the disk, finds any changed byte', async () => {
  const runs = await ask(real().app, 'runs.list', { filter: {}, sort: [], offset: 0, limit: 1 });
  const { page, problems } = await real().open();
  await page.getByRole('link', { name: 'Runs' }).click();
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Evidence pack' }).click();
  const dialog = page.getByRole('dialog');
  const pack = await saved(page, dialog.getByRole('button', { name: 'Make the pack' }));
  await dialog.getByText(sha256Hex(pack.bytes)).waitFor();
  const verifier = await saved(page, dialog.getByRole('button', { name: 'Save the verifier' }));
  const manifest = new TextDecoder().decode(readZip(pack.bytes)[0]?.bytes);
  expect(manifest).toContain(runs.items[0]?.id);
  const { items } = await ask(real().app, 'audit.list', {
    filter: { kind: 'evidence' },
    sort: [],
    offset: 0,
    limit: 5,
  });
  expect(items.map((item) => [item.details['sha256'], item.actor?.kind, item.actor?.where])).toEqual([
    [sha256Hex(pack.bytes), 'person', 'window'],
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'mlc-verifier-'));
  let address = '';
  try {
    const file = join(folder, verifier.name);
    await writeFile(file, verifier.bytes);
    address = pathToFileURL(file).href;
    await page.goto(address);
    const verdict = page.getByRole('status');
    const check = async (bytes: Buffer): Promise<void> => {
      await page
        .getByLabel('Evidence pack (.zip)')
        .setInputFiles({ name: 'pack.zip', mimeType: 'application/zip', buffer: bytes });
    };
    await check(pack.bytes);
    await expect.poll(() => verdict.textContent()).toContain('The pack is whole');
    await page.getByText(sha256Hex(pack.bytes)).waitFor();
    for (let part = 0; part <= 20; part += 1) {
      const changed = Buffer.from(pack.bytes);
      const at = Math.floor(((changed.length - 1) * part) / 20);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await check(changed);
      await page.getByText(sha256Hex(changed)).waitFor();
      expect(await verdict.textContent()).toContain('not as it was made');
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  // Nothing else was asked for: the page needs no network.
  expect(problems).toEqual([`asked for ${address}`]);
});
