import { MessageChannel, Worker } from 'node:worker_threads';
import type { ConfigurableTransport } from '../http/configurable-transport.ts';
import { relayOver, type FromTransport, type ToTransport } from '../http/relay-messages.ts';
import { serveTransport } from '../http/serve-transport.ts';
import { ChannelPort } from './open-port.ts';
import type { FromEngine, StoreState, ToEngine } from './port-messages.ts';
import type { EngineWorkerOptions, WorkerData } from './worker-options.ts';

export interface EngineWorker {
  readonly port: ChannelPort;
  /** What the engine said of its data file when it last started. */
  readonly store: StoreState;
  readonly hasSecrets: boolean;
  openVault(key: Uint8Array): void;
  /** Ends the thread in good order and starts another on what the data folder holds then. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Small young generation: rows die young, and a large one only makes the process look large (design §9). */
const resourceLimits = { maxYoungGenerationSizeMb: 32 };
const restartsInARow = 5;

/**
 * Starts the engine's thread and keeps it going: if it ends by itself it is started again on the same data, and what was asked
 * of the old one ends with APP_ENGINE_GONE. With a `transport` the engine has its network here, in this thread; without one it
 * opens its own. Rejects if it cannot start at all.
 */
export async function startEngineWorker(
  entry: URL,
  options: EngineWorkerOptions,
  transport?: ConfigurableTransport,
): Promise<EngineWorker> {
  const supervisor = new Supervisor(entry, options, transport ?? null);
  await supervisor.start();
  return supervisor;
}

class Supervisor implements EngineWorker {
  readonly port = new ChannelPort();
  store: StoreState = { state: 'ready', reason: null };
  hasSecrets = false;
  readonly #entry: URL;
  readonly #transport: ConfigurableTransport | null;
  #options: EngineWorkerOptions;
  #worker: Worker | null = null;
  #closing = false;
  #isRestarting = false;
  #failures = 0;

  constructor(entry: URL, options: EngineWorkerOptions, transport: ConfigurableTransport | null) {
    this.#entry = entry;
    this.#transport = transport;
    this.#options = options;
  }

  start(): Promise<void> {
    const worker = this.#startThread();
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      worker.once('message', (message: FromEngine) => {
        if (message.kind !== 'ready') return;
        this.store = message.store;
        this.hasSecrets = message.hasSecrets;
        this.#failures = 0;
        this.#connect(worker);
        resolve();
      });
      worker.once('error', reject);
      worker.once('exit', () => {
        this.#ended();
      });
    });
  }

  #startThread(): Worker {
    if (this.#transport === null) {
      const workerData: WorkerData = { ...this.#options, relayPort: null, followsPac: false };
      return new Worker(this.#entry, { workerData, resourceLimits });
    }
    const { port1, port2 } = new MessageChannel();
    serveTransport(relayOver<FromTransport, ToTransport>(port1), this.#transport);
    const workerData: WorkerData = { ...this.#options, relayPort: port2, followsPac: this.#transport.followsPac };
    return new Worker(this.#entry, { workerData, transferList: [port2], resourceLimits });
  }

  openVault(key: Uint8Array): void {
    // Kept for a restart of the thread: the person is not asked again because the engine failed.
    this.#options = { ...this.#options, dataKey: Uint8Array.from(key) };
    this.#worker?.postMessage({ kind: 'data-key', key } satisfies ToEngine);
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.port.close();
    await this.#worker?.terminate();
  }

  async restart(): Promise<void> {
    this.#isRestarting = true;
    try {
      await this.port.close();
      await this.#worker?.terminate();
    } finally {
      this.#isRestarting = false;
    }
    await this.start();
  }

  #connect(worker: Worker): void {
    this.port.reopen({
      send: (message) => {
        worker.postMessage(message);
      },
      onMessage: (listener) => {
        worker.on('message', listener);
      },
    });
  }

  #ended(): void {
    this.#worker = null;
    this.port.lost();
    if (this.#isRestarting) return;
    this.#failures += 1;
    if (this.#closing || this.#failures > restartsInARow) return;
    // A failing restart ends in `exit` again, which counts it.
    this.start().catch(() => undefined);
  }
}
