import { subjectSchema, type Subject } from '../../shared/messages/facts.ts';
import { nothingRemoved, type RemovedDetails } from '../../shared/model/retention.ts';
import { integer, json, jsonOrNull, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';

/** The mark that is kept in place of what was told of a subject of the view; null where the view is not known any more. */
export type MarkOf = (view: string, subject: Subject) => string | null;

const open = `state IN ('held', 'queued', 'sending', 'unknown', 'undecided', 'failed')`;

/**
 * Over and done with before a moment, with everything that belongs to it: a message whose update still waits may have to be told again
 * whole, and one that failed waits for a person.
 */
const finished = `messages AS m INDEXED BY messages_contents
  WHERE m.contents_removed_at IS NULL AND m.state IN ('posted', 'covered', 'suppressed', 'dismissed') AND m.created_at < ?1
    AND NOT EXISTS (SELECT 1 FROM message_events AS e WHERE e.message_id = m.id AND e.at >= ?1)
    AND NOT EXISTS (SELECT 1 FROM messages AS o WHERE o.parent_id = m.id AND o.${open})
    AND NOT EXISTS (SELECT 1 FROM messages AS o WHERE o.parent_id = m.parent_id AND o.${open})
    AND NOT EXISTS (SELECT 1 FROM messages AS o WHERE o.id = m.parent_id AND o.${open})
    AND NOT EXISTS (SELECT 1 FROM messages AS o WHERE o.id = m.covered_by AND o.${open})`;

const size = `octet_length(m.body) + coalesce(octet_length(m.subject), 0)`;

/** Words and facts of messages that are older than is kept. Where and when they were posted, and what decides what is news, stays. */
export class MessageRetentionRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** What there is to remove of messages finished before this moment. */
  older(beforeUtc: string): RemovedDetails {
    const row = this.#db.get(`SELECT count(*) AS n, coalesce(sum(${size}), 0) AS bytes FROM ${finished}`, beforeUtc);
    if (row === undefined) return nothingRemoved;
    return { ...nothingRemoved, messages: integer(row, 'n'), bytes: integer(row, 'bytes') };
  }

  /** Removes up to `limit`, oldest first. Call it inside `erase`. */
  remove(
    { beforeUtc, atUtc, limit }: { readonly beforeUtc: string; readonly atUtc: string; readonly limit: number },
    markOf: MarkOf,
  ): RemovedDetails {
    const rows = this.#db.all(
      `SELECT m.id, m.flow_id, m.rule_id, m.view, m.subject_key, m.subject, m.told_mark, ${size} AS bytes
       FROM ${finished} ORDER BY m.created_at, m.number LIMIT ?2`,
      beforeUtc,
      limit,
    );
    for (const row of rows) {
      const subject = jsonOrNull(row, 'subject', subjectSchema);
      const mark = subject === null ? textOrNull(row, 'told_mark') : markOf(text(row, 'view'), subject);
      // The first line is words of the message as well; by its label a person still knows what it was about.
      this.#db.run(
        `UPDATE messages SET body = '{"text":"","blocks":[]}', first_line = '', subject = NULL, told_mark = ?,
           contents_removed_at = ? WHERE id = ?`,
        mark,
        atUtc,
        text(row, 'id'),
      );
      this.#forgetTold(row, beforeUtc, markOf);
    }
    const bytes = rows.reduce((sum, row) => sum + integer(row, 'bytes'), 0);
    return { ...nothingRemoved, messages: rows.length, bytes };
  }

  /** What the rule told of the subject goes with the messages that told it. */
  #forgetTold(message: Record<string, unknown>, beforeUtc: string, markOf: MarkOf): void {
    const key = textOrNull(message, 'subject_key');
    if (key === null) return;
    const of = [text(message, 'flow_id'), text(message, 'rule_id'), key] as const;
    const told = this.#db.get(
      `SELECT subject FROM rule_told WHERE flow_id = ? AND rule_id = ? AND subject_key = ? AND subject <> '' AND told_at < ?`,
      ...of,
      beforeUtc,
    );
    if (told === undefined) return;
    this.#db.run(
      `UPDATE rule_told SET subject = '', mark = ? WHERE flow_id = ? AND rule_id = ? AND subject_key = ?`,
      markOf(text(message, 'view'), json(told, 'subject', subjectSchema)),
      ...of,
    );
  }
}
