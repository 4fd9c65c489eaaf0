import type { Destination } from '../../ports/destination.ts';
import type { EngineDeps } from '../deps.ts';
import type { WindowTold } from '../gone/window-told.ts';
import type { Stage } from '../stage.ts';
import type { StreamRun } from '../stream-run.ts';

export interface ReleaseRequest {
  readonly destination: Destination;
  readonly run: StreamRun;
  readonly told: WindowTold;
  readonly signal: AbortSignal;
  /** A stage whose sequence is newer than the window's. */
  readonly stage: Stage;
  flush(stage: Stage): Promise<void>;
}

/**
 * Judges held documents again, from their stored source records, whose reference data came or changed, or that a person released: what is
 * sound now is staged, the others go on waiting. They count as read by this run. Call it once its window is staged whole, so that what the
 * window brought, or has named as gone or unreadable, stands.
 */
export async function releaseHeld(deps: EngineDeps, request: ReleaseRequest): Promise<void> {
  const { run, told, signal, stage } = request;
  if (run.plan.definition.waitsFor === undefined) return;
  const { held } = deps.store;
  const before = run.read;
  for (let after = ''; ;) {
    const { checked } = run.dimensions;
    const ids = held.toJudge(run.flowId, run.id, { checked, after });
    if (ids.length === 0) break;
    for (const id of ids) {
      signal.throwIfAborted();
      const record = held.source(id);
      if (record === null || told.isNamed(record.key)) continue;
      stage.add(record);
      if (stage.isFull) await request.flush(stage);
    }
    await request.flush(stage);
    after = ids.at(-1) ?? after;
  }
  if (run.read > before) run.set({ heldAgain: run.read - before });
}
