import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Pieces } from '../../shared/evidence/pieces.ts';
import { documentSumsSchema } from '../../shared/model/tally.ts';
import type { LandedRecord } from '../../shared/sign-off/changes.ts';
import { signOffSchema, type SignOff } from '../../shared/sign-off/model.ts';
import { blob, json, jsonOrNull, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import type { DocumentName } from './document-changes.ts';

export type StoredSignOff = Omit<SignOff, 'flowName'>;

const finished = 'id NOT IN (SELECT id FROM sign_offs_unfinished)';
/** Versions that are stored in one transaction: it stays near 10 ms. */
const recordsAtOnce = 2_000;

const factsSchema = signOffSchema.omit({ flowName: true, takenBack: true });

/** Periods signed off. A sign-off is taken back, never removed or changed. */
export class SignOffRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Begins to store a sign-off; there is none before it is finished. Call it inside a transaction. */
  begin(signOff: StoredSignOff, pack: Uint8Array): void {
    // Without what is only known later.
    const facts = factsSchema.parse(signOff);
    this.#db.run(
      'INSERT INTO sign_offs (id, flow_id, period, at, facts, pack) VALUES (?, ?, ?, ?, ?, ?)',
      signOff.id,
      signOff.flowId,
      signOff.period,
      signOff.atUtc,
      JSON.stringify(facts),
      zstdCompressSync(pack),
    );
    this.#db.run('INSERT INTO sign_offs_unfinished (id) VALUES (?)', signOff.id);
  }

  /** Stores the versions of one that was begun, a stretch a transaction; others may use the file in between. */
  *addRecords(id: string, records: readonly LandedRecord[]): Pieces<void> {
    for (let at = 0; at < records.length; at += recordsAtOnce) {
      const stretch = records.slice(at, at + recordsAtOnce);
      this.#db.transaction(() => {
        for (const one of stretch) this.#addRecord(id, one);
      });
      yield Math.min(1, (at + recordsAtOnce) / records.length);
    }
  }

  #addRecord(id: string, { stream, key, label, hash, sums }: LandedRecord): void {
    this.#db.run(
      'INSERT INTO sign_off_records (sign_off_id, stream, key, label, hash, sums) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      stream,
      key,
      label,
      hash,
      JSON.stringify(sums),
    );
  }

  /** All of it is stored: from now on it is a sign-off. Call it inside a transaction. */
  finish(id: string): void {
    this.#db.run('DELETE FROM sign_offs_unfinished WHERE id = ?', id);
  }

  /** Removes what was begun and not finished. Call it inside a transaction. */
  dropUnfinished(id?: string): void {
    const these = '(SELECT id FROM sign_offs_unfinished WHERE ?1 IS NULL OR id = ?1)';
    this.#db.run(`DELETE FROM sign_off_records WHERE sign_off_id IN ${these}`, id ?? null);
    this.#db.run(`DELETE FROM sign_offs WHERE id IN ${these}`, id ?? null);
    this.#db.run('DELETE FROM sign_offs_unfinished WHERE ?1 IS NULL OR id = ?1', id ?? null);
  }

  takeBack(id: string, takenBack: NonNullable<SignOff['takenBack']>): void {
    this.#db.run('UPDATE sign_offs SET taken_back = ? WHERE id = ?', JSON.stringify(takenBack), id);
  }

  /** The newest first. */
  list(flowId: string): StoredSignOff[] {
    return this.#db
      .all(`SELECT facts, taken_back FROM sign_offs WHERE flow_id = ? AND ${finished} ORDER BY number DESC`, flowId)
      .map(readSignOff);
  }

  get(id: string): StoredSignOff | null {
    const row = this.#db.get(`SELECT facts, taken_back FROM sign_offs WHERE id = ? AND ${finished}`, id);
    return row === undefined ? null : readSignOff(row);
  }

  /** The evidence pack of that moment, byte for byte. */
  pack(id: string): Uint8Array | null {
    const row = this.#db.get(`SELECT pack FROM sign_offs WHERE id = ? AND ${finished}`, id);
    return row === undefined ? null : new Uint8Array(zstdDecompressSync(blob(row, 'pack')));
  }

  /** What had landed of the period when it was signed off. */
  records(id: string): LandedRecord[] {
    return [...this.recordsInStretches(id, Number.MAX_SAFE_INTEGER)].flat();
  }

  /** The same, so many at a time; others may use the file in between. */
  *recordsInStretches(id: string, atOnce: number): Generator<LandedRecord[]> {
    for (let after: DocumentName | undefined = { stream: '', key: '' }; after !== undefined;) {
      const stretch: LandedRecord[] = this.#db
        .all(
          `SELECT stream, key, label, hash, sums FROM sign_off_records
           WHERE sign_off_id = ? AND (stream, key) > (?, ?) ORDER BY stream, key LIMIT ?`,
          id,
          after.stream,
          after.key,
          atOnce,
        )
        .map(readRecord);
      yield stretch;
      after = stretch.length < atOnce ? undefined : stretch.at(-1);
    }
  }

  /** The same of one record; null if it was not part of it. */
  record(id: string, { stream, key }: DocumentName): LandedRecord | null {
    const row = this.#db.get(
      'SELECT stream, key, label, hash, sums FROM sign_off_records WHERE sign_off_id = ? AND stream = ? AND key = ?',
      id,
      stream,
      key,
    );
    return row === undefined ? null : readRecord(row);
  }
}

function readRecord(row: Record<string, unknown>): LandedRecord {
  return {
    stream: text(row, 'stream'),
    key: text(row, 'key'),
    label: text(row, 'label'),
    hash: textOrNull(row, 'hash'),
    sums: json(row, 'sums', documentSumsSchema),
  };
}

function readSignOff(row: Record<string, unknown>): StoredSignOff {
  const takenBack = jsonOrNull(row, 'taken_back', signOffSchema.shape.takenBack);
  return { ...json(row, 'facts', factsSchema), takenBack };
}
