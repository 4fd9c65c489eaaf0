import type { WebClientOptions } from '@slack/web-api';
import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import { looksLikePage, pageTitle } from '../../http/judge-answer.ts';
import { hostOf, httpError } from '../../http/network-error.ts';
import type { HttpClient, HttpResponse } from '../../http/port.ts';
import { parseRetryAfter } from '../../http/retry.ts';
import type { Clock } from '../../ports/time.ts';
import { rateLimited } from './limits.ts';
import type { SlackMethod } from './methods.ts';
import { DEFAULT_PAUSE_MS } from './refusals.ts';

export type SlackFetch = NonNullable<WebClientOptions['fetch']>;

export interface FetchOptions {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly method: SlackMethod;
  /** False: it leaves this machine at most once, whatever happens. */
  readonly repeatable: boolean;
  readonly headersTimeoutMs: number;
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  /** Told the server's time less this machine's, in milliseconds. */
  readonly onClockOffset: (ms: number) => void;
}

const LONGEST_TEXT = 8 * 1024 * 1024;

/**
 * `fetch` for Slack's client over our own HTTP layer, so that proxies, trust, redaction and the request log hold. It gives back
 * JSON answers with status 200 only. Anything else is thrown as an AppError: SLACK_RATE_LIMITED for 429, SLACK_ANSWER_UNREADABLE,
 * or the HTTP layer's own.
 */
export function createFetch(options: FetchOptions): SlackFetch {
  return async (address, init) => {
    const url = String(address);
    const startedAt = options.clock.now();
    const ownEnd = init?.signal ?? null;
    const response = await send(url, init, options).catch((error: unknown) => {
      // The client's own time limit is not a person who gave up.
      const isLate =
        ownEnd?.aborted === true && !options.signal.aborted && isAppError(error) && error.kind === 'cancelled';
      throw isLate ? httpError('HTTP_ANSWER_TIMEOUT', { host: hostOf(url), seconds: null }, { cause: error }) : error;
    });
    const text = await response.text(LONGEST_TEXT);
    judge(url, response, text, options);
    const serverMs = Date.parse(response.headers['date'] ?? '');
    if (!Number.isNaN(serverMs)) options.onClockOffset(serverMs - (startedAt + options.clock.now()) / 2);
    return new Response(text, { status: 200, headers: { ...response.headers } });
  };
}

function send(url: string, init: Parameters<SlackFetch>[1], options: FetchOptions): Promise<HttpResponse> {
  const { http, method, repeatable, headersTimeoutMs, secrets, signal } = options;
  const ownEnd = init?.signal ?? null;
  const ends = ownEnd === null ? signal : AbortSignal.any([signal, ownEnd]);
  return http.request({
    method: 'POST',
    url,
    headers: Object.fromEntries(new Headers(init?.headers)),
    body: typeof init?.body === 'string' ? init.body : '',
    purpose: method,
    repeatable,
    // What may leave only once is judged here: a pause of the layer after it was stored that it is being sent would be in the way.
    expects: repeatable ? 'json' : 'any',
    accept: repeatable ? [429] : [429, 503],
    headersTimeoutMs,
    idleTimeoutMs: headersTimeoutMs,
    secrets,
    signal: ends,
  });
}

function judge(url: string, response: HttpResponse, text: string, { clock, method, secrets }: FetchOptions): void {
  const { status, headers } = response;
  const host = hostOf(url);
  if (status === 429) throw rateLimited(method, parseRetryAfter(headers['retry-after'], clock) ?? DEFAULT_PAUSE_MS);
  if (status === 503) throw httpError('HTTP_UNAVAILABLE', { host, status });
  if (looksLikePage({ status, headers, start: text.slice(0, 4096) }))
    throw httpError('HTTP_BLOCK_PAGE', { host, status, title: pageTitle(text.slice(0, 4096), secrets) });
  if (status !== 200 || !isAnswer(text)) {
    const reason = status === 200 ? 'it is not an answer of Slack' : `status ${String(status)}`;
    throw new AppError('SLACK_ANSWER_UNREADABLE', 'transient', { details: { reason } });
  }
}

function isAnswer(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && typeof (value as { ok?: unknown }).ok === 'boolean';
  } catch {
    return false;
  }
}
