import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Run } from '../../../shared/model/run.ts';
import type { Batch, TargetStream } from '../../../main/ports/destination.ts';
import { ask } from '../../../main/api/ask.ts';
import { inTurns, type Turn } from '../../../main/engine/turns.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

/** Three pages and, at four a batch, two batches of each stream. */
function twoStreams(): Harness {
  const harness = createHarness(['invoices', 'credits']);
  for (const stream of ['invoices', 'credits']) {
    for (let number = 1; number <= 7; number += 1) {
      const id = `${stream}-${String(number)}`;
      harness.source.put(id, invoice(id, ['10'], '10'), stream);
    }
  }
  return harness;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Writes down what is read and delivered; the first delivery of invoices waits for `until`. */
function observe(harness: Harness, until: () => boolean): string[] {
  const events: string[] = [];
  const { source, destination } = harness;
  source.beforePage = (page, stream) => {
    events.push(`read ${stream} ${String(page)}`);
    return Promise.resolve();
  };
  const deliver = destination.deliver.bind(destination);
  destination.deliver = async (stream: TargetStream, batch: Batch) => {
    for (let turn = 0; stream.id === 'invoices' && turn < 200 && !until(); turn += 1) await nextTurn();
    events.push(`deliver ${stream.id}`);
    return deliver(stream, batch);
  };
  return events;
}

function assertAddsUp(run: Run): void {
  for (const { counts } of run.streams) {
    const { read, ...by } = counts;
    expect(Object.values(by).reduce((sum, count) => sum + count, 0)).toBe(read);
  }
}

describe('the streams of a run', () => {
  test('are delivered in their order, and the next one is read meanwhile', async () => {
    const harness = twoStreams();
    const events: string[] = observe(harness, () => events.includes('read credits 3'));
    const run = await harness.sync();
    expect(run.state).toBe('succeeded');
    expect(run.streams.map(({ counts }) => counts.loaded)).toEqual([7, 7]);
    expect(events.indexOf('read credits 3')).toBeLessThan(events.indexOf('deliver invoices'));
    expect(events.filter((event) => event.startsWith('deliver'))).toEqual([
      'deliver invoices',
      'deliver invoices',
      'deliver credits',
      'deliver credits',
    ]);
    const phases = run.streams[1]?.phases?.map(({ phase }) => phase);
    expect(phases).toEqual(['reading', 'queued', 'planning', 'delivering', 'comparing']);
  });

  test('show as planning what is prepared at the destination before the first delivery', async () => {
    const harness = twoStreams();
    const { destination } = harness;
    const shown: (string | undefined)[] = [];
    const plan = destination.plan.bind(destination);
    destination.plan = async () => {
      // Long enough for everything else that its turn has set going.
      for (let turn = 0; turn < 5; turn += 1) await nextTurn();
      const [run] = harness.store.runs.running();
      shown.push(run === undefined ? undefined : harness.engine.services.runner.current(run.id)?.streams[1]?.phase);
      return plan();
    };
    observe(harness, () => true);
    await harness.sync();
    expect(shown.at(-1)).toBe('planning');
  });

  test('wait for their turn where something of them waits from earlier', async () => {
    const harness = twoStreams();
    harness.destination.faults.push(...Array.from({ length: 12 }, () => 'lost-before' as const));
    expect((await harness.sync()).state).toBe('incomplete');
    harness.destination.faults.length = 0;
    const events = observe(harness, () => true);
    expect((await harness.sync()).state).toBe('succeeded');
    expect(events.indexOf('read credits 1')).toBeGreaterThan(events.indexOf('deliver credits'));
  });

  test('are not read ahead of one that the source failed: a refused sign-in is not tried again', async () => {
    const harness = twoStreams();
    const events = observe(harness, () => true);
    harness.source.faults.set(2, new AppError('FAKE_AUTH', 'auth'));
    const run = await harness.sync();
    expect(run.state).toBe('failed');
    expect(events.filter((event) => event.startsWith('read credits'))).toEqual([]);
    expect(run.streams[1]?.phase).toBe('queued');
  });

  test('stop where a refused sign-in stops the run, and lose nothing that was read ahead', async () => {
    const harness = twoStreams();
    const events: string[] = observe(harness, () => events.includes('read credits 3'));
    harness.destination.faults.push('auth');
    const run = await harness.sync();
    expect(run.state).toBe('failed');
    assertAddsUp(run);
    expect(run.streams[1]?.counts.waiting).toBe(run.streams[1]?.counts.read);
    expect(harness.destination.rowsOf('credits').size).toBe(0);
    await ask(harness.engine, 'flows.resume', { id: harness.flowId });
    const next = await harness.sync();
    expect(next.state).toBe('succeeded');
    expect(harness.destination.rows.size).toBe(7);
    expect(harness.destination.rowsOf('credits').size).toBe(7);
  });

  test('stop together when a person cancels, and the next run brings the rest', async () => {
    const harness = twoStreams();
    let isCancelled = false;
    const events: string[] = observe(harness, () => {
      if (isCancelled || !events.includes('read credits 2')) return isCancelled;
      isCancelled = true;
      for (const run of harness.store.runs.running()) harness.engine.services.runner.cancel(run.id);
      return true;
    });
    const run = await harness.sync();
    expect(run.state).toBe('cancelled');
    assertAddsUp(run);
    expect(harness.destination.rowsOf('credits').size).toBe(0);
    expect((await harness.sync()).state).toBe('succeeded');
    expect(harness.destination.rowsOf('credits').size).toBe(7);
  });

  test('are compared anew, in their turn, where their hashes are void', async () => {
    const harness = twoStreams();
    await harness.sync();
    harness.store.streams.update(harness.flowId, 'credits', { hashesVoid: true });
    harness.source.put('invoices-1', invoice('invoices-1', ['11'], '11'));
    const events = observe(harness, () => true);
    const run = await harness.sync();
    expect(run.state).toBe('succeeded');
    expect(events.indexOf('read credits 1')).toBeGreaterThan(events.indexOf('deliver invoices'));
  });
});

describe('turns', () => {
  test('let streams be read one at a time, however many have not ended', async () => {
    const turns: Turn[] = [];
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const all = inTurns(['a', 'b', 'c'], async (stream, turn) => {
      turns.push(turn);
      await turn.toRead;
      begun.push(stream);
      await new Promise<void>((resolve) => ends.push(resolve));
    });
    await nextTurn();
    expect(begun).toEqual(['a']);
    turns[0]?.readOver();
    await nextTurn();
    expect(begun).toEqual(['a', 'b']);
    turns[1]?.readOver();
    await nextTurn();
    expect(begun).toEqual(['a', 'b', 'c']);
    expect(turns.map(({ mayDeliver }) => mayDeliver)).toEqual([true, false, false]);
    ends[1]?.();
    await nextTurn();
    expect(turns.map(({ mayDeliver }) => mayDeliver)).toEqual([true, false, false]);
    for (const end of ends) end();
    await all;
    expect(turns.map(({ mayDeliver }) => mayDeliver)).toEqual([true, true, true]);
  });

  test('throw what a stream threw, after the others have ended', async () => {
    let ended = false;
    const all = inTurns(['a', 'b'], async (stream, turn) => {
      await turn.toDeliver;
      if (stream === 'a') throw new Error('broken');
      await nextTurn();
      ended = true;
    });
    await expect(all).rejects.toThrow('broken');
    expect(ended).toBe(true);
  });
});
