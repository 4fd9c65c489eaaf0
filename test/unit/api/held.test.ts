import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { makeEvidencePack } from '../../../main/engine/evidence/make-pack.ts';
import { readZip } from '../../../shared/evidence/zip.ts';
import { isAppError } from '../../../shared/errors/app-error.ts';
import type { Harness } from '../../support/engine-harness.ts';
import { createWaitingHarness, putBooked, putCenter } from '../../support/waiting-invoices.ts';

const page = { sort: [], offset: 0, limit: 20 };
const all = { kind: 'all' as const, except: [] };

/** Three invoices that wait for two cost centers. */
async function held(): Promise<Harness> {
  const harness = createWaitingHarness();
  putCenter(harness, 'NL-1');
  putBooked(harness, 'one', 'NL-2');
  putBooked(harness, 'two', 'NL-2');
  putBooked(harness, 'three', 'NL-3');
  await harness.sync();
  return harness;
}

function openOf(harness: Harness, text?: string) {
  return ask(harness.engine, 'held.list', {
    filter: { state: 'open', ...(text === undefined ? {} : { text }) },
    ...page,
  });
}

async function auditOf(harness: Harness, text: string): Promise<string[]> {
  const { items } = await ask(harness.engine, 'audit.list', { filter: { text }, ...page });
  return items.map(({ event }) => event);
}

describe('held records', () => {
  test('are listed with the names of what they wait for, by reason, and counted for their flow', async () => {
    const harness = await held();
    const { total, items } = await openOf(harness, 'three');
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      streamLabel: 'Invoices',
      awaited: [{ stream: 'centers', streamLabel: 'Cost centers', name: 'NL-3' }],
    });
    expect(await ask(harness.engine, 'held.reasons', { state: 'open' })).toMatchObject([
      { code: 'RECORD_REFERENCE_UNKNOWN', count: 3 },
    ]);
    const [row] = await ask(harness.engine, 'flows.overview', {});
    expect(row).toMatchObject({ openHeld: 3, openRejections: 0 });
    const detail = await ask(harness.engine, 'held.get', { id: items[0]?.id ?? '' });
    expect(detail.source).toMatchObject({ id: 'three', center: 'NL-3' });
    const runId = harness.store.runs.latest('flow')?.id ?? '';
    const records = await ask(harness.engine, 'records.list', { filter: { runId, state: 'held' }, ...page });
    expect(records.total).toBe(3);
  });

  test('are loaded all the same by the run that starts, and the trail says who said so and why', async () => {
    const harness = await held();
    const { items } = await openOf(harness, 'one');
    const selection = { kind: 'keys' as const, keys: items.map(({ id }) => id) };
    const reason = 'agreed with the controller';
    const done = await ask(harness.engine, 'held.release', { filter: {}, selection, reason });
    expect(done).toMatchObject({ changed: 1, runs: [{ trigger: 'manual' }] });
    await harness.engine.services.runner.whenIdle();
    expect(harness.destination.rows.has('one')).toBe(true);
    expect((await openOf(harness)).total).toBe(2);
    expect(await auditOf(harness, reason)).toEqual(['held.released']);
  });

  test('wait for the next run where none may start now', async () => {
    const harness = await held();
    const flow = harness.store.flows.get('flow');
    if (flow === null) throw new Error('the harness has a flow');
    const paused = { reason: 'month end', error: null, atUtc: '2026-11-21T10:00:00.000Z' };
    harness.store.flows.save({ ...flow, paused });
    const done = await ask(harness.engine, 'held.release', { filter: {}, selection: all, reason: 'all of them' });
    expect(done).toEqual({ changed: 3, runs: [] });
    expect((await openOf(harness)).items.every(({ released }) => released?.reason === 'all of them')).toBe(true);
    harness.store.flows.save(flow);
    await harness.sync();
    expect(harness.destination.rows.size).toBe(3);
  });

  test('are dismissed with a reason, and open again when that is taken back', async () => {
    const harness = await held();
    const filter = { text: 'three' };
    const done = await ask(harness.engine, 'held.dismiss', { filter, selection: all, reason: 'a test entry' });
    expect(done.changed).toBe(1);
    const dismissed = await ask(harness.engine, 'held.list', { filter: { state: 'dismissed' }, ...page });
    expect(dismissed.items[0]).toMatchObject({ key: 'three', dismissed: { reason: 'a test entry' } });
    const ids = dismissed.items.map(({ id }) => id);
    expect(await ask(harness.engine, 'held.reopen', { ids })).toEqual({ changed: 1, kept: 0 });
    expect(await ask(harness.engine, 'held.reopen', { ids })).toEqual({ changed: 0, kept: 1 });
    expect(await auditOf(harness, 'a test entry')).toEqual(expect.arrayContaining(['held.dismissed', 'held.reopened']));
  });

  test('that nobody knows are not found', async () => {
    const harness = await held();
    const asked = ask(harness.engine, 'held.get', { id: 'nothing' });
    await expect(asked).rejects.toSatisfy((error) => isAppError(error) && error.code === 'APP_NOT_FOUND');
  });

  test('are in the evidence of the run that held them, with what became of them', async () => {
    const harness = await held();
    const runId = harness.store.runs.latest('flow')?.id ?? '';
    putCenter(harness, 'NL-3');
    await harness.sync();
    const pack = makeEvidencePack(harness.engine.services, { scope: { kind: 'run', runId }, language: 'en' });
    const table = new TextDecoder().decode(readZip(pack.bytes).find(({ name }) => name === 'held.csv')?.bytes);
    const lines = table.trim().split('\r\n').slice(1);
    expect(lines).toHaveLength(3);
    expect(lines.find((line) => line.includes('three'))).toMatch(/,resolved,.*,centers,NL-3,/);
    expect(lines.filter((line) => line.includes(',open,'))).toHaveLength(2);
  });

  test('name what they wait for as people call it, in the list and in the evidence', async () => {
    const harness = createWaitingHarness();
    putCenter(harness, 'NL-4', false, 'Old shop');
    putBooked(harness, 'four', 'NL-4');
    await harness.sync();
    const { items } = await openOf(harness);
    expect(items[0]?.awaited).toEqual([
      { stream: 'centers', streamLabel: 'Cost centers', name: 'NL-4', called: 'NL-4 Old shop' },
    ]);
    expect(items[0]?.reasons[0]).toMatchObject({ value: 'NL-4', called: 'NL-4 Old shop' });
    const runId = harness.store.runs.latest('flow')?.id ?? '';
    const pack = makeEvidencePack(harness.engine.services, { scope: { kind: 'run', runId }, language: 'en' });
    const table = new TextDecoder().decode(readZip(pack.bytes).find(({ name }) => name === 'held.csv')?.bytes);
    expect(table).toContain(',centers,NL-4,NL-4 Old shop,');
  });

  test('go with their flow when it is removed', async () => {
    const harness = await held();
    harness.store.flows.remove('flow');
    expect(harness.store.held.page({}, page).total).toBe(0);
    expect(harness.store.dimensions.find('flow', 'centers', 'NL-1')).toBeNull();
  });
});

describe('a decision about records that are gone', () => {
  test('is refused where nothing is asked', async () => {
    const harness = await held();
    const input = { flowId: 'flow', stream: 'invoices', upTo: 1, reason: 'cleaned up' };
    const asked = ask(harness.engine, 'gone.confirm', input);
    await expect(asked).rejects.toSatisfy((error) => isAppError(error) && error.code === 'GONE_NOTHING_ASKED');
  });
});
