import type { DocumentSums } from '../model/tally.ts';
import { canonicalDecimal, DecimalSum, parseDecimal, sameAmount, subtractDecimals, ZERO } from '../money/decimal.ts';
import type { ChangedRecord, ChangesSince, Effect } from './model.ts';

/** A record of a period with the version that landed. */
export interface LandedRecord {
  readonly stream: string;
  readonly key: string;
  readonly label: string;
  /** Null where the hash of what landed is not trusted any more: then its sums alone are compared. */
  readonly hash: string | null;
  readonly sums: DocumentSums;
}

const mostRecords = 500;

/** What is another version, or not there any more, or there only since. Order: by stream and key. */
export function changesBetween(before: Iterable<LandedRecord>, after: Iterable<LandedRecord>): ChangesSince {
  const then = byId(before);
  const now = byId(after);
  const records: ChangedRecord[] = [];
  for (const [id, one] of now) {
    const known = then.get(id);
    const { stream, key, label } = one;
    if (known === undefined) records.push({ kind: 'added', stream, key, label, before: [], after: one.sums });
    else if (!isSameVersion(known, one)) {
      records.push({ kind: 'changed', stream, key, label, before: known.sums, after: one.sums });
    }
  }
  for (const [id, { stream, key, label, sums }] of then) {
    if (!now.has(id)) records.push({ kind: 'gone', stream, key, label, before: sums, after: [] });
  }
  records.sort((a, b) => compareText(a.stream, b.stream) || compareText(a.key, b.key));
  const count = (kind: ChangedRecord['kind']) => records.filter((one) => one.kind === kind).length;
  return {
    added: count('added'),
    changed: count('changed'),
    gone: count('gone'),
    records: records.slice(0, mostRecords),
    effects: effectsOf(records),
  };
}

/** The sums that are not what they were, by stream, company, amount and currency. */
export function effectsOf(records: readonly ChangedRecord[]): Effect[] {
  const sums = new Map<
    string,
    { readonly place: Omit<Effect, 'before' | 'after' | 'difference'>; readonly of: Sums }
  >();
  for (const { stream, before, after } of records) {
    for (const [side, list] of [
      ['before', before],
      ['after', after],
    ] as const) {
      for (const { company, amount, currency, sum } of list) {
        const id = JSON.stringify([stream, company, amount, currency]);
        const known = sums.get(id) ?? { place: { stream, company, amount, currency }, of: newSums() };
        sums.set(id, known);
        known.of[side].add(sum);
      }
    }
  }
  return [...sums.values()]
    .map(({ place, of }) => {
      const difference = canonicalDecimal(subtractDecimals(of.after.value(), of.before.value()));
      return { ...place, before: of.before.text(), after: of.after.text(), difference };
    })
    .filter(({ difference }) => (parseDecimal(difference) ?? ZERO).units !== 0n);
}

interface Sums {
  readonly before: DecimalSum;
  readonly after: DecimalSum;
}

function newSums(): Sums {
  return { before: new DecimalSum(), after: new DecimalSum() };
}

/** What a record is told from others by. */
export function recordId({ stream, key }: Pick<LandedRecord, 'stream' | 'key'>): string {
  return JSON.stringify([stream, key]);
}

function byId(records: Iterable<LandedRecord>): Map<string, LandedRecord> {
  return new Map([...records].map((one) => [recordId(one), one]));
}

/** Whether what landed is the same content: by its hash, else by its sums. */
export function isSameVersion(a: LandedRecord, b: LandedRecord): boolean {
  if (a.hash !== null && b.hash !== null) return a.hash === b.hash;
  const rest = new Map(b.sums.map((one) => [JSON.stringify([one.company, one.amount, one.currency]), one.sum]));
  return (
    a.sums.length === b.sums.length &&
    a.sums.every((one) => sameAmount(one.sum, rest.get(JSON.stringify([one.company, one.amount, one.currency])) ?? ''))
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
