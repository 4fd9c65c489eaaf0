import type { ControlTotals, TotalsEntry } from '../../shared/model/totals.ts';
import { canonicalDecimal, parseDecimal, subtractDecimals, ZERO } from '../../shared/money/decimal.ts';
import type { Tally } from './tally.ts';

/** In words, what differs first; null if nothing does. */
export function describeDifference(expected: Tally, landed: ControlTotals, keys: number): string | null {
  if (landed.documents !== keys || landed.distinctKeys !== keys) {
    return `${String(keys)} records delivered, ${String(landed.documents)} rows with ${String(landed.distinctKeys)} keys landed`;
  }
  const wrong = expected.compare(landed).find((entry) => !entry.agrees);
  if (wrong !== undefined) {
    const here = expected
      .asLanded()
      .entries.find(
        (one) => one.company === wrong.company && one.amount === wrong.amount && one.currency === wrong.currency,
      );
    const place = [wrong.company, wrong.amount, wrong.currency].filter((part) => part !== '').join(' ');
    return `${place}: ${here?.sum ?? '0'} delivered, ${wrong.landed ?? '0'} landed`;
  }
  return describeRowDifference(expected, landed);
}

function describeRowDifference(expected: Tally, landed: ControlTotals): string | null {
  const ours = new Map(
    expected.asLanded().entries.map((one) => [JSON.stringify([one.company, one.amount, one.currency]), one]),
  );
  for (const entry of landed.entries) {
    const own = ours.get(JSON.stringify([entry.company, entry.amount, entry.currency]))?.count ?? 0;
    if (own !== entry.count) {
      return `${[entry.company, entry.amount, entry.currency].filter((part) => part !== '').join(' ')}: ${String(own)} rows delivered, ${String(entry.count)} landed`;
    }
  }
  return null;
}

/** What is left of totals once those of a part of its keys are taken away; entries that come to nothing are left out. */
export function subtractTotals(whole: ControlTotals, part: ControlTotals): ControlTotals {
  const taken = new Map(part.entries.map((entry) => [nameOf(entry), entry]));
  const left = whole.entries.map((entry) => less(entry, taken.get(nameOf(entry))));
  const known = new Set(whole.entries.map(nameOf));
  const added = part.entries.filter((entry) => !known.has(nameOf(entry)));
  const nothing = { count: 0, sum: '0' };
  return {
    documents: whole.documents - part.documents,
    distinctKeys: whole.distinctKeys - part.distinctKeys,
    lines: Object.fromEntries(
      Object.entries(whole.lines).map(([table, rows]) => [table, rows - (part.lines[table] ?? 0)]),
    ),
    entries: [...left, ...added.map((entry) => less({ ...entry, ...nothing }, entry))].filter(
      ({ count, sum }) => count !== 0 || sum !== '0',
    ),
  };
}

function less(entry: TotalsEntry, taken: TotalsEntry | undefined): TotalsEntry {
  const sum = subtractDecimals(parseDecimal(entry.sum) ?? ZERO, parseDecimal(taken?.sum ?? '0') ?? ZERO);
  return { ...entry, count: entry.count - (taken?.count ?? 0), sum: canonicalDecimal(sum) };
}

function nameOf({ company, amount, currency }: TotalsEntry): string {
  return JSON.stringify([company, amount, currency]);
}
