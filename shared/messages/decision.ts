import { z } from 'zod';
import { textFilter } from '../contract/paging.ts';
import { errorDtoSchema } from '../errors/error-dto.ts';
import { subjectAmountSchema } from './facts.ts';

/** What a listed person may decide about an invoice. */
export const decisionKinds = ['approve', 'query'] as const;
export const decisionKindSchema = z.enum(decisionKinds);
export type DecisionKind = z.infer<typeof decisionKindSchema>;

/** The names by which Slack tells which button was clicked. */
export const approvalActions: Readonly<Record<DecisionKind, string>> = { approve: 'mlc_approve', query: 'mlc_query' };

/** As a message shows it. */
export interface DecisionTaken {
  readonly decision: DecisionKind;
  readonly userName: string;
  readonly decidedAtUtc: string;
}

/**
 * One decision. It is about the version of the invoice that its message showed: an invoice that changed is asked about anew. The
 * first of a message `stands` and is shown in it; whatever comes after it is kept beside it. Nothing is written to the source.
 */
export const decisionItemSchema = z.object({
  id: z.string(),
  messageId: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  ruleId: z.string(),
  ruleName: z.string(),
  subjectKey: z.string(),
  label: z.string(),
  amounts: z.array(subjectAmountSchema),
  decision: decisionKindSchema,
  stands: z.boolean(),
  userId: z.string(),
  userName: z.string(),
  decidedAtUtc: z.string(),
  /** Where the invoice is opened in the source, as its connection has it now; null if nobody said how. */
  link: z.string().nullable(),
  /** Where the message is in Slack. */
  permalink: z.string().nullable(),
});
export type DecisionItem = z.infer<typeof decisionItemSchema>;

/** How listening for clicks goes over one connection. */
export const listeningStateSchema = z.object({
  connectionId: z.string(),
  connectionName: z.string(),
  state: z.enum(['connecting', 'listening', 'waiting', 'stopped']),
  sinceUtc: z.string().nullable(),
  nextTryUtc: z.string().nullable(),
  error: errorDtoSchema.nullable(),
});
export type ListeningState = z.infer<typeof listeningStateSchema>;

export const decisionFilterSchema = z
  .object({
    flowId: z.string().optional(),
    ruleId: z.string().optional(),
    decision: decisionKindSchema.optional(),
    ...textFilter,
  })
  .strict();
export type DecisionFilter = z.infer<typeof decisionFilterSchema>;

export const decisionSortColumns = ['decidedAtUtc', 'label', 'userName', 'decision'] as const;
