import { describe, expect, test } from 'vitest';
import type { Alert, Snooze } from '../../../shared/alerts/alert.ts';
import { ask } from '../../../main/api/ask.ts';
import { snoozeEndsAt } from '../../../main/engine/alerts/snooze.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

const minute = 60_000;
const hour = 60 * minute;

/** An installation of one flow with an alert about a rejected record. */
async function harnessWithAlert(): Promise<{ harness: Harness; id: string }> {
  const harness = createHarness();
  harness.source.put('bad-1', { ...invoice('bad-1', [], '1'), total: 'not a number' });
  await harness.sync();
  await harness.engine.services.alerts.poll();
  const [alert] = await alertsOf(harness, 'open');
  return { harness, id: alert?.id ?? '' };
}

async function alertsOf(harness: Harness, state: 'standing' | 'open'): Promise<Alert[]> {
  return (await ask(harness.engine, 'alerts.list', { filter: { state }, sort: [], offset: 0, limit: 100 })).items;
}

const putOff = (harness: Harness, id: string, snooze: Snooze = 'hour') =>
  ask(harness.engine, 'alerts.snooze', { ids: [id], snooze, timeZone: 'Europe/Amsterdam' });

async function pass(harness: Harness, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10_000) {
    await harness.clock.advance(10_000);
    await harness.engine.services.alerts.poll();
  }
}

describe('an alert that is put off', () => {
  test('calls nobody until then, and comes back within a minute if it still stands', async () => {
    const { harness, id } = await harnessWithAlert();
    const at = harness.clock.now();
    expect(await putOff(harness, id)).toEqual({ changed: 1 });
    const until = new Date(at + hour).toISOString();
    expect(await alertsOf(harness, 'standing')).toMatchObject([{ id, state: 'snoozed', snoozedUntilUtc: until }]);
    const [entry] = harness.store.audit.of('flow', 'alert.snoozed');
    expect(entry).toMatchObject({ details: { alert: id, kind: 'rejected', until } });
    const page = { filter: { text: until }, sort: [], offset: 0, limit: 10 };
    const [told] = (await ask(harness.engine, 'audit.list', page)).items;
    expect([told?.event, told?.actor?.account]).toEqual(['alert.snoozed', expect.stringMatching(/./)]);
    await pass(harness, hour - 20_000);
    expect(await alertsOf(harness, 'open')).toEqual([]);
    await pass(harness, minute);
    const [back] = await alertsOf(harness, 'open');
    expect(back?.id).toBe(id);
    // Raised anew, so that the desktop tells it again.
    expect(Date.parse(back?.raisedAtUtc ?? '')).toBeGreaterThanOrEqual(at + hour);
    expect(harness.store.audit.of('flow', 'alert.raised').map(({ details }) => details['again'] ?? false)).toEqual([
      false,
      true,
    ]);
  });

  test('comes back at the first poll after a sleep', async () => {
    const { harness, id } = await harnessWithAlert();
    await putOff(harness, id, 'week');
    await harness.clock.advance(6 * 24 * hour);
    await harness.engine.services.alerts.poll();
    expect(await alertsOf(harness, 'open')).toEqual([]);
    await harness.clock.advance(24 * hour);
    await harness.engine.services.alerts.poll();
    expect(await alertsOf(harness, 'open')).toMatchObject([{ id }]);
  });

  test('closes and stays closed if what it tells is over meanwhile', async () => {
    const { harness, id } = await harnessWithAlert();
    await putOff(harness, id);
    harness.source.put('bad-1', invoice('bad-1', [], '1'));
    await harness.sync();
    await pass(harness, 2 * hour);
    expect(await alertsOf(harness, 'standing')).toEqual([]);
    expect(await putOff(harness, id)).toEqual({ changed: 0 });
  });

  test('can be acknowledged, and then does not come back; what is acknowledged is not put off', async () => {
    const { harness, id } = await harnessWithAlert();
    await putOff(harness, id);
    expect(await ask(harness.engine, 'alerts.acknowledge', { ids: [id], note: 'asked for it' })).toEqual({
      changed: 1,
    });
    expect(await putOff(harness, id)).toEqual({ changed: 0 });
    await pass(harness, 2 * hour);
    expect(await alertsOf(harness, 'standing')).toMatchObject([{ id, state: 'acknowledged' }]);
  });

  test('gets the new time when it is put off again, and is still so after a restart', async () => {
    const { harness, id } = await harnessWithAlert();
    await putOff(harness, id);
    await putOff(harness, id, 'week');
    const again = harness.restart();
    await pass(again, 2 * hour);
    expect(await alertsOf(again, 'standing')).toMatchObject([{ id, state: 'snoozed' }]);
  });
});

describe('the next morning', () => {
  test.each([
    ['2026-11-21T14:00:00Z', 'Europe/Amsterdam', '2026-11-22T07:00:00.000Z'],
    // Late in the evening there it is the next day in UTC already.
    ['2026-11-22T03:30:00Z', 'America/New_York', '2026-11-22T13:00:00.000Z'],
    // The night in which summer time ends.
    ['2026-10-24T14:00:00Z', 'Europe/Amsterdam', '2026-10-25T07:00:00.000Z'],
  ])('after %s in %s begins at %s', (now, timeZone, morning) => {
    expect(new Date(snoozeEndsAt('tomorrow', Date.parse(now), timeZone)).toISOString()).toBe(morning);
  });
});
