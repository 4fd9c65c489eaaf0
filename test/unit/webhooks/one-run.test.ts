import { beforeEach, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Run } from '../../../shared/model/run.ts';
import { invoice } from '../../support/engine-harness.ts';
import { createWebhookHarness, type WebhookHarness } from '../../support/webhook-harness.ts';

let harness: WebhookHarness;
const key = 'SAME';

/** The same key names a record of each stream. */
beforeEach(async () => {
  harness = await createWebhookHarness(['invoices', 'credits']);
  for (const stream of ['invoices', 'credits']) harness.source.put(key, invoice(key, ['10'], '10'), stream);
  await harness.sync();
  harness.source.askedByKey.length = 0;
});

const webhookRuns = async (): Promise<readonly Run[]> => {
  const page = { filter: {}, sort: [], offset: 0, limit: 50 };
  const { items } = await ask(harness.engine, 'runs.list', page);
  const own = items.filter(({ trigger }) => trigger === 'webhook').reverse();
  return Promise.all(own.map(({ id }) => ask(harness.engine, 'runs.get', { id })));
};
/** What became of the events of the record, by topic. */
const fates = () => {
  const { items } = harness.store.webhookEvents.page({}, { sort: [], offset: 0, limit: 50 });
  return Object.fromEntries(items.map(({ topic, state, reason }) => [topic, [state, reason]]));
};
const ringBoth = () => {
  harness.event(key, { topic: 'Credits' });
  harness.event(key);
};
/** Both streams have rung, and the run has begun. */
const begin = async () => {
  ringBoth();
  await harness.clock.advance(1_000);
  harness.engine.services.webhooks.fetchNow();
};
const untilIdle = () => harness.engine.services.runner.whenIdle();

test('streams that have rung are read in one run, in the flow’s order, and each of them is reconciled', async () => {
  harness.source.put(key, invoice(key, ['15'], '15'));
  harness.source.put(key, invoice(key, ['7'], '7'), 'credits');
  ringBoth();
  await harness.settle();
  const runs = await webhookRuns();
  expect(runs).toHaveLength(1);
  expect(runs[0]?.streams.map(({ stream, counts, reconciled }) => [stream, counts.loaded, reconciled])).toEqual([
    ['invoices', 1, true],
    ['credits', 1, true],
  ]);
  const landedOf = (run: Run | undefined) => run?.streams.map(({ windowTotals }) => windowTotals[0]?.landed);
  expect(landedOf(runs[0])).toEqual(['15', '7']);
  expect(harness.source.askedByKey).toEqual([key, key]);
  expect(fates()).toEqual({ SalesInvoices: ['landed', null], Credits: ['landed', null] });
});

test('an event is told as landed once its own stream has, while the run goes on with another', async () => {
  harness.source.put(key, invoice(key, ['15'], '15'));
  const gate = Promise.withResolvers<undefined>();
  harness.source.beforePage = (_page, stream) => (stream === 'credits' ? gate.promise : Promise.resolve());
  await begin();
  for (let turn = 0; turn < 500 && fates()['SalesInvoices']?.[0] === 'received'; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(fates()).toEqual({ SalesInvoices: ['landed', null], Credits: ['received', null] });
  expect(harness.engine.services.runner.isBusy).toBe(true);
  gate.resolve(undefined);
  await untilIdle();
  expect(fates()).toEqual({ SalesInvoices: ['landed', null], Credits: ['unchanged', null] });
});

test('a fault of one stream leaves its own events, and the others land', async () => {
  harness.source.put(key, invoice(key, ['15'], '15'), 'credits');
  harness.source.beforePage = (_page, stream) =>
    stream === 'invoices' ? Promise.reject(new AppError('FAKE_REFUSED', 'permission')) : Promise.resolve();
  await begin();
  await untilIdle();
  expect(fates()).toEqual({ SalesInvoices: ['left', 'run-failed'], Credits: ['landed', null] });
});

test('a run that is stopped leaves what it had not read, and says so', async () => {
  const gate = Promise.withResolvers<undefined>();
  harness.source.beforePage = (_page, stream) => (stream === 'credits' ? gate.promise : Promise.resolve());
  await begin();
  const run = harness.engine.services.runner.runningOf('flow');
  harness.engine.services.runner.cancel(run!.id);
  gate.resolve(undefined);
  await untilIdle();
  expect(fates()['Credits']).toEqual(['left', 'stopped']);
});

test('a record of one stream is deleted and its namesake of another is not', async () => {
  harness.source.remove(key);
  harness.event(key, { action: 'delete' });
  harness.event(key, { topic: 'Credits' });
  await harness.settle();
  expect(fates()).toEqual({ SalesInvoices: ['gone', null], Credits: ['unchanged', null] });
  expect(harness.store.documents.get('flow', 'credits', key)?.state).toBe('landed');
});
