import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import { ask } from '../../../main/api/ask.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

function only(run: Run): RunStream {
  const [stream] = run.streams;
  if (stream === undefined) throw new Error('the run has no stream');
  return stream;
}

function assertAddsUp(stream: RunStream): void {
  const { read, ...by } = stream.counts;
  expect(Object.values(by).reduce((sum, count) => sum + count, 0)).toBe(read);
}

function fill(harness: Harness, count: number): void {
  for (let n = 1; n <= count; n += 1) {
    harness.source.put(`inv-${String(n)}`, invoice(`inv-${String(n)}`, ['10.10', '0.005'], '10.105'));
  }
}

describe('a run', () => {
  test('loads every record once and shows the same money at the source and where it landed', async () => {
    const harness = createHarness();
    fill(harness, 10);
    const run = await harness.sync();
    expect(run.state).toBe('succeeded');
    expect(only(run).counts).toMatchObject({ read: 10, loaded: 10, unchanged: 0 });
    expect(only(run).announced).toBe(10);
    expect(only(run).totals).toEqual([
      expect.objectContaining({
        amount: 'lines.amount',
        source: '101.05',
        loaded: '101.05',
        landed: '101.05',
        agrees: true,
      }),
      expect.objectContaining({ amount: 'total', source: '101.05', loaded: '101.05', landed: '101.05', agrees: true }),
    ]);
    expect(harness.destination.rows.size).toBe(10);
    expect(only(run).reconciled).toBe(true);
  });

  test('right after another finds nothing to load, asks the destination nothing and shows the same totals', async () => {
    const harness = createHarness();
    fill(harness, 5);
    const first = await harness.sync();
    const { deliveries, totalsAsked, plans } = harness.destination;
    await harness.clock.advance(60_000);
    const second = await harness.sync();
    expect(second.state).toBe('succeeded');
    expect(only(second).counts.loaded).toBe(0);
    expect(harness.destination).toMatchObject({ deliveries, totalsAsked, plans });
    expect(only(second).totals.map(({ source, landed, agrees }) => ({ source, landed, agrees }))).toEqual(
      only(first).totals.map(({ source, landed, agrees }) => ({ source, landed, agrees })),
    );
    expect(only(second).landedAtUtc).toBe(only(first).landedAtUtc);
  });

  test('asked to verify computes landed totals anew over everything that ever landed', async () => {
    const harness = createHarness();
    fill(harness, 5);
    await harness.sync();
    await harness.clock.advance(60_000);
    const run = await harness.sync({ verify: true });
    expect(harness.destination.totalsAsked).toBe(2);
    expect(only(run).landedAtUtc).toBe(new Date(harness.clock.now()).toISOString());
    expect(only(run).reconciled).toBe(true);
  });

  test('sends only the change when one record was corrected', async () => {
    const harness = createHarness();
    fill(harness, 5);
    await harness.sync();
    await harness.clock.advance(60_000);
    harness.source.put('inv-3', invoice('inv-3', ['1'], '1'));
    const run = await harness.sync();
    expect(only(run).counts).toMatchObject({ read: 1, loaded: 1 });
    expect(only(run).totals.find((entry) => entry.amount === 'total')).toMatchObject({
      source: '41.42',
      landed: '41.42',
    });
    expect(harness.destination.rows.get('inv-3')?.document.lines['invoice_lines']).toHaveLength(1);
  });

  test('takes away the lines of a document that has none left', async () => {
    const harness = createHarness();
    fill(harness, 1);
    await harness.sync();
    await harness.clock.advance(60_000);
    harness.source.put('inv-1', invoice('inv-1', [], '0'));
    const run = await harness.sync();
    expect(harness.destination.rows.get('inv-1')?.document.lines['invoice_lines']).toEqual([]);
    expect(only(run).totals.find((entry) => entry.amount === 'lines.amount')).toMatchObject({
      source: '0',
      landed: '0',
    });
    expect(only(run).reconciled).toBe(true);
  });

  test('rejects a bad record with its reason, loads its neighbours and still adds up', async () => {
    const harness = createHarness();
    fill(harness, 3);
    harness.source.put('bad', invoice('bad', ['1.12345678'], '1.12345678'));
    const run = await harness.sync();
    expect(run.state).toBe('succeeded-with-rejections');
    expect(only(run).counts).toMatchObject({ read: 4, loaded: 3, rejected: 1 });
    assertAddsUp(only(run));
    expect(only(run).totals.find((entry) => entry.amount === 'total')).toMatchObject({
      source: '31.43845678',
      rejected: '1.12345678',
      landed: '30.315',
      agrees: true,
    });
    const { items } = await ask(harness.engine, 'rejected.list', { filter: {}, sort: [], limit: 10, offset: 0 });
    expect(items).toHaveLength(1);
    expect(items[0]?.reasons[0]).toMatchObject({ code: 'RECORD_DECIMAL_DOES_NOT_FIT', value: '1.12345678' });
  });

  test('resolves a rejected record when its corrected version is read', async () => {
    const harness = createHarness();
    harness.source.put('bad', invoice('bad', [], 'ten'));
    await harness.sync();
    await harness.clock.advance(60_000);
    harness.source.put('bad', invoice('bad', [], '10'));
    const run = await harness.sync();
    expect(only(run).counts).toMatchObject({ read: 1, loaded: 1, rejected: 0 });
    const open = await ask(harness.engine, 'rejected.list', {
      filter: { state: 'open' },
      sort: [],
      limit: 10,
      offset: 0,
    });
    expect(open.total).toBe(0);
  });

  test('counts an unreadable record as read and rejected', async () => {
    const harness = createHarness();
    fill(harness, 2);
    harness.source.unreadable = [{ key: null, label: 'record 3', reason: 'no id' }];
    const run = await harness.sync();
    expect(only(run).counts).toMatchObject({ read: 3, loaded: 2, rejected: 1 });
    expect(run.state).toBe('succeeded-with-rejections');
  });

  test('excludes records by a rule and counts them by reason', async () => {
    const harness = createHarness();
    fill(harness, 3);
    harness.source.put('usd', invoice('usd', ['5'], '5', 'USD'));
    const flow = await ask(harness.engine, 'flows.get', { id: harness.flowId });
    harness.store.flows.save({
      ...flow,
      streams: flow.streams.map((stream) => ({
        ...stream,
        exclusions: [{ reason: 'Only euro', path: 'currency', test: 'is-not', values: ['EUR'] }],
      })),
    });
    const run = await harness.sync();
    expect(only(run).counts).toMatchObject({ read: 4, loaded: 3, excluded: 1 });
    expect(only(run).excludedBy).toEqual([{ reason: 'Only euro', count: 1 }]);
    expect(only(run).totals.find((entry) => entry.currency === 'USD' && entry.amount === 'total')).toMatchObject({
      source: '5',
      excluded: '5',
      landed: '0',
      agrees: true,
    });
  });
});

describe('when something goes wrong', () => {
  test('a lost answer is settled by asking again, and nothing is doubled', async () => {
    const harness = createHarness();
    fill(harness, 3);
    harness.destination.faults.push('lost-after');
    const run = await harness.sync();
    expect(run.state).toBe('succeeded');
    expect(only(run).counts).toMatchObject({ read: 3, loaded: 3 });
    expect(harness.destination.rows.size).toBe(3);
  });

  test('a destination that stays away leaves the records in the outbox, and the next run delivers them', async () => {
    const harness = createHarness();
    fill(harness, 3);
    harness.destination.faults.push('lost-before', 'lost-before', 'lost-before', 'lost-before');
    const first = await harness.sync();
    expect(first.state).toBe('incomplete');
    expect(only(first).counts).toMatchObject({ read: 3, waiting: 3, loaded: 0 });
    assertAddsUp(only(first));
    await harness.clock.advance(60_000);
    const second = await harness.sync();
    expect(second.state).toBe('succeeded');
    expect(harness.destination.rows.size).toBe(3);
    const settled = await ask(harness.engine, 'runs.get', { id: first.id });
    expect(only(settled).counts).toMatchObject({ read: 3, waiting: 0, loaded: 3 });
    expect(only(second).totals.every((entry) => entry.agrees)).toBe(true);
  });

  test('an outcome that nobody knows is neither loaded nor lost', async () => {
    const harness = createHarness();
    fill(harness, 2);
    harness.destination.faults.push('unknown', 'unknown', 'unknown', 'unknown');
    const run = await harness.sync();
    expect(run.state).toBe('incomplete');
    expect(only(run).counts).toMatchObject({ waiting: 2, loaded: 0 });
    const after = await harness.sync();
    expect(after.state).toBe('succeeded');
  });

  test('a record the destination refuses is rejected, its neighbours land', async () => {
    const harness = createHarness();
    fill(harness, 3);
    harness.destination.faults.push('refuse-first');
    const run = await harness.sync();
    expect(only(run).counts).toMatchObject({ loaded: 2, rejected: 1 });
    expect(only(run).reconciled).toBe(true);
    expect(run.state).toBe('succeeded-with-rejections');
  });

  test('a refused sign-in pauses the flow after one try', async () => {
    const harness = createHarness();
    fill(harness, 2);
    harness.destination.faults.push('auth');
    const run = await harness.sync();
    expect(run.state).toBe('failed');
    expect(harness.destination.deliveries).toBe(1);
    await expect(harness.sync()).rejects.toMatchObject({ code: 'ENGINE_FLOW_PAUSED' });
    await ask(harness.engine, 'flows.resume', { id: harness.flowId });
    expect((await harness.sync()).state).toBe('succeeded');
    expect(harness.destination.rows.size).toBe(2);
  });

  test('a source that breaks off keeps what was staged and moves no cursor', async () => {
    const harness = createHarness();
    fill(harness, 9);
    harness.source.faults.set(3, new AppError('HTTP_CONNECTION_CUT', 'transient'));
    const first = await harness.sync();
    expect(first.state).toBe('incomplete');
    expect(harness.store.streams.get(harness.flowId, 'invoices').cursor).toBeNull();
    const second = await harness.sync();
    expect(second.state).toBe('succeeded');
    expect(only(second).counts.read).toBe(9);
    expect(harness.destination.rows.size).toBe(9);
  });

  test('fewer records than announced fail the stream and move no cursor', async () => {
    const harness = createHarness();
    fill(harness, 3);
    harness.source.announcedOffset = 1;
    const run = await harness.sync();
    expect(run.state).toBe('incomplete');
    expect(only(run).error?.code).toBe('ENGINE_ANNOUNCED_COUNT_DIFFERS');
    expect(harness.store.streams.get(harness.flowId, 'invoices').cursor).toBeNull();
  });

  test('a window whose totals move is read again from its first page', async () => {
    const harness = createHarness();
    fill(harness, 9);
    harness.source.faults.set(3, new AppError('ENGINE_WINDOW_MOVED', 'transient'));
    const run = await harness.sync();
    expect(run.state).toBe('succeeded');
    expect(only(run).counts).toMatchObject({ read: 9, loaded: 9 });
    expect(harness.source.reads).toBe(2);
  });

  test('totals that differ fail the run, and the next one compares every record anew', async () => {
    const harness = createHarness();
    fill(harness, 3);
    await harness.sync();
    harness.destination.rows.delete('inv-2');
    const verified = await harness.sync({ verify: true });
    expect(verified.state).toBe('failed');
    expect(only(verified).error?.code).toBe('ENGINE_TOTALS_DIFFER');
    const repaired = await harness.sync();
    expect(repaired.state).toBe('succeeded');
    expect(only(repaired).counts).toMatchObject({ read: 3, loaded: 1, unchanged: 2 });
    expect(harness.destination.rows.has('inv-2')).toBe(true);
  });

  test('an amount that somebody altered at the destination is found and set right, and nothing else is written', async () => {
    const harness = createHarness();
    fill(harness, 3);
    await harness.sync();
    const landed = harness.destination.rows.get('inv-2');
    if (landed === undefined) throw new Error('inv-2 did not land');
    const { document } = landed;
    const header = { ...document.header, values: { ...document.header.values, total: '999' } };
    harness.destination.rows.set('inv-2', { ...landed, document: { ...document, header } });
    expect((await harness.sync({ verify: true })).state).toBe('failed');
    const repaired = await harness.sync();
    expect(only(repaired).counts).toMatchObject({ read: 3, loaded: 1, unchanged: 2 });
    expect((await harness.sync({ verify: true })).state).toBe('succeeded');
    expect(harness.destination.rows.get('inv-2')?.document.header.values['total']).toBe('10.105');
  });

  test('a process that ended between staging and delivery goes on where it was', async () => {
    const harness = createHarness();
    fill(harness, 3);
    harness.destination.faults.push('lost-after', 'lost-before', 'lost-before', 'lost-before');
    await harness.sync();
    const after = await harness.restart().sync();
    expect(after.state).toBe('succeeded');
    expect(harness.destination.rows.size).toBe(3);
    expect(after.streams[0]?.totals.every((entry) => entry.agrees)).toBe(true);
  });
});

describe('choosing', () => {
  test('only some records loads just these and moves no cursor', async () => {
    const harness = createHarness();
    fill(harness, 5);
    const run = await harness.sync({ onlyKeys: { stream: 'invoices', keys: ['inv-2', 'inv-4'] } });
    expect(only(run).counts).toMatchObject({ read: 2, loaded: 2 });
    expect(harness.store.streams.get(harness.flowId, 'invoices').cursor).toBeNull();
    const rest = await harness.sync();
    expect(only(rest).counts).toMatchObject({ read: 5, loaded: 3, unchanged: 2 });
  });

  test('a preview writes nothing and says what would be inserted, updated and left', async () => {
    const harness = createHarness();
    fill(harness, 3);
    await harness.sync();
    await harness.clock.advance(60_000);
    harness.source.put('inv-1', invoice('inv-1', ['7'], '7'));
    harness.source.put('new', invoice('new', ['2'], '2'));
    const cursor = harness.store.streams.get(harness.flowId, 'invoices').cursor;
    const steps: string[] = [];
    const leave = harness.engine.subscribe(null, ({ payload }) => {
      if (payload.topic !== 'check' || payload.subject !== 'preview-1') return;
      const { steps: told } = payload;
      steps.push(told.map(({ id, state }) => `${id} ${state}`).join(', '));
    });
    const request = { flowId: harness.flowId, stream: 'invoices', limit: 50, checkId: 'preview-1' };
    const preview = await ask(harness.engine, 'preview.run', request);
    leave();
    expect(steps).toEqual([
      'read running',
      'read passed, map running',
      'read passed, map passed, plan running',
      'read passed, map passed, plan passed, compare running',
    ]);
    expect(preview.counts).toMatchObject({ insert: 1, update: 1, unchanged: 0 });
    expect(harness.destination.rows.size).toBe(3);
    expect(harness.store.streams.get(harness.flowId, 'invoices').cursor).toEqual(cursor);
  });
});

test('a cancelled preview asks the source for nothing more', async () => {
  const harness = createHarness();
  fill(harness, 9);
  const pages: number[] = [];
  harness.source.beforePage = async (page) => {
    pages.push(page);
    if (page === 2) await ask(harness.engine, 'preview.cancel', { checkId: 'mine' });
  };
  const request = { flowId: harness.flowId, stream: 'invoices', limit: 50 };
  await expect(ask(harness.engine, 'preview.run', { ...request, checkId: 'mine' })).rejects.toMatchObject({
    code: 'APP_CANCELLED',
  });
  expect(pages).toEqual([1, 2]);
  harness.source.beforePage = () => Promise.resolve();
  const again = await ask(harness.engine, 'preview.run', { ...request, checkId: 'mine' });
  expect(again.counts.insert).toBe(9);
});

test('every run leaves a chain of audit entries that verifies', async () => {
  const harness = createHarness();
  fill(harness, 2);
  await harness.sync();
  const { items, verified } = await ask(harness.engine, 'audit.list', {
    filter: {},
    sort: [],
    offset: 0,
    limit: 500,
  });
  expect(verified).toBe(true);
  const events = items.map((entry) => entry.event).reverse();
  expect(events).toEqual(['run.started', 'batch.staged', 'batch.acknowledged', 'totals.compared', 'run.ended']);
});
