import { z } from 'zod';

/** Requests that a reading is going to need against a budget that the source sets for each part of itself (Exact: each company). */
export const forecastPartSchema = z.object({
  part: z.string(),
  label: z.string(),
  /** Requests needed; null where nobody can say before it is read. */
  calls: z.number().int().nullable(),
  /** Requests that the app may still use today, and on a whole day, without those that it keeps back; null until the source said. */
  left: z.number().int().nullable(),
  perDay: z.number().int().nullable(),
  /** Requests of each day that the app leaves to others; 0 where nothing is kept back or known. */
  keptBack: z.number().int(),
  /** When the budget is filled again, UTC. */
  resetsAtUtc: z.string().nullable(),
});
export type ForecastPart = z.infer<typeof forecastPartSchema>;
