import type { DownloadItem, Session } from 'electron';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isOwnAddress } from './app-protocol.ts';

export interface DownloadOptions {
  readonly session: Pick<Session, 'on'>;
  /** The system's folder for downloads. */
  readonly downloads: string;
}

/**
 * What the page saves (exports, packs) goes where the person says: the folder of the last time is offered again, since the system
 * no longer remembers it. Nothing else is ever downloaded.
 */
export function guardDownloads({ session, downloads }: DownloadOptions): void {
  let folder = downloads;
  session.on('will-download', (event, item) => {
    if (!isOwnDownload(item)) {
      event.preventDefault();
      return;
    }
    const start = existsSync(folder) ? folder : downloads;
    item.setSaveDialogOptions({ defaultPath: join(start, safeName(item.getFilename())) });
    item.once('done', (_event, state) => {
      if (state === 'completed') folder = dirname(item.getSavePath());
    });
  });
}

/** Made by the page itself: a blob of the app's own origin. */
function isOwnDownload(item: Pick<DownloadItem, 'getURL'>): boolean {
  const address = item.getURL();
  return address.startsWith('blob:') && isOwnAddress(address.slice('blob:'.length));
}

function safeName(name: string): string {
  return basename(name)
    .replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')
    .slice(0, 120);
}
