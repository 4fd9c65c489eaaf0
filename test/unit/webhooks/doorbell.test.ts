import { beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { invoice } from '../../support/engine-harness.ts';
import { createWebhookHarness, type WebhookHarness } from '../../support/webhook-harness.ts';

let harness: WebhookHarness;
const page = { filter: {}, sort: [], offset: 0, limit: 50 };

beforeEach(async () => {
  harness = await createWebhookHarness(['invoices', 'credits']);
  harness.source.put('I-1', invoice('I-1', ['10'], '10'));
  harness.source.put('I-2', invoice('I-2', ['20'], '20'));
  await harness.sync();
  harness.source.askedByKey.length = 0;
});

const runs = async () => (await ask(harness.engine, 'runs.list', page)).items;
const webhookRuns = async () => (await runs()).filter(({ trigger }) => trigger === 'webhook');

test('an event fetches its record by its key, and what changed lands', async () => {
  harness.source.put('I-1', invoice('I-1', ['15'], '15'));
  harness.event('I-1');
  await harness.settle();
  expect(harness.source.askedByKey).toEqual(['I-1']);
  expect(harness.fates('I-1')).toEqual([['landed', null]]);
  const [run] = await webhookRuns();
  expect(run).toMatchObject({ state: 'succeeded', streams: [{ stream: 'invoices', counts: { read: 1, loaded: 1 } }] });
  const { items } = await ask(harness.engine, 'webhooks.events', page);
  expect(items).toMatchObject([
    { runId: run!.id, flowName: 'Invoices', streamLabel: 'Invoices', connectionName: 'workday', repeats: 0 },
  ]);
  const { landed, waiting } = await ask(harness.engine, 'webhooks.get', {});
  expect(landed.count).toBe(1);
  expect(landed.p95Ms).toBeGreaterThan(0);
  expect(waiting).toBe(0);
});

test('nothing moves its cursor for an event: the next run of the schedule reads the window all the same', async () => {
  const before = harness.store.streams.get('flow', 'invoices').cursor;
  harness.event('I-1');
  await harness.settle();
  expect(harness.fates('I-1')).toEqual([['unchanged', null]]);
  expect(harness.store.streams.get('flow', 'invoices').cursor).toEqual(before);
});

test('several events of one record are one fetch, and the same one said twice is one event', async () => {
  for (let place = 0; place < 20; place += 1) harness.event('I-1');
  harness.event('I-2', { eventCreatedOn: 'same', fingerprint: 'same' });
  harness.event('I-2', { eventCreatedOn: 'same', fingerprint: 'same' });
  await harness.settle();
  expect(harness.source.askedByKey).toEqual(['I-1', 'I-2']);
  expect(await webhookRuns()).toHaveLength(1);
  expect(harness.fates('I-1')).toHaveLength(20);
  const { items } = await ask(harness.engine, 'webhooks.events', { ...page, filter: { text: 'I-2' } });
  expect(items).toMatchObject([{ repeats: 1, state: 'unchanged' }]);
  const { rejections } = await ask(harness.engine, 'webhooks.get', {});
  expect(rejections).toMatchObject([{ connectionId: 'workday', rejection: 'replayed', count: 1 }]);
});

test('within the first second nothing is fetched: what is changed once is often changed twice', async () => {
  harness.event('I-1');
  harness.engine.services.webhooks.fetchNow();
  expect(harness.engine.services.runner.isBusy).toBe(false);
  await harness.clock.advance(999);
  harness.engine.services.webhooks.fetchNow();
  expect(harness.engine.services.runner.isBusy).toBe(false);
  await harness.clock.advance(1);
  harness.engine.services.webhooks.fetchNow();
  expect(harness.engine.services.runner.isBusy).toBe(true);
  await harness.engine.services.runner.whenIdle();
});

test('a run that is under way is waited for', async () => {
  const gate = Promise.withResolvers<undefined>();
  harness.source.beforePage = () => gate.promise;
  await ask(harness.engine, 'runs.start', { flowId: 'flow', streams: ['credits'] });
  harness.event('I-1');
  await harness.clock.advance(5_000);
  harness.engine.services.webhooks.fetchNow();
  expect(harness.fates('I-1')).toEqual([['received', null]]);
  gate.resolve(undefined);
  await harness.engine.services.runner.whenIdle();
  await harness.settle();
  expect(harness.fates('I-1')).toEqual([['unchanged', null]]);
});

describe('what was deleted', () => {
  test('is gone when its system said so and does not give it either', async () => {
    harness.source.remove('I-1');
    harness.event('I-1', { action: 'delete' });
    await harness.settle();
    expect(harness.fates('I-1')).toEqual([['gone', null]]);
    expect(harness.store.documents.get('flow', 'invoices', 'I-1')?.state).toBe('deleted');
  });

  test('is not gone while its system still gives it: the event alone deletes nothing', async () => {
    harness.event('I-1', { action: 'delete' });
    await harness.settle();
    expect(harness.fates('I-1')).toEqual([['unchanged', null]]);
    expect(harness.store.documents.get('flow', 'invoices', 'I-1')?.state).toBe('landed');
  });

  test('and was never read is gone without a trace', async () => {
    harness.event('came-and-went', { action: 'create' });
    harness.event('came-and-went', { action: 'delete' });
    await harness.settle();
    expect(harness.fates('came-and-went')).toEqual([
      ['gone', null],
      ['gone', null],
    ]);
  });

  test('was made again since: the last word counts', async () => {
    harness.source.byKey = false;
    harness.event('I-1', { action: 'delete' });
    harness.event('I-1', { action: 'create' });
    await harness.settle();
    expect(harness.fates('I-1')).toEqual([
      ['left', 'not-given'],
      ['left', 'not-given'],
    ]);
    expect(harness.store.documents.get('flow', 'invoices', 'I-1')?.state).toBe('landed');
  });
});

describe('what is not fetched now', () => {
  test('is left to the flow’s next run in a pause, which finds it', async () => {
    await ask(harness.engine, 'flows.pause', { id: 'flow', reason: 'month end' });
    harness.source.put('I-1', invoice('I-1', ['16'], '16'));
    harness.event('I-1');
    await harness.settle();
    expect(harness.fates('I-1')).toEqual([['left', 'paused']]);
    await ask(harness.engine, 'flows.resume', { id: 'flow' });
    await harness.sync();
    expect(harness.fates('I-1')).toEqual([['polled', 'paused']]);
  });

  test('is left when too many wait: a window brings them for less', async () => {
    for (let place = 0; place <= 200; place += 1) harness.event(`N-${String(place)}`);
    await harness.settle();
    expect(harness.source.askedByKey).toEqual([]);
    expect(harness.fates('N-7')).toEqual([['left', 'many']]);
  });

  test('is left when the source failed, and a record that it does not give too', async () => {
    harness.event('nobody');
    await harness.settle();
    expect(harness.fates('nobody')).toEqual([['left', 'not-given']]);
    harness.source.faults.set(0, new Error('away'));
    harness.event('I-1');
    await harness.settle();
    expect(harness.fates('I-1')[0]?.[0]).toMatch(/left|unchanged/);
  });
});

test('a company, an app, a topic and a key that are none of ours are kept and nothing is fetched', async () => {
  harness.event('I-1', { division: '8' });
  harness.event('I-1', { clientId: 'other' });
  harness.event('I-1', { topic: 'StockPositions' });
  harness.event('');
  harness.event('I-2', { connectionId: 'gone' });
  await harness.settle();
  expect(harness.fates('I-1')).toEqual([
    ['ignored', 'company-not-read'],
    ['ignored', 'other-app'],
    ['ignored', 'topic-not-read'],
  ]);
  expect(harness.fates('')).toEqual([['ignored', 'key-unreadable']]);
  expect(harness.fates('I-2')).toEqual([['ignored', 'no-flow']]);
  expect(harness.source.askedByKey).toEqual([]);
});

test('a rejected record says so, and chosen events are fetched again', async () => {
  harness.source.put('I-1', invoice('I-1', ['1'], 'many'));
  harness.event('I-1');
  await harness.settle();
  expect(harness.fates('I-1')).toEqual([['fetched', 'rejected']]);
  harness.source.put('I-1', invoice('I-1', ['17'], '17'));
  const { items } = await ask(harness.engine, 'webhooks.events', page);
  expect(await ask(harness.engine, 'webhooks.ring-again', { ids: items.map(({ id }) => id) })).toEqual({ changed: 1 });
  await harness.settle();
  expect(harness.fates('I-1')).toEqual([['landed', null]]);
  // How long ago it came says nothing of how soon events land.
  expect((await ask(harness.engine, 'webhooks.get', {})).landed.count).toBe(0);
});

test('what a run was fetching when the process ended is fetched by the next process', async () => {
  harness.event('I-1');
  harness.store.webhookEvents.takeUp([1], 'a run that was killed');
  const next = harness.restart();
  await next.clock.advance(1_000);
  next.engine.services.webhooks.fetchNow();
  await next.engine.services.runner.whenIdle();
  expect(harness.fates('I-1')).toEqual([['unchanged', null]]);
});

test('a change that nobody announced is counted as missed, where it could have been', async () => {
  harness.engine.services.webhooks.subscribed.note('workday', '7', ['SalesInvoices']);
  await harness.sync();
  await harness.sync();
  harness.source.put('I-1', invoice('I-1', ['18'], '18'));
  harness.source.put('I-2', invoice('I-2', ['21'], '21'));
  harness.event('I-2');
  await harness.sync();
  expect((await ask(harness.engine, 'webhooks.get', {})).missed).toBe(1);
  expect(harness.fates('I-2')).toEqual([['polled', null]]);
});
