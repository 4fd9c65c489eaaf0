import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';

/**
 * Keeps what Chromium stores in the data folder, which does not roam and only its owner can read; Electron's own choice roams on
 * Windows. The lock of the single instance lies there too, so that there is one window for each data folder. Before ready only.
 */
export function keepBrowserDataIn(folder: string, app: Pick<App, 'setPath'>): void {
  const place = join(folder, 'browser');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  mkdirSync(place, { recursive: true, mode: 0o700 });
  app.setPath('userData', place);
}
