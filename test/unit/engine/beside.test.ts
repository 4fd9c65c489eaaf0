import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Run } from '../../../shared/model/run.ts';
import type { Batch, TargetStream } from '../../../main/ports/destination.ts';
import type { Integration } from '../../../main/ports/integration.ts';
import { AloneInRun } from '../../../main/engine/installation/alone-in-run.ts';
import { createHarness, invoice, invoiceIntegration, type Harness } from '../../support/engine-harness.ts';

const [invoices, credits] = invoiceIntegration.streams as [Integration['streams'][0], Integration['streams'][0]];
const centers = { ...credits, id: 'centers', label: 'Cost centers', scheduleClass: 'reference' as const };
const integration: Integration = { ...invoiceIntegration, streams: [centers, invoices, credits] };
const streams = ['centers', 'invoices', 'credits'];

/** Three streams, of which the first is reference data, whose records have changed since they landed. */
async function changed(takesTogether: boolean): Promise<Harness> {
  const harness = createHarness(streams, ':memory:', integration);
  Object.assign(harness.destination.capabilities, { takesStreamsTogether: takesTogether });
  for (const amount of ['10', '15']) {
    for (const stream of streams) harness.source.put('A', invoice('A', [amount], amount), stream);
    if (amount === '10') await harness.sync();
  }
  return harness;
}

/** Reads the changed record of each stream in one run; the run when it ended. */
async function fetchAll({ engine, store }: Harness): Promise<Run> {
  const { runner } = engine.services;
  const onlyKeys = streams.map((stream) => ({ stream, keys: ['A'] }));
  const { id } = runner.start({ flowId: 'flow', trigger: 'webhook', onlyKeys });
  await runner.whenIdle();
  return store.runs.get(id) as Run;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Writes down when deliveries begin and end; each takes as long as it takes others to begin that may. */
function observe({ destination }: Harness): string[] {
  const events: string[] = [];
  const deliver = destination.deliver.bind(destination);
  destination.deliver = async (stream: TargetStream, batch: Batch) => {
    events.push(`+${stream.id}`);
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    events.push(`-${stream.id}`);
    return deliver(stream, batch);
  };
  return events;
}

describe('chosen records of several streams', () => {
  test('are delivered together, but never before the reference data that they refer to', async () => {
    const harness = await changed(true);
    const events = observe(harness);
    const run = await fetchAll(harness);
    expect(events.slice(0, 2)).toEqual(['+centers', '-centers']);
    expect(events.slice(2, 4).sort()).toEqual(['+credits', '+invoices']);
    expect(run.state).toBe('succeeded');
    for (const { counts, reconciled, windowTotals } of run.streams) {
      expect([counts.read, counts.loaded, reconciled]).toEqual([1, 1, true]);
      expect(windowTotals[0]).toMatchObject({ landed: '15', agrees: true });
    }
  });

  test('go one stream after the other where the destination takes one at a time', async () => {
    const harness = await changed(false);
    const events = observe(harness);
    expect((await fetchAll(harness)).state).toBe('succeeded');
    expect(events).toEqual(streams.flatMap((stream) => [`+${stream}`, `-${stream}`]));
  });

  test('are read one stream at a time all the same', async () => {
    const harness = await changed(true);
    let reading = 0;
    let most = 0;
    const { source } = harness;
    const readByKey = source.readByKey.bind(source);
    source.readByKey = async function* (...args: Parameters<typeof readByKey>) {
      reading += 1;
      most = Math.max(most, reading);
      for (let turn = 0; turn < 10; turn += 1) await nextTurn();
      yield* readByKey(...args);
      reading -= 1;
    };
    await fetchAll(harness);
    expect(most).toBe(1);
  });

  test('of one stream that the destination refuses do not keep the others from landing, and wait in the outbox', async () => {
    const harness = await changed(true);
    const deliver = harness.destination.deliver.bind(harness.destination);
    harness.destination.deliver = (stream: TargetStream, batch: Batch) =>
      stream.id === 'invoices' ? Promise.reject(new AppError('FAKE_BATCH_REFUSED', 'record')) : deliver(stream, batch);
    const run = await fetchAll(harness);
    expect(run.streams.map(({ stream, counts }) => [stream, counts.loaded, counts.waiting])).toEqual([
      ['centers', 1, 0],
      ['invoices', 0, 1],
      ['credits', 1, 0],
    ]);
  });

  test('are not delivered at all where another installation delivers the flow', async () => {
    const harness = await changed(true);
    const lastAtUtc = new Date(harness.clock.now() + 1_000).toISOString();
    harness.destination.otherInstallations = [{ id: 'other', line: 'line', generation: 1, lastAtUtc }];
    const before = harness.destination.deliveries;
    const run = await fetchAll(harness);
    expect(run.state).toBe('failed');
    expect(run.streams.map(({ counts }) => counts.loaded)).toEqual([0, 0, 0]);
    expect(harness.destination.deliveries).toBe(before);
  });
});

describe('whether a run delivers alone', () => {
  const other = () => Promise.reject(new AppError('INSTALLATION_OTHER', 'config'));

  test('is no for all streams that deliver beside one that found another installation', async () => {
    const alone = new AloneInRun();
    const found = alone.ensure('a', other);
    const beside = alone.ensure('b', () => Promise.resolve());
    await expect(found).rejects.toMatchObject({ code: 'INSTALLATION_OTHER' });
    await expect(beside).rejects.toMatchObject({ code: 'INSTALLATION_OTHER' });
  });

  test('is asked again after a fault, which is nobody else’s', async () => {
    const alone = new AloneInRun();
    const faulty = alone.ensure('a', () => Promise.reject(new AppError('FAKE_LOST', 'transient')));
    await expect(faulty).rejects.toMatchObject({ code: 'FAKE_LOST' });
    await alone.ensure('b', () => Promise.resolve());
    let asked = 0;
    const ask = (): Promise<void> => {
      asked += 1;
      return Promise.resolve();
    };
    await alone.ensure('a', ask);
    await alone.ensure('a', ask);
    expect(asked).toBe(1);
  });
});
