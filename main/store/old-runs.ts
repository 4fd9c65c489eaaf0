import { oldRunsSchema, type OldRuns } from '../../shared/model/old-runs.ts';
import { json } from './columns.ts';
import type { Database } from './database.ts';

/** What is left of runs that went after the retention time, by flow and month. */
export class OldRunRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  get(flowId: string, month: string): OldRuns | null {
    const row = this.#db.get('SELECT data FROM old_runs WHERE flow_id = ? AND month = ?', flowId, month);
    return row === undefined ? null : json(row, 'data', oldRunsSchema);
  }

  put(old: OldRuns): void {
    this.#db.run(
      'INSERT OR REPLACE INTO old_runs (flow_id, month, data) VALUES (?, ?, ?)',
      old.flowId,
      old.month,
      JSON.stringify(old),
    );
  }

  /** The newest month first; of one flow where it is named. */
  list(flowId: string | null): OldRuns[] {
    return this.#db
      .all('SELECT data FROM old_runs WHERE ?1 IS NULL OR flow_id = ?1 ORDER BY month DESC, flow_id', flowId)
      .map((row) => json(row, 'data', oldRunsSchema));
  }
}
