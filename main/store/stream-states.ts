import { z } from 'zod';
import { errorDtoSchema, type ErrorDto } from '../../shared/errors/error-dto.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import { storedTallySchema, type StoredTally } from '../../shared/model/tally.ts';
import { integer, json, jsonOrNull, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';

/** Where a stream of a flow stands. */
export interface StreamState {
  /** How far the stream has been read; null before the first complete window. */
  readonly cursor: JsonObject | null;
  /** Sequence of the newest window: microseconds as decimal text. */
  readonly sequence: string;
  readonly nextRunAtUtc: string | null;
  /** Hash of the mapping for which the destination's shape was last made ready. */
  readonly plannedHash: string | null;
  /** True after totals disagreed: every record is compared anew. */
  readonly hashesVoid: boolean;
  /** When the destination last computed landed totals. */
  readonly landedAtUtc: string | null;
  /** When it last computed them over everything that ever landed; null if never. */
  readonly verifiedAtUtc: string | null;
  /** True while something delivered was not yet confirmed by totals. */
  readonly unverified: boolean;
  /** When it was last read whole, without an error; null if never. */
  readonly readAtUtc: string | null;
  /** Sums over the latest version of every record read so far. */
  readonly position: StoredTally;
  /** Why this stream alone is paused; null if it is not. */
  readonly paused: ErrorDto | null;
  /** More records seem to be gone at the source than is believed without a person's word; null if that is not so. */
  readonly askedGone: AskedGone | null;
}

const askedGoneSchema = z.object({
  /** The run that found it last, and when it was found first. */
  runId: z.string(),
  sinceUtc: z.string(),
  known: z.number().int(),
  gone: z.number().int(),
  /** So many may be marked as deleted: a person has said so. */
  confirmed: z.number().int().nullable(),
});
export type AskedGone = z.infer<typeof askedGoneSchema>;

const jsonObjectSchema = z.record(z.string(), z.json()) as unknown as z.ZodType<JsonObject>;

export class StreamStateRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  get(flowId: string, stream: string): StreamState {
    const row = this.#db.get('SELECT * FROM stream_states WHERE flow_id = ? AND stream = ?', flowId, stream);
    if (row === undefined) return emptyState;
    return {
      cursor: jsonOrNull(row, 'cursor', jsonObjectSchema),
      sequence: text(row, 'sequence'),
      nextRunAtUtc: textOrNull(row, 'next_run_at'),
      plannedHash: textOrNull(row, 'planned_hash'),
      hashesVoid: integer(row, 'hashes_void') === 1,
      landedAtUtc: textOrNull(row, 'landed_at'),
      verifiedAtUtc: textOrNull(row, 'verified_at'),
      unverified: integer(row, 'unverified') === 1,
      readAtUtc: textOrNull(row, 'read_at'),
      position: json(row, 'position', storedTallySchema),
      paused: jsonOrNull(row, 'paused', errorDtoSchema),
      askedGone: jsonOrNull(row, 'asked_gone', askedGoneSchema),
    };
  }

  /** Changes the given fields, keeps the others. */
  update(flowId: string, stream: string, change: Partial<StreamState>): void {
    const next = { ...this.get(flowId, stream), ...change };
    this.#db.run(
      `INSERT INTO stream_states (flow_id, stream, cursor, sequence, next_run_at, planned_hash, hashes_void, landed_at, verified_at, unverified, read_at, position, paused, asked_gone)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (flow_id, stream) DO UPDATE SET cursor = excluded.cursor, sequence = excluded.sequence,
         next_run_at = excluded.next_run_at, planned_hash = excluded.planned_hash, hashes_void = excluded.hashes_void,
         landed_at = excluded.landed_at, verified_at = excluded.verified_at, unverified = excluded.unverified, read_at = excluded.read_at, position = excluded.position, paused = excluded.paused,
         asked_gone = excluded.asked_gone`,
      flowId,
      stream,
      next.cursor === null ? null : JSON.stringify(next.cursor),
      next.sequence,
      next.nextRunAtUtc,
      next.plannedHash,
      next.hashesVoid ? 1 : 0,
      next.landedAtUtc,
      next.verifiedAtUtc,
      next.unverified ? 1 : 0,
      next.readAtUtc,
      JSON.stringify(next.position),
      next.paused === null ? null : JSON.stringify(next.paused),
      next.askedGone === null ? null : JSON.stringify(next.askedGone),
    );
  }
}

const emptyState: StreamState = {
  cursor: null,
  sequence: '0',
  nextRunAtUtc: null,
  plannedHash: null,
  hashesVoid: false,
  landedAtUtc: null,
  verifiedAtUtc: null,
  unverified: false,
  readAtUtc: null,
  position: storedTallySchema.parse({}),
  paused: null,
  askedGone: null,
};
