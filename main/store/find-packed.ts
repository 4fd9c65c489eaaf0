import type { PackedDocument } from './batch-codec.ts';
import { unpackBytes } from './compression.ts';

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const open = 0x5b;
const close = 0x5d;
const listStart = '"documents":[';

/**
 * One document of a batch's payload, read out of its bytes without parsing the thousands beside it; null if the batch does not
 * carry it.
 */
export function findPacked(payload: Uint8Array, key: string): PackedDocument | null {
  const bytes = unpackBytes(payload);
  const start = startOf(bytes, `[${JSON.stringify(key)},`);
  return start === -1 ? null : (JSON.parse(bytes.toString('utf8', start, endOf(bytes, start))) as PackedDocument);
}

/**
 * Where the list begins that opens with the key and is a document: the first of all, or one that follows another list. Cells of a
 * row may open with the same text, but follow the hash of their row; within a text every quote is escaped.
 */
function startOf(bytes: Buffer, wanted: string): number {
  const first = bytes.indexOf(listStart) + listStart.length;
  for (let at = bytes.indexOf(wanted, first); at !== -1; at = bytes.indexOf(wanted, at + 1)) {
    if (at === first || (bytes[at - 1] === comma && bytes[at - 2] === close)) return at;
  }
  return -1;
}

/** Position after the bracket that closes the one at `start`. */
function endOf(bytes: Buffer, start: number): number {
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
