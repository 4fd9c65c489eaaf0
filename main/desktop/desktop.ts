import type { App, BrowserWindow, Menu, NativeTheme, PowerMonitor, PowerSaveBlocker, Session } from 'electron';
import type { AppPort } from '../app-port.ts';
import { languageOf, type Language } from '../../shared/model/settings.ts';
import type { Result, WindowCommand } from '../../shared/contract/bridge.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { Clock } from '../ports/time.ts';
import { createSystemClock } from '../ports/system-time.ts';
import { answerTray } from './answer-tray.ts';
import { AppWatch } from './app-watch.ts';
import { showBadge } from './badge.ts';
import { followLinks, linkAmong, routeOf } from './deep-link.ts';
import { guardDownloads } from './downloads.ts';
import { keepInTray } from './keep-in-tray.ts';
import { setStartAtLogin } from './login-item.ts';
import { mirrorMenu } from './menu.ts';
import { sendNotifications, type NotificationParts } from './notifications.ts';
import { followPower } from './power.ts';
import { desktopText, type DesktopText } from './texts.ts';
import { followTheme, groundOf } from './theme.ts';
import { openTray, type TrayParts } from './tray.ts';

export interface DesktopParts extends TrayParts, NotificationParts {
  readonly app: Pick<
    App,
    | 'on'
    | 'quit'
    | 'getLocale'
    | 'getPath'
    | 'setBadgeCount'
    | 'setLoginItemSettings'
    | 'setAsDefaultProtocolClient'
    | 'setAppUserModelId'
  >;
  readonly Menu: typeof Menu;
  readonly nativeTheme: NativeTheme;
  readonly powerMonitor: Pick<PowerMonitor, 'on'>;
  readonly powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  readonly session: { readonly defaultSession: Pick<Session, 'on'> };
}

export interface DesktopOptions {
  readonly electron: DesktopParts;
  readonly app: AppPort;
  /** Left out: those of the computer. */
  readonly clock?: Clock;
  readonly timeZone?: () => string;
  readonly platform: NodeJS.Platform;
  /** Arguments that this process was started with. */
  readonly args: readonly string[];
  /** Program and folder for the start at login; see `LoginItemOptions`. */
  readonly program: string;
  readonly configFolder: string;
  /** The window, or null before it is made. */
  window(): BrowserWindow | null;
  showWindow(): void;
}

export interface Desktop {
  /** The app as the window sees it: the desktop's own methods are answered here, everything else by the app. */
  readonly app: AppPort;
  /** Language of what the desktop says. */
  language(): Language;
  /** Ground colour of a new window. */
  ground(): string;
  /** Called with each window that is made. */
  adopt(window: BrowserWindow): void;
}

/** Must be the same as `appId` in electron-builder.yml: Windows shows notifications of a known app only. */
const appId = 'com.ml-connector.app';

/** Joins the app to the desktop around its window: tray, menu, notifications, badge, power, theme, links, downloads, login. */
export async function joinDesktop(options: DesktopOptions): Promise<Desktop> {
  const { electron, app } = options;
  const watch = new AppWatch(app);
  const language = (): Language => languageOf(watch.state.settings.language, electron.app.getLocale());
  const text = (): DesktopText => desktopText(language());
  const send = (command: WindowCommand) => {
    options.window()?.webContents.send('mlc:command', command);
  };
  const openAt = (route: string) => {
    options.showWindow();
    send({ kind: 'open', route });
  };
  electron.app.setAppUserModelId(appId);
  guardDownloads({ session: electron.session.defaultSession, downloads: electron.app.getPath('downloads') });
  followTheme(electron.nativeTheme, watch, options.window);
  followPower({ powerMonitor: electron.powerMonitor, powerSaveBlocker: electron.powerSaveBlocker, app, watch });
  showBadge(electron.app, watch);
  followLogin(options, watch);
  followLinks(electron.app, openAt);
  sendNotifications({
    electron,
    watch,
    clock: options.clock ?? createSystemClock(),
    timeZone: options.timeZone ?? (() => Intl.DateTimeFormat().resolvedOptions().timeZone),
    text,
    openAt,
    isWatched: () => options.window()?.isFocused() === true,
  });
  await watch.start();
  const quit = () => {
    electron.app.quit();
  };
  const call = answerTray({ electron, app, language, openAt });
  const tray = openTray({ electron, call, watch, text, showWindow: options.showWindow, quit });
  const setMenu = mirrorMenu({
    Menu: electron.Menu,
    platform: options.platform,
    text,
    run: (id) => {
      send({ kind: 'run', id });
    },
  });
  const keep = keepInTray({ electron, app, watch, hasTray: tray !== null, text });
  return {
    app: withMenu(app, setMenu),
    language,
    ground: () => groundOf(electron.nativeTheme),
    adopt: (window) => {
      keep(window);
      const route = routeOf(linkAmong(options.args) ?? '');
      if (route !== null)
        window.webContents.once('did-finish-load', () => {
          openAt(route);
        });
    },
  };
}

/** The setting decides; the system is asked only when it changed, and once at the start. */
function followLogin(options: DesktopOptions, watch: AppWatch): void {
  let isOn: boolean | null = null;
  watch.onChange(({ settings }) => {
    // At the first look a system that was never asked is left alone.
    const isNews = isOn === null ? settings.startAtLogin : isOn !== settings.startAtLogin;
    isOn = settings.startAtLogin;
    if (!isNews) return;
    const { platform, program, configFolder } = options;
    setStartAtLogin({ app: options.electron.app, platform, program, configFolder }, settings.startAtLogin);
  });
}

/** The window tells its commands to the menu of the process that it is in, also when the engine runs in another one. */
function withMenu(app: AppPort, setMenu: (list: unknown) => boolean): AppPort {
  const refused = (): Result => ({
    ok: false,
    error: toErrorDto(new AppError('APP_BAD_REQUEST', 'config', { details: { reason: 'the menu has another form' } })),
  });
  return {
    attached: app.attached,
    call: (method, input, origin) => {
      if (method !== 'desktop.menu') return app.call(method, input, origin);
      return Promise.resolve(setMenu(input) ? { ok: true, value: {} } : refused());
    },
    subscribe: (after, listener) => app.subscribe(after, listener),
    close: () => app.close(),
  };
}
