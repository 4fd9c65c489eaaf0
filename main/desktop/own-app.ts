import { net, session, shell } from 'electron';
import { createApp } from '../app.ts';
import type { AppPort } from '../app-port.ts';
import { createSystemClock } from '../ports/system-time.ts';
import { openElectronSettings } from './electron-settings.ts';
import { createNetWays } from './net-ways.ts';
import { openExternal } from './open-external.ts';

/** The app of this process: it owns the data folder and runs the engine, or attaches to the process that has the folder. */
export function openOwnApp(folder: string, assetsFolder: string): Promise<AppPort> {
  return createApp({
    dataFolder: folder,
    host: 'electron',
    assetsFolder,
    // All vendor requests go Chromium's way: the system's proxy, its sign-in and its trust store.
    transport: createNetWays({ net, session, clock: createSystemClock() }),
    openSettings: openElectronSettings,
    openExternal: openExternal(shell),
  });
}
