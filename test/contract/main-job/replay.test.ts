import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { Run } from '../../../shared/model/run.ts';
import { noEffect, type ReplayPlan } from '../../../shared/replay/replay.ts';
import { PracticeWarehouse } from '../../support/practice-warehouse.ts';
import { PracticeApp, streamOf } from '../../support/practice-app.ts';

const streams = ['suppliers', 'supplier_invoices'];
const hourMs = 3_600_000;

let app: PracticeApp;
let first: Run;
beforeAll(async () => {
  app = await PracticeApp.start({ streams });
  first = await app.sync();
}, 120_000);
afterAll(() => app.close());

async function start(planned: ReplayPlan): Promise<Run> {
  app.clock.advance(1_000);
  const run = await ask(app.engine, 'replay.start', { planId: planned.id });
  await app.runner.whenIdle();
  return ask(app.engine, 'runs.get', { id: run.id });
}

async function replay(input: InputOf<'replay.plan'>): Promise<{ planned: ReplayPlan; run: Run }> {
  const planned = await ask(app.engine, 'replay.plan', input);
  const run = await start(planned);
  const record = await ask(app.engine, 'replay.of-run', { runId: run.id });
  expect(run.streams.map(({ error }) => error)).toEqual(planned.streams.map(() => null));
  expect(record?.done).toEqual(planned.streams);
  expect(record?.cameTrue).toBe(true);
  return { planned, run };
}

function documents(planned: ReplayPlan, stream: string): Record<string, number> {
  const found = planned.streams.find((one) => one.stream === stream)?.documents ?? noEffect();
  return Object.fromEntries(Object.entries(found).filter(([, count]) => count > 0));
}

function contents(): Promise<readonly (readonly (string | null)[])[]> {
  const columns = 'invoice_wid, invoice_total, _mlc_sequence, _mlc_deleted';
  return app.rows(`SELECT ${columns} FROM {workday_supplier_invoices} ORDER BY invoice_wid`);
}

test('a replay of the stored bytes says what somebody altered and took away, and puts just that right', async () => {
  const before = await contents();
  const loaded = streamOf(first, 'supplier_invoices').counts.loaded;
  const [altered, gone] = before.map(([wid]) => wid ?? '');
  const { system, address, credentials } = app.databricks;
  const practice = { system, address, credentials: [...credentials], faults: [] };
  const analyst = new PracticeWarehouse({ running: true, changing: false, systems: [practice] });
  await analyst.rows(`UPDATE {workday_supplier_invoices} SET invoice_total = 1 WHERE invoice_wid = '${altered ?? ''}'`);
  await analyst.rows(`DELETE FROM {workday_supplier_invoices} WHERE invoice_wid = '${gone ?? ''}'`);
  const { planned, run } = await replay({ scope: { kind: 'run', runId: first.id }, mode: 'stored' });
  expect(documents(planned, 'supplier_invoices')).toEqual({ insert: 1, update: 1, unchanged: loaded - 2 });
  expect(documents(planned, 'suppliers')).toEqual({ unchanged: streamOf(first, 'suppliers').counts.loaded });
  expect(streamOf(run, 'supplier_invoices').counts).toMatchObject({ read: loaded, loaded: 2, unchanged: loaded - 2 });
  expect(run.state).toBe('succeeded');
  expect(await contents()).toEqual(before);
});

test('an older batch after newer ones changes nothing, and the statement says so', async () => {
  app.change();
  const second = await app.sync();
  const changed = streams.reduce((sum, stream) => sum + streamOf(second, stream).counts.loaded, 0);
  expect(changed).toBeGreaterThan(0);
  const before = await contents();
  const { planned } = await replay({ scope: { kind: 'run', runId: first.id }, mode: 'stored' });
  const effects = streams.map((stream) => documents(planned, stream));
  const sum = (name: string) => effects.reduce((total, one) => total + (one[name] ?? 0), 0);
  expect([sum('insert'), sum('update')]).toEqual([0, 0]);
  expect(sum('newer')).toBeGreaterThan(0);
  expect(await contents()).toEqual(before);
});

test('a batch that the warehouse could not take goes back by itself, and the totals agree', async () => {
  app.change();
  app.proxy.meddle = () => 'cut';
  const failed = await app.sync();
  expect(failed.state).toBe('incomplete');
  app.calmDown();
  app.clock.advance(2 * hourMs);
  for (let looks = 0; looks < 3; looks += 1) {
    await app.retrier.look();
    await app.runner.whenIdle();
  }
  expect((await ask(app.engine, 'replay.waiting', {})).total).toBe(0);
  const [latest] = (
    await ask(app.engine, 'runs.list', { filter: { trigger: 'replay' }, sort: [], limit: 1, offset: 0 })
  ).items;
  expect(latest).toMatchObject({ state: 'succeeded', replay: { automatic: true } });
  const verified = await app.sync({ verify: true });
  for (const stream of streams) expect(streamOf(verified, stream).reconciled).toBe(true);
});
