import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bounds } from './window-bounds.ts';

/** Where the window last was, in a file of its own: it changes at each close and is of no worth if it is lost. */
export function openBoundsFile(folder: string): { read(): unknown; write(bounds: Bounds): void } {
  const file = join(folder, 'window.json');
  return {
    read: () => {
      try {
        return JSON.parse(readFileSync(file, 'utf8')) as unknown;
      } catch {
        return null;
      }
    },
    write: (bounds) => {
      writeFileSync(file, JSON.stringify(bounds), { mode: 0o600 });
    },
  };
}
