import { z } from 'zod';
import type { Selection } from '../../shared/contract/paging.ts';
import { heldRecordSchema, type HeldFilter, type HeldRecord } from '../../shared/model/held.ts';
import type { RecordRef } from '../../shared/model/record-view.ts';
import type { SourceRecord } from '../../shared/model/record.ts';
import type { HoldReason } from '../ports/integration.ts';
import { blob, integer, json, jsonOrNull, text } from './columns.ts';
import { packJson, unpackJson } from './compression.ts';
import type { Database } from './database.ts';
import { EntryList, type EntryTable, type ReasonCount } from './entry-list.ts';
import type { ListPage } from './list-page.ts';
import { explainReason } from './rejected.ts';

export interface NewHold {
  readonly id: string;
  readonly flowId: string;
  readonly runId: string;
  readonly stream: string;
  readonly reasons: readonly HoldReason[];
  readonly source: SourceRecord;
  readonly atUtc: string;
}

const reasonSchema = z.object({
  code: z.string(),
  field: z.string(),
  value: z.string().nullable(),
  expected: z.string().nullable(),
  called: z.string().optional(),
  waitsFor: z.object({ stream: z.string(), name: z.string() }),
});

const list: EntryTable = {
  table: 'held',
  from: 'held',
  ofRun: 'id IN (SELECT held_id FROM held_runs WHERE run_id = ?)',
  newestBy: 'firstSeenAtUtc',
};

const seenNow = `(SELECT facts FROM dimension_entries AS d
  WHERE d.flow_id = ?1 AND d.stream = w.stream AND d.name = w.name ORDER BY d.key LIMIT 1)`;

/** Records that wait for reference data: each with its source record, until it goes, is replaced or dismissed. */
export class HeldRows {
  readonly #db: Database;
  readonly #list: EntryList;

  constructor(db: Database) {
    this.#db = db;
    this.#list = new EntryList(db, list);
  }

  /**
   * Keeps one open entry per record, with the newest version. A dismissal stands as long as the very same record waits for the very
   * same reasons. What it waits for is noted as it is now; that it is called otherwise makes no other reason.
   */
  put(hold: NewHold): void {
    const { flowId, stream, source, reasons, runId, atUtc } = hold;
    const known = this.#latest(flowId, stream, source.key, 'open') ?? this.#dismissedAlike(hold);
    const id = known ?? hold.id;
    const values = [runId, source.label, JSON.stringify(reasons), reasons[0]?.code ?? '', packJson(source), atUtc];
    if (known === null) {
      this.#db.run(
        `INSERT INTO held (run_id, label, reasons, reason, source, first_seen_at, last_seen_at, id, flow_id, stream, key, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10, 'open')`,
        ...values,
        id,
        flowId,
        stream,
        source.key,
      );
    } else {
      const set = 'run_id = ?1, label = ?2, reasons = ?3, reason = ?4, source = ?5, last_seen_at = ?6, released = NULL';
      this.#db.run(`UPDATE held SET ${set} WHERE id = ?7`, ...values, id);
      this.#db.run('DELETE FROM held_waits WHERE held_id = ?', id);
    }
    for (const { waitsFor } of reasons) {
      this.#db.run(
        `INSERT OR IGNORE INTO held_waits (held_id, stream, name, seen)
         SELECT ?2, w.stream, w.name, ${seenNow} FROM (SELECT ?3 AS stream, ?4 AS name) AS w`,
        flowId,
        id,
        waitsFor.stream,
        waitsFor.name,
      );
    }
    this.#db.run('INSERT OR IGNORE INTO held_runs (run_id, held_id) VALUES (?, ?)', runId, id);
  }

  #latest(flowId: string, stream: string, key: string, state: HeldRecord['state']): string | null {
    const row = this.#db.get(
      'SELECT id FROM held WHERE flow_id = ? AND stream = ? AND key = ? AND state = ? ORDER BY last_seen_at DESC, id LIMIT 1',
      ...[flowId, stream, key, state],
    );
    return row === undefined ? null : text(row, 'id');
  }

  #dismissedAlike({ flowId, stream, source, reasons }: NewHold): string | null {
    const id = this.#latest(flowId, stream, source.key, 'dismissed');
    if (id === null || !this.#isOf(id, source)) return null;
    const row = this.#db.get('SELECT reasons FROM held WHERE id = ?', id);
    return row !== undefined && areAlike(reasonsIn(row), reasons) ? id : null;
  }

  #isOf(id: string, source: SourceRecord): boolean {
    return JSON.stringify(this.source(id)) === JSON.stringify(source);
  }

  /** True if a person has said that this very version is to be loaded all the same. */
  isReleased(flowId: string, stream: string, source: SourceRecord): boolean {
    const id = this.#latest(flowId, stream, source.key, 'open');
    if (id === null) return false;
    const row = this.#db.get('SELECT 1 AS one FROM held WHERE id = ? AND released IS NOT NULL', id);
    return row !== undefined && this.#isOf(id, source);
  }

  /** It waits no more: it went, something newer took its place, or it is gone. Its source record is kept no longer. */
  resolve(flowId: string, stream: string, key: string, atUtc: string): void {
    this.#db.run(
      `UPDATE held SET state = 'resolved', closed_at = ?, source = NULL WHERE flow_id = ? AND stream = ? AND key = ? AND state = 'open'`,
      ...[atUtc, flowId, stream, key],
    );
  }

  /**
   * Ids, after `after`, of open entries of the stream that are to be judged again: what they wait for came, went or changed, is not
   * checked any more (`checked` are the streams that are), or a person released them.
   */
  toJudge(flowId: string, stream: string, { checked, after }: { checked: readonly string[]; after: string }): string[] {
    return this.#db
      .all(
        `SELECT h.id FROM held AS h WHERE h.flow_id = ?1 AND h.stream = ?2 AND h.state = 'open' AND h.id > ?3 AND
           (h.released IS NOT NULL OR EXISTS (SELECT 1 FROM held_waits AS w WHERE w.held_id = h.id AND
             (w.stream NOT IN (SELECT value FROM json_each(?4)) OR ${seenNow} IS NOT w.seen)))
         ORDER BY h.id LIMIT 500`,
        ...[flowId, stream, after, JSON.stringify(checked)],
      )
      .map((row) => text(row, 'id'));
  }

  /** A person's word that the entry is to be loaded all the same; false if it does not wait. */
  release(id: string, reason: string, atUtc: string): boolean {
    return this.#say(id, 'released', { reason, atUtc });
  }

  /** Closes an open entry with a person's own reason; false if it is not open. */
  dismiss(id: string, reason: string, atUtc: string): boolean {
    if (!this.#say(id, 'dismissed', { reason, atUtc })) return false;
    return (
      this.#db.run(`UPDATE held SET state = 'dismissed', closed_at = ?, released = NULL WHERE id = ?`, atUtc, id) > 0
    );
  }

  #say(id: string, column: 'released' | 'dismissed', said: { reason: string; atUtc: string }): boolean {
    return this.#db.run(`UPDATE held SET ${column} = ? WHERE id = ? AND state = 'open'`, JSON.stringify(said), id) > 0;
  }

  /** Takes a dismissal back; false if it is not dismissed, or the record has an open entry of its own by now. */
  reopen(id: string): boolean {
    const set = `state = 'open', closed_at = NULL, dismissed = NULL`;
    return this.#db.run(`UPDATE OR IGNORE held SET ${set} WHERE id = ? AND state = 'dismissed'`, id) > 0;
  }

  get(id: string): HeldRecord | null {
    const row = this.#db.get('SELECT * FROM held WHERE id = ?', id);
    return row === undefined ? null : readHeld(row);
  }

  /** The record as it was read; null once it is kept no longer. */
  source(id: string): SourceRecord | null {
    const row = this.#db.get('SELECT source FROM held WHERE id = ? AND source IS NOT NULL', id);
    // Packed by this class alone: not validated again.
    return row === undefined ? null : (unpackJson(blob(row, 'source')) as SourceRecord);
  }

  /** Every time the record waited, newest first. */
  ofRecord({ flowId, stream, key }: RecordRef): HeldRecord[] {
    return this.#db
      .all(
        'SELECT * FROM held WHERE flow_id = ? AND stream = ? AND key = ? ORDER BY last_seen_at DESC, id',
        flowId,
        stream,
        key,
      )
      .map(readHeld);
  }

  /** What the run held, by stream and name. */
  ofRun(runId: string): HeldRecord[] {
    return this.#db
      .all(
        `SELECT h.* FROM held_runs AS o JOIN held AS h ON h.id = o.held_id WHERE o.run_id = ? ORDER BY h.stream, h.label, h.id`,
        runId,
      )
      .map(readHeld);
  }

  openCount(flowId: string): number {
    const row = this.#db.get(`SELECT count(*) AS n FROM held WHERE flow_id = ? AND state = 'open'`, flowId);
    return row === undefined ? 0 : integer(row, 'n');
  }

  /** Open entries that were held at that moment already and that nobody released, with when the first and the last of them were; null if there are none. */
  heldSince(flowId: string, atUtc: string): { count: number; oldestUtc: string; newestUtc: string } | null {
    const row = this.#db.get(
      `SELECT count(*) AS n, min(first_seen_at) AS oldest, max(first_seen_at) AS newest FROM held
       WHERE flow_id = ? AND state = 'open' AND released IS NULL AND first_seen_at <= ?`,
      flowId,
      atUtc,
    );
    if (row === undefined || integer(row, 'n') === 0) return null;
    return { count: integer(row, 'n'), oldestUtc: text(row, 'oldest'), newestUtc: text(row, 'newest') };
  }

  page(filter: HeldFilter, page: ListPage): { total: number; items: HeldRecord[] } {
    const { total, ids } = this.#list.page(filter, page);
    return { total, items: ids.flatMap((id) => this.get(id) ?? []) };
  }

  /** Ids of the chosen entries among those that the filter lets through, oldest first. */
  selected(filter: HeldFilter, selection: Selection): string[] {
    return this.#list.selected(filter, selection);
  }

  /** The first reasons of the filtered records, the most frequent first. */
  reasons(filter: HeldFilter): ReasonCount[] {
    return this.#list.reasons(filter);
  }
}

function reasonsIn(row: Record<string, unknown>): HoldReason[] {
  return json(row, 'reasons', z.array(reasonSchema));
}

function areAlike(...both: readonly (readonly HoldReason[])[]): boolean {
  const [one, other] = both.map((reasons) =>
    JSON.stringify(
      reasons.map(({ code, field, value, expected, waitsFor }) => [
        ...[code, field, value, expected, waitsFor.stream, waitsFor.name],
      ]),
    ),
  );
  return one === other;
}

function readHeld(row: Record<string, unknown>): HeldRecord {
  const { released, dismissed } = heldRecordSchema.shape;
  return heldRecordSchema.parse({
    id: text(row, 'id'),
    flowId: text(row, 'flow_id'),
    runId: text(row, 'run_id'),
    stream: text(row, 'stream'),
    key: text(row, 'key'),
    label: text(row, 'label'),
    reasons: reasonsIn(row).map((one) => ({
      ...explainReason(one),
      waitsFor: one.waitsFor,
    })),
    state: text(row, 'state'),
    firstSeenAtUtc: text(row, 'first_seen_at'),
    lastSeenAtUtc: text(row, 'last_seen_at'),
    released: jsonOrNull(row, 'released', released.unwrap()) ?? undefined,
    dismissed: jsonOrNull(row, 'dismissed', dismissed.unwrap()) ?? undefined,
  });
}
