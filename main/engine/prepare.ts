import { isAppError } from '../../shared/errors/app-error.ts';
import type { Destination, TargetStream } from '../ports/destination.ts';
import { nowUtc } from '../ports/time.ts';
import type { EngineDeps } from './deps.ts';
import { sha256 } from './hash.ts';

/**
 * Makes the destination's shape fit the stream, unless it needs none, or that was done for this very mapping before. What is changed goes into
 * the audit trail with its SQL.
 */
export async function prepareDestination(
  deps: EngineDeps,
  options: { destination: Destination; flowId: string; target: TargetStream; signal: AbortSignal },
): Promise<void> {
  const { destination, flowId, target, signal } = options;
  if (destination.capabilities.isShapeless === true) return;
  const { shapeVersion } = destination.capabilities;
  const wanted = sha256(JSON.stringify(shapeVersion === undefined ? target.mapping : [shapeVersion, target.mapping]));
  if (deps.store.streams.get(flowId, target.id).plannedHash === wanted) return;
  const plan = await destination.plan([target], signal);
  await destination.applyPlan(plan, signal);
  deps.store.transaction(() => {
    deps.store.streams.update(flowId, target.id, { plannedHash: wanted });
    for (const change of plan.changes) {
      deps.store.audit.append(nowUtc(deps.clock), 'schema.changed', change.object, {
        kind: change.kind,
        sql: change.sql,
      });
    }
  });
}

/**
 * Forgets that the shape fits, when the destination shows that somebody removed a part of it. What had landed there is gone with
 * it: nothing counts as confirmed any more, and every record is compared anew.
 */
export function forgetPreparation(deps: EngineDeps, flowId: string, streamId: string, error: unknown): boolean {
  if (!isAppError(error) || !error.code.endsWith('_OBJECT_MISSING')) return false;
  deps.store.transaction(() => {
    deps.store.streams.update(flowId, streamId, { plannedHash: null, hashesVoid: true, unverified: true });
  });
  return true;
}
