import { z } from 'zod';
import { dispositions, type Disposition } from './record.ts';

/** Counts and sums by what became of the records, as they are stored. Sums are decimal text; absent means zero. */
export const storedTallySchema = z.object({
  counts: z.partialRecord(z.enum(dispositions), z.number().int()).default({}),
  entries: z
    .array(
      z.object({
        company: z.string(),
        amount: z.string(),
        currency: z.string(),
        sums: z.partialRecord(z.enum(dispositions), z.string()),
        rows: z.partialRecord(z.enum(dispositions), z.number().int()),
      }),
    )
    .default([]),
});
export type StoredTally = z.infer<typeof storedTallySchema>;

/** The sums of one document: what it adds to each total. */
export const documentSumsSchema = z.array(
  z.object({ company: z.string(), amount: z.string(), currency: z.string(), sum: z.string(), rows: z.number().int() }),
);
export type DocumentSums = z.infer<typeof documentSumsSchema>;

export type DispositionCounts = Record<Disposition, number>;
