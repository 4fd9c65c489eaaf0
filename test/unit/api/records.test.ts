import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { createDispatcher } from '../../../main/api/dispatch.ts';
import type { InputOf, MethodName, OutputOf } from '../../../shared/contract/contract.ts';
import { isAppError } from '../../../shared/errors/app-error.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';
import { documentOf } from '../../support/many-records.ts';

const ref = { flowId: 'flow', stream: 'invoices', key: 'inv-1' };
const page = { sort: [], offset: 0, limit: 50 };

/** What the app answers, after going to and fro as it does between threads and windows. */
async function answer<Name extends MethodName>(
  harness: Harness,
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  return structuredClone(await ask(harness.engine, name, structuredClone(input)));
}

/** An invoice that was delivered, corrected and delivered again. */
async function corrected(): Promise<Harness> {
  const harness = createHarness();
  harness.source.put('inv-1', invoice('inv-1', ['100.10', '20'], '120.10'), 'invoices', 'SI-1');
  harness.source.put('inv-2', invoice('inv-2', [], '7', 'USD'), 'invoices', 'SI-2');
  await harness.sync();
  await harness.clock.advance(60_000);
  harness.source.put('inv-1', invoice('inv-1', ['100.10', '19.5', '0.25'], '119.85'), 'invoices', 'SI-1');
  await harness.sync();
  return harness;
}

describe('one record', () => {
  test('shows each version, what changed between them, and which one landed', async () => {
    const harness = await corrected();
    const detail = await answer(harness, 'records.get', ref);
    expect(detail.record).toMatchObject({
      label: 'SI-1',
      state: 'landed',
      flowName: 'Invoices',
      streamLabel: 'Invoices',
    });
    expect(detail.record.link).toBeNull();
    expect(detail.versions).toHaveLength(2);
    const [latest, first] = detail.versions;
    expect(detail.record.lastRunStartedAtUtc).toBe(latest?.run?.startedAtUtc);
    expect(detail.record.lastRunStartedAtUtc).not.toBe(first?.run?.startedAtUtc);
    expect(detail.landedBatchId).toBe(latest?.batchId);
    expect(latest?.header['total']).toBe('119.85');
    expect(first?.header['total']).toBe('120.1');
    expect(first?.changes).toBeNull();
    expect(latest?.changes).toEqual([
      { field: 'total', before: '120.1', after: '119.85' },
      { field: 'lines[2].amount', before: '20', after: '19.5' },
      { field: 'lines[3]', before: null, after: 'currency EUR, amount 0.25' },
    ]);
    expect(latest?.run?.trigger).toBe('manual');
    expect(BigInt(latest?.sequence ?? 0)).toBeGreaterThan(BigInt(first?.sequence ?? 0));
    expect(latest?.tables.map((table) => table.part)).toEqual(['header', 'lines']);
    expect(latest?.tables[0]?.columns.find((one) => one.column === 'total')?.currencyColumn).toBe('currency');
  });

  test('shows a version that still waits, without an outcome', async () => {
    const harness = createHarness();
    harness.source.put('inv-1', invoice('inv-1', [], '5'));
    harness.destination.faults.push(...(['lost-before', 'lost-before', 'lost-before', 'lost-before'] as const));
    await harness.sync();
    const detail = await answer(harness, 'records.get', ref);
    expect(detail.record.state).toBe('waiting');
    expect(detail.landedBatchId).toBeNull();
    expect(detail.versions.map((one) => [one.outcome, one.acknowledgedAtUtc])).toEqual([[null, null]]);
  });

  test('pages back through versions, each compared with the one before it', async () => {
    const harness = createHarness();
    for (let n = 1; n <= 12; n += 1) {
      harness.source.put('inv-1', invoice('inv-1', [], String(n)));
      await harness.sync();
      await harness.clock.advance(60_000);
    }
    const newest = await answer(harness, 'records.get', ref);
    expect(newest.versions).toHaveLength(10);
    expect(newest.hasEarlier).toBe(true);
    expect(newest.versions.at(-1)?.changes).toEqual([{ field: 'total', before: '2', after: '3' }]);
    const before = newest.versions.at(-1)?.batchId ?? '';
    const older = await answer(harness, 'records.get', { ...ref, before });
    expect(older.versions.map((one) => one.header['total'])).toEqual(['2', '1']);
    expect(older.hasEarlier).toBe(false);
  });

  test('is held against the destination as it is now, and nothing is written', async () => {
    const harness = await corrected();
    const deliveries = harness.destination.deliveries;
    expect(await answer(harness, 'records.compare', ref)).toMatchObject({ verdict: 'equal', changes: [] });
    const landed = harness.destination.rows.get('inv-1');
    if (landed === undefined) throw new Error('inv-1 did not land');
    harness.destination.rows.set('inv-1', { ...landed, document: documentOf('inv-1', '1') });
    expect((await answer(harness, 'records.compare', ref)).verdict).toBe('different');
    harness.destination.rows.delete('inv-1');
    expect((await answer(harness, 'records.compare', ref)).verdict).toBe('missing');
    expect(harness.destination.deliveries).toBe(deliveries);
  });

  test('says so where nothing was delivered that could be compared', async () => {
    const harness = createHarness();
    harness.source.put('inv-1', invoice('inv-1', [], 'ten'));
    await harness.sync();
    const refused = await ask(harness.engine, 'records.compare', ref).catch((error: unknown) => error);
    expect(isAppError(refused) ? refused.code : refused).toBe('RECORD_NOT_DELIVERED');
  });
});

describe('lists of records', () => {
  test('are found by number, state and run, with exact sums of what is selected', async () => {
    const harness = await corrected();
    const found = await answer(harness, 'records.list', { filter: { text: 'si-1' }, ...page });
    expect(found.items.map((one) => one.key)).toEqual(['inv-1']);
    expect(found.items[0]?.amounts).toEqual([{ amount: 'total', currency: 'EUR', sum: '119.85' }]);
    const { items: runs } = await answer(harness, 'runs.list', { filter: {}, ...page });
    const ofRun = async (runId = '') => {
      const { items } = await answer(harness, 'records.list', { filter: { runId }, ...page });
      return items.map((one) => one.key);
    };
    expect(await ofRun(runs[0]?.id)).toEqual(['inv-1']);
    expect(await ofRun(runs[1]?.id)).toEqual(['inv-1', 'inv-2']);
    const sums = await answer(harness, 'records.sums', { filter: {}, selection: { kind: 'all', except: [] } });
    expect(sums).toEqual({
      count: 2,
      sums: [
        { amountName: 'total', currency: 'EUR', amount: '119.85' },
        { amountName: 'total', currency: 'USD', amount: '7' },
      ],
    });
  });

  test('know the records of a run that still wait or were rejected', async () => {
    const harness = createHarness();
    harness.source.put('inv-1', invoice('inv-1', [], '5'));
    harness.source.put('inv-2', invoice('inv-2', [], 'ten'));
    harness.destination.faults.push(...(['lost-before', 'lost-before', 'lost-before', 'lost-before'] as const));
    const run = await harness.sync();
    const { items } = await answer(harness, 'records.list', { filter: { runId: run.id }, ...page });
    expect(items.map((one) => [one.key, one.state])).toEqual([
      ['inv-1', 'waiting'],
      ['inv-2', 'rejected'],
    ]);
  });

  test('refuse a column that they cannot be ordered by', async () => {
    const harness = createHarness();
    const sort = [{ column: 'payload', direction: 'asc' }];
    const result = await harness.engine.call('records.list', { filter: {}, offset: 0, limit: 10, sort });
    expect(result).toMatchObject({ ok: false, error: { code: 'APP_BAD_REQUEST' } });
  });
});

describe('rejected records', () => {
  test('are counted by reason, told with their source, and stay in the history of the record', async () => {
    const harness = createHarness();
    harness.source.put('inv-1', invoice('inv-1', [], 'ten'));
    harness.source.put('inv-2', invoice('inv-2', [], 'two'));
    harness.source.put('inv-3', invoice('inv-3', [], '1.12345678'));
    await harness.sync();
    const reasons = await answer(harness, 'rejected.reasons', { state: 'open' });
    expect(reasons.map((one) => [one.code, one.count, one.fields])).toEqual([
      ['RECORD_DECIMAL_INVALID', 2, ['total']],
      ['RECORD_DECIMAL_DOES_NOT_FIT', 1, ['total']],
    ]);
    const filter = { reason: 'RECORD_DECIMAL_INVALID', text: 'inv-2' };
    const { items, total } = await answer(harness, 'rejected.list', { filter, ...page });
    expect(total).toBe(1);
    const detail = await answer(harness, 'rejected.get', { id: items[0]?.id ?? '' });
    expect(detail).toMatchObject({
      flowName: 'Invoices',
      streamLabel: 'Invoices',
      labelIsName: false,
      source: { id: 'inv-2', total: 'two' },
    });
    await harness.clock.advance(60_000);
    harness.source.put('inv-1', invoice('inv-1', [], '10'));
    await harness.sync();
    const record = await answer(harness, 'records.get', ref);
    expect(record.rejections.map((one) => one.state)).toEqual(['resolved']);
    expect(record.record.state).toBe('landed');
  });
});

describe('runs', () => {
  test('are listed by flow, state, trigger and the time they started', async () => {
    const harness = await corrected();
    const all = await answer(harness, 'runs.list', { filter: { flowId: 'flow', state: 'succeeded' }, ...page });
    expect(all.total).toBe(2);
    const [second, first] = all.items;
    if (second === undefined || first === undefined) throw new Error('two runs were made');
    expect(second.startedAtUtc > first.startedAtUtc).toBe(true);
    expect(second.streams[0]).not.toHaveProperty('totals');
    const between = { fromUtc: first.startedAtUtc, toUtc: second.startedAtUtc };
    expect((await answer(harness, 'runs.list', { filter: between, ...page })).items).toEqual([first]);
    expect((await answer(harness, 'runs.list', { filter: { trigger: 'schedule' }, ...page })).total).toBe(0);
  });

  test('tell when each phase and batch was, and which attempts failed', async () => {
    const harness = createHarness();
    harness.source.put('inv-1', invoice('inv-1', [], '5'));
    harness.destination.faults.push('lost-before');
    const run = await harness.sync();
    const timeline = await answer(harness, 'runs.timeline', { id: run.id });
    const [stream] = timeline.streams;
    expect(stream?.phases.map((one) => one.phase)).toEqual(
      expect.arrayContaining(['reading', 'delivering', 'comparing']),
    );
    for (const phase of stream?.phases ?? []) expect(phase.endedAtUtc).not.toBeNull();
    expect(stream?.batches).toHaveLength(1);
    expect(stream?.batches[0]).toMatchObject({ state: 'acknowledged', attempts: 2, documents: 1 });
    expect(stream?.batches[0]?.failed).toHaveLength(1);
  });
});

test('an answer that is not what the contract says does not leave the engine', async () => {
  const dispatcher = createDispatcher({ 'records.sums': () => Promise.resolve({ count: 0.5, sums: [] }) });
  const result = await dispatcher.call('records.sums', { filter: {}, selection: { kind: 'all', except: [] } });
  expect(result).toMatchObject({ ok: false, error: { code: 'APP_INTERNAL' } });
});
