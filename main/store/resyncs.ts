import {
  rangeMeaningSchema,
  resyncPartSchema,
  resyncStateSchema,
  type Resync,
  type ResyncPart,
  type ResyncState,
} from '../../shared/resync/resync.ts';
import { integer, json, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';

/** Ranges that are read again, with their parts. At most one of a flow has not ended. */
export class ResyncRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  insert(resync: Resync): void {
    this.#db.run(
      `INSERT INTO resyncs (id, flow_id, stream, label, from_day, to_day, range_by, find_gone, state, created_at, ended_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      resync.id,
      resync.flowId,
      resync.stream,
      resync.label,
      resync.from,
      resync.to,
      resync.rangeBy,
      resync.findGone ? 1 : 0,
      resync.state,
      resync.createdAtUtc,
      resync.endedAtUtc,
    );
    for (const part of resync.parts) this.savePart(resync.id, part);
  }

  savePart(id: string, part: ResyncPart): void {
    this.#db.run(
      'INSERT OR REPLACE INTO resync_parts (resync_id, number, data) VALUES (?, ?, ?)',
      id,
      part.number,
      JSON.stringify(part),
    );
  }

  setState(id: string, state: ResyncState, endedAtUtc: string | null): void {
    this.#db.run('UPDATE resyncs SET state = ?, ended_at = ? WHERE id = ?', state, endedAtUtc, id);
  }

  get(id: string): Resync | null {
    const row = this.#db.get('SELECT * FROM resyncs WHERE id = ?', id);
    return row === undefined ? null : this.#read(row);
  }

  /** The one of the flow that has not ended. */
  open(flowId: string): Resync | null {
    const row = this.#db.get(
      `SELECT * FROM resyncs WHERE flow_id = ? AND state IN ('running', 'paused', 'asks')`,
      flowId,
    );
    return row === undefined ? null : this.#read(row);
  }

  running(): Resync[] {
    return this.#db.all(`SELECT * FROM resyncs WHERE state = 'running' ORDER BY rowid`).map((row) => this.#read(row));
  }

  /** The newest first; of one flow where it is named. */
  latest(flowId: string | null, limit: number): Resync[] {
    return this.#db
      .all(
        'SELECT * FROM resyncs WHERE ?1 IS NULL OR flow_id = ?1 ORDER BY created_at DESC, rowid DESC LIMIT ?2',
        flowId,
        limit,
      )
      .map((row) => this.#read(row));
  }

  #read(row: Record<string, unknown>): Resync {
    const id = text(row, 'id');
    const parts = this.#db.all('SELECT data FROM resync_parts WHERE resync_id = ? ORDER BY number', id);
    return {
      id,
      flowId: text(row, 'flow_id'),
      stream: text(row, 'stream'),
      label: text(row, 'label'),
      from: text(row, 'from_day'),
      to: text(row, 'to_day'),
      rangeBy: rangeMeaningSchema.parse(row['range_by']),
      findGone: integer(row, 'find_gone') === 1,
      state: resyncStateSchema.parse(row['state']),
      createdAtUtc: text(row, 'created_at'),
      endedAtUtc: textOrNull(row, 'ended_at'),
      parts: parts.map((part) => json(part, 'data', resyncPartSchema)),
    };
  }
}
