import { ensureDataFolder } from '../../main/instance/data-folder.ts';
import { createSystemRandom } from '../../main/ports/system-time.ts';
import { readPassphraseFile, writePassphraseFile } from '../../main/vault/passphrase-file.ts';
import { createPassphraseVault } from '../../main/vault/passphrase.ts';

export const passphrase = 'a passphrase of the tests';

/** Gives a data folder a vault that no keychain opens: tests touch nobody's keychain, and secrets outlive a killed process. */
export async function makeVault(folder: string): Promise<void> {
  await ensureDataFolder(folder);
  if (readPassphraseFile(folder) !== null) return;
  writePassphraseFile(folder, (await createPassphraseVault(passphrase, createSystemRandom())).file);
}
