import { isAppError, type AppError } from '../../shared/errors/app-error.ts';
import { nowUtc, type Clock, type Random } from '../ports/time.ts';
import { createRateBudgets, type RateBudgets } from './budgets.ts';
import { judgeAnswer } from './judge-answer.ts';
import { cancelledError, hostOf, httpError } from './network-error.ts';
import type { HttpClient, HttpRequest, HttpResponse, Transport, TransportResponse } from './port.ts';
import type { RequestLog, RequestLogEntry } from './request-log.ts';
import { createResponse, peekBody, type PeekedBody } from './response.ts';
import { defaultRetryPolicy, pauseBefore, withPause, type RetryPolicy } from './retry.ts';

export interface HttpClientOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Pick<RequestLog, 'record'>;
  /** Shared by every client that counts against the same account; default: one of its own, without limits. */
  readonly budgets?: RateBudgets;
  /** Whose requests these are, for the request log. */
  readonly connectionId?: string;
  readonly retry?: Partial<RetryPolicy>;
  /** Told of each pause before a request is sent again; must not throw. */
  readonly onPause?: (pause: { readonly host: string; readonly ms: number }) => void;
}

interface Deps extends HttpClientOptions {
  readonly budgets: RateBudgets;
  readonly policy: RetryPolicy;
}

const defaultHeadersTimeoutMs = 60_000;
const defaultIdleTimeoutMs = 60_000;

/**
 * The HTTP layer over one transport, for one connection. Implements the promises of `HttpClient`; besides: a pause that a
 * server asked for holds for every request to that host, and answers due as JSON are read whole within an attempt (up to
 * 25 MiB), so that one that breaks off is repeated like one that never came.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const deps: Deps = {
    ...options,
    budgets: options.budgets ?? createRateBudgets({ clock: options.clock }),
    policy: { ...defaultRetryPolicy, ...options.retry },
  };
  return { request: (request) => sendUntilAnswered(request, deps) };
}

async function sendUntilAnswered(request: HttpRequest, deps: Deps): Promise<HttpResponse> {
  const policy = { ...deps.policy, ...request.backOff };
  for (let attempt = 1; ; attempt += 1) {
    await waitForBudget(request, deps);
    try {
      return await sendOnce(request, attempt, deps);
    } catch (error) {
      const known = withPause(toAppError(error, request), attempt, policy, deps.random);
      if (known.kind === 'rate-limited') deps.budgets.pause(pauseKey(request), known.retryAfterMs ?? 0);
      const pause = request.repeatable ? pauseBefore(known, attempt, policy, deps.random) : null;
      if (pause === null) throw known;
      deps.onPause?.({ host: hostOf(request.url), ms: pause });
      await sleep(pause, request.signal, deps.clock);
    }
  }
}

async function waitForBudget(request: HttpRequest, deps: Deps): Promise<void> {
  try {
    await deps.budgets.take(pauseKey(request), request.signal);
    if (request.budgetKey !== undefined) await deps.budgets.take(request.budgetKey, request.signal);
  } catch (error) {
    throw toAppError(error, request);
  }
}

function pauseKey(request: HttpRequest): string {
  return `host:${hostOf(request.url)}`;
}

async function sleep(ms: number, signal: AbortSignal, clock: Clock): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch (error) {
    throw cancelledError(error);
  }
}

async function sendOnce(request: HttpRequest, attempt: number, deps: Deps): Promise<HttpResponse> {
  const startedAt = deps.clock.now();
  const entry = logEntry(request, attempt, deps);
  let answer: TransportResponse | undefined;
  try {
    answer = await deps.transport.send({
      method: request.method,
      url: request.url,
      headers: request.headers ?? {},
      ...(request.body === undefined ? {} : { body: request.body }),
      headersTimeoutMs: request.headersTimeoutMs ?? defaultHeadersTimeoutMs,
      idleTimeoutMs: request.idleTimeoutMs ?? defaultIdleTimeoutMs,
      repeatable: request.repeatable,
      signal: request.signal,
    });
    const ms = deps.clock.now() - startedAt;
    const peeked = await lookAt(request, answer);
    const error = judgeAnswer(request, { ...answer, start: peeked.start }, deps.clock);
    if (error !== null) throw error;
    const { status } = answer;
    return createResponse(request, answer, peeked.body, (end) => {
      deps.log.record({ ...entry, status, ms, bytesReceived: end.bytes, error: end.error });
    });
  } catch (error) {
    answer?.discard();
    const known = toAppError(error, request);
    const ms = deps.clock.now() - startedAt;
    deps.log.record({ ...entry, status: answer?.status ?? null, ms, error: known.code });
    throw known;
  }
}

async function lookAt(request: HttpRequest, answer: TransportResponse): Promise<PeekedBody> {
  if (request.expects === 'any' || request.expects === 'bytes') return { start: '', body: answer.body };
  return peekBody(answer.body, request.expects === 'json');
}

function logEntry(request: HttpRequest, attempt: number, deps: Deps): RequestLogEntry {
  return {
    atUtc: nowUtc(deps.clock),
    connectionId: deps.connectionId ?? '',
    purpose: request.purpose,
    method: request.method,
    host: hostOf(request.url),
    attempt,
    status: null,
    ms: 0,
    bytesSent: request.body === undefined ? 0 : Buffer.byteLength(request.body),
    bytesReceived: 0,
    error: null,
  };
}

function toAppError(error: unknown, request: HttpRequest): AppError {
  if (isAppError(error)) return error;
  if (request.signal.aborted) return cancelledError(error);
  return httpError('HTTP_FAILED', { host: hostOf(request.url), reason: 'an unexpected error' }, { cause: error });
}
