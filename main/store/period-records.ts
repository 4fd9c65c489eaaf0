import type { RecordRef } from '../../shared/model/record-view.ts';
import type { LandedRecord } from '../../shared/sign-off/changes.ts';
import type { SourceRecord } from '../../shared/model/record.ts';
import { documentSumsSchema, type DocumentSums } from '../../shared/model/tally.ts';
import { json, text, textOrNull } from './columns.ts';
import { unpackJson } from './compression.ts';
import type { Database } from './database.ts';
import type { DocumentName } from './document-changes.ts';
import { readState, type DocumentState } from './documents.ts';

/** A record whose latest version is not the one that landed, or that never landed. */
export interface NotLanded {
  readonly key: string;
  readonly label: string;
  readonly state: Exclude<DocumentState, 'deleted'>;
  readonly documentDate: string | null;
  readonly stagedBatchId: string | null;
  readonly landedBatchId: string | null;
  readonly sums: DocumentSums;
}

/** An entry of the rejected list that is not resolved, with the record as it was read. */
export interface RejectedEntry {
  readonly id: string;
  readonly key: string | null;
  readonly label: string;
  readonly state: 'open' | 'dismissed';
  readonly source: SourceRecord | null;
}

/** A document of a month with the version that landed. */
export interface LandedOfPeriod extends LandedRecord {
  readonly period: string;
  /** False where a newer version was rejected or waits. */
  readonly isLatest: boolean;
  readonly landedBatchId: string;
}

/** Documents that are read at a stretch. */
export const documentsAtOnce = 2_000;

const landedColumns = 'stream, key, label, state, document_date, landed_hash, landed_batch_id, sums';
const hasLanded = 'landed_batch_id IS NOT NULL AND deleted_at IS NULL';

/** Records of a flow's stream by where their latest version stands: what comparing and signing off look at. */
export class PeriodRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Companies of a flow's records. */
  companies(flowId: string): string[] {
    return this.#db
      .all(`SELECT DISTINCT company FROM documents WHERE flow_id = ? AND company <> '' ORDER BY company`, flowId)
      .map((row) => text(row, 'company'));
  }

  /** Documents of months that landed, by their date, a stretch of the flow's documents at a time; `sums` are those of the version that was read last. */
  *landed(flowId: string, periods: readonly string[]): Generator<LandedOfPeriod[]> {
    const sorted = [...periods].sort();
    const [first] = sorted;
    if (first === undefined) return;
    const days = [`${first}-01`, `${sorted.at(-1) ?? first}-31`];
    for (let from: DocumentName | null = { stream: '', key: '' }; from !== null;) {
      const to = this.#placeAfter(flowId, from);
      const end = to === null ? '' : 'AND (stream, key) < (?, ?)';
      const rows = this.#db.all(
        `SELECT ${landedColumns} FROM documents WHERE flow_id = ? AND (stream, key) >= (?, ?) ${end}
           AND document_date BETWEEN ? AND ? AND ${hasLanded}`,
        ...[flowId, from.stream, from.key, ...(to === null ? [] : [to.stream, to.key]), ...days],
      );
      yield rows.map(readLanded).filter(({ period }) => periods.includes(period));
      from = to;
    }
  }

  /** The same of one document; null where nothing of it landed, or it has no date. */
  landedOne(flowId: string, { stream, key }: DocumentName): LandedOfPeriod | null {
    const row = this.#db.get(
      `SELECT ${landedColumns} FROM documents
       WHERE flow_id = ? AND stream = ? AND key = ? AND document_date IS NOT NULL AND ${hasLanded}`,
      flowId,
      stream,
      key,
    );
    return row === undefined ? null : readLanded(row);
  }

  /** Where the next stretch of a flow's documents begins; null if there is none. */
  #placeAfter(flowId: string, { stream, key }: DocumentName): DocumentName | null {
    const row = this.#db.get(
      'SELECT stream, key FROM documents WHERE flow_id = ? AND (stream, key) >= (?, ?) ORDER BY stream, key LIMIT 1 OFFSET ?',
      flowId,
      stream,
      key,
      documentsAtOnce,
    );
    return row === undefined ? null : { stream: text(row, 'stream'), key: text(row, 'key') };
  }

  /** Labels of the month's records that wait or are held, and of those rejected and not dismissed; without a date they count too. */
  open(flowId: string, period: string): { readonly waiting: string[]; readonly rejected: string[] } {
    const within = `(d.document_date IS NULL OR d.document_date BETWEEN ?2 AND ?3)`;
    const days = [flowId, `${period}-01`, `${period}-31`] as const;
    const waiting = this.#db.all(
      `SELECT d.label FROM documents AS d WHERE d.flow_id = ?1 AND d.state IN ('waiting', 'held') AND ${within} ORDER BY d.label`,
      ...days,
    );
    const rejected = this.#db.all(
      `SELECT r.label FROM rejected AS r LEFT JOIN documents AS d ON d.flow_id = r.flow_id AND d.stream = r.stream AND d.key = r.key
       WHERE r.flow_id = ?1 AND r.state = 'open' AND ${within} ORDER BY r.label`,
      ...days,
    );
    return { waiting: waiting.map((row) => text(row, 'label')), rejected: rejected.map((row) => text(row, 'label')) };
  }

  /** Keys of the landed versions by the batch that carried them, oldest batch first. */
  landedKeys(flowId: string, stream: string): { readonly batchId: string; readonly keys: ReadonlySet<string> }[] {
    const batches = new Map<string, Set<string>>();
    const rows = this.#db.each(
      `SELECT landed_batch_id AS batch, key FROM documents
       WHERE flow_id = ? AND stream = ? AND landed_batch_id IS NOT NULL AND deleted_at IS NULL ORDER BY landed_batch_id`,
      flowId,
      stream,
    );
    for (const row of rows) {
      const batch = text(row, 'batch');
      const keys = batches.get(batch) ?? new Set<string>();
      batches.set(batch, keys.add(text(row, 'key')));
    }
    return [...batches].map(([batchId, keys]) => ({ batchId, keys }));
  }

  /** Records whose latest version did not land; those that are gone at the source are none of them. */
  notLanded(flowId: string, stream: string): NotLanded[] {
    return this.#db
      .all(
        `SELECT key, label, state, document_date, staged_batch_id, landed_batch_id, sums FROM documents
         WHERE flow_id = ? AND stream = ? AND state NOT IN ('landed', 'deleted') ORDER BY staged_batch_id, key`,
        flowId,
        stream,
      )
      .map((row) => ({
        key: text(row, 'key'),
        label: text(row, 'label'),
        state: presentState(row),
        documentDate: textOrNull(row, 'document_date'),
        stagedBatchId: textOrNull(row, 'staged_batch_id'),
        landedBatchId: textOrNull(row, 'landed_batch_id'),
        sums: json(row, 'sums', documentSumsSchema),
      }));
  }

  /** The newest entry of a record that is open or dismissed; null if there is none. */
  rejectedOf(ref: RecordRef): RejectedEntry | null {
    const row = this.#db.get(
      `SELECT id, key, label, state, source FROM rejected
       WHERE flow_id = ? AND stream = ? AND key = ? AND state IN ('open', 'dismissed') ORDER BY last_seen_at DESC LIMIT 1`,
      ref.flowId,
      ref.stream,
      ref.key,
    );
    return row === undefined ? null : readEntry(row);
  }

  /** Entries of records that have no key: nothing else is known of them. */
  rejectedWithoutKey(flowId: string, stream: string): RejectedEntry[] {
    return this.#db
      .all(
        `SELECT id, key, label, state, source FROM rejected
         WHERE flow_id = ? AND stream = ? AND key IS NULL AND state IN ('open', 'dismissed')`,
        flowId,
        stream,
      )
      .map(readEntry);
  }
}

function readLanded(row: Record<string, unknown>): LandedOfPeriod {
  return {
    period: text(row, 'document_date').slice(0, 7),
    stream: text(row, 'stream'),
    key: text(row, 'key'),
    label: text(row, 'label'),
    hash: textOrNull(row, 'landed_hash'),
    sums: json(row, 'sums', documentSumsSchema),
    isLatest: readState(row) === 'landed',
    landedBatchId: text(row, 'landed_batch_id'),
  };
}

function readEntry(row: Record<string, unknown>): RejectedEntry {
  const source = row['source'];
  return {
    id: text(row, 'id'),
    key: textOrNull(row, 'key'),
    label: text(row, 'label'),
    state: row['state'] === 'dismissed' ? 'dismissed' : 'open',
    // Packed by this store alone: not validated again.
    source: source instanceof Uint8Array && source.byteLength > 0 ? (unpackJson(source) as SourceRecord) : null,
  };
}

function presentState(row: Record<string, unknown>): NotLanded['state'] {
  const state = readState(row);
  if (state === 'deleted') throw new TypeError('a record that is gone was asked for');
  return state;
}
