import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import { readZip } from '../../shared/evidence/zip.ts';
import type { Run } from '../../shared/model/run.ts';
import { violationsOf } from '../support/axe.ts';
import type { OpenedPage } from '../support/chromium.ts';
import { RealApp } from '../support/real-window.ts';
import { goTo } from './page-models.ts';

const streams = ['suppliers', 'purchase_orders'];

let app: RealApp;
let opened: OpenedPage;
let page: Page;
let panel: Locator;
let flowId = '';
let old: Run;

/** Runs the flow to its end. */
async function sync(): Promise<Run> {
  const { id } = await ask(app.app, 'runs.start', { flowId, streams });
  const isDone = async (): Promise<boolean> => (await ask(app.app, 'runs.get', { id })).state !== 'running';
  await vi.waitUntil(isDone, { timeout: 90_000, interval: 100 });
  return ask(app.app, 'runs.get', { id });
}

/** Lets everything that happened so far have happened this many days earlier. */
async function age(days: number): Promise<void> {
  const { dataFolder } = await ask(app.app, 'app.info', {});
  const file = new DatabaseSync(join(dataFolder, 'ml-connector.sqlite'), { timeout: 5_000 });
  const earlier = (column: string) => `${column} = strftime('%Y-%m-%dT%H:%M:%fZ', ${column}, '-${String(days)} days')`;
  file.exec(`BEGIN IMMEDIATE;
    UPDATE batches SET ${earlier('created_at')}, ${earlier('acknowledged_at')};
    UPDATE runs SET ${earlier('started_at')}, ${earlier('ended_at')};
    COMMIT`);
  file.close();
}

async function wouldGo(): Promise<number> {
  const { effects } = await ask(app.app, 'retention.get', {});
  return effects.find((one) => one.keep === '1-year')?.removes.batches ?? 0;
}

beforeAll(async () => {
  app = await RealApp.start(0.1);
  await ask(app.app, 'practice.start', {});
  flowId = (await ask(app.app, 'flows.overview', {}))[0]?.flow.id ?? '';
  old = await sync();
  await age(500);
  // Lists read what they need of a batch before its contents may go.
  await vi.waitUntil(async () => (await wouldGo()) === 2, { timeout: 30_000, interval: 100 });
  opened = await app.open();
  page = opened.page;
  panel = page.getByRole('region', { name: 'Retention' });
}, 180_000);

afterAll(async () => {
  await app.close();
});

async function keep(option: string): Promise<void> {
  await panel.getByRole('combobox', { name: 'Keep details of finished work' }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Goes to a route of the window. */
async function openAt(route: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, '', `?at=${to}${window.location.hash}`);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, route);
}

async function shot(name: string): Promise<void> {
  const folder = process.env['MLC_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `retention-${name}.png`), fullPage: true });
}

describe('the retention time on screen', () => {
  it('says what goes, what never does, and what a choice would remove now', async () => {
    await goTo(page, 'Settings');
    await panel.getByText('Never removed by this').waitFor();
    expect(await panel.getByRole('combobox').innerText()).toContain('For 10 years');
    await panel.getByText('Nothing. All that is kept was finished after').waitFor();
    await keep('For 2 years');
    await panel.getByText('Nothing. All that is kept was finished after').waitFor();
    await keep('For 1 year');
    await panel.getByText(/^Contents of 2 batches with [\d,]+ versions of records$/).waitFor();
    await panel.getByText(/^[\d,]+ requests of runs$/).waitFor();
    await panel.getByText(/ in all$/).waitFor();
    await shot('effect');
    expect(await violationsOf(page)).toEqual([]);
  });

  it('asks before it keeps less, and leaves all as it is when told so', async () => {
    await panel.getByRole('button', { name: 'Save retention' }).press('Enter');
    const question = page.getByRole('dialog', { name: 'Keep details for a shorter time?' });
    await question.getByText(/^Contents of 2 batches/).waitFor();
    expect(await question.innerText()).toContain('Until now: For 10 years. From now on: For 1 year.');
    await shot('question');
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    const { keep: kept, lastRemoval } = await ask(app.app, 'retention.get', {});
    expect([kept, lastRemoval]).toEqual(['10-years', null]);
  });

  it('removes what is older once that is confirmed, and says what went', async () => {
    await panel.getByRole('button', { name: 'Save retention' }).click();
    await page.getByRole('button', { name: 'Remove and save' }).click();
    await panel.getByText('Saved. It holds from now on.').waitFor();
    await panel.getByText('Nothing. All that is kept was finished after').waitFor();
    await panel.getByText(/: Contents of 2 batches with/).waitFor();
    await shot('removed');
    expect(await wouldGo()).toBe(0);
  });

  it('keeps more without a question', async () => {
    await keep('For ever');
    await panel.getByText('Nothing, now or later.').waitFor();
    await panel.getByRole('button', { name: 'Save retention' }).click();
    await panel.getByText('Saved. It holds from now on.').waitFor();
    expect((await ask(app.app, 'retention.get', {})).keep).toBe('for-ever');
  });

  it('is said where something went: the record, its run and the trail', async () => {
    const filter = { runId: old.id, stream: 'suppliers', state: 'landed' as const };
    const { items } = await ask(app.app, 'records.list', { filter, sort: [], offset: 0, limit: 1 });
    await openAt(`/records/${flowId}/suppliers/${items[0]?.key ?? ''}`);
    await page.getByText(/^1 version was removed after the retention time, on /).waitFor();
    await page.getByText('There is nothing left here to compare with').waitFor();
    expect(await page.getByRole('button', { name: 'Compare with the destination now' }).count()).toBe(0);
    await shot('record');
    await page.getByRole('tab', { name: 'What the destination has' }).click();
    await page.getByText('At the destination it is unchanged.').waitFor();

    await openAt(`/runs/${old.id}/batches`);
    await page.getByText('Those batches cannot be sent again').waitFor();
    expect(await page.getByRole('cell', { name: /^Removed / }).count()).toBe(2);
    await shot('batches');

    await goTo(page, 'Audit trail');
    await page.getByText('Details removed after the retention time').first().waitFor();
    expect((await ask(app.app, 'audit.list', { filter: {}, sort: [], offset: 0, limit: 1 })).verified).toBe(true);
  });

  it('changes nothing of what is known: the next run loads nothing and its totals agree', async () => {
    const run = await sync();
    expect(run.streams.map((one) => [one.reconciled, one.counts.loaded])).toEqual(streams.map(() => [true, 0]));
    expect(opened.problems).toEqual([]);
  });
});

describe('diagnostics', () => {
  it('are copied as a whole', async () => {
    await goTo(page, 'Settings');
    const diagnostics = page.getByRole('region', { name: 'Diagnostics' });
    await diagnostics.getByText(/^[\d.,]+\sMB$/).waitFor();
    await diagnostics.getByRole('button', { name: 'Copy diagnostics' }).click();
    await diagnostics.getByText('Diagnostics are on the clipboard.').waitFor();
    await shot('diagnostics');
  });

  it('are checked by number, and a bundle for support is shown before it is saved', async () => {
    await page.getByRole('link', { name: 'Self-checks and support bundle' }).click();
    await page.getByRole('heading', { level: 1, name: 'Diagnostics' }).waitFor();
    await page.getByRole('button', { name: 'Run self-checks' }).click();
    const checks = page.getByRole('list', { name: 'Self-checks' }).getByRole('listitem');
    await checks.first().waitFor({ timeout: 60_000 });
    expect(await checks.count()).toBe(14);
    expect(await checks.filter({ hasText: 'Failed' }).allInnerTexts()).toEqual([]);
    await page.getByText(/^No check failed/).waitFor();
    await shot('self-checks');

    await page.getByRole('button', { name: 'Make support bundle' }).click();
    const files = page.getByRole('table', { name: 'What is in it' });
    await files.getByText('configuration.json').waitFor({ timeout: 60_000 });
    await shot('support-bundle');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save support bundle' }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(/^ml-connector-support-\d{4}-\d{2}-\d{2}-\d{4}\.zip$/);
    const names = readZip(await readFile(await download.path())).map(({ name }) => name);
    expect(names).toEqual(await files.getByRole('row').locator('code').allInnerTexts());
    expect(await violationsOf(page)).toEqual([]);
    expect(opened.problems).toEqual([]);
  });
});
