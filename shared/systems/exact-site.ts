import { exactHosts } from './exact.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
const notASite = 'it is no site of Exact Online';

/** The address at which Exact Online is asked, or why what was written cannot be used: an English phrase. */
export type ReadSite = { readonly url: URL } | { readonly reason: string };

/**
 * Reads the site of a connection from what people paste: a host, an address, the address of any page. The client secret is sent there, so a
 * host that stands alone is one of Exact's own; any other address, as of a company's own gateway, is written out. One that
 * speaks of Exact and is none of its sites is taken for a slip of the pen.
 */
export function readSite(text: string): ReadSite {
  if (text === '') return { reason: 'it is empty' };
  const isWrittenOut = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const address = isWrittenOut ? text : `https://${text}`;
  if (!URL.canParse(address)) return { reason: 'it is not an address' };
  const url = new URL(address);
  const { hostname, protocol } = url;
  if (url.username !== '' || url.password !== '') return { reason: 'it must not contain a user or a password' };
  if (LOOPBACK.has(hostname) && (protocol === 'http:' || protocol === 'https:')) return { url };
  if (protocol !== 'https:') return { reason: 'it must begin with https://' };
  if (exactHosts.includes(hostname)) return url.port === '' ? { url } : { reason: notASite };
  if (hostname.includes('exact')) return { reason: notASite };
  if (!isWrittenOut) return { reason: `${notASite}; another address must begin with https://` };
  // Of Exact's own pages only the site is meant; what stands behind any other host would be lost without a word.
  if (`${url.pathname}${url.search}${url.hash}` !== '/') return { reason: 'nothing may stand behind its host' };
  return { url };
}

/**
 * The host, with its port, at which people sign in for a connection to Exact Online; null where that is one of Exact's own sites or this
 * computer, and where the setting cannot be used.
 */
export function ownSignInHost(text: string): string | null {
  const read = readSite(text.trim());
  if ('reason' in read) return null;
  const { url } = read;
  return exactHosts.includes(url.hostname) || LOOPBACK.has(url.hostname) ? null : url.host;
}
