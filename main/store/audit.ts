import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type auditEntrySchema } from '../../shared/contract/contract.ts';
import type { JsonValue } from '../../shared/model/json.ts';
import { integer, json, text } from './columns.ts';
import type { Database } from './database.ts';

export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Hash before the first entry. */
export const auditGenesis = '0'.repeat(64);

/** The audit trail: append-only; each entry's hash covers the entry and the hash before it. */
export class AuditRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  head(): { number: number; hash: string } {
    const row = this.#db.get('SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1');
    return row === undefined
      ? { number: 0, hash: auditGenesis }
      : { number: integer(row, 'number'), hash: text(row, 'hash') };
  }

  /** Appends one entry and returns the new head. Call it inside the transaction whose effect it records. */
  append(atUtc: string, event: string, subject: string, details: Record<string, JsonValue>): string {
    const last = this.head();
    const number = last.number + 1;
    const detailsText = JSON.stringify(details);
    const hash = entryHash(last.hash, [String(number), atUtc, event, subject, detailsText]);
    this.#db.run(
      'INSERT INTO audit (number, at, event, subject, details, hash) VALUES (?, ?, ?, ?, ?, ?)',
      number,
      atUtc,
      event,
      subject,
      detailsText,
      hash,
    );
    return hash;
  }

  list(limit: number, beforeNumber: number | null): AuditEntry[] {
    return this.#db
      .all('SELECT * FROM audit WHERE ?1 IS NULL OR number < ?1 ORDER BY number DESC LIMIT ?2', beforeNumber, limit)
      .map((row) => ({
        number: integer(row, 'number'),
        atUtc: text(row, 'at'),
        event: text(row, 'event'),
        subject: text(row, 'subject'),
        details: json(row, 'details', z.record(z.string(), z.json())),
        hash: text(row, 'hash'),
      }));
  }

  /** Entries about one subject with this event, oldest first. */
  of(subject: string, event: string): Pick<AuditEntry, 'atUtc' | 'details'>[] {
    return this.#db
      .all('SELECT at, details FROM audit WHERE subject = ? AND event = ? ORDER BY number', subject, event)
      .map((row) => ({ atUtc: text(row, 'at'), details: json(row, 'details', z.record(z.string(), z.json())) }));
  }

  /** Recomputes the whole chain; the number of the first entry that does not fit, or null if all do. */
  firstBroken(): number | null {
    let previous = auditGenesis;
    let expected = 1;
    for (const row of this.#db.each('SELECT * FROM audit ORDER BY number')) {
      const number = integer(row, 'number');
      const parts = [String(number), text(row, 'at'), text(row, 'event'), text(row, 'subject'), text(row, 'details')];
      const hash = entryHash(previous, parts);
      if (number !== expected || hash !== text(row, 'hash')) return expected;
      previous = hash;
      expected += 1;
    }
    return null;
  }
}

function entryHash(previous: string, parts: readonly string[]): string {
  const hash = createHash('sha256').update(previous);
  for (const part of parts) hash.update('\u0000').update(part);
  return hash.digest('hex');
}
