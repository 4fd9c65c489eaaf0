import { existsSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { AppError } from '../../shared/errors/app-error.ts';
import { migrations } from './migrations/index.ts';

export interface StoreCondition {
  readonly state: 'ready' | 'read-only';
  /** Why it is read-only: an error code of the store. */
  readonly error: AppError | null;
}

type Row = Record<string, unknown>;

/** Batches are large: at the default of 1,000 pages every transaction would wait until all of it is written a second time. */
const pagesBetweenCheckpoints = { usual: 8_000, erasing: 200 } as const;

/** The data file. The one place that knows `node:sqlite`; synchronous, so it lives in the engine's thread only. */
export class Database {
  readonly condition: StoreCondition;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync, condition: StoreCondition) {
    this.#db = db;
    this.condition = condition;
  }

  run(sql: string, ...values: SQLInputValue[]): number {
    this.#assertWritable();
    return Number(this.#prepare(sql).run(...values).changes);
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values);
  }

  *each(sql: string, ...values: SQLInputValue[]): Generator<Row> {
    for (const row of this.#db.prepare(sql).iterate(...values)) yield row;
  }

  /** All or nothing: what `work` changes is durable when this returns, and undone when it throws. Must not be nested. */
  transaction<T>(work: () => T): T {
    this.#assertWritable();
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * As `transaction`; what is deleted is also overwritten, where otherwise its pages would only be given free. The journal is
   * brought into the file early and often, so that no call waits for much of it at once.
   */
  erase<T>(work: () => T): T {
    this.#db.exec(`PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = ${String(pagesBetweenCheckpoints.erasing)}`);
    try {
      return this.transaction(work);
    } finally {
      this.#db.exec(`PRAGMA secure_delete = OFF; PRAGMA wal_autocheckpoint = ${String(pagesBetweenCheckpoints.usual)}`);
    }
  }

  /** Brings what was committed into the data file itself, as far as nobody reads it now. */
  checkpoint(): void {
    this.#assertWritable();
    this.#db.exec('PRAGMA wal_checkpoint(PASSIVE)');
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #assertWritable(): void {
    if (this.condition.error === null) return;
    throw new AppError('APP_STORE_READ_ONLY', 'config', {
      details: { reason: this.condition.error.code },
      cause: this.condition.error,
    });
  }
}

/**
 * Opens or creates the data file, brought to the newest format. A damaged file and a file of a newer version are opened for
 * reading only and never changed; `condition` says why.
 *
 * Throws STORE_UNUSABLE (`config`) if the file cannot be opened at all.
 */
export function openDatabase(file: string): Database {
  const fresh = file === ':memory:' || !existsSync(file);
  const db = openFile(file, false);
  const trouble = fresh ? null : findTrouble(db, file);
  if (trouble !== null) {
    db.close();
    return new Database(openReadOnly(file), { state: 'read-only', error: trouble });
  }
  configure(db, file);
  migrate(db);
  return new Database(db, { state: 'ready', error: null });
}

function openFile(file: string, readOnly: boolean): DatabaseSync {
  try {
    return new DatabaseSync(file, { readOnly, enableForeignKeyConstraints: true, timeout: 5_000 });
  } catch (error) {
    throw new AppError('STORE_UNUSABLE', 'config', { details: { file, reason: reasonOf(error) }, cause: error });
  }
}

function openReadOnly(file: string): DatabaseSync {
  const db = openFile(file, true);
  try {
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    return db;
  } catch {
    // Not a database at all: an empty one in memory lets the window open and say so.
    db.close();
    const empty = new DatabaseSync(':memory:');
    migrate(empty);
    return empty;
  }
}

function findTrouble(db: DatabaseSync, file: string): AppError | null {
  try {
    const found = userVersion(db);
    if (found > migrations.length) {
      return new AppError('STORE_NEWER', 'config', { details: { found, known: migrations.length } });
    }
    const check = db.prepare('PRAGMA quick_check(1)').get() as Row | undefined;
    const verdict = typeof check?.['quick_check'] === 'string' ? check['quick_check'] : '';
    return verdict === 'ok' ? null : corrupt(file, verdict);
  } catch (error) {
    return corrupt(file, reasonOf(error), error);
  }
}

function corrupt(file: string, reason: string, cause?: unknown): AppError {
  return new AppError('STORE_CORRUPT', 'internal', { details: { file, reason }, cause });
}

function configure(db: DatabaseSync, file: string): void {
  if (file !== ':memory:') db.exec('PRAGMA journal_mode = WAL');
  db.exec(
    `PRAGMA wal_autocheckpoint = ${String(pagesBetweenCheckpoints.usual)}; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000`,
  );
}

function migrate(db: DatabaseSync): void {
  for (let format = userVersion(db); format < migrations.length; format += 1) {
    db.exec('BEGIN EXCLUSIVE');
    try {
      db.exec(migrations[format] as string);
      db.exec(`PRAGMA user_version = ${String(format + 1)}`);
      db.exec('COMMIT');
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  }
}

function userVersion(db: DatabaseSync): number {
  const row = db.prepare('PRAGMA user_version').get() as Row | undefined;
  return Number(row?.['user_version'] ?? 0);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
