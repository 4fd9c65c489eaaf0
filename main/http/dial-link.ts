import type { Socket } from 'node:net';
import type { Clock } from '../ports/time.ts';
import { dial } from './dial.ts';
import { machineHasNetwork } from './node-errors.ts';
import type { NetworkWay } from './network-way.ts';
import type { NetworkProbe } from './probe.ts';
import type { Environment, ProxySetting } from './proxy-route.ts';
import { createTrust, type Trust } from './trust.ts';

/** Opens a connection that stays open, for what is no request. The address is http or https; nothing is sent. Throws HTTP_*. */
export type DialLink = (url: URL, signal: AbortSignal) => Promise<Socket>;

export interface DialLinkOptions {
  readonly clock: Clock;
  /** The way that requests go now. */
  readonly way: () => NetworkWay;
  /** Says which proxy requests to an address go through, whoever decided it. */
  readonly probe: Pick<NetworkProbe, 'route'>;
  /** Default: the process's own. */
  readonly environment?: Environment;
  readonly connectTimeoutMs?: number;
}

const CONNECT_TIMEOUT_MS = 20_000;

/**
 * Opens links the way requests go: through the same proxy, and trusting the system's store and the extra file. A proxy that the
 * system or a PAC file names is spoken to without a sign-in, and is taken for an http proxy.
 */
export function createDialLink(options: DialLinkOptions): DialLink {
  const { clock, way, probe, environment = process.env, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
  let trusted: { readonly file: string | undefined; readonly trust: Trust } | undefined;
  return async (url, signal) => {
    const { proxy, extraCaFile } = way();
    if (trusted === undefined || trusted.file !== extraCaFile) {
      trusted = { file: extraCaFile, trust: createTrust(extraCaFile === undefined ? {} : { extraCaFile }) };
    }
    const setting = await settingFor(url, proxy, probe);
    const { trust } = trusted;
    return dial(
      url,
      { proxy: setting, environment, trust, clock, connectTimeoutMs, hasNetwork: machineHasNetwork },
      signal,
    );
  };
}

async function settingFor(url: URL, set: ProxySetting, probe: Pick<NetworkProbe, 'route'>): Promise<ProxySetting> {
  const route = await probe.route(url.href);
  if (route.kind === 'direct' || route.proxy === null) return { kind: 'none' };
  if (route.decidedBy === 'setting' && set.kind === 'explicit') return set;
  if (route.decidedBy === 'environment') return { kind: 'environment' };
  return { kind: 'explicit', url: `http://${route.proxy}` };
}
