import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import type { Run } from '../../shared/model/run.ts';
import { sumsInWarehouse, sumsOfWorld } from '../contract/main-job/expected-sums.ts';
import { atStatement, type Meddling, type PassingRequest } from '../support/meddling-proxy.ts';
import { PracticeApp, streamOf } from '../support/practice-app.ts';
import { FaultBench, invoices } from './fault-bench.ts';

const folder = mkdtempSync(join(tmpdir(), 'mlc-killed-'));
let files = 0;
function nextFile(): string {
  files += 1;
  return join(folder, `store-${String(files)}.sqlite`);
}

let bench: FaultBench;
beforeAll(async () => {
  bench = await FaultBench.start({ storeFile: nextFile(), scale: 0.1 });
});
afterAll(async () => {
  await bench.app.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Runs until `strike` meddles with a request, and goes on with the store as it was at that very moment, as after a power failure.
 * Gives the run as the next process finds it; null if it was over before.
 */
async function runUntilKilled(app: PracticeApp, strike: (request: PassingRequest) => Meddling): Promise<Run | null> {
  const file = nextFile();
  const process = { isKilled: false };
  app.proxy.meddle = (request) => {
    // The dead send nothing.
    if (process.isKilled) return 'cut';
    const meddling = strike(request);
    if (meddling === 'pass') return meddling;
    app.copyStore(file);
    process.isKilled = true;
    return meddling;
  };
  app.clock.advance(60_000);
  const run = await ask(app.engine, 'runs.start', { flowId: app.flowId });
  while (!process.isKilled && app.runner.current(run.id) !== null)
    await new Promise((resolve) => setImmediate(resolve));
  if (!process.isKilled) return null;
  await app.continueFrom(file);
  app.proxy.meddle = null;
  return ask(app.engine, 'runs.get', { id: run.id });
}

async function expectAuditWhole(app: PracticeApp): Promise<void> {
  const { verified, brokenAt } = await ask(app.engine, 'audit.list', { filter: {}, sort: [], offset: 0, limit: 500 });
  expect({ verified, brokenAt }).toEqual({ verified: true, brokenAt: null });
}

describe('a process that is killed', () => {
  const moments = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((nth) =>
    (['cut', 'lose-answer'] as const).map((meddling) => [nth, meddling] as const),
  );
  test.each(moments)(
    'at statement %i of a delivery (%s) loses nothing and sends nothing twice',
    async (nth, meddling) => {
      await bench.change();
      await bench.change();
      const run = await runUntilKilled(bench.app, atStatement(nth, meddling));
      expect(run).toMatchObject({ state: 'incomplete', error: { code: 'ENGINE_INTERRUPTED' } });
      const recovered = await bench.expectRecovery();
      expect(recovered.state).toBe('succeeded-with-rejections');
      await expectAuditWhole(bench.app);
    },
  );

  test('between staging and delivery goes on from the outbox, without reading anything twice into it', async () => {
    await bench.change();
    const killed = await runUntilKilled(bench.app, ({ path }) => (path.includes('token') ? 'cut' : 'pass'));
    expect(killed?.state).toBe('incomplete');
    const batches = bench.app.store.batches.summaries(killed?.id ?? '');
    expect(batches).toHaveLength(1);
    expect(batches[0]).toMatchObject({ documents: 1, stream: invoices });
    const run = await bench.expectRecovery();
    expect(streamOf(run, invoices).counts.loaded).toBe(0);
    const settled = await ask(bench.app.engine, 'runs.get', { id: killed?.id ?? '' });
    expect(streamOf(settled, invoices).counts).toMatchObject({ loaded: 1, waiting: 0 });
    expect(bench.app.store.batches.summaries(run.id)).toEqual([]);
    const landed = await bench.app.cell(
      `SELECT count(*) FROM {_mlc_batches} WHERE batch_id = '${batches[0]?.id ?? ''}'`,
    );
    expect(landed).toBe('1');
  });

  test('in the middle of reading has moved no cursor', async () => {
    await bench.change();
    const cursor = bench.cursor();
    const file = nextFile();
    const process = { isKilled: false };
    const stop = bench.app.engine.subscribe(null, ({ payload }) => {
      if (process.isKilled || payload.topic !== 'run' || streamOf(payload.run, invoices).phase !== 'reading') return;
      process.isKilled = true;
      bench.app.copyStore(file);
    });
    await bench.app.sync();
    stop();
    expect(process.isKilled).toBe(true);
    await bench.app.continueFrom(file);
    expect(bench.cursor()).toEqual(cursor);
    // What the dead process delivered after the copy was made is a batch that nobody here knows: the same content lands once.
    const run = await bench.app.sync();
    expect(streamOf(run, invoices)).toMatchObject({ error: null, reconciled: true });
    expect((await bench.app.sync({ verify: true })).state).toBe('succeeded-with-rejections');
  });
});

test('a first sync that is killed again and again ends with everything in its place', async () => {
  const app = await PracticeApp.start({ storeFile: nextFile(), scale: 0.1 });
  try {
    let kills = 0;
    for (const nth of [1, 3, 6, 10, 15, 7, 4]) {
      const meddling = nth % 2 === 0 ? 'lose-answer' : 'cut';
      if ((await runUntilKilled(app, atStatement(nth, meddling))) !== null) kills += 1;
    }
    expect(kills).toBeGreaterThan(5);
    const last = await app.sync();
    expect(last.streams.map(({ error }) => error)).toEqual(last.streams.map(() => null));
    const verified = await app.sync({ verify: true });
    expect(verified.streams.every(({ reconciled }) => reconciled === true)).toBe(true);
    const planted = new Set(app.world.expectedRejections.map(({ wid }) => wid));
    expect(await sumsInWarehouse((sql) => app.rows(sql))).toEqual(sumsOfWorld(app.world, planted));
    await expectAuditWhole(app);
  } finally {
    await app.close();
  }
});
