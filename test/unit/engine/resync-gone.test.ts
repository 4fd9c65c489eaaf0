import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { Harness } from '../../support/engine-harness.ts';
import { createDatedHarness, idle, putDated, resync } from '../../support/resync-harness.ts';

const quarter = { from: '2026-01-01', to: '2026-03-31', findGone: true };

function key(month: string, n: number): string {
  return `inv-${month}-${String(n).padStart(2, '0')}`;
}

/** Thirty invoices a month from January to March, of 1.10 each. */
async function filled(): Promise<Harness> {
  const harness = createDatedHarness();
  harness.source.pageSize = 50;
  for (const month of ['01', '02', '03']) {
    for (let n = 0; n < 30; n += 1) putDated(harness, key(month, n), `2026-${month}-15`, '1.10');
  }
  await harness.sync();
  await harness.clock.advance(60_000);
  return harness;
}

function positionOf(harness: Harness, amount = 'total') {
  const run = harness.store.runs.latest('flow');
  return run?.streams[0]?.totals.find((one) => one.amount === amount);
}

describe('a re-sync that looks for records that are gone', () => {
  test('marks one that the source has removed for good, counts it apart from what was read, and the totals leave it out', async () => {
    const harness = await filled();
    harness.source.remove(key('02', 3));
    const done = await resync(harness, quarter);
    expect(done.state).toBe('done');
    expect(done.parts[1]).toMatchObject({
      counts: { read: 29, unchanged: 29 },
      gone: { known: 30, missing: 1, gone: 1, marked: 1, asks: false, examples: [{ key: key('02', 3) }] },
    });
    expect(done.sum).toMatchObject({ gone: 1, markedDeleted: 1 });
    expect(harness.destination.rows.get(key('02', 3))?.document.deleted).toBe(true);
    expect(positionOf(harness)).toMatchObject({ source: '97.9', landed: '97.9', agrees: true });
    const { record, deleted } = await ask(harness.engine, 'records.get', {
      flowId: 'flow',
      stream: 'invoices',
      key: key('02', 3),
    });
    expect(record.state).toBe('deleted');
    expect(deleted?.runId).toBe(done.parts[1]?.runId);
    expect(deleted?.runStartedAtUtc).toBe(harness.store.runs.startOf(done.parts[1]?.runId ?? ''));
    expect(Date.parse(deleted?.atUtc ?? '')).toBeLessThanOrEqual(harness.clock.now());
    const verified = await harness.sync({ verify: true });
    expect(verified.state).toBe('succeeded');
  });

  test('asks by key first: what only moved out of the range stays', async () => {
    const harness = await filled();
    putDated(harness, key('02', 4), '2026-06-01', '1.10');
    const done = await resync(harness, quarter);
    expect(done.parts[1]?.gone).toMatchObject({ missing: 1, gone: 0, marked: 0 });
    expect(harness.source.askedByKey).toContain(key('02', 4));
    expect(harness.destination.rows.get(key('02', 4))?.document.deleted).toBeUndefined();
  });

  test('writes a record again that comes back', async () => {
    const harness = await filled();
    const back = key('01', 0);
    harness.source.remove(back);
    await resync(harness, quarter);
    expect(harness.store.documents.get('flow', 'invoices', back)?.state).toBe('deleted');
    await harness.clock.advance(60_000);
    putDated(harness, back, '2026-01-15', '1.10');
    const run = await harness.sync();
    expect(run.state).toBe('succeeded');
    expect(run.streams[0]?.counts).toMatchObject({ read: 1, loaded: 1 });
    expect(harness.destination.rows.get(back)?.document.deleted).toBeUndefined();
    expect(harness.store.documents.get('flow', 'invoices', back)).toMatchObject({
      state: 'landed',
      deletedAtUtc: null,
    });
    expect(positionOf(harness)).toMatchObject({ source: '99', landed: '99', agrees: true });
  });

  test('asks a person before it marks more than one in twenty, and does what the person says', async () => {
    const harness = await filled();
    for (const n of [0, 1]) harness.source.remove(key('01', n));
    for (const n of [5, 6]) harness.source.remove(key('03', n));
    const asking = await resync(harness, quarter);
    expect(asking.state).toBe('asks');
    expect(asking.parts.map((part) => part.state)).toEqual(['asks', 'done', 'asks']);
    expect(asking.sum).toMatchObject({ gone: 4, markedDeleted: 0 });
    await ask(harness.engine, 'resync.confirm', { id: asking.id, part: 1, mark: true, reason: 'cleaned up' });
    const half = await idle(harness, asking.id);
    expect(half.state).toBe('asks');
    expect(half.parts[0]?.gone).toMatchObject({ gone: 2, marked: 2 });
    await ask(harness.engine, 'resync.confirm', { id: asking.id, part: 3, mark: false, reason: 'permissions' });
    expect((await idle(harness, asking.id)).state).toBe('done');
    expect(harness.destination.rows.get(key('01', 0))?.document.deleted).toBe(true);
    expect(harness.destination.rows.get(key('03', 5))?.document.deleted).toBeUndefined();
    const page = { sort: [], offset: 0, limit: 5 };
    const { items } = await ask(harness.engine, 'audit.list', { filter: { text: 'permissions' }, ...page });
    expect(items.map((entry) => entry.event)).toContain('resync.confirmed');
  });

  test('asks again where more are gone than a person confirmed', async () => {
    const harness = await filled();
    for (const n of [0, 1]) harness.source.remove(key('01', n));
    const asking = await resync(harness, quarter);
    harness.source.remove(key('01', 2));
    await ask(harness.engine, 'resync.confirm', { id: asking.id, part: 1, mark: true, reason: 'cleaned up' });
    const again = await idle(harness, asking.id);
    expect(again.parts[0]).toMatchObject({ state: 'asks', gone: { gone: 3, marked: 0 } });
  });

  test('marks nothing where the source does not give by key what it has just sent', async () => {
    const harness = await filled();
    harness.source.remove(key('02', 3));
    harness.source.byKey = false;
    const sleep = harness.clock.sleep.bind(harness.clock);
    harness.clock.sleep = (ms, signal) => {
      if (ms === 60_000) harness.source.byKey = true;
      return sleep(ms, signal);
    };
    const errors: (string | undefined)[] = [];
    const publish = harness.engine.subscribe(null, () => {
      errors.push(harness.store.resyncs.open('flow')?.parts[1]?.error?.code);
    });
    const done = await resync(harness, quarter);
    publish();
    expect(errors).toContain('RESYNC_KEYS_NOT_ANSWERED');
    expect(done).toMatchObject({ state: 'done', sum: { markedDeleted: 1 } });
    expect(done.parts[1]?.attempts).toBe(2);
  });

  test('delivers the same batch again after a lost answer, and marks once', async () => {
    const harness = await filled();
    harness.source.remove(key('02', 3));
    harness.destination.faults.push('lost-after');
    const done = await resync(harness, quarter);
    expect(done).toMatchObject({ state: 'done', sum: { markedDeleted: 1 } });
    expect(harness.store.batches.openCount('flow')).toBe(0);
    expect(harness.store.documents.get('flow', 'invoices', key('02', 3))?.state).toBe('deleted');
  });

  test('finds nothing gone where it is not asked to look', async () => {
    const harness = await filled();
    harness.source.remove(key('02', 3));
    const done = await resync(harness, { from: quarter.from, to: quarter.to });
    expect(done.parts.every((part) => part.gone === null)).toBe(true);
    expect(harness.destination.rows.get(key('02', 3))?.document.deleted).toBeUndefined();
  });
});
