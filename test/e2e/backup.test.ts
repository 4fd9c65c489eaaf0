import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import { violationsOf } from '../support/axe.ts';
import { rendererTests } from '../support/browser-tests.ts';
import { RealApp } from '../support/real-window.ts';
import { callsOf, goTo } from './page-models.ts';

const { withPage } = rendererTests();

const passphrase = 'correct horse battery staple';

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['MLC_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `backup-${name}.png`), fullPage: true });
}

async function typeTwice(page: Page): Promise<void> {
  await page.getByLabel('Passphrase of the backup').fill(passphrase);
  await page.getByText('Strong', { exact: true }).waitFor();
  await page.getByLabel('The same passphrase again').fill(passphrase);
}

describe('backup and moving', () => {
  it('makes a backup, hands over, only looks then, and is taken back', () =>
    withPage({ scenario: 'healthy', at: '/settings' }, async ({ page }) => {
      const panel = page.getByRole('region', { name: 'Backup and moving' });
      await panel.getByText('Never').waitFor();
      await panel.getByRole('link', { name: 'Make a backup' }).click();
      const make = page.getByRole('button', { name: 'Make the backup' });
      await page.getByLabel('Passphrase of the backup').fill('too short');
      await page.getByText('Too short: 12 characters at least').waitFor();
      await page.getByLabel('The same passphrase again').fill('another');
      await page.getByText('The two are not the same.').waitFor();
      expect(await make.isDisabled()).toBe(true);
      await typeTwice(page);
      await page.getByLabel('File name').fill('november');
      await shot(page, 'make');
      expect(await violationsOf(page)).toEqual([]);
      await make.click();
      await page.getByRole('heading', { name: 'The backup is made' }).waitFor();
      await page.getByText('/home/operator/Documents/november.mlcbackup').waitFor();
      await shot(page, 'made');
      expect(await callsOf(page, 'backup.make')).toMatchObject([
        { path: '/home/operator/Documents/november.mlcbackup', passphrase },
      ]);

      await page.getByRole('link', { name: 'Back to settings' }).click();
      await panel.getByRole('link', { name: 'Move to another computer' }).click();
      await page.getByText('from then on only looks').waitFor();
      await typeTwice(page);
      const move = page.getByRole('button', { name: 'Hand over and make the file' });
      expect(await move.isDisabled()).toBe(true);
      await page.getByLabel('Reason').fill('new laptop');
      await shot(page, 'move');
      await move.click();
      await page.getByRole('heading', { name: 'Handed over' }).waitFor();
      await page.getByRole('link', { name: 'Take back…' }).click();

      await panel.getByText('new laptop', { exact: true }).waitFor();
      expect(await panel.getByRole('link', { name: 'Move to another computer' }).count()).toBe(0);
      await panel.getByLabel('Reason').fill('it never took over');
      await shot(page, 'resting');
      expect(await violationsOf(page)).toEqual([]);
      await panel.getByRole('button', { name: 'Take this installation back' }).click();
      await panel.getByRole('link', { name: 'Move to another computer' }).waitFor();
      expect(await callsOf(page, 'installation.take-back')).toEqual([{ reason: 'it never took over' }]);

      await panel.getByRole('link', { name: 'Restore a backup here' }).click();
      await page.getByText('a backup replaces nothing').waitFor();
    }));

  it('is restored at the first start, from a file that was found or one that is typed', () =>
    withPage({ scenario: 'first-start' }, async ({ page }) => {
      await page.getByRole('link', { name: 'Restore from a backup or move here' }).click();
      await page.getByRole('combobox', { name: 'File' }).click();
      await shot(page, 'found');
      await page.getByRole('option', { name: 'Another file…' }).click();
      await page.getByLabel('Whole path of the file').fill('/media/stick/laptop.mlcbackup');
      await page.getByLabel('Passphrase of the backup').fill(passphrase);
      await shot(page, 'restore');
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Restore', exact: true }).click();
      await page.getByText('Syncing goes on here.').waitFor();
      await shot(page, 'restored');
      expect(await callsOf(page, 'backup.restore')).toEqual([
        { path: '/media/stick/laptop.mlcbackup', passphrase, replaces: true, checkId: expect.any(String) },
      ]);
    }));
});

async function handOver(page: Page, folder: string): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('link', { name: 'Move to another computer' }).click();
  await page.getByRole('combobox', { name: 'Folder' }).click();
  await page.getByRole('option', { name: 'Another folder…' }).click();
  await page.getByLabel('Whole path of the folder').fill(folder);
  await page.getByLabel('File name').fill('laptop');
  await typeTwice(page);
  await page.getByLabel('Reason').fill('new laptop');
  await page.getByRole('button', { name: 'Hand over and make the file' }).click();
  await page.getByRole('heading', { name: 'Handed over' }).waitFor();
}

async function restore(page: Page, by: string): Promise<void> {
  await page.getByLabel('Passphrase of the backup').fill(by);
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
}

it('moves from one window to another, with the engines of both started anew under them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mlc-e2e-move-'));
  const [old, fresh] = [await RealApp.start(0.05), await RealApp.start(0.05)];
  try {
    await ask(old.app, 'practice.start', {});
    const first = await old.open();
    await handOver(first.page, folder);
    const { page, problems } = await fresh.open();
    await page.getByRole('link', { name: 'Restore from a backup or move here' }).click();
    const path = page.getByLabel('Whole path of the file');
    await page.getByLabel('Passphrase of the backup').waitFor();
    if (!(await path.isVisible())) {
      await page.getByRole('combobox', { name: 'File' }).click();
      await page.getByRole('option', { name: 'Another file…' }).click();
    }
    await path.fill(join(folder, 'laptop.mlcbackup'));
    await restore(page, 'some other passphrase');
    await page.getByText('does not open the backup').waitFor();
    await restore(page, passphrase);
    await page.getByText('Syncing goes on here.').waitFor();
    await page.getByRole('link', { name: 'To the flows' }).click();
    await page.getByText('Workday to Databricks (practice)').first().waitFor();
    await first.page.getByRole('link', { name: 'Take back…' }).click();
    await first.page.getByLabel('Reason').fill('it never took over');
    await first.page.getByRole('button', { name: 'Take this installation back' }).click();
    await first.page.getByRole('link', { name: 'Move to another computer' }).waitFor();
    expect([...first.problems, ...problems]).toEqual([]);
  } finally {
    await Promise.all([old.close(), fresh.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}, 150_000);
