import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPractice, syncNow } from '../e2e/page-models.ts';
import { Desktop, startAgain } from './desktop.ts';

let desktop: Desktop;

beforeAll(async () => {
  desktop = await Desktop.start();
});

afterAll(() => desktop.close());

/** Commands that the page is given from outside it, from now on. */
async function hearCommands(): Promise<() => Promise<unknown>> {
  await desktop.page.evaluate(() => {
    const kept = window as unknown as { heard: unknown[]; end?: (() => void) | undefined };
    kept.end?.();
    kept.heard = [];
    kept.end = window.mlc?.onCommand?.((command) => kept.heard.push(command));
  });
  return () => desktop.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
}

test('the app says what it runs on', async () => {
  const versions = await desktop.electron.evaluate(() => process.versions as Record<string, string>);
  expect(await desktop.call('app.info')).toMatchObject({
    ok: true,
    value: {
      host: 'electron',
      attached: true,
      versions: { node: process.versions.node, electron: versions['electron'], chromium: versions['chrome'] },
    },
  });
});

test('the menu has the commands that the window names, and gives them back to it', async () => {
  const commands = [{ id: 'sync', label: 'Sync it now', group: 'flows', accelerator: 'CmdOrCtrl+Enter' }];
  const heard = await hearCommands();
  expect(await desktop.call('desktop.menu', { commands })).toEqual({ ok: true, value: {} });
  const seen = await desktop.electron.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById('sync');
    item?.click();
    return { label: item?.label, accelerator: item?.accelerator };
  });
  expect(seen).toEqual({ label: 'Sync it now', accelerator: 'CmdOrCtrl+Enter' });
  await expect.poll(heard).toEqual([{ kind: 'run', id: 'sync' }]);
});

test('a menu of another form is refused, and the old one stays', async () => {
  const commands = [{ id: 'sync', label: 'x', group: 'flows', accelerator: 'CmdOrCtrl+Alt+Delete+Anything' }];
  expect(await desktop.call('desktop.menu', { commands })).toMatchObject({ ok: false });
  const label = await desktop.electron.evaluate(
    ({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('sync')?.label,
  );
  expect(label).toBe('Sync it now');
});

test('the menu has nothing that reloads the page or opens tools into it', async () => {
  const roles = await desktop.electron.evaluate(({ Menu }) => {
    const roleOf = (item: Electron.MenuItem): string[] => [
      item.role ?? '',
      ...(item.submenu?.items ?? []).flatMap(roleOf),
    ];
    return (Menu.getApplicationMenu()?.items ?? []).flatMap(roleOf).map((role) => role.toLowerCase());
  });
  expect(roles).toContain('quit');
  for (const role of ['reload', 'forcereload', 'toggledevtools']) expect(roles).not.toContain(role);
});

test('a link from outside shows a screen, and a link of another form nothing', async () => {
  const heard = await hearCommands();
  for (const link of [
    'ml-connector://open/vault/../../x',
    'ml-connector://run/sync',
    'ml-connector://open/runs?do=sync',
  ]) {
    expect(await startAgain(desktop.folder, link)).toBe(0);
  }
  expect(await startAgain(desktop.folder, 'ml-connector://open/runs')).toBe(0);
  await expect.poll(heard).toEqual([{ kind: 'open', route: '/runs' }]);
});

test('menus and dialogs follow the theme of the settings', async () => {
  const themeOf = () =>
    desktop.electron.evaluate(({ nativeTheme }) => [nativeTheme.themeSource, nativeTheme.shouldUseDarkColors]);
  await desktop.call('settings.set', { theme: 'dark' });
  await expect.poll(themeOf).toEqual(['dark', true]);
  await desktop.picture('dark');
  await desktop.call('settings.set', { theme: 'light' });
  await expect.poll(themeOf).toEqual(['light', false]);
});

test.runIf(process.platform === 'linux')(
  'start at login is a file of the desktop, and goes with the setting',
  async () => {
    const file = join(desktop.folder, 'config', 'autostart', 'ml-connector.desktop');
    const content = () => readFile(file, 'utf8').catch(() => null);
    await desktop.call('settings.set', { startAtLogin: true });
    await expect.poll(content).toContain('--hidden');
    await desktop.call('settings.set', { startAtLogin: false });
    await expect.poll(content).toBeNull();
  },
);

test('what the page saves itself is saved, and nothing else is', async () => {
  const place = join(desktop.folder, 'saved.txt');
  await desktop.electron.evaluate(({ session }, path) => {
    session.defaultSession.on('will-download', (event, item) => {
      if (!event.defaultPrevented) item.setSavePath(path);
    });
  }, place);
  const save = (address: string) =>
    desktop.electron.evaluate(
      ({ BrowserWindow }, href) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          `Object.assign(document.createElement('a'), { href: ${href}, download: 'saved.txt' }).click()`,
          true,
        ),
      address,
    );
  await save(`'data:text/plain,from elsewhere'`);
  await save(`URL.createObjectURL(new Blob(['from the page']))`);
  await expect.poll(() => readFile(place, 'utf8').catch(() => null)).toBe('from the page');
});

test('only listed sites are opened outside the app', async () => {
  for (const url of ['file:///etc/passwd', 'http://docs.databricks.com/', 'https://docs.databricks.com.example/']) {
    expect(await desktop.call('app.open-external', { url })).toMatchObject({
      ok: false,
      error: { code: 'APP_LINK_REFUSED' },
    });
  }
});

test('the computer is kept awake while a run is under way, and no longer', async () => {
  await desktop.electron.evaluate(({ powerSaveBlocker }) => {
    const kept = globalThis as unknown as { asked: string[] };
    kept.asked = [];
    const { start, stop } = powerSaveBlocker;
    powerSaveBlocker.start = (type) => {
      kept.asked.push(`start ${type}`);
      return start.call(powerSaveBlocker, type);
    };
    powerSaveBlocker.stop = (id) => {
      kept.asked.push('stop');
      return stop.call(powerSaveBlocker, id);
    };
  });
  await startPractice(desktop.page);
  await syncNow(desktop.page);
  const asked = () => desktop.electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  await expect.poll(asked).toEqual(['start prevent-app-suspension', 'stop']);
});
