import { tombstoneSchema, type Tombstone } from '../../shared/model/audit-retention.ts';
import { text } from './columns.ts';
import type { Database } from './database.ts';

/** A tombstone as it is stored: the sealed text, and the seal. */
export interface StoredTombstone {
  readonly tombstone: Tombstone;
  /** What is sealed, byte for byte. */
  readonly statement: string;
  readonly keyId: string;
  readonly hmac: string;
}

/** The tombstone of the audit trail and the removal that it stands for. */
export class TombstoneRow {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Null where no entry ever went. A statement that is no statement counts as one that fits nothing. */
  get(): StoredTombstone | null {
    const row = this.#db.get('SELECT statement, key_id, seal FROM audit_tombstone');
    if (row === undefined) return null;
    const statement = text(row, 'statement');
    return { tombstone: parsed(statement), statement, keyId: text(row, 'key_id'), hmac: text(row, 'seal') };
  }

  /** How many of the oldest entries come before the first that is not older than this moment, and the last of them. */
  older(beforeUtc: string, most = Number.MAX_SAFE_INTEGER): { readonly entries: number; readonly last: number } | null {
    const first = this.#number('SELECT min(number) AS n FROM audit');
    const head = this.#number('SELECT max(number) AS n FROM audit');
    if (first === null || head === null) return null;
    const kept = this.#number('SELECT min(number) AS n FROM audit WHERE at >= ?', beforeUtc) ?? head;
    // The newest entry always stays: the next one is chained to it.
    const last = Math.min(kept - 1, head - 1, first + most - 1);
    return last < first ? null : { entries: last - first + 1, last };
  }

  /** Entry times at both ends of what goes, and the hash of its last. */
  ends(last: number): { readonly fromUtc: string; readonly toUtc: string; readonly hash: string } | null {
    const row = this.#db.get(
      `SELECT (SELECT min(at) FROM audit WHERE number <= ?1) AS first, (SELECT max(at) FROM audit WHERE number <= ?1) AS last,
         (SELECT hash FROM audit WHERE number = ?1) AS hash`,
      last,
    );
    if (row === undefined || row['hash'] === null) return null;
    return { fromUtc: text(row, 'first'), toUtc: text(row, 'last'), hash: text(row, 'hash') };
  }

  /** Removes the entries up to this one and puts the tombstone in their place. Call it inside `erase`. */
  replace(last: number, stored: Omit<StoredTombstone, 'tombstone'>): void {
    this.#db.run('DELETE FROM audit WHERE number <= ?', last);
    this.#db.run(
      'INSERT OR REPLACE INTO audit_tombstone (only_one, statement, key_id, seal) VALUES (1, ?, ?, ?)',
      stored.statement,
      stored.keyId,
      stored.hmac,
    );
  }

  /** All or nothing; what goes is overwritten in the data file. */
  erase<T>(work: () => T): T {
    return this.#db.erase(work);
  }

  #number(sql: string, ...values: string[]): number | null {
    const found = this.#db.get(sql, ...values)?.['n'];
    return typeof found === 'number' ? found : null;
  }
}

function parsed(statement: string): Tombstone {
  try {
    return tombstoneSchema.parse(JSON.parse(statement));
  } catch {
    return { number: -1, hash: '', entries: 0, fromUtc: '', toUtc: '', removedAtUtc: '' };
  }
}
