import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desktop, subject } from './desktop.ts';

let desktop: Desktop;
/** The shipped preload, and one that only tests have: it gives a page Electron's own messages. */
const preload = join(subject.app, subject.ownsEngine ? 'dist/desktop/preload.cjs' : 'desktop/preload.cjs');
let rawPreload = '';

beforeAll(async () => {
  desktop = await Desktop.start();
  rawPreload = join(desktop.folder, 'raw-preload.cjs');
  await writeFile(
    rawPreload,
    `const { contextBridge, ipcRenderer } = require('electron');
contextBridge.exposeInMainWorld('raw', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args).then((result) => result, (error) => ({ threw: error.message })),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  hear: (listener) => ipcRenderer.on('mlc:event', (_event, id, event) => listener(id, event)),
});
`,
  );
});

afterAll(() => desktop.close());

function inPage(code: string): Promise<unknown> {
  return desktop.electron.evaluate(
    ({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script),
    code,
  );
}

/** The same in a window of its own at an address, with a preload. */
function inWindowAt(address: string, preloadFile: string, code: string, options: object = {}): Promise<unknown> {
  return desktop.electron.evaluate(
    async ({ BrowserWindow }, [url, file, script, more]) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload: file, sandbox: true, contextIsolation: true, ...more },
      });
      try {
        await window.loadURL(url);
        return (await window.webContents.executeJavaScript(script)) as unknown;
      } finally {
        window.destroy();
      }
    },
    [address, preloadFile, code, options] as const,
  );
}

test('the page has window.mlc and nothing of Node or Electron', async () => {
  const seen = await inPage(`({
    mlc: Object.keys(window.mlc).sort(),
    other: ['require', 'process', 'module', 'exports', 'Buffer', 'global', 'setImmediate', 'electron', 'ipcRenderer', '__dirname']
      .filter((name) => name in window),
    added: Object.keys(window.mlc).map((name) => typeof window.mlc[name]),
  })`);
  expect(seen).toEqual({
    mlc: ['call', 'onCommand', 'subscribe'],
    other: [],
    added: ['function', 'function', 'function'],
  });
});

test('the page cannot put something else in the place of the app', async () => {
  const seen = await inPage(`(() => {
    'use strict';
    try { window.mlc.call = () => 'mine'; } catch {}
    try { window.mlc = { call: () => 'mine' }; } catch {}
    return String(window.mlc.call);
  })()`);
  expect(seen).not.toContain('mine');
});

test('page and preload run in a sandboxed process, apart from each other', async () => {
  const { preferences, pid } = await desktop.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
      getOSProcessId(): number;
    };
    return { preferences: contents.getLastWebPreferences(), pid: contents.getOSProcessId() };
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
  });
  // Only named when they are on.
  expect(preferences['nodeIntegrationInWorker'] ?? false).toBe(false);
  expect(preferences['allowRunningInsecureContent'] ?? false).toBe(false);
  if (process.platform === 'linux') {
    expect(await readFile(`/proc/${String(pid)}/cmdline`, 'utf8')).toContain('--enable-sandbox');
    // Seccomp 2: the kernel itself filters what the page's process may ask of it.
    const [, filter] = /^Seccomp:\s*(\d)/m.exec(await readFile(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
    if (subject.hasSandbox) expect(filter).toBe('2');
  }
});

test('a preload of that kind can load nothing of Node', async () => {
  const probe = join(desktop.folder, 'probe.cjs');
  await writeFile(
    probe,
    `const { contextBridge } = require('electron');
const tries = ['fs', 'child_process', 'net', 'node:fs'].filter((name) => { try { require(name); return true; } catch { return false; } });
contextBridge.exposeInMainWorld('probe', { tries, sandboxed: process.sandboxed, isolated: process.contextIsolated });
`,
  );
  expect(await inWindowAt('app://ml-connector/index.html', probe, 'window.probe')).toEqual({
    tries: [],
    sandboxed: true,
    isolated: true,
  });
});

test('every answer of the scheme carries the policy, refusals included', async () => {
  const seen =
    (await inPage(`Promise.all(['index.html', 'icon.svg', 'nothing.js', '..%2f..%2fpackage.json'].map(async (path) => {
    const response = await fetch(path);
    return [response.status, response.headers.get('content-security-policy'), response.headers.get('x-content-type-options')];
  }))`)) as [number, string, string][];
  expect(seen.map(([status]) => status)).toEqual([200, 200, 404, 404]);
  for (const [, policy, sniff] of seen) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(sniff).toBe('nosniff');
  }
});

test('no script runs that is not a file of the app', async () => {
  const seen = await inPage(`(async () => {
    const broken = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => broken.push(effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.ranInline = true';
    document.head.append(script);
    const button = document.createElement('button');
    button.setAttribute('onclick', 'window.ranHandler = true');
    document.body.append(button);
    button.click();
    button.remove();
    const link = document.createElement('a');
    link.href = 'javascript:window.ranLink = true';
    link.click();
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try { resolve(eval('1 + 1')); } catch (error) { resolve(error.name); }
      });
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { ran: Object.keys(window).filter((name) => name.startsWith('ran')), evaluated, broken: [...new Set(broken)].sort() };
  })()`);
  expect(seen).toEqual({
    ran: [],
    evaluated: 'EvalError',
    broken: ['script-src', 'script-src-attr', 'script-src-elem'],
  });
});

const ask = `window.mlc.call('app.info', {})`;
const refused = { ok: false, error: { code: 'APP_BAD_REQUEST' } };

test('the app answers a window of its own', async () => {
  expect(await inWindowAt('app://ml-connector/index.html', preload, ask)).toMatchObject({ ok: true });
});

test.each([
  'data:text/html,<title>data</title>',
  'about:blank',
  'file:///etc/hostname',
  'app://ml-connector.example/index.html',
])('a page at %s gets nothing, though it has the preload', async (address) => {
  const code = `(async () => {
    const heard = [];
    window.mlc.subscribe(null, (event) => heard.push(event));
    const answer = await ${ask};
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { answer, heard };
  })()`;
  expect(await inWindowAt(address, preload, code)).toMatchObject({ answer: refused, heard: [] });
});

test('a frame inside a page of the app is not heard', async () => {
  const code = `new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.onload = () => resolve(frame.contentWindow.mlc.call('app.info', {}));
    frame.srcdoc = '<p>inside</p>';
    document.body.append(frame);
  })`;
  const options = { nodeIntegrationInSubFrames: true };
  expect(await inWindowAt('app://ml-connector/index.html', preload, code, options)).toMatchObject(refused);
});

test('messages of another form are refused, and the app goes on', async () => {
  const own = 'app://ml-connector/index.html';
  const calls = [
    [],
    ['app.info'],
    ['app.info', {}, 'more'],
    [7, {}],
    [{ method: 'app.info' }, {}],
    ['x'.repeat(101), {}],
  ];
  for (const args of calls) {
    const code = `window.raw.invoke('mlc:call', ...${JSON.stringify(args)})`;
    const answer = await inWindowAt(own, rawPreload, code);
    expect(answer).toMatchObject({ ok: false });
  }
  for (const method of ['constructor', '__proto__', 'toString', 'vault.dataKey', 'eval']) {
    expect(await inPage(`window.mlc.call(${JSON.stringify(method)}, {})`)).toMatchObject({
      ok: false,
      error: { code: 'APP_UNKNOWN_METHOD' },
    });
  }
  const heard = await inWindowAt(
    own,
    rawPreload,
    `(async () => {
      const heard = [];
      window.raw.hear((id) => heard.push(id));
      for (const args of [[], ['1', null], [0, null], [-1, null], [1.5, null], [2, {}], [3, 'x'], [4, { epoch: 1, sequence: 'x' }], [5, null, 'more']]) {
        window.raw.send('mlc:subscribe', ...args);
        window.raw.send('mlc:unsubscribe', ...args);
      }
      for (const channel of ['mlc:call', 'mlc:event', 'mlc:other']) window.raw.send(channel, {});
      await window.raw.invoke('mlc:call', 'settings.set', { density: 'compact' });
      await window.raw.invoke('mlc:call', 'settings.set', { density: 'comfortable' });
      await new Promise((resolve) => setTimeout(resolve, 200));
      return heard;
    })()`,
  );
  expect(heard).toEqual([]);
  expect(await desktop.call('app.info')).toMatchObject({ ok: true });
});

test('what cannot be sent is an error for the page, not for the app', async () => {
  expect(await inPage(`window.mlc.call('settings.set', { theme: () => 1 }).then(() => 'sent', () => 'refused')`)).toBe(
    'refused',
  );
  expect(await desktop.call('settings.get')).toMatchObject({ ok: true });
});

test('errors arrive with their fields', async () => {
  const seen = await inPage(`window.mlc.call('runs.get', { id: 'no such run' })`);
  expect(seen).toMatchObject({
    ok: false,
    error: { kind: expect.any(String) as string, next: expect.any(String) as string },
  });
});
