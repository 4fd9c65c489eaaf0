import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../shared/errors/app-error.ts';
import type { AppPort } from './app-port.ts';
import { cliMain } from './cli/main.ts';
import type { WindowDoor } from './cli/verb-serve.ts';
import { windowOfRunning } from './instance/attach.ts';
import { dataFolder } from './instance/data-folder.ts';
import { openApp, type OpenApp } from './open-app.ts';
import { createSystemClock, createSystemRandom } from './ports/system-time.ts';

/** What each app was opened with: its door, or the place of the process that runs it. */
const opened = new WeakMap<AppPort, OpenApp>();

/** Only `serve` stays long enough to keep schedules and to serve windows; other verbs leave both to whoever stays. */
async function open(named: string | undefined, staysOpen: boolean): Promise<AppPort> {
  // Loaded late: help and a wrong word need no engine.
  const { createApp } = await import('./app.ts');
  const folder = named === undefined ? dataFolder() : resolve(named);
  const whole = await openApp({
    dataFolder: folder,
    host: 'cli',
    assetsFolder: staysOpen ? fileURLToPath(new URL('../dist/renderer', import.meta.url)) : null,
    clock: createSystemClock(),
    random: createSystemRandom(),
    create: () => createApp({ dataFolder: folder, host: 'cli', keepsSchedules: staysOpen }),
  });
  const app: AppPort = {
    attached: whole.app.attached,
    call: (method, input) => whole.app.call(method, input),
    subscribe: (after, listener) => whole.app.subscribe(after, listener),
    close: () => whole.close(),
  };
  opened.set(app, whole);
  return app;
}

/** The window belongs to the app, which closes it. Throws CLI_NO_WINDOW where another process runs the app without one. */
async function openWindow(app: AppPort): Promise<WindowDoor> {
  const whole = opened.get(app);
  const running = whole?.place ?? null;
  const address = whole?.webHost?.windowAddress() ?? (running === null ? null : await windowOfRunning(running));
  if (address === null) throw new AppError('CLI_NO_WINDOW', 'config');
  return { address, close: () => Promise.resolve() };
}

await cliMain({ openApp: open, openWindow });
