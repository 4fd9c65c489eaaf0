import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { usualAlertRules, type AlertRules } from '../../../shared/alerts/rules.ts';
import type { Alert } from '../../../shared/alerts/alert.ts';
import type { FlowCalendar } from '../../../shared/schedule/flow-calendar.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

const day = 86_400_000;

async function standing(harness: Harness): Promise<Alert[]> {
  harness.engine.services.alerts.look();
  return (await ask(harness.engine, 'alerts.list', { filter: { state: 'standing' }, sort: [], offset: 0, limit: 100 }))
    .items;
}

const kinds = async (harness: Harness) => (await standing(harness)).map(({ kind }) => kind).sort();

async function setRules(harness: Harness, part: Partial<AlertRules>): Promise<void> {
  await ask(harness.engine, 'alerts.save-rules', { ...(await ask(harness.engine, 'alerts.rules', {})), ...part });
}

function put(harness: Harness, sound: number, bad: number, stream = 'invoices'): void {
  const amount = String(Math.floor(harness.clock.now() / 1_000) % 1_000);
  for (let n = 0; n < sound; n += 1)
    harness.source.put(`s${String(n)}`, invoice(`s${String(n)}`, [amount], amount), stream);
  for (let n = 0; n < bad; n += 1) {
    harness.source.put(`b${String(n)}`, { ...invoice(`b${String(n)}`, [], '1'), total: 'none' }, stream);
  }
}

async function withCalendar(harness: Harness, calendar: FlowCalendar): Promise<void> {
  const flow = await ask(harness.engine, 'flows.get', { id: harness.flowId });
  await ask(harness.engine, 'flows.save', { ...flow, calendar });
}

describe('what is told', () => {
  test('is what is usual until a person chooses, and each change of it is in the trail', async () => {
    const harness = createHarness();
    expect(await ask(harness.engine, 'alerts.rules', {})).toEqual(usualAlertRules);
    put(harness, 10, 1);
    await harness.sync();
    expect(await kinds(harness)).toEqual(['rejected']);
    await setRules(harness, { off: ['rejected'] });
    expect(await kinds(harness)).toEqual([]);
    expect(harness.store.audit.of('installation', 'alert.rules-saved').map(({ details }) => details)).toEqual([
      { off: 'rejected' },
    ]);
    await setRules(harness, { off: ['rejected'] });
    expect(harness.store.audit.of('installation', 'alert.rules-saved')).toHaveLength(1);
    await setRules(harness, { off: [] });
    expect(await kinds(harness)).toEqual(['rejected']);
  });

  test('is one alert where a large share was rejected, and news of it when more is', async () => {
    const harness = createHarness();
    put(harness, 10, 6);
    await harness.sync();
    expect(await kinds(harness)).toEqual(['rejected-share']);
    const [first] = await standing(harness);
    await harness.clock.advance(60_000);
    await ask(harness.engine, 'alerts.acknowledge', { ids: [first?.id ?? ''], note: 'looked at' });
    // The same records again are no news.
    await harness.clock.advance(60_000);
    put(harness, 10, 6);
    await harness.sync();
    expect((await standing(harness))[0]?.state).toBe('acknowledged');
    await harness.clock.advance(60_000);
    put(harness, 10, 7);
    await harness.sync();
    expect((await standing(harness)).map(({ id, state }) => [id, state])).toEqual([[first?.id, 'open']]);
  });

  test('counts rejected records of other streams apart from a share of one', async () => {
    const harness = createHarness(['invoices', 'credits']);
    put(harness, 10, 6);
    put(harness, 100, 2, 'credits');
    await harness.sync();
    const found = await standing(harness);
    expect(found.map(({ kind, details }) => [kind, details.count])).toEqual(
      expect.arrayContaining([
        ['rejected-share', 6],
        ['rejected', 2],
      ]),
    );
    expect(found).toHaveLength(2);
  });
});

describe('from where on', () => {
  test('follows the limits at once, without another run', async () => {
    const harness = createHarness();
    put(harness, 90, 10);
    await harness.sync();
    expect(await kinds(harness)).toEqual(['rejected-share']);
    await setRules(harness, { limits: { ...usualAlertRules.limits, rejectedPercent: 10 } });
    expect(await kinds(harness)).toEqual(['rejected']);
  });

  test('is stricter in a close that a person switched on, and ends by itself', async () => {
    const harness = createHarness();
    put(harness, 96, 4);
    await harness.sync();
    expect(await kinds(harness)).toEqual(['rejected']);
    await setRules(harness, { closeUntilUtc: new Date(harness.clock.now() + 2 * day).toISOString() });
    expect(await kinds(harness)).toEqual(['rejected-share']);
    await harness.clock.advance(2 * day);
    expect(await kinds(harness)).toEqual(['rejected']);
  });

  test('is stricter on the days of a close in the flow’s calendar, unless that is switched off', async () => {
    const harness = createHarness();
    const close = { firstDay: -3, lastDay: 4, transactionalMinutes: 5, referenceMinutes: 60 };
    const days = [new Date(harness.clock.now()).toISOString().slice(0, 10)];
    await withCalendar(harness, {
      ...{ timeZone: 'Europe/Amsterdam', absences: [], freezes: [], close },
      periodEnds: { kind: 'days', days },
    });
    put(harness, 96, 4);
    await harness.sync();
    expect(await kinds(harness)).toEqual(['rejected-share']);
    await setRules(harness, { closeByCalendar: false });
    expect(await kinds(harness)).toEqual(['rejected']);
    await setRules(harness, { closeByCalendar: true });
    await harness.clock.advance(6 * day);
    expect(await kinds(harness)).toEqual(['rejected']);
  });
});

describe('totals that differ', () => {
  test('are told however many runs of other streams came after', async () => {
    const harness = createHarness(['invoices', 'credits']);
    put(harness, 2, 0);
    put(harness, 2, 0, 'credits');
    await harness.sync();
    const landed = harness.destination.rowsOf('invoices');
    landed.delete('s1');
    await harness.sync({ streams: ['invoices'], verify: true });
    expect(await kinds(harness)).toContain('totals-differ');
    for (let run = 0; run < 25; run += 1) {
      await harness.clock.advance(60_000);
      put(harness, 2, 0, 'credits');
      await harness.sync({ streams: ['credits'] });
    }
    expect(await kinds(harness)).toContain('totals-differ');
  });
});

describe('a secret that expires', () => {
  const expiring = (harness: Harness, expiresOn: string, practice = false) => {
    const at = new Date(harness.clock.now()).toISOString();
    const known = harness.store.connections.get('databricks');
    const id = 'real';
    if (known !== null)
      harness.store.connections.save({ ...known, id, name: 'Warehouse', practice, createdAtUtc: at, updatedAtUtc: at });
    harness.store.secrets.put(id, 'token', new Uint8Array([1]), at);
    harness.store.secrets.setExpiry(id, 'token', expiresOn);
  };
  const dayIn = (harness: Harness, days: number) =>
    new Date(harness.clock.now() + days * day).toISOString().slice(0, 10);

  test('is told 30, 14 and 3 days ahead and on the day, each time anew, and is over when it was replaced', async () => {
    const harness = createHarness();
    expiring(harness, dayIn(harness, 31));
    expect(await kinds(harness)).toEqual([]);
    const told: (number | undefined)[] = [];
    for (let passed = 0; passed < 33; passed += 1) {
      await harness.clock.advance(day);
      const [alert] = await standing(harness);
      if (alert?.state !== 'open') continue;
      told.push(alert.details.days);
      expect(alert).toMatchObject({ kind: 'secret-expires', flowId: null, details: { connectionName: 'Warehouse' } });
      await ask(harness.engine, 'alerts.acknowledge', { ids: [alert.id], note: 'asked for a new one' });
    }
    expect(told).toEqual([30, 14, 3, 0]);
    expect((await standing(harness))[0]?.details.days).toBe(-2);
    harness.store.secrets.setExpiry('real', 'token', dayIn(harness, 365));
    expect(await kinds(harness)).toEqual([]);
  });

  test('is told from the day on that a person chose, and never of a practice system', async () => {
    const harness = createHarness();
    expiring(harness, dayIn(harness, 60));
    expect(await kinds(harness)).toEqual([]);
    await setRules(harness, { secretDays: 60 });
    expect(await kinds(harness)).toEqual(['secret-expires']);
    const other = createHarness();
    expiring(other, dayIn(other, 1), true);
    expect(await kinds(other)).toEqual([]);
  });
});
