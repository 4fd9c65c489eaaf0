import { join } from 'node:path';
import type { CallOrigin } from '../shared/contract/call-origin.ts';
import type { Bridge, Result } from '../shared/contract/bridge.ts';
import type { EventPayload } from '../shared/contract/events.ts';
import { contract, isMethodName } from '../shared/contract/contract.ts';
import type { AppPort } from './app-port.ts';
import { ask } from './api/ask.ts';
import { createDispatcher, type Dispatcher, type Handlers, type NamesOf } from './api/dispatch.ts';
import { createEventHub, type EventHub } from './api/event-hub.ts';
import { createInstallationHandlers } from './api/host/installation.ts';
import { createAppHandlers } from './api/host/app-info.ts';
import type { OpenAddress } from './api/host/external-links.ts';
import { openConfSettings } from './api/host/conf-settings.ts';
import { PracticeHost, type PracticeHostOptions } from './api/host/practice.ts';
import { sourceHosts } from './api/host/source-hosts.ts';
import { createSettings, type SettingsFile } from './api/host/settings.ts';
import { startEngineWorker, type EngineWorker } from './engine/start-worker.ts';
import type { ConfigurableTransport } from './http/configurable-transport.ts';
import { attachApp } from './instance/attach.ts';
import { folderId } from './instance/folder-id.ts';
import type { IntegrationId } from '../shared/model/flow.ts';
import { languageOf } from '../shared/model/settings.ts';
import { acquireInstance, answeringInstance, type Instance } from './instance/lock.ts';
import { createSystemClock, createSystemRandom } from './ports/system-time.ts';
import { createScheduler, type Scheduler } from './scheduler/scheduler.ts';
import { createKeyRing, createMemoryKeyRing, type KeyRing } from './vault/key-ring.ts';
import { startWebHost, type WebHost } from './web-host/server.ts';

export interface AppOptions {
  readonly dataFolder: string;
  readonly host: 'electron' | 'web' | 'cli';
  /** `memory` forgets its key with the process: for practice only. Default: the keychain, else a passphrase. */
  readonly vault?: 'system' | 'memory';
  /** Size of the practice world; default its own. */
  readonly practiceScale?: number;
  /** How long the practice systems take to answer; default at once. */
  readonly practiceLatency?: NonNullable<PracticeHostOptions['latency']>;
  /** Integrations that are practised; default every one. */
  readonly practiceIntegrations?: readonly IntegrationId[];
  /** The host's own way to the network, which the engine then uses from its thread. Default: undici. */
  readonly transport?: ConfigurableTransport;
  /** The built window; null or left out if this process serves no window of its own. */
  readonly assetsFolder?: string | null;
  /** Whether schedules are kept while this process runs; a short command leaves them to a longer one. Default true. */
  readonly keepsSchedules?: boolean;
  /** Default: the settings file of plain Node. */
  readonly openSettings?: (folder: string) => SettingsFile;
  /** Hands an address to the system's browser. Default: the platform's own way. */
  readonly openExternal?: OpenAddress;
}

/** The app of this process, which owns its data folder. */
export interface OwnApp extends AppPort {
  readonly attached: false;
  /** A new address that opens one window of the app in a browser. */
  windowAddress(): string;
}

/**
 * Opens the app on a data folder: its own engine if the folder is free, else the one of the process that has it.
 * Composition root of the main thread. Throws APP_INSTANCE_SILENT, and STORE_UNUSABLE if the data file cannot be opened at all.
 */
export async function createApp(options: AppOptions): Promise<AppPort | OwnApp> {
  const clock = createSystemClock();
  const instance = await acquireInstance(options.dataFolder, clock);
  if (instance.kind === 'running') {
    const find = () => answeringInstance(options.dataFolder);
    return attachApp({ ...instance, clock, host: options.host, find });
  }
  try {
    return await createOwnApp(options, instance);
  } catch (error) {
    await instance.release();
    throw error;
  }
}

async function createOwnApp(options: AppOptions, instance: OwnInstance): Promise<OwnApp> {
  const clock = createSystemClock();
  const random = createSystemRandom();
  const engineOptions = {
    dataFile: join(options.dataFolder, 'ml-connector.sqlite'),
    logFolder: join(options.dataFolder, 'logs'),
    dataKey: null,
    practiceKey: random.bytes(32),
  };
  const entry = new URL('./engine/worker.ts', import.meta.url);
  const engine = await startEngineWorker(entry, engineOptions, options.transport);
  const keyRing =
    options.vault === 'memory'
      ? createMemoryKeyRing(random)
      : createKeyRing({
          dataFolder: options.dataFolder,
          dataFolderId: folderId(options.dataFolder, random),
          clock,
          random,
          hasSecrets: engine.hasSecrets,
        });
  const app = new RunningApp({ options, instance, engine, keyRing, hub: createEventHub(random.uuid()) });
  // A keychain may ask the person first: a window opens meanwhile and says so; a command waits for the answer.
  const opened = app.openVault();
  await (options.host === 'cli' ? opened : Promise.race([opened, clock.sleep(vaultPatienceMs)]));
  await app.listen(await startWebHost({ app, assetsFolder: options.assetsFolder ?? null, clock, random }));
  if (options.keepsSchedules ?? true) app.keepSchedules(createScheduler({ app: bySchedule(app), clock }));
  return app;
}

/** Who asks a host by its own code: a person at the command line, or at the tray and the menu beside a window. */
function originOf(host: AppOptions['host']): CallOrigin {
  return host === 'cli' ? 'command-line' : 'window';
}

function bySchedule(app: Bridge): Bridge {
  return {
    call: (method, input) => app.call(method, input, 'schedule'),
    subscribe: (after, listener) => app.subscribe(after, listener),
  };
}

/** How long a start waits for the keychain before the window opens without it. */
const vaultPatienceMs = 500;

type OwnInstance = Extract<Instance, { kind: 'owner' }>;

type ChangedSubject = Extract<EventPayload, { topic: 'changed' }>['subject'];

interface Parts {
  readonly options: AppOptions;
  readonly instance: OwnInstance;
  readonly engine: EngineWorker;
  readonly keyRing: KeyRing;
  readonly hub: EventHub;
}

class RunningApp implements OwnApp {
  readonly attached = false;
  #door: WebHost | null = null;
  #scheduler: Scheduler | null = null;
  readonly #parts: Parts;
  readonly #practice: PracticeHost;
  readonly #host: Dispatcher;
  readonly #closing = new AbortController();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { options, engine, hub } = parts;
    this.#practice = new PracticeHost({
      engine: engine.port,
      folder: join(options.dataFolder, 'practice'),
      scale: options.practiceScale ?? null,
      latency: options.practiceLatency ?? null,
      clock: createSystemClock(),
      integrations: options.practiceIntegrations,
      language: async () => {
        const computer = Intl.DateTimeFormat().resolvedOptions().locale;
        return languageOf((await ask(this, 'settings.get', {})).language, computer);
      },
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

  call(method: string, input: unknown, origin: CallOrigin = originOf(this.#parts.options.host)): Promise<Result> {
    const isHost = !isMethodName(method) || contract[method].side === 'host';
    return isHost
      ? this.#host.call(method, input, this.#closing.signal)
      : this.#parts.engine.port.call(method, input, origin);
  }

  subscribe(...args: Parameters<Bridge['subscribe']>): () => void {
    return this.#parts.hub.subscribe(...args);
  }

  /** Hands the key to the engine if the keychain gives it; else the vault stays shut and `app.info` says why. */
  async openVault(): Promise<void> {
    await this.#parts.keyRing.open();
    this.#handOverKey();
    this.#parts.hub.publish({ topic: 'changed', subject: 'app' });
  }

  windowAddress(): string {
    return this.#door?.windowAddress() ?? '';
  }

  /** Tells further starts where this app is. */
  async listen(door: WebHost): Promise<void> {
    this.#door = door;
    await this.#parts.instance.publish(door.address, door.ownerToken);
  }

  keepSchedules(scheduler: Scheduler): void {
    this.#scheduler = scheduler;
    void scheduler.run(this.#closing.signal);
  }

  power(event: 'suspend' | 'resume'): void {
    if (event === 'suspend') this.#scheduler?.rest();
    else this.#scheduler?.wake();
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#door?.close();
    await this.#parts.engine.close();
    await this.#parts.options.transport?.close();
    await this.#practice.close();
    await this.#parts.instance.release();
  }

  #handOverKey(): void {
    const key = this.#parts.keyRing.dataKey();
    if (key === null) return;
    this.#parts.engine.openVault(key);
    key.fill(0);
  }

  #handlers(): Handlers<NamesOf<'host'>> {
    const { options, engine, keyRing, hub } = this.#parts;
    const tell = (subject: ChangedSubject) => () => {
      hub.publish({ topic: 'changed', subject });
    };
    const settings = createSettings({
      path: join(options.dataFolder, 'settings.json'),
      clock: createSystemClock(),
      open: () => (options.openSettings ?? openConfSettings)(options.dataFolder),
      onSetAside: tell('settings'),
      onChanged: tell('settings'),
    });
    return {
      ...createAppHandlers({
        host: options.host,
        dataFolder: options.dataFolder,
        store: () => engine.store,
        vault: () => keyRing.status(),
        practice: () => this.#practice.running,
        isPractice: (origin) => this.#practice.serves(origin),
        sourceHosts: () => sourceHosts(engine.port),
        ...(options.openExternal === undefined ? {} : { openExternal: options.openExternal }),
      }),
      ...settings,
      ...createInstallationHandlers({
        engine: engine.port,
        clock: createSystemClock(),
        restart: () => engine.restart(),
        saveSettings: (next) => settings['settings.set'](next, { signal: this.#closing.signal }),
        onChanged: tell('installation'),
      }),
      'vault.unlock': async ({ passphrase }) => {
        const status = await keyRing.unlock(passphrase);
        this.#handOverKey();
        tell('app')();
        return status;
      },
      ...this.#practice.handlers(),
    };
  }
}
