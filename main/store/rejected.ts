import { z } from 'zod';
import { errorText } from '../../shared/errors/codes.ts';
import { fillText } from '../../shared/errors/error-text.ts';
import type { RejectionReason, SourceRecord } from '../../shared/model/record.ts';
import { rejectedRecordSchema, type RejectedRecord } from '../../shared/model/run.ts';
import { integer, json, text, textOrNull } from './columns.ts';
import { packJson } from './compression.ts';
import type { Database } from './database.ts';

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

export interface RejectedFilter {
  readonly flowId?: string | undefined;
  readonly runId?: string | undefined;
  readonly state?: RejectedRecord['state'] | undefined;
}

/** Rejected records: kept with their reasons until the record is sound again, or a person dismisses them. */
export class RejectedRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps one open entry per record: a record rejected again gets its newest reasons. */
  put(rejection: NewRejection): void {
    const reasons = JSON.stringify(rejection.reasons);
    const source = rejection.source === null ? null : packJson(rejection.source);
    const changed =
      rejection.key === null
        ? 0
        : this.#db.run(
            `UPDATE rejected SET reasons = ?, source = ?, run_id = ?, label = ?, last_seen_at = ?
             WHERE flow_id = ? AND stream = ? AND key = ? AND state = 'open'`,
            reasons,
            source,
            rejection.runId,
            rejection.label,
            rejection.atUtc,
            rejection.flowId,
            rejection.stream,
            rejection.key,
          );
    if (changed > 0) return;
    this.#db.run(
      `INSERT INTO rejected (id, flow_id, run_id, stream, key, label, reasons, source, state, first_seen_at, last_seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)`,
      rejection.id,
      rejection.flowId,
      rejection.runId,
      rejection.stream,
      rejection.key,
      rejection.label,
      reasons,
      source,
      rejection.atUtc,
      rejection.atUtc,
    );
  }

  /** The record was read sound. */
  resolve(flowId: string, stream: string, key: string): void {
    this.#db.run(
      `UPDATE rejected SET state = 'resolved' WHERE flow_id = ? AND stream = ? AND key = ? AND state = 'open'`,
      flowId,
      stream,
      key,
    );
  }

  openCount(flowId: string): number {
    const row = this.#db.get(`SELECT count(*) AS n FROM rejected WHERE flow_id = ? AND state = 'open'`, flowId);
    return row === undefined ? 0 : integer(row, 'n');
  }

  list(filter: RejectedFilter, limit: number, offset: number): { total: number; items: RejectedRecord[] } {
    const where = `(?1 IS NULL OR flow_id = ?1) AND (?2 IS NULL OR run_id = ?2) AND (?3 IS NULL OR state = ?3)`;
    const values = [filter.flowId ?? null, filter.runId ?? null, filter.state ?? null];
    const total = this.#db.get(`SELECT count(*) AS n FROM rejected WHERE ${where}`, ...values);
    const rows = this.#db.all(
      `SELECT * FROM rejected WHERE ${where} ORDER BY last_seen_at DESC, stream, label LIMIT ?4 OFFSET ?5`,
      ...values,
      limit,
      offset,
    );
    return { total: total === undefined ? 0 : integer(total, 'n'), items: rows.map(readRejected) };
  }
}

/** A reason with its text and next step, as people read it. */
export function explainReason(reason: RejectionReason): RejectedRecord['reasons'][number] {
  const words = errorText(reason.code);
  const details = { field: reason.field, value: reason.value, expected: reason.expected, reason: reason.value };
  return { ...reason, text: fillText(words.text, details), next: fillText(words.next, details) };
}

function readRejected(row: Record<string, unknown>): RejectedRecord {
  return rejectedRecordSchema.parse({
    id: text(row, 'id'),
    flowId: text(row, 'flow_id'),
    runId: text(row, 'run_id'),
    stream: text(row, 'stream'),
    key: textOrNull(row, 'key'),
    label: text(row, 'label'),
    reasons: json(row, 'reasons', z.array(reasonSchema)).map(explainReason),
    state: text(row, 'state'),
    firstSeenAtUtc: text(row, 'first_seen_at'),
    lastSeenAtUtc: text(row, 'last_seen_at'),
  });
}
