import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { Harness } from '../../support/engine-harness.ts';
import { createHarness, invoice } from '../../support/engine-harness.ts';

/** A flow that has landed this many invoices of 1.10 each. */
async function landed(count: number): Promise<Harness> {
  const harness = createHarness();
  harness.source.pageSize = 1_000;
  Object.assign(harness.destination.capabilities, { maxDocumentsPerBatch: 5_000, maxBytesPerBatch: 50_000_000 });
  for (let n = 0; n < count; n += 1) harness.source.put(keyOf(n), invoice(keyOf(n), ['1.10'], '1.10'));
  await harness.sync();
  await harness.clock.advance(60_000);
  return harness;
}

function keyOf(n: number): string {
  return `inv-${String(n).padStart(6, '0')}`;
}

/** Somebody changes the total of a row at the destination. */
function plant(harness: Harness, n: number, total: string): void {
  const row = harness.destination.rows.get(keyOf(n));
  if (row === undefined) throw new Error('nothing landed there');
  const { key, hash, values } = row.document.header;
  const header = { key, hash, values: { ...values, total } };
  harness.destination.rows.set(keyOf(n), { ...row, document: { ...row.document, header } });
}

/** The verifying run, and how often it asked the destination. */
async function verify(harness: Harness) {
  const { destination } = harness;
  const asked = { totals: -destination.totalsAsked, compared: 0, documents: 0 };
  const compare = destination.compare.bind(destination);
  destination.compare = (stream, documents) => {
    asked.compared += 1;
    asked.documents += documents.length;
    return compare(stream, documents);
  };
  const run = await harness.sync({ verify: true });
  destination.compare = compare;
  asked.totals += destination.totalsAsked;
  return { run, stream: run.streams[0], asked };
}

describe('control totals that differ', () => {
  test('name each document that differs by one cent among 20,000, with few questions', async () => {
    const harness = await landed(20_000);
    plant(harness, 7, '1.11');
    plant(harness, 12_345, '1.09');
    plant(harness, 19_999, '1.12');
    const { run, stream, asked } = await verify(harness);
    expect(run.state).toBe('failed');
    expect(stream?.error?.code).toBe('ENGINE_TOTALS_DIFFER');
    expect(stream?.differences).toEqual({
      complete: true,
      items: [
        { key: keyOf(7), label: keyOf(7), field: 'total', ours: '1.1', theirs: '1.11' },
        { key: keyOf(12_345), label: keyOf(12_345), field: 'total', ours: '1.1', theirs: '1.09' },
        { key: keyOf(19_999), label: keyOf(19_999), field: 'total', ours: '1.1', theirs: '1.12' },
      ],
    });
    // The first question, then one for each halving on the way to each of the three.
    expect(asked.totals).toBeLessThanOrEqual(1 + 3 * 8);
    expect(asked).toMatchObject({ compared: 1 });
    expect(asked.documents).toBeLessThanOrEqual(300);
    const page = { sort: [], offset: 0, limit: 5 };
    const { items } = await ask(harness.engine, 'audit.list', { filter: { kind: 'totals' }, ...page });
    expect(items[0]).toMatchObject({ event: 'totals.differences-named', details: { complete: true } });
  });

  test('are bounded: so many differences that not all are named are said to be more', async () => {
    const harness = await landed(2_000);
    for (let n = 0; n < 2_000; n += 10) plant(harness, n, '2');
    const { stream, asked } = await verify(harness);
    expect(stream?.differences?.complete).toBe(false);
    expect(new Set(stream?.differences?.items.map((one) => one.key)).size).toBe(50);
    expect(asked.totals).toBeLessThanOrEqual(62);
    expect(asked.documents).toBeLessThanOrEqual(2_000);
  });

  test('name a document that is not there any more', async () => {
    const harness = await landed(500);
    harness.destination.rows.delete(keyOf(250));
    const { stream } = await verify(harness);
    expect(stream?.differences).toMatchObject({
      complete: true,
      items: [{ key: keyOf(250), field: null, ours: null, theirs: null }],
    });
  });

  test('name by its sums a document whose contents are not kept here any more', async () => {
    const harness = await landed(300);
    plant(harness, 123, '9');
    harness.store.batches.contentsRemovedAt = () => '2026-11-01T00:00:00.000Z';
    const { stream } = await verify(harness);
    expect(stream?.differences?.items).toEqual([
      {
        key: keyOf(123),
        label: keyOf(123),
        field: null,
        ours: null,
        theirs: 'CO-100 total EUR: 1.1 delivered, 9 landed',
      },
    ]);
  });

  test('are said all the same where nobody can be named', async () => {
    const harness = await landed(500);
    plant(harness, 1, '9');
    harness.destination.compare = () => Promise.reject(new Error('gone'));
    const run = await harness.sync({ verify: true });
    expect(run.streams[0]?.error?.code).toBe('ENGINE_TOTALS_DIFFER');
    expect(run.streams[0]?.differences).toBeUndefined();
  });
});
