import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { NetworkWaits } from '../../../main/engine/network-waits.ts';
import { Retrier } from '../../../main/engine/replay/retrier.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import { attemptsInOneRun, retryDelayMs } from '../../../shared/replay/back-off.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

const hourMs = 3_600_000;

function fill(harness: Harness, count: number): void {
  for (let n = 1; n <= count; n += 1) {
    harness.source.put(`inv-${String(n)}`, invoice(`inv-${String(n)}`, ['10'], '10'));
  }
}

function only(run: Run | undefined): RunStream {
  const [stream] = run?.streams ?? [];
  if (stream === undefined) throw new Error('the run has no stream');
  return stream;
}

async function waiting(harness: Harness) {
  return (await ask(harness.engine, 'replay.waiting', {})).items;
}

async function runs(harness: Harness): Promise<Run[]> {
  const { items } = await ask(harness.engine, 'runs.list', { filter: {}, sort: [], limit: 50, offset: 0 });
  return Promise.all(items.map(({ id }) => ask(harness.engine, 'runs.get', { id })));
}

/** Looks as the engine does every few seconds; says how many runs there are then. */
async function look(harness: Harness): Promise<number> {
  await harness.engine.services.retrier.look();
  await harness.engine.services.runner.whenIdle();
  return (await runs(harness)).length;
}

function fail(harness: Harness, attempts: number): void {
  harness.destination.faults.push(...Array.from({ length: attempts }, () => 'lost-before' as const));
}

describe('a batch that could not be delivered', () => {
  test('goes back by itself once its time has come, without anything being read', async () => {
    const harness = createHarness();
    fill(harness, 2);
    fail(harness, attemptsInOneRun);
    const first = await harness.sync();
    expect(first.state).toBe('incomplete');
    const [batch] = await waiting(harness);
    expect(batch).toMatchObject({ attempts: 4, fate: 'by-itself', error: { code: 'HTTP_CONNECTION_CUT' } });
    const dueMs = Date.parse(batch?.nextAttemptAtUtc ?? '');
    expect(dueMs).toBeGreaterThan(harness.clock.now());
    await harness.clock.advance(dueMs - harness.clock.now() - 1);
    expect(await look(harness)).toBe(1);
    await harness.clock.advance(1);
    expect(await look(harness)).toBe(2);
    const [retry] = await runs(harness);
    expect(retry).toMatchObject({ trigger: 'replay', state: 'succeeded', replay: { automatic: true, planId: null } });
    expect(only(retry).counts).toMatchObject({ read: 2, loaded: 2, waiting: 0 });
    expect(only(retry).reconciled).toBe(true);
    expect(only(await ask(harness.engine, 'runs.get', { id: first.id })).counts).toMatchObject({
      loaded: 2,
      waiting: 0,
    });
    expect(harness.source.reads).toBe(1);
    expect(await waiting(harness)).toEqual([]);
    expect((await ask(harness.engine, 'flows.overview', {}))[0]?.state).toBe('healthy');
    await harness.clock.advance(hourMs);
    expect(await look(harness)).toBe(2);
  });

  test('waits longer the more often it failed, and every run that tried it shows it as waiting until it goes', async () => {
    const harness = createHarness();
    fill(harness, 1);
    fail(harness, 3 * attemptsInOneRun);
    await harness.sync();
    for (const attempts of [8, 12]) {
      await harness.clock.advance(2 * hourMs);
      await look(harness);
      expect((await waiting(harness))[0]).toMatchObject({ attempts, fate: 'by-itself' });
    }
    await harness.clock.advance(2 * hourMs);
    await look(harness);
    const all = await runs(harness);
    expect(all.map(({ state }) => state)).toEqual(['succeeded', 'incomplete', 'incomplete', 'incomplete']);
    for (const run of all) expect(only(run).counts).toMatchObject({ read: 1, loaded: 1, waiting: 0 });
    expect(harness.destination.rows.size).toBe(1);
  });

  test('does not go by itself after a refused sign-in, nor when the destination refuses it as a whole', async () => {
    for (const fault of ['auth', 'refuse-batch'] as const) {
      const harness = createHarness();
      fill(harness, 1);
      harness.destination.faults.push(fault);
      await harness.sync();
      const [batch] = await waiting(harness);
      expect(batch).toMatchObject({ nextAttemptAtUtc: null, fate: fault === 'auth' ? 'paused' : 'needs-person' });
      await harness.clock.advance(24 * hourMs);
      expect(await look(harness)).toBe(1);
    }
  });

  test('has no next attempt any more once an automatic one met a refused sign-in', async () => {
    const harness = createHarness();
    fill(harness, 1);
    fail(harness, attemptsInOneRun);
    await harness.sync();
    harness.destination.faults.push('auth');
    await harness.clock.advance(hourMs);
    expect(await look(harness)).toBe(2);
    expect((await waiting(harness))[0]).toMatchObject({ nextAttemptAtUtc: null, fate: 'paused' });
    await ask(harness.engine, 'flows.resume', { id: 'flow' });
    await harness.clock.advance(24 * hourMs);
    expect(await look(harness)).toBe(2);
  });

  test('waits while its flow is paused, and goes when it goes on', async () => {
    const harness = createHarness();
    fill(harness, 1);
    fail(harness, attemptsInOneRun);
    await harness.sync();
    await ask(harness.engine, 'flows.pause', { id: 'flow', reason: 'month end' });
    await harness.clock.advance(24 * hourMs);
    expect(await look(harness)).toBe(1);
    expect((await waiting(harness))[0]).toMatchObject({ fate: 'paused' });
    await ask(harness.engine, 'flows.resume', { id: 'flow' });
    expect(await look(harness)).toBe(2);
    expect(harness.destination.rows.size).toBe(1);
  });

  test('still goes after the process has ended, at the time that was written down', async () => {
    const harness = createHarness();
    fill(harness, 1);
    fail(harness, attemptsInOneRun);
    await harness.sync();
    const dueAtUtc = (await waiting(harness))[0]?.nextAttemptAtUtc;
    const after = harness.restart();
    expect((await waiting(after))[0]?.nextAttemptAtUtc).toBe(dueAtUtc);
    await after.clock.advance(hourMs);
    expect(await look(after)).toBe(2);
    expect(after.destination.rows.size).toBe(1);
  });

  test('goes by itself after the process was killed in its delivery', async () => {
    const harness = createHarness();
    fill(harness, 6);
    harness.destination.hangAt = 2;
    await harness.clock.advance(1_000);
    await ask(harness.engine, 'runs.start', { flowId: 'flow' });
    await harness.destination.untilHanging();
    const after = harness.restart();
    expect((await waiting(after))[0]).toMatchObject({ state: 'unknown', fate: 'by-itself' });
    await after.clock.advance(hourMs);
    expect(await look(after)).toBe(2);
    expect(await waiting(after)).toEqual([]);
    const [retry] = await runs(after);
    expect(only(retry).counts).toMatchObject({ read: 2, loaded: 2 });
  });

  test('is not tried again at once by a run that ends before it comes to it', async () => {
    const harness = createHarness();
    fill(harness, 1);
    fail(harness, attemptsInOneRun);
    await harness.sync();
    harness.store.streams.update('flow', 'invoices', { plannedHash: null });
    harness.destination.planFault = 'lost';
    await harness.clock.advance(hourMs);
    expect(await look(harness)).toBe(2);
    expect(await look(harness)).toBe(2);
    expect((await waiting(harness))[0]?.fate).toBe('by-itself');
  });

  test('does not move the times at which its flow reads', async () => {
    const harness = createHarness();
    const flow = harness.store.flows.get('flow');
    if (flow === null) throw new Error('the flow is gone');
    harness.store.flows.save({
      ...flow,
      schedule: { kind: 'every', transactionalMinutes: 30, referenceMinutes: 60 },
    });
    fill(harness, 1);
    fail(harness, attemptsInOneRun);
    await harness.sync();
    const nextRunAtUtc = harness.store.streams.get('flow', 'invoices').nextRunAtUtc;
    expect(nextRunAtUtc).not.toBeNull();
    await harness.clock.advance(5 * 60_000);
    expect(await look(harness)).toBe(2);
    expect(harness.store.streams.get('flow', 'invoices').nextRunAtUtc).toBe(nextRunAtUtc);
    expect((await ask(harness.engine, 'flows.overview', {}))[0]?.lastSuccessAtUtc).toBeNull();
  });
});

describe('without a network', () => {
  test('no attempt is spent: its destination is asked less and less often, and it goes once that answers', async () => {
    const harness = createHarness();
    fill(harness, 1);
    fail(harness, attemptsInOneRun);
    await harness.sync();
    await harness.clock.advance(hourMs);
    const network = { isThere: false, asked: 0 };
    const { deps, runner } = harness.engine.services;
    const reach = () => {
      network.asked += 1;
      return Promise.resolve(network.isThere);
    };
    const retrier = new Retrier({ deps, runner, reach });
    const lookFor = async (seconds: number): Promise<void> => {
      for (let second = 0; second < seconds; second += 5) {
        await retrier.look();
        await runner.whenIdle();
        await harness.clock.advance(5_000);
      }
    };
    await lookFor(5 * 60);
    expect(network.asked).toBe(7);
    expect((await waiting(harness))[0]).toMatchObject({ attempts: attemptsInOneRun, fate: 'by-itself' });
    expect(await runs(harness)).toHaveLength(1);
    network.isThere = true;
    await lookFor(2 * 60);
    expect(harness.destination.rows.size).toBe(1);
    expect(await runs(harness)).toHaveLength(2);
  });

  test('it is tried all the same after ten minutes, so that what stands in the way is said', async () => {
    const harness = createHarness();
    fill(harness, 1);
    fail(harness, 2 * attemptsInOneRun);
    await harness.sync();
    await harness.clock.advance(hourMs);
    const { deps, runner } = harness.engine.services;
    const retrier = new Retrier({ deps, runner, reach: () => Promise.resolve(false) });
    for (let second = 0; second < 12 * 60; second += 5) {
      await retrier.look();
      await runner.whenIdle();
      await harness.clock.advance(5_000);
    }
    expect((await runs(harness)).map(({ state }) => state)).toEqual(['incomplete', 'incomplete']);
    expect((await waiting(harness))[0]?.attempts).toBe(2 * attemptsInOneRun);
  });

  test('a flow says for which host it waits, and stops saying so when a run of it begins', async () => {
    const harness = createHarness();
    const { store, clock } = harness;
    for (const [id, host] of [
      ['workday', 'https://source.example'],
      ['databricks', 'https://target.example'],
    ] as const) {
      const connection = store.connections.get(id);
      if (connection === null) throw new Error('a connection is gone');
      store.connections.save({ ...connection, settings: { host } });
    }
    const asked: string[] = [];
    const probe = {
      clock: (address: string) => {
        asked.push(address);
        return Promise.reject(new AppError('HTTP_NO_NETWORK', 'transient'));
      },
    };
    const waits = new NetworkWaits({ store, clock, publish: () => undefined }, probe);
    const flow = store.flows.get('flow');
    if (flow === null) throw new Error('the flow is gone');
    const { signal } = new AbortController();
    expect(await waits.reach(flow, 'destination', signal)).toBe(false);
    expect(waits.of('flow')?.host).toBe('target.example');
    expect(await waits.reach(flow, 'source', signal)).toBe(false);
    expect(asked).toEqual(['https://target.example/', 'https://source.example/']);
    waits.end('flow');
    expect(waits.of('flow')).toBeNull();
  });
});

describe('the time until a batch goes back', () => {
  test('is random under a ceiling that doubles with every run, up to an hour', () => {
    const longest = [4, 8, 12, 40, 4_000].map((attempts) => retryDelayMs(attempts, 0.999_999));
    expect(longest.map((ms) => Math.round(ms / 60_000))).toEqual([1, 2, 4, 60, 60]);
    expect(retryDelayMs(40, 0.5)).toBe(30 * 60_000);
    expect(retryDelayMs(40, 0)).toBe(15_000);
  });

  test('is never shorter than the destination asked for', () => {
    expect(retryDelayMs(4, 0.1, 2 * hourMs)).toBe(2 * hourMs);
  });
});
