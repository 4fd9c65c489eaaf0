import type { Selection } from '../../../shared/contract/paging.ts';
import type { RejectedFilter } from '../../../shared/model/record-view.ts';
import type { EngineServices } from '../../engine/services.ts';
import { nowUtc } from '../../ports/time.ts';
import type { HandlersOf } from './handler.ts';

type Methods =
  | 'replay.waiting'
  | 'replay.plan'
  | 'replay.start'
  | 'replay.list'
  | 'replay.of-run'
  | 'rejected.dismiss'
  | 'rejected.reopen';

/** Entries that one transaction closes. */
const atOnce = 500;

/** Replays, and what a person decides about rejected records. */
export function replayHandlers(services: EngineServices): HandlersOf<Methods> {
  const { replays } = services;
  return {
    'replay.waiting': ({ flowId }) => Promise.resolve(replays.waiting(flowId)),
    'replay.plan': ({ scope, mode }, { signal }) => replays.plan(scope, mode, signal),
    'replay.start': ({ planId }) => Promise.resolve(replays.start(planId)),
    'replay.list': ({ flowId }) => Promise.resolve(replays.list(flowId)),
    'replay.of-run': ({ runId }) => Promise.resolve(replays.ofRun(runId)),
    'rejected.dismiss': ({ filter, selection, reason }) =>
      Promise.resolve({ changed: dismiss(services, { filter, selection, reason }) }),
    'rejected.reopen': ({ ids }) => Promise.resolve(reopen(services, ids)),
  };
}

interface Dismissal {
  readonly filter: RejectedFilter;
  readonly selection: Selection;
  readonly reason: string;
}

function dismiss({ deps }: EngineServices, { filter, selection, reason }: Dismissal): number {
  const { store, clock } = deps;
  const ids = store.rejected.selected({ ...filter, state: 'open' }, selection);
  let changed = 0;
  for (let start = 0; start < ids.length; start += atOnce) {
    const atUtc = nowUtc(clock);
    store.transaction(() => {
      for (const id of ids.slice(start, start + atOnce)) {
        const entry = store.rejected.get(id);
        if (entry === null || !store.rejected.dismiss(id, reason, atUtc)) continue;
        changed += 1;
        store.audit.append(atUtc, 'rejected.dismissed', id, {
          flow: entry.flowId,
          run: entry.runId,
          stream: entry.stream,
          key: entry.key,
          code: entry.reasons[0]?.code ?? null,
          reason,
        });
      }
    });
  }
  if (changed > 0) deps.publish({ topic: 'changed', subject: 'rejected' });
  return changed;
}

function reopen({ deps }: EngineServices, ids: readonly string[]): { changed: number; kept: number } {
  const { store, clock } = deps;
  const atUtc = nowUtc(clock);
  let changed = 0;
  store.transaction(() => {
    for (const id of ids) {
      const entry = store.rejected.get(id);
      if (entry === null || !store.rejected.reopen(id)) continue;
      changed += 1;
      const { flowId: flow, runId: run, stream, key, dismissed } = entry;
      store.audit.append(atUtc, 'rejected.reopened', id, {
        flow,
        run,
        stream,
        key,
        dismissedFor: dismissed?.reason ?? null,
      });
    }
  });
  if (changed > 0) deps.publish({ topic: 'changed', subject: 'rejected' });
  return { changed, kept: ids.length - changed };
}
