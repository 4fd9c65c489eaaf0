import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../shared/errors/app-error.ts';
import type { AppPort } from './app-port.ts';
import { createApp, type OwnApp } from './app.ts';
import { cliMain } from './cli/main.ts';
import type { WindowDoor } from './cli/verb-serve.ts';
import { windowOfRunning } from './instance/attach.ts';
import { dataFolder } from './instance/data-folder.ts';
import { answeringInstance } from './instance/lock.ts';

/** The folder of this command, once it is known: an attached app is asked for its window by it. */
let folder = dataFolder();

/** Only `serve` stays long enough to keep schedules and to serve a window; other verbs leave both to whoever stays. */
function openApp(named: string | undefined, staysOpen: boolean): Promise<AppPort> {
  if (named !== undefined) folder = resolve(named);
  const assetsFolder = staysOpen ? fileURLToPath(new URL('../dist/renderer', import.meta.url)) : null;
  return createApp({ dataFolder: folder, host: 'cli', assetsFolder, keepsSchedules: staysOpen });
}

async function openWindow(app: AppPort): Promise<WindowDoor> {
  const address = isOwnApp(app) ? app.windowAddress() : await windowOfAttached();
  // The window belongs to the app, which closes it.
  return { address, close: () => Promise.resolve() };
}

function isOwnApp(app: AppPort): app is OwnApp {
  return !app.attached && 'windowAddress' in app;
}

async function windowOfAttached(): Promise<string> {
  const place = await answeringInstance(folder);
  const address = place === null ? null : await windowOfRunning(place);
  if (address === null) throw new AppError('CLI_NO_WINDOW', 'config');
  return address;
}

await cliMain({ openApp, openWindow });
