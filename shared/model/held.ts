import { z } from 'zod';
import { textFilter } from '../contract/paging.ts';
import { explainedReasonSchema } from './run.ts';

/** What a held record waits for: an entry of a stream of reference data, by the name that documents use for it. */
export const awaitedSchema = z.object({ stream: z.string(), name: z.string() });

const said = z.object({ reason: z.string(), atUtc: z.string() });

/**
 * A sound record that waits for reference data, as a whole. `open`: it waits, and goes by itself; `resolved`: it went, a newer version
 * took its place, or it is gone at the source; `dismissed`: a person decided that it is not to go.
 */
export const heldRecordSchema = z.object({
  id: z.string(),
  flowId: z.string(),
  /** The run that read or judged it last. */
  runId: z.string(),
  stream: z.string(),
  key: z.string(),
  label: z.string(),
  reasons: z.array(explainedReasonSchema.extend({ waitsFor: awaitedSchema })),
  state: z.enum(['open', 'resolved', 'dismissed']),
  firstSeenAtUtc: z.string(),
  lastSeenAtUtc: z.string(),
  /** A person has said that it is to be loaded all the same: it goes with the next run of its stream. */
  released: said.optional(),
  dismissed: said.optional(),
});
export type HeldRecord = z.infer<typeof heldRecordSchema>;

/** With what a screen needs to name it. */
export const heldItemSchema = heldRecordSchema.extend({
  flowName: z.string(),
  streamLabel: z.string(),
  /** What it waits for, each once, in the order of its reasons. */
  awaited: z.array(awaitedSchema.extend({ streamLabel: z.string(), called: explainedReasonSchema.shape.called })),
  labelIsName: z.boolean(),
});
export type HeldItem = z.infer<typeof heldItemSchema>;

export const heldDetailSchema = heldItemSchema.extend({
  /** The record as it was read; null once it is kept no longer. */
  source: z.json().nullable(),
});
export type HeldDetail = z.infer<typeof heldDetailSchema>;

export const heldFilterSchema = z
  .object({
    flowId: z.string().optional(),
    /** Held by this run. */
    runId: z.string().optional(),
    stream: z.string().optional(),
    /** Code of the first reason. */
    reason: z.string().optional(),
    state: heldRecordSchema.shape.state.optional(),
    ...textFilter,
  })
  .strict();
export type HeldFilter = z.infer<typeof heldFilterSchema>;

export const heldSortColumns = ['lastSeenAtUtc', 'firstSeenAtUtc', 'label', 'stream', 'reason', 'state'] as const;
