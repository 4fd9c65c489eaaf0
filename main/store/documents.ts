import { dispositions, type Disposition } from '../../shared/model/record.ts';
import { documentSumsSchema, type DocumentSums } from '../../shared/model/tally.ts';
import { json, misfit, ownJson, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import type { DocumentChanges } from './document-changes.ts';

/**
 * Where the latest version of a record stands. `landed`: the destination has exactly this version. `deleted`: the source no longer
 * has the record, and it is marked so at the destination.
 */
export type DocumentState = 'landed' | 'waiting' | 'rejected' | 'excluded' | 'held' | 'deleted';

/** What the engine knows of one record of a flow: its latest version read, and the version that landed. */
export interface KnownDocument {
  readonly key: string;
  readonly label: string;
  readonly state: DocumentState;
  /** Hash of the version in the outbox; null if none waits. */
  readonly stagedHash: string | null;
  readonly stagedBatchId: string | null;
  /** Hash of the version that the destination acknowledged; null if none or if it is not trusted. */
  readonly landedHash: string | null;
  readonly landedBatchId: string | null;
  /** When the destination acknowledged that it is marked as deleted; null or left out if what landed last is not that. */
  readonly deletedAtUtc?: string | null;
  readonly sums: DocumentSums;
  /** `run id#attempt` that read it last, and what became of it there. */
  readonly lastRun: string;
  readonly lastDisposition: Disposition;
}

export class DocumentRows {
  readonly #db: Database;
  readonly #changes: DocumentChanges;

  constructor(db: Database, changes: DocumentChanges) {
    this.#db = db;
    this.#changes = changes;
  }

  get(flowId: string, stream: string, key: string): KnownDocument | null {
    const row = this.#db.get(
      'SELECT * FROM documents WHERE flow_id = ? AND stream = ? AND key = ?',
      flowId,
      stream,
      key,
    );
    return row === undefined ? null : readDocument(row);
  }

  put(flowId: string, stream: string, document: KnownDocument): void {
    this.#changes.note(flowId, stream, document.key);
    // Not REPLACE, which would write every index twice and lose what is filled in later.
    this.#db.run(
      `INSERT INTO documents (flow_id, stream, key, label, state, staged_hash, staged_batch_id, landed_hash, landed_batch_id, sums, last_run, last_disposition, deleted_at, company, currency, amount)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?10 ->> '$[0].company', ?10 ->> '$[0].currency', CAST(?10 ->> '$[0].sum' AS REAL))
       ON CONFLICT (flow_id, stream, key) DO UPDATE SET label = excluded.label, state = excluded.state,
         staged_hash = excluded.staged_hash, staged_batch_id = excluded.staged_batch_id, landed_hash = excluded.landed_hash,
         landed_batch_id = excluded.landed_batch_id, sums = excluded.sums, last_run = excluded.last_run,
         last_disposition = excluded.last_disposition, deleted_at = excluded.deleted_at, company = excluded.company, currency = excluded.currency, amount = excluded.amount`,
      flowId,
      stream,
      document.key,
      document.label,
      document.state,
      document.stagedHash,
      document.stagedBatchId,
      document.landedHash,
      document.landedBatchId,
      JSON.stringify(document.sums),
      document.lastRun,
      document.lastDisposition,
      document.deletedAtUtc ?? null,
    );
  }

  /** Notes that a run read the document again and found it as it was. */
  touch(flowId: string, stream: string, key: string, lastRun: string, disposition: Disposition): void {
    this.#db.run(
      'UPDATE documents SET last_run = ?, last_disposition = ? WHERE flow_id = ? AND stream = ? AND key = ?',
      lastRun,
      disposition,
      flowId,
      stream,
      key,
    );
  }

  /** Takes back what a window staged that is being read again: its batches were never sent and are about to be dropped. */
  forgetStaged(flowId: string, stream: string, runId: string): void {
    const own = `flow_id = ?1 AND stream = ?2 AND staged_batch_id IN
      (SELECT id FROM batches WHERE run_id = ?3 AND stream = ?2 AND state = 'staged' AND attempts = 0)`;
    const removed = this.#db.run(`DELETE FROM documents WHERE ${own} AND landed_hash IS NULL`, flowId, stream, runId);
    const restored = this.#db.run(
      `UPDATE documents SET state = CASE WHEN deleted_at IS NULL THEN 'landed' ELSE 'deleted' END, staged_hash = NULL, staged_batch_id = NULL WHERE ${own}`,
      flowId,
      stream,
      runId,
    );
    if (removed + restored > 0) this.#changes.noteMany(flowId);
  }

  /** Keys that the run loaded or found unchanged, in key order. */
  landedKeysOfRun(flowId: string, stream: string, lastRun: string): string[] {
    return this.#db
      .all(
        `SELECT key FROM documents WHERE flow_id = ? AND stream = ? AND last_run = ? AND last_disposition IN ('loaded', 'unchanged') ORDER BY key`,
        flowId,
        stream,
        lastRun,
      )
      .map((row) => text(row, 'key'));
  }

  /** Some keys that this reading of a window has seen. */
  keysOfRun(flowId: string, stream: string, lastRun: string, limit: number): string[] {
    return this.#db
      .all(
        'SELECT key FROM documents WHERE flow_id = ? AND stream = ? AND last_run = ? LIMIT ?',
        flowId,
        stream,
        lastRun,
        limit,
      )
      .map((row) => text(row, 'key'));
  }

  landedKeys(flowId: string, stream: string): string[] {
    return this.#db
      .all(
        `SELECT key FROM documents WHERE flow_id = ? AND stream = ? AND state = 'landed' ORDER BY key`,
        flowId,
        stream,
      )
      .map((row) => text(row, 'key'));
  }

  /** Documents of these days that the destination has, by what is known of their date; in key order. */
  landedWithin(
    flowId: string,
    stream: string,
    { from, to }: { readonly from: string; readonly to: string },
  ): { key: string; label: string; lastRun: string }[] {
    return this.#db
      .all(
        `SELECT key, label, last_run FROM documents
         WHERE flow_id = ? AND stream = ? AND document_date >= ? AND document_date <= ?
           AND landed_hash IS NOT NULL AND state NOT IN ('waiting', 'deleted') ORDER BY key`,
        flowId,
        stream,
        from,
        to,
      )
      .map((row) => ({ key: text(row, 'key'), label: text(row, 'label'), lastRun: text(row, 'last_run') }));
  }

  /** Documents whose keys begin with `part` and of which it is settled whether the destination has them; in key order. */
  keysOfPart(flowId: string, stream: string, part: string): { key: string; lastRun: string }[] {
    return this.#db
      .all(
        `SELECT key, last_run FROM documents
         WHERE flow_id = ?1 AND stream = ?2 AND key >= ?3 AND key < ?3 || char(1114111) AND state NOT IN ('waiting', 'deleted') ORDER BY key`,
        flowId,
        stream,
        part,
      )
      .map((row) => ({ key: text(row, 'key'), lastRun: text(row, 'last_run') }));
  }

  /** Sums of the given landed state, one document at a time, for a position computed anew. */
  *sums(flowId: string, stream: string): Generator<{ state: DocumentState; sums: DocumentSums }> {
    const rows = this.#db.each('SELECT state, sums FROM documents WHERE flow_id = ? AND stream = ?', flowId, stream);
    for (const row of rows) yield { state: readState(row), sums: json(row, 'sums', documentSumsSchema) };
  }
}

const states: readonly DocumentState[] = ['landed', 'waiting', 'rejected', 'excluded', 'held', 'deleted'];

/** The state of a row of `documents`. */
export function readState(row: Record<string, unknown>): DocumentState {
  const found = states.find((state) => state === row['state']);
  if (found === undefined) throw misfit('unknown document state');
  return found;
}

function readDocument(row: Record<string, unknown>): KnownDocument {
  const disposition = dispositions.find((name) => name === row['last_disposition']);
  if (disposition === undefined) throw misfit('unknown disposition');
  return {
    key: text(row, 'key'),
    label: text(row, 'label'),
    state: readState(row),
    stagedHash: textOrNull(row, 'staged_hash'),
    stagedBatchId: textOrNull(row, 'staged_batch_id'),
    landedHash: textOrNull(row, 'landed_hash'),
    landedBatchId: textOrNull(row, 'landed_batch_id'),
    deletedAtUtc: textOrNull(row, 'deleted_at'),
    // Not validated here: this is read once for every record of every run.
    sums: ownJson(row, 'sums') as DocumentSums,
    lastRun: text(row, 'last_run'),
    lastDisposition: disposition,
  };
}

/** The column of the position tally that a document's state counts in; null for one that is gone: it counts nowhere. */
export function positionOf(state: DocumentState): Disposition | null {
  if (state === 'deleted') return null;
  return state === 'landed' ? 'loaded' : state;
}
