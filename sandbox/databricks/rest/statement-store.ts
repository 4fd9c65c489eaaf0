import { randomBytes } from 'node:crypto';
import type { PracticeClock } from '../../practice-system.ts';
import type { Session } from '../engine/database.ts';
import type { Engine, Outcome } from '../engine/run.ts';
import { execute } from '../engine/execute.ts';
import { SqlError } from '../sql/sql-error.ts';
import { typeName, typeText, type SqlType } from '../sql/types.ts';
import { failure, invalidParameter } from './reply.ts';
import type { StatementRequest } from './statement-request.ts';
import type { Warehouse } from './warehouse.ts';

type State = 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELED';

const RESULT_TTL_MS = 3_600_000;
const RECORD_TTL_MS = 12 * 3_600_000;
const INLINE_LIMIT_BYTES = 25 * 1024 * 1024;

interface Record_ {
  readonly id: string;
  /** Not the whole request: its parameters may be large. */
  readonly logged: Omit<LoggedStatement, 'state' | 'condition'>;
  readonly submittedAt: number;
  state: State;
  error: SqlError | null;
  outcome: Outcome | null;
  /** First row of each chunk. */
  chunkStarts: readonly number[];
  finishedAt: number | null;
  session: Session | null;
  cancelled: boolean;
  done: Promise<void>;
}

/** A statement as tests look at it. */
export interface LoggedStatement {
  readonly id: string;
  readonly sql: string;
  readonly state: State;
  readonly condition: string | null;
  readonly parameters: readonly string[];
  readonly queryTags: Readonly<Record<string, string>>;
}

interface Options {
  readonly engine: Engine;
  readonly warehouse: Warehouse;
  readonly clock: PracticeClock;
  readonly chunkBytes: number;
  /** Of each statement, beside its work. */
  readonly statementMs: number;
}

function isFinal(state: State): boolean {
  return state === 'SUCCEEDED' || state === 'FAILED' || state === 'CANCELED';
}

function statementId(): string {
  const hex = randomBytes(13).toString('hex');
  return `01f${hex.slice(0, 5)}-${hex.slice(5, 9)}-1${hex.slice(9, 12)}-${hex.slice(12, 16)}-${hex.slice(14, 26)}`;
}

function rowBytes(row: readonly (string | null)[]): number {
  return row.reduce((sum, cell) => sum + (cell === null ? 4 : Buffer.byteLength(cell, 'utf8') + 2) + 1, 2);
}

/** Where chunks begin. Throws SqlError above the INLINE limit. */
function chunksOf(outcome: Outcome, chunkBytes: number): number[] {
  const starts = outcome.rows.length === 0 ? [] : [0];
  let total = 0;
  let chunk = 0;
  for (const [index, row] of outcome.rows.entries()) {
    const bytes = rowBytes(row);
    total += bytes;
    if (chunk > 0 && chunk + bytes > chunkBytes) {
      starts.push(index);
      chunk = 0;
    }
    chunk += bytes;
  }
  if (total > INLINE_LIMIT_BYTES) {
    const text = `Inline byte limit exceeded: a result with disposition INLINE can have at most ${String(INLINE_LIMIT_BYTES)} bytes. Use EXTERNAL_LINKS.`;
    throw new SqlError('INLINE_BYTE_LIMIT_EXCEEDED', '54000', text);
  }
  return starts;
}

/** Statements from submission to oblivion: result kept one hour, record twelve. */
export class StatementStore {
  readonly #options: Options;
  readonly #records = new Map<string, Record_>();
  readonly #log: Record_[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  log(): readonly LoggedStatement[] {
    return this.#log.map((record) => ({
      ...record.logged,
      state: record.state,
      condition: record.error?.condition ?? null,
    }));
  }

  /** Accepts the statement and begins to run it. */
  submit(request: StatementRequest): string {
    this.#prune();
    const id = statementId();
    const record: Record_ = {
      id,
      logged: { id, sql: request.sql, parameters: [...request.parameters.keys()], queryTags: request.queryTags },
      submittedAt: this.#options.clock.now(),
      state: 'PENDING',
      error: null,
      outcome: null,
      chunkStarts: [],
      finishedAt: null,
      session: null,
      cancelled: false,
      done: Promise.resolve(),
    };
    this.#records.set(record.id, record);
    this.#log.push(record);
    record.done = this.#run(record, request);
    return record.id;
  }

  async #run(record: Record_, request: StatementRequest): Promise<void> {
    const { engine, warehouse, clock, chunkBytes, statementMs } = this.#options;
    try {
      await warehouse.use(async () => {
        if (isFinal(record.state)) return;
        record.state = 'RUNNING';
        if (statementMs > 0) await clock.sleep(statementMs);
        const outcome = await execute(engine, request, (session) => {
          // Asked for while it waited for another writer.
          if (record.cancelled)
            throw new SqlError('OPERATION_CANCELED', 'HY008', 'The statement was cancelled.', 'CANCELLED');
          record.session = session;
        });
        record.chunkStarts = chunksOf(outcome, chunkBytes);
        record.outcome = outcome;
      });
      if (record.outcome !== null) record.state = 'SUCCEEDED';
    } catch (error) {
      record.error =
        error instanceof SqlError ? error : new SqlError('INTERNAL_ERROR', 'XX000', String(error), 'INTERNAL_ERROR');
      if (!isFinal(record.state))
        record.state = record.error.condition === 'OPERATION_CANCELED' ? 'CANCELED' : 'FAILED';
    } finally {
      record.session = null;
      record.finishedAt = clock.now();
    }
  }

  #find(id: string): Record_ {
    this.#prune();
    const record = this.#records.get(id);
    if (record === undefined) throw failure(404, 'NOT_FOUND', `The statement ${id} was not found.`);
    return record;
  }

  #prune(): void {
    const now = this.#options.clock.now();
    for (const [id, record] of this.#records) {
      if (record.finishedAt === null) continue;
      if (now - record.finishedAt >= RECORD_TTL_MS) this.#records.delete(id);
      else if (now - record.finishedAt >= RESULT_TTL_MS && record.outcome !== null) record.outcome = null;
    }
  }

  /** Resolves when the statement has ended, or `ms` have passed. */
  async wait(id: string, ms: number): Promise<void> {
    const record = this.#find(id);
    const { clock } = this.#options;
    const until = clock.now() + ms;
    const done = record.done.then(() => undefined);
    // In slices, because a long sleep of the clock cannot be called off and would outlive the answer.
    while (record.finishedAt === null && clock.now() < until)
      await Promise.race([done, clock.sleep(Math.min(200, until - clock.now()))]);
  }

  /** Resolves when the statement has ended. */
  async finish(id: string): Promise<void> {
    await this.#find(id).done;
  }

  cancel(id: string): void {
    const record = this.#find(id);
    if (isFinal(record.state)) return;
    record.cancelled = true;
    // A write that is being committed may still succeed: only an interrupted one is cancelled.
    if (record.state === 'PENDING') record.state = 'CANCELED';
    else record.session?.interrupt();
  }

  /** The answer to submit and to poll. */
  describe(id: string): Readonly<Record<string, unknown>> {
    const record = this.#find(id);
    if (record.state === 'FAILED' && record.error !== null) {
      const { errorCode, message, sqlState } = record.error;
      return {
        statement_id: id,
        status: { state: 'FAILED', error: { error_code: errorCode, message }, sql_state: sqlState },
      };
    }
    if (record.state !== 'SUCCEEDED') return { statement_id: id, status: { state: record.state } };
    if (record.outcome === null) return { statement_id: id, status: { state: 'CLOSED' } };
    const result = record.chunkStarts.length === 0 ? {} : this.#chunk(record, record.outcome, 0);
    return {
      statement_id: id,
      status: { state: 'SUCCEEDED' },
      manifest: this.#manifest(record, record.outcome),
      result,
    };
  }

  #manifest(record: Record_, outcome: Outcome): Readonly<Record<string, unknown>> {
    const columns = outcome.columns.map((column, position) => ({
      name: column.name,
      type_text: typeText(column.type),
      type_name: typeName(column.type),
      ...precision(column.type),
      position,
    }));
    const chunks = record.chunkStarts.map((start, index) => ({
      chunk_index: index,
      row_offset: start,
      row_count: this.#end(record, outcome, index) - start,
    }));
    return {
      format: 'JSON_ARRAY',
      schema: columns.length === 0 ? { column_count: 0 } : { column_count: columns.length, columns },
      total_chunk_count: chunks.length,
      ...(chunks.length === 0 ? {} : { chunks }),
      total_row_count: outcome.rows.length,
      truncated: outcome.truncated,
    };
  }

  #end(record: Record_, outcome: Outcome, index: number): number {
    return record.chunkStarts[index + 1] ?? outcome.rows.length;
  }

  #chunk(record: Record_, outcome: Outcome, index: number): Readonly<Record<string, unknown>> {
    const start = record.chunkStarts[index];
    if (start === undefined) throw invalidParameter(`The chunk index ${String(index)} is out of range.`);
    const rows = outcome.rows.slice(start, this.#end(record, outcome, index));
    const next = index + 1;
    const more = record.chunkStarts[next] !== undefined;
    const link = {
      next_chunk_index: next,
      next_chunk_internal_link: `/api/2.0/sql/statements/${record.id}/result/chunks/${String(next)}`,
    };
    return { chunk_index: index, row_offset: start, row_count: rows.length, ...(more ? link : {}), data_array: rows };
  }

  /** `GET …/result/chunks/{i}`: the result object itself. */
  chunk(id: string, index: number): Readonly<Record<string, unknown>> {
    const record = this.#find(id);
    if (record.outcome === null) throw failure(404, 'NOT_FOUND', `The result of statement ${id} is not available.`);
    return this.#chunk(record, record.outcome, index);
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    for (const record of this.#log) record.session?.interrupt();
    await Promise.all(this.#log.filter((record) => record.state === 'RUNNING').map((record) => record.done));
  }
}

function precision(type: SqlType): Readonly<Record<string, number>> {
  return type.kind === 'decimal' ? { type_precision: type.precision, type_scale: type.scale } : {};
}
