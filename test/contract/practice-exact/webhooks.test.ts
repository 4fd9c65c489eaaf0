import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signedBody } from '../../../sandbox/exact/webhooks/deliveries.ts';
import { guid, SMALL } from '../../support/small-books.ts';
import { get, startBench, type Bench } from './exact-client.ts';

interface Received {
  readonly host: string;
  readonly body: string;
}

let bench: Bench;
let hook: Server;
let callback: string;
let received: Received[];
let status: number;

beforeEach(async () => {
  bench = await startBench({ allowLoopbackCallbacks: true });
  received = [];
  status = 200;
  hook = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ host: request.headers.host ?? '', body: Buffer.concat(parts).toString('utf8') });
      response.statusCode = status;
      response.end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  callback = `http://127.0.0.1:${String((hook.address() as AddressInfo).port)}/hook`;
});
afterEach(async () => {
  await bench.exact.close();
  hook.closeAllConnections();
  await new Promise((resolve) => hook.close(resolve));
});

const PATH = 'webhooks/WebhookSubscriptions';
const subscribe = (body: Record<string, unknown>) => get(bench.exact, PATH, { method: 'POST', body });
const bodies = () => received.map(({ body }) => body).filter((body) => body !== '');

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000 && !holds(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(holds()).toBe(true);
}

function change(at = 1): void {
  bench.books.tell({ division: SMALL, entity: 'PurchaseOrders', key: guid(at), action: 'Update' });
}

it('signs the raw text of Content as the reference vector does', () => {
  const content =
    '{"Topic":"PurchaseOrders","ClientId":"78c73eec-2882-459d-b3f4-83a21a49591a","Division":2256995,"Action":"Update","Key":"11111111-2222-3333-4444-555555555555","ExactOnlineEndpoint":"https://start.exactonline.nl/api/v1/2256995/purchaseorder/PurchaseOrders(guid\'11111111-2222-3333-4444-555555555555\')","EventCreatedOn":"2026-11-21T10:15:30.123"}';
  expect(signedBody(content, 'sim-webhook-secret')).toBe(
    `{"Content":${content},"HashCode":"A0242813FD402AD799D76BDF77BEEADAA471A215DFE2F1A23864B5546C081A14"}`,
  );
});

describe('a subscription', () => {
  it('is made once its address answered an empty POST, is listed, and ends', async () => {
    const made = await subscribe({ Topic: 'PurchaseOrders', CallbackURL: callback });
    expect(made.status).toBe(201);
    expect(received).toEqual([{ host: new URL(callback).host, body: '' }]);
    const listed = await get(bench.exact, `${PATH}?$select=ID,Topic,CallbackURL,ClientID`);
    expect(listed.rows[0]).toMatchObject({
      ID: made.body.d.ID,
      Topic: 'PurchaseOrders',
      CallbackURL: callback,
      ClientID: bench.exact.registration.clientId,
    });
    const again = await subscribe({ Topic: 'PurchaseOrders', CallbackURL: callback });
    expect([again.status, again.body.error.message.value]).toEqual([500, 'Data already exists']);
    const one = `${PATH}(guid'${String(made.body.d.ID)}')`;
    expect((await get(bench.exact, one, { method: 'DELETE' })).status).toBe(204);
    expect((await get(bench.exact, one)).status).toBe(404);
  });

  it.each([
    [{ Topic: 'Costcenters' }, "Invalid: Topic 'Costcenters'"],
    [{ Topic: 'Items', IsInstant: true }, 'instant'],
    [{ Topic: 'Items', CallbackURL: 'http://example.invalid/x' }, 'https'],
    [{ Topic: 'Items', CallbackURL: 'https://elsewhere.example/x' }, 'same domain'],
    [{ CallbackURL: 'https://practice.invalid/x' }, 'Mandatory: Topic'],
  ])('is refused: %j', async (body, text) => {
    const answer = await subscribe({ CallbackURL: callback, ...body });
    expect(answer.status).toBe(500);
    expect(answer.body.error.message.value).toContain(text);
    expect(bench.exact.subscriptions()).toEqual([]);
  });

  it('is refused where the address does not answer well, or dies later', async () => {
    status = 503;
    const refused = await subscribe({ Topic: 'Items', CallbackURL: callback });
    expect(refused.body.error.message.value).toBe(
      'Invalid: Post to callback URL endpoint returns 503 Service Unavailable',
    );
    bench.exact.setFault('webhook-late-validation', true, 1);
    expect((await subscribe({ Topic: 'Items', CallbackURL: callback })).status).toBe(201);
    expect(bench.exact.subscriptions()).toHaveLength(1);
    await bench.clock.advance(1_000);
    await until(() => bench.exact.subscriptions().length === 0);
  });

  it('needs the scope with Manage', async () => {
    bench.exact.setFault('scope-read-only', true);
    const refused = await subscribe({ Topic: 'Items', CallbackURL: callback });
    expect([refused.status, refused.body.error.message.value]).toEqual([
      403,
      "Forbidden - Application Scope Violated. Cannot manage 'organization.administration' scope.",
    ]);
  });

  it('reaches a public host through its tunnel', async () => {
    bench.exact.setTunnel('hooks.practice.invalid', new URL(callback).origin);
    const made = await subscribe({ Topic: 'Items', CallbackURL: 'https://hooks.practice.invalid/hook' });
    expect(made.status).toBe(201);
    expect(received).toEqual([{ host: 'hooks.practice.invalid', body: '' }]);
  });
});

describe('an event', () => {
  beforeEach(async () => {
    await subscribe({ Topic: 'PurchaseOrders', CallbackURL: callback });
  });

  it('names what changed, when by the clock of Amsterdam, with its hash', async () => {
    change();
    await until(() => bodies().length === 1);
    const { clientId, webhookSecret } = bench.exact.registration;
    const content = `{"Topic":"PurchaseOrders","ClientId":"${clientId}","Division":${String(SMALL)},"Action":"Update","Key":"${guid(1)}","ExactOnlineEndpoint":"${bench.exact.address}/api/v1/${String(SMALL)}/purchaseorder/PurchaseOrders(guid'${guid(1)}')","EventCreatedOn":"2026-11-21T13:00:10"}`;
    expect(bodies()).toEqual([signedBody(content, webhookSecret)]);
    bench.books.tell({ division: SMALL, entity: 'Items', key: guid(1), action: 'Update' });
    await until(() => bench.exact.deliveries.length === 1);
    expect(bench.exact.deliveries[0]).toMatchObject({ attempt: 1, status: 200 });
  });

  it('comes again after 2, 4, 8 … minutes until it is accepted, eleven times at most', async () => {
    status = 500;
    change();
    await until(() => bench.exact.deliveries.length === 1);
    for (let retry = 1; retry <= 10; retry += 1) {
      await bench.clock.untilSleeping();
      await bench.clock.advance(2 ** retry * 60_000 - 1);
      expect(bench.exact.deliveries).toHaveLength(retry);
      await bench.clock.advance(1);
      await until(() => bench.exact.deliveries.length === retry + 1);
    }
    await bench.clock.advance(3_000 * 60_000);
    expect(bench.exact.deliveries.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('comes twice, not at all, with a wrong hash, or with spaces', async () => {
    bench.exact.setFault('webhook-duplicate', true, 1);
    change(1);
    await until(() => bench.exact.deliveries.length === 2);
    expect(bodies()[0]).toBe(bodies()[1]);
    bench.exact.setFault('webhook-drop', true, 1);
    change(2);
    await until(() => bench.exact.deliveries.length === 3);
    expect(bench.exact.deliveries[2]?.status).toBeNull();
    bench.exact.setFault('webhook-bad-hash', true, 1);
    change(3);
    await until(() => bodies().length === 3);
    const [, content = ''] = /^\{"Content":(.*),"HashCode"/s.exec(bodies()[2] ?? '') ?? [];
    expect(bodies()[2]).not.toBe(signedBody(content, bench.exact.registration.webhookSecret));
    bench.exact.setFault('webhook-whitespace', true, 1);
    change(4);
    await until(() => bodies().length === 4);
    const [, spaced = ''] = /^\{"Content":(.*),"HashCode"/s.exec(bodies()[3] ?? '') ?? [];
    expect(spaced).toContain('\n  "Topic": ');
    expect(bodies()[3]).toBe(signedBody(spaced, bench.exact.registration.webhookSecret));
  });

  it('comes after a later one', async () => {
    bench.exact.setFault('webhook-reorder', true, 1);
    change(1);
    change(2);
    await until(() => bodies().length === 1);
    expect(bodies()[0]).toContain(guid(2));
    await bench.clock.advance(60_000);
    await until(() => bodies().length === 2);
    expect(bodies()[1]).toContain(guid(1));
  });
});
