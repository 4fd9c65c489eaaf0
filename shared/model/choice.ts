import { z } from 'zod';

/** One of the values that a system itself lists for a field of its connection. */
export const choiceSchema = z.object({
  value: z.string(),
  label: z.string(),
  /** What tells it from the others, named: “Country”, “Currency”. Values as the system writes them. */
  facts: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  /** Why it cannot be chosen now, a phrase: “archived”. Left out if it can. */
  reason: z.string().optional(),
});
export type Choice = z.infer<typeof choiceSchema>;
