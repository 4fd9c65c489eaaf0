import type { AppPort } from './app-port.ts';
import { attachApp } from './instance/attach.ts';
import { acquireInstance, answeringInstance, type InstancePlace } from './instance/lock.ts';
import type { Clock, Random } from './ports/time.ts';
import { startWebHost, type WebHost } from './web-host/server.ts';

export interface OpenAppOptions {
  readonly dataFolder: string;
  readonly host: 'electron' | 'web' | 'cli';
  /** The built window, for browser windows onto this app; null where none is built. */
  readonly assetsFolder: string | null;
  readonly clock: Clock;
  readonly random: Random;
  /** Starts an own engine on the folder, which by then belongs to this process; null where the host cannot run one. */
  readonly create: (() => Promise<AppPort>) | null;
}

export interface OpenApp {
  readonly app: AppPort;
  /** The server of this process, or null if another process runs the app. */
  readonly webHost: WebHost | null;
  /** Where the running app is, if it is another process's. */
  readonly place: InstancePlace | null;
  close(): Promise<void>;
}

/**
 * One engine for each data folder: takes the folder, starts the app and its door for further starts, or attaches to the app that
 * has the folder already. Throws APP_INSTANCE_SILENT; a host that cannot run an engine and finds none gets APP_ENGINE_GONE.
 */
export async function openApp(options: OpenAppOptions): Promise<OpenApp> {
  if (options.create === null) {
    return attached(
      options,
      (await answeringInstance(options.dataFolder)) ?? { address: 'http://127.0.0.1:9', token: '' },
    );
  }
  const instance = await acquireInstance(options.dataFolder, options.clock);
  if (instance.kind === 'running') return attached(options, instance);
  const started: (() => Promise<void>)[] = [() => instance.release()];
  const close = async () => {
    for (const end of started.splice(0).reverse()) await end();
  };
  try {
    const app = await options.create();
    started.push(() => app.close());
    const webHost = await startWebHost({ ...options, app });
    started.push(() => webHost.close());
    await instance.publish(webHost.address, webHost.ownerToken);
    return { app, webHost, place: null, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function attached(options: OpenAppOptions, place: InstancePlace): Promise<OpenApp> {
  const app = await attachApp({ address: place.address, token: place.token, clock: options.clock, host: options.host });
  return { app, webHost: null, place, close: () => app.close() };
}
