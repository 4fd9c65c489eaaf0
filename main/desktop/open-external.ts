import type { Shell } from 'electron';
import { leadsToHost, mayBePracticePage, mayOpenExternally, type OpenAddress } from '../api/host/external-links.ts';

/** Electron's end of the one door to the system's browser; asks again, since this is where an address leaves the app. */
export function openExternal(shell: Pick<Shell, 'openExternal'>): OpenAddress {
  return async (address, sourceHost) => {
    const isSource = sourceHost !== undefined && leadsToHost(address, sourceHost);
    if (!isSource && !mayOpenExternally(address) && !mayBePracticePage(address)) throw new Error('refused');
    await shell.openExternal(address);
  };
}
