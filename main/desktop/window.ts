import type { BrowserWindow, BrowserWindowConstructorOptions, Screen } from 'electron';
import { startAddress } from './app-protocol.ts';
import { smallestWindow, startBounds, type Bounds } from './window-bounds.ts';

export interface WindowOptions {
  readonly make: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  readonly preload: string;
  /** What `remember` stored last; anything else is ignored. */
  readonly remembered: unknown;
  remember(bounds: Bounds): void;
  /** Not shown until somebody asks for it. */
  readonly isHidden?: boolean;
  /** Colour before the page shows. */
  readonly ground?: string;
}

/** Opens the app's window where it last was. The page runs sandboxed, isolated and without Node. */
export async function openWindow(options: WindowOptions): Promise<BrowserWindow> {
  const workAreas = options.screen.getAllDisplays().map((display) => display.workArea);
  const window = options.make({
    ...startBounds(options.remembered, workAreas),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'ml-connector',
    ...(options.ground === undefined ? {} : { backgroundColor: options.ground }),
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (options.isHidden !== true) window.show();
  });
  // `getNormalBounds`: a maximised window is remembered by the place that it returns to.
  window.on('close', () => {
    options.remember(window.getNormalBounds());
  });
  await window.loadURL(startAddress);
  return window;
}
