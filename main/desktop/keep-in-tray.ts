import type { App, BrowserWindow, Notification, NotificationConstructorOptions } from 'electron';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { AppWatch } from './app-watch.ts';
import type { DesktopText } from './texts.ts';

export interface KeepInTrayOptions {
  readonly electron: {
    readonly app: Pick<App, 'on'>;
    readonly Notification: (new (options: NotificationConstructorOptions) => Notification) & { isSupported(): boolean };
  };
  readonly app: Pick<Bridge, 'call'>;
  readonly watch: AppWatch;
  /** Whether there is a tray to come back from; without one a closed window ends the app. */
  readonly hasTray: boolean;
  text(): DesktopText;
}

/**
 * Closing the window leaves the app in the tray if the person wants that, and says so the first time. Returns what has to be
 * called with each window that is made.
 */
export function keepInTray(options: KeepInTrayOptions): (window: Pick<BrowserWindow, 'on' | 'hide'>) => void {
  const { watch, electron } = options;
  let isQuitting = false;
  electron.app.on('before-quit', () => {
    isQuitting = true;
  });
  return (window) => {
    window.on('close', (event) => {
      const { settings } = watch.state;
      if (isQuitting || !options.hasTray || !settings.keepInTray) return;
      event.preventDefault();
      window.hide();
      if (settings.closeToTrayTold || !electron.Notification.isSupported()) return;
      const text = options.text();
      new electron.Notification({ title: text('note.tray.title'), body: text('note.tray.text') }).show();
      void options.app.call('settings.set', { closeToTrayTold: true });
    });
  };
}
