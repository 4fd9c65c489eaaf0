import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Run } from '../../../shared/model/run.ts';
import type { Harness } from '../../support/engine-harness.ts';
import { createWaitingHarness, invoicesOf, putBooked, putCenter } from '../../support/waiting-invoices.ts';

/** Cost center NL-1 and two invoices: one on it, one on NL-2, which is not there. */
async function oneHeld(): Promise<{ harness: Harness; run: Run }> {
  const harness = createWaitingHarness();
  putCenter(harness, 'NL-1');
  putBooked(harness, 'good', 'NL-1');
  putBooked(harness, 'early', 'NL-2', '25');
  return { harness, run: await harness.sync() };
}

function stateOf(harness: Harness, key: string) {
  return harness.store.documents.get('flow', 'invoices', key)?.state;
}

function waiting(harness: Harness) {
  return harness.store.held.page({ state: 'open' }, { sort: [], offset: 0, limit: 20 }).items;
}

function totalOf(run: Run) {
  return invoicesOf(run).totals.find((one) => one.amount === 'total');
}

async function assertVerified(harness: Harness): Promise<void> {
  expect((await harness.sync({ verify: true })).state).toBe('succeeded');
}

describe('a document that names reference data which is not there', () => {
  test('is held whole with its reason and what it waits for, and counted with its sums', async () => {
    const { harness, run } = await oneHeld();
    expect(run.state).toBe('succeeded');
    expect(invoicesOf(run).counts).toMatchObject({ read: 2, loaded: 1, held: 1, rejected: 0 });
    expect(totalOf(run)).toMatchObject({ source: '35', loaded: '10', held: '25', landed: '10', agrees: true });
    expect(waiting(harness)).toMatchObject([
      {
        key: 'early',
        state: 'open',
        runId: run.id,
        reasons: [{ value: 'NL-2', waitsFor: { stream: 'centers', name: 'NL-2' } }],
      },
    ]);
    expect(stateOf(harness, 'early')).toBe('held');
    expect(harness.destination.rows.has('early')).toBe(false);
    await assertVerified(harness);
  });

  test('goes by itself once that has come, also where the window brings nothing', async () => {
    const { harness } = await oneHeld();
    putCenter(harness, 'NL-2');
    const run = await harness.sync();
    expect(invoicesOf(run)).toMatchObject({ announced: 0, heldAgain: 1, counts: { read: 1, loaded: 1, held: 0 } });
    expect(totalOf(run)).toMatchObject({ source: '35', loaded: '35', held: '0', landed: '35', agrees: true });
    expect(harness.destination.rows.get('early')?.document.key).toBe('early');
    expect(waiting(harness)).toEqual([]);
    expect(harness.store.held.ofRecord({ flowId: 'flow', stream: 'invoices', key: 'early' })).toMatchObject([
      { state: 'resolved' },
    ]);
    const { deliveries } = harness.destination;
    expect(invoicesOf(await harness.sync()).counts.read).toBe(0);
    expect(harness.destination.deliveries).toBe(deliveries);
    await assertVerified(harness);
  });

  test('goes at the next run of its stream where only the reference data was read', async () => {
    const { harness } = await oneHeld();
    putCenter(harness, 'NL-2');
    await harness.sync({ streams: ['centers'] });
    expect(stateOf(harness, 'early')).toBe('held');
    await harness.sync({ streams: ['invoices'] });
    expect(stateOf(harness, 'early')).toBe('landed');
  });

  test('goes on waiting where what came does not suffice, with the new reason', async () => {
    const { harness } = await oneHeld();
    putCenter(harness, 'NL-2', false);
    const run = await harness.sync();
    expect(invoicesOf(run)).toMatchObject({ heldAgain: 1, counts: { read: 1, held: 1 } });
    expect(waiting(harness)[0]?.reasons[0]?.code).toBe('RECORD_REFERENCE_INACTIVE');
    // Nothing changed since: it is not looked at again.
    expect(invoicesOf(await harness.sync()).counts.read).toBe(0);
    putCenter(harness, 'NL-2', true);
    await harness.sync();
    expect(stateOf(harness, 'early')).toBe('landed');
    await assertVerified(harness);
  });

  test('stays as it is where the reference data could not be read', async () => {
    const { harness } = await oneHeld();
    putCenter(harness, 'NL-2');
    harness.source.beforePage = (_page, stream) =>
      stream === 'centers' ? Promise.reject(new AppError('HTTP_CONNECTION_CUT', 'transient')) : Promise.resolve();
    await harness.sync();
    expect(stateOf(harness, 'early')).toBe('held');
  });

  test('is replaced by a newer version, and that one is judged for itself', async () => {
    const { harness } = await oneHeld();
    putBooked(harness, 'early', 'NL-3', '26');
    await harness.sync();
    expect(waiting(harness)).toMatchObject([{ key: 'early', reasons: [{ value: 'NL-3' }] }]);
    putBooked(harness, 'early', 'NL-1', '27');
    const run = await harness.sync();
    expect(invoicesOf(run).counts).toMatchObject({ read: 1, loaded: 1 });
    expect(waiting(harness)).toEqual([]);
    putCenter(harness, 'NL-2');
    expect(invoicesOf(await harness.sync()).counts.read).toBe(0);
    expect(totalOf(await harness.sync({ verify: true }))).toMatchObject({ source: '37', landed: '37', agrees: true });
  });

  test('leaves an earlier version where it landed, and the totals leave the document out while it waits', async () => {
    const { harness } = await oneHeld();
    putBooked(harness, 'good', 'NL-9', '12');
    const run = await harness.sync();
    expect(invoicesOf(run).counts).toMatchObject({ read: 1, held: 1 });
    expect(harness.destination.rows.get('good')?.document.header.values['total']).toBe('10');
    expect(totalOf(run)).toMatchObject({ source: '37', held: '37', landed: '0', agrees: true });
    await assertVerified(harness);
    putCenter(harness, 'NL-9');
    await harness.sync();
    expect(harness.destination.rows.get('good')?.document.header.values['total']).toBe('12');
    await assertVerified(harness);
  });

  test('that landed already stays landed when its reference data is closed afterwards', async () => {
    const { harness } = await oneHeld();
    putCenter(harness, 'NL-1', false);
    harness.source.reach = 'everything';
    const run = await harness.sync();
    expect(invoicesOf(run).counts).toMatchObject({ read: 2, unchanged: 1, held: 1 });
    expect(stateOf(harness, 'good')).toBe('landed');
  });

  test('is settled where the source deletes it, and marked at the destination if an earlier version landed', async () => {
    const { harness } = await oneHeld();
    putBooked(harness, 'good', 'NL-9', '12');
    await harness.sync();
    for (const key of ['good', 'early']) harness.source.remove(key);
    harness.source.beside = (_page, _last, stream) => (stream === 'invoices' ? { gone: ['good', 'early'] } : {});
    await harness.sync();
    expect(waiting(harness)).toEqual([]);
    expect([stateOf(harness, 'good'), stateOf(harness, 'early')]).toEqual(['deleted', 'deleted']);
    expect(harness.destination.rows.get('good')?.document.deleted).toBe(true);
    await assertVerified(harness);
  });

  test('waits also for an earlier version of itself that is still under way, and wins over it', async () => {
    const harness = createWaitingHarness();
    putCenter(harness, 'NL-1');
    putBooked(harness, 'one', 'NL-1', '1');
    harness.destination.faults.push('lost-before', 'lost-before', 'lost-before', 'lost-before', 'lost-before');
    // Centers go first: the faults strike them and then the invoice.
    await harness.sync();
    putBooked(harness, 'one', 'NL-2', '2');
    await harness.sync();
    expect(stateOf(harness, 'one')).toBe('held');
    putBooked(harness, 'one', 'NL-1', '1');
    await harness.sync();
    expect(stateOf(harness, 'one')).toBe('landed');
    expect(harness.destination.rows.get('one')?.document.header.values['total']).toBe('1');
    await assertVerified(harness);
  });
});

describe('reference data', () => {
  test('holds nothing before it was read whole, nor where its stream is switched off', async () => {
    const harness = createWaitingHarness(['invoices']);
    putBooked(harness, 'one', 'NL-1');
    expect(invoicesOf(await harness.sync()).counts).toMatchObject({ loaded: 1, held: 0 });
  });

  test('that is switched off lets go what waited for it', async () => {
    const { harness } = await oneHeld();
    const flow = harness.store.flows.get('flow');
    if (flow === null) throw new Error('the harness has a flow');
    const streams = flow.streams.map((one) => ({ ...one, enabled: one.id !== 'centers' }));
    harness.store.flows.save({ ...flow, streams });
    await harness.sync();
    expect(stateOf(harness, 'early')).toBe('landed');
    await assertVerified(harness);
  });

  test('that is gone at the source is unknown from then on', async () => {
    const { harness } = await oneHeld();
    harness.source.remove('center-NL-1', 'centers');
    harness.source.beside = (_page, _last, stream) => (stream === 'centers' ? { gone: ['center-NL-1'] } : {});
    putBooked(harness, 'late', 'NL-1');
    expect(invoicesOf(await harness.sync()).counts).toMatchObject({ read: 1, held: 1 });
  });

  test('is known by its new name when it is renamed', async () => {
    const { harness } = await oneHeld();
    harness.source.put('center-NL-1', { id: 'center-NL-1', code: 'NL-2', active: true }, 'centers');
    await harness.sync();
    expect(stateOf(harness, 'early')).toBe('landed');
    putBooked(harness, 'late', 'NL-1');
    expect(invoicesOf(await harness.sync()).counts.held).toBe(1);
  });

  test('that was read before anything was checked against it is read whole once more', async () => {
    const { harness } = await oneHeld();
    const { cursor } = harness.store.streams.get('flow', 'centers');
    const fresh = createWaitingHarness();
    putCenter(fresh, 'NL-1');
    fresh.store.streams.update('flow', 'centers', { cursor });
    putBooked(fresh, 'one', 'NL-1');
    await fresh.sync();
    expect(stateOf(fresh, 'one')).toBe('landed');
    expect(fresh.store.dimensions.readWholeAt('flow', 'centers')).not.toBeNull();
  });
});

describe('a person’s word', () => {
  function idOf(harness: Harness): string {
    return waiting(harness)[0]?.id ?? '';
  }

  test('loads a held document all the same, this version of it', async () => {
    const { harness } = await oneHeld();
    harness.store.held.release(idOf(harness), 'agreed with the controller', '2026-11-21T10:00:00.000Z');
    const run = await harness.sync();
    expect(invoicesOf(run)).toMatchObject({ heldAgain: 1, counts: { read: 1, loaded: 1 } });
    // Read once more as it is, it is what landed; changed, it waits again.
    harness.source.reach = 'everything';
    expect(invoicesOf(await harness.sync()).counts).toMatchObject({ read: 2, unchanged: 2 });
    putBooked(harness, 'early', 'NL-2', '30');
    expect(invoicesOf(await harness.sync()).counts).toMatchObject({ held: 1, unchanged: 1 });
  });

  test('dismisses it, which stands as long as the same version waits for the same', async () => {
    const { harness } = await oneHeld();
    const id = idOf(harness);
    harness.store.held.dismiss(id, 'a test entry', '2026-11-21T10:00:00.000Z');
    harness.source.reach = 'everything';
    await harness.sync();
    expect(waiting(harness)).toEqual([]);
    expect(harness.store.held.get(id)?.state).toBe('dismissed');
    expect(stateOf(harness, 'early')).toBe('held');
    harness.source.reach = 'changed';
    putCenter(harness, 'NL-2');
    await harness.sync();
    expect(stateOf(harness, 'early')).toBe('held');
    expect(harness.store.held.reopen(id)).toBe(true);
    await harness.sync();
    expect(stateOf(harness, 'early')).toBe('landed');
    await assertVerified(harness);
  });
});

describe('what a document waits for', () => {
  test('is called anew when its name changes, which opens no dismissed one', async () => {
    const harness = createWaitingHarness();
    putCenter(harness, 'NL-2', false, 'Sales');
    putBooked(harness, 'early', 'NL-2');
    putBooked(harness, 'late', 'NL-2');
    await harness.sync();
    const byLabel = (): string[][] => waiting(harness).map(({ label, reasons }) => [label, reasons[0]?.called ?? '']);
    expect(byLabel().map(([, called]) => called)).toEqual(['NL-2 Sales', 'NL-2 Sales']);
    const [dismissed, kept] = waiting(harness);
    harness.store.held.dismiss(dismissed?.id ?? '', 'a test entry', '2026-11-21T10:00:00.000Z');
    putCenter(harness, 'NL-2', false, 'Shop');
    harness.source.reach = 'everything';
    await harness.sync();
    expect(byLabel()).toEqual([[kept?.label, 'NL-2 Shop']]);
    expect(harness.store.held.get(dismissed?.id ?? '')?.state).toBe('dismissed');
    await assertVerified(harness);
  });
});

describe('a replay', () => {
  test('says beforehand what it will hold, and does so', async () => {
    const { harness, run } = await oneHeld();
    putBooked(harness, 'good', 'NL-9', '12');
    await harness.clock.advance(1_000);
    const scope = { kind: 'run' as const, runId: run.id };
    const plan = await ask(harness.engine, 'replay.plan', { scope, mode: 'read-again' });
    expect(plan.streams.find(({ stream }) => stream === 'invoices')?.documents).toMatchObject({ held: 1, update: 0 });
    const { id } = await ask(harness.engine, 'replay.start', { planId: plan.id });
    await harness.engine.services.runner.whenIdle();
    const record = await ask(harness.engine, 'replay.of-run', { runId: id });
    expect(record?.cameTrue).toBe(true);
    expect(stateOf(harness, 'good')).toBe('held');
  });
});

describe('a preview', () => {
  test('shows what would be held, with its reasons', async () => {
    const { harness } = await oneHeld();
    putBooked(harness, 'next', 'NL-9');
    const preview = await ask(harness.engine, 'preview.run', { flowId: 'flow', stream: 'invoices', limit: 10 });
    expect(preview.counts).toMatchObject({ held: 1, insert: 0 });
    expect(preview.items.find(({ key }) => key === 'next')).toMatchObject({
      outcome: 'held',
      reasons: [{ value: 'NL-9' }],
    });
    expect(stateOf(harness, 'next')).toBeUndefined();
  });
});

describe('a part of a window that failed', () => {
  test('does not keep the others from being staged, nor the cursor; then the run says so', async () => {
    const { harness } = await oneHeld();
    putBooked(harness, 'next', 'NL-1');
    const failed = [new AppError('HTTP_CONNECTION_CUT', 'transient')];
    harness.source.beside = (_page, _last, stream) => (stream === 'invoices' ? { failed, cursor: { told: '7' } } : {});
    const run = await harness.sync();
    expect(run.state).toBe('incomplete');
    expect(invoicesOf(run)).toMatchObject({ counts: { loaded: 1 }, error: { code: 'HTTP_CONNECTION_CUT' } });
    expect(harness.store.streams.get('flow', 'invoices')).toMatchObject({ cursor: { told: '7' } });
    expect(stateOf(harness, 'next')).toBe('landed');
  });

  test('of reference data leaves it unknown what is not there', async () => {
    const harness = createWaitingHarness();
    putBooked(harness, 'one', 'NL-1');
    const failed = [new AppError('HTTP_CONNECTION_CUT', 'transient')];
    harness.source.beside = (_page, _last, stream) => (stream === 'centers' ? { failed } : {});
    expect(invoicesOf(await harness.sync()).counts).toMatchObject({ loaded: 1, held: 0 });
    expect(harness.store.dimensions.readWholeAt('flow', 'centers')).toBeNull();
  });
});
