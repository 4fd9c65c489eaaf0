import { describe, expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { comparePacks, readPack } from '../../../shared/evidence/compare-packs.ts';
import { sha256Hex } from '../../../shared/evidence/sha256.ts';
import { verifyPack } from '../../../shared/evidence/verify.ts';
import { createDatedHarness, dated } from '../../support/dated-invoices.ts';
import type { Harness } from '../../support/engine-harness.ts';

const period = '2026-10';
const who = { name: 'The controller', comment: 'Month end', timeZone: 'Europe/Amsterdam', language: 'en' as const };

/** Parties and dates are filled in after a run. */
async function settled(harness: Harness): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise<void>((resolve) => void setImmediate(resolve));
  expect(harness.store.facts.nextBatch()).toBeNull();
}

async function sync(harness: Harness): Promise<void> {
  await harness.sync();
  await settled(harness);
}

const sign = (harness: Harness, overrides: { kind: 'rejected' | 'waiting' | 'tie-out'; reason: string }[] = []) =>
  ask(harness.engine, 'sign-offs.make', { flowId: 'flow', period, ...who, overrides });

async function packOf(harness: Harness, id: string): Promise<Uint8Array> {
  const { base64, parts } = await ask(harness.engine, 'sign-offs.pack', { id, part: 0 });
  expect(parts).toBe(1);
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

describe('signing off a period', () => {
  it('keeps the evidence of that moment, by its hash, which verifies', async () => {
    const harness = createDatedHarness();
    harness.source.put('a', dated('a', '100', '2026-10-05'));
    harness.source.put('b', dated('b', '7', '2026-11-05'));
    await sync(harness);
    const made = await sign(harness);
    expect(made).toMatchObject({ period, name: 'The controller', records: 1, overridden: [], takenBack: null });
    const pack = await packOf(harness, made.id);
    expect(sha256Hex(pack)).toBe(made.packSha256);
    expect(verifyPack(pack).isWhole).toBe(true);
    const same = comparePacks(readPack(pack), readPack(pack));
    expect(Object.values(same).flat()).toEqual([]);
    expect(readPack(pack).manifest.extras.map((one) => one.name)).toContain('sign-off.json');
    await expect(sign(harness)).rejects.toMatchObject({ code: 'SIGN_OFF_EXISTS' });
  });

  it('is refused while records of the period are open, and each can be overridden by name with a reason', async () => {
    const harness = createDatedHarness();
    harness.source.put('a', dated('a', '100', '2026-10-05'));
    harness.source.put('r', { ...dated('r', '5', '2026-10-06'), id: '' });
    harness.source.put('n', { ...dated('n', '5', '2026-11-06'), id: '' });
    await sync(harness);
    expect(await ask(harness.engine, 'sign-offs.check', { flowId: 'flow', period })).toEqual([
      { kind: 'rejected', count: 1, names: ['r'] },
    ]);
    await expect(sign(harness)).rejects.toMatchObject({
      code: 'SIGN_OFF_REFUSED',
      details: { reasons: 'rejected (1)' },
    });
    await expect(sign(harness, [{ kind: 'waiting', reason: 'none' }])).rejects.toMatchObject({
      code: 'SIGN_OFF_REFUSED',
    });
    const made = await sign(harness, [{ kind: 'rejected', reason: 'not ours' }]);
    expect(made.overridden).toEqual([{ kind: 'rejected', count: 1, names: ['r'], reason: 'not ours' }]);
    const { items } = await ask(harness.engine, 'audit.list', {
      filter: { kind: 'proof' },
      sort: [],
      offset: 0,
      limit: 9,
    });
    expect(items[0]).toMatchObject({
      event: 'proof.signed-off',
      details: { reason: 'Month end', overridden: ['rejected: not ours'] },
    });
  });

  it('is refused while a tie-out of the period is not even', async () => {
    const harness = createDatedHarness();
    harness.source.put('a', dated('a', '100', '2026-10-05'));
    await sync(harness);
    const parameters = {
      flowId: 'flow',
      kind: 'period-invoices' as const,
      period,
      asOf: null,
      company: null,
      leftOut: [],
    };
    const tieOut = (entered: string) =>
      ask(harness.engine, 'tie-outs.make', {
        parameters: { ...parameters, reportedAtUtc: new Date(harness.clock.now()).toISOString(), numbers: 'point' },
        entered,
      });
    await tieOut('CO-100\tEUR\t99');
    await expect(sign(harness)).rejects.toMatchObject({ details: { reasons: 'tie-out (1)' } });
    await tieOut('CO-100\tEUR\t100');
    expect((await sign(harness)).overridden).toEqual([]);
  });

  it('shows afterwards what changed, with what it does to each sum, and what was signed can be taken back', async () => {
    const harness = createDatedHarness();
    harness.source.put('a', dated('a', '100', '2026-10-05'));
    harness.source.put('m', dated('m', '30', '2026-10-06'));
    await sync(harness);
    const made = await sign(harness);
    const unchanged = await ask(harness.engine, 'sign-offs.list', { flowId: 'flow' });
    expect(unchanged[0]?.changed).toBe(0);
    await harness.clock.advance(60_000);
    harness.source.put('a', dated('a', '110.25', '2026-10-05'));
    harness.source.put('m', dated('m', '30', '2026-11-01'));
    harness.source.put('n', dated('n', '1', '2026-10-31'));
    await sync(harness);
    const since = await ask(harness.engine, 'sign-offs.changes', { id: made.id });
    expect(since).toMatchObject({ added: 1, changed: 1, gone: 1 });
    expect(since.effects.find((one) => one.amount === 'total')).toMatchObject({
      currency: 'EUR',
      before: '130',
      after: '111.25',
      difference: '-18.75',
    });
    expect((await ask(harness.engine, 'sign-offs.list', { flowId: 'flow' }))[0]?.changed).toBe(3);
    await ask(harness.engine, 'sign-offs.take-back', { id: made.id, name: 'The controller', reason: 'late invoices' });
    await expect(
      ask(harness.engine, 'sign-offs.take-back', { id: made.id, name: 'x', reason: 'y' }),
    ).rejects.toMatchObject({ code: 'SIGN_OFF_TAKEN_BACK' });
    const again = await sign(harness);
    const listed = await ask(harness.engine, 'sign-offs.list', { flowId: 'flow' });
    expect(listed.map((one) => [one.id, one.takenBack?.reason ?? null])).toEqual([
      [again.id, null],
      [made.id, 'late invoices'],
    ]);
    const difference = comparePacks(
      readPack(await packOf(harness, made.id)),
      readPack(await packOf(harness, again.id)),
    );
    expect(difference.batchesAdded).toHaveLength(1);
    expect(difference.batchesGone).toEqual([]);
    const total = difference.differences.find((one) => one.of === 'total' && one.name === 'total');
    expect(total).toMatchObject({ before: '130', after: '141.25' });
  });
});
