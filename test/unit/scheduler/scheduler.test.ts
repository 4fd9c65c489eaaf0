import { describe, expect, test } from 'vitest';
import { createScheduler } from '../../../main/scheduler/scheduler.ts';
import { ask } from '../../../main/api/ask.ts';
import type { RunItem } from '../../../shared/model/record-view.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

async function scheduled(): Promise<Harness> {
  const harness = createHarness();
  const flow = await ask(harness.engine, 'flows.get', { id: harness.flowId });
  await ask(harness.engine, 'flows.save', {
    ...flow,
    streams: flow.streams.map(({ id, enabled }) => ({ id, enabled })),
    schedule: { kind: 'every', transactionalMinutes: 15, referenceMinutes: 1440 },
  });
  harness.source.put('inv-1', invoice('inv-1', [], '1'));
  return harness;
}

/** An app without flows that counts how often it is asked. */
function countingApp() {
  let calls = 0;
  const app = {
    call: () => {
      calls += 1;
      return Promise.resolve({ ok: true as const, value: [] });
    },
    subscribe: () => () => undefined,
  };
  return { app, calls: () => calls };
}

async function tick(harness: Harness): Promise<void> {
  await createScheduler({ app: harness.engine, clock: harness.clock }).tick();
  await harness.engine.services.runner.whenIdle();
}

describe('the scheduler', () => {
  test('starts nothing before its time, then one run, then waits for the next time', async () => {
    const harness = await scheduled();
    await harness.clock.advance(14 * 60_000);
    await tick(harness);
    expect(await runsOf(harness)).toHaveLength(0);
    await harness.clock.advance(61_000);
    await tick(harness);
    await tick(harness);
    const runs = await runsOf(harness);
    expect(runs.map((run) => [run.trigger, run.state])).toEqual([['schedule', 'succeeded']]);
  });

  test('after a night asleep makes one catch-up run, not one for each missed time', async () => {
    const harness = await scheduled();
    await harness.clock.advance(10 * 60 * 60_000);
    await tick(harness);
    await tick(harness);
    const runs = await runsOf(harness);
    expect(runs.map((run) => run.trigger)).toEqual(['catch-up']);
  });

  test('after three weeks away makes one run that covers the whole gap', async () => {
    const harness = await scheduled();
    await harness.clock.advance(16 * 60_000);
    await tick(harness);
    for (let day = 1; day <= 21; day += 1) {
      await harness.clock.advance(24 * 60 * 60_000);
      harness.source.put(`inv-day-${String(day)}`, invoice(`inv-day-${String(day)}`, [], String(day)));
    }
    await tick(harness);
    const [latest, ...before] = await runsOf(harness);
    expect(before).toHaveLength(1);
    expect([latest?.trigger, latest?.state, latest?.streams[0]?.counts.loaded]).toEqual(['catch-up', 'succeeded', 21]);
  });

  test('goes on after the clock, which had been a year ahead, was set right', async () => {
    const harness = await scheduled();
    const wrong = new Date(harness.clock.now() + 365 * 24 * 60 * 60_000).toISOString();
    harness.store.streams.update(harness.flowId, 'invoices', { nextRunAtUtc: wrong });
    await tick(harness);
    await harness.clock.advance(14 * 60_000);
    await tick(harness);
    expect(await runsOf(harness)).toHaveLength(0);
    await harness.clock.advance(90_000);
    await tick(harness);
    expect(await runsOf(harness)).toHaveLength(1);
  });

  test('saving a flow again and again does not put off its run, and a partial load neither', async () => {
    const harness = await scheduled();
    const due = () => harness.store.streams.get(harness.flowId, 'invoices').nextRunAtUtc;
    const before = due();
    await harness.clock.advance(10 * 60_000);
    const flow = await ask(harness.engine, 'flows.get', { id: harness.flowId });
    await ask(harness.engine, 'flows.save', flow);
    await harness.sync({ onlyKeys: { stream: 'invoices', keys: ['inv-1'] } });
    expect(due()).toBe(before);
  });

  test('a run that is killed at once each time is begun every five minutes, not at each start', async () => {
    const harness = await scheduled();
    await harness.clock.advance(16 * 60_000);
    const begun = harness.clock.now();
    const run = await ask(harness.engine, 'runs.start', { flowId: harness.flowId, trigger: 'schedule' });
    expect(run.state).toBe('running');
    const next = Date.parse(harness.store.streams.get(harness.flowId, 'invoices').nextRunAtUtc ?? '');
    expect((next - begun) / 60_000).toBe(5);
    await harness.engine.services.runner.whenIdle();
  });

  test('starts nothing in a freeze; a person may after a confirmation, and what was missed is caught up when it ends', async () => {
    const harness = await scheduled();
    const flow = await ask(harness.engine, 'flows.get', { id: harness.flowId });
    const freeze = {
      kind: 'once',
      name: 'Audit',
      fromDay: '2026-11-21',
      fromTime: '12:10',
      toDay: '2026-11-21',
      toTime: '14:00',
    } as const;
    const calendar = {
      timeZone: 'UTC',
      absences: [],
      periodEnds: { kind: 'months' },
      close: null,
      freezes: [freeze],
    } as const;
    await ask(harness.engine, 'flows.save', { ...flow, calendar: { ...calendar, absences: [], freezes: [freeze] } });
    await harness.clock.advance(60 * 60_000);
    await tick(harness);
    expect(await runsOf(harness)).toHaveLength(0);
    const [row] = await ask(harness.engine, 'flows.overview', {});
    expect(row?.frozen).toEqual({ name: 'Audit', untilUtc: '2026-11-21T14:00:00.000Z' });
    await expect(ask(harness.engine, 'runs.start', { flowId: flow.id })).rejects.toMatchObject({
      code: 'ENGINE_FLOW_FROZEN',
    });
    await expect(ask(harness.engine, 'runs.start', { flowId: flow.id, trigger: 'catch-up' })).rejects.toMatchObject({
      code: 'ENGINE_FLOW_FROZEN',
    });
    expect((await harness.sync({ duringFreeze: true })).state).toBe('succeeded');
    await harness.clock.advance(61 * 60_000);
    await tick(harness);
    expect((await runsOf(harness)).map(({ trigger }) => trigger)).toEqual(['schedule', 'manual']);
  });

  test('leaves a paused flow alone', async () => {
    const harness = await scheduled();
    await ask(harness.engine, 'flows.pause', { id: harness.flowId, reason: 'month end' });
    await harness.clock.advance(60 * 60_000);
    await tick(harness);
    expect(await runsOf(harness)).toHaveLength(0);
  });

  test('refuses a schedule faster than five minutes', async () => {
    const harness = await scheduled();
    const flow = await ask(harness.engine, 'flows.get', { id: harness.flowId });
    const fast = { kind: 'every' as const, transactionalMinutes: 4, referenceMinutes: 60 };
    await expect(
      ask(harness.engine, 'flows.save', { ...flow, streams: [{ id: 'invoices', enabled: true }], schedule: fast }),
    ).rejects.toMatchObject({ code: 'APP_BAD_REQUEST' });
  });

  test('ticks until it is stopped', async () => {
    const clock = createVirtualClock();
    const { app, calls } = countingApp();
    const stop = new AbortController();
    const done = createScheduler({ app, clock }).run(stop.signal);
    await clock.advance(60_000);
    expect(calls()).toBe(5);
    stop.abort();
    await done;
  });

  test('starts nothing while the computer goes to sleep, and looks soon after it wakes', async () => {
    const clock = createVirtualClock();
    const { app, calls } = countingApp();
    const stop = new AbortController();
    const scheduler = createScheduler({ app, clock });
    const done = scheduler.run(stop.signal);
    await clock.advance(1);
    scheduler.rest();
    await clock.advance(31_000);
    expect(calls()).toBe(1);
    scheduler.wake();
    await clock.advance(4_000);
    expect(calls()).toBe(1);
    await clock.advance(1_500);
    expect(calls()).toBe(2);
    stop.abort();
    await done;
  });

  test('goes on by itself if nobody tells it that the computer is awake', async () => {
    const clock = createVirtualClock();
    const { app, calls } = countingApp();
    const stop = new AbortController();
    const scheduler = createScheduler({ app, clock });
    scheduler.rest();
    const done = scheduler.run(stop.signal);
    await clock.advance(45_000);
    expect(calls()).toBe(0);
    await clock.advance(30_000);
    expect(calls()).toBeGreaterThan(0);
    stop.abort();
    await done;
  });
});

async function runsOf(harness: Harness): Promise<readonly RunItem[]> {
  return (await ask(harness.engine, 'runs.list', { filter: {}, sort: [], offset: 0, limit: 10 })).items;
}
