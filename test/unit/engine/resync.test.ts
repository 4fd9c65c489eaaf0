import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import { ask } from '../../../main/api/ask.ts';
import type { Harness } from '../../support/engine-harness.ts';
import { createDatedHarness, idle, putDated, resync } from '../../support/resync-harness.ts';

const quarter = { from: '2026-01-01', to: '2026-03-31' };

/** Two invoices a month from January to April. */
async function filled(): Promise<Harness> {
  const harness = createDatedHarness();
  for (const month of ['01', '02', '03', '04']) {
    putDated(harness, `inv-${month}-a`, `2026-${month}-01`, '10.10');
    putDated(harness, `inv-${month}-b`, `2026-${month}-28`, '0.90');
  }
  await harness.sync();
  return harness;
}

function cursorOf(harness: Harness) {
  return harness.store.streams.get(harness.flowId, 'invoices').cursor;
}

describe('a re-sync', () => {
  test('says before it begins what will be read, in how many parts, and that no cursor is moved', async () => {
    const harness = await filled();
    await harness.engine.services.runner.whenIdle();
    const plan = await ask(harness.engine, 'resync.plan', { flowId: 'flow', stream: 'invoices', ...quarter });
    expect(plan).toMatchObject({ rangeBy: 'document-date', movesCursor: false, canFindGone: true, openId: null });
    expect(plan.parts).toHaveLength(3);
    expect(harness.source.reads).toBe(1);
  });

  test('reads each part in a run of its own, recognises what did not change, and leaves the cursor where it was', async () => {
    const harness = await filled();
    const before = cursorOf(harness);
    const { deliveries } = harness.destination;
    const done = await resync(harness, quarter);
    expect(done).toMatchObject({ state: 'done', sum: { partsDone: 3, announced: 6 } });
    expect(done.sum.counts).toMatchObject({ read: 6, unchanged: 6, loaded: 0 });
    expect(done.sum.totals.find((one) => one.amount === 'total')).toMatchObject({ source: '33', agrees: true });
    expect(harness.destination.deliveries).toBe(deliveries);
    expect(cursorOf(harness)).toEqual(before);
    const runs = await ask(harness.engine, 'runs.list', {
      filter: { trigger: 're-sync' },
      sort: [],
      offset: 0,
      limit: 9,
    });
    expect(runs.items.map((run) => run.state)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });

  test('brings what had been missed, and the control totals agree', async () => {
    const harness = await filled();
    // Entered before the cursor, and seen by nobody.
    harness.source.hidden.add('late');
    putDated(harness, 'late', '2026-02-03', '5.55');
    await harness.clock.advance(1_000);
    await harness.sync();
    harness.source.hidden.clear();
    await harness.clock.advance(60_000);
    expect(harness.destination.rows.has('late')).toBe(false);
    const done = await resync(harness, quarter);
    expect(done.sum.counts).toMatchObject({ read: 7, loaded: 1, unchanged: 6 });
    expect(done.parts[1]?.totals.find((one) => one.amount === 'total')).toMatchObject({
      landed: '16.55',
      agrees: true,
    });
    expect(harness.destination.rows.has('late')).toBe(true);
  });

  test('lets a scheduled run go in between, and what that brought stays the newer version', async () => {
    const harness = await filled();
    const flow = harness.store.flows.get('flow');
    if (flow === null) throw new Error('no flow');
    let changed = false;
    harness.source.beforePage = async () => {
      // While the second part is read: an invoice of the third part changes, and a run becomes due.
      const reading = harness.store.resyncs.open('flow')?.parts.find((part) => part.state === 'running');
      if (changed || reading?.number !== 2) return;
      changed = true;
      putDated(harness, 'inv-03-a', '2026-03-01', '99.99');
      putDated(harness, 'inv-01-a', '2026-01-01', '77.77');
      harness.store.streams.update('flow', 'invoices', { nextRunAtUtc: new Date(harness.clock.now()).toISOString() });
      await harness.clock.advance(1_000);
    };
    const scheduled: Promise<unknown>[] = [];
    const { id } = await ask(harness.engine, 'resync.start', { flowId: 'flow', stream: 'invoices', ...quarter });
    // The scheduler: looks whenever time is let pass for it.
    const sleep = harness.clock.sleep.bind(harness.clock);
    harness.clock.sleep = async (ms, signal) => {
      if (ms === 5_000 && scheduled.length === 0) {
        scheduled.push(ask(harness.engine, 'runs.start', { flowId: 'flow', trigger: 'schedule' }));
        await scheduled[0];
      }
      await sleep(ms, signal);
    };
    const done = await idle(harness, id);
    expect(done.state).toBe('done');
    expect(scheduled).toHaveLength(1);
    expect(harness.destination.rows.get('inv-03-a')?.document.header.values['total']).toBe('99.99');
    expect(harness.destination.rows.get('inv-01-a')?.document.header.values['total']).toBe('77.77');
    const { items } = await ask(harness.engine, 'runs.list', { filter: {}, sort: [], offset: 0, limit: 9 });
    expect(items.find((run) => run.trigger === 'schedule')?.streams[0]?.counts.loaded).toBe(2);
    // The third part was read after it, and had nothing newer.
    expect(done.parts[2]?.counts).toMatchObject({ loaded: 0, unchanged: 2 });
    expect(items.every((run) => run.state === 'succeeded')).toBe(true);
  });

  test('tries a part that failed again later, after the others, and names what went wrong meanwhile', async () => {
    const harness = await filled();
    harness.source.faults.set(1, new AppError('HTTP_CONNECTION_CUT', 'transient'));
    const seen: (string | undefined)[] = [];
    const sleep = harness.clock.sleep.bind(harness.clock);
    harness.clock.sleep = (ms, signal) => {
      const parts = harness.store.resyncs.open('flow')?.parts ?? [];
      if (ms === 60_000) seen.push(parts.map((part) => `${part.state} ${part.error?.code ?? ''}`.trim()).join(', '));
      return sleep(ms, signal);
    };
    const done = await resync(harness, quarter);
    expect(seen).toEqual(['failed HTTP_CONNECTION_CUT, done, done']);
    expect(done.state).toBe('done');
    expect(done.parts.map((part) => part.attempts)).toEqual([2, 1, 1]);
  });

  test('gives a part up after five failures, says which, and tries it again when asked', async () => {
    const harness = await filled();
    harness.source.announcedOffset = 1;
    const failed = await resync(harness, { from: '2026-01-01', to: '2026-01-31' });
    expect(failed.state).toBe('failed');
    expect(failed.parts[0]).toMatchObject({ attempts: 5, error: { code: 'ENGINE_ANNOUNCED_COUNT_DIFFERS' } });
    harness.source.announcedOffset = 0;
    await ask(harness.engine, 'resync.resume', { id: failed.id });
    expect((await idle(harness, failed.id)).state).toBe('done');
  });

  test('goes on where it was after the app was closed in the middle of a part', async () => {
    const harness = await filled();
    let pages = 0;
    harness.source.beforePage = () => {
      pages += 1;
      // The second part is never answered: the process ends while it waits.
      return pages === 2 ? new Promise(() => undefined) : Promise.resolve();
    };
    const { id } = await ask(harness.engine, 'resync.start', { flowId: 'flow', stream: 'invoices', ...quarter });
    while (pages < 2) await harness.clock.advance(1);
    harness.source.beforePage = () => Promise.resolve();
    const again = harness.restart();
    expect((await ask(again.engine, 'resync.get', { id })).parts.map((part) => part.state)).toEqual([
      'done',
      'waiting',
      'waiting',
    ]);
    again.engine.services.resyncs.kick();
    const done = await idle(again, id);
    expect(done).toMatchObject({ state: 'done', sum: { partsDone: 3 } });
    expect(done.parts[0]?.attempts).toBe(1);
  });

  test('pauses, goes on and stops by a person’s word, one at a time', async () => {
    const harness = await filled();
    harness.source.beforePage = async () => {
      const open = harness.store.resyncs.open('flow');
      if (open?.state === 'running') await ask(harness.engine, 'resync.pause', { id: open.id });
    };
    const paused = await resync(harness, quarter);
    expect(paused).toMatchObject({ state: 'paused', sum: { partsDone: 0 } });
    expect(paused.parts[0]?.state).toBe('waiting');
    const other = { flowId: 'flow', stream: 'invoices', from: '2026-04-01', to: '2026-04-30' };
    await expect(ask(harness.engine, 'resync.start', other)).rejects.toMatchObject({ code: 'RESYNC_OPEN' });
    harness.source.beforePage = () => Promise.resolve();
    await ask(harness.engine, 'resync.resume', { id: paused.id });
    expect((await idle(harness, paused.id)).state).toBe('done');
    await expect(ask(harness.engine, 'resync.pause', { id: paused.id })).rejects.toMatchObject({
      code: 'RESYNC_ENDED',
    });
  });

  test('refuses days that are none, and a stream that the flow does not read', async () => {
    const harness = await filled();
    const ranges = [
      { from: '2026-02-30', to: '2026-03-01' },
      { from: '2026-03-02', to: '2026-03-01' },
      { from: '2000-01-01', to: '2026-01-01' },
    ];
    for (const range of ranges) {
      const plan = ask(harness.engine, 'resync.plan', { flowId: 'flow', stream: 'invoices', ...range });
      await expect(plan).rejects.toMatchObject({ code: 'RESYNC_RANGE_UNSOUND' });
    }
    const credits = ask(harness.engine, 'resync.plan', { flowId: 'flow', stream: 'credits', ...quarter });
    await expect(credits).rejects.toMatchObject({ code: 'APP_NOT_FOUND' });
  });

  test('of a stream whose hashes are void repairs and confirms its own days alone, and leaves the rest to a run of everything', async () => {
    const harness = await filled();
    for (const key of ['inv-02-a', 'inv-04-a']) {
      const row = harness.destination.rows.get(key);
      if (row === undefined) throw new Error('nothing landed there');
      const { key: own, hash, values } = row.document.header;
      const header = { key: own, hash, values: { ...values, total: '1' } };
      harness.destination.rows.set(key, { ...row, document: { ...row.document, header } });
    }
    expect((await harness.sync({ verify: true })).state).toBe('failed');
    const done = await resync(harness, { from: '2026-02-01', to: '2026-02-28' });
    expect(done).toMatchObject({ state: 'done', sum: { counts: { read: 2, loaded: 1, unchanged: 1 } } });
    expect(harness.store.streams.get('flow', 'invoices')).toMatchObject({ hashesVoid: true, unverified: true });
    expect((await harness.sync()).state).toBe('succeeded');
    expect(harness.destination.rows.get('inv-04-a')?.document.header.values['total']).toBe('10.1');
  });

  test('keeps the time at which the stream is due', async () => {
    const harness = await filled();
    const nextRunAtUtc = '2026-12-01T00:00:00.000Z';
    harness.store.streams.update('flow', 'invoices', { nextRunAtUtc });
    await resync(harness, quarter);
    expect(harness.store.streams.get('flow', 'invoices').nextRunAtUtc).toBe(nextRunAtUtc);
  });
});
