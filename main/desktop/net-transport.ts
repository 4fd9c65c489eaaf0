import type { Session } from 'electron';
import { checkAddress } from '../http/address.ts';
import { cancelledError, hostOf, httpError } from '../http/network-error.ts';
import type { Transport, TransportRequest, TransportResponse } from '../http/port.ts';
import type { ProbingTransport } from '../http/probe.ts';
import type { ProxySetting } from '../http/proxy-route.ts';
import type { Clock } from '../ports/time.ts';
import { readNetBody } from './net-body.ts';
import { CertificateWatch } from './net-certificates.ts';
import { explain, type ExplainDeps } from './net-explain.ts';
import { joinHeaders, sendableHeaders } from './net-headers.ts';
import type { NetAnswer, NetParts, NetRequest, NetSession } from './net-parts.ts';
import { createNetProbe } from './net-probe.ts';
import { failIfUnreachable, reachOverTcp, type ReachDeps } from './net-reach.ts';
import { NetSessions, type SessionLease } from './net-session.ts';
import { assertPassword, proxySignIn } from './net-sign-in.ts';

export interface NetTransportOptions extends NetParts {
  readonly clock: Clock;
  /** Default, and for `environment`: the system's proxy, automatic configuration included. A PAC address may be explicit too. */
  readonly proxy?: ProxySetting;
  /** PEM file with CAs that are trusted besides the system's. */
  readonly extraCaFile?: string;
  readonly extraCertificates?: readonly string[];
  /** A connection cut after this long without a byte was cut for being quiet; default 45 s, since firewalls start at 60 s. */
  readonly quietAfterMs?: number;
  /** Whether a connection can be opened; default: tries it over TCP for 5 s. */
  readonly reach?: ReachDeps['reach'];
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
  const deps: NetDeps = {
    ...options,
    certificates,
    sessions,
    quietAfterMs: options.quietAfterMs ?? 45_000,
    reach: options.reach ?? reachOverTcp(options.clock),
  };
  const transport: Transport = {
    send: (request) => send(request, deps),
    close: () => sessions.close(),
  };
  return { ...transport, probe: createNetProbe({ clock: options.clock, certificates, sessions, transport }) };
}

interface NetDeps extends ReachDeps, ExplainDeps {
  readonly net: NetParts['net'];
  readonly proxy?: ProxySetting;
}

async function send(request: TransportRequest, deps: NetDeps): Promise<TransportResponse> {
  const url = checkAddress(request.url);
  // Before anything is sent: a CA file that cannot be used must be said, not stepped over.
  if (url.protocol === 'https:') deps.certificates.loadExtra();
  assertPassword(url, deps.proxy);
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
      failIfUnreachable(request, { sent: opened.sent, deps, over: over.signal }),
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
