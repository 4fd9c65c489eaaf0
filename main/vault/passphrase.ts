import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Random } from '../ports/time.ts';
import { dataKeyBytes, open, seal } from './envelope.ts';
import {
  deriveKey,
  isVerified,
  passphraseCost,
  passphraseFields,
  passphraseSaltBytes,
  verifierOf,
} from './passphrase-key.ts';

/**
 * What is stored of a passphrase vault: how to derive the wrapping key, a verifier, and the data key sealed with it. Not the
 * passphrase, nor anything from which it can be had but by trying.
 */
export const passphraseFileSchema = z
  .object({
    format: z.literal('ml-connector-passphrase-vault'),
    version: z.literal(1),
    ...passphraseFields(),
    sealedKey: z.base64(),
  })
  .strict();
export type PassphraseFile = z.infer<typeof passphraseFileSchema>;

const leastCharacters = 12;
const purpose = 'ml-connector passphrase verifier v1';
const keyRow = { connectionId: 'vault', field: 'data-key' };

/** A new vault: a random data key, and the file that keeps it. Throws VAULT_PASSPHRASE_WEAK below 12 characters. */
export async function createPassphraseVault(
  passphrase: string,
  random: Random,
): Promise<{ readonly key: Uint8Array; readonly file: PassphraseFile }> {
  if (Array.from(passphrase).length < leastCharacters) {
    throw new AppError('VAULT_PASSPHRASE_WEAK', 'config', { details: { least: leastCharacters } });
  }
  const salt = random.bytes(passphraseSaltBytes);
  const key = random.bytes(dataKeyBytes);
  const wrapping = await deriveKey(passphrase, salt, passphraseCost);
  try {
    const file: PassphraseFile = {
      format: 'ml-connector-passphrase-vault',
      version: 1,
      kdf: 'scrypt',
      ...passphraseCost,
      salt: toBase64(salt),
      verifier: toBase64(verifierOf(wrapping, purpose)),
      sealedKey: toBase64(seal(wrapping, keyRow, key, random)),
    };
    return { key, file };
  } finally {
    wrapping.fill(0);
  }
}

/** The data key of a vault. Throws VAULT_PASSPHRASE_WRONG, or VAULT_FILE_DAMAGED if the file is not as it was written. */
export async function openPassphraseVault(passphrase: string, stored: unknown): Promise<Uint8Array> {
  const parsed = passphraseFileSchema.safeParse(stored);
  if (!parsed.success) throw damaged('it is not in the format of a vault');
  const file = parsed.data;
  const wrapping = await deriveKey(passphrase, fromBase64(file.salt), file);
  try {
    const isRight = isVerified(wrapping, purpose, fromBase64(file.verifier));
    if (isRight === null) throw damaged('the verifier has the wrong length');
    if (!isRight) throw new AppError('VAULT_PASSPHRASE_WRONG', 'auth');
    const key = openKey(wrapping, fromBase64(file.sealedKey));
    if (key.byteLength !== dataKeyBytes) throw damaged('the key has the wrong length');
    return key;
  } finally {
    wrapping.fill(0);
  }
}

function openKey(wrapping: Uint8Array, sealed: Uint8Array): Uint8Array {
  try {
    return Uint8Array.from(open(wrapping, keyRow, sealed));
  } catch {
    throw damaged('the sealed key was changed');
  }
}

function damaged(reason: string): AppError {
  return new AppError('VAULT_FILE_DAMAGED', 'config', { details: { reason } });
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}
