import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSystemClock } from '../../../main/ports/system-time.ts';
import type { Delivered } from '../../../main/webhooks/delivered.ts';
import { webhookProfiles } from '../../../main/webhooks/profiles.ts';
import { startReceiver, type Receiver } from '../../../main/webhooks/receiver.ts';
import { exactBody, hashOfToken, send } from '../../support/webhook-deliveries.ts';

const secret = 'webhook-secret';
const token = 'T'.repeat(43);
const path = `/hook/exact/exact-1/${token}`;
const channel = { connectionId: 'exact-1', provider: 'exact', tokenHash: hashOfToken(token), secrets: [secret] };
const body = exactBody(secret, { key: '11111111-2222-3333-4444-555555555555' });

let receiver: Receiver;
let kept: Delivered[];
let rejected: string[];
let answered: string[];
let persist: (delivered: Delivered) => Promise<unknown>;

beforeEach(async () => {
  [kept, rejected, answered] = [[], [], []];
  persist = (delivered) => Promise.resolve(kept.push(delivered));
  receiver = await startReceiver({
    port: 0,
    profiles: webhookProfiles,
    clock: createSystemClock(),
    persist: (delivered) => persist(delivered),
    onRejected: (rejection, connectionId) => rejected.push(`${rejection} ${connectionId ?? '-'}`),
    onAnswered: (kind) => answered.push(kind),
  });
  receiver.configure([channel], 'hooks.company.example');
});
afterEach(() => receiver.close());

test('keeps what was signed and then answers 200', async () => {
  expect(await send(receiver.port, { path, body, headers: { 'content-type': 'text/plain' } })).toBe(200);
  expect(kept).toMatchObject([
    { connectionId: 'exact-1', provider: 'exact', topic: 'PurchaseOrders', body, contentType: 'text/plain' },
  ]);
  expect(answered).toEqual(['event']);
  expect(rejected).toEqual([]);
});

test('the empty validation is answered and not kept', async () => {
  expect(await send(receiver.port, { path })).toBe(200);
  expect([kept, answered]).toEqual([[], ['validation']]);
});

test('a wrong and a missing signature are answered 401 and counted', async () => {
  expect(await send(receiver.port, { path, body: exactBody('guessed', { key: 'k' }) })).toBe(401);
  expect(await send(receiver.port, { path, body: '{"Content":{}}' })).toBe(401);
  expect(await send(receiver.port, { path, body: 'hello' })).toBe(401);
  expect(rejected).toEqual(['signature-wrong exact-1', 'signature-missing exact-1', 'unreadable exact-1']);
  expect(kept).toEqual([]);
});

test('everything but a POST to the one address is not found', async () => {
  for (const wrong of [
    '/',
    '/hook',
    `${path}x`,
    `${path}/more`,
    `/hook/exact/exact-2/${token}`,
    path.replace('T', 'U'),
  ]) {
    expect(await send(receiver.port, { path: wrong, body }), wrong).toBe(404);
  }
  for (const method of ['GET', 'PUT', 'OPTIONS', 'HEAD']) {
    expect(await send(receiver.port, { method, path, body: method === 'PUT' ? body : '' }), method).toBe(404);
  }
  expect(kept).toEqual([]);
});

test('only the tunnel’s name and this door itself are let in; pages in a browser are not', async () => {
  expect(await send(receiver.port, { path, body, headers: { host: 'HOOKS.company.example' } })).toBe(200);
  expect(await send(receiver.port, { path, body, headers: { host: `localhost:${String(receiver.port)}` } })).toBe(200);
  expect(await send(receiver.port, { path, body, headers: { host: 'evil.example' } })).toBe(404);
  expect(await send(receiver.port, { path, body, headers: { host: '127.0.0.1:1' } })).toBe(404);
  expect(await send(receiver.port, { path, body, headers: { origin: 'https://hooks.company.example' } })).toBe(404);
  expect(await send(receiver.port, { path, body, headers: { 'sec-fetch-site': 'cross-site' } })).toBe(404);
  expect(rejected.map((one) => one.split(' ')[0])).toEqual([
    'foreign-host',
    'foreign-host',
    'from-a-browser',
    'from-a-browser',
  ]);
});

test('a body that is encoded, or larger than events are, is not read', async () => {
  expect(await send(receiver.port, { path, body, headers: { 'content-encoding': 'gzip' } })).toBe(415);
  expect(await send(receiver.port, { path, body: 'x'.repeat(64 * 1024 + 1) })).toBe(413);
  const chunked = { 'transfer-encoding': 'chunked' };
  const status = await send(receiver.port, { path, body: 'x'.repeat(10 * 1024 * 1024), headers: chunked }).catch(
    () => 413,
  );
  expect(status).toBe(413);
  expect(kept).toEqual([]);
});

test('what could not be kept is answered 503, so that it comes again', async () => {
  persist = () => Promise.reject(new Error('locked'));
  expect(await send(receiver.port, { path, body })).toBe(503);
  persist = (delivered) => Promise.resolve(kept.push(delivered));
  expect(await send(receiver.port, { path, body })).toBe(200);
  expect(rejected).toEqual(['not-stored exact-1']);
  expect(kept).toHaveLength(1);
});

test('what takes longer than a second to keep is answered 503', async () => {
  persist = () => new Promise(() => undefined);
  expect(await send(receiver.port, { path, body })).toBe(503);
  expect(rejected).toEqual(['not-stored exact-1']);
});

test('without its secret nothing is taken, and the sender is asked to come again', async () => {
  receiver.configure([{ ...channel, secrets: [] }], null);
  expect(await send(receiver.port, { path, body })).toBe(503);
  expect(await send(receiver.port, { path })).toBe(200);
  expect(rejected).toEqual(['no-secret exact-1']);
});

test('who sends much that is not right is told to slow down; what is right goes on', async () => {
  const wrong = exactBody('guessed', { key: 'k' });
  const answers: number[] = [];
  for (let place = 0; place < 150; place += 1) answers.push(await send(receiver.port, { path, body: wrong }));
  expect(answers.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => 401));
  expect(answers).toContain(429);
  expect(await send(receiver.port, { path, body })).toBe(200);
  expect(rejected.filter((one) => one.startsWith('signature-wrong'))).toHaveLength(150);
});

test('many at once are each kept', async () => {
  const bodies = Array.from({ length: 100 }, (_, place) => exactBody(secret, { key: `k${String(place)}` }));
  const answers = await Promise.all(bodies.map((one) => send(receiver.port, { path, body: one })));
  expect(new Set(answers)).toEqual(new Set([200]));
  expect(new Set(kept.map(({ key }) => key)).size).toBe(100);
});

test('a sender that leaves in the middle, or speaks no HTTP, does no harm', async () => {
  await new Promise<void>((resolve) => {
    const socket = connect(receiver.port, '127.0.0.1', () => {
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${String(receiver.port)}\r\ncontent-length: 400\r\n\r\n{`,
        () => {
          socket.destroy();
          resolve();
        },
      );
    });
  });
  await new Promise<void>((resolve) => {
    const socket = connect(receiver.port, '127.0.0.1', () => socket.end('\u0000\u0001 nonsense\r\n\r\n'));
    socket.once('close', () => {
      resolve();
    });
    socket.resume();
  });
  expect(await send(receiver.port, { path, body })).toBe(200);
});
