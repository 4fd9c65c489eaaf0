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

/** The menu's own item, as a person would choose it. */
function itemOf(id: string, click = false): Promise<{ label: string; accelerator: string | undefined } | null> {
  return desktop.electron.evaluate(
    ({ Menu }, [name, isChosen]) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(name) ?? null;
      if (isChosen) item?.click();
      return item === null ? null : { label: item.label, accelerator: item.accelerator as string | undefined };
    },
    [id, click] as const,
  );
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

test('the menu has the commands of the window, and does them in it', async () => {
  await expect.poll(() => itemOf('settings')).not.toBeNull();
  await itemOf('settings', true);
  await desktop.page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await itemOf('go.home', true);
  await desktop.page.getByRole('heading', { name: 'Nothing is connected yet' }).waitFor();
});

test('the menu speaks the language of the settings', async () => {
  const english = await itemOf('settings');
  await desktop.call('settings.set', { language: 'nl' });
  await expect.poll(async () => (await itemOf('settings'))?.label).not.toBe(english?.label);
  expect((await itemOf('settings'))?.accelerator).toBe(english?.accelerator);
  await desktop.picture('dutch');
  await desktop.call('settings.set', { language: 'system' });
  await expect.poll(() => itemOf('settings')).toEqual(english);
});

test('a menu of another form is refused, and the old one stays', async () => {
  const before = await itemOf('settings');
  const commands = [{ id: 'settings', label: 'x', group: 'file', accelerator: 'CmdOrCtrl+Alt+Delete+Anything' }];
  expect(await desktop.call('desktop.menu', { commands })).toMatchObject({ ok: false });
  expect(await itemOf('settings')).toEqual(before);
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
  const links = ['ml-connector://open/vault/../../x', 'ml-connector://run/sync', 'ml-connector://open/runs?do=sync'];
  for (const link of links) {
    expect(await startAgain(desktop.folder, link)).toBe(0);
    expect(await desktop.page.getByRole('heading', { name: 'Nothing is connected yet' }).isVisible()).toBe(true);
  }
  expect(await startAgain(desktop.folder, 'ml-connector://open/runs')).toBe(0);
  await desktop.page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
  await itemOf('go.home', true);
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
