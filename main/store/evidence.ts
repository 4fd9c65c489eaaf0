import { z } from 'zod';
import type { BatchIdentity } from '../../shared/evidence/manifest.ts';
import type { RejectedLine } from '../../shared/evidence/tables.ts';
import type { TargetStream } from '../ports/destination.ts';
import { storedEntry, type StoredEntry } from './audit.ts';
import { TombstoneRow } from './audit-tombstone.ts';
import { integer, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import { reasonsIn } from './rejected.ts';

/** A batch without its contents. */
export interface BatchFacts extends BatchIdentity {
  readonly createdAtUtc: string;
  readonly acknowledgedAtUtc: string | null;
  /** JSON of the stream as it was mapped; the same text for all batches of a mapping. */
  readonly target: string;
}

const mappedSchema = z.object({ mapping: z.custom<TargetStream['mapping']>((value) => typeof value === 'object') });

/** What an evidence pack is made of, besides runs, flows and connections. Reads only. */
export class EvidenceRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Runs of the flow that began in the period and have ended, oldest first. */
  runIds(flowId: string, fromUtc: string, toUtc: string): string[] {
    return this.#db
      .all(
        `SELECT id FROM runs WHERE flow_id = ? AND started_at >= ? AND started_at < ? AND state <> 'running'
         ORDER BY started_at, id`,
        flowId,
        fromUtc,
        toUtc,
      )
      .map((row) => text(row, 'id'));
  }

  /** The batches that a run staged, in their order. Nothing behind the payload is read: it would be read through. */
  batches(runId: string): BatchFacts[] {
    return this.#db
      .all(
        `SELECT b.id, b.stream, b.sequence, b.documents, b.rows, b.state, b.attempts, b.created_at, l.acknowledged_at, t.target
         FROM batches AS b JOIN batch_targets AS t ON t.id = b.target_id
           LEFT JOIN batches AS l INDEXED BY batches_landed ON l.id = b.id
         WHERE b.run_id = ? ORDER BY b.created_at, b.id`,
        runId,
      )
      .map((row) => ({
        id: text(row, 'id'),
        runId,
        stream: text(row, 'stream'),
        sequence: text(row, 'sequence'),
        documents: integer(row, 'documents'),
        rows: integer(row, 'rows'),
        state: text(row, 'state'),
        attempts: integer(row, 'attempts'),
        createdAtUtc: text(row, 'created_at'),
        acknowledgedAtUtc: textOrNull(row, 'acknowledged_at'),
        target: text(row, 'target'),
      }));
  }

  /** The hashes of a batch whose entry is no longer in the trail. */
  hashesOf(batchId: string): { readonly payload: string; readonly auditHead: string } {
    const row = this.#db.get('SELECT payload_hash, audit_head FROM batches WHERE id = ?', batchId) ?? {};
    return { payload: textOrNull(row, 'payload_hash') ?? '', auditHead: textOrNull(row, 'audit_head') ?? '' };
  }

  /** Ids of the entries of rejected records of a run, in the order in which they are listed. */
  rejectedIds(runId: string): string[] {
    return this.#db
      .all(
        `SELECT r.id FROM rejected_runs AS o JOIN rejected AS r ON r.id = o.rejected_id
         WHERE o.run_id = ? ORDER BY r.stream, r.label, r.id`,
        runId,
      )
      .map((row) => text(row, 'id'));
  }

  /** The reasons of these entries, one line each in their order, with what became of the records since. */
  rejected(runId: string, ids: readonly string[]): RejectedLine[] {
    return this.#db
      .all(
        `SELECT r.stream, r.key, r.label, r.state, r.reasons, r.first_seen_at, r.last_seen_at
         FROM json_each(?) AS asked JOIN rejected AS r ON r.id = asked.value ORDER BY asked.key`,
        JSON.stringify(ids),
      )
      .flatMap((row) =>
        reasonsIn(row).map(({ code, field, value, expected, text: said }) => ({
          runId,
          stream: text(row, 'stream'),
          key: textOrNull(row, 'key'),
          label: text(row, 'label'),
          state: text(row, 'state'),
          code,
          field,
          value,
          expected,
          text: said,
          firstSeenAtUtc: text(row, 'first_seen_at'),
          lastSeenAtUtc: text(row, 'last_seen_at'),
        })),
      );
  }

  /** Messages that the flow called for: entries about them are entries about the flow. */
  messageIds(flowId: string): string[] {
    return this.#db.all('SELECT id FROM messages WHERE flow_id = ?', flowId).map((row) => text(row, 'id'));
  }

  /** Numbers of the first and the last entry of the trail between two moments, both included; null if there are none. */
  auditRange(fromUtc: string, toUtc: string): { readonly first: number; readonly last: number } | null {
    const row = this.#db.get(
      'SELECT min(number) AS first, max(number) AS last FROM audit WHERE at >= ? AND at <= ?',
      fromUtc,
      toUtc,
    );
    if (row === undefined || row['first'] === null) return null;
    return { first: integer(row, 'first'), last: integer(row, 'last') };
  }

  /** Entries by number, both included, with the hash before the first. */
  *entries(first: number, last: number): Generator<StoredEntry> {
    for (const row of this.#db.each('SELECT * FROM audit WHERE number BETWEEN ? AND ? ORDER BY number', first, last)) {
      yield storedEntry(row);
    }
  }

  /** Hash of one entry, also of the last one that went after the retention time; null if it is not known. */
  hashOf(number: number): string | null {
    const row = this.#db.get('SELECT hash FROM audit WHERE number = ?', number);
    if (row !== undefined) return text(row, 'hash');
    const went = new TombstoneRow(this.#db).get()?.tombstone;
    return went?.number === number ? went.hash : null;
  }
}

/** The mapping in the JSON text of a batch's target. */
export function mappingIn(target: string): TargetStream['mapping'] {
  return mappedSchema.parse(JSON.parse(target)).mapping;
}
