import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls';
import { isAppError, type AppError } from '../../shared/errors/app-error.ts';
import type { Clock } from '../ports/time.ts';
import { codeOf, connectError, expiredCodes, isCut, untrustedCodes, wrongNameCodes } from './node-errors.ts';
import { cancelledError, hostOf, httpError } from './network-error.ts';
import { routeTo, type Environment, type ProxySetting } from './proxy-route.ts';
import { openTunnel, type KeepSocket } from './tunnel.ts';
import type { Trust } from './trust.ts';

export interface DialOptions {
  readonly proxy: ProxySetting;
  readonly environment: Environment;
  readonly trust: Trust;
  readonly clock: Clock;
  /** Name, proxy, connection and handshake together, in milliseconds. */
  readonly connectTimeoutMs: number;
  readonly hasNetwork: () => boolean;
}

// Firewalls forget quiet connections, some after a minute; a probe each 15 s keeps them known.
const keepAliveDelayMs = 15_000;

/**
 * Connects to the host of an address by its route, with TLS for https. Nothing of a request is sent.
 * Throws the HTTP_* error that names what stands in the way.
 */
export async function dial(url: URL, options: DialOptions, signal?: AbortSignal): Promise<Socket | TLSSocket> {
  const opened: Socket[] = [];
  const keep: KeepSocket = (socket) => opened.push(socket);
  const over = new AbortController();
  const work = open(url, options, keep);
  try {
    return await Promise.race([work, timeout(url, options, over.signal), givenUp(signal, over.signal)]);
  } catch (error) {
    destroyOutermost(opened);
    work.catch(() => undefined);
    throw error;
  } finally {
    over.abort();
  }
}

/** Only the outermost socket, which takes those below it along: Node 24 crashes if a socket goes away under its TLS socket. */
function destroyOutermost(opened: readonly Socket[]): void {
  opened
    .at(-1)
    ?.on('error', () => undefined)
    .destroy();
}

async function open(url: URL, options: DialOptions, keep: KeepSocket): Promise<Socket | TLSSocket> {
  const target = { hostname: url.hostname.replace(/^\[|\]$/g, ''), port: portOf(url) };
  const { proxy } = routeTo(url, options.proxy, options.environment);
  const base =
    proxy === null ? await connectDirect(url, options, keep) : await openTunnel(proxy, target, options.trust, keep);
  base.setNoDelay(true);
  base.setKeepAlive(true, keepAliveDelayMs);
  if (url.protocol !== 'https:') return base;
  return shakeHands(base, url, options, keep);
}

async function connectDirect(url: URL, options: DialOptions, keep: KeepSocket): Promise<Socket> {
  const socket = connectTcp({ host: url.hostname.replace(/^\[|\]$/g, ''), port: portOf(url) });
  keep(socket);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return socket;
  } catch (error) {
    throw connectError(error, { url: url.href, hasNetwork: options.hasNetwork });
  }
}

async function shakeHands(base: Socket, url: URL, options: DialOptions, keep: KeepSocket): Promise<TLSSocket> {
  const socket = startTls(base, url, options, true);
  keep(socket);
  try {
    await handshakeOf(socket);
    return socket;
  } catch (error) {
    throw await handshakeError(error, url, options);
  }
}

async function handshakeOf(socket: TLSSocket): Promise<void> {
  let settle: (error?: Error) => void = () => undefined;
  const closed = (): void => {
    settle(Object.assign(new Error('closed during the handshake'), { code: 'ECONNRESET' }));
  };
  try {
    await new Promise<void>((resolve, reject) => {
      settle = (error) => {
        if (error === undefined) resolve();
        else reject(error);
      };
      socket.once('secureConnect', resolve).on('error', settle).once('close', closed);
    });
  } finally {
    // A late error of a connection that failed already has nobody to hear it; undici listens to the others.
    socket
      .off('error', settle)
      .off('close', closed)
      .on('error', () => undefined);
  }
}

function startTls(base: Socket, url: URL, options: DialOptions, verify: boolean): TLSSocket {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return connectTls({
    socket: base,
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    secureContext: options.trust.secureContext(),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: verify,
  });
}

async function handshakeError(error: unknown, url: URL, options: DialOptions): Promise<AppError> {
  if (isAppError(error)) return error;
  const code = codeOf(error);
  const details = { host: hostOf(url.href) };
  if (untrustedCodes.has(code) || expiredCodes.has(code) || wrongNameCodes.has(code)) {
    const certificate = await lookAtCertificate(url, options);
    return certificateError(code, { ...details, ...certificate }, error);
  }
  if (isCut(error)) return httpError('HTTP_CONNECTION_CUT', details, { cause: error });
  return httpError('HTTP_TLS_REFUSED', { ...details, reason: plainReason(code) }, { cause: error });
}

function certificateError(code: string, details: Readonly<Record<string, string>>, cause: unknown): AppError {
  if (expiredCodes.has(code)) return httpError('HTTP_TLS_EXPIRED', details, { cause });
  if (wrongNameCodes.has(code)) return httpError('HTTP_TLS_WRONG_NAME', details, { cause });
  return httpError('HTTP_TLS_UNTRUSTED', details, { cause });
}

/**
 * Shakes hands a second time, only to read the certificate that was refused: Node keeps it from us on the first. The
 * connection is closed at once and carries nothing; traffic never goes over an unverified connection.
 */
async function lookAtCertificate(url: URL, options: DialOptions): Promise<Readonly<Record<string, string>>> {
  const opened: Socket[] = [];
  const keep: KeepSocket = (socket) => opened.push(socket);
  const target = { hostname: url.hostname.replace(/^\[|\]$/g, ''), port: portOf(url) };
  try {
    const { proxy } = routeTo(url, options.proxy, options.environment);
    const base =
      proxy === null ? await connectDirect(url, options, keep) : await openTunnel(proxy, target, options.trust, keep);
    const socket = startTls(base, url, options, false);
    keep(socket);
    await handshakeOf(socket);
    return describeCertificate(socket.getPeerCertificate(false));
  } catch {
    return { issuer: 'an unknown issuer' };
  } finally {
    destroyOutermost(opened);
  }
}

function describeCertificate(certificate: PeerCertificate): Readonly<Record<string, string>> {
  const names = (certificate.subjectaltname ?? '').replace(/(DNS|IP Address):/g, '');
  return {
    issuer: nameOf(certificate.issuer),
    names: (names === '' ? nameOf(certificate.subject) : names).slice(0, 120),
    validFrom: certificate.valid_from,
    validTo: certificate.valid_to,
  };
}

/** The common name of a subject or issuer, else its organisation. */
export function nameOf(name: PeerCertificate['issuer'] | undefined): string {
  const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
  return (first(name?.CN) ?? first(name?.O) ?? 'an unnamed issuer').slice(0, 80);
}

function plainReason(code: string): string {
  if (code === 'EPROTO' || /WRONG_VERSION_NUMBER|PACKET_LENGTH|HTTP_REQUEST/.test(code))
    return 'what answers there does not speak https';
  if (/ALERT|UNSUPPORTED_PROTOCOL|NO_SHARED_CIPHER|VERSION/.test(code)) return 'no common version or cipher';
  return code;
}

async function timeout(url: URL, options: DialOptions, over: AbortSignal): Promise<never> {
  await options.clock.sleep(options.connectTimeoutMs, over);
  throw httpError('HTTP_CONNECT_TIMEOUT', { host: hostOf(url.href), seconds: options.connectTimeoutMs / 1000 });
}

function givenUp(signal: AbortSignal | undefined, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal === undefined) return;
    const stop = (): void => {
      reject(cancelledError(signal.reason));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    over.addEventListener('abort', () => {
      signal.removeEventListener('abort', stop);
    });
  });
}

/** The port of an address, also where it is the scheme's own. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}
