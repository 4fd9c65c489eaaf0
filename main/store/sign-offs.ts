import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { documentSumsSchema } from '../../shared/model/tally.ts';
import type { LandedRecord } from '../../shared/sign-off/changes.ts';
import { signOffSchema, type SignOff } from '../../shared/sign-off/model.ts';
import { blob, json, jsonOrNull, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import type { DocumentName } from './document-changes.ts';

export type StoredSignOff = Omit<SignOff, 'flowName'>;

const factsSchema = signOffSchema.omit({ flowName: true, takenBack: true });

/** Periods signed off. A sign-off is taken back, never removed or changed. */
export class SignOffRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Call it inside a transaction. */
  add(signOff: StoredSignOff, pack: Uint8Array, records: Iterable<LandedRecord>): void {
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
    for (const { stream, key, label, hash, sums } of records) {
      this.#db.run(
        'INSERT INTO sign_off_records (sign_off_id, stream, key, label, hash, sums) VALUES (?, ?, ?, ?, ?, ?)',
        signOff.id,
        stream,
        key,
        label,
        hash,
        JSON.stringify(sums),
      );
    }
  }

  takeBack(id: string, takenBack: NonNullable<SignOff['takenBack']>): void {
    this.#db.run('UPDATE sign_offs SET taken_back = ? WHERE id = ?', JSON.stringify(takenBack), id);
  }

  /** The newest first. */
  list(flowId: string): StoredSignOff[] {
    return this.#db
      .all('SELECT facts, taken_back FROM sign_offs WHERE flow_id = ? ORDER BY number DESC', flowId)
      .map(readSignOff);
  }

  get(id: string): StoredSignOff | null {
    const row = this.#db.get('SELECT facts, taken_back FROM sign_offs WHERE id = ?', id);
    return row === undefined ? null : readSignOff(row);
  }

  /** The evidence pack of that moment, byte for byte. */
  pack(id: string): Uint8Array | null {
    const row = this.#db.get('SELECT pack FROM sign_offs WHERE id = ?', id);
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
