import { describe, expect, it, vi } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { verifyPack } from '../../../shared/evidence/verify.ts';
import { createDatedHarness, dated } from '../../support/dated-invoices.ts';
import type { Harness } from '../../support/engine-harness.ts';

const period = '2026-10';
const who = { name: 'The controller', comment: 'Month end', timeZone: 'Europe/Amsterdam', language: 'en' as const };
const sign = (harness: Harness) =>
  ask(harness.engine, 'sign-offs.make', { flowId: 'flow', period, ...who, overrides: [] });

/** Parties and dates are filled in after a run. */
async function sync(harness: Harness): Promise<void> {
  await harness.clock.advance(60_000);
  await harness.sync();
  for (let turn = 0; turn < 50; turn += 1) await new Promise<void>((resolve) => void setImmediate(resolve));
  expect(harness.store.facts.nextBatch()).toBeNull();
}

async function signed(): Promise<{ harness: Harness; id: string }> {
  const harness = createDatedHarness();
  for (const [key, total] of [
    ['a', '100'],
    ['b', '7'],
    ['c', '30'],
  ] as const)
    harness.source.put(key, dated(key, total, '2026-10-05'));
  await sync(harness);
  return { harness, id: (await sign(harness)).id };
}

describe('how many records changed since a sign-off', () => {
  const listed = async ({ engine }: Harness) => (await ask(engine, 'sign-offs.list', { flowId: 'flow' }))[0]?.changed;

  it('follows each run, as comparing all of them tells', async () => {
    const { harness, id } = await signed();
    expect(await listed(harness)).toBe(0);
    const steps = [
      ['a', '110', '2026-10-05'],
      ['n', '1', '2026-10-31'],
      ['b', '7', '2026-11-02'],
      ['z', '7', '2026-11-02'],
      ['a', '100', '2026-10-05'],
      ['b', '7', '2026-10-05'],
    ] as const;
    const counts: unknown[] = [];
    for (const [key, total, date] of steps) {
      harness.source.put(key, dated(key, total, date));
      await sync(harness);
      counts.push(await listed(harness));
      const { added, changed, gone } = await ask(harness.engine, 'sign-offs.changes', { id });
      expect(counts.at(-1)).toBe(added + changed + gone);
    }
    expect(counts).toEqual([1, 2, 3, 3, 2, 1]);
  });

  it('looks at all records once, and then only at those that were written', async () => {
    const { harness } = await signed();
    const all = vi.spyOn(harness.store.periodRecords, 'landed');
    const one = vi.spyOn(harness.store.periodRecords, 'landedOne');
    await listed(harness);
    expect(all).toHaveBeenCalledTimes(1);
    harness.source.put('a', dated('a', '110', '2026-10-05'));
    await sync(harness);
    expect(await listed(harness)).toBe(1);
    await listed(harness);
    expect(all).toHaveBeenCalledTimes(1);
    expect(await Promise.all([listed(harness), listed(harness)])).toEqual([1, 1]);
    expect(new Set(one.mock.calls.map(([, { key }]) => key))).toEqual(new Set(['a']));
  });
});

describe('a sign-off while other work goes on', () => {
  it('is of one moment: what lands while it is read is either in both the evidence and the records, or in neither', async () => {
    const harness = createDatedHarness();
    harness.source.put('a', dated('a', '100', '2026-10-05'));
    await sync(harness);
    const landed = harness.store.periodRecords.landed.bind(harness.store.periodRecords);
    let readings = 0;
    vi.spyOn(harness.store.periodRecords, 'landed').mockImplementation(function* (...of) {
      readings += 1;
      yield* landed(...of);
      if (readings > 1) return;
      const at = new Date(harness.clock.now()).toISOString();
      harness.store.transaction(() => harness.store.audit.append(at, 'flow.saved', 'flow', { meanwhile: true }));
    });
    const { id, packSha256 } = await sign(harness);
    expect(readings).toBe(2);
    const pack = harness.store.signOffs.pack(id);
    expect(pack === null ? null : verifyPack(pack).isWhole).toBe(true);
    expect(new TextDecoder().decode(pack ?? undefined)).toContain('meanwhile');
    expect(harness.store.signOffs.get(id)?.packSha256).toBe(packSha256);
  });

  it('is made once where two people sign at the same time', async () => {
    const harness = createDatedHarness();
    harness.source.put('a', dated('a', '100', '2026-10-05'));
    await sync(harness);
    const both = await Promise.allSettled([sign(harness), sign(harness)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'SIGN_OFF_EXISTS' });
    expect(harness.store.signOffs.list('flow')).toHaveLength(1);
  });
});
