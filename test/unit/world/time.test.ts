import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { addInvoice, cancelInvoice, withoutLines } from '../../../sandbox/world/changes.ts';
import { makeChanges } from '../../../sandbox/world/rounds.ts';
import type { Kind } from '../../../sandbox/world/documents.ts';
import { journalAt, journalMoments } from '../../../sandbox/world/journal-view.ts';
import { scaleForLines } from '../../../sandbox/world/base.ts';
import { openWorld, type World } from '../../../sandbox/world/world.ts';
import { fixedClock } from './fixed-clock.ts';

const KINDS: readonly Kind[] = ['supplier', 'purchase-order', 'invoice', 'adjustment', 'payment', 'manual-journal', 'account-set', 'account-summary', 'customer']; // oxfmt-ignore
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'practice-world-'));
  folders.push(folder);
  return folder;
}

function everything(world: World): string {
  const all = KINDS.map((kind) =>
    Array.from({ length: world.count(kind) }, (_, index) => [
      world.wid(kind, index),
      world.moments(kind, index),
      world.at(kind, index, Number.MAX_SAFE_INTEGER) ?? null,
    ]),
  );
  return JSON.stringify(all);
}

describe('a seeded world', () => {
  it('is the same for the same seed and creation moment, and another for another seed', () => {
    const open = (seed: number): World => openWorld({ seed, scale: 0.5, clock: fixedClock() });
    expect(everything(open(3))).toBe(everything(open(3)));
    expect(everything(open(3))).not.toBe(everything(open(4)));
  });

  it('gives every object a Workday ID of its own that leads back to it', () => {
    const world = openWorld({ seed: 3, scale: 5, clock: fixedClock() });
    const wids = new Set<string>();
    for (let index = 0; index < world.count('invoice'); index += 1) {
      const wid = world.wid('invoice', index);
      wids.add(wid);
      expect(world.find(wid)).toEqual({ kind: 'invoice', index });
      wids.add(world.wid('invoice-journal', index));
    }
    expect(wids.size).toBe(world.count('invoice') * 2);
    expect(world.find('0'.repeat(32))).toBeUndefined();
    expect(world.find('not an id')).toBeUndefined();
  });

  it('enters nothing of the beginning later than twenty minutes before its creation', () => {
    const clock = fixedClock();
    const world = openWorld({ seed: 3, scale: 1, clock });
    for (const kind of KINDS) {
      for (let index = 0; index < world.count(kind); index += 1) {
        const moments = world.moments(kind, index);
        // Not every invoice has a payment at its place.
        if (kind !== 'payment') expect(moments.length).toBeGreaterThan(0);
        expect(moments.at(-1) ?? 0).toBeLessThanOrEqual(clock.now() - 20 * 60_000);
        expect([...moments].sort((a, b) => a - b)).toEqual(moments);
      }
    }
  });

  it('grows to a million lines without holding them', () => {
    const world = openWorld({ seed: 3, scale: scaleForLines(1_000_000), clock: fixedClock() });
    expect(world.count('invoice')).toBeGreaterThan(70_000);
    expect(world.current('invoice', 70_001).lines.length).toBeGreaterThan(0);
    expect(() => openWorld({ seed: 3, scale: 0, clock: fixedClock() })).toThrow('scale');
  });
});

describe('a world that is kept in a folder', () => {
  it('comes back exactly, whatever the clock says then', () => {
    const folder = newFolder();
    const clock = fixedClock();
    const world = openWorld({ folder, seed: 3, scale: 0.5, clock });
    makeChanges(world, clock.now() + 60_000);
    world.remove('invoice', 2, clock.now() + 90_000);
    const again = openWorld({ folder, seed: 99, scale: 8, clock: fixedClock(clock.now() + 86_400_000) });
    expect(again.rounds).toBe(1);
    expect(everything(again)).toBe(everything(world));
  });

  it('forgets half an entry that a killed process left, and goes on', () => {
    const folder = newFolder();
    const clock = fixedClock();
    const world = openWorld({ folder, seed: 3, scale: 0.5, clock });
    world.edit('supplier', 1, { name: 'Kept' }, clock.now());
    appendFileSync(join(folder, 'entries.ndjson'), '{"kind":"supplier","index":2,"mo');
    const second = openWorld({ folder, seed: 3, scale: 0.5, clock });
    second.edit('supplier', 3, { name: 'Later' }, clock.now());
    const third = openWorld({ folder, seed: 3, scale: 0.5, clock });
    expect([third.current('supplier', 1).name, third.current('supplier', 3).name]).toEqual(['Kept', 'Later']);
    expect(third.isUntouched('supplier', 2)).toBe(true);
  });

  it('refuses a folder that holds something else', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'world.json'), '{"format":2}');
    expect(() => openWorld({ folder, seed: 3, scale: 1, clock: fixedClock() })).toThrow('not a stored practice world');
  });
});

describe('changes', () => {
  it('keeps the state before a change readable as of that time', () => {
    const clock = fixedClock();
    const world = openWorld({ seed: 3, scale: 0.5, clock });
    const before = world.current('supplier', 1).name;
    world.edit('supplier', 1, { name: 'First' }, clock.now() + 1000);
    world.edit('supplier', 1, { name: 'Second' }, clock.now() + 2000);
    const names = [999, 1000, 1999, 2000].map((ms) => world.at('supplier', 1, clock.now() + ms)?.name);
    expect(names).toEqual([before, 'First', 'First', 'Second']);
    const created = world.moments('supplier', 1)[0] ?? 0;
    expect(world.at('supplier', 1, created - 1)).toBeUndefined();
  });

  it('reverses the journal of an invoice that is cancelled, and refuses to cancel one twice', () => {
    const clock = fixedClock();
    const world = openWorld({ seed: 3, scale: 1, clock });
    const pattern =
      Array.from({ length: 300 }, (_, at) => at).find((at) => world.current('invoice', at).status === 'APPROVED') ?? -1;
    const index = addInvoice(world, pattern, clock.now());
    expect(journalMoments(world, { family: 'invoice-journal', index })).toEqual([clock.now()]);
    expect(journalMoments(world, { family: 'invoice-reversal', index })).toEqual([]);
    cancelInvoice(world, index, clock.now() + 5);
    expect(journalMoments(world, { family: 'invoice-reversal', index })).toEqual([clock.now() + 5]);
    expect(journalAt(world, { family: 'invoice-journal', index }, clock.now())?.reversedBy).toBeNull();
    expect(journalAt(world, { family: 'invoice-journal', index }, clock.now() + 5)?.reversedBy).not.toBeNull();
    expect(() => {
      cancelInvoice(world, index, clock.now() + 6);
    }).toThrow('CANCELED');
  });

  it('takes the lines of the journal away with those of its invoice', () => {
    const clock = fixedClock();
    const world = openWorld({ seed: 3, scale: 1, clock });
    const pattern =
      Array.from({ length: 300 }, (_, at) => at).find((at) => world.current('invoice', at).status === 'APPROVED') ?? -1;
    world.enter('invoice', pattern, withoutLines(world.current('invoice', pattern)), clock.now());
    const journal = journalAt(world, { family: 'invoice-journal', index: pattern }, clock.now());
    expect(journal).toMatchObject({ lines: [], totalDebit: '0', totalCredit: '0' });
  });

  it('lets a draft vanish', () => {
    const clock = fixedClock();
    const world = openWorld({ seed: 3, scale: 1, clock });
    world.remove('invoice', 17, clock.now());
    expect(world.at('invoice', 17, clock.now())).toBeUndefined();
    expect(world.at('invoice', 17, clock.now() - 1)).toBeDefined();
    expect(() => world.current('invoice', 17)).toThrow('no invoice 17');
  });
});
