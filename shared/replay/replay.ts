import { z } from 'zod';
import { selectionSchema } from '../contract/paging.ts';
import { errorDtoSchema } from '../errors/error-dto.ts';
import { rejectedFilterSchema } from '../model/record-view.ts';
import { batchSummarySchema, runStateSchema } from '../model/run.ts';

/**
 * `stored`: the stored bytes of the batches, as they are. `todays-mapping`: the stored source records, mapped as the flow maps today.
 * `read-again`: the records as the source has them now, read by their keys and mapped as the flow maps today.
 */
export const replayModes = ['stored', 'todays-mapping', 'read-again'] as const;
export const replayModeSchema = z.enum(replayModes);
export type ReplayMode = z.infer<typeof replayModeSchema>;

/** What is to be replayed; all of it belongs to one flow. */
export const replayScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('batches'), ids: z.array(z.string()).min(1).max(500) }).strict(),
  /** Every batch that the run staged, and the records that it rejected. */
  z.object({ kind: z.literal('run'), runId: z.string() }).strict(),
  /** Every batch of the flow that waits. */
  z.object({ kind: z.literal('waiting'), flowId: z.string() }).strict(),
  z.object({ kind: z.literal('rejected'), filter: rejectedFilterSchema, selection: selectionSchema }).strict(),
]);
export type ReplayScope = z.infer<typeof replayScopeSchema>;

const count = z.number().int();

/** What becomes of the documents. `newer`: left alone, because something newer landed. `different`: sent, and yet not as sent afterwards. */
export const documentEffectSchema = z.object({
  insert: count,
  update: count,
  unchanged: count,
  newer: count,
  rejected: count,
  excluded: count,
  /** Not sent: it waits for reference data. */
  held: count.default(0),
  different: count,
});
export type DocumentEffect = z.infer<typeof documentEffectSchema>;

/** What becomes of the rows of one table. `remove`: lines that the document no longer has. */
export const tableEffectSchema = z.object({
  table: z.string(),
  insert: count,
  update: count,
  remove: count,
  unchanged: count,
  newer: count,
});
export type TableEffect = z.infer<typeof tableEffectSchema>;

export const streamEffectSchema = z.object({
  stream: z.string(),
  label: z.string(),
  /** Batches that are sent; null where they are made by the replay itself. */
  batches: count.nullable(),
  documents: documentEffectSchema,
  tables: z.array(tableEffectSchema),
});
export type StreamEffect = z.infer<typeof streamEffectSchema>;

/** Why a part of what was chosen is not replayed in this mode. */
export const leftOutReasons = [
  'contents-removed',
  'source-not-kept',
  'nothing-staged',
  'newer-read',
  'waiting',
  'closed',
  'no-key',
  'gone-at-source',
  'stream-off',
] as const;
export const leftOutSchema = z.object({
  reason: z.enum(leftOutReasons),
  stream: z.string(),
  label: z.string(),
  /** Batches for `contents-removed`, records otherwise. */
  count,
  /** The first of them: ids of batches, labels of records. */
  names: z.array(z.string()),
  /** Since when they are gone, where that is why. */
  sinceUtc: z.string().nullable(),
});
export type LeftOut = z.infer<typeof leftOutSchema>;

/** What a replay is going to do, said before it is done. */
export const replayPlanSchema = z.object({
  id: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  scope: replayScopeSchema,
  mode: replayModeSchema,
  createdAtUtc: z.string(),
  /** False if nothing of what was chosen can be replayed in this mode. */
  canStart: z.boolean(),
  streams: z.array(streamEffectSchema),
  leftOut: z.array(leftOutSchema),
});
export type ReplayPlan = z.infer<typeof replayPlanSchema>;

/** A replay that was started: what was said, and what was done. */
export const replayRecordSchema = z.object({
  plan: replayPlanSchema,
  runId: z.string(),
  startedAtUtc: z.string(),
  runState: runStateSchema.nullable(),
  /** By stream, as far as it got. */
  done: z.array(streamEffectSchema),
  /** True if what was done is what was said; null while it is under way or if it was broken off. */
  cameTrue: z.boolean().nullable(),
});
export type ReplayRecord = z.infer<typeof replayRecordSchema>;

/** What is going to happen to a batch that waits. */
export const waitingFates = [
  'running',
  'by-itself',
  'next-run',
  'paused',
  'frozen',
  'stream-off',
  'needs-person',
] as const;
export const waitingBatchSchema = batchSummarySchema.extend({
  flowId: z.string(),
  flowName: z.string(),
  streamLabel: z.string(),
  fate: z.enum(waitingFates),
  /** Batches of its stream that were not tried because of this one; only the first that stands in the way has any. */
  behind: count,
});
export type WaitingBatch = z.infer<typeof waitingBatchSchema>;

/** Batches that wait, those that need a person first. */
export const waitingSchema = z.object({
  total: count,
  items: z.array(waitingBatchSchema),
  /** The flows that have any, with how many. */
  flows: z.array(
    z.object({ flowId: z.string(), flowName: z.string(), batches: count, error: errorDtoSchema.nullable() }),
  ),
});
export type Waiting = z.infer<typeof waitingSchema>;

const effectNames = ['insert', 'update', 'unchanged', 'newer', 'rejected', 'excluded', 'held', 'different'] as const;

/** An effect with nothing in it. */
export function noEffect(): DocumentEffect {
  return { insert: 0, update: 0, unchanged: 0, newer: 0, rejected: 0, excluded: 0, held: 0, different: 0 };
}

/** True if both say the same of every document and every row. */
export function sameEffect(a: StreamEffect, b: StreamEffect): boolean {
  if (effectNames.some((name) => a.documents[name] !== b.documents[name])) return false;
  const tables = new Set([...a.tables, ...b.tables].map((one) => one.table));
  return [...tables].every((table) => rowsText(a, table) === rowsText(b, table));
}

/** “2 updated, 9 unchanged”: what is zero is left out. For the trail and for errors. */
export function effectText({ documents, tables }: StreamEffect): string {
  const words = effectNames.flatMap((name) =>
    documents[name] === 0 ? [] : [`${String(documents[name])} ${wordOf[name]}`],
  );
  const head = words.length === 0 ? 'nothing' : words.join(', ');
  const rows = tables.map((one) => `${one.table} ${rowsText({ tables }, one.table)}`);
  return rows.length === 0 ? head : `${head} (rows: ${rows.join('; ')})`;
}

const wordOf: Readonly<Record<(typeof effectNames)[number], string>> = {
  insert: 'inserted',
  update: 'updated',
  unchanged: 'unchanged',
  newer: 'left alone as newer',
  rejected: 'rejected',
  excluded: 'excluded',
  held: 'held',
  different: 'not as sent',
};

function rowsText({ tables }: Pick<StreamEffect, 'tables'>, table: string): string {
  const one = tables.find((each) => each.table === table);
  return [one?.insert, one?.update, one?.remove, one?.unchanged, one?.newer].map((n) => String(n ?? 0)).join('/');
}
