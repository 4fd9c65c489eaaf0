import { createHash } from 'node:crypto';
import { z } from 'zod';
import { auditGenesis, entryHash, type HashedEntry } from '../../shared/evidence/audit-hash.ts';
import {
  auditActorSchema,
  eventsOf,
  type AuditActor,
  type AuditEntry,
  type AuditEvent,
  type AuditFilter,
} from '../../shared/model/audit.ts';
import type { JsonValue } from '../../shared/model/json.ts';
import { TombstoneRow } from './audit-tombstone.ts';
import { integer, json, jsonOrNull, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import { idsOnPage, type ListPage } from './list-page.ts';
import { contains, equals, whereAll, type Condition, type Order } from './list-query.ts';

const order: Order = {
  columns: { number: 'number', atUtc: 'at', event: 'event', subject: 'subject' },
  usual: [{ column: 'number', direction: 'desc' }],
  last: ['number'],
};

/** How far the chain was recomputed from the beginning, with the hash there. */
export interface ChainPlace {
  readonly number: number;
  readonly hash: string;
}

export const chainStart: ChainPlace = { number: 0, hash: auditGenesis };

/** The audit trail: append-only; each entry's hash covers the entry and the hash before it. */
export class AuditRows {
  readonly #db: Database;

  readonly #actor: () => AuditActor;
  readonly #tombstone: TombstoneRow;

  /** `actor` says who does what is being done at the moment of each entry. */
  constructor(db: Database, actor: () => AuditActor) {
    this.#db = db;
    this.#actor = actor;
    this.#tombstone = new TombstoneRow(db);
  }

  /** Is another number each time something other than this program's own connection wrote to the data file. */
  foreignWrites(): number {
    const row = this.#db.get('PRAGMA data_version');
    return row === undefined ? 0 : integer(row, 'data_version');
  }

  head(): ChainPlace {
    const row = this.#db.get('SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1');
    return row === undefined ? this.start() : { number: integer(row, 'number'), hash: text(row, 'hash') };
  }

  /** Null if there is no such entry. */
  hashAt(number: number): string | null {
    const row = this.#db.get('SELECT hash FROM audit WHERE number = ?', number);
    return row === undefined ? null : text(row, 'hash');
  }

  /** Hash of the first entry about one subject with this event; null if there is none. */
  hashOf(subject: string, event: AuditEvent): string | null {
    const row = this.#db.get(
      'SELECT hash FROM audit WHERE subject = ? AND event = ? ORDER BY number LIMIT 1',
      subject,
      event,
    );
    return row === undefined ? null : text(row, 'hash');
  }

  /** When the newest entry was written; null if there is none. */
  newestUtc(): string | null {
    const row = this.#db.get('SELECT at FROM audit ORDER BY number DESC LIMIT 1');
    return row === undefined ? null : text(row, 'at');
  }

  /** Where the chain begins: before the first entry, or at the tombstone of those that went after the retention time. */
  start(): ChainPlace {
    const stored = this.#tombstone.get();
    return stored === null ? chainStart : { number: stored.tombstone.number, hash: stored.tombstone.hash };
  }

  /**
   * Appends one entry, with who does it, and returns the new head. Call it inside the transaction whose effect it records.
   */
  append(atUtc: string, event: AuditEvent, subject: string, details: Record<string, JsonValue>): string {
    const last = this.head();
    const number = last.number + 1;
    const detailsText = JSON.stringify(details);
    const actor = JSON.stringify(this.#actor());
    const hash = entryHash(last.hash, { number, atUtc, event, subject, details: detailsText, actor }, sha256);
    this.#db.run(
      'INSERT INTO audit (number, at, event, subject, details, actor, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
      number,
      atUtc,
      event,
      subject,
      detailsText,
      actor,
      hash,
    );
    return hash;
  }

  /** Entries in pages, the newest first unless another order is asked for. */
  page(filter: AuditFilter, page: ListPage): { total: number; items: AuditEntry[] } {
    const where = whereAll([
      ofKind(filter),
      equals('who', filter.who),
      filter.fromUtc === undefined ? null : ['at >= ?', filter.fromUtc],
      filter.toUtc === undefined ? null : ['at < ?', filter.toUtc],
      found(filter.text),
    ]);
    const { total, ids } = idsOnPage(this.#db, { from: 'audit', where, order, id: 'CAST(number AS TEXT)' }, page);
    return { total, items: ids.flatMap((number) => this.#entry(Number(number)) ?? []) };
  }

  #entry(number: number): AuditEntry | null {
    const row = this.#db.get(
      'SELECT one.*, (SELECT hash FROM audit WHERE number = one.number - 1) AS previous FROM audit AS one WHERE number = ?',
      number,
    );
    if (row === undefined) return null;
    return {
      number,
      atUtc: text(row, 'at'),
      event: text(row, 'event'),
      subject: text(row, 'subject'),
      details: json(row, 'details', z.record(z.string(), z.json())),
      actor: jsonOrNull(row, 'actor', auditActorSchema),
      hash: text(row, 'hash'),
      previousHash: textOrNull(row, 'previous') ?? this.start().hash,
    };
  }

  /** Who does what is being done now, as an entry would say it. */
  actorNow(): AuditActor {
    return this.#actor();
  }

  /** When the trail says that a pack with this hash was made; null if it says nothing of it. */
  madePackAt(packSha256: string): string | null {
    const row = this.#db.get(
      `SELECT at FROM audit WHERE event = 'evidence.made' AND details ->> '$.sha256' = ? ORDER BY number LIMIT 1`,
      packSha256,
    );
    return row === undefined ? null : text(row, 'at');
  }

  /** Who is in the trail, as the filter `who` takes it; read from the index, one step for each. */
  people(): string[] {
    return this.#db
      .all(
        `WITH RECURSIVE one(who) AS (
           SELECT min(who) FROM audit WHERE who IS NOT NULL
           UNION ALL SELECT (SELECT min(who) FROM audit WHERE who > one.who) FROM one WHERE one.who IS NOT NULL
         ) SELECT who FROM one WHERE who IS NOT NULL`,
      )
      .map((row) => text(row, 'who'));
  }

  /** Entries about one subject with this event, oldest first. */
  of(subject: string, event: AuditEvent): Pick<AuditEntry, 'atUtc' | 'details'>[] {
    return this.#db
      .all('SELECT at, details FROM audit WHERE subject = ? AND event = ? ORDER BY number', subject, event)
      .map((row) => ({ atUtc: text(row, 'at'), details: json(row, 'details', z.record(z.string(), z.json())) }));
  }

  /** The run, flow and stream of a batch; null where the batch is no longer kept. */
  batchOf(id: string): { readonly runId: string; readonly flowId: string; readonly stream: string } | null {
    const row = this.#db.get('SELECT run_id, flow_id, stream FROM batches WHERE id = ?', id);
    if (row === undefined) return null;
    return { runId: text(row, 'run_id'), flowId: text(row, 'flow_id'), stream: text(row, 'stream') };
  }

  /**
   * Recomputes the chain after `from`, at most `limit` entries. Answers how far it fits, and the number of the first entry that
   * does not, or null.
   */
  verifyAfter(from: ChainPlace, limit: number): { readonly place: ChainPlace; readonly brokenAt: number | null } {
    let place = from;
    for (const row of this.#db.each(
      'SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?',
      from.number,
      limit,
    )) {
      const stored = storedEntry(row);
      const hash = entryHash(place.hash, stored, sha256);
      const expected = place.number + 1;
      if (stored.number !== expected || hash !== stored.hash) return { place, brokenAt: expected };
      place = { number: stored.number, hash };
    }
    return { place, brokenAt: null };
  }

  /** Recomputes the whole chain, from the tombstone on where there is one; the number of the first entry that does not fit, or null if all do. */
  firstBroken(): number | null {
    return this.verifyAfter(this.start(), Number.MAX_SAFE_INTEGER).brokenAt;
  }
}

function ofKind({ kind }: AuditFilter): Condition {
  if (kind === undefined) return null;
  const events = eventsOf(kind);
  return [`event IN (${events.map(() => '?').join(', ')})`, ...events];
}

/** Each word in what happened, to what, or the details; flows and connections are found by their names too. */
function found(wanted: string | undefined): Condition {
  const plain = contains(['event', 'subject', 'details', 'actor'], wanted);
  const named = contains(['name'], wanted);
  const ofFlow = contains(['flow_name'], wanted);
  if (plain === null || named === null || ofFlow === null) return null;
  const [plainSql, ...plainValues] = plain;
  const [namedSql, ...namedValues] = named;
  const [flowSql, ...flowValues] = ofFlow;
  return [
    `(${plainSql}) OR subject IN (
       SELECT id FROM flows WHERE ${namedSql} UNION ALL SELECT id FROM connections WHERE ${namedSql}
       UNION ALL SELECT id FROM runs WHERE ${flowSql}
       UNION ALL SELECT id FROM batches WHERE run_id IN (SELECT id FROM runs WHERE ${flowSql}))`,
    ...plainValues,
    ...namedValues,
    ...namedValues,
    ...flowValues,
    ...flowValues,
  ];
}

/** An entry as it is stored, for whoever recomputes its hash. */
export interface StoredEntry extends HashedEntry {
  readonly hash: string;
}

/** Reads a row of the trail. */
export function storedEntry(row: Record<string, unknown>): StoredEntry {
  return {
    number: integer(row, 'number'),
    atUtc: text(row, 'at'),
    event: text(row, 'event'),
    subject: text(row, 'subject'),
    details: text(row, 'details'),
    actor: textOrNull(row, 'actor'),
    hash: text(row, 'hash'),
  };
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
