// Pictures of the screens for the documents: the app on practice systems, in a real Chromium, in both themes.
// Run by Node 24: node scripts/screenshots.ts [folder]
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { ask } from '../main/api/ask.ts';
import { createApp } from '../main/app.ts';

const root = resolve(import.meta.dirname, '..');
const folder = resolve(process.argv[2] ?? join(root, 'docs/screenshots'));
const size = { width: 1280, height: 800 };
const runTimeoutMs = 120_000;

type Shot = (name: string) => Promise<unknown>;

/** Walks the screens in the order an operator meets them. */
async function walk(page: Page, shot: Shot): Promise<void> {
  const go = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
  await page
    .getByText(/control totals agree/)
    .first()
    .waitFor();
  await shot('home');
  await page.getByRole('link', { name: 'View run' }).first().click();
  await page.getByRole('tab', { name: 'Control totals' }).click();
  await page.getByRole('tab', { name: 'Supplier invoices', exact: true }).click();
  await page.getByRole('table', { name: 'Control totals of Supplier invoices' }).waitFor();
  await shot('run-totals');
  await go('Rejected');
  await page.getByRole('list', { name: 'Rejected records' }).waitFor();
  await shot('rejected');
  await go('Connections');
  await page
    .getByRole('region', { name: 'Practice Workday', exact: true })
    .getByRole('button', { name: 'Check' })
    .click();
  await page.getByRole('region', { name: 'Check of Practice Workday' }).getByText('Check passed').waitFor();
  await page.getByRole('region', { name: 'Practice Workday', exact: true }).evaluate((one) => {
    one.scrollIntoView({ block: 'start' });
  });
  await shot('connect-check');
  await go('Home');
  await page.getByRole('link', { name: 'Preview' }).first().click();
  await page.getByRole('region', { name: /what the next run would do$/ }).waitFor();
  await page
    .getByRole('button', { name: /Update$/ })
    .first()
    .click();
  await shot('preview');
}

/** Runs every flow to its end. */
async function sync(app: Awaited<ReturnType<typeof createApp>>): Promise<void> {
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

const dataFolder = mkdtempSync(join(tmpdir(), 'mlc-screenshots-'));
mkdirSync(folder, { recursive: true });
const app = await createApp({ dataFolder, host: 'web', vault: 'memory', assetsFolder: join(root, 'dist/renderer') });
const browser = await chromium.launch({
  executablePath: process.env['MLC_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
});
try {
  if (!('windowAddress' in app)) throw new Error('the folder belongs to another app');
  await ask(app, 'practice.start', {});
  await sync(app);
  // So that the preview has something to say.
  await ask(app, 'practice.change', {});
  for (const scheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: size, colorScheme: scheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(runTimeoutMs);
    await page.goto(app.windowAddress());
    await walk(page, async (name) => {
      await page.mouse.move(0, 0);
      await page.screenshot({
        path: join(folder, `${name}-${scheme}-${String(size.width)}x${String(size.height)}.png`),
      });
    });
    await context.close();
  }
} finally {
  await browser.close();
  await app.close();
  rmSync(dataFolder, { recursive: true, force: true });
}
