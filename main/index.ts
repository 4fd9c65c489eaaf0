import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { homedir } from 'node:os';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  Tray,
} from 'electron';
import { AppError } from '../shared/errors/app-error.ts';
import { registerScheme } from './desktop/app-protocol.ts';
import { keepBrowserDataIn } from './desktop/browser-data.ts';
import { joinDesktop } from './desktop/desktop.ts';
import { endOnFault } from './desktop/faults.ts';
import { hiddenFlag } from './desktop/login-item.ts';
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
endOnFault({ process, app, dialog, folder, clock });
// Never awaited here: Electron gets ready only once this module has run to its end, and would wait for itself.
runShell({
  electron: { app, BrowserWindow, dialog, ipcMain, protocol, screen, session },
  assetsFolder: join(import.meta.dirname, '..', 'renderer'),
  preload: join(import.meta.dirname, 'preload.cjs'),
  folder,
  clock,
  isHidden: process.argv.includes(hiddenFlag),
  join: (opened, window) =>
    joinDesktop({
      electron: {
        app,
        Menu,
        nativeImage,
        nativeTheme,
        Notification,
        powerMonitor,
        powerSaveBlocker,
        session,
        Tray,
      },
      app: opened,
      platform: process.platform,
      args: process.argv,
      // Inside an AppImage the program's own path is gone at the next start; the image's is not.
      program: process.env['APPIMAGE'] ?? process.execPath,
      configFolder: process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'),
      window: window.current,
      showWindow: window.show,
    }),
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
