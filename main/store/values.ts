import type { z } from 'zod';
import { text } from './columns.ts';
import type { Database } from './database.ts';

/** Settings of the installation that every window and the command line must see alike, one JSON value for each name. Never a secret. */
export class ValueRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Null if there is none, or none that this version understands. */
  get<T>(name: string, schema: z.ZodType<T>): T | null {
    const row = this.#db.get('SELECT data FROM installation_values WHERE name = ?', name);
    if (row === undefined) return null;
    const parsed = schema.safeParse(JSON.parse(text(row, 'data')));
    return parsed.success ? parsed.data : null;
  }

  put(name: string, value: unknown, atUtc: string): void {
    this.#db.run(
      `INSERT INTO installation_values (name, data, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET data = excluded.data, updated_at = excluded.updated_at`,
      name,
      JSON.stringify(value),
      atUtc,
    );
  }

  /** Forgets the value; nothing happens if there is none. */
  remove(name: string): void {
    this.#db.run('DELETE FROM installation_values WHERE name = ?', name);
  }
}
