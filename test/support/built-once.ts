import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '../..');
const kept = join(root, '.cache/tests');
const pollMs = 100;
/** A build takes seconds: whoever holds the lock longer than this is gone. */
const abandonedMs = 90_000;
const oldMs = 3_600_000;

/**
 * The folder in which `make` has built something out of the sources (paths from the root of the project). Built once for all test
 * files that need it, also when several of them begin at the same time, and anew when a source has changed.
 */
export async function builtOnce(
  name: string,
  sources: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(kept, `${name}-${await stateOf([...sources, 'package-lock.json'])}`);
  await mkdir(kept, { recursive: true });
  while (!(await isThere(folder))) {
    const lock = `${folder}.lock`;
    if (await taken(lock)) {
      await sleep(pollMs);
      continue;
    }
    try {
      if (!(await isThere(folder))) await buildInto(folder, make);
      await removeOld(name, folder);
    } finally {
      await rm(lock, { recursive: true, force: true });
    }
  }
  return folder;
}

async function buildInto(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  const unfinished = `${folder}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await make(unfinished);
  await rename(unfinished, folder);
}

/** True if another process builds. */
async function taken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return false;
  } catch {
    const since = await stat(lock).then(
      (found) => found.mtimeMs,
      () => null,
    );
    if (since !== null && Date.now() - since > abandonedMs) await rm(lock, { recursive: true, force: true });
    return true;
  }
}

/** Builds of earlier sources; a younger one may be in use by tests that still run. */
async function removeOld(name: string, folder: string): Promise<void> {
  for (const entry of await readdir(kept)) {
    const path = join(kept, entry);
    if (!entry.startsWith(`${name}-`) || path.startsWith(folder)) continue;
    const found = await stat(path).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > oldMs) await rm(path, { recursive: true, force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

async function stateOf(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    const files = (await stat(path)).isDirectory() ? await filesIn(path) : [path];
    for (const file of files.sort()) {
      const { size, mtimeMs } = await stat(file);
      hash.update(`${file} ${String(size)} ${String(mtimeMs)}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}
