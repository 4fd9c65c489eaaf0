import { type z } from 'zod';
import { connectionSchema, connectionSettingsSchema, type Connection } from '../../shared/model/connection.ts';
import { systemIdSchema } from '../../shared/model/system.ts';
import { integer, json, jsonOrNull, text } from './columns.ts';
import type { Database } from './database.ts';
import type { SecretRows } from './secrets.ts';

const lastCheckSchema = connectionSchema.shape.lastCheck.unwrap();

/** Connections without their secrets; the names of stored secrets are joined in. */
export class ConnectionRows {
  readonly #db: Database;
  readonly #secrets: SecretRows;

  constructor(db: Database, secrets: SecretRows) {
    this.#db = db;
    this.#secrets = secrets;
  }

  list(): Connection[] {
    return this.#db.all('SELECT * FROM connections ORDER BY name, id').map((row) => this.#read(row));
  }

  get(id: string): Connection | null {
    const row = this.#db.get('SELECT * FROM connections WHERE id = ?', id);
    return row === undefined ? null : this.#read(row);
  }

  save(connection: Omit<Connection, 'secrets'>): void {
    this.#db.run(
      `INSERT INTO connections (id, name, system, practice, settings, last_check, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, settings = excluded.settings,
         last_check = excluded.last_check, updated_at = excluded.updated_at`,
      connection.id,
      connection.name,
      connection.system,
      connection.practice ? 1 : 0,
      JSON.stringify(connection.settings),
      connection.lastCheck === null ? null : JSON.stringify(connection.lastCheck),
      connection.createdAtUtc,
      connection.updatedAtUtc,
    );
  }

  remove(id: string): void {
    this.#db.run('DELETE FROM secrets WHERE connection_id = ?', id);
    this.#db.run('DELETE FROM connections WHERE id = ?', id);
  }

  #read(row: Record<string, unknown>): Connection {
    const id = text(row, 'id');
    return {
      id,
      name: text(row, 'name'),
      system: systemIdSchema.parse(row['system']),
      practice: integer(row, 'practice') === 1,
      settings: json(row, 'settings', connectionSettingsSchema),
      secrets: this.#secrets.names(id),
      lastCheck: jsonOrNull(row, 'last_check', lastCheckSchema as z.ZodType<NonNullable<Connection['lastCheck']>>),
      createdAtUtc: text(row, 'created_at'),
      updatedAtUtc: text(row, 'updated_at'),
    };
  }
}
