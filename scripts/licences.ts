import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface LockEntry {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

export interface Licences {
  readonly texts: string[];
  readonly packages: { name: string; version: string; licence: string; text: number | null }[];
}

/** Shipped although npm knows it as a tool of development. */
const alsoShipped = new Set(['electron']);
const target = 'renderer/features/settings/licences.json';

/**
 * Every package that is shipped, from the lock file, with its licence as it states it and the text that it ships. Packages
 * for one platform are installed on that platform alone, so their text is left out and the answer is the same everywhere.
 */
export function collectLicences(root: string): Licences {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  const places = new Map<string, number>();
  const packages = new Map<string, Licences['packages'][number]>();
  for (const [path, entry] of Object.entries(lock.packages)) {
    const folder = path.split('node_modules/').at(-1) ?? '';
    if (path === '' || (entry.dev === true && !alsoShipped.has(folder))) continue;
    const name = entry.name ?? folder;
    const version = entry.version ?? '';
    const text = entry.os === undefined && entry.cpu === undefined ? textOf(join(root, path)) : null;
    if (text !== null && !places.has(text)) places.set(text, places.size);
    const place = text === null ? null : (places.get(text) ?? null);
    packages.set(`${name}@${version}`, { name, version, licence: entry.license ?? 'NOASSERTION', text: place });
  }
  const sorted = [...packages.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return { texts: [...places.keys()], packages: sorted };
}

function textOf(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const file = readdirSync(folder)
    .sort()
    .find((name) => /^(licen[cs]e|copying)([.-].*)?$/i.test(name));
  return file === undefined ? null : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
}

// Run after a change of dependencies: `node scripts/licences.ts`.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(target, `${JSON.stringify(collectLicences('.'), null, 1)}\n`);
}
