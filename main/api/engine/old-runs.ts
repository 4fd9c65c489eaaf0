import { removedRun } from '../../engine/removed-run.ts';
import type { EngineServices } from '../../engine/services.ts';
import { found, type HandlersOf } from './handler.ts';

/** Runs whose details went after the retention time. */
export function oldRunHandlers({ deps: { store } }: EngineServices): HandlersOf<'runs.older' | 'runs.removed'> {
  return {
    'runs.older': ({ flowId }) => Promise.resolve(store.oldRuns.list(flowId ?? null)),
    'runs.removed': ({ id }) => Promise.resolve(found(removedRun(store, id), 'run', id)),
  };
}
