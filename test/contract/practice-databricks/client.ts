import type { PracticeClock } from '../../../sandbox/practice-system.ts';
import {
  startPracticeDatabricks,
  type PracticeDatabricks,
  type PracticeDatabricksOptions,
} from '../../../sandbox/databricks/index.ts';

/** A clock that stands still until it is moved. */
export class HandClock implements PracticeClock {
  #now = Date.UTC(2026, 10, 21, 8);
  #sleepers: { readonly until: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      if (ms <= 0) wake();
      else this.#sleepers.push({ until: this.#now + ms, wake });
    });
  }

  advance(ms: number): void {
    this.#now += ms;
    const due = this.#sleepers.filter((sleeper) => sleeper.until <= this.#now);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.until > this.#now);
    for (const sleeper of due) sleeper.wake();
  }

  get sleeping(): number {
    return this.#sleepers.length;
  }
}

/** Resolves once `ready` says so, however slow the machine is; throws if that never happens. */
export async function until(ready: () => boolean): Promise<void> {
  for (let turn = 0; !ready(); turn += 1) {
    if (turn > 10_000) throw new Error('what was waited for did not happen');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

export interface Status {
  readonly statement_id: string;
  readonly status: {
    readonly state: string;
    readonly error?: { readonly error_code: string; readonly message: string };
    readonly sql_state?: string;
  };
  readonly manifest?: {
    readonly total_chunk_count: number;
    readonly total_row_count: number;
    readonly truncated: boolean;
    readonly schema: { readonly columns?: readonly Readonly<Record<string, unknown>>[] };
  };
  readonly result?: {
    readonly data_array?: readonly (readonly (string | null)[])[];
    readonly next_chunk_index?: number;
  };
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // Bodies differ by endpoint; tests look at single fields.
  readonly body: Readonly<Record<string, unknown>>;
}

/** A practice workspace with a client that speaks plain HTTP to it. */
export class Bench {
  readonly clock: HandClock;
  readonly system: PracticeDatabricks;
  token: string;

  private constructor(clock: HandClock, system: PracticeDatabricks) {
    this.clock = clock;
    this.system = system;
    this.token = system.credentials.find((entry) => entry.label === 'Personal access token')?.value ?? '';
  }

  static async start(options: Partial<PracticeDatabricksOptions> = {}): Promise<Bench> {
    const clock = new HandClock();
    return new Bench(clock, await startPracticeDatabricks({ clock, startUpMs: 0, ...options }));
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const binary = body instanceof Uint8Array;
    const response = await fetch(`${this.system.address}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...headers },
      ...(body === undefined
        ? {}
        : { body: binary ? new Uint8Array(body) : typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? (JSON.parse(text) as Answered['body']) : { text },
    };
  }

  /** Submits a statement and returns the status body. Parameters are texts unless given as `[value, type]`. */
  async submit(
    sql: string,
    parameters: Readonly<Record<string, string | null | readonly [string | null, string]>> = {},
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Status> {
    const list = Object.entries(parameters).map(([name, value]) =>
      Array.isArray(value) ? { name, value: value[0] as string | null, type: value[1] as string } : { name, value },
    );
    const answer = await this.call('POST', '/api/2.0/sql/statements', {
      warehouse_id: 'dd43ee29fedd958d',
      statement: sql,
      catalog: 'main',
      schema: 'finance',
      wait_timeout: '30s',
      parameters: list,
      ...more,
    });
    if (answer.status !== 200) throw new Error(`HTTP ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body as unknown as Status;
  }

  /** Rows of a statement that must succeed. */
  async rows(
    sql: string,
    parameters: Parameters<Bench['submit']>[1] = {},
  ): Promise<readonly (readonly (string | null)[])[]> {
    const status = await this.submit(sql, parameters);
    if (status.status.state !== 'SUCCEEDED')
      throw new Error(`${status.status.state}: ${status.status.error?.message ?? ''}`);
    return status.result?.data_array ?? [];
  }

  /** `CONDITION SQLSTATE` of a statement that must fail. */
  async failure(sql: string, parameters: Parameters<Bench['submit']>[1] = {}): Promise<string> {
    const status = await this.submit(sql, parameters);
    const condition =
      /^\[([A-Z0-9_.]+)\]/.exec(status.status.error?.message ?? '')?.[1] ?? `no error: ${status.status.state}`;
    return `${condition} ${status.status.sql_state ?? ''}`;
  }

  async finance(): Promise<void> {
    await this.rows('CREATE SCHEMA IF NOT EXISTS `main`.`finance`');
    await this.rows('CREATE VOLUME IF NOT EXISTS `main`.`finance`.`mlc_stage`');
  }

  close(): Promise<void> {
    return this.system.close();
  }
}
