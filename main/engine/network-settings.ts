import type { NetworkSettings, ProxyChoice } from '../../shared/model/network.ts';
import { readCaFile } from '../http/ca-file.ts';
import { httpError } from '../http/network-error.ts';
import { pacError } from '../http/proxy-route.ts';

/**
 * Settings as they are kept: a proxy address as `http://host:port` alone, so that no password can be in it. Throws
 * HTTP_PROXY_SETTING for a proxy that cannot be used here, HTTP_CA_FILE for a file that adds no CA.
 */
export function checkedSettings(
  settings: NetworkSettings,
  { followsPac, nowMs }: { readonly followsPac: boolean; readonly nowMs: number },
): NetworkSettings {
  const proxy = checkedProxy(settings.proxy, followsPac);
  if (settings.extraCaFile !== '') readCaFile(settings.extraCaFile, nowMs);
  return { proxy, extraCaFile: settings.extraCaFile };
}

function checkedProxy(proxy: ProxyChoice, followsPac: boolean): ProxyChoice {
  if (proxy.kind === 'pac') {
    const url = parse(proxy.address);
    if (!followsPac) throw pacError(url.href);
    return { kind: 'pac', address: url.href };
  }
  if (proxy.kind !== 'address') return proxy;
  const url = parse(proxy.address);
  if (/\.(pac|dat)$/i.test(url.pathname)) {
    throw refused(url, 'it is the address of an automatic configuration file (PAC), not of a proxy');
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw refused(url, 'a proxy’s address ends with its port');
  }
  return { ...proxy, address: url.origin };
}

function parse(address: string): URL {
  const text = address.includes('://') ? address : `http://${address}`;
  if (!URL.canParse(text)) {
    throw httpError('HTTP_PROXY_SETTING', { proxy: 'set in the settings', reason: 'it is not an address' });
  }
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused(url, `proxies of the kind ${url.protocol.slice(0, -1)} are not supported`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refused(url, 'user name and password do not belong in the address, but in their own fields');
  }
  return url;
}

function refused(url: URL, reason: string): Error {
  return httpError('HTTP_PROXY_SETTING', { proxy: url.host === '' ? 'set in the settings' : url.host, reason });
}
