import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const options = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Text as compressed bytes (zstd, level 1: the store must keep up with reading). */
export function packText(text: string): Uint8Array {
  return zstdCompressSync(text, options);
}

/** JSON as compressed bytes. */
export function packJson(value: unknown): Uint8Array {
  return packText(JSON.stringify(value));
}

/** The JSON that was packed; not trusted, parse it. */
export function unpackJson(bytes: Uint8Array): unknown {
  return JSON.parse(zstdDecompressSync(bytes).toString('utf8')) as unknown;
}
