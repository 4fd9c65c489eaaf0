import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { checkAddress, parseAddress } from '../http/address.ts';
import { chromiumError } from '../http/chromium-errors.ts';
import { cancelledError, httpError } from '../http/network-error.ts';
import type { Transport } from '../http/port.ts';
import type { NetworkName, NetworkProbe, NetworkTls } from '../http/probe.ts';
import { askServerTime } from '../http/server-time.ts';
import type { Clock } from '../ports/time.ts';
import type { CertificateWatch } from './net-certificates.ts';
import type { NetSessions } from './net-session.ts';

export interface NetProbeDeps {
  readonly clock: Clock;
  readonly certificates: CertificateWatch;
  readonly sessions: NetSessions;
  readonly transport: Transport;
}

/**
 * The probe of Electron: what Chromium would do for a request, found out by asking it. Chromium tells the certificate but
 * not the version of TLS, and shows it only for a request: `tls` and `clock` ask for the headers of the host's root.
 */
export function createNetProbe(deps: NetProbeDeps): NetworkProbe {
  return {
    // A function that throws on the spot would not be a rejected promise.
    route: async (address) => deps.sessions.route(parseAddress(address)),
    resolve: (address, signal) => resolveName(address, deps.sessions, signal),
    tls: (address, signal) => lookAtCertificate(address, deps, signal),
    clock: async (address, signal) => askServerTime(parseAddress(address), deps, signal),
  };
}

async function resolveName(address: string, sessions: NetSessions, signal: AbortSignal): Promise<NetworkName> {
  const url = parseAddress(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return { host, addresses: [host], resolvedBy: 'literal' };
  const { kind } = await sessions.route(url);
  if (kind === 'proxy') return { host, addresses: [], resolvedBy: 'proxy' };
  const addresses = await addressesOf(url, sessions, host);
  if (signal.aborted) throw cancelledError(signal.reason);
  return { host, addresses, resolvedBy: 'system' };
}

async function addressesOf(url: URL, sessions: NetSessions, host: string): Promise<readonly string[]> {
  const session = await sessions.of(url);
  try {
    if (session.resolveHost === undefined) return (await lookup(host, { all: true })).map((entry) => entry.address);
    return (await session.resolveHost(host)).endpoints.map((endpoint) => endpoint.address);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (message.includes('ERR_')) throw chromiumError(message, url.host);
    throw httpError('HTTP_NAME_NOT_FOUND', { host: url.host }, { cause: error });
  }
}

async function lookAtCertificate(address: string, deps: NetProbeDeps, signal: AbortSignal): Promise<NetworkTls | null> {
  const url = checkAddress(address);
  await askServerTime(url, deps, signal);
  if (url.protocol !== 'https:') return null;
  const certificate = deps.certificates.seen(url.hostname);
  if (certificate === null) throw httpError('HTTP_FAILED', { host: url.host, reason: 'it showed no certificate' });
  return {
    protocol: 'TLS',
    subject: certificate.subject,
    issuer: certificate.issuer,
    validToUtc: new Date(certificate.validTo).toISOString(),
    inspectedBy: certificate.privateRoot,
  };
}
