import type { RecordRef } from '../../shared/model/record-view.ts';
import { batchSummarySchema, runTriggerSchema, type RunTrigger } from '../../shared/model/run.ts';
import type { MappedDocument } from '../../shared/model/record.ts';
import type { TargetStream } from '../ports/destination.ts';
import { unpackDocument } from './batch-codec.ts';
import type { BatchState } from './batches.ts';
import { blob, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import { findPacked } from './find-packed.ts';

/** A batch that carried a record, and what became of the record in it. */
export interface CarriedBy {
  readonly batchId: string;
  readonly batchState: BatchState;
  readonly runId: string;
  readonly run: { readonly trigger: RunTrigger; readonly startedAtUtc: string } | null;
  readonly sequence: string;
  readonly stagedAtUtc: string;
  readonly acknowledgedAtUtc: string | null;
  readonly outcome: 'delivered' | 'unchanged' | 'rejected' | null;
  /** When what it carried went after the retention time; null while it is kept. */
  readonly contentsRemovedAtUtc: string | null;
}

export interface CarriedDocument {
  readonly target: TargetStream;
  readonly document: MappedDocument;
}

const outcomes = ['delivered', 'unchanged', 'rejected'] as const;

/** The versions of a record: the batches that carried it, which are never changed, and what they carried. */
export class VersionRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Batches that carried the record, newest first: those acknowledged, and the one in which its latest version waits. */
  of(ref: RecordRef, stagedBatchId: string | null): CarriedBy[] {
    // A stream's batches are few beside its records: asking each for the key costs less than an index over all outcomes would.
    return this.#db
      .all(
        `SELECT b.id, b.state, b.run_id, b.sequence, b.created_at, b.acknowledged_at, o.outcome, r.trigger, r.started_at, c.removed_at
         FROM batches AS b INDEXED BY batches_by_stream
         LEFT JOIN batch_outcomes AS o ON o.batch_id = b.id AND o.document_key = ?3
         LEFT JOIN runs AS r ON r.id = b.run_id
         LEFT JOIN removed_contents AS c ON c.batch_id = b.id
         WHERE b.flow_id = ?1 AND b.stream = ?2 AND (o.outcome IS NOT NULL OR b.id = ?4)
         ORDER BY b.created_at DESC, b.sequence DESC`,
        ref.flowId,
        ref.stream,
        ref.key,
        stagedBatchId,
      )
      .map(readCarriedBy);
  }

  /** What a batch carried of the record; null if the batch or its contents are not kept, or it does not carry the record. */
  document(batchId: string, key: string): CarriedDocument | null {
    const row = this.#db.get(
      'SELECT t.target, b.payload FROM batches AS b JOIN batch_targets AS t ON t.id = b.target_id WHERE b.id = ?',
      batchId,
    );
    if (row === undefined) return null;
    const payload = blob(row, 'payload');
    if (payload.byteLength === 0) return null;
    const packed = findPacked(payload, key);
    if (packed === null) return null;
    // Written by this store alone and never changed: not validated again.
    const target = JSON.parse(text(row, 'target')) as TargetStream;
    return { target, document: unpackDocument(packed, target.mapping) };
  }
}

function readCarriedBy(row: Record<string, unknown>): CarriedBy {
  const trigger = runTriggerSchema.nullable().parse(row['trigger']);
  return {
    batchId: text(row, 'id'),
    batchState: batchSummarySchema.shape.state.parse(row['state']),
    runId: text(row, 'run_id'),
    run: trigger === null ? null : { trigger, startedAtUtc: text(row, 'started_at') },
    sequence: text(row, 'sequence'),
    stagedAtUtc: text(row, 'created_at'),
    acknowledgedAtUtc: textOrNull(row, 'acknowledged_at'),
    outcome: outcomes.find((one) => one === row['outcome']) ?? null,
    contentsRemovedAtUtc: textOrNull(row, 'removed_at'),
  };
}
