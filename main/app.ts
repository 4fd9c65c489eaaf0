import { join } from 'node:path';
import type { Bridge, Result } from '../shared/contract/bridge.ts';
import { contract, isMethodName } from '../shared/contract/contract.ts';
import type { AppPort } from './app-port.ts';
import { createDispatcher, type Handlers, type NamesOf } from './api/dispatch.ts';
import { createEventHub, type EventHub } from './api/event-hub.ts';
import { createAppHandlers } from './api/host/app-info.ts';
import { PracticeHost } from './api/host/practice.ts';
import { createSettingsHandlers } from './api/host/settings.ts';
import { VaultHost, type VaultChoice } from './api/host/vault.ts';
import { startEngineWorker, type EngineWorker } from './engine/start-worker.ts';
import type { NetworkSettings } from './engine/worker-options.ts';
import { attachApp } from './instance/attach.ts';
import { acquireInstance, type Instance } from './instance/lock.ts';
import { createSystemClock, createSystemRandom } from './ports/system-time.ts';
import { createScheduler } from './scheduler/scheduler.ts';
import { startWebHost, type WebHost } from './web-host/server.ts';

export interface AppOptions {
  readonly dataFolder: string;
  readonly host: 'electron' | 'web' | 'cli';
  /** `memory` forgets its key with the process: for practice only. Default: the keychain, else a passphrase. */
  readonly vault?: VaultChoice;
  /** Size of the practice world; default its own. */
  readonly practiceScale?: number;
  readonly network?: NetworkSettings;
  /** The built window; null if this process serves no window of its own. */
  readonly assetsFolder?: string | null;
  /** Whether schedules are kept while this process runs; a short command leaves them to a longer one. Default true. */
  readonly keepsSchedules?: boolean;
}

/** The app of this process, which owns its data folder. */
export interface OwnApp extends AppPort {
  readonly attached: false;
  /** A new address that opens one window of the app in a browser. */
  windowAddress(): string;
}

/**
 * Opens the app on a data folder: its own engine if the folder is free, else the one of the process that has it.
 * Composition root of the main thread. Throws APP_INSTANCE_SILENT and STORE_UNUSABLE.
 */
export async function createApp(options: AppOptions): Promise<AppPort | OwnApp> {
  const clock = createSystemClock();
  const instance = await acquireInstance(options.dataFolder, clock);
  if (instance.kind === 'running') return attachApp({ ...instance, clock, host: options.host });
  const random = createSystemRandom();
  const vault = await VaultHost.open({ choice: options.vault ?? 'system', dataFolder: options.dataFolder, clock, random });
  const engine = await startEngineWorker(new URL('./engine/worker.ts', import.meta.url), {
    dataFile: join(options.dataFolder, 'ml-connector.sqlite'),
    dataKey: vault.key,
    practiceKey: random.bytes(32),
    network: options.network ?? {},
  });
  const app = new RunningApp({ options, instance, engine, vault, hub: createEventHub(random.uuid()) });
  const door = await startWebHost({ app, assetsFolder: options.assetsFolder ?? null, clock, random });
  await app.listen(door);
  if (options.keepsSchedules ?? true) app.keepSchedules(createScheduler({ app, clock }).run);
  return app;
}

interface Parts {
  readonly options: AppOptions;
  readonly instance: Extract<Instance, { kind: 'owner' }>;
  readonly engine: EngineWorker;
  readonly vault: VaultHost;
  readonly hub: EventHub;
}

class RunningApp implements OwnApp {
  readonly attached = false;
  readonly #parts: Parts;
  readonly #practice: PracticeHost;
  readonly #host: ReturnType<typeof createDispatcher>;
  readonly #closing = new AbortController();
  #door: WebHost | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { options, engine, hub } = parts;
    this.#practice = new PracticeHost({
      engine: engine.port,
      folder: join(options.dataFolder, 'practice'),
      scale: options.practiceScale ?? null,
      onChanged: () => {
        hub.publish({ topic: 'changed', subject: 'practice' });
      },
    });
    this.#host = createDispatcher(this.#handlers());
    // The engine numbers its events anew when its thread restarts; windows see one number that only grows.
    engine.port.subscribe(null, (event) => {
      hub.publish(event.payload);
    });
  }

  call(method: string, input: unknown): Promise<Result> {
    const isHost = !isMethodName(method) || contract[method].side === 'host';
    return isHost ? this.#host.call(method, input, this.#closing.signal) : this.#parts.engine.port.call(method, input);
  }

  subscribe(...args: Parameters<Bridge['subscribe']>): () => void {
    return this.#parts.hub.subscribe(...args);
  }

  windowAddress(): string {
    return this.#door?.windowAddress() ?? '';
  }

  async listen(door: WebHost): Promise<void> {
    this.#door = door;
    await this.#parts.instance.publish(door.address, door.ownerToken);
  }

  keepSchedules(run: (signal: AbortSignal) => Promise<void>): void {
    void run(this.#closing.signal);
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#door?.close();
    await this.#parts.engine.close();
    await this.#practice.close();
    await this.#parts.instance.release();
  }

  #handlers(): Handlers<NamesOf<'host'>> {
    const { options, engine, vault, hub } = this.#parts;
    return {
      ...createAppHandlers({
        host: options.host,
        dataFolder: options.dataFolder,
        store: () => engine.store,
        vault: () => vault.status,
        practice: () => this.#practice.running,
      }),
      ...createSettingsHandlers({
        dataFolder: options.dataFolder,
        onChanged: () => {
          hub.publish({ topic: 'changed', subject: 'settings' });
        },
      }),
      'vault.unlock': async ({ passphrase }) => {
        engine.openVault(await vault.unlock(passphrase));
        hub.publish({ topic: 'changed', subject: 'app' });
        return vault.status;
      },
      ...this.#practice.handlers(),
    };
  }
}
