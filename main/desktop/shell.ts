import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  IpcMain,
  Protocol,
  Screen,
  Session,
} from 'electron';
import type { AppPort } from '../app-port.ts';
import type { Clock } from '../ports/time.ts';
import type { Desktop } from './desktop.ts';
import { serveScheme } from './app-protocol.ts';
import { denyPermissions, fetchNoDictionaries, guardContents } from './guards.ts';
import { openIpcDoor } from './ipc-door.ts';
import { openBoundsFile } from './bounds-file.ts';
import { recoverWindow } from './recovery.ts';
import { openWindow } from './window.ts';

/** The parts of Electron that the shell uses; handed in, so that tests can hand in a fake. */
export interface ElectronParts {
  readonly app: Pick<App, 'requestSingleInstanceLock' | 'quit' | 'exit' | 'whenReady' | 'on'>;
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly ipcMain: Pick<IpcMain, 'handle' | 'on'>;
  readonly protocol: Pick<Protocol, 'handle'>;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  readonly session: {
    readonly defaultSession: Pick<
      Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setSpellCheckerLanguages'
    >;
  };
}

export interface ShellOptions {
  readonly electron: ElectronParts;
  readonly assetsFolder: string;
  readonly preload: string;
  readonly folder: string;
  readonly clock: Clock;
  open(folder: string, assetsFolder: string): Promise<AppPort>;
  /** What surrounds the window: tray, menu, notifications, power. Left out, the window stands alone. */
  join?(app: AppPort, window: { current(): BrowserWindow | null; show(): void }): Promise<Desktop>;
  /** True for a start at login: the app begins in the tray. */
  readonly isHidden?: boolean;
}

/**
 * The desktop app: at most one, whose window comes to the front when it is started again. Resolves once the window shows (or,
 * for a second start, at once). What surrounds the window joins through `join`.
 */
export async function runShell(options: ShellOptions): Promise<void> {
  const { app, ipcMain, protocol, session } = options.electron;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  guardContents(app);
  await app.whenReady();
  fetchNoDictionaries(session.defaultSession);
  denyPermissions(session.defaultSession);
  serveScheme(protocol, options.assetsFolder);
  const opened = await options.open(options.folder, options.assetsFolder);
  closeOnQuit(app, opened);
  let shown: BrowserWindow | null = null;
  const show = () => {
    if (shown !== null) bringToFront(shown);
  };
  const desktop = await options.join?.(opened, { current: () => shown, show });
  openIpcDoor(ipcMain, desktop?.app ?? opened, options.clock);
  const bounds = openBoundsFile(options.folder);
  const window = await openWindow({
    make: (settings) => new options.electron.BrowserWindow(settings),
    screen: options.electron.screen,
    preload: options.preload,
    remembered: bounds.read(),
    remember: bounds.write,
    isHidden: options.isHidden ?? false,
    ...(desktop === undefined ? {} : { ground: desktop.ground() }),
  });
  shown = window;
  desktop?.adopt(window);
  recoverWindow({
    window,
    dialog: options.electron.dialog,
    clock: options.clock,
    language: () => desktop?.language() ?? 'en',
    quit: () => {
      app.quit();
    },
  });
  // The process ends without closing its windows one by one, so that their own `close` is not heard.
  app.on('before-quit', () => {
    if (!window.isDestroyed()) bounds.write(window.getNormalBounds());
  });
  app.on('second-instance', show);
  // macOS: a click on the dock's icon.
  app.on('activate', show);
  app.on('window-all-closed', () => {
    app.quit();
  });
}

/** The window as a person wants to see it who has just asked for the app: shown, not minimised, in front. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Staged work is made safe before the process ends; Electron waits for nobody by itself. */
function closeOnQuit(app: ElectronParts['app'], opened: AppPort): void {
  let closing = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    opened.close().then(
      () => {
        app.exit(0);
      },
      () => {
        app.exit(1);
      },
    );
  });
}
