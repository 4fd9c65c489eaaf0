import { columnReader } from '../../../shared/mapping/mapped-row.ts';
import type { MappedDocument } from '../../../shared/model/record.ts';
import type { TotalsEntry, TotalsSpec } from '../../../shared/model/totals.ts';
import { DecimalSum } from '../../../shared/money/decimal.ts';

interface Sum {
  readonly company: string;
  readonly amount: string;
  readonly currency: string;
  count: number;
  readonly sum: DecimalSum;
}

/** Sums of documents by company, amount and currency, in exact decimals; sorted, so that equal batches give equal text. */
export function sumDocuments(spec: TotalsSpec, documents: readonly MappedDocument[]): TotalsEntry[] {
  const sums = new Map<string, Sum>();
  for (const document of documents) {
    const { header } = document;
    const company = spec.companyColumn === null ? '' : text(columnReader(header, spec.companyColumn)(header));
    for (const amount of spec.amounts) {
      const rows = document.lines[amount.table] ?? [header];
      const readAmount = columnReader(rows[0], amount.column);
      const readCurrency = amount.currencyColumn === null ? () => '' : columnReader(rows[0], amount.currencyColumn);
      for (const row of rows) {
        const one = entryOf(sums, company, amount.name, text(readCurrency(row)));
        one.count += 1;
        one.sum.add(text(readAmount(row)));
      }
    }
  }
  return sortEntries([...sums.values()].map((one) => ({ ...one, sum: one.sum.text() })));
}

function entryOf(sums: Map<string, Sum>, company: string, amount: string, currency: string): Sum {
  const key = `${company}\u0000${amount}\u0000${currency}`;
  let known = sums.get(key);
  if (known === undefined) sums.set(key, (known = { company, amount, currency, count: 0, sum: new DecimalSum() }));
  return known;
}

/** By amount, company and currency; the order of code points, the same on every machine. */
export function sortEntries(entries: readonly TotalsEntry[]): TotalsEntry[] {
  const key = (entry: TotalsEntry): string => [entry.amount, entry.company, entry.currency].join('\u0000');
  return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function text(value: string | boolean | null | undefined): string {
  return value === undefined || value === null ? '' : String(value);
}
