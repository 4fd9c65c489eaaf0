import { runStreamSchema, type RunStream } from '../../shared/model/run.ts';
import type { WindowReach } from '../../shared/model/window-reach.ts';
import { integer, json, text } from './columns.ts';
import type { Database } from './database.ts';

/** What a finished run read of one stream. */
export interface Reading {
  readonly runId: string;
  readonly endedAtUtc: string;
  readonly stream: RunStream;
}

/** Which readings: of a stream of a flow, by runs that started since then. */
export interface ReadingsOf {
  readonly flowId: string;
  readonly stream: string;
  readonly sinceUtc: string;
}

/**
 * Runs of a stream that ended, the newest first. What a person chose to read again, by key or by days, is no reading of the source as
 * it goes; neither is a stream that ended with an error, or that was cancelled before its end.
 */
const finished = `FROM runs JOIN run_streams ON run_streams.run_id = runs.id AND run_streams.stream = ?
  WHERE runs.flow_id = ? AND runs.started_at >= ? AND runs.ended_at IS NOT NULL AND runs.state <> 'cancelled'
    AND runs.trigger NOT IN ('replay', 're-sync') AND coalesce(data ->> '$.reach', '') <> 'chosen'
    AND data ->> '$.error' IS NULL AND data ->> '$.endedAtUtc' IS NOT NULL`;
/** What the source brought: documents that were held before and judged again are no part of it. */
const own = `(data ->> '$.counts.read' - coalesce(data ->> '$.heldAgain', 0))`;
const newestFirst = 'ORDER BY runs.started_at DESC, runs.rowid DESC';

/** How much was read of a stream, run by run. */
export class Readings {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The last finished run that read the stream; null if none did. */
  last(of: ReadingsOf): Reading | null {
    return this.#newest(of, '');
  }

  /** The last finished run that read any record of the stream; null if none did. */
  lastWithRecords(of: ReadingsOf): Reading | null {
    return this.#newest(of, `AND ${own} > 0`);
  }

  /** How many records the last runs before this one read that succeeded and were to read as much of the stream; the newest first. */
  countsBefore(
    { runId }: Reading,
    { flowId, stream, sinceUtc, reach, limit }: ReadingsOf & { readonly reach: WindowReach; readonly limit: number },
  ): number[] {
    const rows = this.#db.all(
      `SELECT ${own} AS n ${finished}
         AND runs.id <> ? AND runs.state IN ('succeeded', 'succeeded-with-rejections') AND data ->> '$.reach' = ?
       ${newestFirst} LIMIT ?`,
      stream,
      flowId,
      sinceUtc,
      runId,
      reach,
      limit,
    );
    return rows.map((row) => integer(row, 'n'));
  }

  /** The last run in which the stream ended with its totals compared, whatever they showed; null if there is none. */
  lastCompared(flowId: string, stream: string): Reading | null {
    const row = this.#db.get(
      `SELECT runs.id, runs.ended_at, data FROM runs JOIN run_streams ON run_streams.run_id = runs.id AND run_streams.stream = ?
       WHERE runs.flow_id = ? AND runs.ended_at IS NOT NULL AND data ->> '$.endedAtUtc' IS NOT NULL
         AND (data ->> '$.error' IS NULL OR data ->> '$.error.code' = 'ENGINE_TOTALS_DIFFER') ${newestFirst} LIMIT 1`,
      stream,
      flowId,
    );
    return row === undefined ? null : readReading(row);
  }

  #newest({ flowId, stream, sinceUtc }: ReadingsOf, more: string): Reading | null {
    const sql = `SELECT runs.id, runs.ended_at, data ${finished} ${more} ${newestFirst} LIMIT 1`;
    const row = this.#db.get(sql, stream, flowId, sinceUtc);
    return row === undefined ? null : readReading(row);
  }
}

function readReading(row: Record<string, unknown>): Reading {
  return { runId: text(row, 'id'), endedAtUtc: text(row, 'ended_at'), stream: json(row, 'data', runStreamSchema) };
}
