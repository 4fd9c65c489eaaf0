import { closeSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors/app-error.ts';
import type { PassphraseFile } from './passphrase.ts';

const fileName = 'vault.json';

/** The vault file of a data folder as it is, not yet checked; null if the folder has none. Throws VAULT_FILE_DAMAGED. */
export function readPassphraseFile(dataFolder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(dataFolder, fileName), 'utf8')) as unknown;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return null;
    throw new AppError('VAULT_FILE_DAMAGED', 'config', { details: { reason: 'it cannot be read' }, cause: error });
  }
}

/**
 * Writes the file of a new vault, readable by its owner only, whole or not at all. Never replaces one that is there, since
 * that would throw away the only key to the stored secrets: throws VAULT_FILE_DAMAGED then.
 */
export function writePassphraseFile(dataFolder: string, file: PassphraseFile): void {
  const target = join(dataFolder, fileName);
  const draft = `${target}.new`;
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(file, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    // A link, unlike a rename, fails where the name is taken.
    linkSync(draft, target);
  } catch (error) {
    throw new AppError('VAULT_FILE_DAMAGED', 'config', { details: { reason: 'there is one already' }, cause: error });
  } finally {
    unlinkSync(draft);
  }
}
