import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { makeEvidencePack } from '../../../main/engine/evidence/make-pack.ts';
import { verifyPack } from '../../../shared/evidence/verify.ts';
import type { TrailChoice } from '../../../shared/model/audit-retention.ts';
import { createHarness, type Harness } from '../../support/engine-harness.ts';

const dataKey = new Uint8Array(32).fill(7);
const otherKey = new Uint8Array(32).fill(8);
const day = 86_400_000;
const all = { filter: {}, sort: [], offset: 0, limit: 500 };

/** A trail of an entry a day over `days` days, the last one now. */
function trailOf(days: number): Harness {
  const harness = createHarness();
  const { store, clock } = harness;
  for (let ago = days - 1; ago >= 0; ago -= 1) {
    const atUtc = new Date(clock.now() - ago * day).toISOString();
    store.audit.append(atUtc, 'connection.checked', 'workday', { ok: true, ago });
  }
  return harness;
}

async function keep(harness: Harness, choice: TrailChoice) {
  await harness.engine.call('audit.keep', { keep: choice }, 'window');
  await harness.engine.services.trail.kick();
  return ask(harness.engine, 'audit.retention', {});
}

function chain({ engine }: Harness) {
  return ask(engine, 'audit.list', { ...all, verifyAnew: true });
}

describe('the trail', () => {
  test('is kept for ever unless a person decides otherwise, and then the oldest entries go behind a sealed tombstone', async () => {
    const harness = trailOf(500);
    const { services } = harness.engine;
    services.seal.open(dataKey);
    expect(await ask(harness.engine, 'audit.retention', {})).toMatchObject({ keep: 'for-ever', tombstone: null });
    const before = harness.store.audit.page({}, { sort: [], offset: 0, limit: 500 }).items;
    const lastGone = before.find((entry) => entry.details['ago'] === 366);
    const state = await keep(harness, '1-year');
    expect(state.tombstone).toMatchObject({
      number: lastGone?.number,
      hash: lastGone?.hash,
      entries: 134,
      seal: 'own',
    });
    expect(await chain(harness)).toMatchObject({ verified: true, brokenAt: null, total: 368, verifiedEntries: 368 });
    const [swept] = harness.store.audit.of('audit', 'retention.trail-swept');
    expect(swept?.details).toMatchObject({ entries: 134, lastNumber: 134, lastHash: lastGone?.hash });
    const first = harness.store.audit.page({}, { sort: [{ column: 'number', direction: 'asc' }], offset: 0, limit: 1 });
    expect(first.items[0]?.previousHash).toBe(lastGone?.hash);
    // A later sweep adds to what the tombstone stands for.
    await harness.clock.advance(10 * day);
    await services.trail.sweep();
    const later = await ask(harness.engine, 'audit.retention', {});
    expect(later.tombstone).toMatchObject({
      number: 144,
      entries: 144,
      seal: 'own',
      fromUtc: state.tombstone?.fromUtc,
    });
    expect(await chain(harness)).toMatchObject({ verified: true });
  });

  test('waits for the vault, and nothing goes where all is kept', async () => {
    const harness = trailOf(500);
    const waiting = await keep(harness, '1-year');
    expect(waiting).toMatchObject({ tombstone: null, waitsForVault: true });
    expect((await chain(harness)).total).toBe(501);
    harness.engine.services.seal.open(dataKey);
    await harness.engine.services.trail.kick();
    expect(await ask(harness.engine, 'audit.retention', {})).toMatchObject({
      waitsForVault: false,
      tombstone: { entries: 134 },
    });
    const lax = trailOf(500);
    lax.engine.services.seal.open(dataKey);
    await lax.engine.services.trail.sweep();
    expect((await chain(lax)).total).toBe(500);
  });

  test('keeps its newest entry however old it is', async () => {
    const harness = trailOf(3);
    harness.engine.services.seal.open(dataKey);
    await keep(harness, '1-year');
    await harness.clock.advance(800 * day);
    await harness.engine.services.trail.sweep();
    expect(await chain(harness)).toMatchObject({ verified: true });
    expect(harness.store.audit.head().number).toBeGreaterThan(4);
  });
});

describe('a tombstone', () => {
  async function swept(): Promise<Harness> {
    const harness = trailOf(500);
    harness.engine.services.seal.open(dataKey);
    await keep(harness, '1-year');
    return harness;
  }

  test('that was altered, or made with another key, shows, and nothing is swept over it', async () => {
    const harness = await swept();
    const { tombstone } = harness.store;
    const stored = tombstone.get();
    if (stored === null) throw new Error('no tombstone');
    const { statement, keyId, hmac } = stored;
    tombstone.replace(0, { statement: statement.replace('"entries":134', '"entries":133'), keyId, hmac });
    expect(await chain(harness)).toMatchObject({ verified: false, brokenAt: 135, tombstone: { seal: 'forged' } });
    await harness.clock.advance(10 * day);
    await harness.engine.services.trail.sweep();
    expect(tombstone.get()?.tombstone.number).toBe(134);
    harness.engine.services.seal.open(otherKey);
    tombstone.replace(0, { statement, keyId, hmac });
    expect(await chain(harness)).toMatchObject({ verified: false, tombstone: { seal: 'other-key' } });
    tombstone.replace(0, { statement: 'no statement', keyId, hmac });
    expect((await chain(harness)).verified).toBe(false);
    tombstone.replace(0, { statement, keyId, hmac });
    harness.engine.services.seal.open(dataKey);
    expect(await chain(harness)).toMatchObject({ verified: true, tombstone: { seal: 'own' } });
  });

  test('that is missing, or stands for other entries, shows', async () => {
    const harness = await swept();
    const { tombstone } = harness.store;
    const stored = tombstone.get();
    if (stored === null) throw new Error('no tombstone');
    const { services } = harness.engine;
    // Cut further than the tombstone says.
    tombstone.replace(140, stored);
    expect(await chain(harness)).toMatchObject({ verified: false, brokenAt: 135 });
    // A tombstone of one's own, fitting what is left, needs the key.
    const head = harness.store.audit.page({}, { sort: [{ column: 'number', direction: 'asc' }], offset: 0, limit: 1 })
      .items[0];
    const fitting = JSON.stringify({ ...stored.tombstone, number: 140, hash: head?.previousHash });
    const made = new (services.seal.constructor as new () => typeof services.seal)();
    made.open(otherKey);
    const byOther = made.make('audit tombstone', fitting);
    tombstone.replace(140, { statement: fitting, keyId: stored.keyId, hmac: byOther?.hmac ?? '' });
    expect(await chain(harness)).toMatchObject({ verified: false, tombstone: { seal: 'forged' } });
  });

  test('a trail that does not verify is not swept: the break stays to be seen', async () => {
    const harness = trailOf(500);
    harness.engine.services.seal.open(dataKey);
    harness.store.tombstone.replace(3, { statement: '{}', keyId: 'f'.repeat(16), hmac: '' });
    await keep(harness, '1-year');
    expect(harness.store.tombstone.get()?.statement).toBe('{}');
    expect((await chain(harness)).verified).toBe(false);
  });

  test('a pack made after a sweep still verifies', async () => {
    const harness = await swept();
    const run = await harness.sync();
    const pack = makeEvidencePack(harness.engine.services, { scope: { kind: 'run', runId: run.id }, language: 'en' });
    expect(verifyPack(pack.bytes).isWhole).toBe(true);
  });
});
