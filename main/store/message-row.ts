import { z } from 'zod';
import { errorDtoSchema, type ErrorDto } from '../../shared/errors/error-dto.ts';
import { subjectAmountSchema, subjectSchema } from '../../shared/messages/facts.ts';
import {
  messageBodySchema,
  messageKindSchema,
  messageReasonSchema,
  messageStateSchema,
  type MessageKind,
  type MessageReason,
  type MessageState,
} from '../../shared/messages/message.ts';
import { layoutIdSchema } from '../../shared/messages/rule.ts';
import type { QueuedMessage } from '../engine/messages/queue.ts';
import { integer, json, jsonOrNull, text, textOrNull } from './columns.ts';

/** A message with everything that is kept of it. */
export interface StoredMessage extends QueuedMessage {
  /** Order in which messages were taken in. */
  readonly number: number;
  /** Goes without its blocks, because they were refused once. */
  readonly plain: boolean;
  readonly error: ErrorDto | null;
  /** The delivery that this one repeats by a person's wish. */
  readonly resendOf: string | null;
  /** When its words and facts were removed, after the retention time; null while they are kept. */
  readonly contentsRemovedAtUtc: string | null;
}

/** What the post office must know of a message to choose what goes next. */
export interface WaitingMessage {
  readonly number: number;
  readonly id: string;
  readonly ruleId: string;
  readonly kind: MessageKind;
  readonly state: Extract<MessageState, 'held' | 'queued' | 'sending' | 'unknown'>;
  readonly reason: MessageReason | null;
  readonly notBeforeUtc: string | null;
  readonly parentId: string | null;
  /** A person asked for it to be posted again. */
  readonly byHand: boolean;
}

/** What those that belong to a message must know of it. */
export type Fate = Pick<StoredMessage, 'kind' | 'state' | 'reason' | 'coveredBy'>;

const receiptSchema = z.object({ channel: z.string(), ts: z.string(), permalink: z.string().nullable() });
const waitingStateSchema = messageStateSchema.extract(['held', 'queued', 'sending', 'unknown']);

export function readMessage(row: Record<string, unknown>): StoredMessage {
  return {
    number: integer(row, 'number'),
    id: text(row, 'id'),
    flowId: text(row, 'flow_id'),
    connectionId: text(row, 'connection_id'),
    ruleId: text(row, 'rule_id'),
    ruleName: text(row, 'rule_name'),
    runId: textOrNull(row, 'run_id'),
    view: text(row, 'view'),
    subjectKey: textOrNull(row, 'subject_key'),
    label: text(row, 'label'),
    kind: messageKindSchema.parse(row['kind']),
    layout: layoutIdSchema.nullable().parse(row['layout']),
    channel: { id: text(row, 'channel_id'), name: text(row, 'channel_name') },
    body: json(row, 'body', messageBodySchema),
    subject: jsonOrNull(row, 'subject', subjectSchema),
    amounts: json(row, 'amounts', z.array(subjectAmountSchema)),
    parentId: textOrNull(row, 'parent_id'),
    coveredBy: textOrNull(row, 'covered_by'),
    resendOf: textOrNull(row, 'resend_of'),
    toldMark: textOrNull(row, 'told_mark'),
    contentsRemovedAtUtc: textOrNull(row, 'contents_removed_at'),
    createdAtUtc: text(row, 'created_at'),
    ...readFate(row),
  };
}

/** What became of a message: the columns that change. */
function readFate(row: Record<string, unknown>) {
  return {
    state: messageStateSchema.parse(row['state']),
    reason: messageReasonSchema.nullable().parse(row['reason']),
    notBeforeUtc: textOrNull(row, 'not_before'),
    attempts: integer(row, 'attempts'),
    sendingSinceUtc: textOrNull(row, 'sending_since'),
    plain: integer(row, 'plain') === 1,
    receipt: jsonOrNull(row, 'receipt', receiptSchema),
    postedAtUtc: textOrNull(row, 'posted_at'),
    error: jsonOrNull(row, 'error', errorDtoSchema),
  };
}

export function readWaiting(row: Record<string, unknown>): WaitingMessage {
  return {
    number: integer(row, 'number'),
    id: text(row, 'id'),
    ruleId: text(row, 'rule_id'),
    kind: messageKindSchema.parse(row['kind']),
    state: waitingStateSchema.parse(row['state']),
    reason: messageReasonSchema.nullable().parse(row['reason']),
    notBeforeUtc: textOrNull(row, 'not_before'),
    parentId: textOrNull(row, 'parent_id'),
    byHand: textOrNull(row, 'resend_of') !== null,
  };
}

export function readShortFate(row: Record<string, unknown>): Fate {
  return {
    kind: messageKindSchema.parse(row['kind']),
    state: messageStateSchema.parse(row['state']),
    reason: messageReasonSchema.nullable().parse(row['reason']),
    coveredBy: textOrNull(row, 'covered_by'),
  };
}
