import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { isAppError } from '../../../shared/errors/app-error.ts';
import type { TargetStream } from '../../ports/destination.ts';
import { BatchRows, type StoredBatch } from '../../store/batches.ts';
import { Database } from '../../store/database.ts';
import { asStoreError } from '../../store/sqlite-errors.ts';
import { shapeOf } from '../../../shared/mapping/mapped-row.ts';
import type { MappedDocument, Row } from '../../../shared/model/record.ts';
import { sha256, sha256Of } from '../hash.ts';

/** The data file as SQLite finds it. */
export interface DatabaseLook {
  /** What SQLite has against it, at most ten lines; empty if it is sound. */
  readonly damage: readonly string[];
  readonly format: number;
  readonly sqlite: string;
  /** With its journal, where what was written last is. */
  readonly bytes: number;
  readonly journalBytes: number;
  /** Empty for a damaged file. */
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
}

export type BatchProblem = 'removed' | 'unreadable' | 'counts' | 'hash' | 'trail';

/** What waits in the outbox, and whether it is still what was staged. */
export interface BatchLook {
  readonly waiting: number;
  readonly looked: number;
  readonly problems: readonly {
    readonly id: string;
    readonly flowId: string;
    readonly stream: string;
    readonly problem: BatchProblem;
  }[];
  /** Records that are said to wait in a batch which is not there. */
  readonly orphans: number;
}

const mostDamage = 10;

/**
 * Goes through the whole data file; on a connection of its own that only reads. Takes as long as it takes: call it in a thread of
 * its own.
 */
export function lookIntoDatabase(file: string): DatabaseLook {
  const db = openForLooking(file);
  try {
    const damage = damageOf(db);
    const journalBytes = sizeOf(`${file}-wal`);
    return {
      damage,
      format: Number(tryOne(db, 'PRAGMA user_version') ?? 0),
      sqlite: process.versions['sqlite'] ?? '',
      bytes: sizeOf(file) + journalBytes,
      journalBytes,
      tables: damage.length > 0 ? [] : countTables(db),
    };
  } finally {
    db.close();
  }
}

/**
 * Unpacks batches that wait, those first that go first, and recomputes the hashes of their rows and documents against what was
 * written down when they were staged, in the batch and in the audit trail. At most `most` of them. For a thread of its own.
 */
export function lookIntoBatches(file: string, most: number): BatchLook {
  const db = openForLooking(file);
  try {
    const batches = new BatchRows(new Database(db, file, { state: 'read-only', error: null }));
    const waiting = batches.waiting(undefined, most);
    return {
      waiting: Number(one(db, `SELECT count(*) FROM batches WHERE state NOT IN ('acknowledged')`)),
      looked: waiting.length,
      problems: waiting.flatMap((summary) => {
        const problem = problemOf(db, batches, summary);
        return problem === null ? [] : [{ id: summary.id, flowId: summary.flowId, stream: summary.stream, problem }];
      }),
      orphans: Number(
        one(
          db,
          `SELECT count(*) FROM (SELECT DISTINCT staged_batch_id AS id FROM documents WHERE staged_batch_id IS NOT NULL)
           WHERE id NOT IN (SELECT id FROM batches)`,
        ),
      ),
    };
  } finally {
    db.close();
  }
}

/**
 * Where the folder may not be written, the file is read as it stands, without the files beside it that SQLite would make
 * (sqlite.org/wal.html#read_only_databases).
 */
function openForLooking(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    return db;
  } catch (error) {
    const known = asStoreError(error, file);
    if (!isAppError(known) || known.code !== 'STORE_NOT_WRITABLE') return db;
    db.close();
    const address = pathToFileURL(file);
    address.searchParams.set('immutable', '1');
    return new DatabaseSync(address, { readOnly: true });
  }
}

interface Stored {
  readonly id: string;
  readonly documents: number;
  readonly rows: number;
}

function problemOf(db: DatabaseSync, batches: BatchRows, summary: Stored): BatchProblem | null {
  if (batches.contentsRemovedAt(summary.id) !== null) return 'removed';
  const stored = readBatch(batches, summary.id);
  if (stored === null) return 'unreadable';
  const { documents } = stored.batch;
  const rows = documents.reduce((sum, document) => sum + rowsOf(document), 0);
  if (documents.length !== summary.documents || rows !== summary.rows) return 'counts';
  if (!documents.every((document) => isAsHashed(document, stored.target))) return 'hash';
  const hash = sha256Of(documents.map((document) => `${document.key} ${document.hash}`));
  if (hash !== one(db, 'SELECT payload_hash FROM batches WHERE id = ?', summary.id)) return 'hash';
  const staged = one(
    db,
    `SELECT details ->> '$.payload' FROM audit WHERE subject = ? AND event = 'batch.staged' ORDER BY number LIMIT 1`,
    summary.id,
  );
  // The entry may have gone after the trail's own retention time.
  return staged === null || staged === hash ? null : 'trail';
}

function readBatch(batches: BatchRows, id: string): StoredBatch | null {
  try {
    return batches.get(id);
  } catch {
    return null;
  }
}

function rowsOf({ lines }: MappedDocument): number {
  return 1 + Object.values(lines).reduce((sum, rows) => sum + rows.length, 0);
}

/** Whether a document's values still give its hash; a record that is gone at the source carries no values. */
function isAsHashed(document: MappedDocument, { mapping }: TargetStream): boolean {
  if (document.deleted === true) return true;
  const isSound = (row: Row, names: readonly string[]): boolean => {
    const cells = names.map((name) => row.values[name] ?? null);
    return row.hash === sha256(JSON.stringify([sha256(names.join(',')), cells]));
  };
  if (!isSound(document.header, shapeOf(mapping.header).names)) return false;
  let hashed = document.header.hash;
  for (const table of mapping.lines) {
    const rows = document.lines[table.table] ?? [];
    const { names } = shapeOf(table);
    if (!rows.every((row) => isSound(row, names))) return false;
    hashed += `|${table.table}:${rows
      .map((row) => row.hash)
      .sort()
      .join(',')}`;
  }
  return document.hash === sha256(hashed);
}

function damageOf(db: DatabaseSync): string[] {
  try {
    const lines = db
      .prepare(`PRAGMA quick_check(${String(mostDamage)})`)
      .all()
      .flatMap((row) => String(row['quick_check']).split('\n'))
      // What it says of a value could quote that; places and counts cannot.
      .map((line) => line.replace(/["'`].*["'`]/g, '…').slice(0, 160));
    return lines.length === 1 && lines[0] === 'ok' ? [] : lines.slice(0, mostDamage);
  } catch (error) {
    return [error instanceof Error ? error.message.slice(0, 160) : 'it cannot be read'];
  }
}

function countTables(db: DatabaseSync): { name: string; rows: number }[] {
  return db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .all()
    .map((row) => {
      const name = String(row['name']);
      return { name, rows: Number(one(db, `SELECT count(*) FROM "${name.replaceAll('"', '""')}"`)) };
    });
}

function one(db: DatabaseSync, sql: string, ...values: string[]): unknown {
  const row = db.prepare(sql).get(...values);
  return row === undefined ? null : (Object.values(row)[0] ?? null);
}

function tryOne(db: DatabaseSync, sql: string): unknown {
  try {
    return one(db, sql);
  } catch {
    return null;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
