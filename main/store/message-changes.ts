import type { SQLInputValue } from 'node:sqlite';
import type { ErrorDto } from '../../shared/errors/error-dto.ts';
import type { MessageEvent } from '../../shared/messages/events.ts';
import type { MessageReason, MessageState } from '../../shared/messages/message.ts';
import type { MessageReceipt } from '../ports/messenger.ts';

/** What may change of a message; what is left out stays as it is. */
export interface MessageChange {
  readonly state?: MessageState;
  readonly reason?: MessageReason | null;
  readonly notBeforeUtc?: string | null;
  readonly attempts?: number;
  readonly sendingSinceUtc?: string | null;
  readonly plain?: boolean;
  readonly receipt?: MessageReceipt | null;
  readonly postedAtUtc?: string | null;
  readonly error?: ErrorDto | null;
  readonly coveredBy?: string | null;
  readonly parentId?: string | null;
  readonly channel?: { readonly id: string; readonly name: string };
}

/** What the history says of a change. */
export interface Happened {
  readonly atUtc: string;
  readonly event: MessageEvent;
  readonly detail?: string | null;
}

/** Columns and values of an UPDATE that makes the change. */
export function assignments(change: MessageChange): { readonly sql: string; readonly values: SQLInputValue[] } {
  const set: [column: string, value: SQLInputValue | undefined][] = [
    ['state', change.state],
    ['reason', change.reason],
    ['not_before', change.notBeforeUtc],
    ['attempts', change.attempts],
    ['sending_since', change.sendingSinceUtc],
    ['plain', change.plain === undefined ? undefined : change.plain ? 1 : 0],
    ['receipt', jsonOf(change.receipt)],
    ['posted_at', change.postedAtUtc],
    ['error', jsonOf(change.error)],
    ['covered_by', change.coveredBy],
    ['parent_id', change.parentId],
    ['channel_id', change.channel?.id],
    ['channel_name', change.channel?.name],
  ];
  const given = set.flatMap(([column, value]) => (value === undefined ? [] : [{ column, value }]));
  return { sql: given.map(({ column }) => `${column} = ?`).join(', '), values: given.map(({ value }) => value) };
}

function jsonOf(value: object | null | undefined): string | null | undefined {
  return value === undefined || value === null ? value : JSON.stringify(value);
}
