import { blob, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';

/** Stands where a connection's id stands, for the secret of the network settings. No connection has it: theirs are random. */
export const networkSecretOwner = 'network';

/** Sealed secrets. What is in here is ciphertext; only the vault can open it. */
export class SecretRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  put(connectionId: string, field: string, sealed: Uint8Array, replacedAtUtc: string): void {
    this.#db.run(
      `INSERT INTO secrets (connection_id, field, sealed, replaced_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (connection_id, field) DO UPDATE SET sealed = excluded.sealed, replaced_at = excluded.replaced_at`,
      connectionId,
      field,
      sealed,
      replacedAtUtc,
    );
  }

  get(connectionId: string, field: string): Uint8Array | null {
    const row = this.#db.get('SELECT sealed FROM secrets WHERE connection_id = ? AND field = ?', connectionId, field);
    return row === undefined ? null : blob(row, 'sealed');
  }

  names(connectionId: string): { name: string; replacedAtUtc: string; expiresOn?: string }[] {
    return this.#db
      .all('SELECT field, replaced_at, expires_on FROM secrets WHERE connection_id = ? ORDER BY field', connectionId)
      .map((row) => {
        const expiresOn = textOrNull(row, 'expires_on');
        const known = { name: text(row, 'field'), replacedAtUtc: text(row, 'replaced_at') };
        return expiresOn === null ? known : { ...known, expiresOn };
      });
  }

  /** The day on which a stored secret expires; null: not known, or never. */
  setExpiry(connectionId: string, field: string, expiresOn: string | null): void {
    this.#db.run(
      'UPDATE secrets SET expires_on = ? WHERE connection_id = ? AND field = ?',
      expiresOn,
      connectionId,
      field,
    );
  }

  /** Owner and name of every secret that the vault's key opens, ordered. */
  listReal(): { connectionId: string; field: string }[] {
    return this.#db
      .all(
        `SELECT connection_id, field FROM secrets LEFT JOIN connections ON connections.id = secrets.connection_id
         WHERE practice = 0 OR connection_id = ? ORDER BY connection_id, field`,
        networkSecretOwner,
      )
      .map((row) => ({ connectionId: text(row, 'connection_id'), field: text(row, 'field') }));
  }

  /** Whether any secret is stored that the vault's key opens: of a real system, or of the network settings. */
  hasReal(): boolean {
    const row = this.#db.get(
      `SELECT 1 FROM secrets LEFT JOIN connections ON connections.id = secrets.connection_id
       WHERE practice = 0 OR connection_id = ? LIMIT 1`,
      networkSecretOwner,
    );
    return row !== undefined;
  }

  remove(connectionId: string): void {
    this.#db.run('DELETE FROM secrets WHERE connection_id = ?', connectionId);
  }
}
