import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/errors/app-error.ts';
import type {
  FromPractice,
  PracticeChoices,
  PracticeSystemFacts,
  PracticeThreadOptions,
  ToPractice,
} from '../../sandbox/thread-messages.ts';
import type { PracticeChange } from '../../shared/model/practice.ts';
import type { SystemId } from '../../shared/model/system.ts';

type WithoutId<T> = T extends { readonly id: number } ? Omit<T, 'id'> : never;

export type { PracticeChoices } from '../../sandbox/thread-messages.ts';

/** The practice systems, in threads of their own so that simulating a vendor never holds up the app, nor one vendor another. */
export interface Practice {
  facts(): Promise<readonly PracticeSystemFacts[]>;
  /** One round of changes at the source, or an invoice that is taken away there; says in words what changed. */
  change(what: PracticeChange): Promise<readonly string[]>;
  keepChanging(on: boolean): Promise<void>;
  setFault(system: SystemId, fault: string, active: boolean): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the practice systems. The one door from the app to the sandbox, opened only when somebody asks for practice.
 * Throws APP_PRACTICE_FAILED (`internal`) with the reason if they do not start.
 */
export async function startPractice(options: PracticeChoices): Promise<Practice> {
  const sources = new PracticeThread({ ...options, part: 'sources' });
  const destinations = new PracticeThread({ ...options, part: 'destinations' });
  const both = [sources, destinations];
  try {
    await Promise.all(both.map((thread) => thread.ready));
  } catch (error) {
    await Promise.all(both.map((thread) => thread.end()));
    throw error;
  }
  const factsOf = async (thread: PracticeThread) => (await thread.ask({ kind: 'facts' })) as PracticeSystemFacts[];
  return {
    facts: async () => (await Promise.all(both.map(factsOf))).flat(),
    change: async (what) => (await sources.ask({ kind: 'change', what })) as readonly string[],
    keepChanging: async (on) => {
      await sources.ask({ kind: 'keep-changing', on });
    },
    setFault: async (system, fault, active) => {
      const isSource = (await factsOf(sources)).some((one) => one.system === system);
      await (isSource ? sources : destinations).ask({ kind: 'fault', system, fault, active });
    },
    close: async () => {
      await Promise.all(
        both.map(async (thread) => {
          await thread.ask({ kind: 'close' });
          await thread.end();
        }),
      );
    },
  };
}

class PracticeThread {
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #asked = new Map<number, { resolve: (value: readonly unknown[]) => void; reject: (error: Error) => void }>();
  #nextId = 1;

  constructor(options: PracticeThreadOptions) {
    const worker = new Worker(new URL('../../sandbox/thread.ts', import.meta.url), { workerData: options });
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

  async end(): Promise<void> {
    await this.#worker.terminate();
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
