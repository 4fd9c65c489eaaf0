import type { EngineServices } from '../../engine/services.ts';
import { found, type HandlersOf } from './handler.ts';

type Names = 'runs.start' | 'runs.cancel' | 'runs.list' | 'runs.get' | 'runs.batches' | 'rejected.list' | 'audit.list';

/** Runs and what they left behind. */
export function runHandlers(services: EngineServices): HandlersOf<Names> {
  const { runner, deps } = services;
  const { store } = deps;
  return {
    'runs.start': (input) =>
      Promise.resolve(
        runner.start({ ...input, trigger: input.trigger ?? (input.verify === true ? 'verify' : 'manual') }),
      ),
    'runs.cancel': ({ id }) => {
      found(store.runs.get(id), 'run', id);
      runner.cancel(id);
      return Promise.resolve({ kept: keptText(services, id) });
    },
    'runs.list': ({ flowId, limit, beforeUtc }) => {
      const filter = {
        limit,
        ...(flowId === undefined ? {} : { flowId }),
        ...(beforeUtc === undefined ? {} : { beforeUtc }),
      };
      return Promise.resolve(store.runs.list(filter).map((run) => runner.current(run.id) ?? run));
    },
    'runs.get': ({ id }) => Promise.resolve(runner.current(id) ?? found(store.runs.get(id), 'run', id)),
    'runs.batches': ({ id }) => Promise.resolve(store.batches.summaries(id)),
    'rejected.list': ({ limit, offset, ...filter }) => Promise.resolve(store.rejected.list(filter, limit, offset)),
    'audit.list': ({ limit, beforeNumber }) => {
      const brokenAt = store.audit.firstBroken();
      return Promise.resolve({
        entries: store.audit.list(limit, beforeNumber ?? null),
        verified: brokenAt === null,
        brokenAt,
      });
    },
  };
}

/** What a cancelled run keeps, in words. */
function keptText(services: EngineServices, runId: string): string {
  const waiting = services.deps.store.batches.summaries(runId).filter((batch) => batch.state !== 'acknowledged');
  const records = waiting.reduce((sum, batch) => sum + batch.documents, 0);
  return records === 0
    ? 'What was delivered stays delivered. Nothing is waiting; the next run reads this window again.'
    : `What was delivered stays delivered. ${String(records)} staged records are kept and go with the next run.`;
}
