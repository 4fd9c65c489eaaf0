import { nothingRemoved, type RemovedDetails } from '../../shared/model/retention.ts';
import { foldRun } from './fold-run.ts';
import type { EngineDeps } from './deps.ts';

/**
 * Removes up to `limit` runs that ended before the moment and that nothing open belongs to; what they moved is added to their flow's
 * month. Call it inside `erase`.
 */
export function removeRuns(
  { store }: Pick<EngineDeps, 'store'>,
  { beforeUtc, atUtc, limit }: { readonly beforeUtc: string; readonly atUtc: string; readonly limit: number },
): RemovedDetails {
  const ids = store.runRetention.next(beforeUtc, limit);
  for (const id of ids) {
    const run = store.runs.get(id);
    if (run === null) continue;
    const month = run.startedAtUtc.slice(0, 7);
    store.oldRuns.put(foldRun(store.oldRuns.get(run.flowId, month), run, atUtc));
  }
  store.runRetention.remove(ids);
  return { ...nothingRemoved, runs: ids.length };
}
