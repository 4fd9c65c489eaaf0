import { createHmac, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Random } from '../ports/time.ts';
import { dataKeyBytes, open, seal } from './envelope.ts';

/**
 * What is stored of a passphrase vault: how to derive the wrapping key, a verifier, and the data key sealed with it. Not the
 * passphrase, nor anything from which it can be had but by trying.
 */
export const passphraseFileSchema = z
  .object({
    format: z.literal('ml-connector-passphrase-vault'),
    version: z.literal(1),
    kdf: z.literal('scrypt'),
    /** Upper bounds keep a changed file from making the app use up the machine's memory. */
    n: z
      .number()
      .int()
      .min(2 ** 17)
      .max(2 ** 20)
      .refine((n) => Number.isInteger(Math.log2(n))),
    r: z.literal(8),
    p: z.literal(1),
    salt: z.base64(),
    verifier: z.base64(),
    sealedKey: z.base64(),
  })
  .strict();
export type PassphraseFile = z.infer<typeof passphraseFileSchema>;

const leastCharacters = 12;
const saltBytes = 32;
/** OWASP's first choice for scrypt: N = 2^17, r = 8, p = 1; 128 MiB and a few tenths of a second for each try. */
const cost = { n: 2 ** 17, r: 8, p: 1 } as const;
const keyRow = { connectionId: 'vault', field: 'data-key' };

const derive = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

/** A new vault: a random data key, and the file that keeps it. Throws VAULT_PASSPHRASE_WEAK below 12 characters. */
export async function createPassphraseVault(
  passphrase: string,
  random: Random,
): Promise<{ readonly key: Uint8Array; readonly file: PassphraseFile }> {
  if (Array.from(passphrase).length < leastCharacters) {
    throw new AppError('VAULT_PASSPHRASE_WEAK', 'config', { details: { least: leastCharacters } });
  }
  const salt = random.bytes(saltBytes);
  const key = random.bytes(dataKeyBytes);
  const wrapping = await deriveKey(passphrase, salt, cost);
  try {
    const file: PassphraseFile = {
      format: 'ml-connector-passphrase-vault',
      version: 1,
      kdf: 'scrypt',
      ...cost,
      salt: toBase64(salt),
      verifier: toBase64(verifierOf(wrapping)),
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
    const expected = fromBase64(file.verifier);
    const actual = verifierOf(wrapping);
    if (expected.byteLength !== actual.byteLength) throw damaged('the verifier has the wrong length');
    if (!timingSafeEqual(expected, actual)) throw new AppError('VAULT_PASSPHRASE_WRONG', 'auth');
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

/** The same passphrase typed on another keyboard may come composed or decomposed; NFKC makes them one (RFC 8265 §4). */
async function deriveKey(
  passphrase: string,
  salt: Uint8Array,
  { n, r, p }: { readonly n: number; readonly r: number; readonly p: number },
): Promise<Uint8Array> {
  const maxmem = 128 * n * r + 64 * 1024 * 1024;
  return derive(passphrase.normalize('NFKC'), salt, dataKeyBytes, { N: n, r, p, maxmem });
}

function verifierOf(wrapping: Uint8Array): Uint8Array {
  return createHmac('sha256', wrapping).update('ml-connector passphrase verifier v1').digest();
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
