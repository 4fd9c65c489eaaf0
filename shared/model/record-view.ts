import { z } from 'zod';
import { heldItemSchema } from './held.ts';
import { errorDtoSchema } from '../errors/error-dto.ts';
import { textFilter } from '../contract/paging.ts';
import { columnTypeSchema } from '../mapping/mapping.ts';
import { cellSchema, comparisonSchema } from './preview.ts';
import {
  batchSummarySchema,
  rejectedRecordSchema,
  runPhaseSchema,
  runSchema,
  runStateSchema,
  runStreamSchema,
  runTriggerSchema,
} from './run.ts';

/** Where the latest version of a record stands. `landed`: the destination has exactly this version. */
export const recordStates = ['landed', 'waiting', 'rejected', 'excluded', 'held', 'deleted'] as const;
export const recordStateSchema = z.enum(recordStates);
export type RecordState = z.infer<typeof recordStateSchema>;

/** One record of a flow, as every method of records names it. */
export const recordRefSchema = z.object({ flowId: z.string(), stream: z.string(), key: z.string() }).strict();
export type RecordRef = z.infer<typeof recordRefSchema>;

/** `text` is looked for in number, key and party. `runId`: records that this run carried or rejected. */
export const recordFilterSchema = z
  .object({
    flowId: z.string().optional(),
    runId: z.string().optional(),
    stream: z.string().optional(),
    state: recordStateSchema.optional(),
    ...textFilter,
  })
  .strict();
export type RecordFilter = z.infer<typeof recordFilterSchema>;

export const recordSortColumns = ['label', 'stream', 'party', 'documentDate', 'company', 'amount', 'state'] as const;

/** One sum of a record: an amount in a currency, exact decimal text. */
const recordAmountSchema = z.object({ amount: z.string(), currency: z.string(), sum: z.string() });

export const recordItemSchema = z.object({
  /** Names the row: flow, stream and key together. */
  id: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  stream: z.string(),
  streamLabel: z.string(),
  key: z.string(),
  label: z.string(),
  /** Supplier or customer; null where the stream has none or it is not known yet. */
  party: z.string().nullable(),
  /** The document's own calendar date. */
  documentDate: z.string().nullable(),
  company: z.string().nullable(),
  /** The stream's first amount, in each currency the record has it; empty for reference data. */
  amounts: z.array(recordAmountSchema),
  state: recordStateSchema,
  /** Run that read it last. */
  lastRunId: z.string(),
  /** When the destination acknowledged the version it has; null if none. */
  landedAtUtc: z.string().nullable(),
});
export type RecordItem = z.infer<typeof recordItemSchema>;

/** One table of a record as its columns are shown. `currencyColumn` names the currency of an amount, where the stream says it. */
export const recordTableSchema = z.object({
  table: z.string(),
  /** `header` or the path of the list. */
  part: z.string(),
  keyColumns: z.array(z.string()),
  columns: z.array(z.object({ column: z.string(), type: columnTypeSchema, currencyColumn: z.string().nullable() })),
});
export type RecordTable = z.infer<typeof recordTableSchema>;

const rowSchema = z.record(z.string(), cellSchema);

/** What changed between two versions: a field, or a whole line that came (no before) or went (no after). */
export const fieldChangeSchema = comparisonSchema.shape.changes.element;
export type FieldChange = z.infer<typeof fieldChangeSchema>;

/** One version of a record: what a batch carried, and what became of it. */
export const recordVersionSchema = z.object({
  batchId: z.string(),
  batchState: batchSummarySchema.shape.state,
  runId: z.string(),
  /** The run's trigger and start; null if the run is not kept any more. */
  run: z.object({ trigger: runTriggerSchema, startedAtUtc: z.string() }).nullable(),
  sequence: z.string(),
  stagedAtUtc: z.string(),
  acknowledgedAtUtc: z.string().nullable(),
  /** Null while nobody knows. */
  outcome: z.enum(['delivered', 'unchanged', 'rejected']).nullable(),
  hash: z.string(),
  /** The source's own change time or date; information only. */
  changedAt: z.string().nullable(),
  tables: z.array(recordTableSchema),
  header: rowSchema,
  lines: z.record(z.string(), z.array(rowSchema)),
  /** Against the version before it; null for the oldest that is kept. */
  changes: z.array(fieldChangeSchema).nullable(),
});
export type RecordVersion = z.infer<typeof recordVersionSchema>;

/** A rejected record with what the screen needs to name it. */
export const rejectedItemSchema = rejectedRecordSchema.extend({
  flowName: z.string(),
  streamLabel: z.string(),
  /** True if records of the stream are known by the name of a person or a firm: the label is then private. */
  labelIsName: z.boolean(),
});
export type RejectedItem = z.infer<typeof rejectedItemSchema>;

export const recordDetailSchema = z.object({
  record: recordItemSchema.extend({
    sums: z.array(recordAmountSchema),
    /** When the run that read it last began; null if the run is not kept any more. */
    lastRunStartedAtUtc: z.string().nullable(),
    /** Where it is opened in the source; null if nobody said how. */
    link: z.string().nullable(),
  }),
  /** The version that the destination has; null if none or if it is not trusted any more. */
  landedBatchId: z.string().nullable(),
  /** The source no longer has it and the destination marks it so: since when, and the run that found it. Left out: it is not marked. */
  deleted: z.object({ atUtc: z.string(), runId: z.string(), runStartedAtUtc: z.string().nullable() }).optional(),
  /** Newest first. */
  versions: z.array(recordVersionSchema),
  /** True if older versions are kept; ask again with the last one's batch. */
  hasEarlier: z.boolean(),
  /** Versions that went after the retention time, the last of them when; left out if all are kept. `landed`: the landed one too. */
  removedVersions: z.object({ count: z.number().int(), lastAtUtc: z.string(), landed: z.boolean() }).optional(),
  /** Its newest version waits for reference data; left out if it does not. */
  held: heldItemSchema.optional(),
  /** Newest first. */
  rejections: z.array(rejectedItemSchema),
});
export type RecordDetail = z.infer<typeof recordDetailSchema>;

/** What the destination says now, held against what was delivered last. `before` is what the destination has. */
export const recordComparisonSchema = z.object({
  verdict: z.enum(['equal', 'different', 'missing']),
  changes: z.array(fieldChangeSchema),
  batchId: z.string(),
  comparedAtUtc: z.string(),
});
export type RecordComparison = z.infer<typeof recordComparisonSchema>;

export const rejectedFilterSchema = z
  .object({
    flowId: z.string().optional(),
    runId: z.string().optional(),
    stream: z.string().optional(),
    /** Code of the first reason. */
    reason: z.string().optional(),
    state: rejectedRecordSchema.shape.state.optional(),
    ...textFilter,
  })
  .strict();
export type RejectedFilter = z.infer<typeof rejectedFilterSchema>;

export const rejectedSortColumns = ['lastSeenAtUtc', 'firstSeenAtUtc', 'label', 'stream', 'reason', 'state'] as const;

/** How many records a reason stands in the way of, and what to do about it. */
export const rejectedReasonSchema = z.object({
  code: z.string(),
  count: z.number().int(),
  text: z.string(),
  next: z.string(),
  fields: z.array(z.string()),
});
export type RejectedReason = z.infer<typeof rejectedReasonSchema>;

export const rejectedDetailSchema = rejectedItemSchema.extend({
  /** The record as it was read; null if it could not be read or is not kept. */
  source: z.json().nullable(),
});
export type RejectedDetail = z.infer<typeof rejectedDetailSchema>;

/** `fromUtc` included, `toUtc` not; both by when the run started. */
export const runFilterSchema = z
  .object({
    flowId: z.string().optional(),
    state: runStateSchema.optional(),
    trigger: runTriggerSchema.optional(),
    fromUtc: z.string().optional(),
    toUtc: z.string().optional(),
    ...textFilter,
  })
  .strict();
export type RunFilter = z.infer<typeof runFilterSchema>;

export const runSortColumns = ['startedAtUtc', 'flowName', 'state', 'trigger', 'endedAtUtc'] as const;

/** A run in a list: without its totals, which only its own page shows. */
export const runItemSchema = runSchema.extend({
  streams: z.array(runStreamSchema.omit({ totals: true, windowTotals: true })),
});
export type RunItem = z.infer<typeof runItemSchema>;

/** One attempt of one request of a run. Never an address beyond the host, a query, a payload or a secret. */
export const runRequestSchema = z.object({
  number: z.number().int(),
  atUtc: z.string(),
  connectionId: z.string(),
  connectionName: z.string().nullable(),
  purpose: z.string(),
  method: z.string(),
  host: z.string(),
  attempt: z.number().int(),
  status: z.number().int().nullable(),
  ms: z.number(),
  bytesSent: z.number(),
  bytesReceived: z.number(),
  error: z.string().nullable(),
});
export type RunRequest = z.infer<typeof runRequestSchema>;

export const runRequestFilterSchema = z
  .object({ runId: z.string(), failed: z.boolean().optional(), ...textFilter })
  .strict();
export type RunRequestFilter = z.infer<typeof runRequestFilterSchema>;

export const runRequestSortColumns = ['number', 'purpose', 'status', 'ms'] as const;

const spanSchema = z.object({ startedAtUtc: z.string(), endedAtUtc: z.string().nullable() });

/** When each part of a run happened. Times only: what was counted is in the run itself. */
export const runTimelineSchema = z.object({
  startedAtUtc: z.string(),
  endedAtUtc: z.string().nullable(),
  streams: z.array(
    spanSchema.extend({
      startedAtUtc: z.string().nullable(),
      stream: z.string(),
      label: z.string(),
      phases: z.array(spanSchema.extend({ phase: runPhaseSchema })),
      batches: z.array(
        spanSchema.extend({
          id: z.string(),
          state: batchSummarySchema.shape.state,
          documents: z.number().int(),
          attempts: z.number().int(),
          /** Attempts that failed, each with what it ended with. */
          failed: z.array(z.object({ atUtc: z.string(), code: z.string() })),
          waitingUntilUtc: z.string().nullable(),
          error: errorDtoSchema.nullable(),
        }),
      ),
    }),
  ),
  /** Pauses that a system asked for, or that the budget for it made. */
  pauses: z.array(z.object({ host: z.string(), fromUtc: z.string(), untilUtc: z.string(), code: z.string() })),
});
export type RunTimeline = z.infer<typeof runTimelineSchema>;
