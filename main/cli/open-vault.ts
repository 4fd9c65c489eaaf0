import { AppError } from '../../shared/errors/app-error.ts';
import type { AppPort } from '../app-port.ts';
import { ask } from '../api/ask.ts';
import type { CliIo } from './io.ts';
import { usageError } from './usage.ts';

/** The environment variable with the passphrase of a vault that no keychain opens (under a service manager). */
export const passphraseVariable = 'MLC_VAULT_PASSPHRASE';

/** Opens a passphrase vault that is locked, or chooses the passphrase of a new one (asked twice). Throws CLI_VAULT_LOCKED. */
export async function openVault(app: AppPort, io: CliIo): Promise<void> {
  const { vault } = await ask(app, 'app.info', {});
  if (vault.state === 'open') return;
  const given = io.env[passphraseVariable];
  const passphrase = given !== undefined && given !== '' ? given : await askPassphrase(vault.state === 'unset', io);
  await ask(app, 'vault.unlock', { passphrase });
}

async function askPassphrase(isNew: boolean, io: CliIo): Promise<string> {
  const passphrase = await io.askSecret(isNew ? 'New passphrase of the vault' : 'Passphrase of the vault');
  if (passphrase === null || passphrase === '') {
    throw new AppError('CLI_VAULT_LOCKED', 'config', { details: { variable: passphraseVariable } });
  }
  if (isNew && (await io.askSecret('The same passphrase again')) !== passphrase) {
    throw usageError('The two passphrases are not the same');
  }
  return passphrase;
}
