import { z } from 'zod';
import { errorDtoSchema } from '../errors/error-dto.ts';
import { goneSchema } from '../model/gone.ts';
import { comparedTotalsSchema, streamCountsSchema } from '../model/totals.ts';

/**
 * What the days of a range mean for a stream: a date of the document, the day of the last change, or nothing, because the stream can
 * only be read whole.
 */
export const rangeMeanings = [
  'invoice-date',
  'order-date',
  'payment-date',
  'accounting-date',
  'document-date',
  'change-date',
  'whole',
] as const;
export const rangeMeaningSchema = z.enum(rangeMeanings);
export type RangeMeaning = z.infer<typeof rangeMeaningSchema>;

/** Only what is chosen by a date of the document itself can be compared whole: a change moves a record out of its days of change. */
export function isByDocument(meaning: RangeMeaning): boolean {
  return meaning !== 'change-date' && meaning !== 'whole';
}

/** `asks`: a person has to say whether records that are gone are marked as deleted. `failed`: parts were tried for the last time. */
export const resyncStates = ['running', 'paused', 'asks', 'done', 'failed', 'stopped'] as const;
export const resyncStateSchema = z.enum(resyncStates);
export type ResyncState = z.infer<typeof resyncStateSchema>;

export const resyncPartStates = ['waiting', 'running', 'asks', 'done', 'failed'] as const;
export const resyncPartStateSchema = z.enum(resyncPartStates);

/** What a person said about records that are gone. */
export const goneDecisionSchema = z.object({
  mark: z.boolean(),
  /** As many as were gone when it was said; more of them are asked about anew. */
  upTo: z.number().int(),
  reason: z.string(),
});
export type GoneDecision = z.infer<typeof goneDecisionSchema>;

/** One part of a re-sync: a run of its own. */
export const resyncPartSchema = z.object({
  number: z.number().int(),
  from: z.string(),
  to: z.string(),
  state: resyncPartStateSchema,
  attempts: z.number().int(),
  /** The run that read it last. */
  runId: z.string().nullable(),
  /** When a part that failed is tried again; null if it is not. */
  nextAttemptAtUtc: z.string().nullable(),
  error: errorDtoSchema.nullable(),
  announced: z.number().int().nullable(),
  counts: streamCountsSchema.nullable(),
  totals: z.array(comparedTotalsSchema),
  gone: goneSchema.nullable(),
  decision: goneDecisionSchema.nullable(),
});
export type ResyncPart = z.infer<typeof resyncPartSchema>;

export const resyncSchema = z.object({
  id: z.string(),
  flowId: z.string(),
  stream: z.string(),
  label: z.string(),
  from: z.string(),
  to: z.string(),
  rangeBy: rangeMeaningSchema,
  /** Whether records that the source no longer has are looked for. */
  findGone: z.boolean(),
  state: resyncStateSchema,
  createdAtUtc: z.string(),
  endedAtUtc: z.string().nullable(),
  parts: z.array(resyncPartSchema),
});
export type Resync = z.infer<typeof resyncSchema>;

/** Progress and sums over all parts that were read. */
export const resyncSumSchema = z.object({
  partsDone: z.number().int(),
  announced: z.number().int(),
  counts: streamCountsSchema,
  gone: z.number().int(),
  markedDeleted: z.number().int(),
  totals: z.array(comparedTotalsSchema),
});
export type ResyncSum = z.infer<typeof resyncSumSchema>;

export const resyncViewSchema = resyncSchema.extend({ flowName: z.string(), sum: resyncSumSchema });
export type ResyncView = z.infer<typeof resyncViewSchema>;

/** What a re-sync would do, asked before it is begun. Nothing is read for it. */
export const resyncPlanSchema = z.object({
  stream: z.string(),
  label: z.string(),
  rangeBy: rangeMeaningSchema,
  parts: z.array(z.object({ from: z.string(), to: z.string() })),
  /** Records that landed and are dated in the range, by what is known here; null where the range is not by document. */
  known: z.number().int().nullable(),
  /** Whether records that are gone can be found: only where the range is by a date of the document. */
  canFindGone: z.boolean(),
  /** A re-sync never moves the cursor. */
  movesCursor: z.literal(false),
  /** A re-sync of the flow that has not ended; another one can only begin after it. */
  openId: z.string().nullable(),
});
export type ResyncPlan = z.infer<typeof resyncPlanSchema>;
