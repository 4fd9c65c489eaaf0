import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import type { Batch, DestinationCapabilities, TargetStream } from '../../../main/ports/destination.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

function only(run: Run): RunStream {
  const [stream] = run.streams;
  if (stream === undefined) throw new Error('the run has no stream');
  return stream;
}

/** Nine records are three pages and, at four a batch, three batches. */
function fill(harness: Harness): void {
  for (let number = 1; number <= 9; number += 1) {
    const id = `INV-${String(number)}`;
    harness.source.put(id, invoice(id, ['10'], '10'));
  }
}

/** Holds the page back until so many batches were delivered, or it is plain that nothing more will be. */
function awaitDeliveries(harness: Harness, page: number, deliveries: number): void {
  harness.source.beforePage = async (number) => {
    for (let turn = 0; number === page && turn < 100 && harness.destination.deliveries < deliveries; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
}

function stateOf(harness: Harness) {
  return harness.store.streams.get(harness.flowId, 'invoices');
}

function moved(): AppError {
  return new AppError('ENGINE_WINDOW_MOVED', 'transient');
}

describe('while a window is read', () => {
  test('its first batch lands, and the cursor stays until the last record is staged', async () => {
    const harness = createHarness();
    fill(harness);
    let seen: { landed: number; cursor: unknown } | null = null;
    awaitDeliveries(harness, 3, 1);
    const held = harness.source.beforePage;
    harness.source.beforePage = async (page, stream) => {
      await held(page, stream);
      if (page === 3) seen = { landed: harness.destination.rows.size, cursor: stateOf(harness).cursor };
    };
    const run = await harness.sync();
    expect(seen).toEqual({ landed: 4, cursor: null });
    expect(run.state).toBe('succeeded');
    expect(only(run).counts).toMatchObject({ read: 9, loaded: 9 });
    expect(stateOf(harness).cursor).not.toBeNull();
  });

  test('a destination that stays away stops neither reading nor staging', async () => {
    const harness = createHarness();
    fill(harness);
    harness.destination.faults.push('lost-before', 'lost-before', 'lost-before', 'lost-before');
    awaitDeliveries(harness, 3, 4);
    const run = await harness.sync();
    expect(run.state).toBe('incomplete');
    expect(only(run).counts).toMatchObject({ read: 9, waiting: 9 });
    expect(stateOf(harness).cursor).not.toBeNull();
    expect(harness.destination.deliveries).toBe(4);
    const next = await harness.sync();
    expect(next.state).toBe('succeeded');
    expect(harness.destination.rows.size).toBe(9);
  });

  test('a batch that is refused as a whole does not keep those staged later from landing', async () => {
    const harness = createHarness();
    fill(harness);
    const { destination } = harness;
    const deliver = destination.deliver.bind(destination);
    destination.deliver = (stream, batch) => {
      const isFirst = batch.documents.some((document) => document.key === 'INV-1');
      if (!isFirst) return deliver(stream, batch);
      destination.deliveries += 1;
      return Promise.reject(new AppError('FAKE_REFUSED', 'record'));
    };
    awaitDeliveries(harness, 3, 1);
    const run = await harness.sync();
    expect(run.state).toBe('failed');
    expect(only(run).counts).toMatchObject({ read: 9, loaded: 5, waiting: 4 });
    expect(destination.deliveries).toBe(3);
  });

  test('a part of the destination that is found missing makes the next run compare every record anew', async () => {
    const harness = createHarness();
    fill(harness);
    await harness.sync();
    const { destination } = harness;
    for (const number of [1, 2, 3, 4, 5, 6]) {
      const id = `INV-${String(number)}`;
      harness.source.put(id, invoice(id, ['11'], '11'));
    }
    const deliver = destination.deliver.bind(destination);
    destination.deliver = () => {
      destination.deliver = deliver;
      destination.rows.clear();
      return Promise.reject(new AppError('FAKE_OBJECT_MISSING', 'config'));
    };
    awaitDeliveries(harness, 2, 4);
    const run = await harness.sync();
    expect(run.state).toBe('failed');
    expect(only(run).error?.code).toBe('ENGINE_TOTALS_DIFFER');
    expect(stateOf(harness).hashesVoid).toBe(true);
    const next = await harness.sync();
    expect(next.state).toBe('succeeded');
    expect(stateOf(harness).hashesVoid).toBe(false);
    expect(destination.rows.size).toBe(9);
  });

  test('a cancelled run leaves what was not sent in the outbox, and its numbers add up', async () => {
    const harness = createHarness();
    fill(harness);
    harness.source.beforePage = async (page) => {
      if (page < 3) return;
      while (harness.destination.deliveries < 1) await new Promise((resolve) => setImmediate(resolve));
      for (const run of harness.store.runs.running()) harness.engine.services.runner.cancel(run.id);
    };
    const run = await harness.sync();
    expect(run.state).toBe('cancelled');
    const { read, ...by } = only(run).counts;
    expect(Object.values(by).reduce((sum, count) => sum + count, 0)).toBe(read);
    harness.source.beforePage = () => Promise.resolve();
    expect((await harness.sync()).state).toBe('succeeded');
    expect(harness.destination.rows.size).toBe(9);
  });

  test('the batch after the one under way is made ready, and each of them is delivered once', async () => {
    const harness = createHarness();
    fill(harness);
    const { destination } = harness;
    const events: string[] = [];
    const deliver = destination.deliver.bind(destination);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    Object.assign(destination, {
      prepare: (_stream: unknown, batch: Batch) => events.push(`ready ${batch.documents[0]?.key ?? ''}`),
      deliver: async (stream: TargetStream, batch: Batch) => {
        events.push(`deliver ${batch.documents[0]?.key ?? ''}`);
        if (events.length === 1) await held;
        return deliver(stream, batch);
      },
    });
    // The second batch is staged while the first one is under way.
    harness.source.beforePage = async (page) => {
      for (let turn = 0; page === 3 && turn < 100 && events.length < 1; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (page === 3) setImmediate(release);
    };
    const run = await harness.sync();
    expect(only(run).counts).toMatchObject({ read: 9, loaded: 9 });
    expect(events.slice(0, 3)).toEqual(['deliver INV-1', 'ready INV-5', 'deliver INV-5']);
    expect(events.filter((event) => event.startsWith('deliver '))).toHaveLength(3);
  });

  test('messages that cannot be repeated wait until it was read whole', async () => {
    const harness = createHarness();
    fill(harness);
    const once: DestinationCapabilities = { ...harness.destination.capabilities, delivery: 'once' };
    Object.defineProperty(harness.destination, 'capabilities', { value: once });
    let early = 0;
    harness.source.beforePage = async () => {
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      early = harness.destination.deliveries;
    };
    const run = await harness.sync();
    expect(early).toBe(0);
    expect(only(run).counts).toMatchObject({ read: 9, loaded: 9 });
  });
});

describe('a window whose totals move after a part of it was delivered', () => {
  test('is read again, and every record counts once as loaded by this run', async () => {
    const harness = createHarness();
    fill(harness);
    awaitDeliveries(harness, 3, 1);
    harness.source.faults.set(3, moved());
    const run = await harness.sync();
    expect(run.state).toBe('succeeded');
    expect(harness.source.reads).toBe(2);
    expect(only(run).counts).toMatchObject({ read: 9, loaded: 9, unchanged: 0, waiting: 0 });
    expect(harness.destination.rows.size).toBe(9);
    const next = await harness.sync({ verify: true });
    expect(next.state).toBe('succeeded');
  });

  test('brings the version that was made meanwhile of a record it had delivered', async () => {
    const harness = createHarness();
    fill(harness);
    awaitDeliveries(harness, 3, 1);
    const held = harness.source.beforePage;
    harness.source.beforePage = async (page, stream) => {
      await held(page, stream);
      if (page !== 3 || harness.source.reads > 1) return;
      await harness.clock.advance(1_000);
      harness.source.put('INV-1', invoice('INV-1', ['12.5'], '12.5'));
    };
    harness.source.faults.set(3, moved());
    const run = await harness.sync();
    expect(run.state).toBe('succeeded');
    expect(only(run).counts).toMatchObject({ read: 9, loaded: 9 });
    expect(harness.destination.rows.get('INV-1')?.document.header.values['total']).toBe('12.5');
  });

  test('is not read again while nobody knows whether that part arrived', async () => {
    const harness = createHarness();
    fill(harness);
    harness.destination.faults.push('lost-after', 'lost-after', 'lost-after', 'lost-after');
    awaitDeliveries(harness, 3, 4);
    harness.source.faults.set(3, moved());
    const run = await harness.sync();
    expect(run.state).toBe('incomplete');
    expect(harness.source.reads).toBe(1);
    expect(only(run).counts.waiting).toBe(only(run).counts.read);
    expect(stateOf(harness).cursor).toBeNull();
    const next = await harness.sync();
    expect(next.state).toBe('succeeded');
    expect(only(next).counts).toMatchObject({ read: 9 });
    expect(harness.destination.rows.size).toBe(9);
  });
});
