import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createDispatcher } from '../../../main/api/dispatch.ts';
import { createEventHub, type EventHub } from '../../../main/api/event-hub.ts';
import { createSystemClock, createSystemRandom } from '../../../main/ports/system-time.ts';
import { defaultSettings } from '../../../shared/model/settings.ts';
import { startWebHost, type WebHost } from '../../../main/web-host/server.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

let folder: string;
let hub: EventHub;
let host: WebHost;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlc-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets', 'index.html'), '<!doctype html><title>ml-connector</title>');
  await writeFile(join(folder, 'secret.html'), 'outside');
  hub = createEventHub('epoch-1');
  const settings = { ...defaultSettings, theme: 'dark' } as const;
  const dispatcher = createDispatcher({ 'settings.get': () => Promise.resolve(settings) });
  host = await startWebHost({
    app: { call: (method, input) => dispatcher.call(method, input), subscribe: hub.subscribe },
    assetsFolder: join(folder, 'assets'),
    clock: createSystemClock(),
    random: createSystemRandom(),
  });
});

afterEach(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

/** A bare request: neither Host nor Origin is set or corrected on the way. */
function ask(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  const { port } = new URL(host.address);
  return new Promise<Answer>((resolve, reject) => {
    const sent = httpRequest(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', agent: false, headers: options.headers ?? {} },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

function post(path: string, value: unknown, headers: Record<string, string> = {}) {
  return ask(path, {
    method: 'POST',
    headers: { origin: host.address, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  });
}

const oneTimeToken = () => new URL(host.windowAddress()).hash.replace('#token=', '');

async function openWindow(token = oneTimeToken()) {
  return JSON.parse((await post('/session', { token })).body) as { window: string; next: string };
}

const call = { method: 'settings.get', input: {} };

test('a window exchanges its token and asks', async () => {
  const { window } = await openWindow();
  const answer = await post('/call', call, { 'x-mlc-window': window });
  expect(JSON.parse(answer.body)).toEqual({
    ok: true,
    value: { ...defaultSettings, theme: 'dark' },
  });
});

test('a one-time token opens one window only', async () => {
  const token = oneTimeToken();
  expect((await post('/session', { token })).status).toBe(200);
  expect((await post('/session', { token })).status).toBe(401);
  expect((await post('/session', { token: 'guessed' })).status).toBe(401);
});

test('a reload opens again and ends the window before it', async () => {
  const first = await openWindow();
  const second = await openWindow(first.next);
  expect((await post('/call', call, { 'x-mlc-window': first.window })).status).toBe(401);
  expect((await post('/call', call, { 'x-mlc-window': second.window })).status).toBe(200);
});

test.each(['', 'guessed'])('a call with the window header “%s” is refused', async (window) => {
  expect((await post('/call', call, { 'x-mlc-window': window })).status).toBe(401);
});

test('a foreign host is refused, also for the page itself', async () => {
  for (const name of ['evil.example', 'localhost', '127.0.0.1', `127.0.0.1:1`]) {
    expect((await ask('/', { headers: { host: name } })).status).toBe(421);
  }
});

test('a foreign or missing origin is refused', async () => {
  const { window } = await openWindow();
  for (const origin of ['http://evil.example', 'null', host.address.replace('http:', 'https:'), `${host.address}0`]) {
    expect((await post('/call', call, { 'x-mlc-window': window, origin })).status).toBe(403);
    expect((await ask('/', { headers: { origin } })).status).toBe(403);
  }
  const without = { 'content-type': 'application/json', 'x-mlc-window': window };
  expect((await ask('/call', { method: 'POST', headers: without, body: JSON.stringify(call) })).status).toBe(403);
});

test('every answer carries the policy, is not kept and sets no cookie', async () => {
  for (const answer of [await ask('/'), await ask('/nowhere'), await post('/session', { token: oneTimeToken() })]) {
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(answer.headers['content-security-policy']).not.toContain('unsafe');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    expect(answer.headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
});

test.each(['/../secret.html', '/%2e%2e/secret.html', '/..%2fsecret.html', '/%2e%2e%5csecret.html', '/a%00.html', '/%'])(
  'the path %s leads nowhere',
  async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.body).toBe('');
  },
);

test('other methods and other types of body are refused', async () => {
  expect((await ask('/', { method: 'PUT' })).status).toBe(405);
  expect((await ask('/call', { method: 'OPTIONS', headers: { origin: host.address } })).status).toBe(405);
  expect((await post('/session', {}, { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await post('/elsewhere', {})).status).toBe(404);
});

test('a body beyond its limit is refused, announced or not', async () => {
  const { window } = await openWindow();
  const body = JSON.stringify({ ...call, input: 'x'.repeat(5_000_000) });
  const headers = { origin: host.address, 'content-type': 'application/json', 'x-mlc-window': window };
  const announced = { ...headers, 'content-length': String(body.length) };
  expect((await ask('/call', { method: 'POST', headers: announced })).status).toBe(413);
  expect((await post('/session', { token: 'x'.repeat(5_000) })).status).toBe(413);
});

test('a method outside the contract is answered in words, not with a failure', async () => {
  const { window } = await openWindow();
  const answer = await post('/call', { method: '__proto__', input: {} }, { 'x-mlc-window': window });
  expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'APP_UNKNOWN_METHOD' } });
});

test('the owner token opens the engine door to processes, never to a page', async () => {
  const headers = { 'content-type': 'application/json', 'x-mlc-owner': host.ownerToken };
  const ping = (more: Record<string, string>) =>
    ask('/engine/ping', { method: 'POST', headers: { ...headers, ...more }, body: '{}' });
  expect(JSON.parse((await ping({})).body)).toEqual({ pid: process.pid });
  expect((await ping({ 'x-mlc-owner': 'guessed' })).status).toBe(401);
  expect((await ping({ origin: host.address })).status).toBe(403);
});

function listen(first: unknown, origin: string = host.address) {
  const seen: unknown[] = [];
  const socket = new WebSocket(`${host.address.replace('http', 'ws')}/events`, { origin });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const failed = new Promise<string>((resolve) =>
    socket.once('error', (error) => {
      resolve(error.message);
    }),
  );
  socket.on('open', () => {
    socket.send(JSON.stringify(first));
  });
  let wake: () => void = () => undefined;
  socket.on('message', (data) => {
    seen.push(JSON.parse((data as Buffer).toString('utf8')));
    wake();
  });
  const until = async (count: number) => {
    while (seen.length < count) await new Promise<void>((resolve) => (wake = resolve));
    return seen;
  };
  return { socket, closed, failed, until };
}

test('a window that was away gets the newest snapshot of what it missed, then what happens', async () => {
  const { window } = await openWindow();
  hub.publish({ topic: 'changed', subject: 'flows' });
  hub.publish({ topic: 'changed', subject: 'connections' });
  hub.publish({ topic: 'changed', subject: 'flows' });
  const socket = listen({ window, after: { epoch: 'epoch-1', sequence: 2 } });
  expect(await socket.until(1)).toEqual([
    { sequence: 3, epoch: 'epoch-1', payload: { topic: 'changed', subject: 'flows' } },
  ]);
  hub.publish({ topic: 'changed', subject: 'rejected' });
  expect((await socket.until(2))[1]).toMatchObject({ sequence: 4 });
  const other = listen({ window, after: { epoch: 'before the restart', sequence: 99 } });
  expect((await other.until(3)).map((event) => (event as { sequence: number }).sequence)).toEqual([2, 3, 4]);
});

test('an event socket without a window, or of a page elsewhere, is closed', async () => {
  expect(await listen({ window: 'guessed', after: null }).closed).toBe(4401);
  expect(await listen('nonsense').closed).toBe(4401);
  expect(await listen({ owner: host.ownerToken, after: null }).closed).toBe(4401);
  expect(await listen({}, 'http://evil.example').failed).toContain('403');
});

test('the events of a window end when a reload replaces it', async () => {
  const { window, next } = await openWindow();
  hub.publish({ topic: 'changed', subject: 'app' });
  const socket = listen({ window, after: null });
  await socket.until(1);
  await openWindow(next);
  expect(await socket.closed).toBe(4401);
});
