import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, protocol, screen, session, shell } from 'electron';
import { AppError } from '../shared/errors/app-error.ts';
import { createApp } from './app.ts';
import { registerScheme } from './desktop/app-protocol.ts';
import { openExternal } from './desktop/open-external.ts';
import { openElectronSettings } from './desktop/electron-settings.ts';
import { runShell } from './desktop/shell.ts';
import { attachApp } from './instance/attach.ts';
import { dataFolder } from './instance/data-folder.ts';
import { answeringInstance } from './instance/lock.ts';
import { createSystemClock } from './ports/system-time.ts';

// Before the app is ready: later these have no effect.
registerScheme(protocol);
app.enableSandbox();

const clock = createSystemClock();
await runShell({
  electron: { app, BrowserWindow, ipcMain, protocol, screen, session },
  assetsFolder: join(import.meta.dirname, '..', 'renderer'),
  preload: join(import.meta.dirname, 'preload.cjs'),
  folder: dataFolder(),
  clock,
  open: async (folder, assetsFolder) => {
    if (isBuiltin('node:sqlite')) {
      return createApp({
        dataFolder: folder,
        host: 'electron',
        assetsFolder,
        openSettings: openElectronSettings,
        openExternal: openExternal(shell),
      });
    }
    // An Electron without node:sqlite can still show the app that another process runs.
    const place = await answeringInstance(folder);
    if (place === null) throw new AppError('APP_ENGINE_GONE', 'transient');
    return attachApp({ ...place, clock, host: 'electron' });
  },
});
