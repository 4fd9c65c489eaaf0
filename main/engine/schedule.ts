import type { Flow } from '../../shared/model/flow.ts';
import { findIntegration, type EngineDeps } from './deps.ts';

/** Writes down when these streams are due next, counted from now. Call it inside a transaction. */
export function scheduleNext(deps: EngineDeps, flow: Flow, streamIds: readonly string[]): void {
  const { schedule } = flow;
  const integration = findIntegration(deps.integrations, flow.integration);
  for (const id of streamIds) {
    const definition = integration?.streams.find((stream) => stream.id === id);
    if (schedule.kind === 'manual' || definition === undefined) {
      deps.store.streams.update(flow.id, id, { nextRunAtUtc: null });
      continue;
    }
    const minutes =
      definition.scheduleClass === 'transactional' ? schedule.transactionalMinutes : schedule.referenceMinutes;
    const at = new Date(deps.clock.now() + minutes * 60_000).toISOString();
    deps.store.streams.update(flow.id, id, { nextRunAtUtc: at });
  }
}
