import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Large chunks: a batch comes out in a few pieces instead of a hundred. */
const options = { chunkSize: 128 * 1024, params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** The texts, one after the other, as compressed bytes (zstd, level 1: the store must keep up with reading). */
export function packTexts(texts: readonly string[]): Uint8Array {
  // Written side by side: joined first, a large batch would be in memory twice more.
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  let at = 0;
  for (const text of texts) at += bytes.write(text, at);
  return zstdCompressSync(bytes, options);
}

/** JSON as compressed bytes. */
export function packJson(value: unknown): Uint8Array {
  return packTexts([JSON.stringify(value)]);
}

/** The JSON that was packed; not trusted, parse it. */
export function unpackJson(bytes: Uint8Array): unknown {
  return JSON.parse(zstdDecompressSync(bytes).toString('utf8')) as unknown;
}
