import type { z } from 'zod';

/** A list that can be narrowed. */
export interface FilteredList<Filter> {
  /** Route of its screen. */
  readonly place: string;
  /** What it shows when nothing is said. */
  readonly initial: Filter;
  /** What its address may say; anything else is not taken. */
  readonly schema: z.ZodType<Filter>;
}
