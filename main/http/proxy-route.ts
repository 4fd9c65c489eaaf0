import { BlockList, isIP } from 'node:net';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { ErrorDto } from '../../shared/errors/error-dto.ts';
import type { NetworkRoute } from './probe.ts';
import { hostOf, httpError } from './network-error.ts';

export type ProxySetting =
  /** HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in either case. */
  | { readonly kind: 'environment' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'explicit';
      /** `http://host:port` or `https://host:port`; user name and password may be in it or beside it. */
      readonly url: string;
      readonly username?: string;
      readonly password?: string;
      /** Why the stored password cannot be had; a request through the proxy ends with this, and nothing is sent. */
      readonly withheld?: ErrorDto;
      /** Written like NO_PROXY. */
      readonly bypass?: string;
    }
  /** An automatic configuration file, which only Electron can follow. */
  | { readonly kind: 'pac'; readonly url: string };

export type Environment = Readonly<Record<string, string | undefined>>;

/** A proxy ready for use. `authorization` is the value of Proxy-Authorization, null if no user name is known. */
export interface Proxy {
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: number;
  /** `host:port`, for people. */
  readonly name: string;
  readonly authorization: string | null;
  readonly withheld?: ErrorDto;
}

export interface Route {
  readonly proxy: Proxy | null;
  readonly decidedBy: NetworkRoute['decidedBy'];
  readonly variable?: string;
}

/**
 * The way to an address. Loopback is never sent through a proxy, as in browsers, because a proxy's loopback is another machine.
 * Throws HTTP_PROXY_SETTING for a proxy that cannot be used (SOCKS, a PAC file, not an address).
 */
export function routeTo(url: URL, setting: ProxySetting, environment: Environment): Route {
  if (setting.kind === 'none' || isLoopback(url.hostname)) return { proxy: null, decidedBy: 'none' };
  if (setting.kind === 'pac') throw pacError(setting.url);
  if (setting.kind === 'explicit') {
    if (isBypassed(url, setting.bypass ?? '')) return { proxy: null, decidedBy: 'setting' };
    return { proxy: parseProxy(setting.url, setting), decidedBy: 'setting' };
  }
  const find = (...names: string[]): string | undefined =>
    names.flatMap((name) => [name.toLowerCase(), name.toUpperCase()]).find((name) => (environment[name] ?? '') !== '');
  const variable = find(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy', 'all_proxy');
  if (variable === undefined) return { proxy: null, decidedBy: 'none' };
  const exception = find('no_proxy');
  if (exception !== undefined && isBypassed(url, environment[exception] ?? '')) {
    return { proxy: null, decidedBy: 'environment', variable: exception };
  }
  return { proxy: parseProxy(environment[variable] ?? '', {}), decidedBy: 'environment', variable };
}

/** Where an automatic configuration file is set and this host cannot follow it. */
export function pacError(address: string): AppError {
  return httpError('HTTP_PROXY_SETTING', {
    proxy: hostOf(address),
    reason: 'it is an automatic configuration file (PAC), which only the desktop app can follow',
  });
}

/** True for names and addresses of this machine. */
export function isLoopback(hostname: string): boolean {
  const bare = bareHost(hostname);
  return bare === 'localhost' || bare.endsWith('.localhost') || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare);
}

/** NO_PROXY: names (with their sub-domains), `*`, addresses, CIDR ranges, each with an optional `:port`; comma or space between. */
export function isBypassed(url: URL, list: string): boolean {
  const host = bareHost(url.hostname);
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => matchesEntry(host, port, entry.toLowerCase()));
}

function matchesEntry(host: string, port: string, entry: string): boolean {
  if (entry === '*') return true;
  const range = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(entry);
  if (range !== null) return inRange(host, range[1] ?? '', Number(range[2]));
  const withPort = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(entry);
  if (withPort !== null && withPort[2] !== port) return false;
  const name = bareHost(withPort?.[1] ?? entry).replace(/^\*?\./, '');
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
}

function inRange(host: string, network: string, prefix: number): boolean {
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(host) === 0 || isIP(network) === 0) return false;
  const list = new BlockList();
  try {
    list.addSubnet(network, prefix, family);
  } catch {
    return false; // A prefix out of range matches nothing.
  }
  return list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}

type Given = Pick<Extract<ProxySetting, { kind: 'explicit' }>, 'username' | 'password' | 'withheld'>;

function parseProxy(value: string, given: Given): Proxy {
  let url: URL;
  try {
    url = new URL(value.includes('://') ? value : `http://${value}`);
  } catch {
    throw httpError('HTTP_PROXY_SETTING', { proxy: 'set in the settings', reason: 'it is not an address' });
  }
  if (/\.pac$/i.test(url.pathname)) throw pacError(url.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw httpError('HTTP_PROXY_SETTING', {
      proxy: url.host,
      reason: `proxies of the kind ${url.protocol.slice(0, -1)} are not supported`,
    });
  }
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const username = given.username ?? decoded(url.username);
  const password = given.password ?? decoded(url.password);
  const authorization =
    username === '' ? null : `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
  return {
    secure,
    hostname: bareHost(url.hostname),
    port,
    name: `${url.hostname}:${String(port)}`,
    authorization,
    ...(given.withheld === undefined ? {} : { withheld: given.withheld }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A password with a bare % sign, pasted as it is.
  }
}

function bareHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}
