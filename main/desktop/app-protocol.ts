import type { Protocol } from 'electron';
import { readAsset } from '../web-host/assets.ts';
import { securityHeaders } from '../web-host/headers.ts';

export const scheme = 'app';
export const origin = `${scheme}://ml-connector`;
export const startAddress = `${origin}/index.html`;

/** Must run before the app is ready (electron.md §5). */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built window, and nothing else, with the strict policy on every answer. */
export function serveScheme(protocol: Pick<Protocol, 'handle'>, assetsFolder: string): void {
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    const allowed = request.method === 'GET' && isOwnAddress(request.url);
    const asset = allowed ? await readAsset(assetsFolder, url.pathname) : null;
    if (asset === null) return new Response(null, { status: 404, headers: securityHeaders() });
    return new Response(new Uint8Array(asset.bytes), { headers: { ...securityHeaders(), 'content-type': asset.type } });
  });
}

/** Whether an address is one of the app's own pages. Parsed, never compared by its beginning. */
export function isOwnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${scheme}:` && url.host === 'ml-connector' && url.username === '' && url.password === '';
}
