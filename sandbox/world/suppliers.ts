import { firstEntry, latestFirstEntry, randomFor, secondEntry, type Base } from './base.ts';
import { DAY_MS } from './calendar.ts';
import type { CustomerDoc, SupplierDoc } from './documents.ts';
import { CURRENCIES, PAYMENT_TERMS } from './masters.ts';
import { AWKWARD_NAMES, cityName, companyName } from './names.ts';
import { PLANTED } from './planted.ts';
import type { SeededRandom } from './random.ts';

const CATEGORIES = ['SERVICES', 'GOODS', 'UTILITIES', 'FREIGHT'];

/** Suppliers that no document names, so that renaming one changes one record and nothing else. */
export function isQuietSupplier(index: number): boolean {
  return index % 12 === 9;
}

/** A supplier that documents may name. */
export function pickSupplier(base: Base, random: SeededRandom): number {
  const drawn = random.below(base.counts.supplier);
  return isQuietSupplier(drawn) || drawn === PLANTED.supplierWithoutName ? (drawn + 1) % base.counts.supplier : drawn;
}

/** Moments of the versions; one in ten was changed once. */
export function supplierMoments(base: Base, index: number): readonly number[] {
  const random = randomFor(base, 'supplier', index, 1);
  const first = firstEntry(base, base.today - random.between(30, 900), random, false);
  return index % 10 === 3 ? [first, secondEntry(base, first, random)] : [first];
}

export function supplierDoc(base: Base, index: number, version: number): SupplierDoc {
  const random = randomFor(base, 'supplier', index);
  const name = AWKWARD_NAMES[index] ?? companyName(random, index);
  return {
    // Workday does not require the reference ID; the key is the WID.
    supplierId: index % 9 === 4 ? null : `S-${String(index + 1).padStart(4, '0')}`,
    name: index === PLANTED.supplierWithoutName ? null : version === 1 && index % 10 === 3 ? `${name} (new)` : name,
    status: index % 11 === 6 ? 'INACTIVE' : 'ACTIVE',
    currency: random.pick(CURRENCIES).code,
    terms: random.pick(PAYMENT_TERMS).code,
    category: random.pick(CATEGORIES),
    taxId: random.chance(700) ? `DE${String(100_000_000 + random.below(899_999_999))}` : null,
    city: cityName(random),
    email: `accounts@supplier-${index + 1}.example`,
    phone: `+49 421 ${String(random.between(100_000, 999_999))}`,
    iban: `DE00${String(random.next()).padStart(10, '0')}${String(index).padStart(8, '0')}`,
    hasAttachment: index % 8 === 2,
  };
}

export function customerMoments(base: Base, index: number): readonly number[] {
  return [latestFirstEntry(base) - (index + 1) * 10 * DAY_MS];
}

export function customerDoc(base: Base, index: number): CustomerDoc {
  const random = randomFor(base, 'customer', index);
  return {
    customerId: `C-${String(index + 1).padStart(4, '0')}`,
    name: index === 0 ? 'Kunst & Kaffee <Bistro>' : companyName(random, index),
    currency: random.pick(CURRENCIES).code,
    terms: random.pick(PAYMENT_TERMS).code,
  };
}
