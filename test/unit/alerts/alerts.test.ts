import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import type { Alert } from '../../../shared/alerts/alert.ts';
import type { FlowCalendar } from '../../../shared/schedule/flow-calendar.ts';
import { AlertWatch } from '../../../main/engine/alerts/watch.ts';
import { ask } from '../../../main/api/ask.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

const minute = 60_000;
const hour = 60 * minute;

async function harnessWith(calendar?: FlowCalendar): Promise<Harness> {
  const harness = createHarness();
  const flow = await ask(harness.engine, 'flows.get', { id: harness.flowId });
  await ask(harness.engine, 'flows.save', {
    ...flow,
    schedule: { kind: 'every', transactionalMinutes: 15, referenceMinutes: 1440 },
    ...(calendar === undefined ? {} : { calendar }),
  });
  harness.source.put('inv-1', invoice('inv-1', ['1'], '1'));
  return harness;
}

async function alertsOf(harness: Harness, state: 'standing' | 'closed' | 'open' = 'standing'): Promise<Alert[]> {
  return (await ask(harness.engine, 'alerts.list', { filter: { state }, sort: [], offset: 0, limit: 100 })).items;
}

const kinds = (alerts: readonly Alert[]) => alerts.map(({ kind }) => kind).sort();
const look = (harness: Harness) => {
  harness.engine.services.alerts.look();
};
const audit = (harness: Harness, event: 'alert.raised' | 'alert.closed' | 'alert.acknowledged', subject = 'flow') =>
  harness.store.audit.of(subject, event);

/** Time goes by in steps of ten seconds, each with the look that the watch would take. */
async function pass(harness: Harness, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10_000) {
    await harness.clock.advance(10_000);
    await harness.engine.services.alerts.poll();
  }
}

describe('a promise that is broken', () => {
  test('is told within a minute while the computer is awake, once, and closes by itself when it is kept again', async () => {
    const harness = await harnessWith();
    look(harness);
    await harness.sync();
    const readAt = harness.clock.now();
    await pass(harness, 30 * minute - 20_000);
    expect(await alertsOf(harness)).toEqual([]);
    await pass(harness, 80_000);
    const [alert] = await alertsOf(harness);
    expect(alert).toMatchObject({ kind: 'falling-behind', state: 'open', flowId: 'flow', flowName: 'Invoices' });
    expect(Date.parse(alert?.sinceUtc ?? '') - readAt).toBe(30 * minute);
    expect(Date.parse(alert?.raisedAtUtc ?? '') - readAt).toBeLessThanOrEqual(31 * minute);
    await pass(harness, hour);
    expect(audit(harness, 'alert.raised')).toHaveLength(1);
    await harness.sync();
    look(harness);
    expect(await alertsOf(harness)).toEqual([]);
    const [closed] = await alertsOf(harness, 'closed');
    expect(closed?.untilUtc).toBe(new Date(harness.clock.now()).toISOString());
    expect(audit(harness, 'alert.closed')).toHaveLength(1);
  });

  test('is told at the first poll after a sleep, and a second sleep does not tell it again', async () => {
    const harness = await harnessWith();
    await harness.sync();
    await pass(harness, minute);
    await harness.clock.advance(9 * hour);
    await harness.engine.services.alerts.poll();
    expect(kinds(await alertsOf(harness))).toEqual(['falling-behind']);
    await harness.clock.advance(9 * hour);
    await harness.engine.services.alerts.poll();
    expect(audit(harness, 'alert.raised')).toHaveLength(1);
    expect((await alertsOf(harness))[0]?.details).toMatchObject({ because: 'no-run', limitMinutes: 30 });
  });

  test('is not looked for in nights and at weekends, and a morning begins without an alarm', async () => {
    const harness = await harnessWith({
      timeZone: 'UTC',
      absences: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '13:00', to: '07:00' }],
      periodEnds: { kind: 'months' },
      close: null,
      freezes: [],
    });
    await harness.clock.advance(50 * minute);
    await harness.sync();
    await harness.clock.advance(10 * hour);
    look(harness);
    expect(await alertsOf(harness)).toEqual([]);
    const [row] = await ask(harness.engine, 'flows.overview', {});
    expect(row?.absentUntilUtc).toBe('2026-11-22T07:00:00.000Z');
    // 07:29 on the next morning: the run that catches up still has a minute.
    await harness.clock.advance(Date.parse('2026-11-22T07:29:00Z') - harness.clock.now());
    look(harness);
    expect(await alertsOf(harness)).toEqual([]);
    await harness.clock.advance(2 * minute);
    look(harness);
    expect(kinds(await alertsOf(harness))).toEqual(['falling-behind']);
  });

  test('counts for nothing of a flow that a person starts or has paused', async () => {
    const harness = await harnessWith();
    await harness.sync();
    await ask(harness.engine, 'flows.pause', { id: 'flow', reason: 'month end' });
    await harness.clock.advance(9 * hour);
    look(harness);
    expect(await alertsOf(harness)).toEqual([]);
    // Resumed, it has its time anew.
    await ask(harness.engine, 'flows.resume', { id: 'flow' });
    look(harness);
    expect(await alertsOf(harness)).toEqual([]);
    await harness.clock.advance(31 * minute);
    look(harness);
    expect(kinds(await alertsOf(harness))).toEqual(['falling-behind']);
  });
});

describe('what needs a person', () => {
  test('a refused sign-in pauses the flow: one alert, closed by resuming it', async () => {
    const harness = await harnessWith();
    await harness.sync();
    harness.source.put('inv-2', invoice('inv-2', ['2'], '2'));
    harness.destination.faults.push('auth');
    expect((await harness.sync()).state).toBe('failed');
    look(harness);
    const [alert, ...others] = await alertsOf(harness);
    expect(others).toEqual([]);
    expect(alert?.kind).toBe('flow-paused');
    expect(alert?.details.error?.kind).toBe('auth');
    await ask(harness.engine, 'flows.resume', { id: 'flow' });
    look(harness);
    expect(await alertsOf(harness)).toEqual([]);
  });

  test('a run that failed is told with its error, and no more than once however often it fails', async () => {
    const harness = await harnessWith();
    const fault = new AppError('ENGINE_REPORT_INCOMPLETE', 'internal', { details: { batch: 'b' } });
    harness.source.beforePage = () => Promise.reject(fault);
    const first = await harness.sync();
    look(harness);
    const [alert] = await alertsOf(harness);
    expect([alert?.kind, alert?.details.runId]).toEqual(['run-failed', first.id]);
    const second = await harness.sync();
    look(harness);
    expect([first.state, second.state]).toEqual(['failed', 'failed']);
    expect((await alertsOf(harness))[0]?.details.runId).toBe(second.id);
    expect(audit(harness, 'alert.raised')).toHaveLength(1);
    harness.source.beforePage = () => Promise.resolve();
    await harness.sync();
    look(harness);
    expect(await alertsOf(harness)).toEqual([]);
  });

  test('rejected records are told again only when there are new ones since a person looked', async () => {
    const harness = await harnessWith();
    harness.source.put('bad-1', { ...invoice('bad-1', [], '1'), total: 'not a number' });
    await harness.sync();
    look(harness);
    const [alert] = await alertsOf(harness, 'open');
    expect([alert?.kind, alert?.details.count]).toEqual(['rejected', 1]);
    const ids = [alert?.id ?? ''];
    expect(await ask(harness.engine, 'alerts.acknowledge', { ids, note: 'asked the supplier team' })).toEqual({
      changed: 1,
    });
    expect(await ask(harness.engine, 'alerts.acknowledge', { ids, note: 'again' })).toEqual({ changed: 0 });
    await harness.sync();
    look(harness);
    expect(await alertsOf(harness, 'open')).toEqual([]);
    expect((await alertsOf(harness))[0]?.acknowledged?.note).toBe('asked the supplier team');
    expect(audit(harness, 'alert.acknowledged')[0]?.details['reason']).toBe('asked the supplier team');
    harness.source.put('bad-2', { ...invoice('bad-2', [], '1'), total: 'not a number' });
    await harness.sync();
    look(harness);
    const [again] = await alertsOf(harness, 'open');
    expect([again?.id, again?.details.count, again?.acknowledged]).toEqual([alert?.id, 2, null]);
    for (const key of ['bad-1', 'bad-2']) harness.source.put(key, invoice(key, [], '1'));
    await harness.sync();
    look(harness);
    expect(await alertsOf(harness)).toEqual([]);
  });

  test('totals that differ are told by stream, until a run shows that they agree', async () => {
    const harness = await harnessWith();
    await harness.sync();
    harness.destination.rowsOf('invoices').delete('inv-1');
    const verified = await harness.sync({ verify: true });
    expect(verified.state).toBe('failed');
    look(harness);
    const [alert, ...others] = await alertsOf(harness);
    expect(others).toEqual([]);
    expect([alert?.kind, alert?.details.streams, alert?.details.runId]).toEqual([
      'totals-differ',
      ['invoices'],
      verified.id,
    ]);
    expect((await harness.sync()).state).toBe('succeeded');
    look(harness);
    expect(await alertsOf(harness)).toEqual([]);
  });

  test('a stream that may not be read, and a flow that is removed, leave nothing standing', async () => {
    const harness = await harnessWith();
    const error = toErrorDto(new AppError('WORKDAY_PERMISSION', 'permission', { details: { what: 'Get_Suppliers' } }));
    harness.store.streams.update('flow', 'invoices', { paused: error });
    look(harness);
    expect((await alertsOf(harness)).map(({ kind, details }) => [kind, details.streams])).toEqual([
      ['stream-paused', ['invoices']],
    ]);
    await ask(harness.engine, 'flows.remove', { id: 'flow' });
    look(harness);
    expect(await alertsOf(harness)).toEqual([]);
    expect(kinds(await alertsOf(harness, 'closed'))).toEqual(['stream-paused']);
  });
});

describe('what is about the installation', () => {
  test('a disk that is nearly full is told, and its alert closes when there is room', async () => {
    const harness = await harnessWith();
    let free: number | null = 900 * 1024 ** 2;
    const { deps } = harness.engine.services;
    const watch = new AlertWatch(deps, {
      waits: { of: () => null },
      freeBytes: () => Promise.resolve(free),
      systems: [],
    });
    await watch.poll();
    expect((await alertsOf(harness)).map(({ kind, flowId }) => [kind, flowId])).toEqual([['disk-full', null]]);
    free = 50 * 1024 ** 3;
    await harness.clock.advance(2 * minute);
    await watch.poll();
    expect(await alertsOf(harness)).toEqual([]);
    expect(audit(harness, 'alert.raised', 'installation')).toHaveLength(1);
  });

  test.each([
    ['an old entry was changed', `UPDATE audit SET subject = 'somebody else' WHERE number = 2`, 2],
    ['an old entry was taken out', 'DELETE FROM audit WHERE number = 2', 2],
    ['the latest entries were taken out', 'DELETE FROM audit WHERE number > 2', 3],
  ])('a trail in which %s is told within a minute', async (_what, change, brokenAt) => {
    const folder = mkdtempSync(join(tmpdir(), 'mlc-trail-'));
    const harness = createHarness(['invoices'], join(folder, 'data.sqlite'));
    harness.source.put('inv-1', invoice('inv-1', ['1'], '1'));
    await harness.sync();
    await pass(harness, 2 * minute);
    expect(await alertsOf(harness)).toEqual([]);
    const changedAt = harness.clock.now();
    const other = new DatabaseSync(join(folder, 'data.sqlite'));
    other.exec(change);
    other.close();
    await pass(harness, minute);
    const [alert] = await alertsOf(harness);
    expect(alert).toMatchObject({ kind: 'audit-broken', flowId: null, details: { brokenAt } });
    expect(Date.parse(alert?.raisedAtUtc ?? '') - changedAt).toBeLessThanOrEqual(minute);
    await pass(harness, 2 * minute);
    expect(audit(harness, 'alert.raised', 'installation')).toHaveLength(1);
    harness.store.close();
    rmSync(folder, { recursive: true });
  });

  test('goes on by itself, and tells windows', async () => {
    const harness = await harnessWith();
    const heard: string[] = [];
    harness.engine.subscribe(null, ({ payload }) => {
      if (payload.topic === 'changed') heard.push(payload.subject);
    });
    const stop = new AbortController();
    const done = harness.engine.services.alerts.keep(stop.signal);
    await harness.sync();
    const from = harness.clock.now();
    while (!heard.includes('alerts')) await harness.clock.advance(10_000);
    expect(harness.clock.now() - from).toBeLessThan(32 * minute);
    stop.abort();
    await done;
  });
});
