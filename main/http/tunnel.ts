import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { AppError } from '../../shared/errors/app-error.ts';
import { fromErrorDto } from '../../shared/errors/error-dto.ts';
import { codeOf, expiredCodes, untrustedCodes, wrongNameCodes } from './node-errors.ts';
import { httpError } from './network-error.ts';
import type { Proxy } from './proxy-route.ts';
import type { Trust } from './trust.ts';

const maxHeadBytes = 32 * 1024;

/** Calls `keep` with each socket opened, so that the caller can destroy it on a time-out or when given up. */
export type KeepSocket = (socket: Socket) => void;

export interface Target {
  readonly hostname: string;
  readonly port: number;
}

/**
 * Opens a tunnel through an HTTP proxy (CONNECT, RFC 9110 §9.3.6) and returns the bare socket behind it.
 * Throws HTTP_PROXY_* by what the proxy said; a 407 by the schemes it offers (RFC 9110 §11.7).
 */
export async function openTunnel(proxy: Proxy, target: Target, trust: Trust, keep: KeepSocket): Promise<Socket> {
  if (proxy.withheld !== undefined) throw fromErrorDto(proxy.withheld);
  const socket = await connectProxy(proxy, trust, keep);
  const authority = `${target.hostname.includes(':') ? `[${target.hostname}]` : target.hostname}:${String(target.port)}`;
  const head = [
    `CONNECT ${authority} HTTP/1.1`,
    `Host: ${authority}`,
    'Proxy-Connection: keep-alive',
    ...(proxy.authorization === null ? [] : [`Proxy-Authorization: ${proxy.authorization}`]),
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  let answer: ProxyAnswer;
  try {
    answer = await readAnswer(socket);
  } catch (error) {
    socket.destroy();
    throw httpError(
      'HTTP_PROXY_UNREACHABLE',
      { proxy: proxy.name, reason: 'it closed the connection' },
      { cause: error },
    );
  }
  if (answer.status >= 200 && answer.status < 300) return socket;
  socket.destroy();
  throw refusal(proxy, target, answer);
}

interface ProxyAnswer {
  readonly status: number;
  /** Lower-case scheme names of every Proxy-Authenticate header. */
  readonly schemes: readonly string[];
}

async function connectProxy(proxy: Proxy, trust: Trust, keep: KeepSocket): Promise<Socket> {
  const { hostname: host, port } = proxy;
  const socket = proxy.secure
    ? connectTls({ host, port, servername: host, secureContext: trust.secureContext(), ALPNProtocols: ['http/1.1'] })
    : connectTcp({ host, port });
  keep(socket);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(proxy.secure ? 'secureConnect' : 'connect', resolve);
      socket.once('error', reject);
    });
  } catch (error) {
    throw unreachable(proxy, error);
  } finally {
    // Later errors are heard by whoever reads; this keeps one between two readers from ending the process.
    socket.on('error', () => undefined);
  }
  return socket;
}

function unreachable(proxy: Proxy, error: unknown): AppError {
  const code = codeOf(error);
  const details = { proxy: proxy.name };
  if (untrustedCodes.has(code) || expiredCodes.has(code) || wrongNameCodes.has(code)) {
    return httpError('HTTP_PROXY_TLS_UNTRUSTED', details, { cause: error });
  }
  const reasons: Readonly<Record<string, string>> = {
    ENOTFOUND: 'its name is not known to the network',
    EAI_AGAIN: 'its name is not known to the network',
    ECONNREFUSED: 'it refused the connection',
    ECONNRESET: 'it cut the connection',
    ETIMEDOUT: 'it did not answer in time',
    EHOSTUNREACH: 'there is no way to it',
    ENETUNREACH: 'there is no network',
    EPROTO: 'it does not speak https',
    ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak https',
  };
  return httpError('HTTP_PROXY_UNREACHABLE', { ...details, reason: reasons[code] ?? code }, { cause: error });
}

function refusal(proxy: Proxy, target: Target, answer: ProxyAnswer): AppError {
  const details = { proxy: proxy.name, host: target.hostname, status: answer.status };
  if (answer.status === 407) {
    if (!answer.schemes.includes('basic')) {
      const schemes = answer.schemes.map(schemeName).join(' or ');
      return httpError('HTTP_PROXY_AUTH_UNSUPPORTED', {
        ...details,
        schemes: schemes === '' ? 'an unnamed method' : schemes,
      });
    }
    return httpError(
      proxy.authorization === null ? 'HTTP_PROXY_PASSWORD_NEEDED' : 'HTTP_PROXY_PASSWORD_WRONG',
      details,
    );
  }
  if (answer.status === 0) {
    return httpError('HTTP_PROXY_UNREACHABLE', { proxy: proxy.name, reason: 'what answers there is not a proxy' });
  }
  return httpError(answer.status >= 500 ? 'HTTP_PROXY_CANNOT_REACH' : 'HTTP_PROXY_REFUSED', details);
}

function schemeName(scheme: string): string {
  if (scheme === 'ntlm') return 'NTLM';
  if (scheme === 'negotiate') return 'Kerberos (Negotiate)';
  return scheme.charAt(0).toUpperCase() + scheme.slice(1);
}

/** Reads up to the end of the head; bytes behind it are put back. Rejects if the socket ends first. */
function readAnswer(socket: Socket): Promise<ProxyAnswer> {
  return new Promise((resolve, reject) => {
    let seen = Buffer.alloc(0);
    const stop = (): void => {
      socket.off('data', onData).off('close', onClose);
    };
    const onClose = (): void => {
      stop();
      reject(new Error('closed before the head ended'));
    };
    const onData = (chunk: Buffer): void => {
      seen = Buffer.concat([seen, chunk]);
      const end = seen.indexOf('\r\n\r\n');
      if (end < 0 && seen.length <= maxHeadBytes && /^H?T?T?P?/.test(seen.toString('latin1', 0, 4))) return;
      stop();
      socket.pause();
      const rest = end < 0 ? Buffer.alloc(0) : seen.subarray(end + 4);
      if (rest.length > 0) socket.unshift(rest);
      resolve(parseHead(seen.toString('latin1', 0, Math.max(end, 0))));
    };
    socket.on('data', onData).once('close', onClose);
  });
}

function parseHead(head: string): ProxyAnswer {
  const [first = '', ...lines] = head.split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? 0);
  const values = lines
    .filter((line) => /^proxy-authenticate:/i.test(line))
    .map((line) => line.replace(/^[^:]+:\s*/, ''));
  // Several schemes may share one header: a scheme is a word that is followed by a blank or the end, not by “=”.
  const schemes = values.flatMap((value) =>
    [...value.matchAll(/(?:^|,)\s*([A-Za-z][A-Za-z-]*)(?=\s+[^=\s]|\s*$|\s*,)/g)].map((match) =>
      (match[1] ?? '').toLowerCase(),
    ),
  );
  return { status, schemes: [...new Set(schemes)] };
}
