import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import type { EngineServices } from '../../engine/services.ts';
import { decidedFor, decideEntries, reopenEntries } from './decide-entries.ts';
import type { HandlersOf } from './handler.ts';

type Methods =
  | 'replay.waiting'
  | 'replay.plan'
  | 'replay.start'
  | 'replay.list'
  | 'replay.of-run'
  | 'rejected.dismiss'
  | 'rejected.reopen';

/** Replays, and what a person decides about rejected records. */
export function replayHandlers(services: EngineServices): HandlersOf<Methods> {
  const { replays } = services;
  return {
    'replay.waiting': ({ flowId }) => Promise.resolve(replays.waiting(flowId)),
    'replay.plan': ({ scope, mode }, { signal }) => replays.plan(scope, mode, signal),
    'replay.start': ({ planId }) => Promise.resolve(replays.start(planId)),
    'replay.list': ({ flowId }) => Promise.resolve(replays.list(flowId)),
    'replay.of-run': ({ runId }) => Promise.resolve(replays.ofRun(runId)),
    'rejected.dismiss': (input) => Promise.resolve(dismiss(services, input)),
    'rejected.reopen': ({ ids }) => Promise.resolve(reopen(services, ids)),
  };
}

function dismiss(
  services: EngineServices,
  { filter, selection, reason }: InputOf<'rejected.dismiss'>,
): OutputOf<'rejected.dismiss'> {
  const { rejected } = services.deps.store;
  const dismissed = decideEntries(services, rejected.selected({ ...filter, state: 'open' }, selection), {
    get: (id) => rejected.get(id),
    decide: (id, atUtc) => rejected.dismiss(id, reason, atUtc),
    event: 'rejected.dismissed',
    details: decidedFor(reason),
  });
  return { changed: dismissed.length };
}

function reopen(services: EngineServices, ids: readonly string[]): OutputOf<'rejected.reopen'> {
  const { rejected } = services.deps.store;
  return reopenEntries(services, ids, {
    get: (id) => rejected.get(id),
    reopen: (id) => rejected.reopen(id),
    event: 'rejected.reopened',
  });
}
