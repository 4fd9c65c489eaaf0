import type { ProxyConfig } from 'electron';
import { httpError } from '../http/network-error.ts';
import { isLoopback, type ProxySetting } from '../http/proxy-route.ts';
import type { NetworkRoute } from '../http/probe.ts';
import type { CertificateWatch } from './net-certificates.ts';
import type { NetParts, NetSession } from './net-parts.ts';

export interface NetSessionOptions extends Pick<NetParts, 'session'> {
  /** Without one, and for `environment`: what the system says, automatic configuration (PAC, WPAD) included. */
  readonly proxy: ProxySetting | undefined;
  readonly certificates: CertificateWatch;
  readonly partition: string;
}

/** A session that no other request uses until it is released. */
export interface SessionLease {
  readonly session: NetSession;
  /** Closes its connections and gives it back. May be called more than once. */
  release(): void;
}

/**
 * The sessions of the network: one that goes where the proxy setting says, and one that goes straight, for this machine
 * itself. Both are in memory only, with no cache. Made at the first request, since Electron must be ready.
 */
export class NetSessions {
  readonly #options: NetSessionOptions;
  readonly #opened = new Map<string, Promise<NetSession>>();
  readonly #free = new Map<string, string[]>();
  #leased = 0;

  constructor(options: NetSessionOptions) {
    this.#options = options;
  }

  /** The session for an address. Throws HTTP_PROXY_SETTING. */
  async of(url: URL): Promise<NetSession> {
    const { partition, config } = this.#placeOf(url);
    return this.#open(partition, config);
  }

  /**
   * A session for one request, over connections that are new: Chromium sends a request again by itself, a POST too, if a
   * kept connection turns out to be dead. Throws HTTP_PROXY_SETTING.
   */
  async lease(url: URL): Promise<SessionLease> {
    const { partition, config } = this.#placeOf(url);
    const free = this.#free.get(partition) ?? [];
    this.#free.set(partition, free);
    const name = free.pop() ?? `${partition}-once-${String((this.#leased += 1))}`;
    const session = await this.#open(name, config);
    let isReleased = false;
    const release = async (): Promise<void> => {
      if (isReleased) return;
      isReleased = true;
      await session.closeAllConnections();
      free.push(name);
    };
    return {
      session,
      release: () => {
        // A session whose connections cannot be closed is not used again.
        release().catch(() => undefined);
      },
    };
  }

  async route(url: URL): Promise<NetworkRoute> {
    if (isLoopback(url.hostname)) return { kind: 'direct', proxy: null, decidedBy: 'none' };
    const session = await this.of(url);
    const proxy = nameOfProxy(await session.resolveProxy(url.href));
    const { proxy: setting } = this.#options;
    const decidedBy = setting === undefined || setting.kind === 'environment' ? 'system' : 'setting';
    return proxy === null ? { kind: 'direct', proxy, decidedBy } : { kind: 'proxy', proxy, decidedBy };
  }

  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#opened.values());
    for (const session of opened) if (session.status === 'fulfilled') await session.value.closeAllConnections();
  }

  #placeOf(url: URL): { readonly partition: string; readonly config: ProxyConfig } {
    const { partition, proxy } = this.#options;
    // A proxy's loopback is another machine; no setting of the system may send ours there.
    if (isLoopback(url.hostname)) return { partition: `${partition}-local`, config: { mode: 'direct' } };
    return { partition, config: proxyConfigOf(proxy) };
  }

  #open(partition: string, config: ProxyConfig): Promise<NetSession> {
    const known = this.#opened.get(partition);
    if (known !== undefined) return known;
    const opening = this.#make(partition, config);
    this.#opened.set(partition, opening);
    // A session that could not be set up is set up anew by the next request.
    opening.catch(() => this.#opened.delete(partition));
    return opening;
  }

  async #make(partition: string, config: ProxyConfig): Promise<NetSession> {
    const session = this.#options.session.fromPartition(partition, { cache: false });
    // Else each new session fetches a dictionary from Chromium's maker (seen in Electron 22); only this stops it in time.
    session.setSpellCheckerLanguages([]);
    session.setCertificateVerifyProc(this.#options.certificates.verify);
    await session.setProxy(config);
    // A session that is new answers its first question about proxies from before the setting (seen in Electron 22).
    await session.forceReloadProxyConfig();
    return session;
  }
}

/** What a proxy setting is for Chromium. Throws HTTP_PROXY_SETTING for one that it cannot use. */
export function proxyConfigOf(setting: ProxySetting | undefined): ProxyConfig {
  if (setting === undefined || setting.kind === 'environment') return { mode: 'system' };
  if (setting.kind === 'none') return { mode: 'direct' };
  const url = parseProxy(setting.url);
  if (setting.kind === 'pac' || isAutomatic(url)) return { mode: 'pac_script', pacScript: url.href };
  const bypass = (setting.bypass ?? '').split(/[\s,]+/).flatMap(bypassRules);
  return {
    mode: 'fixed_servers',
    proxyRules: `${url.protocol}//${url.host}`,
    ...(bypass.length === 0 ? {} : { proxyBypassRules: bypass.join(';') }),
  };
}

/** User name and password of the proxy, beside its address or in it; null if none are set. */
export function proxyCredentialsOf(setting: ProxySetting | undefined): { username: string; password: string } | null {
  if (setting?.kind !== 'explicit') return null;
  const url = parseProxy(setting.url);
  const username = setting.username ?? decoded(url.username);
  return username === '' ? null : { username, password: setting.password ?? decoded(url.password) };
}

function parseProxy(value: string): URL {
  let url: URL;
  try {
    url = new URL(value.includes('://') ? value : `http://${value}`);
  } catch {
    throw httpError('HTTP_PROXY_SETTING', { proxy: 'set in the settings', reason: 'it is not an address' });
  }
  if (['http:', 'https:', 'socks4:', 'socks5:'].includes(url.protocol) && url.host !== '') return url;
  throw httpError('HTTP_PROXY_SETTING', {
    proxy: url.host === '' ? 'set in the settings' : url.host,
    reason: `proxies of the kind ${url.protocol.slice(0, -1)} are not supported`,
  });
}

function isAutomatic(url: URL): boolean {
  return /^https?:$/.test(url.protocol) && /\.(pac|dat)$/i.test(url.pathname);
}

/** One entry of NO_PROXY in Chromium's words: a name there stands for its sub-domains too, here it does not. */
function bypassRules(entry: string): string[] {
  if (entry === '') return [];
  if (entry === '*' || /^[0-9a-f.:[\]]+(\/\d+)?$/i.test(entry)) return [entry];
  const name = entry.replace(/^\*?\./, '');
  return [name, `*.${name}`];
}

/** `host:port` of the first way in a PAC answer (`PROXY a:1; DIRECT`); null for a direct one. */
function nameOfProxy(ways: string): string | null {
  return /^\s*(?:PROXY|HTTPS|SOCKS\d?|QUIC)\s+([^\s;]+)/i.exec(ways)?.[1] ?? null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A password with a bare % sign, pasted as it is.
  }
}
