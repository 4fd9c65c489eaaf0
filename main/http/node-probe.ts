import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { TLSSocket, type DetailedPeerCertificate } from 'node:tls';
import { dial, nameOf, type DialOptions } from './dial.ts';
import { connectError } from './node-errors.ts';
import type { Transport } from './port.ts';
import type { NetworkClock, NetworkName, NetworkProbe, NetworkTls } from './probe.ts';
import { routeTo } from './proxy-route.ts';
import type { Trust } from './trust.ts';
import { cancelledError, httpError } from './network-error.ts';

/** The probe of a Node host. It uses the same route, trust and connections as requests do, so that what it finds is true for them. */
export function createNodeProbe(deps: { readonly dial: DialOptions; readonly transport: Transport }): NetworkProbe {
  return {
    route(address) {
      return Promise.resolve().then(() => {
        const { proxy, decidedBy } = routeTo(parse(address), deps.dial.proxy, deps.dial.environment);
        return { kind: proxy === null ? 'direct' : 'proxy', proxy: proxy?.name ?? null, decidedBy } as const;
      });
    },
    resolve: (address, signal) => resolveName(parse(address), deps.dial, signal),
    async tls(address, signal) {
      const socket = await dial(parse(address), deps.dial, signal);
      try {
        return socket instanceof TLSSocket ? describe(socket, deps.dial.trust) : null;
      } finally {
        socket.on('error', () => undefined).destroy();
      }
    },
    clock: (address, signal) => askTime(parse(address), deps, signal),
  };
}

function parse(address: string): URL {
  try {
    return new URL(address);
  } catch {
    throw httpError('HTTP_ADDRESS_INVALID', { host: 'the connection', reason: 'it is not an address' });
  }
}

async function resolveName(url: URL, options: DialOptions, signal: AbortSignal): Promise<NetworkName> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return { host, addresses: [host], resolvedBy: 'literal' };
  if (routeTo(url, options.proxy, options.environment).proxy !== null)
    return { host, addresses: [], resolvedBy: 'proxy' };
  try {
    const found = await lookup(host, { all: true });
    if (signal.aborted) throw cancelledError(signal.reason);
    return { host, addresses: found.map((entry) => entry.address), resolvedBy: 'system' };
  } catch (error) {
    if (signal.aborted) throw cancelledError(signal.reason);
    throw connectError(error, { url: url.href, hasNetwork: options.hasNetwork });
  }
}

function describe(socket: TLSSocket, trust: Trust): NetworkTls {
  const leaf = socket.getPeerCertificate(true);
  const root = rootOf(leaf);
  return {
    protocol: socket.getProtocol() ?? 'TLS',
    subject: nameOf(leaf.subject),
    issuer: nameOf(leaf.issuer),
    validToUtc: new Date(leaf.valid_to).toISOString(),
    inspectedBy: trust.isPublicRoot(root.fingerprint256) ? null : nameOf(root.subject),
  };
}

function rootOf(leaf: DetailedPeerCertificate): DetailedPeerCertificate {
  let current = leaf;
  const seen = new Set<string>();
  // A root is its own issuer, which makes the chain endless.
  while (!seen.has(current.fingerprint256)) {
    seen.add(current.fingerprint256);
    const issuer = current.issuerCertificate as DetailedPeerCertificate | undefined;
    if (issuer === undefined) break;
    current = issuer;
  }
  return current;
}

async function askTime(
  url: URL,
  deps: { readonly dial: DialOptions; readonly transport: Transport },
  signal: AbortSignal,
): Promise<NetworkClock> {
  const { clock } = deps.dial;
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
