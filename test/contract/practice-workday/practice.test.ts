import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startPractice, type Practice } from '../../../sandbox/index.ts';
import { fixedClock } from '../../unit/world/fixed-clock.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const open: Practice[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const practice of open.splice(0)) await practice.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function start(options: Parameters<typeof startPractice>[0]): Promise<Practice> {
  const practice = await startPractice(options);
  open.push(practice);
  return practice;
}

const firstCompany = 2256995;

/** Sentences about the books of Exact begin with their company. */
function isOfExact(sentence: string): boolean {
  return /^Elbtal [^:]+: /.test(sentence);
}

describe('the practice systems together', () => {
  it('start with everything that a connection needs, on loopback only', async () => {
    const practice = await start({ scale: 0.2, clock: fixedClock() });
    expect(practice.systems.map((system) => system.system)).toEqual(['workday', 'exact', 'databricks', 'slack']);
    for (const system of practice.systems) expect(system.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(practice.systems[0]?.settings['host']).toBe(practice.systems[0]?.address);
    expect(Object.keys(practice.systems[0]?.secrets ?? {})).toEqual(['password', 'clientSecret', 'refreshToken']);
  });

  it('come back with the same world after a change, from the same folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'practice-'));
    folders.push(folder);
    const clock = fixedClock();
    const first = await start({ folder, scale: 0.2, seed: 'spring', clock });
    const sentences = await first.change();
    expect(sentences.filter((one) => !isOfExact(one))).toHaveLength(11);
    expect(sentences.some(isOfExact)).toBe(true);
    const entries = first.exact.books.rows(firstCompany, 'PurchaseEntries');
    const invoice = first.world.count('invoice') - 1;
    const expected = first.world.current('invoice', invoice);
    await first.close();
    open.pop();
    const second = await start({ folder, clock });
    expect(second.world.count('invoice') - 1).toBe(invoice);
    expect(second.world.current('invoice', invoice)).toEqual(expected);
    expect(second.exact.books.rows(firstCompany, 'PurchaseEntries')).toEqual(entries);
  });

  it('enter a change two minutes back, so that a careful client sees it at once', async () => {
    const clock = fixedClock();
    const practice = await start({ scale: 0.2, clock });
    await practice.change();
    expect(practice.world.lastMoment).toBeLessThanOrEqual(clock.now());
    expect(practice.world.moments('invoice', practice.world.count('invoice') - 1)).toEqual([clock.now() - 120_000]);
  });

  it('change by themselves every 30 seconds while told to, and say what changed', async () => {
    const clock = createVirtualClock();
    const said: string[] = [];
    const practice = await start({ scale: 0.2, clock, log: (sentence) => said.push(sentence) });
    practice.keepChanging(true);
    await clock.advance(30_000);
    await clock.advance(30_000);
    expect(practice.world.rounds).toBe(2);
    expect(said.filter((one) => !isOfExact(one))).toHaveLength(23);
    expect(said.filter(isOfExact).length).toBeGreaterThan(2);
    practice.keepChanging(false);
    await clock.advance(60_000);
    expect(practice.world.rounds).toBe(2);
  });
});
