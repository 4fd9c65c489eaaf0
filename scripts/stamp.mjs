import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = '.cache/stamps';

/** Hash over the contents of files and folders (sorted, recursively). */
export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

/** True if this work was last done for this very hash. */
export function isDone(name, hash) {
  const file = join(folder, name);
  return existsSync(file) && readFileSync(file, 'utf8') === hash;
}

export function markDone(name, hash) {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, hash);
}

function addTo(hash, path) {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) addTo(hash, join(path, name));
    return;
  }
  hash.update(`${path}\0`).update(readFileSync(path));
}
