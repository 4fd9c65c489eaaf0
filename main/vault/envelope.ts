import { createCipheriv, createDecipheriv } from 'node:crypto';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Random } from '../ports/time.ts';

/** Bytes of a data key (AES-256). */
export const dataKeyBytes = 32;

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

/** The row that an envelope belongs to; moved to another one it does not open. */
export interface EnvelopeRow {
  readonly connectionId: string;
  readonly field: string;
}

/**
 * Seals bytes with AES-256-GCM (NIST SP 800-38D): version (1 byte), nonce (12, random), ciphertext, tag (16). The row and
 * the version are additional data. With random nonces one key is good for 2^32 seals, which is out of reach here.
 */
export function seal(key: Uint8Array, row: EnvelopeRow, plain: Uint8Array, random: Random): Uint8Array {
  const nonce = random.bytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(additionalData(row));
  return Uint8Array.from(
    Buffer.concat([Uint8Array.of(version), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
  );
}

/** Opens what `seal` made. Throws VAULT_SECRET_UNREADABLE for another key, row or version, or if a bit was changed. */
export function open(key: Uint8Array, row: EnvelopeRow, sealed: Uint8Array): Uint8Array {
  const tagAt = sealed.byteLength - tagBytes;
  if (sealed[0] !== version || tagAt < 1 + nonceBytes) throw unreadable(row);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(additionalData(row));
  decipher.setAuthTag(sealed.subarray(tagAt));
  const plain = decipher.update(sealed.subarray(1 + nonceBytes, tagAt));
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    throw unreadable(row);
  }
}

/** Each part with its length before it, so that no two rows have the same bytes, whatever signs their names hold. */
function additionalData(row: EnvelopeRow): Buffer {
  const parts = [row.connectionId, row.field, `v${String(version)}`].map((part) => Buffer.from(part, 'utf8'));
  return Buffer.concat(parts.flatMap((part) => [lengthOf(part), part]));
}

function lengthOf(part: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.byteLength);
  return length;
}

function unreadable(row: EnvelopeRow): AppError {
  return new AppError('VAULT_SECRET_UNREADABLE', 'config', { details: { name: row.field } });
}
