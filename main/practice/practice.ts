import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/errors/app-error.ts';
import type {
  FromPractice,
  PracticeSystemFacts,
  PracticeThreadOptions,
  ToPractice,
} from '../../sandbox/thread-messages.ts';
import type { SystemId } from '../../shared/model/system.ts';

type WithoutId<T> = T extends { readonly id: number } ? Omit<T, 'id'> : never;

/** The practice systems, in a thread of their own so that simulating a vendor never holds up the app. */
export interface Practice {
  facts(): Promise<readonly PracticeSystemFacts[]>;
  /** One round of changes at the source; says in words what changed. */
  change(): Promise<readonly string[]>;
  keepChanging(on: boolean): Promise<void>;
  setFault(system: SystemId, fault: string, active: boolean): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the practice systems. The one door from the app to the sandbox, opened only when somebody asks for practice.
 * Throws APP_PRACTICE_FAILED (`internal`) with the reason if they do not start.
 */
export async function startPractice(options: PracticeThreadOptions): Promise<Practice> {
  const worker = new Worker(new URL('../../sandbox/thread.ts', import.meta.url), { workerData: options });
  const thread = new PracticeThread(worker);
  await thread.ready;
  return {
    facts: async () => (await thread.ask({ kind: 'facts' })) as readonly PracticeSystemFacts[],
    change: async () => (await thread.ask({ kind: 'change' })) as readonly string[],
    keepChanging: async (on) => {
      await thread.ask({ kind: 'keep-changing', on });
    },
    setFault: async (system, fault, active) => {
      await thread.ask({ kind: 'fault', system, fault, active });
    },
    close: async () => {
      await thread.ask({ kind: 'close' });
      await worker.terminate();
    },
  };
}

class PracticeThread {
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #asked = new Map<number, { resolve: (value: readonly unknown[]) => void; reject: (error: Error) => void }>();
  #nextId = 1;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.ready = new Promise((resolve, reject) => {
      worker.on('message', (message: FromPractice) => {
        if (message.kind === 'ready') resolve();
        else if (message.kind === 'failed') reject(failed(message.reason));
        else this.#settle(message);
      });
      worker.on('error', (error: unknown) => {
        const reason = failed(error instanceof Error ? error.message : String(error));
        reject(reason);
        for (const one of this.#asked.values()) one.reject(reason);
        this.#asked.clear();
      });
    });
  }

  ask(message: WithoutId<ToPractice>): Promise<readonly unknown[]> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#worker.postMessage({ ...message, id });
    });
  }

  #settle(message: Extract<FromPractice, { id: number }>): void {
    const asked = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    if (message.kind === 'answer') asked?.resolve(message.value);
    else asked?.reject(failed(message.reason));
  }
}

function failed(reason: string): AppError {
  return new AppError('APP_PRACTICE_FAILED', 'internal', { details: { reason } });
}
