import { createHmac, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';

/** What a try at a passphrase costs, as scrypt counts it (RFC 7914 §2). */
export interface PassphraseCost {
  readonly n: number;
  readonly r: 8;
  readonly p: 1;
}

/** OWASP's first choice for scrypt: N = 2^17, r = 8, p = 1; 128 MiB and a few tenths of a second for each try. */
export const passphraseCost = { n: 2 ** 17, r: 8, p: 1 } as const satisfies PassphraseCost;

export const passphraseSaltBytes = 32;
export const passphraseKeyBytes = 32;
const digestBytes = 32;

/**
 * What a file stores of how its key comes from a passphrase; nothing from which the passphrase can be had but by trying. A file that
 * was made at less than `least` is refused.
 */
export function passphraseFields(least: PassphraseCost = passphraseCost) {
  return {
    kdf: z.literal('scrypt'),
    /** Upper bounds keep a changed file from making the app use up the machine's memory. */
    n: z
      .number()
      .int()
      .min(least.n)
      .max(2 ** 20)
      .refine((n) => Number.isInteger(Math.log2(n))),
    r: z.literal(8),
    p: z.literal(1),
    salt: z.base64(),
    verifier: z.base64(),
  };
}

const derive = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

/** The same passphrase typed on another keyboard may come composed or decomposed; NFKC makes them one (RFC 8265 §4). */
export async function deriveKey(passphrase: string, salt: Uint8Array, { n, r, p }: PassphraseCost): Promise<Buffer> {
  const maxmem = 128 * n * r + 64 * 1024 * 1024;
  return derive(passphrase.normalize('NFKC'), salt, passphraseKeyBytes, { N: n, r, p, maxmem });
}

/** Tells a wrong passphrase from a damaged file. `purpose` keeps the verifier of one kind of file from being that of another. */
export function verifierOf(key: Uint8Array, purpose: string): Buffer {
  return createHmac('sha256', key).update(purpose).digest();
}

/** Null if what is stored cannot be a verifier. */
export function isVerified(key: Uint8Array, purpose: string, stored: Uint8Array): boolean | null {
  return stored.byteLength === digestBytes ? timingSafeEqual(stored, verifierOf(key, purpose)) : null;
}
