import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import { startAddress } from '../../../main/desktop/app-protocol.ts';
import { routeOf } from '../../../main/desktop/deep-link.ts';
import { joinDesktop } from '../../../main/desktop/desktop.ts';
import { setStartAtLogin } from '../../../main/desktop/login-item.ts';
import { drawTrayIcon, iconSide } from '../../../main/desktop/tray-icon.ts';
import type { Clock } from '../../../main/ports/time.ts';
import {
  FakeApp,
  FakeNotification,
  FakeTray,
  FakeWindow,
  alert,
  look,
  parts,
  settled,
  type Item,
} from '../../support/fake-desktop.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mlc-around-'));
  FakeTray.made = null;
  FakeTray.fails = false;
  FakeNotification.shown = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function joined(app = new FakeApp(), args: string[] = [], clock?: Clock) {
  const fake = parts();
  const window = new FakeWindow();
  let shown = 0;
  const desktop = await joinDesktop({
    electron: fake.electron,
    app,
    ...(clock === undefined ? {} : { clock }),
    timeZone: () => 'Europe/Amsterdam',
    platform: 'linux',
    args,
    program: '/opt/ml connector/app',
    configFolder: folder,
    window: () => window as unknown as BrowserWindow,
    showWindow: () => (shown += 1),
  });
  desktop.adopt(window as unknown as BrowserWindow);
  return { ...fake, mlc: app, window, desktop, shown: () => shown, tray: FakeTray.made };
}

const find = (items: readonly Item[], label: string) => items.find((item) => item.label === label);

describe('the tray', () => {
  test('shows the state in picture and words, and syncs, pauses and quits', async () => {
    const { mlc, tray, app, shown } = await joined();
    expect(tray?.tip).toBe('ml-connector: No flows yet');
    expect(find(tray?.menu ?? [], 'Sync now')?.enabled).toBe(false);
    await mlc.tell({ flows: [look('healthy')] });
    expect(tray?.tip).toBe('ml-connector: All flows are up to date');
    find(tray?.menu ?? [], 'Sync now')?.click?.();
    find(tray?.menu ?? [], 'Pause all flows')?.click?.();
    expect(mlc.asked).toEqual([
      ['runs.start', { flowId: 'flow-1', trigger: 'manual' }],
      ['flows.pause', { id: 'flow-1', reason: 'paused from the tray' }],
    ]);
    await mlc.tell({ flows: [look('failed')] });
    expect(tray?.tip).toBe('ml-connector: A flow needs you');
    expect(new Set(tray?.pictures).size).toBe(2);
    find(tray?.menu ?? [], 'Open ml-connector')?.click?.();
    tray?.emit('click');
    expect(shown()).toBe(2);
    find(tray?.menu ?? [], 'Quit')?.click?.();
    expect(app.isQuit).toBe(true);
  });

  test('says why “Sync now” started nothing, and what to do; a click on that leads to where it is confirmed', async () => {
    const { mlc, tray, shown, window } = await joined();
    mlc.refusals.set(
      'runs.start',
      new AppError('ENGINE_FLOW_FROZEN', 'config', {
        details: { flow: 'Invoices', freeze: 'Year end', until: '2027-01-08 09:00' },
      }),
    );
    await mlc.tell({ flows: [look('healthy')] });
    find(tray?.menu ?? [], 'Sync now')?.click?.();
    await settled();
    const [note, ...others] = FakeNotification.shown;
    expect(others).toEqual([]);
    expect(note?.options.title).toBe('“Invoices” is frozen (“Year end”) until 2027-01-08 09:00.');
    expect(note?.options.body).toContain('confirm');
    note?.emit('click');
    expect(shown()).toBe(1);
    expect(window.sent).toContainEqual({ kind: 'open', route: '/' });
    await mlc.tell({ settings: { language: 'nl' } });
    find(tray?.menu ?? [], 'Nu synchroniseren')?.click?.();
    await settled();
    expect(FakeNotification.shown.at(-1)?.options.title).toContain('geblokkeerd');
  });

  test('speaks the language of the settings', async () => {
    const { mlc, tray } = await joined();
    await mlc.tell({ flows: [look('running')], settings: { language: 'nl' } });
    expect(tray?.tip).toBe('ml-connector: Er is een run bezig');
    expect(find(tray?.menu ?? [], 'Nu synchroniseren')?.enabled).toBe(false);
  });

  test('every mood has its own picture, opaque in the middle and clear in the corners', () => {
    const pictures = (['ok', 'running', 'attention'] as const).map((mood) => drawTrayIcon(mood));
    expect(new Set(pictures.map((picture) => picture.toString('hex'))).size).toBe(3);
    for (const picture of pictures) {
      expect(picture).toHaveLength(iconSide * iconSide * 4);
      expect(picture[3]).toBe(0);
      expect(picture[(16 * iconSide + 16) * 4 + 3]).toBe(255);
    }
  });
});

describe('closing the window', () => {
  const close = (window: FakeWindow) => {
    let prevented = false;
    window.emit('close', { preventDefault: () => (prevented = true) });
    return prevented;
  };

  test('leaves the app in the tray, and says so once', async () => {
    const { window, mlc } = await joined();
    expect(close(window)).toBe(true);
    expect(window.isHidden).toBe(true);
    await mlc.tell({});
    close(window);
    expect(FakeNotification.shown.map((note) => note.options.title)).toEqual(['ml-connector keeps running']);
    expect(mlc.settings.closeToTrayTold).toBe(true);
  });

  test('ends the app if the person wants that, quits, or there is no tray', async () => {
    const unwanted = await joined();
    await unwanted.mlc.tell({ settings: { keepInTray: false } });
    expect(close(unwanted.window)).toBe(false);
    const quitting = await joined();
    quitting.app.emit('before-quit', {});
    expect(close(quitting.window)).toBe(false);
    FakeTray.fails = true;
    expect(close((await joined()).window)).toBe(false);
  });
});

describe('notifications', () => {
  test('tell of each alert once, without amounts, and open what it is about', async () => {
    const { mlc, window, shown } = await joined();
    await mlc.tell({ alerts: [alert('run-failed')] });
    await mlc.tell({ alerts: [alert('run-failed'), alert('falling-behind', { id: 'alert-2' })] });
    expect(FakeNotification.shown).toHaveLength(2);
    const [note, behind] = FakeNotification.shown;
    expect(note?.options.body).toBe('The run of “Month end” failed. Open it to see why and what to do.');
    expect(behind?.options.title).toBe('A flow is falling behind');
    for (const { options } of FakeNotification.shown) expect(`${options.title} ${options.body}`).not.toMatch(/\d/);
    note?.emit('click');
    behind?.emit('click');
    expect(shown()).toBe(2);
    expect(window.sent).toEqual([
      { kind: 'open', route: '/runs/run-1' },
      { kind: 'open', route: '/alerts' },
    ]);
  });

  test('are silent for what was seen in the window, was raised before, or is switched off', async () => {
    const { mlc, window } = await joined();
    await mlc.tell({ alerts: [alert('rejected', { isOld: true })] });
    window.focused = true;
    await mlc.tell({ alerts: [alert('run-failed')] });
    window.focused = false;
    await mlc.tell({ alerts: [alert('run-failed')] });
    await mlc.tell({ settings: { notifications: false }, alerts: [alert('disk-full', { id: 'alert-3' })] });
    expect(FakeNotification.shown).toEqual([]);
  });

  test('are silent in quiet hours, and tell at their end of what is still open and was not seen', async () => {
    const clock = createVirtualClock({ startUtc: '2026-11-21T21:00:00.000Z' });
    const { mlc, window } = await joined(new FakeApp(), [], clock);
    await mlc.tell({ settings: { quietHours: { from: '18:30', to: '07:30' } } });
    await mlc.tell({ alerts: [alert('run-failed'), alert('rejected', { id: 'alert-2' })] });
    window.focused = true;
    await mlc.tell({ alerts: [alert('run-failed'), alert('disk-full', { id: 'alert-3' })] });
    window.focused = false;
    await mlc.tell({ alerts: [alert('falling-behind', { id: 'alert-4' }), alert('disk-full', { id: 'alert-3' })] });
    // 07:29 in Amsterdam.
    await clock.advance(9 * 3_600_000 + 29 * 60_000);
    expect(FakeNotification.shown).toEqual([]);
    await clock.advance(60_000);
    expect(FakeNotification.shown.map((note) => note.options.title)).toEqual(['A flow is falling behind']);
  });

  test('tell again of what became worse after a person had looked at it', async () => {
    const { mlc } = await joined();
    await mlc.tell({ alerts: [alert('rejected')] });
    await mlc.tell({ alerts: [] });
    await mlc.tell({ alerts: [{ ...alert('rejected'), raisedAtUtc: '2999-01-02T00:00:00.000Z' }] });
    expect(FakeNotification.shown.map((note) => note.options.title)).toEqual(['Rejected records', 'Rejected records']);
  });
});

test('the badge counts the flows that need a person', async () => {
  const { mlc, app } = await joined();
  await mlc.tell({ flows: [look('failed'), look('healthy'), look('rejections')] });
  expect(app.badge).toBe(2);
  await mlc.tell({ flows: [look('healthy')] });
  expect(app.badge).toBe(0);
});

test('sleep and waking reach the scheduler, and a run keeps the computer awake', async () => {
  const { mlc, powerMonitor, blockers } = await joined();
  powerMonitor.emit('suspend');
  powerMonitor.emit('resume');
  powerMonitor.emit('unlock-screen');
  expect(mlc.powerSeen).toEqual(['suspend', 'resume', 'resume']);
  await mlc.tell({ flows: [look('running')] });
  expect(blockers.size).toBe(1);
  await mlc.tell({ flows: [look('healthy')] });
  expect(blockers.size).toBe(0);
});

test('menus and the window’s ground follow the theme of the settings', async () => {
  const { mlc, nativeTheme, window, desktop } = await joined();
  expect(desktop.ground()).toBe('#12161b');
  nativeTheme.shouldUseDarkColors = false;
  await mlc.tell({ settings: { theme: 'light' } });
  expect(nativeTheme.themeSource).toBe('light');
  expect(window.colours.at(-1)).toBe('#f4f6f8');
});

describe('the menu', () => {
  const list = {
    commands: [
      { id: 'go.home', label: 'Home', group: 'go', accelerator: 'CmdOrCtrl+1' },
      { id: 'palette', label: 'Find…', group: 'view', accelerator: 'CmdOrCtrl+K' },
    ],
  };

  test('mirrors the window’s commands with their keys, and gives them to the window', async () => {
    const { desktop, menu, window, mlc } = await joined();
    expect(await desktop.app.call('desktop.menu', list)).toEqual({ ok: true, value: {} });
    const go = find(menu.application, 'Go')?.submenu ?? [];
    expect(go).toEqual([expect.objectContaining({ label: 'Home', accelerator: 'CmdOrCtrl+1' })]);
    go[0]?.click?.();
    expect(window.sent).toEqual([{ kind: 'run', id: 'go.home' }]);
    expect(menu.application.some((item) => item.role === 'editMenu')).toBe(true);
    expect(mlc.asked).toEqual([]);
  });

  test('keeps its form if the list has another one', async () => {
    const { desktop, menu } = await joined();
    await desktop.app.call('desktop.menu', list);
    const before = menu.application;
    const bad = { commands: [{ id: 'x', label: 'X', group: 'go', accelerator: 'Whatever+Evil' }] };
    expect(await desktop.app.call('desktop.menu', bad)).toMatchObject({
      ok: false,
      error: { code: 'APP_BAD_REQUEST' },
    });
    expect(menu.application).toBe(before);
  });
});

describe('deep links', () => {
  test.each([
    ['ml-connector://open/connections/c-1', '/connections/c-1'],
    ['ml-connector://open/', '/'],
    ['ml-connector://open/runs/2026-11', '/runs/2026-11'],
    ['ml-connector://run/flow-1', null],
    ['ml-connector://open/vault/x', null],
    ['ml-connector://open/runs/%2e%2e%2fx', null],
    ['ml-connector://open/runs?x=1', null],
    ['https://open/runs', null],
    ['nonsense', null],
  ])('%s opens %s', (link, route) => {
    expect(routeOf(link)).toBe(route);
  });

  test('come by event, by a second start and by the first', async () => {
    const { app, window, shown } = await joined(new FakeApp(), ['app', 'ml-connector://open/rejected']);
    window.webContents.emit('did-finish-load');
    app.emit('open-url', { preventDefault: () => undefined }, 'ml-connector://open/settings');
    app.emit('second-instance', {}, ['app', '--flag', 'ml-connector://open/runs/1']);
    app.emit('second-instance', {}, ['app', 'ml-connector://evil/runs/1']);
    expect(window.sent).toEqual([
      { kind: 'open', route: '/rejected' },
      { kind: 'open', route: '/settings' },
      { kind: 'open', route: '/runs/1' },
    ]);
    expect(shown()).toBe(3);
    expect(app.schemes).toEqual(['ml-connector']);
  });
});

describe('downloads', () => {
  function item(url: string, name = 'export.csv') {
    const done = new EventEmitter();
    const dialogs: { defaultPath?: string }[] = [];
    return {
      dialogs,
      done,
      getURL: () => url,
      getFilename: () => name,
      getSavePath: () => join(folder, 'saved.csv'),
      setSaveDialogOptions: (options: { defaultPath?: string }) => dialogs.push(options),
      once: (event: string, listener: (...args: unknown[]) => void) => done.once(event, listener),
    };
  }

  test('only what the page made is saved, where the person says, and there again the next time', async () => {
    const { session } = await joined();
    const first = item(`blob:${new URL(startAddress).protocol}//ml-connector/1`, '../../evil<name>.csv');
    session.emit('will-download', { preventDefault: () => undefined }, first);
    expect(first.dialogs).toEqual([{ defaultPath: join(tmpdir(), 'evil_name_.csv') }]);
    first.done.emit('done', {}, 'completed');
    const second = item('blob:app://ml-connector/2');
    session.emit('will-download', { preventDefault: () => undefined }, second);
    expect(second.dialogs).toEqual([{ defaultPath: join(folder, 'export.csv') }]);
    let stopped = 0;
    for (const url of ['https://evil.example/x', 'blob:https://evil.example/1', 'file:///etc/passwd']) {
      session.emit('will-download', { preventDefault: () => (stopped += 1) }, item(url));
    }
    expect(stopped).toBe(3);
  });
});

describe('the start at login', () => {
  test('is asked of the system where it has a way, and is a file on Linux', async () => {
    const asked: unknown[] = [];
    const app = { setLoginItemSettings: (settings: unknown) => void asked.push(settings) };
    setStartAtLogin({ app, platform: 'win32', program: 'x', configFolder: folder }, true);
    expect(asked).toEqual([{ openAtLogin: true, args: ['--hidden'] }]);
    const { mlc } = await joined();
    await mlc.tell({ settings: { startAtLogin: true } });
    const file = join(folder, 'autostart', 'ml-connector.desktop');
    expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/ml connector/app" --hidden');
    await mlc.tell({ settings: { startAtLogin: false } });
    expect(() => readFileSync(file)).toThrow(/ENOENT/);
  });
});
