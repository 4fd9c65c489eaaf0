import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { ask } from '../../../main/api/ask.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

async function standing(harness: Harness, kind: Alert['kind']): Promise<Alert[]> {
  harness.engine.services.alerts.look();
  const filter = { state: 'standing', kind } as const;
  return (await ask(harness.engine, 'alerts.list', { filter, sort: [], offset: 0, limit: 100 })).items;
}

/** Puts `sound` good records and `bad` ones whose total is no number; each call replaces those before. */
function put(harness: Harness, sound: number, bad: number): void {
  for (let n = 0; n < sound; n += 1) {
    const amount = String(harness.clock.now() % 1000);
    harness.source.put(`inv-${String(n)}`, invoice(`inv-${String(n)}`, [amount], amount));
  }
  for (let n = 0; n < bad; n += 1) {
    const id = `bad-${String(n)}`;
    harness.source.put(id, { ...invoice(id, [], '1'), total: 'not a number' });
  }
}

describe('the share of rejected records', () => {
  test('is told by stream when it is above the limit, and closes with a later run below it', async () => {
    const harness = createHarness();
    put(harness, 40, 6);
    const run = await harness.sync();
    const [alert, ...others] = await standing(harness, 'rejected-share');
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      state: 'open',
      sinceUtc: run.endedAtUtc,
      details: { runId: run.id, streams: ['invoices'], count: 6, read: 46 },
    });
    // A run that reads nothing says nothing of it.
    await harness.clock.advance(60_000);
    await harness.sync();
    expect((await standing(harness, 'rejected-share'))[0]?.details.runId).toBe(run.id);
    await harness.clock.advance(60_000);
    put(harness, 40, 2);
    await harness.sync();
    expect(await standing(harness, 'rejected-share')).toEqual([]);
  });

  test.each([
    ['four records of few', 10, 4, 0],
    ['exactly five per cent', 95, 5, 0],
    ['just above it', 94, 5, 1],
  ])('of %s is judged by both limits', async (_what, sound, bad, alerts) => {
    const harness = createHarness();
    put(harness, sound, bad);
    await harness.sync();
    expect(await standing(harness, 'rejected-share')).toHaveLength(alerts);
  });

  test('is over when each of the records was dismissed', async () => {
    const harness = createHarness();
    put(harness, 10, 5);
    await harness.sync();
    expect(await standing(harness, 'rejected-share')).toHaveLength(1);
    const dismiss = (text: string) =>
      ask(harness.engine, 'rejected.dismiss', {
        filter: { text },
        selection: { kind: 'all', except: [] },
        reason: 'entered twice',
      });
    await dismiss('bad-0');
    expect(await standing(harness, 'rejected-share')).toHaveLength(1);
    await dismiss('bad-');
    expect(await standing(harness, 'rejected-share')).toEqual([]);
  });

  test('is not judged by records that a person chose to read again', async () => {
    const harness = createHarness();
    put(harness, 94, 5);
    const first = await harness.sync();
    await harness.sync({ onlyKeys: { stream: 'invoices', keys: harness.source.keys().filter((key) => key < 'c') } });
    expect((await standing(harness, 'rejected-share'))[0]?.details).toMatchObject({ runId: first.id, read: 99 });
  });

  test('of a stream that a schedule seldom reads stands however many runs of other streams follow', async () => {
    const harness = createHarness(['invoices', 'credits']);
    put(harness, 0, 6);
    await harness.sync();
    for (let n = 0; n < 25; n += 1) await harness.sync({ streams: ['credits'] });
    expect(await standing(harness, 'rejected-share')).toHaveLength(1);
  });
});

/** A run for each count, of a source that brings exactly so many records every time. */
async function readEach(harness: Harness, counts: readonly number[]): Promise<void> {
  for (const count of counts) {
    await harness.clock.advance(60_000);
    for (const key of harness.source.keys()) harness.source.remove(key);
    put(harness, count, 0);
    await harness.sync();
  }
}

describe('the number of records', () => {
  test.each(['everything', 'recent'] as const)(
    'of a window that reads %s is told when it is far from usual',
    async (reach) => {
      const harness = createHarness();
      harness.source.reach = reach;
      await readEach(harness, [38, 40, 400, 41, 40, 20]);
      expect(await standing(harness, 'volume-deviates')).toEqual([]);
      await readEach(harness, [19]);
      const [alert, ...others] = await standing(harness, 'volume-deviates');
      expect(others).toEqual([]);
      expect(alert?.details).toMatchObject({ streams: ['invoices'], read: 19, usual: 40 });
      await readEach(harness, [39]);
      expect(await standing(harness, 'volume-deviates')).toEqual([]);
    },
  );

  test('is not judged before five runs, nor where there are few', async () => {
    const harness = createHarness();
    harness.source.reach = 'everything';
    await readEach(harness, [40, 40, 40, 40, 0]);
    expect(await standing(harness, 'volume-deviates')).toEqual([]);
    const small = createHarness();
    small.source.reach = 'everything';
    await readEach(small, [5, 5, 5, 5, 5, 19]);
    expect(await standing(small, 'volume-deviates')).toEqual([]);
    await readEach(small, [20]);
    expect(await standing(small, 'volume-deviates')).toHaveLength(1);
  });

  test('of what changed since the last run is never judged', async () => {
    const harness = createHarness();
    await readEach(harness, [40, 40, 40, 40, 40, 40, 0]);
    expect(await standing(harness, 'volume-deviates')).toEqual([]);
  });

  test('that stays is the usual one after three runs, and calls nobody once a person has acknowledged it', async () => {
    const harness = createHarness();
    harness.source.reach = 'everything';
    await readEach(harness, [40, 40, 40, 40, 40, 90]);
    const [alert] = await standing(harness, 'volume-deviates');
    await ask(harness.engine, 'alerts.acknowledge', { ids: [alert?.id ?? ''], note: 'a company was added' });
    await readEach(harness, [91, 90]);
    expect(await standing(harness, 'volume-deviates')).toMatchObject([{ id: alert?.id, state: 'acknowledged' }]);
    await readEach(harness, [90]);
    expect(await standing(harness, 'volume-deviates')).toEqual([]);
    expect(harness.store.audit.of('flow', 'alert.raised')).toHaveLength(1);
  });
});
