import { z } from 'zod';

/** One value that differs between what was delivered and what the destination has. */
export const differenceSchema = z.object({
  key: z.string(),
  label: z.string(),
  /** Column, or line and column; null where the document is not there at all, or only its sums show that it differs. */
  field: z.string().nullable(),
  /** As it was delivered. */
  ours: z.string().nullable(),
  /** As the destination has it; in words where only sums differ. */
  theirs: z.string().nullable(),
});
export type Difference = z.infer<typeof differenceSchema>;

/** What stands behind control totals that differ. */
export const namedDifferencesSchema = z.object({
  items: z.array(differenceSchema),
  /** False if there may be more: the search is bounded. */
  complete: z.boolean(),
});
export type NamedDifferences = z.infer<typeof namedDifferencesSchema>;
