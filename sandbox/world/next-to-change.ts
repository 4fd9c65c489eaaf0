import { unitsOf } from './amounts.ts';
import { DAY_MS, dayNumber, dayOf } from './calendar.ts';
import { addedPlaces, unsentPayments } from './changes.ts';
import { invoiceTotal } from './lines.ts';
import { isPlantedInvoice } from './planted.ts';
import type { SeededRandom } from './random.ts';
import { isQuietSupplier } from './suppliers.ts';
import type { World } from './world.ts';

const RECENT_DAYS = 80;
const LATEST = Number.MAX_SAFE_INTEGER;
/** What the proposed rule for high-value invoices asks for, in each currency that it names. */
const HIGH_VALUE = 10_000;
const HIGH_VALUE_CURRENCIES: readonly string[] = ['EUR', 'USD', 'GBP'];

/** Invoices that a payment is under way for. */
function underWay(world: World): ReadonlySet<number> {
  return new Set(unsentPayments(world).flatMap((at) => world.current('payment', at).lines.map((line) => line.invoice)));
}

/** Approved, recent, sound and untouched: what a round may change. */
function isChangeable(world: World, index: number, moment: number): boolean {
  if (isPlantedInvoice(index) || !world.isUntouched('invoice', index)) return false;
  const doc = world.current('invoice', index);
  return (
    doc.status === 'APPROVED' && doc.lines.length > 0 && dayNumber(doc.date) > dayOf(moment - RECENT_DAYS * DAY_MS)
  );
}

/** The first of the invoices of the beginning that fits, from a random one on. */
function findFromStart(world: World, random: SeededRandom, fits: (index: number) => boolean): number | undefined {
  const count = world.base.counts.invoice;
  const start = random.below(count);
  for (let step = 0; step < count; step += 1) {
    const index = (start + step) % count;
    if (fits(index)) return index;
  }
  return undefined;
}

/** An invoice that may be corrected or cancelled. What is paid is not corrected as long as something unpaid can be. */
export function nextInvoice(world: World, random: SeededRandom, moment: number): number | undefined {
  const taken = underWay(world);
  let paid: number | undefined;
  const unpaid = findFromStart(world, random, (index) => {
    if (taken.has(index) || !isChangeable(world, index, moment)) return false;
    if (world.current('invoice', index).payment === 'UNPAID') return true;
    paid ??= index;
    return false;
  });
  return unpaid ?? paid;
}

/** An invoice whose currency has a threshold: a pattern for one of high value. */
export function nextPattern(world: World, random: SeededRandom): number | undefined {
  return findFromStart(world, random, (index) => {
    const doc = isPlantedInvoice(index) ? undefined : world.at('invoice', index, LATEST);
    return doc?.status === 'APPROVED' && doc.lines.length > 0 && HIGH_VALUE_CURRENCIES.includes(doc.currency ?? '');
  });
}

/** The oldest invoice that came in a round and waits for its approval; before there is one, one of the beginning, of high value. */
export function nextToDecide(world: World, random: SeededRandom): number | undefined {
  const waits = (index: number): boolean => world.at('invoice', index, LATEST)?.status === 'IN_PROGRESS';
  const added = addedPlaces(world, 'invoice').find(waits);
  return added ?? findFromStart(world, random, (index) => waits(index) && isOfHighValue(world, index));
}

function isOfHighValue(world: World, index: number): boolean {
  const doc = world.current('invoice', index);
  if (!HIGH_VALUE_CURRENCIES.includes(doc.currency ?? '')) return false;
  return unitsOf(invoiceTotal(doc)) >= BigInt(HIGH_VALUE) * 1_000_000n;
}

/**
 * Two approved and unpaid invoices of one company and currency, from the beginning or added since, or one where no two are found; not
 * one that was emptied or that a payment is under way for.
 */
export function nextToPay(world: World, random: SeededRandom): number[] {
  const taken = underWay(world);
  const count = world.count('invoice');
  const start = random.below(count);
  const seen = new Map<string, number>();
  for (let step = 0; step < count; step += 1) {
    const index = (start + step) % count;
    const doc = world.at('invoice', index, LATEST);
    if (doc?.status !== 'APPROVED' || doc.payment !== 'UNPAID' || doc.lines.length === 0) continue;
    if (taken.has(index)) continue;
    const key = `${doc.company ?? ''} ${doc.currency ?? ''}`;
    const other = seen.get(key);
    if (other !== undefined) return [other, index];
    seen.set(key, index);
  }
  return [...seen.values()].slice(0, 1);
}

/** A supplier that no document names. */
export function nextQuietSupplier(world: World, random: SeededRandom): number {
  const count = world.base.counts.supplier;
  let index = random.below(count);
  while (!isQuietSupplier(index)) index = (index + 1) % count;
  return index;
}
