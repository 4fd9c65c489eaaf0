import {
  messageReasonSchema,
  messageStateSchema,
  type MessageFilter,
  type MessageProblem,
  type MessageReason,
  type MessageState,
} from '../../shared/messages/message.ts';
import { integer, text } from './columns.ts';
import type { Database } from './database.ts';
import { listedMessages, messagesWhere } from './message-search.ts';

/** What has to be known of a message to say what trying it again would do. */
export interface TryableMessage {
  readonly id: string;
  readonly flowId: string;
  readonly state: MessageState;
  readonly reason: MessageReason | null;
  readonly channelId: string;
  readonly channelName: string;
}

/** Messages by what stands in their way. Reads only. */
export class MessageProblems {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** What went wrong, the most frequent first; messages that nothing went wrong with are left out. */
  reasons(filter: MessageFilter): MessageProblem[] {
    const where = messagesWhere(filter);
    return this.#db
      .all(
        `SELECT problem_code, count(*) AS n FROM ${listedMessages} WHERE ${where.sql} AND problem_code <> ''
         GROUP BY problem_code ORDER BY n DESC, problem_code`,
        ...where.values,
      )
      .map((row) => ({ code: text(row, 'problem_code'), messages: integer(row, 'n') }));
  }

  /** All messages within a filter, in the order in which they were taken in. */
  within(filter: MessageFilter): TryableMessage[] {
    const where = messagesWhere(filter);
    return this.#db
      .all(
        `SELECT id, flow_id, state, reason, channel_id, channel_name FROM ${listedMessages} WHERE ${where.sql} ORDER BY number`,
        ...where.values,
      )
      .map((row) => ({
        id: text(row, 'id'),
        flowId: text(row, 'flow_id'),
        state: messageStateSchema.parse(row['state']),
        reason: messageReasonSchema.nullable().parse(row['reason']),
        channelId: text(row, 'channel_id'),
        channelName: text(row, 'channel_name'),
      }));
  }
}
