import { zstdDecompressSync } from 'node:zlib';
import type { PackedDocument } from './batch-codec.ts';

const quote = 0x22;
const backslash = 0x5c;
const open = 0x5b;
const close = 0x5d;

/**
 * One document of a batch's payload, read out of its bytes without parsing the thousands beside it; null if the batch does not
 * carry it. A text that begins with its key right after a bracket can only be a document: within a JSON text a quote is escaped,
 * and the lists inside a document begin with a hash.
 */
export function findPacked(payload: Uint8Array, key: string): PackedDocument | null {
  const bytes = zstdDecompressSync(payload);
  const start = bytes.indexOf(`[${JSON.stringify(key)},`, bytes.indexOf('"documents":['));
  if (start === -1) return null;
  return JSON.parse(bytes.toString('utf8', start, endOf(bytes, start))) as PackedDocument;
}

/** Position after the bracket that closes the one at `start`. */
function endOf(bytes: Uint8Array, start: number): number {
  let depth = 0;
  let inText = false;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === open) depth += 1;
    else if (byte === close) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return bytes.length;
}
