import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { errorDtoSchema, type ErrorDto } from '../../shared/errors/error-dto.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import { batchSummarySchema, type BatchSummary } from '../../shared/model/run.ts';
import type { Batch, TargetStream } from '../ports/destination.ts';
import { unpackDocument, type PackedDocument } from './batch-codec.ts';
import { blob, integer, jsonOrNull, ownJson, sound, text, textOrNull } from './columns.ts';
import { packBytes, unpackJson } from './compression.ts';
import type { Database } from './database.ts';
import type { PackedDocuments } from './packed-documents.ts';

export type BatchState = BatchSummary['state'];

/** A staged batch as it is kept: its bytes never change, only what is known of its delivery does. */
export interface StoredBatch {
  readonly batch: Batch;
  readonly target: TargetStream;
  readonly state: BatchState;
  readonly attempts: number;
  readonly nextAttemptAtUtc: string | null;
  readonly progress: JsonObject | null;
}

/** A batch without what it carries, and the flow it belongs to. */
export type OwnedSummary = BatchSummary & { readonly flowId: string };

/** What a batch carries, packed. */
export interface BatchContents {
  /** What `packDocument` gives of each. */
  readonly documents: PackedDocuments;
  readonly rows: number;
  readonly payloadHash: string;
}

/** BATCH_CONTENTS_REMOVED: what the batch carried went after the retention time. */
export function contentsRemoved(id: string, atUtc: string): AppError {
  return new AppError('BATCH_CONTENTS_REMOVED', 'config', { details: { batch: id, date: atUtc.slice(0, 10) } });
}

const summaryColumns =
  'id, run_id, stream, sequence, documents, rows, bytes, state, attempts, next_attempt_at, error, created_at, acknowledged_at';

/** The outbox, and the batches that left it. */
export class BatchRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  insert(batch: Omit<Batch, 'documents'>, target: TargetStream, contents: BatchContents): void {
    const facts = JSON.stringify(batch).slice(0, -1);
    const mappedAs = JSON.stringify(target);
    this.#db.run('INSERT OR IGNORE INTO batch_targets (target) VALUES (?)', mappedAs);
    const payload = packBytes(contents.documents.between(`${facts},"documents":[`, ']}'));
    this.#db.run(
      `INSERT INTO batches (id, run_id, flow_id, stream, sequence, state, documents, rows, bytes, target_id, payload, payload_hash, audit_head, created_at)
       VALUES (?, ?, ?, ?, ?, 'staged', ?, ?, ?, (SELECT id FROM batch_targets WHERE target = ?), ?, ?, ?, ?)`,
      batch.id,
      batch.runId,
      batch.flowId,
      batch.streamId,
      batch.sequence,
      contents.documents.count,
      contents.rows,
      payload.byteLength,
      mappedAs,
      payload,
      contents.payloadHash,
      batch.auditHead,
      batch.createdAtUtc,
    );
  }

  /** Ids of the flow's batches that are not acknowledged, oldest first; those that were refused come after all others. */
  openIds(flowId: string, stream?: string): string[] {
    return this.#db
      .all(
        `SELECT id FROM batches WHERE flow_id = ?1 AND (?2 IS NULL OR stream = ?2) AND state NOT IN ('acknowledged')
         ORDER BY state = 'failed', created_at, rowid`,
        flowId,
        stream ?? null,
      )
      .map((row) => text(row, 'id'));
  }

  /** The batch that was staged last, with the hash of its entry in the audit trail; null if there never was one. */
  newest(): { readonly id: string; readonly createdAtUtc: string; readonly auditHead: string } | null {
    const row = this.#db.get('SELECT id, created_at, audit_head FROM batches ORDER BY rowid DESC LIMIT 1');
    if (row === undefined) return null;
    return { id: text(row, 'id'), createdAtUtc: text(row, 'created_at'), auditHead: text(row, 'audit_head') };
  }

  openCount(flowId: string): number {
    const row = this.#db.get(
      `SELECT count(*) AS n FROM batches WHERE flow_id = ? AND state NOT IN ('acknowledged')`,
      flowId,
    );
    return row === undefined ? 0 : integer(row, 'n');
  }

  /** Null if there is no such batch. Throws BATCH_CONTENTS_REMOVED if what it carried went after the retention time. */
  get(id: string): StoredBatch | null {
    const row = this.#db.get(
      'SELECT b.*, t.target FROM batches AS b JOIN batch_targets AS t ON t.id = b.target_id WHERE b.id = ?',
      id,
    );
    if (row === undefined) return null;
    const removedAtUtc = this.contentsRemovedAt(id);
    if (removedAtUtc !== null) throw contentsRemoved(id, removedAtUtc);
    // Written by this class alone and never changed: not parsed again.
    const target = ownJson(row, 'target') as TargetStream;
    const packed = unpackJson(blob(row, 'payload')) as Omit<Batch, 'documents'> & { documents: PackedDocument[] };
    return {
      batch: { ...packed, documents: packed.documents.map((one) => unpackDocument(one, target.mapping)) },
      target,
      state: sound(() => batchSummarySchema.shape.state.parse(row['state'])),
      attempts: integer(row, 'attempts'),
      nextAttemptAtUtc: textOrNull(row, 'next_attempt_at'),
      progress: jsonOrNull(row, 'progress', z.record(z.string(), z.json()) as unknown as z.ZodType<JsonObject>),
    };
  }

  /** When the contents of the batch went after the retention time; null while they are kept. Such a batch cannot be sent again. */
  contentsRemovedAt(id: string): string | null {
    const row = this.#db.get('SELECT removed_at FROM removed_contents WHERE batch_id = ?', id);
    return row === undefined ? null : text(row, 'removed_at');
  }

  startAttempt(id: string): void {
    this.#db.run(
      `UPDATE batches SET state = 'delivering', attempts = attempts + 1, next_attempt_at = NULL WHERE id = ?`,
      id,
    );
  }

  saveProgress(id: string, progress: JsonObject): void {
    this.#db.run('UPDATE batches SET progress = ? WHERE id = ?', JSON.stringify(progress), id);
  }

  endAttempt(
    id: string,
    state: 'staged' | 'unknown' | 'failed',
    error: ErrorDto,
    nextAttemptAtUtc: string | null,
  ): void {
    this.#db.run(
      'UPDATE batches SET state = ?, error = ?, next_attempt_at = ? WHERE id = ?',
      state,
      JSON.stringify(error),
      nextAttemptAtUtc,
      id,
    );
  }

  acknowledge(id: string, atUtc: string, outcomes: readonly { documentKey: string; outcome: string }[]): void {
    this.#db.run(
      `UPDATE batches SET state = 'acknowledged', error = NULL, progress = NULL, next_attempt_at = NULL, acknowledged_at = ? WHERE id = ?`,
      atUtc,
      id,
    );
    this.#db.run(
      `INSERT OR REPLACE INTO batch_outcomes (batch_id, document_key, outcome)
       SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2)`,
      id,
      JSON.stringify(outcomes.map((one) => [one.documentKey, one.outcome])),
    );
  }

  /** Drops batches that were staged by a window which is being read again. They were never sent. */
  discardStaged(runId: string, stream: string): void {
    this.#db.run(
      `DELETE FROM batches WHERE run_id = ? AND stream = ? AND state = 'staged' AND attempts = 0`,
      runId,
      stream,
    );
  }

  summaries(runId: string): BatchSummary[] {
    return this.#db
      .all(
        `SELECT ${summaryColumns}, removed_at FROM batches LEFT JOIN removed_contents ON batch_id = id
         WHERE run_id = ? ORDER BY created_at, batches.rowid`,
        runId,
      )
      .map(readSummary);
  }

  /** The batch without what it carries, and the flow it belongs to; null if there is none. */
  summary(id: string): OwnedSummary | null {
    const row = this.#db.get(
      `SELECT ${summaryColumns}, flow_id, removed_at FROM batches LEFT JOIN removed_contents ON batch_id = id WHERE id = ?`,
      id,
    );
    return row === undefined ? null : { ...readSummary(row), flowId: text(row, 'flow_id') };
  }

  /** Batches that wait, of all flows or of one: those that do not go by themselves first, then by when they do. */
  waiting(flowId: string | undefined, limit: number): OwnedSummary[] {
    return this.#db
      .all(
        `SELECT ${summaryColumns}, flow_id, NULL AS removed_at FROM batches
         WHERE state NOT IN ('acknowledged') AND (?1 IS NULL OR flow_id = ?1)
         ORDER BY next_attempt_at IS NOT NULL, state <> 'failed', next_attempt_at, created_at, rowid LIMIT ?2`,
        flowId ?? null,
        limit,
      )
      .map((row) => ({ ...readSummary(row), flowId: text(row, 'flow_id') }));
  }

  /** How many batches of each stream were never tried, of all flows or of one. */
  untried(flowId: string | undefined): { flowId: string; stream: string; batches: number }[] {
    return this.#db
      .all(
        `SELECT flow_id, stream, count(*) AS n FROM batches
         WHERE state = 'staged' AND attempts = 0 AND (?1 IS NULL OR flow_id = ?1) GROUP BY flow_id, stream`,
        flowId ?? null,
      )
      .map((row) => ({ flowId: text(row, 'flow_id'), stream: text(row, 'stream'), batches: integer(row, 'n') }));
  }

  /** Batches whose next attempt is due, by flow and stream. */
  due(nowUtc: string): { id: string; flowId: string; stream: string; attempts: number }[] {
    return this.#db
      .all(
        `SELECT id, flow_id, stream, attempts FROM batches INDEXED BY batches_due
         WHERE next_attempt_at IS NOT NULL AND next_attempt_at <= ? AND state NOT IN ('acknowledged')
         ORDER BY next_attempt_at, created_at`,
        nowUtc,
      )
      .map((row) => ({
        id: text(row, 'id'),
        flowId: text(row, 'flow_id'),
        stream: text(row, 'stream'),
        attempts: integer(row, 'attempts'),
      }));
  }

  /** When the batch is tried again by itself; null: not by itself. */
  setNextAttempt(id: string, atUtc: string | null): void {
    this.#db.run(`UPDATE batches SET next_attempt_at = ? WHERE id = ? AND state NOT IN ('acknowledged')`, atUtc, id);
  }

  /** Nothing of the stream goes by itself any more: what stands in the way needs a person. */
  stopRetrying(flowId: string, stream: string): void {
    this.#db.run(
      `UPDATE batches SET next_attempt_at = NULL
       WHERE flow_id = ? AND stream = ? AND state NOT IN ('acknowledged') AND next_attempt_at IS NOT NULL`,
      flowId,
      stream,
    );
  }

  /** Batches whose delivery was under way when the process ended: nobody knows what became of them. */
  markInterrupted(): void {
    this.#db.run(`UPDATE batches SET state = 'unknown' WHERE state = 'delivering'`);
  }

  /** What a flow's interrupted run left in its outbox goes back at this moment, unless the destination had refused it. */
  resumeAt(flowId: string, atUtc: string): void {
    this.#db.run(
      `UPDATE batches SET next_attempt_at = ?2 WHERE flow_id = ?1 AND state IN ('staged', 'unknown') AND next_attempt_at IS NULL`,
      flowId,
      atUtc,
    );
  }
}

function readSummary(row: Record<string, unknown>): BatchSummary {
  return sound(() =>
    batchSummarySchema.parse({
      id: text(row, 'id'),
      runId: text(row, 'run_id'),
      stream: text(row, 'stream'),
      sequence: text(row, 'sequence'),
      documents: integer(row, 'documents'),
      rows: integer(row, 'rows'),
      bytes: integer(row, 'bytes'),
      state: text(row, 'state'),
      attempts: integer(row, 'attempts'),
      nextAttemptAtUtc: textOrNull(row, 'next_attempt_at'),
      error: jsonOrNull(row, 'error', errorDtoSchema),
      createdAtUtc: text(row, 'created_at'),
      acknowledgedAtUtc: textOrNull(row, 'acknowledged_at'),
      contentsRemovedAtUtc: textOrNull(row, 'removed_at') ?? undefined,
    }),
  );
}
