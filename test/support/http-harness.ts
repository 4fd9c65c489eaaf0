import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { isAppError, type AppError } from '../../shared/errors/app-error.ts';
import { createHttpClient, type HttpClientOptions } from '../../main/http/client.ts';
import type { HttpClient, HttpRequest } from '../../main/http/port.ts';
import { createRequestLog, type RequestLog } from '../../main/http/request-log.ts';
import type { ProbingTransport } from '../../main/http/probe.ts';
import { createUndiciTransport, type UndiciTransportOptions } from '../../main/http/undici-transport.ts';
import { createSeededRandom, createVirtualClock, type VirtualClock } from './virtual-clock.ts';

export interface HttpHarness {
  readonly client: HttpClient;
  readonly transport: ProbingTransport;
  readonly clock: VirtualClock;
  readonly log: RequestLog;
}

const cleanups: (() => Promise<unknown>)[] = [];

/** Closes every server and transport made since the last time; for `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

export function onClose(cleanup: () => Promise<unknown>): void {
  cleanups.push(cleanup);
}

/** The real client over the real transport, with a virtual clock and an empty environment. */
export function createHarness(
  transportOptions: Partial<UndiciTransportOptions> = {},
  clientOptions: Partial<HttpClientOptions> = {},
): HttpHarness {
  const clock = createVirtualClock();
  const log = createRequestLog();
  const transport = createUndiciTransport({ clock, environment: {}, hasNetwork: () => true, ...transportOptions });
  onClose(() => transport.close());
  const client = createHttpClient({
    transport,
    clock,
    random: createSeededRandom(),
    log,
    connectionId: 'c1',
    ...clientOptions,
  });
  return { client, transport, clock, log };
}

/** Starts a server on 127.0.0.1 and returns its port. */
export async function serve(
  listener: RequestListener,
  tls?: { readonly cert: string; readonly key: string },
): Promise<{ port: number; server: Server }> {
  const server = tls === undefined ? createHttp(listener) : createHttps(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onClose(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, server };
}

/** A request with sensible defaults. */
export function ask(url: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'GET',
    url,
    purpose: 'test',
    repeatable: false,
    expects: 'json',
    signal: new AbortController().signal,
    ...changes,
  };
}

/** The AppError that a promise rejects with; fails the test if it resolves or rejects with anything else. */
export async function errorOf(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error('expected an AppError, but it resolved');
}
