import { beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../../main/store/store.ts';
import type { NewEvent } from '../../../main/store/webhook-events.ts';

let store: Store;
beforeEach(() => {
  store = openStore(':memory:');
});

const event = (given: Partial<NewEvent> = {}): NewEvent => ({
  connectionId: 'exact',
  flowId: 'flow',
  provider: 'exact',
  topic: 'PurchaseOrders',
  division: '7',
  key: 'k1',
  action: 'update',
  eventCreatedOn: '2026-11-21T12:00:00.1',
  clientId: 'client',
  stream: 'purchase_orders',
  recordKey: '["7","k1"]',
  receivedAtUtc: '2026-11-21T12:00:01.000Z',
  state: 'received',
  reason: null,
  fingerprint: `${given.key ?? 'k1'} ${given.eventCreatedOn ?? ''} ${given.action ?? ''}`,
  contentType: 'application/json',
  body: '{}',
  ...given,
});
const all = { sort: [], offset: 0, limit: 50 };
const stateOf = (key: string) => store.webhookEvents.page({ text: key }, all).items[0]?.state;

describe('events', () => {
  test('the same event is one row however often it comes, and counts how often', () => {
    expect(store.webhookEvents.insert(event())).toBe(true);
    for (let place = 0; place < 100; place += 1) expect(store.webhookEvents.insert(event())).toBe(false);
    expect(store.webhookEvents.insert(event({ action: 'delete' }))).toBe(true);
    expect(store.webhookEvents.insert(event({ eventCreatedOn: 'later' }))).toBe(true);
    const { total, items } = store.webhookEvents.page({}, all);
    expect(total).toBe(3);
    expect(items.map(({ repeats }) => repeats).sort((a, b) => a - b)).toEqual([0, 0, 100]);
  });

  test('one that concerns two flows is a row in each, and one that concerns none is kept too', () => {
    store.webhookEvents.insert(event());
    store.webhookEvents.insert(event({ flowId: 'other' }));
    store.webhookEvents.insert(
      event({ flowId: null, key: 'x', state: 'ignored', reason: 'company-not-read', stream: null, recordKey: null }),
    );
    const stream = 'purchase_orders';
    expect(store.webhookEvents.pending({ flowId: 'flow', stream }, 10)).toHaveLength(1);
    expect(store.webhookEvents.pending({ flowId: 'other', stream }, 10)).toHaveLength(1);
    expect(store.webhookEvents.pendingCounts().map(({ count }) => count)).toEqual([1, 1]);
    expect(store.webhookEvents.page({ state: 'ignored' }, all).items).toMatchObject([
      { flowId: null, reason: 'company-not-read', settledAtUtc: '2026-11-21T12:00:01.000Z' },
    ]);
  });

  test('a run of the schedule finds what waited or was left before it began, and nothing later', () => {
    store.webhookEvents.insert(event());
    store.webhookEvents.insert(event({ key: 'k2', receivedAtUtc: '2026-11-21T13:00:00.000Z' }));
    store.webhookEvents.insert(event({ key: 'k3', state: 'left', reason: 'many' }));
    store.webhookEvents.insert(event({ key: 'k4', stream: 'items' }));
    const run = { runId: 'run', atUtc: '2026-11-21T12:40:00.000Z' };
    const of = { flowId: 'flow', stream: 'purchase_orders', beforeUtc: '2026-11-21T12:30:00.000Z' };
    expect(store.webhookEvents.foundByPoll(of, run)).toBe(2);
    expect(['k1', 'k2', 'k3', 'k4'].map(stateOf)).toEqual(['polled', 'received', 'polled', 'received']);
  });

  test('rings again what concerned a flow, not what was ignored', () => {
    store.webhookEvents.insert(event());
    store.webhookEvents.insert(event({ flowId: null, key: 'x', state: 'ignored', recordKey: null }));
    store.webhookEvents.settle(1, {
      state: 'landed',
      reason: null,
      runId: 'run',
      settledAtUtc: '2026-11-21T12:00:03.500Z',
    });
    expect(store.webhookEvents.landedMs(10)).toEqual([2_500]);
    expect(store.webhookEvents.ringAgain(['1', '2'])).toBe(1);
    expect(store.webhookEvents.get('1')).toMatchObject({ state: 'received', settledAtUtc: null, runId: 'run' });
  });

  test('what is older than is kept goes, but nothing that still waits', () => {
    store.webhookEvents.insert(event());
    store.webhookEvents.insert(event({ key: 'k2', state: 'left', reason: 'many' }));
    expect(store.webhookEvents.removeBefore('2026-12-01T00:00:00.000Z', 10)).toBe(1);
    expect(store.webhookEvents.page({}, all).items.map(({ key }) => key)).toEqual(['k1']);
  });

  test('a record that a run of the schedule loaded and nobody announced was missed', () => {
    const document = (key: string) => ({
      key,
      label: key,
      state: 'landed' as const,
      stagedHash: null,
      stagedBatchId: null,
      landedHash: 'h',
      landedBatchId: 'b',
      sums: [],
      lastRun: 'run#1',
      lastDisposition: 'loaded' as const,
    });
    store.documents.put('flow', 'purchase_orders', document('["7","k1"]'));
    store.documents.put('flow', 'purchase_orders', document('["7","k2"]'));
    store.webhookEvents.insert(event());
    const run = { runId: 'run', flowId: 'flow', stream: 'purchase_orders', atUtc: '2026-11-21T12:40:00.000Z' };
    store.webhookEvents.noteMissed({ ...run, sinceUtc: '2026-11-21T12:00:00.000Z' });
    expect(store.webhookEvents.missedSince('2026-11-21T00:00:00.000Z')).toBe(1);
    expect(store.webhookEvents.missedSince('2026-11-22T00:00:00.000Z')).toBe(0);
  });
});

test('rejections add up, with when the last one was', () => {
  store.webhookRejections.add(
    { connectionId: 'exact', rejection: 'signature-wrong', count: 2 },
    '2026-11-21T12:00:00.000Z',
  );
  store.webhookRejections.add(
    { connectionId: 'exact', rejection: 'signature-wrong', count: 3 },
    '2026-11-21T13:00:00.000Z',
  );
  store.webhookRejections.add({ connectionId: null, rejection: 'foreign-host', count: 1 }, '2026-11-21T13:00:00.000Z');
  expect(store.webhookRejections.list()).toEqual([
    { connectionId: null, rejection: 'foreign-host', count: 1, lastAtUtc: '2026-11-21T13:00:00.000Z' },
    { connectionId: 'exact', rejection: 'signature-wrong', count: 5, lastAtUtc: '2026-11-21T13:00:00.000Z' },
  ]);
});
