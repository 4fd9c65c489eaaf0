import { z } from 'zod';

/** Records that landed, are dated in the range that was read, and were not in it. Never part of what was read. */
export const goneSchema = z.object({
  /** How many landed records are dated in the range. */
  known: z.number().int(),
  /** How many of them the range did not bring; each was asked for by its key. */
  missing: z.number().int(),
  /** How many of those the source no longer has. */
  gone: z.number().int(),
  /** How many were marked as deleted at the destination by this run. */
  marked: z.number().int(),
  /** True if they are so many that a person has to confirm; nothing was marked then. */
  asks: z.boolean(),
  /** Some of those that are gone, by name. */
  examples: z.array(z.object({ key: z.string(), label: z.string() })),
});
export type Gone = z.infer<typeof goneSchema>;
