import { z } from 'zod';
import { AppError, type ErrorPhase } from '../../../shared/errors/app-error.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type { DatabricksApi } from './api.ts';
import { classifyStatement, StatementError } from './errors.ts';
import type { Statement } from './sql/statement.ts';

const STATEMENTS = '/api/2.0/sql/statements';
/** Below the 60 s at which company proxies cut idle connections. */
const WAIT_SECONDS = 30;
const HEADERS_TIMEOUT_MS = (WAIT_SECONDS + 25) * 1000;
const POLL_DELAYS_MS = [500, 1000, 2000, 4000, 5000];
const LIMIT_MS = 20 * 60_000;
const CONFLICT_ATTEMPTS = 5;

const cell = z.union([z.string(), z.null()]);
const chunkSchema = z.object({
  data_array: z.array(z.array(cell)).optional(),
  next_chunk_index: z.number().int().nullish(),
});
const answerSchema = z.object({
  statement_id: z.string().min(1),
  status: z.object({
    state: z.string(),
    error: z
      .object({ error_code: z.union([z.string(), z.number()]).optional(), message: z.string().optional() })
      .nullish(),
    sql_state: z.string().nullish(),
  }),
  manifest: z
    .object({
      schema: z.object({ columns: z.array(z.object({ name: z.string() })).optional() }).optional(),
      truncated: z.boolean().optional(),
    })
    .nullish(),
  result: chunkSchema.nullish(),
});
type Answer = z.infer<typeof answerSchema>;

export type ResultRow = Readonly<Record<string, string | null>>;

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly phase: ErrorPhase;
  /** Batch that the statement belongs to, for the warehouse's own query history. */
  readonly batchId?: string;
  /** Called with the statement's id before it is polled; resolves once the id is stored. */
  readonly onSubmitted?: (statementId: string) => Promise<void>;
  /** A statement submitted before a restart: asked for first, run again if nobody knows it any more. */
  readonly resumeId?: string | undefined;
  /** False keeps a statement running when the caller gives up: its id is stored and it is resumed later. */
  readonly cancelOnAbort: boolean;
}

/**
 * Runs statements on one warehouse through the Statement Execution API
 * (https://docs.databricks.com/api/workspace/statementexecution). There is no idempotency key: every statement sent
 * through here must be safe to run twice.
 */
export class StatementRunner {
  readonly #api: DatabricksApi;
  readonly #context: ConnectorContext;

  constructor(api: DatabricksApi, context: ConnectorContext) {
    this.#api = api;
    this.#context = context;
  }

  /**
   * Runs a statement to its end and gives its rows. Conflicts with other writers are tried again up to five times.
   * Throws StatementError for a failed statement, DATABRICKS_STATEMENT_TOO_SLOW, DATABRICKS_STATEMENT_CANCELLED and the errors of
   * the API.
   */
  async run(statement: Statement, options: RunOptions): Promise<readonly ResultRow[]> {
    let resumeId = options.resumeId;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#runOnce(statement, { ...options, resumeId });
      } catch (error) {
        const conflict = error instanceof StatementError && error.failure.fault === 'conflict';
        if (!conflict || attempt >= CONFLICT_ATTEMPTS) throw error;
        const ceiling = Math.min(8000, 500 * 2 ** attempt);
        await this.#context.clock.sleep(
          Math.max(500, Math.round(this.#context.random.next() * ceiling)),
          options.signal,
        );
        resumeId = undefined;
      }
    }
  }

  async #runOnce(statement: Statement, options: RunOptions): Promise<readonly ResultRow[]> {
    const startedAt = this.#context.clock.now();
    const resumed = options.resumeId === undefined ? undefined : await this.#get(options.resumeId, options);
    let answer = resumed !== undefined && isWorthWaitingFor(resumed) ? resumed : await this.#submit(statement, options);
    if (isOpen(answer)) await options.onSubmitted?.(answer.statement_id);
    let reruns = 0;
    for (let poll = 0; isOpen(answer); poll += 1) {
      await this.#pause(answer.statement_id, poll, options);
      if (this.#context.clock.now() - startedAt > LIMIT_MS) throw await this.#tooSlow(answer.statement_id, options);
      const next = await this.#get(answer.statement_id, options);
      if (next !== undefined) {
        answer = next;
        continue;
      }
      // Nobody knows the statement any more, so nobody can say what became of it: run it again, which is safe.
      reruns += 1;
      if (reruns > 1) throw this.#unreadable('a statement that was accepted is not known any more', options);
      answer = await this.#submit(statement, options);
      if (isOpen(answer)) await options.onSubmitted?.(answer.statement_id);
    }
    return await this.#rows(answer, options);
  }

  async #pause(statementId: string, poll: number, options: RunOptions): Promise<void> {
    try {
      await this.#context.clock.sleep(
        POLL_DELAYS_MS[Math.min(poll, POLL_DELAYS_MS.length - 1)] ?? 5000,
        options.signal,
      );
      options.signal.throwIfAborted();
    } catch (error) {
      if (options.cancelOnAbort) await this.#cancel(statementId, options.phase);
      throw error;
    }
  }

  async #submit(statement: Statement, options: RunOptions): Promise<Answer> {
    const tags = [
      { key: 'ml_connector', value: statement.purpose },
      ...(options.batchId === undefined ? [] : [{ key: 'ml_connector_batch', value: options.batchId }]),
    ];
    const body = {
      warehouse_id: this.#api.settings.warehouseId,
      statement: statement.sql,
      parameters: Object.entries(statement.parameters).map(([name, value]) => ({ name, value, type: 'STRING' })),
      wait_timeout: `${String(WAIT_SECONDS)}s`,
      on_wait_timeout: 'CONTINUE',
      disposition: 'INLINE',
      format: 'JSON_ARRAY',
      query_tags: tags,
    };
    const answer = await this.#api.json({
      method: 'POST',
      path: STATEMENTS,
      purpose: 'statement submit',
      phase: options.phase,
      what: `the SQL warehouse ${this.#api.settings.warehouseId}`,
      json: body,
      headersTimeoutMs: HEADERS_TIMEOUT_MS,
      signal: options.signal,
    });
    return this.#parse(answer, options);
  }

  async #get(statementId: string, options: RunOptions): Promise<Answer | undefined> {
    const response = await this.#api.send({
      method: 'GET',
      path: `${STATEMENTS}/${encodeURIComponent(statementId)}`,
      purpose: 'statement poll',
      phase: options.phase,
      what: 'the statement',
      signal: options.signal,
      accept: [404],
    });
    if (response.status === 404) {
      response.discard();
      return undefined;
    }
    return this.#parse(await response.json(64 * 1024 * 1024), options);
  }

  async #tooSlow(statementId: string, options: RunOptions): Promise<AppError> {
    await this.#cancel(statementId, options.phase);
    const details = { minutes: LIMIT_MS / 60_000 };
    return new AppError('DATABRICKS_STATEMENT_TOO_SLOW', 'transient', { phase: options.phase, details });
  }

  /** Asks for cancellation; whether it worked is not important, since every statement is safe to run again. */
  async #cancel(statementId: string, phase: ErrorPhase): Promise<void> {
    const signal = AbortSignal.timeout(10_000);
    await this.#api
      .send({
        method: 'POST',
        path: `${STATEMENTS}/${encodeURIComponent(statementId)}/cancel`,
        purpose: 'statement cancel',
        phase,
        what: 'the statement',
        json: {},
        signal,
      })
      .then(
        (response) => {
          response.discard();
        },
        () => undefined,
      );
  }

  #parse(answer: unknown, options: RunOptions): Answer {
    const parsed = answerSchema.safeParse(answer);
    if (!parsed.success) throw this.#unreadable('the answer has another form than the documented one', options);
    return parsed.data;
  }

  #unreadable(reason: string, options: RunOptions): AppError {
    return new AppError('DATABRICKS_ANSWER_UNREADABLE', 'transient', { phase: options.phase, details: { reason } });
  }

  async #rows(answer: Answer, options: RunOptions): Promise<readonly ResultRow[]> {
    this.#assertSucceeded(answer, options);
    if (answer.manifest?.truncated === true)
      throw new AppError('DATABRICKS_RESULT_INCOMPLETE', 'internal', { phase: options.phase });
    const names = (answer.manifest?.schema?.columns ?? []).map((column) => column.name);
    const rows = toRows(names, answer.result?.data_array ?? []);
    let next = answer.result?.next_chunk_index ?? null;
    while (next !== null) {
      const chunk = await this.#chunk(answer.statement_id, next, options);
      rows.push(...toRows(names, chunk.data_array ?? []));
      next = chunk.next_chunk_index ?? null;
    }
    return rows;
  }

  async #chunk(statementId: string, index: number, options: RunOptions): Promise<z.infer<typeof chunkSchema>> {
    const answer = await this.#api.json({
      method: 'GET',
      path: `${STATEMENTS}/${encodeURIComponent(statementId)}/result/chunks/${String(index)}`,
      purpose: 'statement result',
      phase: options.phase,
      what: 'the result of the statement',
      signal: options.signal,
    });
    const parsed = chunkSchema.safeParse(answer);
    if (!parsed.success)
      throw this.#unreadable('a part of the result has another form than the documented one', options);
    return parsed.data;
  }

  #assertSucceeded(answer: Answer, options: RunOptions): void {
    const { state, error, sql_state: sqlState } = answer.status;
    if (state === 'SUCCEEDED') return;
    // The statement succeeded long ago and its result is gone: good for a write, useless for a read, which is run again.
    if (state === 'CLOSED') {
      if (options.onSubmitted !== undefined) return;
      throw this.#unreadable('the result of the statement is gone', options);
    }
    if (state === 'CANCELED' || state === 'CANCELLED')
      throw new AppError('DATABRICKS_STATEMENT_CANCELLED', 'transient', { phase: options.phase });
    if (state !== 'FAILED') throw this.#unreadable(`unknown state ${state.slice(0, 40)}`, options);
    const code = String(error?.error_code ?? '');
    throw new StatementError(
      classifyStatement({ code, message: error?.message ?? '', sqlState: sqlState ?? '' }),
      options.phase,
    );
  }
}

function isOpen(answer: Answer): boolean {
  return answer.status.state === 'PENDING' || answer.status.state === 'RUNNING';
}

/** A statement of an earlier try that failed or was cancelled says nothing about this try: it is sent again. */
function isWorthWaitingFor(answer: Answer): boolean {
  return isOpen(answer) || answer.status.state === 'SUCCEEDED' || answer.status.state === 'CLOSED';
}

function toRows(names: readonly string[], data: readonly (readonly (string | null)[])[]): ResultRow[] {
  return data.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? null])));
}
