import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Desktop, makeFolder, startAgain } from './desktop.ts';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const open: Desktop[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const desktop of open.splice(0)) await desktop.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function start(folder: string): Promise<Desktop> {
  const desktop = await Desktop.start({ folder });
  open.push(desktop);
  return desktop;
}

async function newFolder(): Promise<string> {
  const folder = await makeFolder();
  folders.push(folder);
  return folder;
}

function boundsOf({ electron }: Desktop): Promise<Bounds> {
  return electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('no window');
    return window.getBounds();
  });
}

function workArea({ electron }: Desktop): Promise<Bounds> {
  return electron.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
}

test('the window opens where it was when the app was quit, which ends in order', async () => {
  const folder = await newFolder();
  const place = { x: 140, y: 90, width: 1100, height: 720 };
  const first = await start(folder);
  await first.electron.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, place);
  expect(await boundsOf(first)).toEqual(place);
  expect(await first.quit()).toBe(0);
  await first.engine?.close();
  expect(await boundsOf(await start(folder))).toEqual(place);
});

test('a window whose display is gone, or is smaller now, opens where it can be reached', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'window.json'), JSON.stringify({ x: 5200, y: 300, width: 1300, height: 800 }));
  const gone = await start(folder);
  const area = await workArea(gone);
  const seen = await boundsOf(gone);
  expect(seen.x).toBeGreaterThanOrEqual(area.x);
  expect(seen.x + seen.width).toBeLessThanOrEqual(area.x + area.width);
  expect(await gone.quit()).toBe(0);
  await gone.engine?.close();
  await writeFile(join(folder, 'window.json'), JSON.stringify({ x: 0, y: 0, width: 5000, height: 4000 }));
  const large = await boundsOf(await start(folder));
  expect(large.width).toBeLessThanOrEqual(area.width);
  expect(large.height).toBeLessThanOrEqual(area.height);
});

test('a closed window waits in the tray; a second start shows it and ends', async () => {
  const folder = await newFolder();
  const { electron } = await start(folder);
  const isVisible = await electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.close();
    return window?.isVisible();
  });
  expect(isVisible).toBe(false);
  expect(await startAgain(folder)).toBe(0);
  const seen = await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({ isVisible: window.isVisible(), isFocused: window.isFocused() })),
  );
  expect(seen).toEqual([{ isVisible: true, isFocused: true }]);
});

test('two data folders are two apps, each with its own files for its owner only', async () => {
  const one = await start(await newFolder());
  const two = await start(await newFolder());
  const stored = await Promise.all(
    [one, two].map(({ electron }) => electron.evaluate(({ app }) => app.getPath('userData'))),
  );
  expect(stored).toEqual([join(one.folder, 'browser'), join(two.folder, 'browser')]);
});
