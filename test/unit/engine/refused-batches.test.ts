import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import { mostRefusedInARow } from '../../../main/engine/outbox.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

function only(run: Run): RunStream {
  const [stream] = run.streams;
  if (stream === undefined) throw new Error('the run has no stream');
  return stream;
}

function put(harness: Harness, number: number, amount = '10'): void {
  const id = `INV-${String(number)}`;
  harness.source.put(id, invoice(id, [amount], amount));
}

function fill(harness: Harness, count: number): void {
  for (let number = 1; number <= count; number += 1) put(harness, number);
}

/** The destination refuses, as a whole, each batch that has the first version of one of these records, until it is mended. */
function refuse(harness: Harness, kind: 'record' | 'internal', keys: readonly string[]): { mend(): void } {
  const { destination } = harness;
  const deliver = destination.deliver.bind(destination);
  const refused = new Set(keys);
  destination.deliver = (stream, batch) => {
    const isRefused = batch.documents.some(
      ({ key, header }) => refused.has(key) && JSON.stringify(header.values).includes('"10"'),
    );
    if (!isRefused) return deliver(stream, batch);
    destination.deliveries += 1;
    return Promise.reject(new AppError('FAKE_REFUSED', kind));
  };
  return {
    mend: () => {
      refused.clear();
    },
  };
}

async function again(harness: Harness, run: Run): Promise<RunStream> {
  return only(await ask(harness.engine, 'runs.get', { id: run.id }));
}

async function waiting(harness: Harness) {
  return (await ask(harness.engine, 'replay.waiting', {})).items;
}

describe.each(['record', 'internal'] as const)('a batch that is refused as a whole (%s)', (kind) => {
  test('stays, is tried by every run, and keeps its stream from nothing', async () => {
    const harness = createHarness();
    fill(harness, 9);
    const destination = refuse(harness, kind, ['INV-1']);
    const first = await harness.sync();
    expect(only(first)).toMatchObject({ counts: { read: 9, loaded: 5, waiting: 4 }, error: { code: 'FAKE_REFUSED' } });
    const cursor = harness.store.streams.get('flow', 'invoices').cursor;
    put(harness, 10);
    put(harness, 2, '10');
    const second = await harness.sync();
    expect(second.state).toBe('failed');
    expect(only(second).error?.code).toBe('FAKE_REFUSED');
    expect(harness.destination.rows.has('INV-10')).toBe(true);
    expect(harness.store.streams.get('flow', 'invoices').cursor).not.toEqual(cursor);
    expect((await waiting(harness))[0]).toMatchObject({ fate: 'needs-person', attempts: 2, behind: 0 });
    put(harness, 2, '10');
    const third = await harness.sync();
    destination.mend();
    const last = await harness.sync();
    expect(last.state).toBe('succeeded');
    expect(only(last).reconciled).toBe(true);
    expect(harness.destination.rows.size).toBe(10);
    expect(await waiting(harness)).toEqual([]);
    // What became of it counts in the run that staged it and in each that read it again meanwhile.
    expect((await again(harness, first)).counts).toMatchObject({ read: 9, loaded: 9, waiting: 0 });
    for (const run of [second, third]) {
      const { counts } = await again(harness, run);
      expect(counts.waiting).toBe(0);
      expect(counts.loaded + counts.unchanged).toBe(counts.read);
    }
  });

  test('never replaces what was read later, though it goes later', async () => {
    const harness = createHarness();
    fill(harness, 4);
    const destination = refuse(harness, kind, ['INV-1']);
    const first = await harness.sync();
    put(harness, 1, '12');
    await harness.sync();
    expect(harness.destination.rows.get('INV-1')?.document.header.values).toMatchObject({ total: '12' });
    expect(harness.destination.rows.size).toBe(1);
    destination.mend();
    const last = await harness.sync();
    expect(last.state).toBe('succeeded');
    expect(harness.destination.rows.get('INV-1')?.document.header.values).toMatchObject({ total: '12' });
    expect(harness.destination.rows.size).toBe(4);
    expect((await again(harness, first)).counts).toMatchObject({ read: 4, loaded: 3, unchanged: 1, waiting: 0 });
  });
});

describe('batches that are refused one after the other', () => {
  test('stop their stream for this run after three, say how many wait behind, and all go once it is mended', async () => {
    const harness = createHarness();
    fill(harness, 20);
    const destination = refuse(
      harness,
      'internal',
      Array.from({ length: 20 }, (_, at) => `INV-${String(at + 1)}`),
    );
    await harness.sync();
    expect(harness.destination.deliveries).toBe(mostRefusedInARow);
    expect(await waiting(harness)).toMatchObject([
      { state: 'failed', behind: 2 },
      { state: 'failed', behind: 0 },
      { state: 'failed', behind: 0 },
      { state: 'staged', behind: 0, fate: 'next-run' },
      { state: 'staged', behind: 0, fate: 'next-run' },
    ]);
    await harness.sync();
    expect(harness.destination.deliveries).toBe(2 * mostRefusedInARow);
    const stood = await waiting(harness);
    expect(stood.map(({ attempts }) => attempts).toSorted()).toEqual([1, 1, 1, 1, 2]);
    destination.mend();
    const last = await harness.sync();
    expect(last.state).toBe('succeeded');
    expect(harness.destination.rows.size).toBe(20);
  });
});
