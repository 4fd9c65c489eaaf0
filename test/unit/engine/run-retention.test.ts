import { describe, expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { makeEvidencePack } from '../../../main/engine/evidence/make-pack.ts';
import { newestRunsKept } from '../../../main/store/run-retention.ts';
import { isAppError } from '../../../shared/errors/app-error.ts';
import type { Run } from '../../../shared/model/run.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const ref = (key: string) => ({ flowId: 'flow', stream: 'invoices', key });

/** Runs five minutes apart, of a record that changes every time. */
async function manyRuns(harness: Harness, count: number): Promise<Run[]> {
  const runs: Run[] = [];
  for (let n = 0; n < count; n += 1) {
    const total = `${String(n)}.50`;
    harness.source.put('changes', invoice('changes', [total], total));
    runs.push(await harness.sync());
    await harness.clock.advance(5 * minute);
  }
  return runs;
}

async function sweep(harness: Harness): Promise<void> {
  await ask(harness.engine, 'retention.set', { keep: '90-days' });
  await harness.engine.services.retention.kick();
}

async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.catch((reason: unknown) => reason);
  return isAppError(error) ? error.code : String(error);
}

const keptIds = (harness: Harness): string[] =>
  harness.store.runs.page({}, { sort: [], offset: 0, limit: 500 }).items.map(({ id }) => id);

describe('runs that are older than is kept', () => {
  it('go but the newest of each flow, and their counts and sums are those of their month', async () => {
    const harness = createHarness();
    harness.source.put('stays', invoice('stays', ['7.00'], '7.00'));
    const runs = await manyRuns(harness, newestRunsKept + 6);
    await harness.clock.advance(100 * day);
    const { effects } = await ask(harness.engine, 'retention.get', {});
    expect(effects.find(({ keep }) => keep === '90-days')?.removes.runs).toBe(6);
    await sweep(harness);
    expect(keptIds(harness)).toHaveLength(newestRunsKept);
    expect(keptIds(harness)).not.toContain(runs[5]?.id);
    expect(keptIds(harness)).toContain(runs[6]?.id);

    const [month] = await ask(harness.engine, 'runs.older', {});
    expect(month).toMatchObject({ flowName: 'Invoices', runs: 6, states: [{ state: 'succeeded', runs: 6 }] });
    const gone = runs.slice(0, 6).flatMap((run) => run.streams);
    const read = gone.reduce((sum, one) => sum + one.counts.read, 0);
    const loaded = gone.reduce((sum, one) => sum + one.counts.loaded, 0);
    expect(month?.streams[0]).toMatchObject({ runs: 6, unreconciled: 0, counts: { read, loaded } });
    // 0.50 + 1.50 + … + 5.50, and 7.00 by the run that loaded it.
    expect(month?.streams[0]?.sums.find(({ amount }) => amount === 'total')?.loaded).toBe('25');
    const entry = harness.store.audit.of('retention', 'retention.swept').at(-1);
    expect(entry?.details).toMatchObject({ runs: 6, monthsSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(harness.store.audit.firstBroken()).toBeNull();

    // What landed is known as before: nothing is delivered again.
    const next = await harness.sync();
    expect(next.streams[0]?.counts).toMatchObject({ loaded: 0 });
    expect(next.state).toBe('succeeded');
  });

  it('still make sense where something names them', async () => {
    const harness = createHarness();
    harness.source.put('stays', invoice('stays', ['7.00'], '7.00'));
    const [first] = await manyRuns(harness, newestRunsKept + 2);
    const id = first?.id ?? '';
    await harness.clock.advance(100 * day);
    await sweep(harness);
    expect(await refusal(ask(harness.engine, 'runs.get', { id }))).toBe('RUN_REMOVED');
    expect(await refusal(ask(harness.engine, 'runs.get', { id: 'never was' }))).toBe('APP_NOT_FOUND');
    expect(await ask(harness.engine, 'runs.removed', { id })).toMatchObject({
      ...{ flowName: 'Invoices', state: 'succeeded', trigger: 'manual', startedAtUtc: first?.startedAtUtc },
      streams: [{ stream: 'invoices', reconciled: true, counts: first?.streams[0]?.counts }],
      removedAtUtc: new Date(harness.clock.now()).toISOString(),
    });
    const about = await ask(harness.engine, 'audit.list', { filter: { text: id }, sort: [], offset: 0, limit: 10 });
    expect(about.items.map(({ about: { run } }) => run?.id)).toContain(id);

    // The version that landed came with a batch of that run, and is still known to have.
    const record = await ask(harness.engine, 'records.get', ref('stays'));
    expect(record.record).toMatchObject({ state: 'landed' });
    expect(record.record.landedAtUtc).not.toBeNull();
    expect(record.removedVersions?.count).toBe(1);

    const request = { language: 'en' as const };
    const services = harness.engine.services;
    expect(() => makeEvidencePack(services, { ...request, scope: { kind: 'run', runId: id } })).toThrow('RUN_REMOVED');
    const firstDay = (first?.startedAtUtc ?? '').slice(0, 10);
    const pack = makeEvidencePack(services, {
      ...request,
      scope: { kind: 'period', flowId: 'flow', fromDay: firstDay, toDay: firstDay, timeZone: 'UTC' },
    });
    expect(pack.manifest.extras.map(({ name }) => name)).toEqual(['removed-runs.json']);
  });

  it('leave the batches that landed versions came with, until a newer version has', async () => {
    const harness = createHarness();
    harness.source.put('stays', invoice('stays', ['7.00'], '7.00'));
    const [first] = await manyRuns(harness, newestRunsKept + 2);
    const batch = harness.store.batches.summaries(first?.id ?? '')[0]?.id ?? '';
    await harness.clock.advance(100 * day);
    await sweep(harness);
    expect(harness.store.batches.summary(batch)).not.toBeNull();
    harness.source.put('stays', invoice('stays', ['8.00'], '8.00'));
    await harness.sync();
    await sweep(harness);
    expect(harness.store.batches.summary(batch)).toBeNull();
  });

  it('stay while anything of them is open, and so does what the destination rejected', async () => {
    const harness = createHarness();
    harness.source.put('refused', invoice('refused', ['7.00'], '7.00'));
    harness.destination.faults.push('refuse-first');
    const refusing = await harness.sync();
    const [batch] = harness.store.batches.summaries(refusing.id);
    // A window that reads it no more.
    harness.source.remove('refused');
    const runs = await manyRuns(harness, newestRunsKept + 2);
    await harness.clock.advance(100 * day);
    await sweep(harness);
    const entries = harness.store.rejected.page({ state: 'open' }, { sort: [], offset: 0, limit: 10 }).items;
    expect(entries.map(({ key, runId }) => [key, runId])).toEqual([['refused', refusing.id]]);
    expect(keptIds(harness)).toContain(refusing.id);
    expect(keptIds(harness)).not.toContain(runs[0]?.id);
    // Nothing but the batch has the record that the destination refused.
    expect(harness.store.batches.contentsRemovedAt(batch?.id ?? '')).toBeNull();
  });

  it('take their closed rejections with them, and not those that say why a record is not there', async () => {
    const harness = createHarness();
    const bad = (key: string) => ({ ...invoice(key, ['1.00'], '1.00'), company: '' });
    harness.source.put('mended', bad('mended'));
    harness.source.put('dismissed', bad('dismissed'));
    await harness.sync();
    const open = harness.store.rejected.page({ state: 'open' }, { sort: [], offset: 0, limit: 10 }).items;
    const dismissed = open.find(({ key }) => key === 'dismissed')?.id ?? '';
    const mended = open.find(({ key }) => key === 'mended')?.id ?? '';
    harness.store.rejected.dismiss(dismissed, 'a test of the supplier', new Date(harness.clock.now()).toISOString());
    harness.source.put('mended', invoice('mended', ['1.00'], '1.00'));
    await manyRuns(harness, newestRunsKept + 2);
    await harness.clock.advance(100 * day);
    await sweep(harness);
    expect(harness.store.rejected.get(mended)).toBeNull();
    expect(harness.store.rejected.get(dismissed)).toMatchObject({ state: 'dismissed' });
  });
});
