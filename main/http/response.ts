import { isAppError } from '../../shared/errors/app-error.ts';
import { hostOf, httpError } from './network-error.ts';
import type { HttpRequest, HttpResponse, TransportResponse } from './port.ts';

const mebibyte = 1024 * 1024;
const defaultMaxBytes = 25 * mebibyte;
/** Enough to see a page's title behind its styles and scripts. */
const startBytes = 4096;

/** A body of which the start was looked at; reading it gives all of it. */
export interface PeekedBody {
  readonly start: string;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Reads ahead without losing anything: the first bytes, or with `whole` the body up to 25 MiB, so that a body that breaks
 * off fails here, where the request can still be repeated.
 */
export async function peekBody(body: AsyncIterable<Uint8Array>, whole: boolean): Promise<PeekedBody> {
  const limit = whole ? defaultMaxBytes : startBytes;
  const iterator = body[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  while (size < limit && !ended) {
    const next = await iterator.next();
    if (next.done === true) ended = true;
    else {
      chunks.push(next.value);
      size += next.value.byteLength;
    }
  }
  const start = Buffer.concat(chunks.slice(0, 64)).toString('utf8', 0, startBytes);
  return { start, body: rejoin(chunks, ended ? null : iterator) };
}

async function* rejoin(chunks: Uint8Array[], rest: AsyncIterator<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  try {
    for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) yield chunk;
    if (rest === null) return;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    // Also when the reader stops early: the transport then closes what it cannot use again.
    await rest?.return?.();
  }
}

export interface ResponseEnd {
  readonly bytes: number;
  readonly error: string | null;
}

/** The answer as callers get it. `onEnd` is called once, when the body was read to its end, broke off or was discarded. */
export function createResponse(
  request: HttpRequest,
  answer: TransportResponse,
  body: AsyncIterable<Uint8Array>,
  onEnd: (end: ResponseEnd) => void,
): HttpResponse {
  let bytes = 0;
  let ended = false;
  const finish = (error: string | null): void => {
    if (ended) return;
    ended = true;
    onEnd({ bytes, error });
  };
  const host = hostOf(request.url);
  async function* counted(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body) {
        bytes += chunk.byteLength;
        yield chunk;
      }
      const isEmpty = bytes === 0 && request.expects === 'xml' && answer.status !== 204 && request.method !== 'HEAD';
      if (isEmpty) throw httpError('HTTP_ANSWER_EMPTY', { host, status: answer.status });
    } catch (error) {
      finish(isAppError(error) ? error.code : 'HTTP_FAILED');
      throw error;
    } finally {
      finish(null);
    }
  }
  const stream = counted();
  const text = async (maxBytes = defaultMaxBytes): Promise<string> => readText(stream, maxBytes, host);
  return {
    status: answer.status,
    headers: answer.headers,
    body: stream,
    discard() {
      finish(null);
      answer.discard();
    },
    text,
    async json(maxBytes) {
      const content = await text(maxBytes);
      if (content.trim() === '') throw httpError('HTTP_ANSWER_EMPTY', { host, status: answer.status });
      try {
        return JSON.parse(content) as unknown;
      } catch {
        // The parser's own message quotes the text, which may be a payload.
        throw httpError('HTTP_ANSWER_UNREADABLE', { host, reason: 'it is not JSON' });
      }
    },
  };
}

async function readText(body: AsyncIterable<Uint8Array>, maxBytes: number, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw httpError('HTTP_ANSWER_TOO_LARGE', { host, limitMb: Math.round(maxBytes / mebibyte) });
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw httpError('HTTP_ANSWER_UNREADABLE', { host, reason: 'it is not UTF-8 text' });
  }
}
