import { z } from 'zod';
import { textFilter } from '../contract/paging.ts';

/**
 * What became of an event. `received`: its record is about to be fetched. `landed`, `unchanged`, `gone` (marked as deleted): done.
 * `fetched`: read, and not landed for a reason of its own. `left`: the flow’s next run finds it. `polled`: that run has been.
 */
export const webhookStates = [
  'received',
  'landed',
  'unchanged',
  'gone',
  'fetched',
  'failed',
  'left',
  'polled',
  'ignored',
] as const;
export const webhookStateSchema = z.enum(webhookStates);
export type WebhookState = z.infer<typeof webhookStateSchema>;

export const webhookReasons = [
  /** Ignored. */
  'company-not-read',
  'other-app',
  'topic-not-read',
  'key-unreadable',
  'no-flow',
  /** Read, and not landed. */
  'rejected',
  'held',
  'excluded',
  'waiting',
  /** Left to the next run, or waiting for its fetch. */
  'paused',
  'frozen',
  'many',
  'not-given',
  'stopped',
  'run-failed',
] as const;
export const webhookReasonSchema = z.enum(webhookReasons);
export type WebhookReason = z.infer<typeof webhookReasonSchema>;

/** One event and what became of it in one flow. What a system says twice is one event. */
export const webhookEventSchema = z.object({
  id: z.string(),
  receivedAtUtc: z.string(),
  connectionId: z.string(),
  connectionName: z.string().nullable(),
  topic: z.string(),
  division: z.string(),
  key: z.string(),
  action: z.string(),
  /** As the system wrote it: information, never order. */
  eventCreatedOn: z.string(),
  flowId: z.string().nullable(),
  flowName: z.string().nullable(),
  stream: z.string().nullable(),
  streamLabel: z.string().nullable(),
  /** Key of the record in its stream. */
  recordKey: z.string().nullable(),
  state: webhookStateSchema,
  reason: webhookReasonSchema.nullable(),
  runId: z.string().nullable(),
  settledAtUtc: z.string().nullable(),
  /** How often the same event came again. */
  repeats: z.number().int(),
});
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

export const webhookFilterSchema = z
  .object({
    connectionId: z.string().optional(),
    state: webhookStateSchema.optional(),
    topic: z.string().max(100).optional(),
    ...textFilter,
  })
  .strict();
export type WebhookFilter = z.infer<typeof webhookFilterSchema>;

export const webhookSortColumns = ['receivedAtUtc', 'topic', 'division', 'action', 'state'] as const;
