import { describe, expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { ClosedLogs } from '../../../main/log/log-file.ts';
import { EngineRetention } from '../../../main/engine/retention.ts';
import { isAppError } from '../../../shared/errors/app-error.ts';
import { nothingRemoved, retentionLimit, type RetentionChoice } from '../../../shared/model/retention.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const day = 86_400_000;
const ref = (key: string) => ({ flowId: 'flow', stream: 'invoices', key });

/** Advances without ending sleeps early: nothing sleeps in a harness between runs. */
async function days(harness: Harness, count: number): Promise<void> {
  await harness.clock.advance(count * day);
}

async function keep(harness: Harness, choice: RetentionChoice) {
  await ask(harness.engine, 'retention.set', { keep: choice });
  await harness.engine.services.retention.kick();
  return ask(harness.engine, 'retention.get', {});
}

async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  return isAppError(error) ? error.code : String(error);
}

/** Two versions of INV-1 a hundred days apart, INV-2 once; the first run rejects INV-3, the second finds it sound. */
async function twoRuns(): Promise<Harness> {
  const harness = createHarness();
  harness.source.put('INV-1', invoice('INV-1', ['60.00', '40.00'], '100.00'));
  harness.source.put('INV-2', invoice('INV-2', ['7.00'], '7.00'));
  harness.source.put('INV-3', { ...invoice('INV-3', ['1.00'], '1.00'), company: '' });
  const first = await harness.sync();
  expect(first.state).toBe('succeeded-with-rejections');
  harness.store.requests.add(first.id, {
    atUtc: first.startedAtUtc,
    connectionId: 'workday',
    purpose: 'read',
    method: 'POST',
    host: 'workday.example.test',
    attempt: 1,
    status: 200,
    ms: 5,
    bytesSent: 10,
    bytesReceived: 20,
    error: null,
  });
  harness.store.requests.flush();
  await days(harness, 100);
  harness.source.put('INV-1', invoice('INV-1', ['60.00', '50.00'], '110.00'));
  harness.source.put('INV-3', invoice('INV-3', ['1.00'], '1.00'));
  expect((await harness.sync()).state).toBe('succeeded');
  // Lists have read what they need of every batch.
  await harness.engine.services.retention.kick();
  return harness;
}

describe('how long is kept', () => {
  const at = (utc: string, choice: RetentionChoice) => retentionLimit(choice, Date.parse(utc));

  it('is counted in days and in years of the calendar', () => {
    expect(at('2026-11-21T12:00:00.000Z', '90-days')).toBe('2026-08-23T12:00:00.000Z');
    expect(at('2026-11-21T12:00:00.000Z', '1-year')).toBe('2025-11-21T12:00:00.000Z');
    expect(at('2026-11-21T12:00:00.000Z', '2-years')).toBe('2024-11-21T12:00:00.000Z');
    expect(at('2026-11-21T12:00:00.000Z', 'for-ever')).toBeNull();
  });

  it('is never less than a whole year after the 29th of February', () => {
    expect(at('2028-02-29T06:00:00.000Z', '1-year')).toBe('2027-02-28T06:00:00.000Z');
  });

  it('runs from the end of the year where it follows a duty', () => {
    expect(at('2026-11-21T12:00:00.000Z', '7-years')).toBe('2019-01-01T00:00:00.000Z');
    expect(at('2026-12-31T23:59:59.999Z', '10-years')).toBe('2016-01-01T00:00:00.000Z');
    expect(at('2027-01-01T00:00:00.000Z', '10-years')).toBe('2017-01-01T00:00:00.000Z');
  });
});

describe('a sweep', () => {
  it('removes what was finished before the limit and nothing younger', async () => {
    const harness = await twoRuns();
    const before = await ask(harness.engine, 'retention.get', {});
    expect(before.keep).toBe('10-years');
    const expected = before.effects.find((one) => one.keep === '90-days')?.removes;
    expect(expected).toMatchObject({ batches: 1, versions: 2, rejected: 0, requests: 1, logFiles: 0 });
    expect(expected?.bytes).toBeGreaterThan(0);
    expect(before.effects.find((one) => one.keep === '1-year')?.removes).toEqual(nothingRemoved);

    const after = await keep(harness, '90-days');
    expect(after.lastSweep?.removed).toEqual(expected);
    expect(after.lastSweep?.beforeUtc).toBe(retentionLimit('90-days', harness.clock.now()));
    expect(after.effects.find((one) => one.keep === '90-days')?.removes).toEqual(nothingRemoved);

    const { versions, removedVersions } = await ask(harness.engine, 'records.get', ref('INV-1'));
    expect(versions.map((one) => one.header['total'])).toEqual(['110']);
    expect(removedVersions).toEqual({ count: 1, lastAtUtc: after.lastSweep?.atUtc, landed: false });
  });

  it('removes the source of a rejection only once it is closed for long enough', async () => {
    const harness = await twoRuns();
    harness.source.put('INV-4', { ...invoice('INV-4', ['1.00'], '1.00'), company: '' });
    await harness.sync();
    const entry = async (label: string) => {
      const { items } = await ask(harness.engine, 'rejected.list', { filter: {}, sort: [], offset: 0, limit: 10 });
      return ask(harness.engine, 'rejected.get', { id: items.find((one) => one.label === label)?.id ?? '' });
    };
    // It was rejected 100 days ago, and closed now.
    expect((await keep(harness, '90-days')).lastSweep?.removed.rejected).toBe(0);
    expect((await entry('INV-3')).source).not.toBeNull();

    await days(harness, 91);
    const swept = await keep(harness, '90-days');
    expect(swept.lastSweep?.removed.rejected).toBe(1);
    const closed = await entry('INV-3');
    expect(closed).toMatchObject({ state: 'resolved', source: null, sourceRemovedAtUtc: swept.lastSweep?.atUtc });
    expect(closed.reasons).not.toEqual([]);
    const open = await entry('INV-4');
    expect(open.state).toBe('open');
    expect(open.source).not.toBeNull();
    expect(open.sourceRemovedAtUtc).toBeUndefined();
  });

  it('leaves open batches whole, however old', async () => {
    const harness = createHarness();
    harness.source.put('INV-1', invoice('INV-1', ['1.00'], '1.00'));
    harness.destination.faults.push('auth');
    expect((await harness.sync()).state).toBe('failed');
    const [id] = harness.store.batches.openIds('flow');
    await days(harness, 4_000);
    expect((await keep(harness, '90-days')).lastSweep?.removed).toMatchObject({ batches: 0, versions: 0 });
    expect(harness.store.batches.get(id ?? '')?.batch.documents).toHaveLength(1);
    await ask(harness.engine, 'flows.resume', { id: 'flow' });
    const run = await harness.sync();
    expect(run.state).toBe('succeeded');
    expect([...harness.destination.rows.keys()]).toEqual(['INV-1']);
  });

  it('changes nothing of what is known: the next run loads nothing and the totals agree', async () => {
    const harness = await twoRuns();
    await days(harness, 400);
    await keep(harness, '90-days');
    const run = await harness.sync({ verify: true });
    expect(run.state).toBe('succeeded');
    expect(run.streams[0]).toMatchObject({ reconciled: true, counts: { loaded: 0, rejected: 0 } });
    expect(harness.store.audit.firstBroken()).toBeNull();
    const chain = await ask(harness.engine, 'audit.list', {
      filter: {},
      sort: [],
      offset: 0,
      limit: 1,
      verifyAnew: true,
    });
    expect(chain.verified).toBe(true);
  });

  it('leaves one entry in the trail with what went, and none when nothing did', async () => {
    const harness = await twoRuns();
    const entries = () => harness.store.audit.of('retention', 'retention.swept');
    const { lastSweep } = await keep(harness, '90-days');
    expect(entries()).toHaveLength(1);
    expect(entries()[0]?.details).toEqual({
      finishedBefore: lastSweep?.beforeUtc,
      batches: 1,
      versions: 2,
      sourceRecords: 0,
      requests: 1,
      logFiles: 0,
      messages: 0,
      runs: 0,
      closedRejections: 0,
      alerts: 0,
      bytes: lastSweep?.removed.bytes,
    });
    const again = await keep(harness, '90-days');
    expect(entries()).toHaveLength(1);
    expect(again.lastRemoval).toEqual(lastSweep);
    expect(harness.store.audit.of('retention', 'retention.saved').map((one) => one.details)).toEqual([
      { keep: '90-days', keptBefore: '10-years' },
      { keep: '90-days', keptBefore: '90-days' },
    ]);
  });

  it('waits for the run under way, and goes on when it ends', async () => {
    const harness = await twoRuns();
    let during: unknown;
    harness.source.put('INV-5', invoice('INV-5', ['1.00'], '1.00'));
    harness.source.beforePage = async () => {
      await ask(harness.engine, 'retention.set', { keep: '90-days' });
      await harness.engine.services.retention.kick();
      during = (await ask(harness.engine, 'retention.get', {})).lastSweep;
    };
    await harness.sync();
    expect(during).toBeNull();
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect((await ask(harness.engine, 'retention.get', {})).lastSweep?.removed.batches).toBe(1);
  });

  it('answers for contents that went in words', async () => {
    const harness = await twoRuns();
    await days(harness, 400);
    await keep(harness, '90-days');
    const detail = await ask(harness.engine, 'records.get', ref('INV-2'));
    expect(detail).toMatchObject({ versions: [], hasEarlier: false, removedVersions: { count: 1, landed: true } });
    expect(await refusal(ask(harness.engine, 'records.compare', ref('INV-2')))).toBe('BATCH_CONTENTS_REMOVED');
    expect(() => harness.store.batches.get(detail.landedBatchId ?? '')).toThrow('BATCH_CONTENTS_REMOVED');
    const { items } = await ask(harness.engine, 'runs.list', { filter: {}, sort: [], offset: 0, limit: 10 });
    const batches = await ask(harness.engine, 'runs.batches', { id: items.at(-1)?.id ?? '' });
    expect(batches.map((one) => one.contentsRemovedAtUtc)).toEqual([detail.removedVersions?.lastAtUtc]);
    expect(batches[0]?.bytes).toBeGreaterThan(0);
    const listed = await ask(harness.engine, 'records.list', {
      filter: { runId: items.at(-1)?.id ?? '' },
      sort: [],
      offset: 0,
      limit: 10,
    });
    expect(listed.items.map((one) => one.label)).toEqual(['INV-1', 'INV-2', 'INV-3']);
  });

  it('goes on after the process ended in the middle, and counts what went before it', async () => {
    const harness = await twoRuns();
    await days(harness, 400);
    const { store } = harness;
    const [first] = store.retention.finished(retentionLimit('90-days', harness.clock.now()) ?? '', 1);
    expect(first).toBeDefined();
    // The engine ends as soon as the first step is done.
    const { erase } = store.retention;
    store.retention.erase = (work) => {
      const result = erase.call(store.retention, work);
      void harness.engine.close();
      return result as never;
    };
    await ask(harness.engine, 'retention.set', { keep: '90-days' });
    await harness.engine.services.retention.kick();
    store.retention.erase = erase;
    expect((await ask(harness.restart().engine, 'retention.get', {})).lastSweep).toBeNull();
    const next = harness.restart();
    await next.engine.services.retention.sweep();
    const { lastSweep } = await ask(next.engine, 'retention.get', {});
    expect(lastSweep?.removed).toMatchObject({ batches: 2, versions: 4, requests: 1, rejected: 1 });
    expect(store.audit.of('retention', 'retention.swept')).toHaveLength(1);
  });
});

describe('an engine that goes on for long', () => {
  const retentionOf = (harness: Harness) => harness.engine.services.retention.state();

  function engine(harness: Harness, logs?: ClosedLogs) {
    const clock = createVirtualClock({ startUtc: new Date(harness.clock.now()).toISOString() });
    const end = new AbortController();
    const { deps, runner } = harness.engine.services;
    const retention = new EngineRetention({ deps: { ...deps, clock }, runner, signal: end.signal, logs });
    return { clock, retention, end };
  }

  it('sweeps once after its start and once a day', async () => {
    const harness = await twoRuns();
    await days(harness, 75);
    await keep(harness, '2-years');
    const { clock, retention, end } = engine(harness);
    const at = () => retention.state().lastSweep?.atUtc;
    const done = retention.keep();
    const started = clock.now();
    await clock.advance(59_000);
    expect(Date.parse(at() ?? '')).toBeLessThanOrEqual(started);
    await clock.advance(1_000);
    await retention.kick();
    expect(at()).toBe(new Date(started + 60_000).toISOString());
    await clock.advance(day - 1_000);
    await retention.kick();
    expect(at()).toBe(new Date(started + 60_000).toISOString());
    await clock.advance(2_000);
    await retention.kick();
    expect(at()).toBe(new Date(started + 60_000 + day).toISOString());
    end.abort();
    await done;
  });

  it('gives a clock that leapt ahead an hour to be set right before anything goes', async () => {
    const harness = await twoRuns();
    await keep(harness, '2-years');
    const before = retentionOf(harness).lastSweep;
    await days(harness, 4_000);
    const { clock, retention, end } = engine(harness);
    const started = clock.now();
    const done = retention.keep();
    await clock.advance(59 * 60_000);
    expect(retention.state().lastSweep).toEqual(before);
    await clock.advance(2 * 60_000);
    await retention.kick();
    expect(retention.state().lastSweep?.atUtc).toBe(new Date(started + 61 * 60_000).toISOString());
    expect(retention.state().lastSweep?.removed.batches).toBe(2);
    end.abort();
    await done;
  });

  it('removes log files that were closed before the limit', async () => {
    const harness = await twoRuns();
    const asked: string[] = [];
    const answer = (beforeUtc: string) => {
      asked.push(beforeUtc);
      return { files: 2, bytes: 300 };
    };
    const { retention } = engine(harness, { older: answer, remove: answer });
    await retention.sweep();
    expect(new Set(asked)).toEqual(new Set([retentionLimit('10-years', harness.clock.now())]));
    expect(retention.state().lastRemoval?.removed).toEqual({ ...nothingRemoved, logFiles: 2, bytes: 300 });
  });
});
