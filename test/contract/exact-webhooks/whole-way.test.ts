import { afterEach, beforeEach, expect, test } from 'vitest';
import { createExactSubscriptions } from '../../../main/connectors/exact/subscriptions.ts';
import { exactRinging } from '../../../main/connectors/exact/ringing.ts';
import type { Subscriptions } from '../../../main/ports/ringing.ts';
import { createSystemClock } from '../../../main/ports/system-time.ts';
import type { Delivered } from '../../../main/webhooks/delivered.ts';
import { webhookProfiles } from '../../../main/webhooks/profiles.ts';
import { startReceiver, type Receiver } from '../../../main/webhooks/receiver.ts';
import { eventually } from '../../support/eventually.ts';
import { createHarness } from '../../support/http-harness.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { guid, SMALL } from '../../support/small-books.ts';
import { startBench, type Bench } from '../practice-exact/exact-client.ts';
import { hashOfToken } from '../../support/webhook-deliveries.ts';

const never = new AbortController().signal;
const division = String(SMALL);
let bench: Bench;
let receiver: Receiver;
let subscriptions: Subscriptions;
let delivered: Delivered[];
let rejected: string[];
let validations: number;
let callbackUrl: string;

beforeEach(async () => {
  bench = await startBench({ allowLoopbackCallbacks: true });
  [delivered, rejected, validations] = [[], [], 0];
  receiver = await startReceiver({
    port: 0,
    profiles: webhookProfiles,
    clock: createSystemClock(),
    persist: (one) => Promise.resolve(delivered.push(one)),
    onRejected: (rejection) => rejected.push(rejection),
    onAnswered: (kind) => {
      if (kind === 'validation') validations += 1;
    },
  });
  const secrets = [bench.exact.registration.webhookSecret];
  const token = 'T'.repeat(43);
  receiver.configure([{ connectionId: 'exact-1', provider: 'exact', tokenHash: hashOfToken(token), secrets }], null);
  callbackUrl = `http://127.0.0.1:${String(receiver.port)}/hook/exact/exact-1/${token}`;
  subscriptions = createExactSubscriptions(contextOf(bench));
});
afterEach(async () => {
  await bench.exact.close();
  await receiver.close();
});

function contextOf({ exact }: Bench) {
  const clock = createVirtualClock({ auto: true });
  const { client } = createHarness({}, { clock });
  const at = '2026-11-21T00:00:00.000Z';
  const secrets: Record<string, string> = { ...exact.secrets };
  const pair = JSON.parse(secrets['tokens'] ?? '{}') as object;
  secrets['tokens'] = JSON.stringify({ ...pair, obtainedAtUtc: new Date(clock.now()).toISOString() });
  return {
    connection: {
      ...{ id: 'exact-1', name: 'Exact', system: 'exact' as const, practice: true, settings: exact.settings },
      ...{ secrets: [], lastCheck: null, createdAtUtc: at, updatedAtUtc: at },
    },
    http: client,
    clock,
    random: { next: () => 0, uuid: () => 'u', bytes: (count: number) => new Uint8Array(count) },
    readSecret: (name: string) => Promise.resolve(secrets[name] ?? ''),
    saveSecret: (name: string, value: string) => {
      secrets[name] = value;
      return Promise.resolve();
    },
  };
}

const ring = (action = 'Update', at = 1) => {
  bench.books.tell({ division: SMALL, entity: 'PurchaseOrders', key: guid(at), action: action as 'Update' });
};

test('subscribes, is validated, is told of a change by a signature that holds, and is told nothing once removed', async () => {
  await subscriptions.add({ division, topic: 'PurchaseOrders', callbackUrl }, never);
  expect(validations).toBe(1);
  const [own] = await subscriptions.list(division, never);
  expect(own).toMatchObject({ topic: 'PurchaseOrders', callbackUrl });
  ring();
  await eventually(() => delivered).toHaveLength(1);
  const [event] = delivered;
  expect(event).toMatchObject({ topic: 'PurchaseOrders', division, key: guid(1), action: 'update' });
  expect(exactRinging.recordKeyOf(event!)).toBe(JSON.stringify([division, guid(1)]));
  await subscriptions.remove({ division, id: own!.id }, never);
  await subscriptions.remove({ division, id: own!.id }, never);
  expect(await subscriptions.list(division, never)).toEqual([]);
  expect(rejected).toEqual([]);
});

test('a wrong hash is refused, and spaces inside what was signed are not', async () => {
  await subscriptions.add({ division, topic: 'PurchaseOrders', callbackUrl }, never);
  bench.exact.setFault('webhook-whitespace', true);
  ring('Update', 1);
  await eventually(() => delivered).toHaveLength(1);
  bench.exact.setFault('webhook-bad-hash', true);
  ring('Update', 2);
  await eventually(() => rejected).toEqual(['signature-wrong']);
  expect(delivered).toHaveLength(1);
});

test('what Exact has against a subscription is told in words', async () => {
  const add = (topic: string, url = callbackUrl) => subscriptions.add({ division, topic, callbackUrl: url }, never);
  await add('Items');
  await add('Items');
  await expect(add('Costcenters')).rejects.toMatchObject({ code: 'WEBHOOK_TOPIC_REFUSED' });
  await expect(add('Accounts', callbackUrl.replace(/.$/, '!'))).rejects.toMatchObject({
    code: 'WEBHOOK_CALLBACK_FAILED',
  });
  await expect(add('Accounts', 'https://elsewhere.example/hook')).rejects.toMatchObject({
    code: 'WEBHOOK_CALLBACK_DOMAIN',
  });
  bench.exact.scopes.delete('organization.administration');
  await expect(subscriptions.list(division, never)).rejects.toMatchObject({ code: 'WEBHOOK_SCOPE_MISSING' });
});
