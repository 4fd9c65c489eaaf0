import { z } from 'zod';
import { runStateSchema, runTriggerSchema } from './run.ts';
import { streamCountsSchema } from './totals.ts';

/** One stream of a month's runs that went: how often it was read, what became of the records, and sums over all companies. */
export const oldStreamSchema = z.object({
  stream: z.string(),
  label: z.string(),
  runs: z.number().int(),
  counts: streamCountsSchema,
  /** Runs whose numbers or control totals did not agree in this stream. */
  unreconciled: z.number().int(),
  /** Decimal text. A record that was read by many runs is in `source` as often as it was read. */
  sums: z.array(z.object({ amount: z.string(), currency: z.string(), source: z.string(), loaded: z.string() })),
});
export type OldStream = z.infer<typeof oldStreamSchema>;

/** What is left of a flow's runs of one calendar month (UTC) that went after the retention time. */
export const oldRunsSchema = z.object({
  flowId: z.string(),
  flowName: z.string(),
  /** `2026-03`: when they began. */
  month: z.string(),
  runs: z.number().int(),
  states: z.array(z.object({ state: runStateSchema, runs: z.number().int() })),
  firstStartedAtUtc: z.string(),
  lastEndedAtUtc: z.string(),
  streams: z.array(oldStreamSchema),
  /** Each run in turn, hashed with what came before it: with the same runs anyone gets the same. */
  sha256: z.string(),
  /** When the last of them went. */
  removedAtUtc: z.string(),
});
export type OldRuns = z.infer<typeof oldRunsSchema>;

/** A run that went, as far as the audit trail still tells of it. */
export const removedRunSchema = z.object({
  id: z.string(),
  /** When its details went; null where that entry of the trail has gone too. */
  removedAtUtc: z.string().nullable(),
  flowId: z.string(),
  flowName: z.string().nullable(),
  trigger: runTriggerSchema,
  state: runStateSchema,
  startedAtUtc: z.string(),
  endedAtUtc: z.string(),
  streams: z.array(z.object({ stream: z.string(), counts: streamCountsSchema, reconciled: z.boolean().nullable() })),
});
export type RemovedRun = z.infer<typeof removedRunSchema>;
