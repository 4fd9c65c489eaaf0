import type { Clock } from '../ports/time.ts';
import type { Transport } from './port.ts';
import type { NetworkClock } from './probe.ts';

/** Asks the root of an address's host for its headers and compares its `Date` with this machine. Any status will do. */
export async function askServerTime(
  url: URL,
  deps: { readonly clock: Clock; readonly transport: Transport },
  signal: AbortSignal,
): Promise<NetworkClock> {
  const { clock } = deps;
  const startedAt = clock.now();
  const answer = await deps.transport.send({
    method: 'HEAD',
    url: url.origin,
    headers: {},
    headersTimeoutMs: 30_000,
    idleTimeoutMs: 10_000,
    signal,
  });
  const middle = (startedAt + clock.now()) / 2;
  answer.discard();
  const serverMs = Date.parse(answer.headers['date'] ?? '');
  if (Number.isNaN(serverMs)) return { serverUtc: null, differenceMs: null };
  return { serverUtc: new Date(serverMs).toISOString(), differenceMs: Math.round(serverMs - middle) };
}
