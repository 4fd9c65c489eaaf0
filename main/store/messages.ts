import type { MessageState } from '../../shared/messages/message.ts';
import { firstLine } from '../../shared/messages/render.ts';
import type { MessageQueue, NewMessage } from '../engine/messages/queue.ts';
import { integer, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import { assignments, type Happened, type MessageChange } from './message-changes.ts';
import {
  readMessage,
  readShortFate,
  readWaiting,
  type Fate,
  type StoredMessage,
  type WaitingMessage,
} from './message-row.ts';

/** Literally as in the index of this name. */
const waiting = `state IN ('held', 'queued', 'sending', 'unknown')`;

/** States in which a message is certainly not posted and nobody is about to post it. */
const takenBackFrom = ['held', 'queued', 'failed'] as const satisfies readonly MessageState[];

/** A flow's messages to one channel: they go one after the other. */
export interface Lane {
  readonly flowId: string;
  readonly channelId: string;
}

/** The queue of messages and their history. A message's words never change; what becomes of it does, and each change is noted. */
export class MessageRows implements MessageQueue {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(messages: readonly NewMessage[]): readonly string[] {
    return messages.filter((message) => this.#insert(message, null)).map((message) => message.id);
  }

  /** Takes in a delivery that repeats another by a person's wish. False if its id is known already. */
  addResend(message: NewMessage, of: string): boolean {
    return this.#insert(message, of);
  }

  #insert(message: NewMessage, resendOf: string | null): boolean {
    const added = this.#db.run(
      `INSERT INTO messages (id, flow_id, connection_id, rule_id, rule_name, run_id, view, subject_key, label, kind, layout,
         channel_id, channel_name, first_line, body, subject, amounts, parent_id, covered_by, resend_of, state, reason,
         not_before, created_at, told_mark)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      message.id,
      message.flowId,
      message.connectionId,
      message.ruleId,
      message.ruleName,
      message.runId,
      message.view,
      message.subjectKey,
      message.label,
      message.kind,
      message.layout,
      message.channel.id,
      message.channel.name,
      firstLine(message.body),
      JSON.stringify(message.body),
      message.subject === null ? null : JSON.stringify(message.subject),
      JSON.stringify(message.amounts),
      message.parentId,
      message.coveredBy,
      resendOf,
      message.state,
      message.reason,
      message.notBeforeUtc,
      message.createdAtUtc,
      message.toldMark ?? null,
    );
    if (added === 0) return false;
    this.#note(message.id, { atUtc: message.createdAtUtc, event: 'called-for', detail: message.reason });
    return true;
  }

  get(id: string): StoredMessage | null {
    const row = this.#db.get('SELECT * FROM messages WHERE id = ?', id);
    return row === undefined ? null : readMessage(row);
  }

  latestAlert(flowId: string, ruleId: string, subjectKey: string): StoredMessage | null {
    const row = this.#db.get(
      `SELECT * FROM messages WHERE flow_id = ? AND rule_id = ? AND subject_key = ? AND kind = 'alert'
       ORDER BY number DESC LIMIT 1`,
      flowId,
      ruleId,
      subjectKey,
    );
    return row === undefined ? null : readMessage(row);
  }

  hasAlerts(flowId: string, ruleId: string): boolean {
    const sql = `SELECT 1 FROM messages WHERE flow_id = ? AND rule_id = ? AND kind = 'alert' LIMIT 1`;
    return this.#db.get(sql, flowId, ruleId) !== undefined;
  }

  supersede(id: string, atUtc: string): boolean {
    const change = { state: 'suppressed', reason: 'superseded', notBeforeUtc: null } as const;
    const happened = { atUtc, event: 'suppressed', detail: 'superseded' } as const;
    if (!this.move(id, takenBackFrom, change, happened)) return false;
    // What was to be said about it would be said about nothing.
    for (const child of this.childrenOf(id)) this.move(child.id, takenBackFrom, change, happened);
    return true;
  }

  /** Makes the change if the message is in one of these states, and notes it; else changes nothing and answers false. */
  move(id: string, from: readonly MessageState[], change: MessageChange, happened: Happened): boolean {
    const { sql, values } = assignments(change);
    const guard = from.map(() => '?').join(', ');
    const changed = this.#db.run(
      `UPDATE messages SET ${sql} WHERE id = ? AND state IN (${guard})`,
      ...values,
      id,
      ...from,
    );
    if (changed === 0) return false;
    this.#note(id, happened);
    return true;
  }

  #note(id: string, { atUtc, event, detail }: Happened): void {
    this.#db.run(
      'INSERT INTO message_events (message_id, at, event, detail) VALUES (?, ?, ?, ?)',
      id,
      atUtc,
      event,
      detail ?? null,
    );
  }

  /** Flows and channels with something that goes by itself. */
  lanes(): Lane[] {
    return this.#db
      .all(`SELECT DISTINCT flow_id, channel_id FROM messages INDEXED BY messages_waiting WHERE ${waiting}`)
      .map((row) => ({ flowId: text(row, 'flow_id'), channelId: text(row, 'channel_id') }));
  }

  /** What waits for its turn in a channel, in order. */
  waiting({ flowId, channelId }: Lane): WaitingMessage[] {
    return this.#db
      .all(
        `SELECT number, id, rule_id, kind, state, reason, not_before, parent_id, resend_of FROM messages INDEXED BY messages_waiting
         WHERE flow_id = ? AND channel_id = ? AND ${waiting} ORDER BY number`,
        flowId,
        channelId,
      )
      .map(readWaiting);
  }

  /** Messages whose sending was under way: at start, those of a process that ended. */
  sending(): string[] {
    return this.#db
      .all(`SELECT id FROM messages WHERE state = 'sending' ORDER BY number`)
      .map((row) => text(row, 'id'));
  }

  /** When the next message comes whose time lies after this moment; null if none does. */
  nextTime(afterUtc: string): string | null {
    const row = this.#db.get(
      `SELECT min(not_before) AS next FROM messages INDEXED BY messages_waiting WHERE ${waiting} AND not_before > ?`,
      afterUtc,
    );
    return row === undefined ? null : textOrNull(row, 'next');
  }

  /** What became of a message that others wait for; null if there is none of this id. */
  fateOf(id: string): Fate | null {
    const row = this.#db.get('SELECT kind, state, reason, covered_by FROM messages WHERE id = ?', id);
    return row === undefined ? null : readShortFate(row);
  }

  /** Updates and replies of a message, in order. */
  childrenOf(id: string): StoredMessage[] {
    return this.#db.all('SELECT * FROM messages WHERE parent_id = ? ORDER BY number', id).map(readMessage);
  }

  /** The latest delivery in the place of this one: it was gone, or a person had it posted again. Null if there is none. */
  latestResend(id: string): StoredMessage | null {
    const row = this.#db.get('SELECT * FROM messages WHERE resend_of = ? ORDER BY number DESC LIMIT 1', id);
    return row === undefined ? null : readMessage(row);
  }

  /** How often a person had this delivery posted again. */
  resends(id: string): number {
    const row = this.#db.get('SELECT count(*) AS n FROM messages WHERE resend_of = ?', id);
    return row === undefined ? 0 : integer(row, 'n');
  }

  /** Messages of a rule that stand in a channel by themselves (no updates, no replies), posted or on their way since a moment. */
  spentSince(flowId: string, ruleId: string, sinceUtc: string): number {
    const row = this.#db.get(
      `SELECT (SELECT count(*) FROM messages WHERE flow_id = ?1 AND rule_id = ?2 AND posted_at >= ?3 AND posted_at IS NOT NULL
                 AND kind NOT IN ('update', 'reply'))
            + (SELECT count(*) FROM messages INDEXED BY messages_by_channel WHERE flow_id = ?1 AND rule_id = ?2
                 AND state IN ('sending', 'unknown', 'undecided') AND sending_since >= ?3 AND kind NOT IN ('update', 'reply')) AS n`,
      flowId,
      ruleId,
      sinceUtc,
    );
    return row === undefined ? 0 : integer(row, 'n');
  }
}
