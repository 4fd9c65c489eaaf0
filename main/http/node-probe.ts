import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { TLSSocket, type DetailedPeerCertificate } from 'node:tls';
import { parseAddress } from './address.ts';
import { dial, nameOf, type DialOptions } from './dial.ts';
import { connectError } from './node-errors.ts';
import type { Transport } from './port.ts';
import type { NetworkName, NetworkProbe, NetworkTls } from './probe.ts';
import { routeTo } from './proxy-route.ts';
import { askServerTime } from './server-time.ts';
import type { Trust } from './trust.ts';
import { cancelledError } from './network-error.ts';

/** The probe of a Node host. It uses the same route, trust and connections as requests do, so that what it finds is true for them. */
export function createNodeProbe(deps: { readonly dial: DialOptions; readonly transport: Transport }): NetworkProbe {
  return {
    route(address) {
      return Promise.resolve().then(() => {
        const { proxy, ...why } = routeTo(parseAddress(address), deps.dial.proxy, deps.dial.environment);
        return { kind: proxy === null ? 'direct' : 'proxy', proxy: proxy?.name ?? null, ...why } as const;
      });
    },
    resolve: (address, signal) => resolveName(parseAddress(address), deps.dial, signal),
    async tls(address, signal) {
      const socket = await dial(parseAddress(address), deps.dial, signal);
      try {
        return socket instanceof TLSSocket ? describe(socket, deps.dial.trust) : null;
      } finally {
        socket.on('error', () => undefined).destroy();
      }
    },
    clock: (address, signal) =>
      askServerTime(parseAddress(address), { clock: deps.dial.clock, transport: deps.transport }, signal),
  };
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
