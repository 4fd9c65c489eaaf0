import { z } from 'zod';
import { dispositions } from './record.ts';

/** Which amounts of a stream are summed, per company and currency. Paths are columns of the mapped rows. */
export interface TotalsSpec {
  /** Header column with the company; null for streams without one. */
  readonly companyColumn: string | null;
  readonly amounts: readonly {
    /** Name shown to people and in evidence: `invoice_total`, `lines.extended_amount`. */
    readonly name: string;
    /** Table whose column is summed. */
    readonly table: string;
    readonly column: string;
    /** Column of the currency, in the same table. */
    readonly currencyColumn: string | null;
  }[];
}

export const totalsSpecSchema: z.ZodType<TotalsSpec> = z.object({
  companyColumn: z.string().nullable(),
  amounts: z.array(
    z.object({ name: z.string(), table: z.string(), column: z.string(), currencyColumn: z.string().nullable() }),
  ),
});

/** One sum. `company` and `currency` are empty text where the stream has none. */
export const totalsEntrySchema = z.object({
  company: z.string(),
  amount: z.string(),
  currency: z.string(),
  /** Rows summed (rows with a null amount included). */
  count: z.number().int(),
  /** Decimal text. */
  sum: z.string(),
});
export type TotalsEntry = z.infer<typeof totalsEntrySchema>;

/** Control totals of a stream at one place: documents, distinct keys, sums. */
export const controlTotalsSchema = z.object({
  documents: z.number().int(),
  distinctKeys: z.number().int(),
  /** Rows per line table. */
  lines: z.record(z.string(), z.number().int()),
  entries: z.array(totalsEntrySchema),
});
export type ControlTotals = z.infer<typeof controlTotalsSchema>;

/** The same entry at each place; `landed` is null until the destination has answered. */
export const comparedTotalsSchema = z.object({
  company: z.string(),
  amount: z.string(),
  currency: z.string(),
  /** All that was read, whatever became of it; the six sums below add up to it. */
  source: z.string(),
  loaded: z.string(),
  unchanged: z.string(),
  excluded: z.string(),
  rejected: z.string(),
  held: z.string(),
  waiting: z.string(),
  /** As the destination computed it; must equal loaded + unchanged. Null until it has answered. */
  landed: z.string().nullable(),
  agrees: z.boolean(),
});
export type ComparedTotals = z.infer<typeof comparedTotalsSchema>;

/** How many records went each way. */
export const streamCountsSchema = z.object({
  read: z.number().int(),
  ...(Object.fromEntries(dispositions.map((name) => [name, z.number().int()])) as Record<
    (typeof dispositions)[number],
    z.ZodNumber
  >),
});
export type StreamCounts = z.infer<typeof streamCountsSchema>;
