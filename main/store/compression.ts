import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { AppError } from '../../shared/errors/app-error.ts';

/** Large chunks: a batch comes out in a few pieces instead of a hundred. With a checksum: a byte that a disk has lost is noticed. */
const options = {
  chunkSize: 128 * 1024,
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
};

/** Compressed bytes (zstd, level 1: the store must keep up with reading). */
export function packBytes(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, options);
}

/** JSON as compressed bytes. */
export function packJson(value: unknown): Uint8Array {
  return zstdCompressSync(JSON.stringify(value), options);
}

/** The bytes that were packed. Throws STORE_CONTENT_DAMAGED if they are not whole any more. */
export function unpackBytes(bytes: Uint8Array): Buffer {
  try {
    return zstdDecompressSync(bytes);
  } catch (cause) {
    throw new AppError('STORE_CONTENT_DAMAGED', 'internal', { cause });
  }
}

/** The JSON that was packed; not trusted, parse it. Throws STORE_CONTENT_DAMAGED. */
export function unpackJson(bytes: Uint8Array): unknown {
  return JSON.parse(unpackBytes(bytes).toString('utf8')) as unknown;
}
