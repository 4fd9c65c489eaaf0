import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A restored data file that is whole and waits to take its place; its being there under this name is the decision. */
const readyName = 'restored';
const draftPrefix = 'restore-draft-';
const copyPrefix = 'backup-copy-';

/** Where a backup's copy of the data file lies while it is sealed. */
export function copyPath(dataFile: string, id: string): string {
  return join(dirname(dataFile), `${copyPrefix}${id}.sqlite`);
}

/** Where a restore is prepared. */
export function draftFolder(dataFile: string, id: string): string {
  return join(dirname(dataFile), `${draftPrefix}${id}`);
}

/** The data file of a restore that is prepared, within its folder. */
export function draftFile(folder: string): string {
  return join(folder, 'ml-connector.sqlite');
}

/** From here on the next start takes the restored file, whatever happens in between. */
export function approveDraft(dataFile: string, folder: string): void {
  renameSync(folder, join(dirname(dataFile), readyName));
}

/**
 * Called before the data file is opened: puts a restored file that is ready into its place and removes what a killed backup or
 * restore left behind. Safe to call again after a kill at any point.
 */
export function settleFolder(dataFile: string): void {
  if (dataFile === ':memory:') return;
  const folder = dirname(dataFile);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(draftPrefix) || name.startsWith(copyPrefix))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
  const ready = join(folder, readyName);
  const restored = draftFile(ready);
  if (existsSync(restored)) {
    // The journal belongs to the empty file that is replaced; beside the restored one it would be taken for its own.
    for (const end of ['-wal', '-shm']) rmSync(`${dataFile}${end}`, { force: true });
    renameSync(restored, dataFile);
  }
  rmSync(ready, { recursive: true, force: true });
}
