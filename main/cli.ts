import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../shared/errors/app-error.ts';
import type { AppPort } from './app-port.ts';
import type { OwnApp } from './app.ts';
import { cliMain } from './cli/main.ts';
import type { WindowDoor } from './cli/verb-serve.ts';
import { windowOfRunning } from './instance/attach.ts';
import { dataFolder } from './instance/data-folder.ts';
import { answeringInstance } from './instance/lock.ts';

/** The folder of this command, once it is known: an attached app is asked for its window by it. */
let folder = dataFolder();

/** Only `serve` stays long enough to keep schedules and to serve windows; other verbs leave both to whoever stays. */
async function openApp(named: string | undefined, staysOpen: boolean): Promise<AppPort> {
  if (named !== undefined) folder = resolve(named);
  const assetsFolder = staysOpen ? fileURLToPath(new URL('../dist/renderer', import.meta.url)) : null;
  // Loaded late: help and a wrong word need no engine.
  const { createApp } = await import('./app.ts');
  return createApp({ dataFolder: folder, host: 'cli', assetsFolder, keepsSchedules: staysOpen });
}

/** The window belongs to the app, which closes it. Throws CLI_NO_WINDOW where another process runs the app without one. */
async function openWindow(app: AppPort): Promise<WindowDoor> {
  const address = isOwnApp(app) ? app.windowAddress() : await windowOfOther();
  if (address === null) throw new AppError('CLI_NO_WINDOW', 'config');
  return { address, close: () => Promise.resolve() };
}

function isOwnApp(app: AppPort): app is OwnApp {
  return !app.attached && 'windowAddress' in app;
}

async function windowOfOther(): Promise<string | null> {
  const place = await answeringInstance(folder);
  return place === null ? null : windowOfRunning(place);
}

await cliMain({ openApp, openWindow });
