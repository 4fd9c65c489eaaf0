import { z } from 'zod';
import { languages, type Language } from '../model/settings.ts';

/** Exact decimal text, as amounts travel everywhere (design §5.4). */
const amountTextSchema = z.string().regex(/^-?\d{1,32}(\.\d{1,6})?$/);

/** A time of the day, 24 hours: `08:30`. */
export const dayTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** One condition of a rule over the facts of a subject. `fact` is a name of the view's catalogue (`FactSpec`). */
export const ruleConditionSchema = z.discriminatedUnion('kind', [
  /** The amount in its own currency is at least that currency's threshold. A currency that is not listed does not match. */
  z
    .object({
      kind: z.literal('amount-at-least'),
      fact: z.string(),
      thresholds: z
        .array(z.object({ currency: z.string().regex(/^[A-Z]{3}$/), amount: amountTextSchema }).strict())
        .min(1)
        .max(50),
    })
    .strict(),
  /** The fact, or any of its values where it has several, is among the values (`is-none-of`: none of them is). */
  z
    .object({
      kind: z.enum(['is-one-of', 'is-none-of']),
      fact: z.string(),
      values: z.array(z.string().min(1)).min(1).max(200),
    })
    .strict(),
  /** A yes or no fact. */
  z.object({ kind: z.literal('is'), fact: z.string(), value: z.boolean() }).strict(),
  /** The day is at least so many days in the past (0: today or before), by the rule's calendar day. */
  z.object({ kind: z.literal('days-past'), fact: z.string(), days: z.number().int().min(0).max(3650) }).strict(),
  /** The day is today or within so many days from now, by the rule's calendar day. */
  z.object({ kind: z.literal('days-ahead'), fact: z.string(), days: z.number().int().min(0).max(3650) }).strict(),
  /** The fact differs from the version before; `to` limits it to these new values. A first version did not change. */
  z.object({ kind: z.literal('changed'), fact: z.string(), to: z.array(z.string().min(1)).max(200) }).strict(),
]);
export type RuleCondition = z.infer<typeof ruleConditionSchema>;

/** What a message looks like (reference slack.md §10). A view names those that fit it. */
export const layoutIds = ['invoice', 'payment-run', 'payment', 'journal', 'gl-discrepancy', 'overdue-digest'] as const;
export const layoutIdSchema = z.enum(layoutIds);
export type LayoutId = z.infer<typeof layoutIdSchema>;

/** When a rule speaks. A digest gathers what matched since the last one; of an overdue list, all that matches at that time. */
export const ruleTimingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at-once') }).strict(),
  z
    .object({
      kind: z.literal('digest'),
      times: z.array(dayTimeSchema).min(1).max(6),
      /** 1 is Monday. */
      weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
    })
    .strict(),
]);
export type RuleTiming = z.infer<typeof ruleTimingSchema>;

/** One channel, known by its id: names change. */
export const ruleChannelSchema = z
  .object({
    id: z.string().min(1).max(40),
    /** As it was called when it was chosen; only for people. */
    name: z.string().max(120),
    /** The operator has confirmed that another company may read what is posted there. */
    sharedConfirmed: z.boolean(),
  })
  .strict();
export type RuleChannel = z.infer<typeof ruleChannelSchema>;

/** Slack's own id of a person; names change. */
export const approverSchema = z
  .object({
    id: z.string().regex(/^[UW][A-Z0-9]{2,30}$/),
    /** As the operator calls them: shown with what they decide. */
    name: z.string().trim().min(1).max(120),
  })
  .strict();
export type Approver = z.infer<typeof approverSchema>;

/** Who may decide about what a rule tells. Recorded here alone; nothing is ever written to the source. */
export const ruleApprovalsSchema = z.object({ approvers: z.array(approverSchema).min(1).max(50) }).strict();
export type RuleApprovals = z.infer<typeof ruleApprovalsSchema>;

/** Which records call for a message, where, how and when. Pure data: the same in the app, the file and the CLI. */
export const messageRuleSchema = z
  .object({
    id: z.string().min(1).max(64),
    name: z.string().min(1).max(120),
    /** What it looks at: a view of the integration (`supplier_invoices`, `payment_runs`). */
    view: z.string(),
    enabled: z.boolean(),
    /** All must hold; none: every subject of the view. */
    conditions: z.array(ruleConditionSchema).max(20),
    channel: ruleChannelSchema,
    layout: layoutIdSchema,
    timing: ruleTimingSchema,
    /** IANA name; days, digests, quiet hours and the cap follow it. */
    timeZone: z.string().min(1).max(64),
    /** Nothing is posted between these times; what comes meanwhile goes as one digest afterwards. May pass midnight. */
    quietHours: z.object({ from: dayTimeSchema, to: dayTimeSchema }).strict().nullable(),
    /** Most messages to the channel by this rule in a calendar day; the rest goes as one digest on the next. Null: no cap. */
    dailyCap: z.number().int().min(1).max(1000).nullable(),
    /** A changed subject updates its message and adds one reply to its thread. False: the first message stands. */
    followChanges: z.boolean(),
    /** Asks listed people to approve or query each invoice in its message. Null or left out: nobody is asked. */
    approvals: ruleApprovalsSchema.nullable().optional(),
  })
  .strict();
export type MessageRule = z.infer<typeof messageRuleSchema>;

/** What a flow does when reading its source falls behind what its schedule promises (reference slack.md §13). */
export const healthRuleSchema = z
  .object({
    channel: ruleChannelSchema,
    /** Minutes since the last successful reading beyond which an incident is told. */
    behindMinutes: z.number().int().min(10).max(10_080),
    /** Keeps a message scheduled in Slack, so that a sleeping computer is noticed too. */
    deadMan: z.boolean(),
  })
  .strict();
export type HealthRule = z.infer<typeof healthRuleSchema>;

/** What a flow to a destination of messages has besides its streams. */
export const messagingSchema = z
  .object({
    rules: z.array(messageRuleSchema).max(100),
    health: healthRuleSchema.nullable(),
    /** Of the messages: their words, and the form of their amounts and dates. Left out: English. */
    language: z.enum(languages).optional(),
  })
  .strict();
export type Messaging = z.infer<typeof messagingSchema>;

/** The language of a flow's messages. */
export function messageLanguage({ messaging }: { readonly messaging?: Messaging | undefined }): Language {
  return messaging?.language ?? 'en';
}
