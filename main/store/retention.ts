import { nothingRemoved, type RemovedDetails } from '../../shared/model/retention.ts';
import { integer, text } from './columns.ts';
import type { Database } from './database.ts';

/** A batch whose contents may go. */
export interface FinishedBatch {
  readonly id: string;
  readonly versions: number;
  readonly bytes: number;
}

/**
 * Acknowledged before a moment, contents still there, and read for lists already. Of a record that the destination rejected there is
 * nothing but what the batch carried: while such a one is open, it stays.
 */
const finished = `batches AS b INDEXED BY batches_by_run
  WHERE b.state = 'acknowledged' AND b.acknowledged_at < ?
    AND NOT EXISTS (SELECT 1 FROM removed_contents AS c WHERE c.batch_id = b.id)
    AND b.id NOT IN (SELECT u.id FROM batches AS u INDEXED BY batches_undescribed WHERE u.described = 0)
    AND b.run_id NOT IN (SELECT j.run_id FROM rejected AS j WHERE j.state = 'open' AND j.key IS NOT NULL AND j.source IS NULL)`;

const closed = `rejected INDEXED BY rejected_sources
  WHERE closed_at < ? AND closed_at IS NOT NULL AND state <> 'open' AND source IS NOT NULL AND described = 1`;

const ended = `SELECT id FROM runs WHERE state <> 'running' AND ended_at < ?`;

/**
 * Details of finished work that are older than is kept: what batches carried, the sources of closed rejections, and requests of
 * runs. Everything that is open stays.
 */
export class RetentionRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** What there is to remove of work finished before this moment. */
  older(beforeUtc: string): RemovedDetails {
    const batches = this.#db.get(
      `SELECT count(*) AS n, coalesce(sum(documents), 0) AS versions, coalesce(sum(bytes), 0) AS bytes FROM ${finished}`,
      beforeUtc,
    );
    const rejected = this.#db.get(
      `SELECT count(*) AS n, coalesce(sum(length(source)), 0) AS bytes FROM ${closed}`,
      beforeUtc,
    );
    const requests = this.#db.get(
      `SELECT count(*) AS n, coalesce(sum(octet_length(data)), 0) AS bytes FROM run_requests WHERE run_id IN (${ended})`,
      beforeUtc,
    );
    if (batches === undefined || rejected === undefined || requests === undefined) return nothingRemoved;
    return {
      ...nothingRemoved,
      batches: integer(batches, 'n'),
      versions: integer(batches, 'versions'),
      rejected: integer(rejected, 'n'),
      requests: integer(requests, 'n'),
      bytes: integer(batches, 'bytes') + integer(rejected, 'bytes') + integer(requests, 'bytes'),
    };
  }

  /** The next batches whose contents may go, those acknowledged first in front. */
  finished(beforeUtc: string, limit: number): FinishedBatch[] {
    return this.#db
      .all(
        `SELECT b.id, b.documents, b.bytes FROM ${finished} ORDER BY b.acknowledged_at, b.created_at, b.id LIMIT ?`,
        beforeUtc,
        limit,
      )
      .map((row) => ({ id: text(row, 'id'), versions: integer(row, 'documents'), bytes: integer(row, 'bytes') }));
  }

  /** Removes what the batches carried. Call it inside `erase`. A batch that is gone, or open again, is passed over. */
  removeContents(batches: readonly FinishedBatch[], atUtc: string): RemovedDetails {
    const removed = batches.filter(({ id }) => {
      const changed = this.#db.run(`UPDATE batches SET payload = x'' WHERE id = ? AND state = 'acknowledged'`, id);
      if (changed > 0) {
        this.#db.run('INSERT OR IGNORE INTO removed_contents (batch_id, removed_at) VALUES (?, ?)', id, atUtc);
      }
      return changed > 0;
    });
    return {
      ...nothingRemoved,
      batches: removed.length,
      versions: removed.reduce((sum, one) => sum + one.versions, 0),
      bytes: removed.reduce((sum, one) => sum + one.bytes, 0),
    };
  }

  /** Removes the source records of up to `limit` rejections closed before this moment, oldest first. Call it inside `erase`. */
  removeSources(beforeUtc: string, limit: number, atUtc: string): RemovedDetails {
    const rows = this.#db.all(
      `SELECT id, length(source) AS bytes FROM ${closed} ORDER BY closed_at, id LIMIT ?`,
      beforeUtc,
      limit,
    );
    for (const row of rows) {
      this.#db.run('UPDATE rejected SET source = NULL, source_removed_at = ? WHERE id = ?', atUtc, text(row, 'id'));
    }
    return { ...nothingRemoved, rejected: rows.length, bytes: bytesOf(rows) };
  }

  /** Removes up to `limit` requests of runs that ended before this moment, oldest first. Call it inside `erase`. */
  removeRequests(beforeUtc: string, limit: number): RemovedDetails {
    const rows = this.#db.all(
      `SELECT number, octet_length(data) AS bytes FROM run_requests WHERE run_id IN (${ended}) ORDER BY number LIMIT ?`,
      beforeUtc,
      limit,
    );
    this.#db.run(
      'DELETE FROM run_requests WHERE number IN (SELECT value FROM json_each(?))',
      JSON.stringify(rows.map((row) => integer(row, 'number'))),
    );
    return { ...nothingRemoved, requests: rows.length, bytes: bytesOf(rows) };
  }

  /** All or nothing, as a transaction of the store; what goes is overwritten in the data file. */
  erase<T>(work: () => T): T {
    return this.#db.erase(work);
  }

  /** Ends a sweep: what was overwritten is brought into the data file itself. */
  settle(): void {
    this.#db.checkpoint();
  }
}

function bytesOf(rows: readonly Record<string, unknown>[]): number {
  return rows.reduce((sum, row) => sum + integer(row, 'bytes'), 0);
}
