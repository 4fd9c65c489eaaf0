import { z } from 'zod';
import {
  channelSchema,
  messageCountsSchema,
  messageDecisionSchema,
  messageDetailSchema,
  messageFilterSchema,
  messageItemSchema,
  messageProblemSchema,
  messageSortColumns,
  rulePreviewSchema,
  tryAgainEffectSchema,
} from '../messages/message.ts';
import {
  decisionFilterSchema,
  decisionItemSchema,
  decisionSortColumns,
  listeningStateSchema,
} from '../messages/decision.ts';
import { healthStateSchema } from '../messages/health.ts';
import { messageRuleSchema } from '../messages/rule.ts';
import { peopleFoundSchema, peopleQuerySchema } from '../messages/people.ts';
import { integrationIdSchema } from '../model/flow.ts';
import { languages } from '../model/settings.ts';
import { method } from './method.ts';
import { pageQuerySchema, pageSchema } from './paging.ts';

const minute = 60_000;

/** What may be asked about messages and the rules that call for them. */
export const messageMethods = {
  /** Messages in pages, the newest first unless another order is asked for. */
  'messages.list': method(
    'engine',
    pageQuerySchema(messageFilterSchema, messageSortColumns),
    pageSchema(messageItemSchema),
  ),
  'messages.get': method('engine', z.object({ id: z.string() }).strict(), messageDetailSchema),
  /** By rule, what became of all that the rules of a flow called for; of one run's where it is named. */
  'messages.counts': method(
    'engine',
    z.object({ flowId: z.string(), runId: z.string().optional() }).strict(),
    z.array(messageCountsSchema),
  ),
  /**
   * A person's word on messages. `try-again`: verified first, then sent if it is not there. `post-again`: a new delivery, marked as
   * re-sent: of one message at a time, with a reason of the operator's own, which the trail keeps. A message whose state does not allow the decision is refused by MESSAGE_DECISION_REFUSED, and none is changed.
   */
  'messages.decide': method(
    'engine',
    z
      .object({
        ids: z.array(z.string()).min(1).max(500),
        decision: messageDecisionSchema,
        reason: z.string().trim().min(1).max(500).optional(),
      })
      .strict()
      .refine(({ ids, decision, reason }) => decision !== 'post-again' || (ids.length === 1 && reason !== undefined), {
        message: 'one message is posted again at a time, with a reason',
      }),
    z.object({ changed: z.number().int() }),
  ),
  /** What went wrong with messages, by code, the most frequent first. */
  'messages.reasons': method('engine', messageFilterSchema, z.array(messageProblemSchema)),
  /** What trying all messages of a filter again would do. */
  'messages.try-all-effect': method('engine', z.object({ filter: messageFilterSchema }).strict(), tryAgainEffectSchema),
  /** Tries them again, all or none. MESSAGE_EFFECT_CHANGED if that would not do any more what was stated. */
  'messages.try-all': method(
    'engine',
    z.object({ filter: messageFilterSchema, mark: z.string().max(64) }).strict(),
    z.object({ changed: z.number().int() }),
  ),
  /** How a flow keeps what it promises of reading its source. */
  'messages.health': method('engine', z.object({ flowId: z.string() }).strict(), healthStateSchema),
  /** All channels that the connection's app can see. */
  'messages.channels': method(
    'engine',
    z.object({ connectionId: z.string() }).strict(),
    z.array(channelSchema),
    minute,
  ),
  /**
   * People of the workspace, for those who approve. Read page by page and kept for some minutes. SLACK_SCOPE_MISSING where the app may
   * not read them: then their ids are typed.
   */
  'messages.people': method('engine', peopleQuerySchema, peopleFoundSchema, 10 * minute),
  'messages.join': method(
    'engine',
    z.object({ connectionId: z.string(), channelId: z.string() }).strict(),
    channelSchema,
    minute,
  ),
  /** Posts one message that says it is a test, in English unless another language is asked for. */
  'messages.test': method(
    'engine',
    z
      .object({
        connectionId: z.string(),
        channelId: z.string(),
        language: z.enum(languages).optional(),
        /** The operator confirmed that another company may read the channel. */
        sharedConfirmed: z.boolean().optional(),
      })
      .strict(),
    z.object({ text: z.string(), permalink: z.string().nullable() }),
    minute,
  ),
} as const;

/** What people decided about invoices by clicking in messages. Nothing of it is ever written to the source. */
export const decisionMethods = {
  /** Decisions in pages, the newest first unless another order is asked for. */
  'decisions.list': method(
    'engine',
    pageQuerySchema(decisionFilterSchema, decisionSortColumns),
    pageSchema(decisionItemSchema),
  ),
  /** How listening for clicks goes, by connection; empty where no rule asks for approval. */
  'decisions.listening': method('engine', z.object({}).strict(), z.array(listeningStateSchema)),
} as const;

/** What a rule would tell, asked while it is being made. */
export const rulePreviewMethods = {
  /**
   * What a rule would tell. Facts come from what the flow has taken up, or, before its first run, from a sample of the source.
   * Posts nothing.
   */
  'messages.preview-rule': method(
    'engine',
    z
      .object({
        integration: integrationIdSchema,
        sourceConnectionId: z.string(),
        flowId: z.string().optional(),
        rule: messageRuleSchema,
        /** Of the messages; left out: that of the flow. */
        language: z.enum(languages).optional(),
        /** Most messages shown. */
        limit: z.number().int().min(1).max(10),
      })
      .strict(),
    rulePreviewSchema,
    10 * minute,
  ),
} as const;
