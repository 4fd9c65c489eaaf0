import { connect } from 'node:net';
import { hostOf, httpError } from '../http/network-error.ts';
import type { TransportRequest } from '../http/port.ts';
import type { Clock } from '../ports/time.ts';
import type { NetRequest } from './net-parts.ts';
import type { NetSessions } from './net-session.ts';

/** How long Chromium may try to connect before we look whether there is a way at all; its own limit is minutes. */
const connectTimeoutMs = 20_000;
const tryForMs = 5_000;

export interface ReachDeps {
  readonly clock: Clock;
  readonly sessions: NetSessions;
  /** Whether a connection can be opened; nothing is sent over it. */
  reach(hostname: string, port: number): Promise<boolean>;
}

/**
 * Rejects with HTTP_CONNECT_TIMEOUT if there is no connection after 20 seconds, and else never settles. `net` does not tell
 * connecting from waiting, so a request that may be doing either is decided by a connection of our own.
 */
export async function failIfUnreachable(
  request: TransportRequest,
  { sent, deps, over }: { readonly sent: NetRequest | null; readonly deps: ReachDeps; readonly over: AbortSignal },
): Promise<never> {
  await deps.clock.sleep(connectTimeoutMs, over);
  const url = new URL(request.url);
  // A body that is on its way went over a connection.
  const isConnected = sent?.getUploadProgress().started === true;
  const route = isConnected ? null : await deps.sessions.route(url).catch(() => null);
  if (route?.kind === 'direct') {
    const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
    if (!(await deps.reach(url.hostname.replace(/^\[|\]$/g, ''), port))) {
      throw httpError('HTTP_CONNECT_TIMEOUT', { host: hostOf(request.url), seconds: connectTimeoutMs / 1000 });
    }
  }
  return new Promise(() => undefined);
}

/** Opens a connection and closes it at once. */
export function reachOverTcp(clock: Clock): ReachDeps['reach'] {
  return async (host, port) => {
    const over = new AbortController();
    const socket = connect({ host, port });
    try {
      return await Promise.race([
        new Promise<boolean>((resolve) => {
          // A refusal is an answer too, and Chromium will say so itself.
          socket.once('connect', () => {
            resolve(true);
          });
          socket.once('error', () => {
            resolve(true);
          });
        }),
        clock.sleep(tryForMs, over.signal).then(() => false),
      ]);
    } finally {
      over.abort();
      socket.on('error', () => undefined).destroy();
    }
  };
}
