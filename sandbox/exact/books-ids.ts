import { Buffer } from 'node:buffer';
import { scatter32 } from '../world/random.ts';
import { KINDS, type Kind } from './books-facts.ts';

/** What of a record an ID names. */
export const PARTS = { record: 0, line: 1, ledger: 2 } as const;
export type Part = keyof typeof PARTS;

const LINE_SPAN = 65_536;
const HEX = Buffer.from('0123456789abcdef', 'latin1');
/** One GUID of version 4 is written here at a time, as bytes: a text put together of parts takes many times its size in memory. */
const written = Buffer.from('00000000-0000-4000-a000-000000000000', 'latin1');

function writeHex(value: number, places: readonly number[]): void {
  let left = value;
  for (const place of places) {
    written[place] = HEX[left & 15] ?? 0;
    left >>>= 4;
  }
}

const FIRST = [0, 1, 2, 3, 4, 5, 6, 7];
const LAST = [28, 29, 30, 31, 32, 33, 34, 35];
const BETWEEN = [9, 10, 11, 12, 15, 16, 17, 20];
const REST = [21, 22, 24, 25, 26, 27];

/** The GUID of a part of a record: unique within a division's books, and the same for the same seed. */
export function guidOf(seed: number, kind: Kind, index: number, part: Part = 'record', line = 0): string {
  // Two bijections, of the place and of the part, stand in it whole; so no two IDs of one seed are the same.
  const first = scatter32(index ^ seed);
  const last = scatter32(((KINDS[kind] * 4 + PARTS[part]) * LINE_SPAN + line) ^ first);
  const between = scatter32(first ^ Math.imul(last, 0x9e3779b1) ^ seed);
  writeHex(first, FIRST);
  writeHex(last, LAST);
  writeHex(between, BETWEEN);
  writeHex(scatter32(between), REST);
  return written.toString('latin1');
}

/** Seed of a division's books. */
export function divisionSeed(seed: number, division: number): number {
  return scatter32(seed ^ Math.imul(division, 0x85ebca6b));
}

/** Exact keeps the codes of accounts at 18 characters, filled up with spaces on the left (reference page §3.3). */
export function paddedCode(code: string): string {
  return code.padStart(18, ' ');
}
