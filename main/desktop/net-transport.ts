import type { AuthInfo, Session } from 'electron';
import { isAppError, type AppError } from '../../shared/errors/app-error.ts';
import { checkAddress } from '../http/address.ts';
import { chromiumCode, chromiumError, proxyCodes } from '../http/chromium-errors.ts';
import { cancelledError, hostOf, httpError } from '../http/network-error.ts';
import type { Transport, TransportRequest, TransportResponse } from '../http/port.ts';
import type { ProbingTransport } from '../http/probe.ts';
import type { ProxySetting } from '../http/proxy-route.ts';
import type { Clock } from '../ports/time.ts';
import { readNetBody } from './net-body.ts';
import { CertificateWatch } from './net-certificates.ts';
import { joinHeaders, sendableHeaders } from './net-headers.ts';
import type { NetAnswer, NetParts, NetRequest, NetSession } from './net-parts.ts';
import { createNetProbe } from './net-probe.ts';
import { NetSessions, proxyCredentialsOf, type SessionLease } from './net-session.ts';

export interface NetTransportOptions extends NetParts {
  readonly clock: Clock;
  /** Default, and for `environment`: the system's proxy, automatic configuration included. A PAC address may be explicit too. */
  readonly proxy?: ProxySetting;
  /** PEM file with CAs that are trusted besides the system's. */
  readonly extraCaFile?: string;
  readonly extraCertificates?: readonly string[];
  /** A connection cut after this long without a byte was cut for being quiet; default 45 s, since firewalls start at 60 s. */
  readonly quietAfterMs?: number;
  /** Name of the session in memory; default `mlc-net`. Two transports with different settings need two. */
  readonly partition?: string;
}

/**
 * The transport of Electron's main process, over Chromium's network stack: the system's proxy (PAC, WPAD), its sign-in with
 * the person's account (NTLM, Kerberos), its trust store. No cookies, no cache, no credentials of the session. Redirects are
 * never followed. Bodies come decoded (Chromium does it) and no faster than they are read.
 */
export function createNetTransport(options: NetTransportOptions): ProbingTransport {
  const certificates = new CertificateWatch(options);
  const sessions = new NetSessions({
    session: options.session,
    proxy: options.proxy,
    certificates,
    partition: options.partition ?? 'mlc-net',
  });
  const deps: NetDeps = { ...options, certificates, sessions, quietAfterMs: options.quietAfterMs ?? 45_000 };
  const transport: Transport = {
    send: (request) => send(request, deps),
    close: () => sessions.close(),
  };
  return { ...transport, probe: createNetProbe({ clock: options.clock, certificates, sessions, transport }) };
}

export interface NetDeps {
  readonly net: NetParts['net'];
  readonly clock: Clock;
  readonly proxy?: ProxySetting;
  readonly certificates: CertificateWatch;
  readonly sessions: NetSessions;
  readonly quietAfterMs: number;
}

async function send(request: TransportRequest, deps: NetDeps): Promise<TransportResponse> {
  const url = checkAddress(request.url);
  // Before anything is sent: a CA file that cannot be used must be said, not stepped over.
  deps.certificates.loadExtra();
  const lease = request.repeatable === false ? await deps.sessions.lease(url) : null;
  const session = lease?.session ?? (await deps.sessions.of(url));
  if (request.signal.aborted) {
    lease?.release();
    throw cancelledError(request.signal.reason);
  }
  const startedAt = deps.clock.now();
  const over = new AbortController();
  const opened = openRequest(request, session, deps);
  try {
    const answer = await Promise.race([
      opened.answer,
      timeout(request, deps.clock, over.signal),
      givenUp(request.signal, over.signal),
    ]);
    return lease === null ? answer : releasedAfter(answer, lease);
  } catch (error) {
    opened.sent?.abort();
    lease?.release();
    throw await explain(error, request, { deps, startedAt });
  } finally {
    over.abort();
  }
}

function releasedAfter(answer: TransportResponse, lease: SessionLease): TransportResponse {
  async function* body(): AsyncGenerator<Uint8Array> {
    try {
      yield* answer.body;
    } finally {
      lease.release();
    }
  }
  return {
    ...answer,
    body: body(),
    discard: () => {
      answer.discard();
      lease.release();
    },
  };
}

interface OpenedRequest {
  readonly answer: Promise<TransportResponse>;
  readonly sent: NetRequest | null;
}

function openRequest(request: TransportRequest, session: NetSession, deps: NetDeps): OpenedRequest {
  let sent: NetRequest;
  try {
    sent = deps.net.request({
      method: request.method,
      url: request.url,
      headers: sendableHeaders(request.headers),
      // What Electron handed out as a session goes back to it.
      session: session as Session,
      redirect: 'manual',
      credentials: 'omit',
      useSessionCookies: false,
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  } catch {
    // The message holds the header's value, which may be a secret.
    const error = httpError('HTTP_FAILED', { host: hostOf(request.url), reason: 'a header cannot be sent' });
    return { sent: null, answer: Promise.reject(error) };
  }
  const answer = new Promise<TransportResponse>((resolve, reject) => {
    sent.on('response', (message) => {
      resolve(toResponse(message as unknown as NetAnswer, sent, { request, deps }));
    });
    sent.on('redirect', (status, _method, _target, headers) => {
      // Electron cancels the request after this by itself, since nobody follows.
      resolve({ status, headers: joinHeaders(headers), body: nothing(), discard: () => undefined });
    });
    sent.on('login', proxySignIn(request, deps.proxy, reject));
    sent.on('error', reject);
  });
  answer.catch(() => undefined);
  if (request.body === undefined) sent.end();
  else sent.end(toBuffer(request.body));
  return { answer, sent };
}

function toBuffer(body: string | Uint8Array): Buffer {
  if (typeof body === 'string') return Buffer.from(body, 'utf8');
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

function toResponse(
  answer: NetAnswer,
  sent: NetRequest,
  { request, deps }: { readonly request: TransportRequest; readonly deps: NetDeps },
): TransportResponse {
  // A late failure of an answer that nobody reads has nobody to hear it.
  answer.on('error', () => undefined);
  return {
    status: answer.statusCode,
    headers: joinHeaders(answer.headers),
    body: readNetBody({
      answer,
      request,
      clock: deps.clock,
      quietAfterMs: deps.quietAfterMs,
      abort: () => {
        sent.abort();
      },
    }),
    discard: () => {
      sent.abort();
    },
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // A redirect's body is of no use to anybody, and Chromium does not hand it out.
}

/**
 * What to say to a proxy that asks who we are: the user name and password that are set, once. NTLM and Kerberos with the
 * person's own account never come here: Chromium does them by itself, and asks only when they did not help.
 */
function proxySignIn(
  request: TransportRequest,
  setting: ProxySetting | undefined,
  reject: (error: AppError) => void,
): (info: AuthInfo, answer: (username?: string, password?: string) => void) => void {
  const credentials = proxyCredentialsOf(setting);
  let wasAsked = false;
  return (info, answer) => {
    if (info.isProxy && credentials !== null && !wasAsked) {
      wasAsked = true;
      answer(credentials.username, credentials.password);
      return;
    }
    // A 401 of the system itself is for the connector to answer.
    if (info.isProxy) {
      const details = { proxy: `${info.host}:${String(info.port)}`, host: hostOf(request.url) };
      const isAccount = /^(ntlm|negotiate)$/i.test(info.scheme);
      const refused = isAccount ? 'HTTP_PROXY_SIGN_IN_FAILED' : 'HTTP_PROXY_PASSWORD_NEEDED';
      reject(httpError(wasAsked ? 'HTTP_PROXY_PASSWORD_WRONG' : refused, details));
    }
    answer();
  };
}

async function timeout(request: TransportRequest, clock: Clock, over: AbortSignal): Promise<never> {
  await clock.sleep(request.headersTimeoutMs, over);
  throw httpError('HTTP_ANSWER_TIMEOUT', { host: hostOf(request.url), seconds: request.headersTimeoutMs / 1000 });
}

function givenUp(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => {
      reject(cancelledError(signal.reason));
    };
    signal.addEventListener('abort', stop, { once: true });
    over.addEventListener('abort', () => {
      signal.removeEventListener('abort', stop);
    });
  });
}

async function explain(
  error: unknown,
  request: TransportRequest,
  { deps, startedAt }: { readonly deps: NetDeps; readonly startedAt: number },
): Promise<AppError> {
  if (isAppError(error)) return error;
  if (request.signal.aborted) return cancelledError(request.signal.reason);
  const message = error instanceof Error ? error.message : '';
  const url = new URL(request.url);
  const code = chromiumCode(message);
  const waitedMs = deps.clock.now() - startedAt;
  const seconds = Math.round(waitedMs / 1000);
  if (code === 'HTTP_CONNECTION_CUT' && waitedMs >= deps.quietAfterMs) {
    return httpError('HTTP_CUT_WHEN_IDLE', { host: url.host, seconds });
  }
  const certificate = code.startsWith('HTTP_TLS_') ? deps.certificates.seen(url.hostname) : null;
  return chromiumError(message, url.host, {
    ...(certificate === null
      ? {}
      : {
          issuer: certificate.issuer,
          names: certificate.names,
          validFrom: certificate.validFrom,
          validTo: certificate.validTo,
        }),
    ...(proxyCodes.has(code) ? await proxyOf(url, deps) : {}),
    seconds,
  });
}

async function proxyOf(url: URL, { clock, sessions }: NetDeps): Promise<{ readonly proxy?: string }> {
  const over = new AbortController();
  try {
    // An automatic configuration that does not load must not keep the error back.
    const route = await Promise.race([sessions.route(url), clock.sleep(2_000, over.signal)]);
    const proxy = route?.proxy ?? null;
    return proxy === null ? {} : { proxy };
  } catch {
    return {};
  } finally {
    over.abort();
  }
}
