import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, resolve } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

export interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A file of the built window by the path of its address, or null. Only kinds of files that a window has, and only inside the folder. */
export async function readAsset(folder: string, pathname: string): Promise<Asset | null> {
  const file = assetPath(folder, pathname);
  const type = file === null ? undefined : types[extname(file)];
  if (file === null || type === undefined) return null;
  try {
    return { type, bytes: await readFile(file) };
  } catch {
    return null;
  }
}

/** Where a path of an address lies on disk; null if it is malformed or leads out of the folder. */
export function assetPath(folder: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const root = resolve(folder);
  const file = resolve(join(root, decoded === '/' ? 'index.html' : decoded));
  const inside = relative(root, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file;
}
