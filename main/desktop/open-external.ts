import type { Shell } from 'electron';
import { mayBePracticePage, mayOpenExternally } from '../api/host/external-links.ts';

/** Electron's end of the one door to the system's browser; asks again, since this is where an address leaves the app. */
export function openExternal(shell: Pick<Shell, 'openExternal'>): (address: string) => Promise<void> {
  return async (address) => {
    if (!mayOpenExternally(address) && !mayBePracticePage(address)) throw new Error('refused');
    await shell.openExternal(address);
  };
}
