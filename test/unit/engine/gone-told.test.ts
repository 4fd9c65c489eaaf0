import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

function key(n: number): string {
  return `inv-${String(n).padStart(3, '0')}`;
}

/** Invoices of 1.10 each, loaded. */
async function filled(count: number): Promise<Harness> {
  const harness = createHarness();
  harness.source.pageSize = 50;
  for (let n = 0; n < count; n += 1) harness.source.put(key(n), invoice(key(n), ['1.10'], '1.10'));
  await harness.sync();
  return harness;
}

function stateOf(harness: Harness, of: string) {
  return harness.store.documents.get('flow', 'invoices', of)?.state;
}

function isMarked(harness: Harness, of: string): boolean {
  return harness.destination.rows.get(of)?.document.deleted === true;
}

describe('records that the source calls deleted', () => {
  test('are marked at the destination, counted beside what was read, and leave both sides of the totals', async () => {
    const harness = await filled(10);
    harness.source.remove(key(3));
    harness.source.beside = () => ({ gone: [key(3), 'never-known'] });
    const run = await harness.sync({ verify: true });
    expect(run.state).toBe('succeeded');
    expect(run.streams[0]).toMatchObject({
      counts: { read: 0 },
      gone: { told: 1, gone: 1, marked: 1, asks: false, examples: [{ key: key(3) }] },
    });
    expect(isMarked(harness, key(3))).toBe(true);
    expect(stateOf(harness, key(3))).toBe('deleted');
    expect(run.streams[0]?.totals.find((one) => one.amount === 'total')).toMatchObject({
      source: '9.9',
      landed: '9.9',
      agrees: true,
    });
  });

  test('are told again without an effect', async () => {
    const harness = await filled(3);
    harness.source.remove(key(1));
    harness.source.beside = () => ({ gone: [key(1)] });
    await harness.sync();
    const { deliveries } = harness.destination;
    const run = await harness.sync();
    expect(run.streams[0]?.gone).toMatchObject({ told: 0, gone: 0, marked: 0 });
    expect(harness.destination.deliveries).toBe(deliveries);
  });

  test('stay where a version of them comes in the same window, in whichever order', async () => {
    const harness = await filled(3);
    await harness.clock.advance(1_000);
    harness.source.pageSize = 1;
    harness.source.put(key(0), invoice(key(0), ['2'], '2'));
    harness.source.put(key(2), invoice(key(2), ['2'], '2'));
    harness.source.beside = (page) => ({ gone: [page === 1 ? key(2) : key(0)] });
    const run = await harness.sync();
    expect(run.streams[0]).toMatchObject({ counts: { read: 2, loaded: 2 }, gone: { gone: 0 } });
    expect(isMarked(harness, key(0)) || isMarked(harness, key(2))).toBe(false);
  });

  test('are settled on the spot where nothing of them ever went out, with their rejection', async () => {
    const harness = createHarness();
    harness.source.put('bad', invoice('bad', ['1.12345678'], '1.12345678'));
    await harness.sync();
    harness.source.remove('bad');
    harness.source.beside = () => ({ gone: ['bad'] });
    const run = await harness.sync();
    expect(run.state).toBe('succeeded');
    expect(stateOf(harness, 'bad')).toBe('deleted');
    expect(harness.store.rejected.openCount('flow')).toBe(0);
    expect(harness.destination.rows.has('bad')).toBe(false);
    expect(run.streams[0]?.totals.every((one) => one.source === '0')).toBe(true);
  });

  test('are marked although an older version of them still waits, and stay so if that one arrives last', async () => {
    const harness = createHarness();
    harness.source.put('one', invoice('one', ['1'], '1'));
    harness.destination.faults.push('refuse-batch');
    await harness.sync();
    expect(stateOf(harness, 'one')).toBe('waiting');
    harness.source.remove('one');
    harness.source.beside = () => ({ gone: ['one'] });
    // The older version is refused once more, so the mark goes first and finds nothing to mark.
    harness.destination.faults.push('refuse-batch');
    await harness.sync();
    expect(stateOf(harness, 'one')).toBe('deleted');
    harness.source.beside = () => ({});
    await harness.sync();
    expect(isMarked(harness, 'one')).toBe(true);
    const run = await harness.sync({ verify: true });
    expect(run.state).toBe('succeeded');
    expect(harness.store.batches.openCount('flow')).toBe(0);
  });

  test('hold the cursor back until they are staged', async () => {
    const harness = await filled(3);
    const before = harness.store.streams.get('flow', 'invoices').cursor;
    harness.source.beside = () => ({ gone: [key(0)], complete: [''] });
    harness.source.remove(key(0));
    harness.source.put('new', invoice('new', ['1'], '1'));
    harness.source.byKey = false;
    const run = await harness.sync();
    expect(run.streams[0]?.error?.code).toBe('RESYNC_KEYS_NOT_ANSWERED');
    expect(harness.store.streams.get('flow', 'invoices').cursor).toEqual(before);
    // Told by the source itself: that needs no asking.
    expect(isMarked(harness, key(0))).toBe(true);
    expect(isMarked(harness, key(1))).toBe(false);
  });
});

describe('a part of a stream of which every record was named', () => {
  test('has lost what was not named and is not given by its key', async () => {
    const harness = await filled(40);
    harness.source.remove(key(7));
    const there = harness.source.keys().filter((one) => one !== key(7) && one !== key(8));
    harness.source.beside = (_page, isLast) => (isLast ? { present: there, complete: ['inv-'] } : {});
    const run = await harness.sync();
    expect(harness.source.askedByKey).toEqual(expect.arrayContaining([key(7), key(8)]));
    expect(run.streams[0]?.gone).toMatchObject({ known: 40, missing: 2, told: 0, gone: 1, marked: 1, asks: false });
    expect(isMarked(harness, key(7))).toBe(true);
    expect(isMarked(harness, key(8))).toBe(false);
    expect((await harness.sync({ verify: true })).state).toBe('succeeded');
  });

  test('concerns nothing beyond it', async () => {
    const harness = await filled(3);
    harness.source.put('other-1', invoice('other-1', ['1'], '1'));
    await harness.sync();
    harness.source.beside = () => ({ present: [key(0), key(1), key(2)], complete: ['inv-'] });
    const run = await harness.sync();
    expect(run.streams[0]?.gone).toMatchObject({ known: 3, missing: 0, gone: 0 });
    expect(isMarked(harness, 'other-1')).toBe(false);
  });

  test('proves nothing where a record came that nobody can read nor name', async () => {
    const harness = await filled(3);
    harness.source.remove(key(0));
    harness.source.unreadable = [{ key: null, label: '?', reason: 'broken' }];
    harness.source.beside = () => ({ present: [key(1), key(2)], complete: [''] });
    const run = await harness.sync();
    expect(run.streams[0]?.gone).toMatchObject({ gone: 0 });
    expect(isMarked(harness, key(0))).toBe(false);
  });

  test('proves nothing where the source gives no record by key, not even one that it has just named', async () => {
    const harness = await filled(40);
    harness.source.byKey = false;
    harness.source.beside = () => ({ present: harness.source.keys().slice(1), complete: [''] });
    const run = await harness.sync();
    expect(run.streams[0]?.error?.code).toBe('RESYNC_KEYS_NOT_ANSWERED');
    expect(isMarked(harness, key(0))).toBe(false);
  });

  test('that lost too many marks none, says so until a person has spoken, and then marks so many', async () => {
    const harness = await filled(20);
    harness.source.reach = 'everything';
    for (const n of [0, 1]) harness.source.remove(key(n));
    harness.source.beside = () => ({ complete: [''] });
    const run = await harness.sync();
    expect(run.state).toBe('succeeded');
    expect(run.streams[0]?.gone).toMatchObject({ known: 20, missing: 2, gone: 2, marked: 0, asks: true });
    expect(harness.store.streams.get('flow', 'invoices').askedGone).toMatchObject({
      runId: run.id,
      gone: 2,
      known: 20,
    });
    const { run: second } = await ask(harness.engine, 'gone.confirm', {
      flowId: 'flow',
      stream: 'invoices',
      upTo: 2,
      reason: 'cleaned up',
    });
    await harness.engine.services.runner.whenIdle();
    expect(second).not.toBeNull();
    expect(isMarked(harness, key(0)) && isMarked(harness, key(1))).toBe(true);
    expect(harness.store.streams.get('flow', 'invoices').askedGone).toBeNull();
    const { items } = await ask(harness.engine, 'audit.list', {
      filter: { text: 'cleaned up' },
      sort: [],
      offset: 0,
      limit: 5,
    });
    expect(items.map(({ event }) => event)).toContain('gone.confirmed');
  });

  test('asks again where more are gone than a person confirmed', async () => {
    const harness = await filled(20);
    harness.source.reach = 'everything';
    for (const n of [0, 1]) harness.source.remove(key(n));
    harness.source.beside = () => ({ complete: [''] });
    await harness.sync();
    harness.source.remove(key(2));
    await ask(harness.engine, 'gone.confirm', { flowId: 'flow', stream: 'invoices', upTo: 2, reason: 'cleaned up' });
    await harness.engine.services.runner.whenIdle();
    expect(harness.store.streams.get('flow', 'invoices').askedGone).toMatchObject({ gone: 3, confirmed: null });
    expect(isMarked(harness, key(0))).toBe(false);
  });

  test('asks nothing any more once the source names them again', async () => {
    const harness = await filled(20);
    harness.source.reach = 'everything';
    for (const n of [0, 1]) harness.source.hidden.add(key(n));
    harness.source.byKey = true;
    harness.source.beside = () => ({ complete: [''] });
    const moved = await harness.sync();
    expect(moved.streams[0]?.gone).toMatchObject({ missing: 2, gone: 0, asks: false });
    for (const n of [3, 4]) harness.source.remove(key(n));
    expect((await harness.sync()).streams[0]?.gone?.asks).toBe(true);
    for (const n of [3, 4]) harness.source.put(key(n), invoice(key(n), ['1.10'], '1.10'));
    await harness.sync();
    expect(harness.store.streams.get('flow', 'invoices').askedGone).toBeNull();
  });
});
