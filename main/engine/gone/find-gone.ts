import { AppError } from '../../../shared/errors/app-error.ts';
import type { Source } from '../../ports/source.ts';
import type { EngineDeps } from '../deps.ts';
import type { StreamRun } from '../stream-run.ts';
import type { GoneRecord } from './stage-gone.ts';

export interface GoneSearch {
  readonly source: Source;
  readonly run: StreamRun;
  readonly signal: AbortSignal;
}

/** More than this, or a larger share of what is known, is not believed without a person's word: it looks like lost permissions. */
const mostWithoutWord = 50;
const largestShare = 0.05;
const keysAtOnce = 500;
/** Records that are gone and named to people. */
export const examplesShown = 20;

/** True if so many of what is known are gone that a person has to confirm it. */
export function needsWord(gone: number, known: number): boolean {
  return gone > mostWithoutWord || gone > known * largestShare;
}

/**
 * Those of the records that were not brought which the source does not give by their keys either. Before that, one that this reading did
 * bring, or else `named`, which it said is there, is asked for: an account that may not read by key gives nothing, which would look as if everything were gone.
 *
 * Throws RESYNC_KEYS_NOT_ANSWERED if the source does not give by key what it has just sent, and what the source throws.
 */
export async function thoseGone<T extends GoneRecord>(
  deps: EngineDeps,
  search: GoneSearch,
  missing: readonly T[],
  named?: string,
): Promise<T[]> {
  const { run } = search;
  const [brought] = deps.store.documents.keysOfRun(run.flowId, run.id, run.readingMark, 1);
  const control = brought ?? named;
  if (control !== undefined && !(await keysThere(search, [control])).has(control)) {
    throw new AppError('RESYNC_KEYS_NOT_ANSWERED', 'transient', { phase: 'read', details: { stream: run.data.label } });
  }
  const gone: T[] = [];
  for (let start = 0; start < missing.length; start += keysAtOnce) {
    const part = missing.slice(start, start + keysAtOnce);
    const there = await keysThere(
      search,
      part.map(({ key }) => key),
    );
    gone.push(...part.filter(({ key }) => !there.has(key)));
  }
  return gone;
}

async function keysThere(
  { source, run, signal }: GoneSearch,
  keys: readonly string[],
): Promise<ReadonlySet<string | null>> {
  const there = new Set<string | null>();
  for await (const page of source.readByKey(run.id, keys, signal)) {
    signal.throwIfAborted();
    for (const { key } of page.records) there.add(key);
    for (const { key } of page.unreadable) {
      // Nobody can say which record that is: it may be any of them.
      if (key === null) return new Set(keys);
      there.add(key);
    }
  }
  return there;
}
