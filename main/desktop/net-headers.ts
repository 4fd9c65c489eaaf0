/** Headers that Chromium writes itself and refuses from us, or that belong to one connection (RFC 9110 §7.6.1). */
const written = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'cookie2',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

// Chromium would call itself a browser, which some systems answer with pages for people.
const userAgent = 'ml-connector';

/** The headers of a request as Electron's `net` takes them. Encodings are Chromium's affair, since it decodes. */
export function sendableHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !written.has(name.toLowerCase()));
  const names = new Set(kept.map(([name]) => name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...(names.has('user-agent') ? {} : { 'user-agent': userAgent }) };
}

/** Lower-case names; repeated headers joined by `, `. */
export function joinHeaders(headers: Readonly<Record<string, string | readonly string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'string' ? value : value.join(', '),
    ]),
  );
}
