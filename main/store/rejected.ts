import { z } from 'zod';
import type { Selection } from '../../shared/contract/paging.ts';
import { errorText } from '../../shared/errors/codes.ts';
import { fillText } from '../../shared/errors/error-text.ts';
import type { RejectionReason, SourceRecord } from '../../shared/model/record.ts';
import type { RecordRef, RejectedFilter } from '../../shared/model/record-view.ts';
import { rejectedRecordSchema, type RejectedRecord } from '../../shared/model/run.ts';
import { blob, integer, json, jsonOrNull, text, textOrNull } from './columns.ts';
import { packJson, unpackJson } from './compression.ts';
import type { Database } from './database.ts';
import { EntryList, type EntryTable, type ReasonCount } from './entry-list.ts';
import type { ListPage } from './list-page.ts';

const reasonSchema = z.object({
  code: z.string(),
  field: z.string(),
  value: z.string().nullable(),
  expected: z.string().nullable(),
});

export interface NewRejection {
  readonly id: string;
  readonly flowId: string;
  readonly runId: string;
  readonly stream: string;
  readonly key: string | null;
  readonly label: string;
  readonly reasons: readonly RejectionReason[];
  /** The record as read, kept for replay; null if it could not be read. */
  readonly source: SourceRecord | null;
  readonly atUtc: string;
}

/** Every column that is filtered or ordered by is in this index: reasons and source records are large. */
const list: EntryTable = {
  table: 'rejected',
  from: 'rejected INDEXED BY rejected_list',
  ofRun: 'id IN (SELECT rejected_id FROM rejected_runs WHERE run_id = ?)',
  newestBy: 'lastSeenAtUtc',
};

/** Rejected records: kept with their reasons until the record is sound again, or a person dismisses them. */
export class RejectedRows {
  readonly #db: Database;
  readonly #list: EntryList;

  constructor(db: Database) {
    this.#db = db;
    this.#list = new EntryList(db, list);
  }

  /**
   * Keeps one open entry per record: a record rejected again gets its newest reasons. A dismissal stands as long as the very same
   * record is rejected for the very same reasons.
   */
  put(rejection: NewRejection): void {
    const known = this.#openId(rejection) ?? this.#dismissedAlikeId(rejection);
    if (known === null) this.#insert(rejection);
    else this.#renew(known, rejection);
    this.#db.run(
      'INSERT OR IGNORE INTO rejected_runs (run_id, rejected_id) VALUES (?, ?)',
      rejection.runId,
      known ?? rejection.id,
    );
  }

  #openId({ flowId, stream, key }: Pick<NewRejection, 'flowId' | 'stream' | 'key'>): string | null {
    if (key === null) return null;
    const row = this.#db.get(
      `SELECT id FROM rejected WHERE flow_id = ? AND stream = ? AND key = ? AND state = 'open'`,
      flowId,
      stream,
      key,
    );
    return row === undefined ? null : text(row, 'id');
  }

  #dismissedAlikeId({ flowId, stream, key, reasons, source }: NewRejection): string | null {
    if (key === null || source === null) return null;
    const row = this.#db.get(
      `SELECT id, source FROM rejected INDEXED BY rejected_by_key
       WHERE flow_id = ? AND stream = ? AND key = ? AND state = 'dismissed' AND reasons = ? AND source IS NOT NULL
       ORDER BY last_seen_at DESC, id LIMIT 1`,
      flowId,
      stream,
      key,
      JSON.stringify(reasons),
    );
    if (row === undefined) return null;
    const isSame = JSON.stringify(unpackJson(blob(row, 'source'))) === JSON.stringify(source);
    return isSame ? text(row, 'id') : null;
  }

  #renew(id: string, rejection: NewRejection): void {
    this.#db.run(
      `UPDATE rejected SET reasons = ?, source = ?, run_id = ?, label = ?, last_seen_at = ?, reason = ?, described = 0
       WHERE id = ?`,
      JSON.stringify(rejection.reasons),
      rejection.source === null ? null : packJson(rejection.source),
      rejection.runId,
      rejection.label,
      rejection.atUtc,
      firstCode(rejection),
      id,
    );
  }

  #insert(rejection: NewRejection): void {
    this.#db.run(
      `INSERT INTO rejected (id, flow_id, run_id, stream, key, label, reasons, source, state, first_seen_at, last_seen_at, reason)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)`,
      rejection.id,
      rejection.flowId,
      rejection.runId,
      rejection.stream,
      rejection.key,
      rejection.label,
      JSON.stringify(rejection.reasons),
      rejection.source === null ? null : packJson(rejection.source),
      rejection.atUtc,
      rejection.atUtc,
      firstCode(rejection),
    );
  }

  /** The record was read sound. From then on its retention time counts. */
  resolve(flowId: string, stream: string, key: string, atUtc: string): void {
    this.#db.run(
      `UPDATE rejected SET state = 'resolved', closed_at = ? WHERE flow_id = ? AND stream = ? AND key = ? AND state = 'open'`,
      atUtc,
      flowId,
      stream,
      key,
    );
  }

  /** Closes an open entry with a person's own reason; false if it is not open. From then on its retention time counts. */
  dismiss(id: string, reason: string, atUtc: string): boolean {
    const changed = this.#db.run(
      `UPDATE rejected SET state = 'dismissed', closed_at = ?2, dismissed = ?3 WHERE id = ?1 AND state = 'open'`,
      id,
      atUtc,
      JSON.stringify({ reason, atUtc }),
    );
    return changed > 0;
  }

  /** Takes a dismissal back; false if it is not dismissed, or the record has an open entry of its own by now. */
  reopen(id: string): boolean {
    const changed = this.#db.run(
      `UPDATE OR IGNORE rejected SET state = 'open', closed_at = NULL, dismissed = NULL WHERE id = ? AND state = 'dismissed'`,
      id,
    );
    return changed > 0;
  }

  /** Notes that another run rejected the record of the open entry with this key too. */
  noteRun(flowId: string, stream: string, key: string, runId: string): void {
    this.#db.run(
      `INSERT OR IGNORE INTO rejected_runs (run_id, rejected_id)
       SELECT ?, id FROM rejected WHERE flow_id = ? AND stream = ? AND key = ? AND state = 'open'`,
      runId,
      flowId,
      stream,
      key,
    );
  }

  /** The open entry of a record; null if it has none. */
  openOf(flowId: string, stream: string, key: string): RejectedRecord | null {
    const id = this.#openId({ flowId, stream, key });
    return id === null ? null : this.get(id);
  }

  /** Ids of the chosen entries among those that the filter lets through, oldest first. */
  selected(filter: RejectedFilter, selection: Selection): string[] {
    return this.#list.selected(filter, selection);
  }

  openCount(flowId: string, stream: string | null = null): number {
    const row = this.#db.get(
      `SELECT count(*) AS n FROM rejected WHERE flow_id = ? AND state = 'open' AND stream = coalesce(?, stream)`,
      flowId,
      stream,
    );
    return row === undefined ? 0 : integer(row, 'n');
  }

  /** When the newest of the open records was first rejected, of one stream or of all but some; null if none is open. */
  newestOpen(flowId: string, of: { readonly only?: string; readonly except?: readonly string[] } = {}): string | null {
    const row = this.#db.get(
      `SELECT max(first_seen_at) AS at FROM rejected WHERE flow_id = ? AND state = 'open' AND stream = coalesce(?, stream)
         AND stream NOT IN (SELECT value FROM json_each(?))`,
      flowId,
      of.only ?? null,
      JSON.stringify(of.except ?? []),
    );
    return row === undefined ? null : textOrNull(row, 'at');
  }

  page(filter: RejectedFilter, page: ListPage): { total: number; items: RejectedRecord[] } {
    const { total, ids } = this.#list.page(filter, page);
    return { total, items: ids.flatMap((id) => this.get(id) ?? []) };
  }

  get(id: string): RejectedRecord | null {
    const row = this.#db.get('SELECT * FROM rejected WHERE id = ?', id);
    return row === undefined ? null : readRejected(row);
  }

  /** The record as it was read; null if it could not be read, or an entry of this id or its source is not kept. */
  source(id: string): SourceRecord | null {
    const row = this.#db.get('SELECT source FROM rejected WHERE id = ? AND source IS NOT NULL', id);
    // Packed by this class alone: not validated again.
    return row === undefined ? null : (unpackJson(blob(row, 'source')) as SourceRecord);
  }

  /** Every time the record was rejected, newest first. */
  ofRecord(ref: RecordRef): RejectedRecord[] {
    return this.#db
      .all(
        'SELECT * FROM rejected WHERE flow_id = ? AND stream = ? AND key = ? ORDER BY last_seen_at DESC, id',
        ref.flowId,
        ref.stream,
        ref.key,
      )
      .map(readRejected);
  }

  /** The reasons of the filtered records, by the first reason of each, the most frequent first. */
  reasons(filter: RejectedFilter): ReasonCount[] {
    return this.#list.reasons(filter);
  }
}

/** Lists group by the first reason: it is the one to correct first. */
function firstCode({ reasons }: NewRejection): string {
  return reasons[0]?.code ?? '';
}

/** A reason with its text and next step, as people read it. */
export function explainReason(reason: RejectionReason): RejectedRecord['reasons'][number] {
  const words = errorText(reason.code);
  const { field, value, expected, called } = reason;
  const details = { field, value: called ?? value, expected, reason: value };
  return { ...reason, text: fillText(words.text, details), next: fillText(words.next, details) };
}

/** The reasons of a row, as people read them. */
export function reasonsIn(row: Record<string, unknown>): RejectedRecord['reasons'] {
  return json(row, 'reasons', z.array(reasonSchema)).map(explainReason);
}

function readRejected(row: Record<string, unknown>): RejectedRecord {
  return rejectedRecordSchema.parse({
    id: text(row, 'id'),
    flowId: text(row, 'flow_id'),
    runId: text(row, 'run_id'),
    stream: text(row, 'stream'),
    key: textOrNull(row, 'key'),
    label: text(row, 'label'),
    reasons: reasonsIn(row),
    state: text(row, 'state'),
    firstSeenAtUtc: text(row, 'first_seen_at'),
    lastSeenAtUtc: text(row, 'last_seen_at'),
    sourceRemovedAtUtc: textOrNull(row, 'source_removed_at') ?? undefined,
    dismissed: jsonOrNull(row, 'dismissed', rejectedRecordSchema.shape.dismissed.unwrap()) ?? undefined,
  });
}
