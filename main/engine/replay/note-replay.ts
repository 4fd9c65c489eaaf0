import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import type { Run } from '../../../shared/model/run.ts';
import { effectText } from '../../../shared/replay/replay.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineDeps } from '../deps.ts';
import type { ReplayOrder } from './replay-stream.ts';

/** Writes down which run does what was said. Call it inside the transaction that makes the run. */
export function noteReplayBegun({ store, clock }: EngineDeps, run: Run, { planId }: ReplayOrder): void {
  const known = planId === null ? null : store.replays.get(planId);
  if (known === null) return;
  const { plan } = known;
  const atUtc = nowUtc(clock);
  store.replays.begin(plan.id, run.id, atUtc);
  store.audit.append(atUtc, 'replay.started', run.id, {
    flow: plan.flowId,
    plan: plan.id,
    mode: plan.mode,
    scope: plan.scope.kind,
    said: plan.streams.map((one) => ({ stream: one.stream, effect: effectText(one) })),
  });
}

/** Writes down what a replay that a person started has done. Call it inside the transaction that ends the run. */
export function noteReplayEnded({ store, clock }: EngineDeps, runId: string): void {
  const known = store.replays.ofRun(runId);
  if (known === null) return;
  store.audit.append(nowUtc(clock), 'replay.ended', runId, {
    flow: known.plan.flowId,
    plan: known.plan.id,
    done: known.done.map((one) => ({ stream: one.stream, effect: effectText(one) })),
  });
}

/**
 * What a person has to see to is not tried again by itself: that could lock an account, or would fail in the same way (design §5.9).
 * Call it inside the transaction that ends an automatic retry.
 */
export function stopWhereNeeded({ store }: EngineDeps, run: Run, stopped: ErrorDto | null): void {
  for (const { stream, error } of run.streams) {
    const kind = (stopped ?? error)?.kind;
    if (kind === 'auth' || kind === 'permission' || kind === 'config') store.batches.stopRetrying(run.flowId, stream);
  }
}
