import type { MappedDocument } from '../../../shared/model/record.ts';
import type { TotalsEntry, TotalsSpec } from '../../../shared/model/totals.ts';
import { addDecimals, canonicalDecimal, parseDecimal, ZERO, type Decimal } from '../../../shared/money/decimal.ts';

interface Sum {
  readonly company: string;
  readonly amount: string;
  readonly currency: string;
  count: number;
  sum: Decimal;
}

/** Sums of documents by company, amount and currency, in exact decimals; sorted, so that equal batches give equal text. */
export function sumDocuments(spec: TotalsSpec, documents: readonly MappedDocument[]): TotalsEntry[] {
  const sums = new Map<string, Sum>();
  for (const document of documents) {
    const company = spec.companyColumn === null ? '' : text(document.header.values[spec.companyColumn]);
    for (const amount of spec.amounts) {
      for (const row of document.lines[amount.table] ?? [document.header]) {
        const currency = amount.currencyColumn === null ? '' : text(row.values[amount.currencyColumn]);
        const key = JSON.stringify([company, amount.name, currency]);
        const sum = sums.get(key) ?? { company, amount: amount.name, currency, count: 0, sum: ZERO };
        sum.count += 1;
        sum.sum = addDecimals(sum.sum, parseDecimal(text(row.values[amount.column])) ?? ZERO);
        sums.set(key, sum);
      }
    }
  }
  return sortEntries([...sums.values()].map((one) => ({ ...one, sum: canonicalDecimal(one.sum) })));
}

/** By amount, company and currency; the order of code points, the same on every machine. */
export function sortEntries(entries: readonly TotalsEntry[]): TotalsEntry[] {
  const key = (entry: TotalsEntry): string => [entry.amount, entry.company, entry.currency].join('\u0000');
  return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function text(value: string | boolean | null | undefined): string {
  return value === undefined || value === null ? '' : String(value);
}
