import type { BrowserWindow, Dialog } from 'electron';
import type { Language } from '../../shared/model/settings.ts';
import type { Clock } from '../ports/time.ts';
import { askPerson } from './ask-person.ts';

export interface RecoveryOptions {
  readonly window: BrowserWindow;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly clock: Clock;
  language(): Language;
  /** The person gave up on the window. */
  quit(): void;
}

/** More than this many ends of the page within the time is no accident: then a person decides. */
const mostReloads = 3;
const withinMs = 60_000;

/**
 * Brings the page of a window back when its process ended, on the screen where it was; the engine goes on meanwhile. When it ends
 * again and again, or hangs, the person chooses between loading it anew and leaving it.
 */
export function recoverWindow(options: RecoveryOptions): void {
  const { window, clock } = options;
  const { webContents } = window;
  let ends: number[] = [];
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = clock.now();
    ends = [...ends.filter((at) => now - at < withinMs), now];
    if (ends.length <= mostReloads) {
      webContents.reload();
      return;
    }
    void askPerson('APP_WINDOW_ENDED', {
      dialog: options.dialog,
      window,
      language: options.language(),
      buttons: ['window.reload', 'tray.quit'],
    }).then((choice) => {
      if (choice === 1) options.quit();
      else if (!window.isDestroyed()) webContents.reload();
    });
  });
  askWhileItHangs(options);
}

/** The question goes away by itself when the page answers again. */
function askWhileItHangs(options: RecoveryOptions): void {
  const { webContents } = options.window;
  let question: AbortController | null = null;
  const end = () => {
    question?.abort();
    question = null;
  };
  webContents.on('unresponsive', () => {
    if (question !== null) return;
    const asked = new AbortController();
    question = asked;
    void askPerson('APP_WINDOW_HANGS', {
      dialog: options.dialog,
      window: options.window,
      language: options.language(),
      buttons: ['window.wait', 'window.reload'],
      signal: asked.signal,
    }).then((choice) => {
      if (asked.signal.aborted) return;
      end();
      // A page that hangs does not hear that it should load again: its process is ended, which brings it back.
      if (choice === 1 && !options.window.isDestroyed()) webContents.forcefullyCrashRenderer();
    });
  });
  webContents.on('responsive', end);
  webContents.on('render-process-gone', end);
}
