import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Large chunks: a batch comes out in a few pieces instead of a hundred. */
const options = { chunkSize: 128 * 1024, params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Compressed bytes (zstd, level 1: the store must keep up with reading). */
export function packBytes(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, options);
}

/** JSON as compressed bytes. */
export function packJson(value: unknown): Uint8Array {
  return zstdCompressSync(JSON.stringify(value), options);
}

/** The JSON that was packed; not trusted, parse it. */
export function unpackJson(bytes: Uint8Array): unknown {
  return JSON.parse(zstdDecompressSync(bytes).toString('utf8')) as unknown;
}
