/**
 * The policy of every page in either host (electron.md §5): only the app's own files, and no address but the app's own.
 * `sockets` names the event socket of the web host, since not every browser counts it to 'self'.
 */
export function contentSecurityPolicy(sockets: string | null = null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${sockets === null ? '' : ` ${sockets}`}`,
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Headers of every answer, errors included. Nothing may be kept by a browser or a proxy. */
export function securityHeaders(sockets: string | null = null): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(sockets),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
