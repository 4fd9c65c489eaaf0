import {
  addDecimals,
  canonicalDecimal,
  parseDecimal,
  subtractDecimals,
  ZERO,
  type Decimal,
} from '../../shared/money/decimal.ts';
import { dispositions, type Disposition } from '../../shared/model/record.ts';
import type { DispositionCounts, DocumentSums, StoredTally } from '../../shared/model/tally.ts';
import type { ComparedTotals, ControlTotals, StreamCounts } from '../../shared/model/totals.ts';

interface Entry {
  readonly company: string;
  readonly amount: string;
  readonly currency: string;
  readonly sums: Map<Disposition, Decimal>;
  readonly rows: Map<Disposition, number>;
}

/** Counts and exact sums by what became of the records. Adds up by construction: a record is moved, never counted twice. */
export class Tally {
  readonly #counts = new Map<Disposition, number>();
  readonly #entries = new Map<string, Entry>();

  static from(stored: StoredTally): Tally {
    const tally = new Tally();
    for (const name of dispositions) tally.#counts.set(name, stored.counts[name] ?? 0);
    for (const entry of stored.entries) {
      const own = tally.#entry(entry.company, entry.amount, entry.currency);
      for (const name of dispositions) {
        own.sums.set(name, parseDecimal(entry.sums[name] ?? '0') ?? ZERO);
        own.rows.set(name, entry.rows[name] ?? 0);
      }
    }
    return tally;
  }

  add(disposition: Disposition, sums: DocumentSums): void {
    this.#change(disposition, sums, 1);
  }

  remove(disposition: Disposition, sums: DocumentSums): void {
    this.#change(disposition, sums, -1);
  }

  move(from: Disposition, to: Disposition, sums: DocumentSums): void {
    this.remove(from, sums);
    this.add(to, sums);
  }

  counts(): StreamCounts {
    const by = Object.fromEntries(dispositions.map((name) => [name, this.#counts.get(name) ?? 0])) as DispositionCounts;
    return { read: dispositions.reduce((sum, name) => sum + by[name], 0), ...by };
  }

  toStored(): StoredTally {
    return {
      counts: Object.fromEntries(this.#counts),
      entries: [...this.#entries.values()].map((entry) => ({
        company: entry.company,
        amount: entry.amount,
        currency: entry.currency,
        sums: Object.fromEntries([...entry.sums].map(([name, sum]) => [name, canonicalDecimal(sum)])),
        rows: Object.fromEntries(entry.rows),
      })),
    };
  }

  /**
   * The sums beside what landed. `landed` null: the destination has not been asked. An entry that only one side has is
   * compared with zero, so that a currency or company that should not be there shows.
   */
  compare(landed: ControlTotals | null): ComparedTotals[] {
    const theirs = new Map(landed?.entries.map((entry) => [keyOf(entry.company, entry.amount, entry.currency), entry]));
    for (const entry of theirs.values()) this.#entry(entry.company, entry.amount, entry.currency);
    return [...this.#entries.entries()]
      .map(([key, entry]) => compareEntry(entry, landed === null ? null : (theirs.get(key)?.sum ?? '0')))
      .sort((a, b) => order(a).localeCompare(order(b), 'en'));
  }

  /** Landed totals as the ledger has them: what was acknowledged and confirmed before. */
  asLanded(): ControlTotals {
    const documents = this.#sumCounts(['loaded', 'unchanged']);
    return {
      documents,
      distinctKeys: documents,
      lines: {},
      entries: [...this.#entries.values()].map((entry) => ({
        company: entry.company,
        amount: entry.amount,
        currency: entry.currency,
        count: (entry.rows.get('loaded') ?? 0) + (entry.rows.get('unchanged') ?? 0),
        sum: canonicalDecimal(landedSum(entry)),
      })),
    };
  }

  #sumCounts(names: readonly Disposition[]): number {
    return names.reduce((sum, name) => sum + (this.#counts.get(name) ?? 0), 0);
  }

  #change(disposition: Disposition, sums: DocumentSums, sign: 1 | -1): void {
    this.#counts.set(disposition, (this.#counts.get(disposition) ?? 0) + sign);
    for (const one of sums) {
      const entry = this.#entry(one.company, one.amount, one.currency);
      const before = entry.sums.get(disposition) ?? ZERO;
      const amount = parseDecimal(one.sum) ?? ZERO;
      entry.sums.set(disposition, sign === 1 ? addDecimals(before, amount) : subtractDecimals(before, amount));
      entry.rows.set(disposition, (entry.rows.get(disposition) ?? 0) + sign * one.rows);
    }
  }

  #entry(company: string, amount: string, currency: string): Entry {
    const key = keyOf(company, amount, currency);
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry: Entry = { company, amount, currency, sums: new Map(), rows: new Map() };
    this.#entries.set(key, entry);
    return entry;
  }
}

function keyOf(company: string, amount: string, currency: string): string {
  return `${company}\u0000${amount}\u0000${currency}`;
}

function order(entry: ComparedTotals): string {
  return `${entry.company}\u0001${entry.amount}\u0001${entry.currency}`;
}

function landedSum(entry: Entry): Decimal {
  return addDecimals(entry.sums.get('loaded') ?? ZERO, entry.sums.get('unchanged') ?? ZERO);
}

function compareEntry(entry: Entry, landed: string | null): ComparedTotals {
  const by = Object.fromEntries(
    dispositions.map((name) => [name, canonicalDecimal(entry.sums.get(name) ?? ZERO)]),
  ) as Record<Disposition, string>;
  const source = dispositions.reduce((sum, name) => addDecimals(sum, entry.sums.get(name) ?? ZERO), ZERO);
  const accepted = canonicalDecimal(landedSum(entry));
  const theirs = landed === null ? undefined : parseDecimal(landed);
  return {
    company: entry.company,
    amount: entry.amount,
    currency: entry.currency,
    source: canonicalDecimal(source),
    ...by,
    landed: landed === null ? null : theirs === undefined ? landed : canonicalDecimal(theirs),
    agrees: theirs !== undefined && canonicalDecimal(theirs) === accepted,
  };
}
