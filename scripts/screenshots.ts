// Pictures of every screen for the documents: the app on practice systems, in a real Chromium, in both themes and two sizes.
// Run by Node 24: node scripts/screenshots.ts [folder] [name…]
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ask } from '../main/api/ask.ts';
import { createApp } from '../main/app.ts';

const root = resolve(import.meta.dirname, '..');
const folder = resolve(process.argv[2] ?? join(root, 'docs/screenshots'));
const only = process.argv.slice(3);
const sizes = [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
];
const patienceMs = 60_000;

type App = Awaited<ReturnType<typeof createApp>> & { windowAddress(): string };

/** One picture: where it is, and what is done there first. */
interface Picture {
  readonly name: string;
  readonly path: string;
  arrange?(page: Page): Promise<unknown>;
}

const tab = (name: RegExp) => (page: Page) => page.getByRole('tab', { name }).click();

/** The screens in the order an operator meets them; ids are those of the app's own data. */
async function pictures(app: App): Promise<Picture[]> {
  const overviews = await ask(app, 'flows.overview', {});
  const overview = overviews.find((one) => one.flow.integration === 'workday-databricks');
  const exact = overviews.find((one) => one.flow.integration === 'exact-databricks');
  const posting = overviews.find((one) => one.flow.messaging !== undefined);
  if (!overview?.lastRun || !posting?.lastRun || !exact) throw new Error('there is no run to be pictured');
  const { flow, lastRun } = overview;
  const connections = await ask(app, 'connections.list', {});
  const workday = connections.find((one) => one.system === 'workday')?.id ?? '';
  const record = (
    await ask(app, 'records.list', {
      filter: { stream: 'supplier_invoices', state: 'landed' },
      sort: [],
      offset: 0,
      limit: 1,
    })
  ).items[0];
  const rejected = (await ask(app, 'rejected.list', { filter: { flowId: flow.id }, sort: [], offset: 0, limit: 1 }))
    .items[0];
  const run = `/runs/${lastRun.id}`;
  return [
    { name: 'home', path: '/' },
    { name: 'palette', path: '/', arrange: openPalette },
    { name: 'preview', path: `/preview/${flow.id}/supplier_invoices`, arrange: showUpdate },
    { name: 'runs', path: '/runs' },
    { name: 'run-streams', path: run },
    { name: 'run-totals', path: run, arrange: showTotals },
    { name: 'run-timeline', path: run, arrange: tab(/^Timeline/) },
    { name: 'run-requests', path: run, arrange: tab(/^Requests/) },
    { name: 'run-batches', path: run, arrange: tab(/^Batches/) },
    { name: 'records', path: '/records' },
    { name: 'record', path: `/records/${flow.id}/supplier_invoices/${record?.key ?? ''}` },
    { name: 'rejected', path: '/rejected' },
    { name: 'rejected-record', path: `/rejected/${rejected?.id ?? ''}` },
    { name: 'held', path: '/held' },
    { name: 'connections', path: '/connections' },
    { name: 'connect', path: '/connect' },
    { name: 'connect-check', path: `/connections/${workday}` },
    { name: 'request-pack', path: `/request/workday/${workday}` },
    { name: 'handover', path: `/handover/${workday}` },
    { name: 'flow', path: `/flows/${flow.id}` },
    { name: 'write-back', path: `/flows/${exact.flow.id}/write-back` },
    { name: 'webhooks', path: '/webhooks' },
    { name: 'proof', path: `/flows/${flow.id}/proof` },
    { name: 'tie-out', path: `/flows/${flow.id}/proof/tie-out` },
    { name: 'sign-off', path: `/flows/${flow.id}/proof/sign-off` },
    { name: 'mapping', path: `/flows/${flow.id}/supplier_invoices` },
    { name: 'decisions', path: '/decisions' },
    { name: 'replay', path: '/replay' },
    { name: 'alerts', path: '/alerts' },
    { name: 'audit', path: '/audit' },
    { name: 'practice', path: '/practice' },
    { name: 'settings', path: '/settings' },
    { name: 'diagnostics', path: '/settings/diagnostics', arrange: runSelfChecks },
    { name: 'about', path: '/about' },
    ...(await messagePictures(app, posting.flow.id, posting.lastRun.id)),
  ];
}

/** Rules, and what became of what they called for. */
async function messagePictures(app: App, flowId: string, runId: string): Promise<Picture[]> {
  const { items } = await ask(app, 'messages.list', {
    filter: { flowId, states: ['posted'] },
    sort: [],
    offset: 0,
    limit: 100,
  });
  const shown = items.find((one) => one.kind === 'alert') ?? items[0];
  return [
    { name: 'messages', path: '/messages' },
    { name: 'message', path: `/messages/${shown?.id ?? ''}` },
    { name: 'rules', path: `/flows/${flowId}/rules` },
    { name: 'rule', path: `/flows/${flowId}/rules/high-value-invoices`, arrange: showExample },
    { name: 'run-messages', path: `/runs/${runId}` },
    // Last: a rule that is half edited asks before it is left.
    { name: 'approvals', path: `/flows/${flowId}/rules/high-value-invoices`, arrange: choosePeople },
  ];
}

async function showExample(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'What it would tell' }).getByText('APP', { exact: true }).first().waitFor();
}

/** Nothing of it is saved. */
async function choosePeople(page: Page): Promise<void> {
  await showExample(page);
  await page.getByRole('checkbox', { name: 'Ask people to approve or query each invoice' }).click();
  await page.getByRole('button', { name: 'Add people' }).click();
  const dialog = page.getByRole('dialog', { name: 'Who may decide' });
  await dialog.getByRole('button', { name: /^Finance director/ }).click();
  await dialog.getByRole('button', { name: /^Controller/ }).click();
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('SINV');
  await page.getByRole('option').first().waitFor();
}

async function showUpdate(page: Page): Promise<void> {
  await page.getByRole('region', { name: /what the next run would do$/ }).waitFor();
  await page
    .getByRole('button', { name: /Update$/ })
    .first()
    .click();
}

async function showTotals(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Control totals' }).click();
  await page.getByRole('tab', { name: 'Supplier invoices', exact: true }).click();
}

async function runSelfChecks(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run self-checks' }).click();
  await page.getByRole('listitem').filter({ hasText: 'D14' }).waitFor();
}

/** Runs every flow to its end. */
async function sync(app: App): Promise<void> {
  for (const { flow } of await ask(app, 'flows.overview', {})) {
    const ended = new Promise<void>((done) => {
      const stop = app.subscribe(null, ({ payload }) => {
        if (payload.topic !== 'run' || payload.run.flowId !== flow.id || payload.run.state === 'running') return;
        stop();
        done();
      });
    });
    await ask(app, 'runs.start', { flowId: flow.id });
    await ended;
  }
}

/** Waits until nothing on the screen loads any more. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null);
  await page.waitForTimeout(250);
}

async function take(browser: Browser, app: App, list: readonly Picture[]): Promise<void> {
  for (const size of sizes) {
    for (const scheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: size, colorScheme: scheme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      page.setDefaultTimeout(patienceMs);
      await page.goto(app.windowAddress());
      await page.getByRole('heading', { level: 1 }).waitFor();
      for (const { name, path, arrange } of list) {
        await page.evaluate((route) => {
          window.history.pushState(null, '', `?at=${encodeURIComponent(route)}${window.location.hash}`);
          window.dispatchEvent(new PopStateEvent('popstate'));
        }, path);
        await page.getByRole('heading').first().waitFor();
        await settle(page);
        await arrange?.(page);
        await settle(page);
        await page.mouse.move(0, 0);
        const file = `${name}-${scheme}-${String(size.width)}x${String(size.height)}.png`;
        await page.screenshot({ path: join(folder, file) });
        await page.keyboard.press('Escape');
      }
      await context.close();
    }
  }
}

const dataFolder = mkdtempSync(join(tmpdir(), 'mlc-screenshots-'));
mkdirSync(folder, { recursive: true });
const app = await createApp({ dataFolder, host: 'web', vault: 'memory', assetsFolder: join(root, 'dist/renderer') });
const browser = await chromium.launch({
  executablePath: process.env['MLC_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
});
try {
  if (!('windowAddress' in app)) throw new Error('the folder belongs to another app');
  const wanted = (list: readonly Picture[]) => list.filter(({ name }) => only.length === 0 || only.includes(name));
  await take(browser, app, wanted([{ name: 'first-start', path: '/' }]));
  await ask(app, 'practice.start', {});
  await sync(app);
  // So that the preview has something to say.
  await ask(app, 'practice.change', {});
  await take(browser, app, wanted(await pictures(app)));
} finally {
  await browser.close();
  await app.close();
  rmSync(dataFolder, { recursive: true, force: true });
}
