import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import type { RemovedRun } from '../../shared/model/old-runs.ts';
import { runStateSchema, runTriggerSchema } from '../../shared/model/run.ts';
import { streamCountsSchema } from '../../shared/model/totals.ts';
import type { Store } from '../store/store.ts';

const begunSchema = z.object({ flow: z.string(), trigger: runTriggerSchema });
const overSchema = z.object({
  state: runStateSchema,
  streams: z.array(
    streamCountsSchema
      .extend({ stream: z.string(), reconciled: z.boolean().nullable() })
      .transform(({ stream, reconciled, ...counts }) => ({ stream, reconciled, counts })),
  ),
});

/** A run that went after the retention time, as the audit trail tells of it; null if it tells of no such run. */
export function removedRun(store: Store, id: string): RemovedRun | null {
  const [start] = store.audit.of(id, 'run.started');
  const end = store.audit.of(id, 'run.ended').at(-1);
  const begun = begunSchema.safeParse(start?.details);
  const over = overSchema.safeParse(end?.details);
  if (start === undefined || end === undefined || !begun.success || !over.success) return null;
  const { flow: flowId, trigger } = begun.data;
  return {
    id,
    removedAtUtc: sweptAt(store, end.atUtc),
    flowId,
    flowName: flowNameOf(store, flowId),
    trigger,
    state: over.data.state,
    startedAtUtc: start.atUtc,
    endedAtUtc: end.atUtc,
    streams: over.data.streams,
  };
}

/** APP_NOT_FOUND; RUN_REMOVED where the trail knows the run, or where runs went and the trail of that time with them. */
export function noSuchRun(store: Store, id: string): AppError {
  const removed = removedRun(store, id);
  if (removed === null) return new AppError('APP_NOT_FOUND', 'config', { details: { what: 'run', id } });
  return new AppError('RUN_REMOVED', 'config', { details: { id, date: (removed.removedAtUtc ?? '').slice(0, 10) } });
}

/** The name of today; of a flow that was removed, the one under which it ran last. */
export function flowNameOf(store: Store, flowId: string): string | null {
  const known = store.flows.get(flowId)?.name ?? store.runs.latest(flowId)?.flowName;
  return known ?? store.oldRuns.list(flowId)[0]?.flowName ?? null;
}

/** The first sweep that removed runs which ended before a later moment than this. */
function sweptAt(store: Store, endedAtUtc: string): string | null {
  const sweeps = store.audit.of('retention', 'retention.swept');
  const swept = sweeps.find(({ details: { finishedBefore, runs } }) => {
    return typeof finishedBefore === 'string' && finishedBefore > endedAtUtc && typeof runs === 'number' && runs > 0;
  });
  return swept?.atUtc ?? null;
}
