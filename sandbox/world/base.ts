import { dayOf, MINUTE_MS } from './calendar.ts';
import type { Kind } from './documents.ts';
import { KIND_CODES, type IdentifiedKind } from './ids.ts';
import { seedOf, SeededRandom } from './random.ts';

/** What everything in a world follows from. */
export interface Base {
  readonly seed: number;
  /** Milliseconds since 1970; relative dates are anchored here. */
  readonly createdAt: number;
  /** Day number of `createdAt`. */
  readonly today: number;
  readonly scale: number;
  /** How many objects of each kind there were at the beginning. */
  readonly counts: Readonly<Record<Kind, number>>;
}

/** Payments that pay no invoice of this world, at the first places: an unsound one, wages and expenses. */
export const EXTRA_PAYMENTS = 8;

/** Lines that a world of scale 1 holds, over all its documents; what `scaleForLines` divides by. */
export const LINES_AT_SCALE_ONE = 4_000;

/** The scale at which the documents of a world hold about this many lines. */
export function scaleForLines(lines: number): number {
  return Math.max(1, lines / LINES_AT_SCALE_ONE);
}

export function makeBase(seed: number, scale: number, createdAt: number): Base {
  if (!(scale > 0) || scale > 10_000) throw new Error('the scale must be above 0 and at most 10000');
  const grown = (count: number, least: number): number => Math.max(least, Math.round(count * scale));
  return {
    seed: seed >>> 0,
    createdAt,
    today: dayOf(createdAt),
    scale,
    counts: {
      supplier: Math.max(24, Math.round(60 * Math.sqrt(scale))),
      'purchase-order': grown(120, 12),
      invoice: grown(300, 40),
      adjustment: grown(20, 6),
      // Those that pay no invoice, then a place for each invoice, of which not every one is paid.
      payment: EXTRA_PAYMENTS + grown(300, 40),
      'manual-journal': grown(100, 20),
      'account-set': 2,
      'account-summary': 12,
      customer: 6,
    },
  };
}

/** The random numbers of one object; `salt` separates what may be drawn without the rest. */
export function randomFor(base: Base, kind: IdentifiedKind, index: number, salt = 0): SeededRandom {
  return new SeededRandom(seedOf(base.seed ^ salt, KIND_CODES[kind], index));
}

/** Nothing of the beginning was entered later than this, so that a client that keeps its distance from now sees all of it. */
export function latestFirstEntry(base: Base): number {
  return base.createdAt - 30 * MINUTE_MS;
}
export function latestSecondEntry(base: Base): number {
  return base.createdAt - 20 * MINUTE_MS;
}

/** How long before the creation a document is dated: most within the last quarter, some up to 400 days. */
export function daysAgo(random: SeededRandom): number {
  return random.chance(650) ? random.between(1, 80) : random.between(81, 400);
}

/** When something was first entered: within two days of its date, or, for late entries, only a few days ago. */
export function firstEntry(base: Base, day: number, random: SeededRandom, late: boolean): number {
  const within = random.below(86_400) * 1000 + random.below(1000);
  const entryDay = late ? base.today - random.between(1, 9) : day + random.below(3);
  return Math.min(entryDay * 86_400_000 + within, latestFirstEntry(base) - random.below(60_000));
}

/** When it was changed after that. */
export function secondEntry(base: Base, first: number, random: SeededRandom): number {
  return Math.min(first + random.between(1, 9) * 86_400_000, latestSecondEntry(base) - random.below(60_000));
}
