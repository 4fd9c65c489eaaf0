import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, protocol, screen, session } from 'electron';
import { AppError } from '../shared/errors/app-error.ts';
import { registerScheme } from './desktop/app-protocol.ts';
import { keepBrowserDataIn } from './desktop/browser-data.ts';
import { runShell } from './desktop/shell.ts';
import { failToStart } from './desktop/start-failure.ts';
import { attachApp } from './instance/attach.ts';
import { dataFolder } from './instance/data-folder.ts';
import { answeringInstance } from './instance/lock.ts';
import { createSystemClock } from './ports/system-time.ts';

// Before the app is ready: later these have no effect.
registerScheme(protocol);
// Asking for the sandbox would undo --no-sandbox, without which nothing of Chromium starts for root. The window is sandboxed either way.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
const folder = dataFolder();
keepBrowserDataIn(folder, app);

const clock = createSystemClock();
// Never awaited here: Electron gets ready only once this module has run to its end, and would wait for itself.
runShell({
  electron: { app, BrowserWindow, dialog, ipcMain, protocol, screen, session },
  assetsFolder: join(import.meta.dirname, '..', 'renderer'),
  preload: join(import.meta.dirname, 'preload.cjs'),
  folder,
  clock,
  open: async (_folder, assetsFolder) => {
    if (isBuiltin('node:sqlite')) {
      // Loaded late: an Electron that can only attach cannot load the engine's parts at all.
      const { openOwnApp } = await import('./desktop/own-app.ts');
      return openOwnApp(folder, assetsFolder);
    }
    const place = await answeringInstance(folder);
    if (place === null) throw new AppError('APP_ENGINE_GONE', 'transient');
    return attachApp({ ...place, clock, host: 'electron', find: () => answeringInstance(folder) });
  },
}).catch((error: unknown) => failToStart({ app, dialog }, error));
