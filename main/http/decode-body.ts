import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';

/** Codings that `decodeBody` undoes, as a value for Accept-Encoding. */
export const acceptedEncodings = 'gzip, deflate, br';

/**
 * Undoes Content-Encoding (RFC 9110 §8.4), last coding first. Bytes of an unknown coding are passed on as they are. A
 * coding that ends early makes the iteration throw zlib's error with code Z_BUF_ERROR.
 */
export function decodeBody(body: Readable, contentEncoding: string | undefined): Readable {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .reverse();
  return codings.reduce<Readable>((source, coding) => {
    const decoder = decoderOf(coding);
    // The callback is needed so that a failure is not thrown out of the event loop; the reader sees it on the last stream.
    return decoder === null ? source : pipeline(source, decoder, () => undefined);
  }, body);
}

/** Each piece is a way to another thread and back: in pieces of 16 KB, the default, that takes longer than undoing the coding. */
const options = { chunkSize: 128 * 1024 };

function decoderOf(coding: string): Transform | null {
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip(options);
  if (coding === 'deflate') return createInflate(options);
  if (coding === 'br') return createBrotliDecompress(options);
  return coding === 'zstd' ? createZstdDecompress(options) : null;
}
