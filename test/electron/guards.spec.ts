import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desktop } from './desktop.ts';

let desktop: Desktop;
let outside: Server;
let address = '';
let asked: string[] = [];

beforeAll(async () => {
  outside = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'text/html').setHeader('access-control-allow-origin', '*');
    response.end('<title>outside</title>');
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((outside.address() as AddressInfo).port)}`;
  desktop = await Desktop.start();
});

afterAll(async () => {
  await desktop.close();
  await new Promise((resolve) => outside.close(resolve));
});

const own = /^app:\/\/ml-connector\/index\.html/;

function contentsCount(): Promise<number> {
  return desktop.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
}

/** Runs in the page as its own code would: not through the debugger, which may do what a page may not. */
function inPage(code: string): Promise<unknown> {
  return desktop.electron.evaluate(
    ({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script, true),
    code,
  );
}

test.each([
  ['an address of the web', () => `location.href = '${address}/there'`],
  [
    'a form',
    () =>
      `document.body.append(Object.assign(document.createElement('form'), { action: '${address}/form' })); document.forms[0].submit()`,
  ],
  ['a link', () => `Object.assign(document.createElement('a'), { href: '${address}/link' }).click()`],
  ['a file', () => `location.href = 'file:///etc/hosts'`],
  ['data', () => `location.href = 'data:text/html,<title>data</title>'`],
  ['another host of the own scheme', () => `location.href = 'app://other/index.html'`],
])('the window does not leave for %s', async (_name, code) => {
  asked = [];
  await inPage(`${code()}; new Promise((resolve) => setTimeout(resolve, 100))`).catch(() => undefined);
  // The driver waits for a navigation that never comes, so the page itself is asked.
  expect(await inPage('location.href')).toMatch(own);
  expect(await inPage(`document.querySelector('main') !== null`)).toBe(true);
  expect(asked).toEqual([]);
});

test('no window is opened by the page', async () => {
  const before = await contentsCount();
  for (const target of [address, 'about:blank', 'app://ml-connector/index.html', 'file:///etc/hosts']) {
    expect(await inPage(`window.open(${JSON.stringify(target)}) === null`)).toBe(true);
  }
  await inPage(`Object.assign(document.createElement('a'), { href: '${address}', target: '_blank' }).click()`);
  expect(await contentsCount()).toBe(before);
  expect(asked).toEqual([]);
});

test('a webview is nothing but an unknown element, and is refused where a window would allow it', async () => {
  const before = await contentsCount();
  const make = `(() => {
    const view = document.createElement('webview');
    view.src = '${address}/webview';
    document.body.append(view);
    return typeof view.getWebContentsId;
  })()`;
  expect(await inPage(make)).toBe('undefined');
  const types = await desktop.electron.evaluate(
    async ({ BrowserWindow, webContents }, script) => {
      const lax = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
      await lax.loadURL('app://ml-connector/icon.svg');
      await lax.webContents.executeJavaScript(script).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 200));
      const seen = webContents.getAllWebContents().map((contents) => contents.getType());
      lax.destroy();
      return seen;
    },
    make.replace('document.body', 'document.documentElement'),
  );
  expect(types).not.toContain('webview');
  // The window that would have allowed it goes a moment after it is destroyed.
  await expect.poll(contentsCount).toBe(before);
  expect(asked).toEqual([]);
});

test.each([
  [
    'the place of the computer',
    `new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('given'), (error) => resolve(error.code)))`,
    1,
  ],
  ['notifications', `Notification.requestPermission()`, 'denied'],
  [
    'the camera',
    `navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'given', (error) => error.name)`,
    'NotAllowedError',
  ],
  [
    'the microphone',
    `navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'given', (error) => error.name)`,
    'NotAllowedError',
  ],
])('the page is not given %s', async (_name, code, answer) => {
  expect(await inPage(code)).toBe(answer);
});

test.each(['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'])(
  'asked for the permission %s, the page hears no',
  async (name) => {
    expect(await inPage(`navigator.permissions.query({ name: '${name}' }).then(({ state }) => state)`)).toBe('denied');
  },
);

test('what the page asks for beyond the app never leaves it', async () => {
  asked = [];
  const tries = [
    `fetch('${address}/fetch').then(() => 'given', () => 'refused')`,
    `new Promise((resolve) => { const image = new Image(); image.onload = () => resolve('given'); image.onerror = () => resolve('refused'); image.src = '${address}/image.svg'; })`,
    `new Promise((resolve) => { const script = document.createElement('script'); script.onload = () => resolve('given'); script.onerror = () => resolve('refused'); script.src = '${address}/script.js'; document.head.append(script); })`,
    `new Promise((resolve) => { try { const socket = new WebSocket('${address.replace('http', 'ws')}'); socket.onopen = () => resolve('given'); socket.onerror = () => resolve('refused'); } catch { resolve('refused'); } })`,
  ];
  for (const one of tries) expect(await inPage(one)).toBe('refused');
  await inPage(`navigator.sendBeacon('${address}/beacon', 'x')`);
  await inPage(`document.body.append(Object.assign(document.createElement('iframe'), { src: '${address}/frame' }))`);
  await inPage(`new Promise((resolve) => setTimeout(resolve, 100))`);
  expect(asked).toEqual([]);
});
