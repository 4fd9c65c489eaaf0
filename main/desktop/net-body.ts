import { isAppError, type AppError } from '../../shared/errors/app-error.ts';
import { chromiumCode, chromiumError } from '../http/chromium-errors.ts';
import { cancelledError, hostOf, httpError } from '../http/network-error.ts';
import { isCut } from '../http/node-errors.ts';
import type { TransportRequest } from '../http/port.ts';
import type { Clock } from '../ports/time.ts';
import type { NetAnswer } from './net-parts.ts';

export interface NetBody {
  readonly answer: NetAnswer;
  readonly request: TransportRequest;
  readonly clock: Clock;
  readonly quietAfterMs: number;
  /** Gives the request up. */
  abort(): void;
}

/**
 * The body of an answer as it is read; Chromium holds the rest back. Throws HTTP_BODY_TIMEOUT, HTTP_ANSWER_CUT,
 * HTTP_CUT_WHEN_IDLE, HTTP_ANSWER_UNREADABLE and APP_CANCELLED.
 */
export async function* readNetBody(body: NetBody): AsyncGenerator<Uint8Array> {
  const { answer, request, clock } = body;
  const { signal } = request;
  signal.addEventListener('abort', body.abort, { once: true });
  const iterator = answer[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  let lastByteAt = clock.now();
  const end = { wasSeen: false };
  answer.once('end', () => {
    end.wasSeen = true;
  });
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await withinIdleTime(iterator.next(), body);
      if (next.done === true) break;
      lastByteAt = clock.now();
      yield next.value;
    }
    // A stream that was destroyed ends like one that was read.
    signal.throwIfAborted();
    if (!end.wasSeen) throw new Error('net::ERR_CONNECTION_CLOSED');
  } catch (error) {
    throw explain(error, body, lastByteAt);
  } finally {
    signal.removeEventListener('abort', body.abort);
    body.abort();
  }
}

async function withinIdleTime<T>(next: Promise<T>, { request, clock }: NetBody): Promise<T> {
  const over = new AbortController();
  const late = async (): Promise<never> => {
    await clock.sleep(request.idleTimeoutMs, over.signal);
    throw httpError('HTTP_BODY_TIMEOUT', { host: hostOf(request.url), seconds: request.idleTimeoutMs / 1000 });
  };
  try {
    return await Promise.race([next, late()]);
  } finally {
    over.abort();
  }
}

function explain(error: unknown, body: NetBody, lastByteAt: number): AppError {
  if (isAppError(error)) return error;
  const { request, clock, quietAfterMs } = body;
  if (request.signal.aborted) return cancelledError(request.signal.reason);
  const host = hostOf(request.url);
  // A stream that was destroyed from within says so in Node's words.
  const message = isCut(error) ? 'net::ERR_CONNECTION_CLOSED' : error instanceof Error ? error.message : '';
  const code = chromiumCode(message);
  if (code !== 'HTTP_CONNECTION_CUT' && code !== 'HTTP_ANSWER_CUT' && code !== 'HTTP_CONNECT_TIMEOUT') {
    return chromiumError(message, host);
  }
  const quietMs = clock.now() - lastByteAt;
  if (quietMs < quietAfterMs) return httpError('HTTP_ANSWER_CUT', { host });
  return httpError('HTTP_CUT_WHEN_IDLE', { host, seconds: Math.round(quietMs / 1000) });
}
