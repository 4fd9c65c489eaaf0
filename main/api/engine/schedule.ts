import { dueStreams } from '../../engine/schedule.ts';
import type { EngineServices } from '../../engine/services.ts';
import { found, type HandlersOf } from './handler.ts';

/** What is due, and whether it can be reached. */
export function scheduleHandlers(services: EngineServices): HandlersOf<'schedule.due' | 'schedule.reach'> {
  const { deps, runner, networkWaits } = services;
  const { store } = deps;
  return {
    'schedule.due': () => {
      if (store.condition.state === 'read-only') return Promise.resolve([]);
      const idle = store.flows.list().filter((flow) => runner.runningOf(flow.id) === null);
      const due = store.transaction(() => idle.map((flow) => ({ flowId: flow.id, ...dueStreams(deps, flow) })));
      return Promise.resolve(
        due.filter(({ streams }) => streams.length > 0).map((one) => ({ ...one, streams: [...one.streams] })),
      );
    },
    'schedule.reach': async ({ flowId }, { signal }) => ({
      reachable: await networkWaits.reach(found(store.flows.get(flowId), 'flow', flowId), 'source', signal),
    }),
  };
}
