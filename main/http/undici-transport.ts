import { Agent, errors, request as undiciRequest, type Dispatcher } from 'undici';
import { isAppError, type AppError } from '../../shared/errors/app-error.ts';
import type { Clock } from '../ports/time.ts';
import { checkAddress } from './address.ts';
import { acceptedEncodings, decodeBody } from './decode-body.ts';
import { dial, type DialOptions } from './dial.ts';
import { cancelledError, hostOf, httpError } from './network-error.ts';
import { codeOf, connectError, isCut, machineHasNetwork } from './node-errors.ts';
import { createNodeProbe } from './node-probe.ts';
import type { Transport, TransportRequest, TransportResponse } from './port.ts';
import type { ProbingTransport } from './probe.ts';
import type { Environment, ProxySetting } from './proxy-route.ts';
import { createTrust, type TrustOptions } from './trust.ts';

export interface UndiciTransportOptions extends TrustOptions {
  readonly clock: Clock;
  /** Default: `{ kind: 'environment' }`. */
  readonly proxy?: ProxySetting;
  /** Default: the process's own. */
  readonly environment?: Environment;
  /** Name, proxy, connection and handshake together; default 20 s. */
  readonly connectTimeoutMs?: number;
  /** A connection cut after this long without a byte was cut for being quiet; default 45 s, since firewalls start at 60 s. */
  readonly quietAfterMs?: number;
  readonly hasNetwork?: () => boolean;
}

/**
 * The transport on plain Node: undici's own client over connections that we open ourselves (proxy, TLS, trust), so that each
 * thing in the way has its own error. Connections are kept and used again. Plain http goes to 127.0.0.1 only.
 */
export function createUndiciTransport(options: UndiciTransportOptions): ProbingTransport {
  const dialOptions: DialOptions = {
    proxy: options.proxy ?? { kind: 'environment' },
    environment: options.environment ?? process.env,
    trust: createTrust(options),
    clock: options.clock,
    connectTimeoutMs: options.connectTimeoutMs ?? 20_000,
    hasNetwork: options.hasNetwork ?? machineHasNetwork,
  };
  const agent = createAgent(dialOptions);
  const quietAfterMs = options.quietAfterMs ?? 45_000;
  const transport: Transport = {
    send: (request) => send(request, { agent, dialOptions, quietAfterMs }),
    close: () => agent.destroy(),
  };
  return { ...transport, probe: createNodeProbe({ dial: dialOptions, transport }) };
}

interface Sender {
  readonly agent: Agent;
  readonly dialOptions: DialOptions;
  readonly quietAfterMs: number;
}

function createAgent(dialOptions: DialOptions): Agent {
  return new Agent({
    connect: (target, callback) => {
      const host = target.hostname.includes(':') ? `[${target.hostname}]` : target.hostname;
      dial(new URL(`${target.protocol}//${host}:${target.port}`), dialOptions).then(
        (socket) => {
          callback(null, socket);
        },
        (error: unknown) => {
          callback(error as Error, null);
        },
      );
    },
    allowH2: false,
    pipelining: 1,
    // Given up before any firewall known to us cuts them, so that a request is hardly ever written into a dead connection.
    keepAliveTimeout: 15_000,
    keepAliveMaxTimeout: 30_000,
  });
}

async function send(request: TransportRequest, sender: Sender): Promise<TransportResponse> {
  const url = checkAddress(request.url);
  const startedAt = sender.dialOptions.clock.now();
  let answer: Dispatcher.ResponseData;
  try {
    request.signal.throwIfAborted();
    // Also for a connection that is kept: a CA file that is gone ends the trust that came from it.
    if (url.protocol === 'https:') sender.dialOptions.trust.secureContext();
    answer = await undiciRequest(url, {
      method: request.method,
      headers: { 'accept-encoding': acceptedEncodings, ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      dispatcher: sender.agent,
      headersTimeout: request.headersTimeoutMs,
      bodyTimeout: request.idleTimeoutMs,
      signal: request.signal,
    });
  } catch (error) {
    throw requestError(error, request, sender, startedAt);
  }
  return toResponse(answer, request, sender);
}

function toResponse(answer: Dispatcher.ResponseData, request: TransportRequest, sender: Sender): TransportResponse {
  const headers = joinHeaders(answer.headers);
  const discard = (): void => {
    answer.body.on('error', () => undefined).destroy();
  };
  return {
    status: answer.statusCode,
    headers,
    body: readBody(answer, headers, { request, sender }),
    discard,
  };
}

async function* readBody(
  answer: Dispatcher.ResponseData,
  headers: Readonly<Record<string, string>>,
  { request, sender }: { readonly request: TransportRequest; readonly sender: Sender },
): AsyncGenerator<Uint8Array> {
  let lastByteAt = sender.dialOptions.clock.now();
  const decoded = decodeBody(answer.body, request.method === 'HEAD' ? undefined : headers['content-encoding']);
  try {
    for await (const chunk of decoded as AsyncIterable<Uint8Array>) {
      lastByteAt = sender.dialOptions.clock.now();
      yield chunk;
    }
  } catch (error) {
    throw bodyError(error, request, sender, lastByteAt);
  } finally {
    answer.body.on('error', () => undefined).destroy();
  }
}

function requestError(error: unknown, request: TransportRequest, sender: Sender, startedAt: number): AppError {
  if (isAppError(error)) return error;
  if (request.signal.aborted) return cancelledError(request.signal.reason);
  const host = hostOf(request.url);
  if (error instanceof errors.HeadersTimeoutError) {
    return httpError('HTTP_ANSWER_TIMEOUT', { host, seconds: request.headersTimeoutMs / 1000 }, { cause: error });
  }
  if (isCut(error)) {
    return quietError(host, sender, startedAt, error) ?? httpError('HTTP_CONNECTION_CUT', { host }, { cause: error });
  }
  if (error instanceof errors.HTTPParserError || /^UND_ERR_(RES|HEADERS_OVERFLOW)/.test(codeOf(error))) {
    return httpError('HTTP_ANSWER_UNREADABLE', { host, reason: 'it is not HTTP' }, { cause: error });
  }
  return connectError(error, { url: request.url, hasNetwork: sender.dialOptions.hasNetwork });
}

function bodyError(error: unknown, request: TransportRequest, sender: Sender, lastByteAt: number): AppError {
  if (isAppError(error)) return error;
  if (request.signal.aborted) return cancelledError(request.signal.reason);
  const host = hostOf(request.url);
  if (error instanceof errors.BodyTimeoutError) {
    return httpError('HTTP_BODY_TIMEOUT', { host, seconds: request.idleTimeoutMs / 1000 }, { cause: error });
  }
  const code = codeOf(error);
  if (/^(Z_DATA_ERROR|ERR__ERROR|ERR_BROTLI|ZSTD_)/.test(code)) {
    return httpError('HTTP_ANSWER_UNREADABLE', { host, reason: 'its compression is damaged' }, { cause: error });
  }
  return quietError(host, sender, lastByteAt, error) ?? httpError('HTTP_ANSWER_CUT', { host }, { cause: error });
}

function quietError(host: string, sender: Sender, since: number, cause: unknown): AppError | null {
  const quietMs = sender.dialOptions.clock.now() - since;
  if (quietMs < sender.quietAfterMs) return null;
  return httpError('HTTP_CUT_WHEN_IDLE', { host, seconds: Math.round(quietMs / 1000) }, { cause });
}

function joinHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return joined;
}
