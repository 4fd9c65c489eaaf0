import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everything, NL, openBooks, round, UK } from './support.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mlc-books-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('books kept in a folder', () => {
  it('are exactly the same after a second start: rounds, writes, moves, deletions', () => {
    const first = openBooks({ folder });
    for (let made = 0; made < 5; made += 1) round(first);
    first.books.move(UK);
    first.books.write(NL, 'Costcenters', null, { Code: 'CC-900', Description: 'By hand' });
    for (let made = 0; made < 3; made += 1) round(first);
    const second = openBooks({ folder });
    expect(everything(second.books)).toBe(everything(first.books));
    expect(second.books.rounds).toBe(8);
    second.clock.moment = first.clock.moment;
    expect(round(second)).toEqual(round(first));
  });

  it('keep their seed, their size and their day, whatever is asked for at the next start', () => {
    const first = openBooks({ folder });
    const other = openBooks({ folder, scale: 2, seed: 99 });
    expect(everything(other.books)).toBe(everything(first.books));
    expect(everything(openBooks({ seed: 99 }).books)).not.toBe(everything(first.books));
  });

  it('forget all of a round that a killed process wrote only in part', () => {
    const file = join(folder, 'changes.ndjson');
    const first = openBooks({ folder });
    round(first);
    const kept = everything(first.books);
    const whole = readFileSync(file).length;
    const said = round(first);
    truncateSync(file, readFileSync(file).length - 40);
    const second = openBooks({ folder });
    expect(everything(second.books)).toBe(kept);
    expect(readFileSync(file).length).toBe(whole);
    second.clock.moment += 60_000;
    expect(round(second)).toEqual(said);
    expect(everything(openBooks({ folder }).books)).toBe(everything(second.books));
  });

  it('refuse a folder that holds something else', () => {
    writeFileSync(join(folder, 'books.json'), '{"format":2}');
    expect(() => openBooks({ folder })).toThrow(/is not a header of practice books/);
  });
});
