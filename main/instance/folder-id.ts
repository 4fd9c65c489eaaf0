import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Random } from '../ports/time.ts';

/** The id of a data folder: made once, kept in the folder, so that a folder that is moved keeps its entry in the keychain. */
export function folderId(folder: string, random: Random): string {
  const file = join(folder, 'folder-id');
  try {
    writeFileSync(file, random.uuid(), { flag: 'wx', mode: 0o600 });
  } catch {
    // It is there already, from an earlier start.
  }
  return z.uuid().parse(readFileSync(file, 'utf8').trim());
}
