import { nothingRemoved, type RemovedDetails } from '../../shared/model/retention.ts';
import { integer, text } from './columns.ts';
import type { Database } from './database.ts';

/** Where a look through batches whose runs went has come to; `null`: at their end. */
export type BatchPlace = { readonly runId: string; readonly createdAtUtc: string; readonly id: string } | null;

/** The newest runs of a flow, which stay however old they are: screens and alerts look at them. */
export const newestRunsKept = 100;

/** From when on the newest runs of each flow began; null where there are not that many. */
const floors = `floors (flow_id, started_at) AS MATERIALIZED (
  SELECT f.id, (SELECT started_at FROM runs WHERE flow_id = f.id ORDER BY started_at DESC LIMIT 1 OFFSET ${String(newestRunsKept - 1)})
  FROM flows AS f)`;

/**
 * Runs that something open still counts in or points at: batches that wait, records that are rejected or held, messages to be sent, alerts that
 * stand, ranges under way; and of each flow the last run that went well.
 */
const held = `held (id) AS MATERIALIZED (
  SELECT run_id FROM batches WHERE state NOT IN ('acknowledged')
  UNION SELECT run_id FROM batches INDEXED BY batches_undescribed WHERE described = 0
  UNION SELECT run_id FROM waiting_readers
  UNION SELECT t.run_id FROM replay_batches AS t JOIN batches AS b ON b.id = t.batch_id WHERE b.state <> 'acknowledged'
  UNION SELECT run_id FROM rejected INDEXED BY rejected_list WHERE state = 'open'
  UNION SELECT run_id FROM main.held WHERE state = 'open'
  UNION SELECT p.data ->> '$.runId' FROM resyncs AS y JOIN resync_parts AS p ON p.resync_id = y.id
    WHERE y.state IN ('running', 'paused', 'asks')
  UNION SELECT asked_gone ->> '$.runId' FROM stream_states
  UNION SELECT run_id FROM messages WHERE state IN ('held', 'queued', 'sending', 'unknown', 'undecided', 'failed')
  UNION SELECT details ->> '$.runId' FROM alerts WHERE state <> 'closed'
  UNION SELECT (SELECT id FROM runs WHERE flow_id = f.id AND state IN ('succeeded', 'succeeded-with-rejections') AND trigger <> 'replay'
    ORDER BY started_at DESC LIMIT 1) FROM flows AS f)`;

/** Ended before a moment, and nothing open. Of a flow that was removed none has to stay. */
const ended = `runs AS r INDEXED BY runs_list
  WHERE r.ended_at < ?1 AND r.state <> 'running'
    AND (r.flow_id NOT IN (SELECT flow_id FROM floors) OR r.started_at < (SELECT started_at FROM floors WHERE flow_id = r.flow_id))
    AND r.id NOT IN (SELECT id FROM held WHERE id IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM batches AS b WHERE b.run_id = r.id AND b.acknowledged_at >= ?1)`;

/**
 * Closed before a moment, and no run that rejected it is kept. A dismissal stays while it says why a record is not at the destination.
 */
const closed = `rejected AS j INDEXED BY rejected_closed
  WHERE j.closed_at < ?1 AND j.closed_at IS NOT NULL AND j.state <> 'open'
    AND NOT (j.state = 'dismissed' AND EXISTS (SELECT 1 FROM documents AS d
      WHERE d.flow_id = j.flow_id AND d.stream = j.stream AND d.key = j.key AND d.state = 'rejected'))`;

/** The same of what was held: it went, was replaced, or a person decided that it does not go. */
const closedHolds = `main.held AS j
  WHERE j.closed_at < ?1 AND j.closed_at IS NOT NULL AND j.state <> 'open'
    AND NOT (j.state = 'dismissed' AND EXISTS (SELECT 1 FROM documents AS d
      WHERE d.flow_id = j.flow_id AND d.stream = j.stream AND d.key = j.key AND d.state = 'held'))`;

/** Runs, and what belongs to them, that are older than is kept. Their contents have gone before them. */
export class RunRetentionRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** What there is to remove of what ended before this moment. */
  older(beforeUtc: string): RemovedDetails {
    const count = (sql: string): number => {
      const row = this.#db.get(sql, beforeUtc);
      return row === undefined ? 0 : integer(row, 'n');
    };
    const runs = count(`WITH ${floors}, ${held} SELECT count(*) AS n FROM ${ended}`);
    const entries = count(
      `WITH ${floors}, ${held}, going (id) AS MATERIALIZED (SELECT r.id FROM ${ended})
       SELECT count(*) AS n FROM ${closed}
         AND NOT EXISTS (SELECT 1 FROM rejected_runs AS o WHERE o.rejected_id = j.id AND o.run_id NOT IN (SELECT id FROM going))`,
    );
    const holds = count(
      `WITH ${floors}, ${held}, going (id) AS MATERIALIZED (SELECT r.id FROM ${ended})
       SELECT count(*) AS n FROM ${closedHolds}
         AND NOT EXISTS (SELECT 1 FROM held_runs AS o WHERE o.held_id = j.id AND o.run_id NOT IN (SELECT id FROM going))`,
    );
    return {
      ...nothingRemoved,
      runs,
      entries: entries + holds,
      alerts: count(`SELECT count(*) AS n FROM ${alertsOver}`),
    };
  }

  /** Ids of the next runs that may go with all that was read and delivered, those that began first in front. */
  next(beforeUtc: string, limit: number): string[] {
    return this.#db
      .all(`WITH ${floors}, ${held} SELECT r.id FROM ${ended} ORDER BY r.started_at, r.id LIMIT ?2`, beforeUtc, limit)
      .map((row) => text(row, 'id'));
  }

  /** Removes the runs with their streams and replays. Their batches are looked through afterwards. Call it inside `erase`. */
  remove(ids: readonly string[]): void {
    const these = JSON.stringify(ids);
    for (const [table, column] of [
      ['run_streams', 'run_id'],
      ['run_requests', 'run_id'],
      ['rejected_runs', 'run_id'],
      ['held_runs', 'run_id'],
      ['replays', 'run_id'],
      ['replay_batches', 'run_id'],
      ['webhook_missed', 'run_id'],
      ['runs', 'id'],
    ] as const) {
      this.#db.run(`DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`, these);
    }
  }

  /** Removes up to `limit` closed rejections, and as many closed holds, of which no run is kept. Call it inside `erase`. */
  removeEntries(beforeUtc: string, limit: number): RemovedDetails {
    const removed = this.#db.run(
      `DELETE FROM rejected WHERE id IN (SELECT j.id FROM ${closed}
         AND j.source IS NULL AND NOT EXISTS (SELECT 1 FROM rejected_runs AS o WHERE o.rejected_id = j.id)
         ORDER BY j.closed_at, j.id LIMIT ?2)`,
      beforeUtc,
      limit,
    );
    const holds = this.#db.run(
      `DELETE FROM main.held WHERE id IN (SELECT j.id FROM ${closedHolds}
         AND NOT EXISTS (SELECT 1 FROM held_runs AS o WHERE o.held_id = j.id) ORDER BY j.closed_at, j.id LIMIT ?2)`,
      beforeUtc,
      limit,
    );
    return { ...nothingRemoved, entries: removed + holds };
  }

  /** Removes up to `limit` alerts that were over before this moment, and ranges that had been read. Call it inside `erase`. */
  removeNotes(beforeUtc: string, limit: number): RemovedDetails {
    const alerts = this.#db.run(
      `DELETE FROM alerts WHERE id IN (SELECT id FROM ${alertsOver} ORDER BY until LIMIT ?2)`,
      beforeUtc,
      limit,
    );
    this.#db.run(`DELETE FROM health_alarms WHERE ended_at < ?`, beforeUtc);
    this.#db.run(
      `DELETE FROM resyncs WHERE state NOT IN ('running', 'paused', 'asks') AND ended_at < ?
         AND id NOT IN (SELECT p.resync_id FROM resync_parts AS p JOIN runs AS r ON r.id = p.data ->> '$.runId')`,
      beforeUtc,
    );
    return { ...nothingRemoved, alerts };
  }

  /**
   * Looks at the next batches whose runs went, of up to `documents` documents, and removes those that brought the landed version of no
   * record any more; of the others, what became of records that have a newer version. Returns where it has come to. Call it inside `erase`.
   */
  removeBatches(after: BatchPlace, documents: number): BatchPlace {
    const { runId, createdAtUtc, id } = after ?? { runId: '', createdAtUtc: '', id: '' };
    const rows = this.#db.all(
      `SELECT b.id, b.run_id, b.created_at, b.documents FROM batches AS b INDEXED BY batches_by_run
       WHERE (b.run_id, b.created_at, b.id) > (?, ?, ?) AND b.state = 'acknowledged'
         AND NOT EXISTS (SELECT 1 FROM runs AS r WHERE r.id = b.run_id)
         AND EXISTS (SELECT 1 FROM removed_contents AS c WHERE c.batch_id = b.id)
       ORDER BY b.run_id, b.created_at, b.id LIMIT 100`,
      runId,
      createdAtUtc,
      id,
    );
    let place: BatchPlace = null;
    let looked = 0;
    for (const row of rows) {
      place = { runId: text(row, 'run_id'), createdAtUtc: text(row, 'created_at'), id: text(row, 'id') };
      this.#removeBatch(place.id);
      looked += integer(row, 'documents');
      if (looked >= documents) return place;
    }
    return rows.length < 100 ? null : place;
  }

  /** Ends a sweep: ways of mapping that no batch was mapped by any more. Call it inside `erase`. */
  removeTargets(): void {
    this.#db.run('DELETE FROM batch_targets WHERE id NOT IN (SELECT target_id FROM batches)');
  }

  #removeBatch(id: string): void {
    this.#db.run(
      `DELETE FROM batch_outcomes WHERE batch_id = ?1 AND NOT EXISTS (
         SELECT 1 FROM batches AS b JOIN documents AS d ON d.flow_id = b.flow_id AND d.stream = b.stream
         WHERE b.id = ?1 AND d.key = batch_outcomes.document_key AND d.landed_batch_id = ?1)`,
      id,
    );
    const isGone =
      this.#db.run(
        // The newest batch says where this data file stands: it stays.
        `DELETE FROM batches WHERE id = ?1 AND rowid <> (SELECT max(rowid) FROM batches)
           AND NOT EXISTS (SELECT 1 FROM batch_outcomes WHERE batch_id = ?1)`,
        id,
      ) > 0;
    if (!isGone) return;
    for (const table of ['removed_contents', 'replay_batches']) {
      this.#db.run(`DELETE FROM ${table} WHERE batch_id = ?`, id);
    }
  }
}

const alertsOver = `alerts WHERE state = 'closed' AND until < ?1`;
