import { Worker } from 'node:worker_threads';
import type { Logger } from '../log/logger.ts';
import type { Clock } from '../ports/time.ts';
import type { Placed } from './delivered.ts';
import type { FromIntake, ToIntake } from './intake-messages.ts';
import type { IntakeHealth, IntakeListener, IntakeSetting, IntakeSource } from './intake.ts';

export interface ThreadIntakeOptions {
  /** Where the journal is. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly listener: IntakeListener;
}

const resourceLimits = { maxYoungGenerationSizeMb: 16 };
/** What the store did not take is given to it again after this. */
const againMs = 1_000;

interface Thread {
  readonly worker: Worker;
  readonly ended: Promise<unknown>;
}

/** The receiver of this computer, in a thread of its own that exists while it is on. */
export class ThreadIntake implements IntakeSource {
  readonly #options: ThreadIntakeOptions;
  #thread: Thread | null = null;
  /** A thread begins when the one before has closed the journal. */
  #turn: Promise<void> = Promise.resolve();
  #health: IntakeHealth = { kind: 'off' };

  constructor(options: ThreadIntakeOptions) {
    this.#options = options;
  }

  get health(): IntakeHealth {
    return this.#health;
  }

  start(setting: IntakeSetting): void {
    this.#turn = this.#turn.then(() => {
      this.#thread ??= this.#startThread();
      tell(this.#thread.worker, { kind: 'configure', setting });
    });
  }

  stop(): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      const thread = this.#thread;
      if (thread === null) return;
      tell(thread.worker, { kind: 'close' });
      await thread.ended;
      this.#thread = null;
      this.#become({ kind: 'off' });
    });
    return this.#turn;
  }

  #startThread(): Thread {
    this.#become({ kind: 'starting' });
    const workerData = { folder: this.#options.folder };
    const worker = new Worker(new URL('./intake-thread.ts', import.meta.url), { workerData, resourceLimits });
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const thread: Thread = { worker, ended: promise };
    worker.on('message', (message: FromIntake) => {
      this.#hear(worker, message);
    });
    worker.once('error', (error) => {
      this.#options.log.warn('call.failed', { method: 'webhooks.intake' }, error);
    });
    worker.once('exit', () => {
      resolve(undefined);
      if (this.#thread !== thread) return;
      this.#thread = null;
      this.#become({ kind: 'failed', code: 'ENDED' });
    });
    return thread;
  }

  #hear(worker: Worker, message: FromIntake): void {
    const { listener } = this.#options;
    switch (message.kind) {
      case 'listening':
        this.#become({ kind: 'listening', port: message.port });
        return;
      case 'failed':
        this.#become({ kind: 'failed', code: message.code });
        return;
      case 'events':
        void this.#hand(worker, message.placed);
        return;
      case 'counts':
        listener.onRejected(message.counts);
        listener.onAnswers(message);
        return;
      case 'closed':
        return;
    }
  }

  /** Until the store takes them: what was acknowledged waits in the journal meanwhile. */
  async #hand(worker: Worker, placed: readonly Placed[]): Promise<void> {
    const { listener, clock, log } = this.#options;
    while (this.#thread?.worker === worker) {
      try {
        listener.onEvents(placed.map(({ delivered }) => delivered));
        tell(worker, { kind: 'stored', place: placed.at(-1)?.place ?? 0 });
        return;
      } catch (error) {
        log.warn('call.failed', { method: 'webhooks.intake' }, error);
        await clock.sleep(againMs);
      }
    }
  }

  #become(health: IntakeHealth): void {
    this.#health = health;
    this.#options.listener.onHealth(health);
  }
}

function tell(worker: Worker, message: ToIntake): void {
  worker.postMessage(message);
}
