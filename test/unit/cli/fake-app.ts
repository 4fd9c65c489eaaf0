import { AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { contract, isMethodName, type MethodName } from '../../../shared/contract/contract.ts';
import type { AppEvent } from '../../../shared/contract/events.ts';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import type { AppPort } from '../../../main/app-port.ts';
import type { CliIo } from '../../../main/cli/io.ts';

type Handlers = Partial<Record<MethodName, (input: never) => unknown>>;

/** An app whose answers are given by the test. Inputs are checked against the contract; a method without a handler fails. */
export class FakeApp implements AppPort {
  readonly attached = false;
  readonly calls: { method: string; input: unknown }[] = [];
  closed = false;
  readonly #handlers: Handlers;
  #listeners = new Set<(event: AppEvent) => void>();

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
  }

  call(method: string, input: unknown): ReturnType<AppPort['call']> {
    this.calls.push({ method, input });
    try {
      if (!isMethodName(method)) throw new AppError('APP_UNKNOWN_METHOD', 'internal', { details: { method } });
      const handler = this.#handlers[method] as ((input: unknown) => unknown) | undefined;
      if (handler === undefined) throw new Error(`no handler for ${method}`);
      return Promise.resolve({ ok: true, value: handler(contract[method].input.parse(input)) });
    } catch (error) {
      return Promise.resolve({ ok: false, error: toErrorDto(error) });
    }
  }

  subscribe(_after: unknown, listener: (event: AppEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  send(run: Run): void {
    const payload = { topic: 'run' as const, subject: run.id, run };
    for (const listener of this.#listeners) listener({ sequence: 1, epoch: 'e', payload });
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

export interface FakeIo extends CliIo {
  readonly stdout: string[];
  readonly stderr: string[];
  readonly asked: string[];
  /** Files of bytes: those that were there, and those that were written. */
  readonly written: ReadonlyMap<string, Uint8Array>;
  readonly stopper: AbortController;
}

/** A terminal in memory. `answers` are what a person types when asked; without more of them nobody can be asked. */
export function fakeIo(
  options: {
    env?: Record<string, string>;
    files?: Record<string, string>;
    packs?: Record<string, Uint8Array>;
    answers?: string[];
  } = {},
): FakeIo {
  const answers = [...(options.answers ?? [])];
  const stopper = new AbortController();
  const asked: string[] = [];
  const stdout: string[] = [];
  const stderr: string[] = [];
  const written = new Map(Object.entries(options.packs ?? {}));
  return {
    written,
    stdout,
    stderr,
    asked,
    stopper,
    stop: stopper.signal,
    env: options.env ?? {},
    out: (text) => stdout.push(text),
    err: (text) => stderr.push(text),
    progress: () => undefined,
    askSecret: (label) => {
      asked.push(label);
      return Promise.resolve(answers.shift() ?? null);
    },
    readFile: (path) => {
      const text = options.files?.[path];
      return text === undefined
        ? Promise.reject(
            new AppError('CLI_FILE_UNREADABLE', 'config', { details: { file: path, reason: 'there is no such file' } }),
          )
        : Promise.resolve(text);
    },
    readBytes: (path) => {
      const bytes = written.get(path);
      return bytes === undefined
        ? Promise.reject(
            new AppError('CLI_FILE_UNREADABLE', 'config', { details: { file: path, reason: 'there is no such file' } }),
          )
        : Promise.resolve(bytes);
    },
    writeNewFile: (path, bytes) => {
      written.set(path, bytes);
      return Promise.resolve();
    },
    // Sleeps end at once: the verbs ask again, as they would after two seconds.
    clock: { now: () => 0, sleep: () => Promise.resolve() },
  };
}

export const info = {
  version: '0.1.0',
  host: 'cli',
  attached: false,
  dataFolder: '/data',
  logFolder: '/data/logs',
  versions: { node: '24.21.0', platform: 'linux x64' },
  locale: 'en',
  store: { state: 'ready', reason: null },
  vault: { kind: 'memory', state: 'open', reason: null },
  practice: false,
} as const;

export const flow = {
  id: 'f1',
  name: 'Finance',
  integration: 'workday-databricks',
  sourceConnectionId: 'c1',
  destinationConnectionId: 'c2',
  streams: [],
  schedule: { kind: 'manual' },
  paused: null,
  createdAtUtc: '2026-11-21T00:00:00Z',
  updatedAtUtc: '2026-11-21T00:00:00Z',
} as const;

export const overview = {
  flow,
  state: 'healthy',
  lastSuccessAtUtc: null,
  nextRunAtUtc: null,
  streams: [],
  lastRun: null,
  openRejections: 0,
  openHeld: 0,
  waitsForNetwork: null,
  frozen: null,
  absentUntilUtc: null,
  waitingBatches: 0,
  hours: [],
} as const;

export const stream: RunStream = {
  stream: 'supplier_invoices',
  label: 'Supplier invoices',
  phase: 'done',
  counts: { read: 5, loaded: 3, unchanged: 1, excluded: 0, rejected: 1, held: 0, waiting: 0 },
  announced: 5,
  excludedBy: [],
  window: null,
  reconciled: true,
  totals: [
    {
      company: 'CO-100',
      amount: 'invoice_total',
      currency: 'EUR',
      source: '12345.5',
      loaded: '12000',
      unchanged: '300',
      excluded: '0',
      rejected: '45.5',
      held: '0',
      waiting: '0',
      landed: '12300',
      agrees: true,
    },
  ],
  windowTotals: [],
  landedAtUtc: '2026-11-21T10:00:00Z',
  error: null,
  startedAtUtc: '2026-11-21T09:59:00Z',
  endedAtUtc: '2026-11-21T10:00:00Z',
};

export function runOf(changes: Partial<Run> = {}): Run {
  return {
    id: 'r1',
    flowId: 'f1',
    flowName: 'Finance',
    trigger: 'manual',
    state: 'succeeded',
    startedAtUtc: '2026-11-21T09:59:00Z',
    endedAtUtc: '2026-11-21T10:00:00Z',
    streams: [stream],
    error: null,
    ...changes,
  };
}
