import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { goTo, readTotals, startPractice, syncNow } from '../e2e/page-models.ts';
import { Desktop } from './desktop.ts';
import { EngineProcess } from './engine.ts';
import { landedOf, warehouseSums } from './warehouse.ts';

let desktop: Desktop;

afterEach(() => desktop.close());

/** The page after its process was another one: the driver gives up a page that crashed, Electron does not. */
function inPage(code: string): Promise<unknown> {
  return desktop.electron.evaluate(
    ({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script),
    code,
  );
}

function crash(): Promise<number> {
  return desktop.electron.evaluate(
    ({ BrowserWindow }) =>
      new Promise((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => {
          resolve(contents.getOSProcessId());
        });
        contents?.forcefullyCrashRenderer();
      }),
  );
}

const waitFor = (words: string, selector = 'main') =>
  `new Promise((resolve, reject) => {
    const end = Date.now() + 10000;
    const look = () => {
      if (document.querySelector(${JSON.stringify(selector)})?.textContent.includes(${JSON.stringify(words)})) resolve(true);
      else if (Date.now() > end) reject(new Error('not there: ' + document.body.textContent.slice(0, 400)));
      else setTimeout(look, 20);
    };
    look();
  })`;

async function syncFromHome(page: Page): Promise<void> {
  await goTo(page, 'Home');
  await syncNow(page);
  await page
    .getByText(/^All \d+ control totals agree$/)
    .first()
    .waitFor();
}

test('a page whose process ends comes back on its screen, and hears events again', async () => {
  desktop = await Desktop.start();
  await startPractice(desktop.page);
  await syncNow(desktop.page);
  const before = await inPage('location.search');
  expect(before).toMatch(/^\?at=.*runs/);
  const pid = await desktop.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  expect(await crash()).not.toBe(pid);
  expect(await inPage('location.search')).toBe(before);
  expect(await inPage(waitFor('control totals agree'))).toBe(true);
  // Events come through the new page's own subscription: what another window changes is seen here.
  await inPage(`document.querySelector('nav a[href*="settings"]').click()`);
  await inPage(`window.mlc.call('settings.set', { theme: 'dark' })`);
  expect(await inPage(waitForTheme('dark'))).toBe(true);
});

const waitForTheme = (theme: string) =>
  `new Promise((resolve) => {
    const look = () => (document.documentElement.dataset.theme === '${theme}' ? resolve(true) : setTimeout(look, 20));
    look();
  })`;

test('a page that ends again and again is not loaded for ever: a person is asked', async () => {
  desktop = await Desktop.start();
  await desktop.electron.evaluate(({ dialog }) => {
    const kept = globalThis as unknown as { boxes: { message: string; detail?: string; buttons?: string[] }[] };
    kept.boxes = [];
    dialog.showMessageBox = ((_window: unknown, box: (typeof kept.boxes)[number]) => {
      kept.boxes.push(box);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  });
  const boxes = () =>
    desktop.electron.evaluate(
      () => (globalThis as unknown as { boxes: { message: string; buttons?: string[] }[] }).boxes,
    );
  for (let time = 0; time < 3; time += 1) await crash();
  expect(await boxes()).toEqual([]);
  await crash();
  expect(await boxes()).toMatchObject([
    { message: 'The window stopped several times within a minute.', buttons: ['Load the window again', 'Quit'] },
  ]);
  expect(await inPage(waitFor('Nothing is connected yet'))).toBe(true);
});

test('an engine that is killed is told, and found again once it runs', async () => {
  desktop = await Desktop.start();
  const { page } = desktop;
  await startPractice(page);
  await syncNow(page);
  await page
    .getByText(/^All \d+ control totals agree$/)
    .first()
    .waitFor();
  const runs = await desktop.call('runs.list', { flowId: null, state: null, before: null, limit: 10 });

  await desktop.engine?.kill();
  const notice = page.getByText(/The engine stopped/).first();
  await notice.waitFor();
  await desktop.picture('engine-gone');
  expect(await desktop.call('flows.overview')).toMatchObject({ ok: false, error: { code: 'APP_ENGINE_GONE' } });
  // What was read before stays in sight.
  expect(await page.getByRole('heading', { level: 1, name: /^Run of/ }).isVisible()).toBe(true);

  desktop.engine = await EngineProcess.start(desktop.folder);
  await notice.waitFor({ state: 'hidden' });
  expect(await desktop.call('runs.list', { flowId: null, state: null, before: null, limit: 10 })).toEqual(runs);
  await goTo(page, 'Practice systems');
  await page.getByRole('button', { name: 'Start', exact: false }).first().click();
  await page.getByRole('button', { name: 'Change something' }).waitFor();
  await syncFromHome(page);
  await desktop.picture('engine-back');
  expect(desktop.problems).toEqual([]);
}, 120_000);

test('an engine that is killed in the middle of a run loses nothing', async () => {
  desktop = await Desktop.start();
  const { page } = desktop;
  const states = async () => {
    const answer = await desktop.call('flows.overview');
    return answer.ok
      ? (answer.value as { lastRun: { state: string } | null }[]).map(({ lastRun }) => lastRun?.state)
      : [];
  };
  await startPractice(page);
  await page.getByRole('button', { name: 'Sync now' }).first().click();
  await page.getByRole('heading', { level: 1, name: /^Run of/ }).waitFor();
  expect(await states()).toEqual(['running']);
  await desktop.engine?.kill();
  await page
    .getByText(/The engine stopped/)
    .first()
    .waitFor();

  desktop.engine = await EngineProcess.start(desktop.folder);
  await page
    .getByText(/The engine stopped/)
    .first()
    .waitFor({ state: 'hidden' });
  expect(await desktop.call('practice.start')).toMatchObject({ ok: true });
  await expect.poll(states, { timeout: 30_000 }).not.toContain('running');
  await syncFromHome(page);
  // What the screen says landed is what the warehouse adds up, whatever the first run had sent by then.
  expect(landedOf(await readTotals(page, 'Supplier invoices'), 'invoice_total')).toEqual(await warehouseSums(desktop));
  expect(desktop.problems).toEqual([]);
}, 120_000);

test('an error that nobody caught is told, logged without its words, and ends the app', async () => {
  desktop = await Desktop.start();
  const ended = desktop.ended();
  await desktop.electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = ((box: { message: string }) => {
      process.stdout.write(`box: ${box.message}\n`);
      return Promise.resolve({ response: 1, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
    setTimeout(() => {
      throw new Error('words of a record');
    });
  });
  expect(await ended).toBe(1);
  const log = await readFile(join(desktop.folder, 'logs', 'ml-connector.log'), 'utf8');
  const line = log.split('\n').find((one) => one.includes('app.failed')) ?? '';
  expect(JSON.parse(line)).toMatchObject({ level: 'error', what: 'uncaught', cause: { name: 'Error' } });
  expect(log).not.toContain('words of a record');
});
