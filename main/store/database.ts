import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { backup, DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { installationSchema } from '../../shared/model/installation.ts';
import { AppError, isAppError } from '../../shared/errors/app-error.ts';
import { migrations } from './migrations/index.ts';
import { asStoreError, reasonOf } from './sqlite-errors.ts';

export interface StoreCondition {
  readonly state: 'ready' | 'read-only';
  /** Why it is read-only: an error code of the store. */
  readonly error: AppError | null;
}

type Row = Record<string, unknown>;

/** Pages of a copy that are written before the engine does its other work. */
const pagesAtATime = 2_000;
/** Batches are large: at the default of 1,000 pages every transaction would wait until all of it is written a second time. */
const pagesBetweenCheckpoints = { usual: 8_000, erasing: 200 } as const;

/** The data file. The one place that knows `node:sqlite`; synchronous, so it lives in the engine's thread only. */
export class Database {
  readonly condition: StoreCondition;
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #statements = new Map<string, StatementSync>();
  #isWoken = false;

  constructor(db: DatabaseSync, file: string, condition: StoreCondition) {
    this.#db = db;
    this.#file = file;
    this.condition = condition;
  }

  run(sql: string, ...values: SQLInputValue[]): number {
    this.#assertWritable();
    return this.#said(() => Number(this.#prepare(sql).run(...values).changes));
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#said(() => this.#prepare(sql).get(...values));
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#said(() => this.#prepare(sql).all(...values));
  }

  *each(sql: string, ...values: SQLInputValue[]): Generator<Row> {
    for (const row of this.#db.prepare(sql).iterate(...values)) yield row;
  }

  /** All or nothing: what `work` changes is durable when this returns, and undone when it throws. Must not be nested. */
  transaction<T>(work: () => T): T {
    this.#assertWritable();
    this.#said(() => {
      this.#db.exec('BEGIN IMMEDIATE');
    });
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw asStoreError(error, this.#file);
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

  /**
   * Writes a copy as of one moment into a new file, while others go on writing here. `onProgress` is told pages; the file is left for
   * the caller to remove if this rejects.
   */
  async copyTo(file: string, onProgress: (donePages: number, pages: number) => void): Promise<void> {
    // A connection of its own: what is written here meanwhile would break off a copy that another thread makes over this one. Its open
    // transaction holds the moment, so that the copy need not begin anew with each change.
    const source = this.#file === ':memory:' ? null : openReadOnly(this.#file);
    try {
      source?.exec('BEGIN; SELECT count(*) FROM sqlite_schema');
      await backup(source ?? this.#db, file, {
        rate: pagesAtATime,
        progress: ({ totalPages, remainingPages }) => {
          onProgress(totalPages - remainingPages, totalPages);
        },
      });
    } finally {
      source?.close();
    }
  }

  /** Lets `work` change the file of an installation at rest, which is sound and only not to be changed by accident. */
  despiteRest<T>(work: () => T): T {
    this.#isWoken = true;
    try {
      return this.transaction(work);
    } finally {
      this.#isWoken = false;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  /** Does it; what SQLite has against it is said in words of ours. */
  #said<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw asStoreError(error, this.#file);
    }
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #assertWritable(): void {
    const { error } = this.condition;
    if (error === null) return;
    if (isRest(error)) {
      if (this.#isWoken) return;
      throw error;
    }
    throw new AppError('APP_STORE_READ_ONLY', 'config', {
      details: { reason: error.code },
      cause: error,
    });
  }
}

/**
 * Opens or creates the data file, brought to the newest format. A damaged file, one of a newer version and one that may not be
 * written are opened for reading only and never changed; `condition` says why.
 *
 * Throws STORE_UNUSABLE (`config`) if the file cannot be opened at all.
 */
export function openDatabase(file: string): Database {
  const fresh = file === ':memory:' || !existsSync(file);
  const db = openFile(file, false);
  const trouble = (fresh ? null : findTrouble(db, file)) ?? makeReady(db, file, fresh);
  if (trouble === null) {
    const rest = restOf(db);
    return new Database(db, file, { state: rest === null ? 'ready' : 'read-only', error: rest });
  }
  db.close();
  return new Database(openReadOnly(file), file, { state: 'read-only', error: trouble });
}

/** An installation that was handed over, or a copy to look into, changes nothing. */
function restOf(db: DatabaseSync): AppError | null {
  const row = db.prepare("SELECT data FROM installation_values WHERE name = 'installation'").get() as Row | undefined;
  const parsed = installationSchema.safeParse(typeof row?.['data'] === 'string' ? JSON.parse(row['data']) : null);
  if (!parsed.success || parsed.data.rest === null) return null;
  return new AppError(parsed.data.rest.kind === 'copy' ? 'INSTALLATION_COPY' : 'INSTALLATION_AT_REST', 'config');
}

function isRest(error: AppError): boolean {
  return error.code === 'INSTALLATION_COPY' || error.code === 'INSTALLATION_AT_REST';
}

/** Brings the file to the newest format; what stands against it, or null. Throws where there is no file yet: nothing could be shown. */
function makeReady(db: DatabaseSync, file: string, fresh: boolean): AppError | null {
  try {
    // Node before 24.16 cannot take one in.
    if (file === ':memory:' && 'deserialize' in db) db.deserialize(emptyFile());
    configure(db, file);
    migrate(db);
    return null;
  } catch (error) {
    const known = asStoreError(error, file);
    if (!isAppError(known)) throw error;
    if (!fresh) return known;
    db.close();
    throw new AppError('STORE_UNUSABLE', 'config', { details: { file, reason: reasonOf(error) }, cause: error });
  }
}

function openFile(file: string | URL, readOnly: boolean): DatabaseSync {
  try {
    return new DatabaseSync(file, { readOnly, enableForeignKeyConstraints: true, timeout: 5_000 });
  } catch (error) {
    throw new AppError('STORE_UNUSABLE', 'config', {
      details: { file: String(file), reason: reasonOf(error) },
      cause: error,
    });
  }
}

function openReadOnly(file: string): DatabaseSync {
  for (const way of [file, unchanging(file)]) {
    const db = openFile(way, true);
    try {
      db.prepare('SELECT count(*) FROM sqlite_master').get();
      return db;
    } catch {
      db.close();
    }
  }
  // Not a database at all: an empty one in memory lets the window open and say so.
  const empty = new DatabaseSync(':memory:');
  migrate(empty);
  return empty;
}

/** Read as it stands, without the files beside it that SQLite would make (sqlite.org/wal.html#read_only_databases). */
function unchanging(file: string): URL {
  const address = pathToFileURL(file);
  address.searchParams.set('immutable', '1');
  return address;
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
    const known = asStoreError(error, file);
    return isAppError(known) ? known : corrupt(file, reasonOf(error), error);
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

let newest: Uint8Array | null = null;

/** A data file of the newest format with nothing in it, made once: many are opened in memory, one after the other. */
function emptyFile(): Uint8Array {
  if (newest !== null) return newest;
  const db = new DatabaseSync(':memory:');
  migrate(db);
  newest = db.serialize();
  db.close();
  return newest;
}

function userVersion(db: DatabaseSync): number {
  const row = db.prepare('PRAGMA user_version').get() as Row | undefined;
  return Number(row?.['user_version'] ?? 0);
}
