import { z } from 'zod';

/** What a source permits for one part of itself (Exact: a company) and what is left of it; null until the source said. */
export const sourceBudgetSchema = z.object({
  part: z.string(),
  label: z.string(),
  /** Requests left today. */
  left: z.number().int().nullable(),
  perDay: z.number().int().nullable(),
  /** Of these, how many are never used up by the app, so that others can still work; 0 where nothing is kept back. */
  keptBack: z.number().int(),
  /** When the day's budget is filled again. */
  resetsAtUtc: z.string().nullable(),
  minute: z.object({ left: z.number().int(), limit: z.number().int(), resetsAtUtc: z.string() }).nullable(),
  /** When the source last said it. */
  learnedAtUtc: z.string().nullable(),
});
export type SourceBudget = z.infer<typeof sourceBudgetSchema>;
