import { z } from 'zod';

/**
 * Records that are gone at the source: known ones that a window should have brought and did not, and those that the source calls deleted
 * by itself. Never part of what was read.
 */
export const goneSchema = z.object({
  /** How many known records were to be brought: those dated in the range, or those of the parts that were read whole. */
  known: z.number().int(),
  /** How many of them it did not bring; each was asked for by its key. */
  missing: z.number().int(),
  /** How many of those the source no longer has, with those that it told by itself. */
  gone: z.number().int(),
  /** How many the source told by itself; left out of a re-sync. */
  told: z.number().int().optional(),
  /** How many were marked as deleted at the destination by this run. */
  marked: z.number().int(),
  /** True if those that were found missing are so many that a person has to confirm; none of them was marked then. */
  asks: z.boolean(),
  /** Some of those that are gone, by name. */
  examples: z.array(z.object({ key: z.string(), label: z.string() })),
});
export type Gone = z.infer<typeof goneSchema>;
