import { z } from 'zod';
import { errorDtoSchema } from '../errors/error-dto.ts';
import { namedDifferencesSchema } from './differences.ts';
import { goneSchema } from './gone.ts';
import { comparedTotalsSchema, streamCountsSchema } from './totals.ts';
import { windowReachSchema } from './window-reach.ts';

export const runTriggerSchema = z.enum(['manual', 'schedule', 'catch-up', 'webhook', 'replay', 're-sync', 'verify']);
export type RunTrigger = z.infer<typeof runTriggerSchema>;

/** `incomplete`: nothing lost, something waits or was rejected by a passing fault; goes on by itself. `failed`: needs a person. */
export const runStateSchema = z.enum([
  'running',
  'succeeded',
  'succeeded-with-rejections',
  'incomplete',
  'failed',
  'cancelled',
]);
export type RunState = z.infer<typeof runStateSchema>;

export const runPhaseSchema = z.enum(['queued', 'planning', 'reading', 'delivering', 'comparing', 'done']);
export type RunPhase = z.infer<typeof runPhaseSchema>;

/** One stream of a run: what it read, what became of it, and whether the money agrees. */
export const runStreamSchema = z.object({
  stream: z.string(),
  label: z.string(),
  phase: runPhaseSchema,
  counts: streamCountsSchema,
  /** How many records the source says the window holds; null until the first page. */
  announced: z.number().int().nullable(),
  /** Excluded records by reason. */
  excludedBy: z.array(z.object({ reason: z.string(), count: z.number().int() })),
  /** What was read, in words: “invoice date from 2026-08-23, as of 2026-11-21 10:00 UTC”. */
  window: z.string().nullable(),
  /** What of the stream the window was to read; left out before it was opened, and of runs by earlier versions. */
  reach: windowReachSchema.optional(),
  /** True when counts add up, the announced count was read and all landed totals agree. Null while running. */
  reconciled: z.boolean().nullable(),
  /** Position of the stream after this run: every record read so far, in its latest version. */
  totals: z.array(comparedTotalsSchema),
  /** The same for what this run's window read. */
  windowTotals: z.array(comparedTotalsSchema),
  /** When the destination last computed the landed totals; null if never. */
  landedAtUtc: z.string().nullable(),
  /** Which documents stand behind totals that differ; only of a stream whose totals do. */
  differences: namedDifferencesSchema.optional(),
  /** Records that are gone at the source; only where a re-sync looked for them, or the source told of them. */
  gone: goneSchema.optional(),
  /** How many of the records read were held before and were judged again, without the source being asked for them. */
  heldAgain: z.number().int().optional(),
  error: errorDtoSchema.nullable(),
  startedAtUtc: z.string().nullable(),
  endedAtUtc: z.string().nullable(),
  /** When each phase began, in order; not known of runs by earlier versions. */
  phases: z.array(z.object({ phase: runPhaseSchema, startedAtUtc: z.string() })).optional(),
});
export type RunStream = z.infer<typeof runStreamSchema>;

export const runSchema = z.object({
  id: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  trigger: runTriggerSchema,
  state: runStateSchema,
  startedAtUtc: z.string(),
  endedAtUtc: z.string().nullable(),
  streams: z.array(runStreamSchema),
  error: errorDtoSchema.nullable(),
  /** Only of a run that sends again what was stored: whether it began by itself, and the plan that a person started. */
  replay: z.object({ automatic: z.boolean(), planId: z.string().nullable() }).optional(),
});
export type Run = z.infer<typeof runSchema>;

export const batchSummarySchema = z.object({
  id: z.string(),
  runId: z.string(),
  stream: z.string(),
  sequence: z.string(),
  documents: z.number().int(),
  rows: z.number().int(),
  bytes: z.number().int(),
  state: z.enum(['staged', 'delivering', 'unknown', 'acknowledged', 'failed']),
  attempts: z.number().int(),
  nextAttemptAtUtc: z.string().nullable(),
  error: errorDtoSchema.nullable(),
  createdAtUtc: z.string(),
  acknowledgedAtUtc: z.string().nullable(),
  /** When its contents went after the retention time; left out while they are kept. */
  contentsRemovedAtUtc: z.string().optional(),
});
export type BatchSummary = z.infer<typeof batchSummarySchema>;

/** A reason with its text and next step, as people read it. */
export const explainedReasonSchema = z.object({
  code: z.string(),
  field: z.string(),
  value: z.string().nullable(),
  expected: z.string().nullable(),
  /** How people call the value, where that is more than the value itself: “4500 Office costs (Amstel Trading)”. `text` names it so. */
  called: z.string().optional(),
  text: z.string(),
  next: z.string(),
});

export const rejectedRecordSchema = z.object({
  id: z.string(),
  flowId: z.string(),
  runId: z.string(),
  stream: z.string(),
  key: z.string().nullable(),
  label: z.string(),
  reasons: z.array(explainedReasonSchema),
  state: z.enum(['open', 'resolved', 'dismissed']),
  firstSeenAtUtc: z.string(),
  lastSeenAtUtc: z.string(),
  /** When the record as it was read went after the retention time; left out while it is kept. */
  sourceRemovedAtUtc: z.string().optional(),
  /** Why and when a person dismissed it; left out unless it is dismissed. */
  dismissed: z.object({ reason: z.string(), atUtc: z.string() }).optional(),
});
export type RejectedRecord = z.infer<typeof rejectedRecordSchema>;
