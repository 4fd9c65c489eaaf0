import type { Resync, ResyncView } from '../../../shared/resync/resync.ts';
import { planResync } from '../../engine/resync/plan-resync.ts';
import { sumResync } from '../../engine/resync/sum-resync.ts';
import type { EngineServices } from '../../engine/services.ts';
import { found, type HandlersOf } from './handler.ts';
import { namesOf } from './names.ts';

type Methods =
  | 'resync.plan'
  | 'resync.start'
  | 'resync.pause'
  | 'resync.resume'
  | 'resync.stop'
  | 'resync.confirm'
  | 'resync.get'
  | 'resync.list';

const usualLimit = 20;

/** Ranges of days that are read again. */
export function resyncHandlers(services: EngineServices): HandlersOf<Methods> {
  const { deps, resyncs } = services;
  const view = (resync: Resync): ResyncView => toView(services, resync);
  return {
    'resync.plan': (input) => planResync(deps, input),
    'resync.start': async (input) => view(await resyncs.start(input)),
    'resync.pause': ({ id }) => Promise.resolve().then(() => view(resyncs.pause(id))),
    'resync.resume': ({ id }) => Promise.resolve().then(() => view(resyncs.resume(id))),
    'resync.stop': ({ id }) => Promise.resolve().then(() => view(resyncs.stop(id))),
    'resync.confirm': ({ id, part, ...said }) => Promise.resolve().then(() => view(resyncs.confirm(id, part, said))),
    'resync.get': ({ id }) => Promise.resolve().then(() => view(found(deps.store.resyncs.get(id), 're-sync', id))),
    'resync.list': ({ flowId, limit }) =>
      Promise.resolve().then(() => deps.store.resyncs.latest(flowId ?? null, limit ?? usualLimit).map(view)),
  };
}

/** With the counts of the part that is under way as they are at this moment. */
function toView(services: EngineServices, resync: Resync): ResyncView {
  const { runner } = services;
  const parts = resync.parts.map((part) => {
    const [stream] =
      (part.state === 'running' && part.runId !== null ? runner.current(part.runId) : null)?.streams ?? [];
    return stream === undefined ? part : { ...part, announced: stream.announced, counts: stream.counts };
  });
  const shown = { ...resync, parts };
  return { ...shown, flowName: namesOf(services).flow(resync.flowId), sum: sumResync(shown) };
}
