import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Run } from '../../shared/model/run.ts';
import { sumsInWarehouse, sumsOfWorld } from '../contract/main-job/expected-sums.ts';
import { PracticeApp, sentencesOf, streamOf } from '../support/practice-app.ts';

const journals = 'journal_entries';

/** Batches too large for a parameter go through the volume. The same batch waits from one test to the next. */
let app: PracticeApp;
let staged: string;
beforeAll(async () => {
  app = await PracticeApp.start({ scale: 1, streams: [journals] });
});
afterAll(() => app.close());
afterEach(() => {
  app.calmDown();
});

/** Nothing landed yet, all of it waits in the same batch, and the sentences are there. */
function expectWaiting(run: Run, expected: { state: string; code: string; says: RegExp }): void {
  const { error, counts, reconciled } = streamOf(run, journals);
  expect({ state: run.state, code: error?.code, reconciled }).toEqual({
    state: expected.state,
    code: expected.code,
    reconciled: false,
  });
  expect(sentencesOf(error)).toMatch(expected.says);
  expect(counts.loaded).toBe(0);
  const open = app.store.batches.openIds(app.flowId, journals);
  expect(open).toHaveLength(1);
  expect(app.store.batches.get(open[0] ?? '')?.attempts).toBeGreaterThan(0);
  staged = open[0] ?? '';
}

describe('a large batch', () => {
  test('waits while uploads fail', async () => {
    app.fault('databricks', 'upload-fails');
    const run = await app.sync();
    expectWaiting(run, { state: 'incomplete', code: 'HTTP_SERVER_ERROR', says: /error of its own/ });
    expect(streamOf(run, journals).counts.waiting).toBeGreaterThan(300);
  });

  test('waits for the missing grant on the volume, which is named', async () => {
    app.fault('databricks', 'denied-volume');
    const before = staged;
    expectWaiting(await app.sync(), {
      state: 'failed',
      code: 'DATABRICKS_PERMISSION_MISSING',
      says: /WRITE VOLUME/,
    });
    expect(staged).toBe(before);
    expect(app.store.streams.get(app.flowId, journals).paused?.code).toBe('DATABRICKS_PERMISSION_MISSING');
  });

  test('lands whole and once, though two uploads fail and two answers are lost on the way', async () => {
    app.fault('databricks', 'upload-fails', true, 2);
    app.fault('databricks', 'lost-answer', true, 2);
    const run = await app.sync();
    // The unsound journal was rejected when it was read, two runs ago.
    expect(run.state).toBe('succeeded');
    expect(app.store.batches.openIds(app.flowId)).toEqual([]);
    expect(app.store.streams.get(app.flowId, journals).paused).toBeNull();
    expect(app.databricks.statements().some(({ sql }) => sql.includes('read_files'))).toBe(true);
    expect(await app.cell(`SELECT count(*) FROM {_mlc_batches} WHERE batch_id = '${staged}'`)).toBe('1');
    const doubled = 'SELECT journal_wid FROM {workday_journal_entries_history} GROUP BY ALL HAVING count(*) > 1';
    expect(await app.rows(doubled)).toEqual([]);
  });

  test('adds up to what the world holds, in computed totals too', async () => {
    const verified = await app.sync({ verify: true });
    expect(streamOf(verified, journals)).toMatchObject({ error: null, reconciled: true, counts: { loaded: 0 } });
    const planted = new Set(app.world.expectedRejections.map(({ wid }) => wid));
    const landed = await sumsInWarehouse((sql) => (sql.includes('journal') ? app.rows(sql) : Promise.resolve([])));
    expect(landed).toEqual(new Map([...sumsOfWorld(app.world, planted)].filter(([name]) => name.startsWith(journals))));
  });
});
