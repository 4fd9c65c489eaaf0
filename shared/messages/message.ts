import { z } from 'zod';
import { textFilter } from '../contract/paging.ts';
import { errorDtoSchema } from '../errors/error-dto.ts';
import { languages } from '../model/settings.ts';
import { subjectAmountSchema } from './facts.ts';

/** A message as it is sent: Slack's own words for it. `text` states the whole fact; `blocks` is Block Kit. */
export const messageBodySchema = z.object({ text: z.string(), blocks: z.array(z.record(z.string(), z.json())) });
export type MessageBody = z.infer<typeof messageBodySchema>;

/**
 * `alert`: the first message of a subject. `update`: the same message again with what changed. `reply`: into its thread.
 * `digest`: many subjects in one. `back-fill`: the one message of a rule's first run. `incident`: reading falls behind. `test`: by hand.
 */
export const messageKinds = ['alert', 'update', 'reply', 'digest', 'back-fill', 'incident', 'test'] as const;
export const messageKindSchema = z.enum(messageKinds);
export type MessageKind = z.infer<typeof messageKindSchema>;

/**
 * Every message a rule ever called for is in exactly one of these.
 * `held`: waits for its time or for another message, and goes by itself. `queued`: next. `sending`: stored before the call.
 * `posted`: Slack has it. `covered`: told as part of a digest or a back-fill summary, which has its own row. `suppressed`: not told,
 * with a reason. `unknown`: may have been posted; found out by asking Slack. `undecided`: Slack cannot tell, a person must.
 * `failed`: certainly not posted, needs a person. `dismissed`: a person gave it up.
 */
export const messageStates = [
  'held',
  'queued',
  'sending',
  'posted',
  'covered',
  'suppressed',
  'unknown',
  'undecided',
  'failed',
  'dismissed',
] as const;
export const messageStateSchema = z.enum(messageStates);
export type MessageState = z.infer<typeof messageStateSchema>;

/** Why a message is held, covered or suppressed. */
export const messageReasons = [
  'quiet-hours',
  'daily-cap',
  'digest-time',
  'overflow',
  'back-fill',
  'after-parent',
  'channel-stopped',
  'connection-stopped',
  'rule-off',
  'superseded',
] as const;
export const messageReasonSchema = z.enum(messageReasons);
export type MessageReason = z.infer<typeof messageReasonSchema>;

export const messageItemSchema = z.object({
  /** The delivery id: the same business event has the same id, always. */
  id: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  ruleId: z.string(),
  ruleName: z.string(),
  runId: z.string().nullable(),
  view: z.string(),
  subjectKey: z.string().nullable(),
  label: z.string(),
  kind: messageKindSchema,
  state: messageStateSchema,
  reason: messageReasonSchema.nullable(),
  channelId: z.string(),
  channelName: z.string(),
  /** First line, as people see it in a list. */
  text: z.string(),
  amounts: z.array(subjectAmountSchema),
  createdAtUtc: z.string(),
  /** When it may go at the earliest; null: at once. */
  notBeforeUtc: z.string().nullable(),
  attempts: z.number().int(),
  postedAtUtc: z.string().nullable(),
  permalink: z.string().nullable(),
  /** Where what it is about is opened in the source; null if nobody said how, or if that is not one document. */
  link: z.string().nullable(),
  /** The message that tells this one: the digest or the summary. */
  coveredBy: z.string().nullable(),
  /** When its words were removed, after the retention time; null while they are kept. */
  contentsRemovedAtUtc: z.string().nullable(),
  error: errorDtoSchema.nullable(),
});
export type MessageItem = z.infer<typeof messageItemSchema>;

export const messageDetailSchema = z.object({
  item: messageItemSchema,
  body: messageBodySchema,
  /** What happened to it, in order. */
  history: z.array(z.object({ atUtc: z.string(), event: z.string(), detail: z.string().nullable() })),
});
export type MessageDetail = z.infer<typeof messageDetailSchema>;

export const messageFilterSchema = z
  .object({
    flowId: z.string().optional(),
    runId: z.string().optional(),
    ruleId: z.string().optional(),
    states: z.array(messageStateSchema).max(messageStates.length).optional(),
    /** Code of what went wrong with it. */
    problem: z.string().max(100).optional(),
    ...textFilter,
    /** In which the words of `text` are looked for in what went wrong; English if left out. */
    language: z.enum(languages).optional(),
  })
  .strict();
export type MessageFilter = z.infer<typeof messageFilterSchema>;

/** Messages that one thing went wrong with. */
export const messageProblemSchema = z.object({ code: z.string(), messages: z.number().int() });
export type MessageProblem = z.infer<typeof messageProblemSchema>;

/** Messages to one channel that are tried again; `others` wait for the channel too and go with it, because it is tried again. */
const tryAgainChannelSchema = z.object({ name: z.string(), messages: z.number().int(), others: z.number().int() });
export type TryAgainChannel = z.infer<typeof tryAgainChannelSchema>;

/** What trying all messages of a filter again would do, said before it is done. */
export const tryAgainEffectSchema = z.object({
  /** Stands for exactly these messages as they are now. */
  mark: z.string(),
  /** Certainly not posted: sent. */
  sent: z.number().int(),
  /** May be posted: looked for first, and sent only if they are not there. */
  lookedFor: z.number().int(),
  /** Within the filter, but nothing to try: they go by themselves, are on their way or done with. */
  left: z.number().int(),
  channels: z.array(tryAgainChannelSchema),
  /** Names of flows that are paused: their messages go once the flow is resumed. */
  pausedFlows: z.array(z.string()),
});
export type TryAgainEffect = z.infer<typeof tryAgainEffectSchema>;

export const messageSortColumns = ['createdAtUtc', 'label', 'ruleName', 'channelName', 'state'] as const;

/** Messages of one rule, by what became of them; `calledFor` is the sum of all states. Amounts likewise, per currency. */
export const messageCountsSchema = z.object({
  ruleId: z.string(),
  ruleName: z.string(),
  calledFor: z.number().int(),
  states: z.array(z.object({ state: messageStateSchema, messages: z.number().int() })),
  /** What was posted, by kind. */
  postedByKind: z.array(z.object({ kind: messageKindSchema, messages: z.number().int() })),
  amounts: z.array(z.object({ state: messageStateSchema, currency: z.string(), amount: z.string() })),
});
export type MessageCounts = z.infer<typeof messageCountsSchema>;

/** What a person may decide of messages that are `undecided`, `failed` or `posted`. */
export const messageDecisionSchema = z.enum(['already-posted', 'try-again', 'post-again', 'dismiss']);
export type MessageDecision = z.infer<typeof messageDecisionSchema>;

/** What a rule would have sent, for its editor. */
export const rulePreviewSchema = z.object({
  /** Subjects of the view that are known, and how many of them match now. */
  known: z.number().int(),
  matching: z.number().int(),
  /**
   * How many of them the rule's next run covers by one summary, because it is new or was changed and did not tell of them; null where
   * it makes none: it is as it was, is off, or lists by the calendar.
   */
  untold: z.number().int().nullable(),
  /** Alerts that it would have called for in the last 30 days, by day of the source's record; digests counted as one. */
  last30Days: z.number().int(),
  /** Messages as they would be posted, the newest subjects first. */
  examples: z.array(z.object({ label: z.string(), body: messageBodySchema })),
  /** True if the facts come from a sample of the source, because the flow has not been synced yet. */
  fromSample: z.boolean(),
  /** What is wrong with the rule: a fact its view does not have, a layout that does not fit. */
  problems: z.array(z.object({ field: z.string(), text: z.string() })),
});
export type RulePreview = z.infer<typeof rulePreviewSchema>;

/** One channel as the picker shows it. */
export const channelSchema = z.object({
  id: z.string(),
  name: z.string(),
  isPrivate: z.boolean(),
  isArchived: z.boolean(),
  /** The app is in it. */
  isMember: z.boolean(),
  /** Only some people may post there. */
  isReadOnly: z.boolean(),
  /** Another company can read it. */
  isShared: z.boolean(),
  members: z.number().int().nullable(),
});
export type Channel = z.infer<typeof channelSchema>;
