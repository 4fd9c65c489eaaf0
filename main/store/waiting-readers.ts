import { text } from './columns.ts';
import type { Database } from './database.ts';

/** Runs that read a record again while the very version they read waited in a batch: what becomes of it counts in each of them. */
export class WaitingReaderRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(batchId: string, key: string, runId: string): void {
    this.#db.run('INSERT OR IGNORE INTO waiting_readers (batch_id, key, run_id) VALUES (?, ?, ?)', batchId, key, runId);
  }

  /** The runs that read the records of a batch, by key. */
  of(batchId: string): Map<string, string[]> {
    const readers = new Map<string, string[]>();
    for (const row of this.#db.all('SELECT key, run_id FROM waiting_readers WHERE batch_id = ?', batchId)) {
      const key = text(row, 'key');
      readers.set(key, [...(readers.get(key) ?? []), text(row, 'run_id')]);
    }
    return readers;
  }

  /** The batch has arrived: nothing of it waits any more. */
  settle(batchId: string): void {
    this.#db.run('DELETE FROM waiting_readers WHERE batch_id = ?', batchId);
  }

  /** The run reads its window of the stream anew and counts it anew. */
  forget(runId: string, stream: string): void {
    this.#db.run(
      'DELETE FROM waiting_readers WHERE run_id = ? AND batch_id IN (SELECT id FROM batches WHERE stream = ?)',
      runId,
      stream,
    );
  }
}
