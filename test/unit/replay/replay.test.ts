import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { DocumentEffect, ReplayPlan } from '../../../shared/replay/replay.ts';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import { createHarness, invoice, invoiceMapping, type Harness } from '../../support/engine-harness.ts';

type Scope = InputOf<'replay.plan'>['scope'];
type Mode = InputOf<'replay.plan'>['mode'];

const everything: { kind: 'all'; except: string[] } = { kind: 'all', except: [] };

function fill(harness: Harness, count: number): void {
  for (let n = 1; n <= count; n += 1) put(harness, `inv-${String(n)}`, '10.10');
}

function put(harness: Harness, id: string, amount: string): void {
  harness.source.put(id, invoice(id, [amount], amount));
}

function only(run: Run): RunStream {
  const [stream] = run.streams;
  if (stream === undefined) throw new Error('the run has no stream');
  return stream;
}

function plan(harness: Harness, scope: Scope, mode: Mode = 'stored'): Promise<ReplayPlan> {
  return ask(harness.engine, 'replay.plan', { scope, mode });
}

async function start(harness: Harness, planned: ReplayPlan): Promise<Run> {
  await harness.clock.advance(1_000);
  const run = await ask(harness.engine, 'replay.start', { planId: planned.id });
  await harness.engine.services.runner.whenIdle();
  return ask(harness.engine, 'runs.get', { id: run.id });
}

async function rejected(harness: Harness, state: 'open' | 'resolved' | 'dismissed' = 'open') {
  const { items } = await ask(harness.engine, 'rejected.list', { filter: { state }, sort: [], limit: 50, offset: 0 });
  return items;
}

async function batches(harness: Harness, run: Run): Promise<string[]> {
  return (await ask(harness.engine, 'runs.batches', { id: run.id })).map(({ id }) => id);
}

function said(planned: ReplayPlan): Partial<DocumentEffect> {
  const documents = planned.streams[0]?.documents;
  if (documents === undefined) return {};
  return Object.fromEntries(Object.entries(documents).filter(([, count]) => count > 0));
}

async function expectCameTrue(harness: Harness, planned: ReplayPlan, run: Run): Promise<void> {
  expect(only(run).error).toBeNull();
  const { read, ...by } = only(run).counts;
  expect(Object.values(by).reduce((sum, count) => sum + count, 0)).toBe(read);
  const record = await ask(harness.engine, 'replay.of-run', { runId: run.id });
  expect(record?.done).toEqual(planned.streams);
  expect(record?.cameTrue).toBe(true);
}

describe('a replay of stored batches', () => {
  test('says what it would do to the destination as it is, and does that', async () => {
    const harness = createHarness();
    fill(harness, 6);
    const first = await harness.sync();
    const { rows } = harness.destination;
    rows.delete('inv-1');
    const altered = rows.get('inv-2');
    if (altered === undefined) throw new Error('inv-2 did not land');
    const values = { ...altered.document.header.values, total: '99' };
    rows.set('inv-2', {
      ...altered,
      document: { ...altered.document, header: { ...altered.document.header, values } },
    });
    const planned = await plan(harness, { kind: 'run', runId: first.id });
    expect(said(planned)).toEqual({ insert: 1, update: 1, unchanged: 4 });
    expect(planned.streams[0]?.tables).toEqual([
      { table: 'invoices', insert: 1, update: 1, remove: 0, unchanged: 4, newer: 0 },
      { table: 'invoice_lines', insert: 1, update: 0, remove: 0, unchanged: 5, newer: 0 },
    ]);
    expect(planned.streams[0]?.batches).toBe(2);
    const run = await start(harness, planned);
    expect(run).toMatchObject({
      trigger: 'replay',
      state: 'succeeded',
      replay: { automatic: false, planId: planned.id },
    });
    expect(only(run).counts).toMatchObject({ read: 6, loaded: 2, unchanged: 4, waiting: 0 });
    await expectCameTrue(harness, planned, run);
    expect(rows.get('inv-2')?.document.header.values['total']).toBe('10.1');
    expect(rows.size).toBe(6);
    expect(harness.source.reads).toBe(1);
  });

  test('of an older batch changes nothing after a newer one, and says so beforehand', async () => {
    const harness = createHarness();
    fill(harness, 3);
    const first = await harness.sync();
    await harness.clock.advance(60_000);
    put(harness, 'inv-2', '55');
    await harness.sync();
    const before = JSON.stringify(harness.destination.rows.get('inv-2')?.document);
    const planned = await plan(harness, { kind: 'batches', ids: await batches(harness, first) });
    expect(said(planned)).toEqual({ unchanged: 2, newer: 1 });
    const run = await start(harness, planned);
    await expectCameTrue(harness, planned, run);
    expect(run.state).toBe('succeeded');
    expect(only(run).counts).toMatchObject({ read: 3, loaded: 0, unchanged: 3 });
    expect(JSON.stringify(harness.destination.rows.get('inv-2')?.document)).toBe(before);
    // What was left alone is worth what stands there.
    expect(only(run).windowTotals.find(({ amount }) => amount === 'total')).toMatchObject({
      source: '75.2',
      landed: '75.2',
    });
  });

  test('of two versions foresees that the second changes what the first wrote', async () => {
    const harness = createHarness();
    put(harness, 'inv-1', '1');
    const runs = [await harness.sync()];
    await harness.clock.advance(60_000);
    put(harness, 'inv-1', '2');
    runs.push(await harness.sync());
    harness.destination.rows.clear();
    const ids = (await Promise.all(runs.map((run) => batches(harness, run)))).flat().reverse();
    const planned = await plan(harness, { kind: 'batches', ids });
    expect(said(planned)).toEqual({ insert: 1, update: 1 });
    const run = await start(harness, planned);
    await expectCameTrue(harness, planned, run);
    expect(harness.destination.rows.get('inv-1')?.document.header.values['total']).toBe('2');
  });

  test('of a batch that waited settles the numbers of the run that staged it too', async () => {
    const harness = createHarness();
    harness.destination.faults.push('refuse-batch');
    fill(harness, 2);
    const first = await harness.sync();
    expect(only(first).counts).toMatchObject({ read: 2, waiting: 2 });
    const planned = await plan(harness, { kind: 'run', runId: first.id });
    const run = await start(harness, planned);
    await expectCameTrue(harness, planned, run);
    expect(only(run).counts).toMatchObject({ read: 2, loaded: 2, waiting: 0 });
    expect(only(await ask(harness.engine, 'runs.get', { id: first.id })).counts).toMatchObject({
      loaded: 2,
      waiting: 0,
    });
    expect((await ask(harness.engine, 'replay.waiting', {})).total).toBe(0);
    const again = await plan(harness, { kind: 'run', runId: first.id });
    expect(said(again)).toEqual({ unchanged: 2 });
  });

  test('takes a record that the destination had refused, and resolves it', async () => {
    const harness = createHarness();
    harness.destination.faults.push('refuse-first');
    fill(harness, 2);
    await harness.sync();
    const [entry] = await rejected(harness);
    if (entry === undefined) throw new Error('nothing was refused');
    const scope: Scope = { kind: 'rejected', filter: {}, selection: { kind: 'keys', keys: [entry.id] } };
    const planned = await plan(harness, scope);
    expect(said(planned)).toEqual({ insert: 1, unchanged: 1 });
    const run = await start(harness, planned);
    await expectCameTrue(harness, planned, run);
    expect(run.state).toBe('succeeded');
    expect(await rejected(harness)).toEqual([]);
    expect((await rejected(harness, 'resolved')).map(({ id }) => id)).toEqual([entry.id]);
    // The ledger knows that it landed: the next run has nothing to send.
    await harness.clock.advance(60_000);
    expect(only(await harness.sync({ verify: true })).reconciled).toBe(true);
  });

  test('fails loudly with both figures if the destination was written to in between', async () => {
    const harness = createHarness();
    fill(harness, 3);
    const first = await harness.sync();
    const planned = await plan(harness, { kind: 'run', runId: first.id });
    expect(said(planned)).toEqual({ unchanged: 3 });
    harness.destination.rows.delete('inv-3');
    const run = await start(harness, planned);
    expect(run.state).toBe('failed');
    expect(only(run).error).toMatchObject({ code: 'REPLAY_EFFECT_DIFFERS' });
    expect(only(run).error?.details['said']).toContain('3 unchanged');
    expect(only(run).error?.details['done']).toContain('1 inserted, 2 unchanged');
    expect((await ask(harness.engine, 'replay.of-run', { runId: run.id }))?.cameTrue).toBe(false);
  });

  test('names the batches whose contents are no longer kept, and offers to read the records again', async () => {
    const harness = createHarness();
    fill(harness, 2);
    const first = await harness.sync();
    const [id] = await batches(harness, first);
    if (id === undefined) throw new Error('nothing was staged');
    const finished = [{ id, versions: 2, bytes: 1 }];
    harness.store.retention.erase(() => harness.store.retention.removeContents(finished, '2026-11-21T12:30:00.000Z'));
    const planned = await plan(harness, { kind: 'run', runId: first.id });
    expect(planned).toMatchObject({
      canStart: false,
      streams: [],
      leftOut: [{ reason: 'contents-removed', count: 1, names: [id], sinceUtc: '2026-11-21T12:30:00.000Z' }],
    });
    await expect(ask(harness.engine, 'replay.start', { planId: planned.id })).rejects.toMatchObject({
      code: 'REPLAY_NOTHING_TO_DO',
    });
  });

  test('is not started twice, nor after its flow has run', async () => {
    const harness = createHarness();
    fill(harness, 2);
    const first = await harness.sync();
    const used = await plan(harness, { kind: 'run', runId: first.id });
    await start(harness, used);
    await expect(ask(harness.engine, 'replay.start', { planId: used.id })).rejects.toMatchObject({
      code: 'REPLAY_PLAN_USED',
    });
    const old = await plan(harness, { kind: 'run', runId: first.id });
    await harness.clock.advance(60_000);
    await harness.sync();
    await expect(ask(harness.engine, 'replay.start', { planId: old.id })).rejects.toMatchObject({
      code: 'REPLAY_PLAN_OUTDATED',
    });
  });

  test('that is killed in the middle doubles nothing, and what is left is said and done anew', async () => {
    const harness = createHarness();
    fill(harness, 6);
    const first = await harness.sync();
    harness.destination.rows.clear();
    const planned = await plan(harness, { kind: 'run', runId: first.id });
    expect(said(planned)).toEqual({ insert: 6 });
    harness.destination.hangAt = harness.destination.deliveries + 2;
    await harness.clock.advance(1_000);
    const run = await ask(harness.engine, 'replay.start', { planId: planned.id });
    await harness.destination.untilHanging();
    const after = harness.restart();
    const broken = await ask(after.engine, 'runs.get', { id: run.id });
    expect(broken).toMatchObject({ state: 'incomplete', error: { code: 'ENGINE_INTERRUPTED' } });
    expect(only(broken).counts).toMatchObject({ read: 4, loaded: 4 });
    const record = await ask(after.engine, 'replay.of-run', { runId: run.id });
    expect(record?.cameTrue).toBeNull();
    expect(record?.done[0]?.documents.insert).toBe(4);
    const rest = await plan(after, { kind: 'run', runId: first.id });
    expect(said(rest)).toEqual({ insert: 2, unchanged: 4 });
    await expectCameTrue(after, rest, await start(after, rest));
    expect(after.destination.rows.size).toBe(6);
  });
});

describe('a replay with today’s mapping', () => {
  async function withBad(): Promise<Harness> {
    const harness = createHarness();
    fill(harness, 2);
    for (const id of ['bad-1', 'bad-2']) harness.source.put(id, { ...invoice(id, ['5'], '5'), company: '' });
    await harness.sync();
    return harness;
  }

  function mapCompanyFreely(harness: Harness): void {
    const flow = harness.store.flows.get('flow');
    if (flow === null) throw new Error('the flow is gone');
    const columns = invoiceMapping.header.columns.map((one) =>
      one.column === 'company' ? { ...one, required: false } : one,
    );
    const mapping = { ...invoiceMapping, version: 2, header: { ...invoiceMapping.header, columns } };
    harness.store.flows.save({ ...flow, streams: [{ id: 'invoices', enabled: true, mapping, exclusions: [] }] });
  }

  test('maps stored records of one reason anew, loads them and resolves them without reading the source', async () => {
    const harness = await withBad();
    mapCompanyFreely(harness);
    const planned = await plan(harness, { kind: 'rejected', filter: {}, selection: everything }, 'todays-mapping');
    expect(said(planned)).toEqual({ insert: 2 });
    const run = await start(harness, planned);
    await expectCameTrue(harness, planned, run);
    expect(only(run).counts).toMatchObject({ read: 2, loaded: 2 });
    expect(await rejected(harness)).toEqual([]);
    expect(harness.source.reads).toBe(1);
    expect(harness.destination.rows.get('bad-1')?.document.header.values['company']).toBe('');
    await harness.clock.advance(60_000);
    expect(only(await harness.sync({ verify: true })).reconciled).toBe(true);
  });

  test('says beforehand that a record would be rejected again, and is right', async () => {
    const harness = await withBad();
    const [entry] = await rejected(harness);
    const filter = { reason: entry?.reasons[0]?.code };
    const planned = await plan(harness, { kind: 'rejected', filter, selection: everything }, 'todays-mapping');
    expect(said(planned)).toEqual({ rejected: 2 });
    const run = await start(harness, planned);
    expect(run.state).toBe('succeeded-with-rejections');
    await expectCameTrue(harness, planned, run);
    expect(await rejected(harness)).toHaveLength(2);
  });

  test('says of records that are not kept that they can be read again instead', async () => {
    const harness = await withBad();
    const [run] = (await ask(harness.engine, 'runs.list', { filter: {}, sort: [], limit: 1, offset: 0 })).items;
    const planned = await plan(harness, { kind: 'run', runId: run?.id ?? '' }, 'todays-mapping');
    expect(planned.leftOut).toMatchObject([{ reason: 'source-not-kept', count: 2 }]);
    expect(said(planned)).toEqual({ rejected: 2 });
  });
});

describe('a replay that reads again', () => {
  test('sends the records as the source has them now, and names those that are gone', async () => {
    const harness = createHarness();
    fill(harness, 3);
    const first = await harness.sync();
    await harness.clock.advance(60_000);
    put(harness, 'inv-2', '70');
    harness.source.remove('inv-3');
    const planned = await plan(harness, { kind: 'run', runId: first.id }, 'read-again');
    expect(said(planned)).toEqual({ update: 1, unchanged: 1 });
    expect(planned.leftOut).toMatchObject([{ reason: 'gone-at-source', count: 1, names: ['inv-3'] }]);
    const run = await start(harness, planned);
    await expectCameTrue(harness, planned, run);
    expect(only(run).counts).toMatchObject({ read: 2, loaded: 1, unchanged: 1 });
    expect(harness.destination.rows.get('inv-2')?.document.header.values['total']).toBe('70');
  });
});

describe('a dismissal', () => {
  test('closes the chosen records with a reason, stands while the same record is rejected again, and can be taken back', async () => {
    const harness = createHarness();
    harness.source.put('bad', invoice('bad', [], 'ten'));
    await harness.sync();
    const choice = { filter: {}, selection: everything, reason: 'Test invoice, cancelled in Workday' };
    expect(await ask(harness.engine, 'rejected.dismiss', choice)).toEqual({ changed: 1 });
    const [entry] = await rejected(harness, 'dismissed');
    expect(entry?.dismissed).toMatchObject({ reason: choice.reason });
    await harness.clock.advance(60_000);
    harness.source.put('bad', invoice('bad', [], 'ten'));
    expect(only(await harness.sync()).counts).toMatchObject({ read: 1, rejected: 1 });
    expect(await rejected(harness)).toEqual([]);
    expect(await ask(harness.engine, 'rejected.reopen', { ids: [entry?.id ?? ''] })).toEqual({ changed: 1, kept: 0 });
    expect((await rejected(harness)).map(({ id }) => id)).toEqual([entry?.id]);
    const events = harness.store.audit.of(entry?.id ?? '', 'rejected.dismissed');
    expect(events[0]?.details).toMatchObject({ reason: choice.reason, key: 'bad' });
  });

  test('does not cover a later version of the record', async () => {
    const harness = createHarness();
    harness.source.put('bad', invoice('bad', [], 'ten'));
    await harness.sync();
    await ask(harness.engine, 'rejected.dismiss', { filter: {}, selection: everything, reason: 'Not ours' });
    const [entry] = await rejected(harness, 'dismissed');
    await harness.clock.advance(60_000);
    harness.source.put('bad', invoice('bad', [], 'eleven'));
    await harness.sync();
    expect(await rejected(harness)).toHaveLength(1);
    expect(await ask(harness.engine, 'rejected.reopen', { ids: [entry?.id ?? ''] })).toEqual({ changed: 0, kept: 1 });
  });
});
