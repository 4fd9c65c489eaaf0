import type { BookChange } from './views.ts';

/** The changes by the keys of the subjects that `keysOf` names for each: each change once for a key. Pure. */
export function touchedBy<Change extends BookChange>(
  changes: readonly Change[],
  keysOf: (change: BookChange) => Iterable<string>,
): Map<string, Change[]> {
  const touched = new Map<string, Change[]>();
  for (const change of changes) {
    for (const key of new Set(keysOf(change))) {
      const known = touched.get(key);
      if (known === undefined) touched.set(key, [change]);
      else known.push(change);
    }
  }
  return touched;
}
