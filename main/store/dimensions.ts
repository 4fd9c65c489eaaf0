import type { JsonObject } from '../../shared/model/json.ts';
import { ownJson, text } from './columns.ts';
import type { Database } from './database.ts';

/** One entry of reference data, by the record that it comes from. */
export interface StoredEntry {
  readonly key: string;
  readonly name: string;
  readonly facts: JsonObject;
}

/** Reference data of flows, as it was last read, by the names that documents use for it. */
export class DimensionRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  put(flowId: string, stream: string, { key, name, facts }: StoredEntry): void {
    this.#db.run(
      `INSERT INTO dimension_entries (flow_id, stream, key, name, facts) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (flow_id, stream, key) DO UPDATE SET name = excluded.name, facts = excluded.facts
         WHERE name <> excluded.name OR facts <> excluded.facts`,
      flowId,
      stream,
      key,
      name,
      JSON.stringify(facts),
    );
  }

  remove(flowId: string, stream: string, key: string): void {
    this.#db.run('DELETE FROM dimension_entries WHERE flow_id = ? AND stream = ? AND key = ?', flowId, stream, key);
  }

  /** Where several records share a name, the first by key. */
  find(flowId: string, stream: string, name: string): JsonObject | null {
    const row = this.#db.get(
      'SELECT facts FROM dimension_entries WHERE flow_id = ? AND stream = ? AND name = ? ORDER BY key LIMIT 1',
      flowId,
      stream,
      name,
    );
    // Written by this class alone: not validated again.
    return row === undefined ? null : (ownJson(row, 'facts') as JsonObject);
  }

  noteReadWhole(flowId: string, stream: string, atUtc: string): void {
    this.#db.run(
      `INSERT INTO dimension_streams (flow_id, stream, read_whole_at) VALUES (?, ?, ?)
       ON CONFLICT (flow_id, stream) DO UPDATE SET read_whole_at = excluded.read_whole_at`,
      flowId,
      stream,
      atUtc,
    );
  }

  /** When all of the stream was last read; null if that never was. */
  readWholeAt(flowId: string, stream: string): string | null {
    const row = this.#db.get(
      'SELECT read_whole_at FROM dimension_streams WHERE flow_id = ? AND stream = ?',
      flowId,
      stream,
    );
    return row === undefined ? null : text(row, 'read_whole_at');
  }
}
