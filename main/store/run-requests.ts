import { z } from 'zod';
import { runRequestSchema, type RunRequestFilter } from '../../shared/model/record-view.ts';
import { json } from './columns.ts';
import type { Database } from './database.ts';
import { idsOnPage, type ListPage } from './list-page.ts';
import { RequestClasses } from './request-classes.ts';
import { contains, whereAll, type Order } from './list-query.ts';

const storedSchema = runRequestSchema.omit({ number: true, connectionName: true }).extend({
  /** A pause that followed it, until when. */
  waitUntilUtc: z.string().optional(),
});
/** A request as it is kept: what the request log says of it, nothing more. */
export type StoredRequest = z.infer<typeof storedSchema>;

/** Most requests that are kept of all runs together, and of one. */
const keptInAll = 50_000;
const keptOfRun = 5_000;
/** Requests held in memory before they are written: a run must not wait for the disk once a request. */
const written = 50;

const order: Order = {
  columns: {
    number: 'number',
    purpose: `data ->> '$.purpose'`,
    status: `data ->> '$.status'`,
    ms: `data ->> '$.ms'`,
  },
  usual: [{ column: 'number', direction: 'desc' }],
  last: ['number'],
};

/** The request log of runs. Bounded; after a crash the last few requests of a run may be missing here, not in the log file. */
export class RunRequestRows {
  readonly #db: Database;
  /** Counts of all of them, also of those that are not kept. */
  readonly classes = new RequestClasses();
  #buffer: { readonly runId: string; readonly entry: StoredRequest }[] = [];

  constructor(db: Database) {
    this.#db = db;
  }

  add(runId: string, entry: StoredRequest): void {
    this.#buffer.push({ runId, entry });
    // Never inside a transaction: those are synchronous, and a request ends between them.
    if (this.#buffer.length >= written) this.flush();
  }

  /** The run waits after its last request to this host. */
  notePause(runId: string, host: string, waitUntilUtc: string): void {
    const at = this.#buffer.findLastIndex((one) => one.runId === runId && one.entry.host === host);
    const last = this.#buffer[at];
    if (last !== undefined) this.#buffer[at] = { runId, entry: { ...last.entry, waitUntilUtc } };
  }

  /** Writes what is held in memory. Nothing is written to a data file that is open for reading only. */
  flush(): void {
    if (this.#buffer.length === 0 || this.#db.condition.state === 'read-only') return;
    const entries = this.#buffer;
    this.#buffer = [];
    this.#db.transaction(() => {
      for (const { runId, entry } of entries) {
        this.#db.run('INSERT INTO run_requests (run_id, data) VALUES (?, ?)', runId, JSON.stringify(entry));
      }
      for (const runId of new Set(entries.map((one) => one.runId))) this.#prune(runId);
    });
  }

  page(filter: RunRequestFilter, page: ListPage): { total: number; items: (StoredRequest & { number: number })[] } {
    this.flush();
    const where = whereAll([
      ['run_id = ?', filter.runId],
      filter.failed === true ? [`data ->> '$.error' IS NOT NULL`] : null,
      contains([`data ->> '$.purpose'`, `data ->> '$.host'`, `data ->> '$.error'`], filter.text),
    ]);
    const { total, ids } = idsOnPage(
      this.#db,
      { from: 'run_requests', where, order, id: 'CAST(number AS TEXT)' },
      page,
    );
    return { total, items: ids.flatMap((number) => this.#entry(Number(number)) ?? []) };
  }

  #entry(number: number): (StoredRequest & { number: number }) | null {
    const row = this.#db.get('SELECT data FROM run_requests WHERE number = ?', number);
    return row === undefined ? null : { ...json(row, 'data', storedSchema), number };
  }

  /** Requests of the run after which it waited, oldest first. */
  pauses(runId: string): StoredRequest[] {
    this.flush();
    return this.#db
      .all(
        `SELECT data FROM run_requests WHERE run_id = ? AND data ->> '$.waitUntilUtc' IS NOT NULL ORDER BY number`,
        runId,
      )
      .map((row) => json(row, 'data', storedSchema));
  }

  #prune(runId: string): void {
    this.#db.run('DELETE FROM run_requests WHERE number <= (SELECT max(number) FROM run_requests) - ?', keptInAll);
    this.#db.run(
      `DELETE FROM run_requests WHERE run_id = ?1 AND number <=
         (SELECT number FROM run_requests WHERE run_id = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)`,
      runId,
      keptOfRun,
    );
  }
}
