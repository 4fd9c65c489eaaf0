import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { duckName, duckText } from '../sql/environment.ts';

export type Binds = Readonly<Record<string, string | null>>;

function toText(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError('a column that is not cast to VARCHAR');
}

/** One DuckDB connection, used by one statement at a time. */
export class Session {
  readonly #connection: DuckDBConnection;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  async run(sql: string, binds: Binds = {}): Promise<void> {
    await this.#connection.run(sql, { ...binds });
  }

  /** All rows as texts. Decimals, dates and times must be cast to VARCHAR by the query. */
  async rows(sql: string, binds: Binds = {}): Promise<(string | null)[][]> {
    const reader = await this.#connection.runAndReadAll(sql, { ...binds });
    return reader.getRowsJS().map((row) => row.map(toText));
  }

  /** How often each text occurs in the first column; reads chunk by chunk, so that the thread stays free for others. */
  async tally(sql: string, binds: Binds = {}): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    const result = await this.#connection.stream(sql, { ...binds });
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      for (const value of chunk.getColumnValues(0)) {
        const text = toText(value) ?? '';
        counts.set(text, (counts.get(text) ?? 0) + 1);
      }
    }
    return counts;
  }

  /** Runs `work` in one transaction: all of it or nothing. */
  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.run('BEGIN TRANSACTION');
    try {
      const result = await work();
      await this.run('COMMIT');
      return result;
    } catch (error) {
      // The error that matters is the first one; DuckDB may have rolled back by itself.
      await this.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
  }
}

/** The DuckDB name of a catalog's database: `main` itself is reserved there. */
export function catalogDuckName(catalog: string): string {
  return duckName(`uc_${catalog.toLowerCase()}`);
}

/**
 * Checkpoints seldom: at the default of 16 MB every third batch of a large load would wait for one. One thread: the rest of the
 * app is on the same few cores, and threads that look for work of others took a tenth of all processor time.
 */
const options = { threads: '1', memory_limit: '2GB', wal_autocheckpoint: '256MB' };

/** The row store: one DuckDB with one attached database per catalog, in memory or in files of a folder. */
export class Database {
  /** Connections that wait for the next statement: a new one costs more than many a statement. */
  readonly #idle: Session[] = [];
  readonly #instance: DuckDBInstance;
  readonly #folder: string | null;

  private constructor(instance: DuckDBInstance, folder: string | null) {
    this.#instance = instance;
    this.#folder = folder;
  }

  static async open(folder: string | null): Promise<Database> {
    const instance = await DuckDBInstance.create(':memory:', options);
    const database = new Database(instance, folder === null ? null : join(folder, 'catalogs'));
    await database.withSession((session) => session.run("SET GLOBAL TimeZone = 'UTC'"));
    if (database.#folder !== null) mkdirSync(database.#folder, { recursive: true });
    return database;
  }

  /** Catalogs that an earlier start left in the folder. */
  storedCatalogs(): string[] {
    if (this.#folder === null) return [];
    return readdirSync(this.#folder)
      .filter((file) => file.endsWith('.duckdb'))
      .map((file) => decodeURIComponent(file.slice(0, -'.duckdb'.length)));
  }

  async attach(catalog: string): Promise<void> {
    const file = this.#folder === null ? ':memory:' : join(this.#folder, `${encodeURIComponent(catalog)}.duckdb`);
    const database = catalogDuckName(catalog);
    await this.withSession(async (session) => {
      await session.run(`ATTACH ${duckText(file)} AS ${database}`);
      await session.run(`CREATE SCHEMA IF NOT EXISTS ${database}.__practice`);
      await session.run(
        `CREATE TABLE IF NOT EXISTS ${database}.__practice.objects (kind VARCHAR, name VARCHAR, body VARCHAR)`,
      );
      await session.run(
        `CREATE TABLE IF NOT EXISTS ${database}.__practice.commits (name VARCHAR, version BIGINT, body VARCHAR)`,
      );
    });
  }

  /** The session is used again once `work` is done, and not where it failed: nobody knows in which state it is. */
  async withSession<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    const session = this.#idle.pop() ?? new Session(await this.#instance.connect());
    try {
      const result = await work(session);
      this.#idle.push(session);
      return result;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  close(): void {
    for (const session of this.#idle.splice(0)) session.close();
    this.#instance.closeSync();
  }
}
