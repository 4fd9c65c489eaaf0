import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { usualAlertRules } from '../../../shared/alerts/rules.ts';
import { ask } from '../../../main/api/ask.ts';
import type { Harness } from '../../support/engine-harness.ts';
import { createWaitingHarness, putBooked, putCenter } from '../../support/waiting-invoices.ts';

const DAY = 86_400_000;

async function told(harness: Harness): Promise<Alert[]> {
  harness.engine.services.alerts.look();
  const filter = { state: 'standing', kind: 'held-long' } as const;
  return (await ask(harness.engine, 'alerts.list', { filter, sort: [], offset: 0, limit: 100 })).items;
}

/** Two invoices that wait for a cost center. */
async function held(): Promise<Harness> {
  const harness = createWaitingHarness();
  putCenter(harness, 'NL-1');
  putBooked(harness, 'one', 'NL-2');
  putBooked(harness, 'two', 'NL-3');
  await harness.sync();
  return harness;
}

describe('records that have been held for long', () => {
  test('are told once for their flow after three days, and no more once they have gone', async () => {
    const harness = await held();
    const heldAt = harness.clock.now();
    await harness.clock.advance(3 * DAY - 60_000);
    expect(await told(harness)).toEqual([]);
    await harness.clock.advance(120_000);
    const [alert, ...others] = await told(harness);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ state: 'open', flowId: 'flow', details: { count: 2, days: 3 } });
    expect(Math.abs(Date.parse(alert?.sinceUtc ?? '') - heldAt - 3 * DAY)).toBeLessThan(60_000);
    putCenter(harness, 'NL-2');
    await harness.sync();
    expect((await told(harness))[0]).toMatchObject({ id: alert?.id, details: { count: 1 } });
    putCenter(harness, 'NL-3');
    await harness.sync();
    expect(await told(harness)).toEqual([]);
  });

  test('call again when more of them have waited as long, and not while they are only looked at', async () => {
    const harness = await held();
    await harness.clock.advance(DAY);
    putBooked(harness, 'three', 'NL-4');
    await harness.sync();
    await harness.clock.advance(2 * DAY + 60_000);
    const [alert] = await told(harness);
    expect(alert?.details.count).toBe(2);
    await ask(harness.engine, 'alerts.acknowledge', { ids: [alert?.id ?? ''], note: 'asked the controller' });
    expect((await told(harness))[0]?.state).toBe('acknowledged');
    await harness.clock.advance(DAY);
    expect((await told(harness))[0]).toMatchObject({ state: 'open', details: { count: 3 } });
  });

  test('are those of which nobody said anything: not the dismissed, nor the released', async () => {
    const harness = await held();
    const flow = harness.store.flows.get('flow');
    if (flow === null) throw new Error('the harness has a flow');
    await harness.clock.advance(4 * DAY);
    const ids = harness.store.held.selected({ state: 'open' }, { kind: 'all', except: [] });
    const [first = '', second = ''] = ids;
    harness.store.held.release(first, 'agreed', new Date(harness.clock.now()).toISOString());
    expect((await told(harness))[0]?.details.count).toBe(1);
    harness.store.held.dismiss(second, 'a test entry', new Date(harness.clock.now()).toISOString());
    expect(await told(harness)).toEqual([]);
  });

  test('go by the days that a person chose, and by none where the alert is off', async () => {
    const harness = await held();
    await harness.clock.advance(3 * DAY + 60_000);
    await ask(harness.engine, 'alerts.save-rules', { ...usualAlertRules, heldDays: 7 });
    expect(await told(harness)).toEqual([]);
    await harness.clock.advance(4 * DAY);
    expect((await told(harness))[0]?.details).toEqual({ count: 2, days: 7 });
    await ask(harness.engine, 'alerts.save-rules', { ...usualAlertRules, off: ['held-long'] });
    expect(await told(harness)).toEqual([]);
  });

  test('have the usual days where rules were stored before there was a choice', () => {
    const harness = createWaitingHarness();
    const { heldDays: _, ...old } = usualAlertRules;
    harness.store.values.put('alerts.rules', { ...old, secretDays: 60 }, '2026-11-21T10:00:00.000Z');
    return expect(ask(harness.engine, 'alerts.rules', {})).resolves.toMatchObject({ secretDays: 60, heldDays: 3 });
  });
});
