import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, protocol, screen, session, shell } from 'electron';
import { createApp } from './app.ts';
import { registerScheme } from './desktop/app-protocol.ts';
import { openExternal } from './desktop/open-external.ts';
import { runShell } from './desktop/shell.ts';
import { dataFolder } from './instance/data-folder.ts';
import { openApp } from './open-app.ts';
import { createSystemClock, createSystemRandom } from './ports/system-time.ts';

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
  open: (folder, assetsFolder) =>
    openApp({
      dataFolder: folder,
      host: 'electron',
      assetsFolder,
      clock,
      random: createSystemRandom(),
      // An Electron without node:sqlite can show the app that another process runs.
      create: hasSqlite()
        ? () => createApp({ dataFolder: folder, host: 'electron', openExternal: openExternal(shell) })
        : null,
    }),
});

function hasSqlite(): boolean {
  return isBuiltin('node:sqlite');
}
