import type { IpcMain, IpcRenderer, Session, WebContents, BrowserWindow } from 'electron';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEventHub } from '../../../main/api/event-hub.ts';
import { externalLinks, mayOpenExternally } from '../../../main/api/host/external-links.ts';
import { openExternal } from '../../../main/desktop/open-external.ts';
import { isOwnAddress, serveScheme, startAddress } from '../../../main/desktop/app-protocol.ts';
import { denyPermissions, fetchNoDictionaries, guardContents } from '../../../main/desktop/guards.ts';
import { openIpcDoor } from '../../../main/desktop/ipc-door.ts';
import { startBounds } from '../../../main/desktop/window-bounds.ts';
import { openWindow } from '../../../main/desktop/window.ts';
import { createSystemClock } from '../../../main/ports/system-time.ts';
import { createBridge } from '../../../preload/bridge.ts';
import type { AppEvent } from '../../../shared/contract/events.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlc-desktop-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Listener = (...args: unknown[]) => unknown;

/** Electron's messages: every value is structured-cloned on its way, in both directions. */
function fakeIpc(url: string, parent: unknown = null) {
  const main = new Map<string, Listener>();
  const page = new Map<string, Listener>();
  const gone = new Map<string, () => void>();
  const sender = {
    id: 1,
    isDestroyed: () => false,
    send: (channel: string, ...args: unknown[]) => page.get(channel)?.({}, ...structuredClone(args)),
    once: (name: string, listener: () => void) => gone.set(name, listener),
  };
  const event = { sender, senderFrame: { url, parent } };
  const keep = (channel: string, listener: Listener) => main.set(channel, listener);
  const ipcMain = { handle: keep, on: keep } as unknown as IpcMain;
  const toMain = (channel: string, args: unknown[]) => main.get(channel)?.(event, ...structuredClone(args));
  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]) => structuredClone(await toMain(channel, args)),
    send: (channel: string, ...args: unknown[]) => {
      toMain(channel, args);
    },
    on: (channel: string, listener: Listener) => page.set(channel, listener),
  } as unknown as IpcRenderer;
  return { ipcMain, ipcRenderer, gone };
}

function doorOn(url: string, parent: unknown = null) {
  const ipc = fakeIpc(url, parent);
  const hub = createEventHub('one');
  const asked: unknown[] = [];
  const app = {
    call: (method: string, input: unknown) => {
      asked.push([method, input]);
      return Promise.resolve({ ok: true as const, value: { theme: 'dark' } });
    },
    subscribe: hub.subscribe,
  };
  openIpcDoor(ipc.ipcMain, app, createSystemClock());
  return { ...ipc, hub, asked, bridge: createBridge(ipc.ipcRenderer) };
}

test('the page asks and hears events through the preload', async () => {
  const { bridge, hub } = doorOn(startAddress);
  expect(await bridge.call('settings.get', {})).toEqual({ ok: true, value: { theme: 'dark' } });
  const seen: AppEvent[] = [];
  hub.publish({ topic: 'changed', subject: 'flows' });
  const end = bridge.subscribe(null, (event) => seen.push(event));
  hub.publish({ topic: 'changed', subject: 'app' });
  end();
  hub.publish({ topic: 'changed', subject: 'rejected' });
  expect(seen.map((event) => event.sequence)).toEqual([1, 2]);
});

test('a reloaded page subscribes again with the same numbers and hears each event once', () => {
  const { bridge, hub, gone, ipcRenderer } = doorOn(startAddress);
  const before: AppEvent[] = [];
  bridge.subscribe(null, (event) => before.push(event));
  gone.get('did-navigate')?.();
  const after: AppEvent[] = [];
  createBridge(ipcRenderer).subscribe(null, (event) => after.push(event));
  hub.publish({ topic: 'changed', subject: 'app' });
  expect(before).toEqual([]);
  expect(after).toHaveLength(1);
});

test.each([
  ['https://evil.example/', null],
  ['app://ml-connector.evil.example/index.html', null],
  ['app://evil/index.html', null],
  ['file:///index.html', null],
  [startAddress, {}],
])('a message from %s (parent %o) is refused and reaches nobody', async (url, parent) => {
  const { bridge, hub, asked } = doorOn(url, parent);
  expect(await bridge.call('settings.get', {})).toMatchObject({ ok: false, error: { code: 'APP_BAD_REQUEST' } });
  const seen: AppEvent[] = [];
  bridge.subscribe(null, (event) => seen.push(event));
  hub.publish({ topic: 'changed', subject: 'flows' });
  expect(asked).toEqual([]);
  expect(seen).toEqual([]);
});

test('messages of another form and methods outside the contract reach nobody', async () => {
  const { ipcRenderer, bridge, asked } = doorOn(startAddress);
  for (const args of [[], [1, {}], ['settings.get', {}, 'more'], ['x'.repeat(101), {}]]) {
    expect(await ipcRenderer.invoke('mlc:call', ...args)).toMatchObject({ ok: false });
  }
  expect(await bridge.call('constructor', {})).toMatchObject({ ok: false, error: { code: 'APP_UNKNOWN_METHOD' } });
  expect(asked).toEqual([]);
});

test('every permission is refused, asked or checked', () => {
  const set: Listener[] = [];
  const keep = (handler: Listener) => set.push(handler);
  denyPermissions({
    setPermissionRequestHandler: keep,
    setPermissionCheckHandler: keep,
    setDevicePermissionHandler: keep,
  } as unknown as Session);
  let answer: unknown;
  set[0]!({}, 'media', (value: unknown) => (answer = value));
  expect(answer).toBe(false);
  expect(set[1]!({}, 'clipboard-read')).toBe(false);
  expect(set[2]!({})).toBe(false);
});

test('no language is checked for spelling, so that no dictionary is fetched', () => {
  const set: string[][] = [];
  fetchNoDictionaries({ setSpellCheckerLanguages: (languages) => void set.push(languages) });
  expect(set).toEqual([[]]);
});

test('pages stay on the app, open no window and hold no webview', () => {
  const handlers = new Map<string, Listener>();
  let opener: Listener = () => null;
  const contents = {
    setWindowOpenHandler: (handler: Listener) => (opener = handler),
    on: (name: string, handler: Listener) => handlers.set(name, handler),
  } as unknown as WebContents;
  let created: Listener = () => null;
  guardContents({ on: (_name: string, handler: Listener) => (created = handler) } as never);
  created({}, contents);
  const prevented = (name: string, url: string, isMainFrame = true) => {
    let stopped = false;
    handlers.get(name)!({ url, isMainFrame, preventDefault: () => (stopped = true) });
    return stopped;
  };
  expect(opener({ url: 'https://docs.databricks.com' })).toEqual({ action: 'deny' });
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    expect(prevented(name, 'https://evil.example/')).toBe(true);
    expect(prevented(name, startAddress)).toBe(false);
  }
  expect(prevented('will-frame-navigate', startAddress, false)).toBe(true);
  expect(prevented('will-attach-webview', startAddress)).toBe(true);
});

test('the scheme serves the window with its policy, and nothing outside its folder', async () => {
  await writeFile(join(folder, 'index.html'), '<title>ml-connector</title>');
  let serve: (request: Request) => Promise<Response> = () => Promise.reject(new Error('no handler'));
  serveScheme({ handle: (_scheme: string, handler: typeof serve) => (serve = handler) }, folder);
  const get = (url: string, method = 'GET') => serve({ url, method } as unknown as Request);
  const page = await get(startAddress);
  expect(await page.text()).toBe('<title>ml-connector</title>');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  for (const url of [
    'app://ml-connector/..%2f..%2fetc%2fhosts.txt',
    'app://other/index.html',
    'app://ml-connector/no.js',
  ]) {
    const refused = await get(url);
    expect(refused.status).toBe(404);
    expect(refused.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
  expect((await get(startAddress, 'POST')).status).toBe(404);
});

test('the window is isolated and sandboxed and remembers where it was', async () => {
  const handlers = new Map<string, Listener>();
  const made: unknown[] = [];
  const stored: unknown[] = [];
  const keep = (name: string, handler: Listener) => handlers.set(name, handler);
  await openWindow({
    make: (options) => {
      made.push(options);
      const window = { once: keep, on: keep, loadURL: () => Promise.resolve(), getNormalBounds: () => ({ x: 5 }) };
      return window as unknown as BrowserWindow;
    },
    screen: { getAllDisplays: () => [] },
    preload: '/preload.cjs',
    remembered: null,
    remember: (bounds) => stored.push(bounds),
  });
  expect(made[0]).toMatchObject({
    webPreferences: {
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      preload: '/preload.cjs',
    },
  });
  handlers.get('close')!();
  expect(stored).toEqual([{ x: 5 }]);
});

test('a remembered place is used only while it can be reached', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 };
  const there = { x: 100, y: 50, width: 1200, height: 800 };
  expect(startBounds(there, [screen])).toEqual(there);
  expect(startBounds({ ...there, x: 2500 }, [screen])).not.toHaveProperty('x');
  expect(startBounds({ ...there, x: 2500 }, [screen, { ...screen, x: 1920 }])).toHaveProperty('x', 2500);
  expect(startBounds({ ...there, y: -200 }, [screen])).not.toHaveProperty('x');
  expect(startBounds('damaged', [screen])).not.toHaveProperty('x');
});

test('of pages on this computer only those of the practice systems that run are opened', async () => {
  const opened: string[] = [];
  const door = externalLinks({
    open: (address) => Promise.resolve(void opened.push(address)),
    isPractice: (origin) => Promise.resolve(origin === 'http://127.0.0.1:4100'),
    sourceHosts: () => Promise.resolve([]),
  });
  const signal = new AbortController().signal;
  const open = (url: string) => door['app.open-external']({ url }, { signal });
  await open('http://127.0.0.1:4100/archives/C01/p1');
  for (const url of [
    'http://127.0.0.1:4101/',
    'http://127.0.0.1/',
    'https://127.0.0.1:4100/',
    'http://user@127.0.0.1:4100/',
    'http://localhost:4100/',
    'http://practice.example:4100/',
  ]) {
    await expect(open(url)).rejects.toMatchObject({ code: 'APP_LINK_REFUSED' });
  }
  expect(opened).toEqual(['http://127.0.0.1:4100/archives/C01/p1']);
});

test('documents and sign-ins are opened on the host that a connection names as it is now, and there only', async () => {
  const opened: string[] = [];
  let hosts = ['workday.acme.example'];
  const shell = { openExternal: (address: string) => Promise.resolve(void opened.push(address)) };
  const leave = openExternal(shell);
  const door = externalLinks({
    open: leave,
    isPractice: () => Promise.resolve(false),
    sourceHosts: () => Promise.resolve(hosts),
  });
  const signal = new AbortController().signal;
  const open = (url: string) => door['app.open-external']({ url }, { signal });
  const address = 'https://workday.acme.example/open/0b1946ed00000000000000000000002a';
  await open(address);
  for (const url of [
    'http://workday.acme.example/open',
    'https://workday.acme.example:8443/open',
    'https://user@workday.acme.example/open',
    'https://acme.example/open',
    'https://x.workday.acme.example/open',
    'https://workday.acme.example.evil.example/open',
    'https://evil.example/?https://workday.acme.example/',
  ]) {
    await expect(open(url)).rejects.toMatchObject({ code: 'APP_LINK_REFUSED' });
  }
  // A company's own gateway to Exact Online, at which people sign in, may have a port of its own.
  hosts = ['gateway.acme.example:8443'];
  const signIn = 'https://gateway.acme.example:8443/api/oauth2/auth?client_id=1';
  await open(signIn);
  await expect(open('https://gateway.acme.example/api/oauth2/auth')).rejects.toMatchObject({
    code: 'APP_LINK_REFUSED',
  });
  hosts = [];
  await expect(open(address)).rejects.toMatchObject({ code: 'APP_LINK_REFUSED' });
  await expect(leave(address, 'other.example')).rejects.toThrow('refused');
  await expect(leave(address)).rejects.toThrow('refused');
  expect(opened).toEqual([address, signIn]);
});

test('only listed https sites leave the app', () => {
  expect(mayOpenExternally('https://docs.databricks.com/aws/en/')).toBe(true);
  expect(mayOpenExternally('https://dbc-1.cloud.databricks.com/sql')).toBe(true);
  expect(mayOpenExternally('https://acme.slack.com/archives/C01/p1763708400000001')).toBe(true);
  for (const address of [
    'http://docs.databricks.com/',
    'https://docs.databricks.com.evil.example/',
    'https://evilcloud.databricks.com.example/',
    'https://evilslack.com/archives/C01/p1',
    'https://user@docs.databricks.com/',
    'https://docs.databricks.com:8443/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'not an address',
  ]) {
    expect(mayOpenExternally(address)).toBe(false);
  }
  expect(isOwnAddress('app://user@ml-connector/index.html')).toBe(false);
});
