import type { SourceRecord } from '../../shared/model/record.ts';
import type { TargetStream } from '../ports/destination.ts';
import type { PackedDocument } from './batch-codec.ts';
import { blob, text } from './columns.ts';
import { unpackJson } from './compression.ts';
import type { Database } from './database.ts';
import type { DocumentChanges } from './document-changes.ts';

/** What a person knows a record by, besides its number. */
export interface RecordFacts {
  readonly party: string | null;
  readonly documentDate: string | null;
}

/** How the facts of a stream are read out of what is stored. */
export interface FactsReader {
  fromDocument(packed: PackedDocument): RecordFacts;
  fromSource(record: SourceRecord): RecordFacts;
}

export interface BatchToDescribe {
  readonly id: string;
  readonly flowId: string;
  readonly stream: string;
}

/**
 * Fills in party and date of the records, after they are stored and apart from a run: a run must not wait for what only lists need.
 * Later batches are described after earlier ones, so the newest version has the last word.
 */
export class FactRows {
  readonly #db: Database;
  readonly #changes: DocumentChanges;

  constructor(db: Database, changes: DocumentChanges) {
    this.#db = db;
    this.#changes = changes;
  }

  /** The oldest batch that has not been described; null if none is left. */
  nextBatch(): BatchToDescribe | null {
    const row = this.#db.get(
      'SELECT id, flow_id, stream FROM batches INDEXED BY batches_undescribed WHERE described = 0 ORDER BY created_at LIMIT 1',
    );
    return row === undefined
      ? null
      : { id: text(row, 'id'), flowId: text(row, 'flow_id'), stream: text(row, 'stream') };
  }

  /** The way rows were mapped when the batch was made decides where its facts are. */
  describeBatch(batch: BatchToDescribe, readerFor: (target: TargetStream) => FactsReader): void {
    const row = this.#db.get(
      'SELECT t.target, b.payload FROM batches AS b JOIN batch_targets AS t ON t.id = b.target_id WHERE b.id = ?',
      batch.id,
    );
    this.#db.transaction(() => {
      // Contents that were removed cannot be described any more.
      if (row !== undefined && blob(row, 'payload').byteLength > 0) {
        const reader = readerFor(JSON.parse(text(row, 'target')) as TargetStream);
        const packed = unpackJson(blob(row, 'payload')) as { readonly documents: readonly PackedDocument[] };
        for (const one of packed.documents) this.#put(batch, one[0], reader.fromDocument(one));
      }
      this.#db.run('UPDATE batches SET described = 1 WHERE id = ?', batch.id);
    });
  }

  /** Does the same for up to `limit` rejected records, which no batch carries; gives how many it found. */
  describeRejected(limit: number, readerFor: (flowId: string, stream: string) => FactsReader | null): number {
    const rows = this.#db.all(
      'SELECT id, flow_id, stream, key, source FROM rejected INDEXED BY rejected_undescribed WHERE described = 0 LIMIT ?',
      limit,
    );
    if (rows.length === 0) return 0;
    this.#db.transaction(() => {
      for (const row of rows) {
        const place = { flowId: text(row, 'flow_id'), stream: text(row, 'stream') };
        const reader = row['source'] === null || row['key'] === null ? null : readerFor(place.flowId, place.stream);
        if (reader !== null) {
          const source = unpackJson(blob(row, 'source')) as SourceRecord;
          this.#put(place, text(row, 'key'), reader.fromSource(source));
        }
        this.#db.run('UPDATE rejected SET described = 1 WHERE id = ?', text(row, 'id'));
      }
    });
    return rows.length;
  }

  #put(of: { readonly flowId: string; readonly stream: string }, key: string, facts: RecordFacts): void {
    if (facts.party === null && facts.documentDate === null) return;
    const written = this.#db.run(
      `UPDATE documents SET party = ?4, document_date = ?5
       WHERE flow_id = ?1 AND stream = ?2 AND key = ?3 AND (party IS NOT ?4 OR document_date IS NOT ?5)`,
      of.flowId,
      of.stream,
      key,
      facts.party,
      facts.documentDate,
    );
    if (written > 0) this.#changes.note(of.flowId, of.stream, key);
  }
}
