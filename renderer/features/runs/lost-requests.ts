import type { RetentionSweep } from '../../../shared/model/retention.ts';
import type { Run } from '../../../shared/model/run.ts';

/** Whether the run ended before what the last removal took, so that its requests went with it. */
export function hasLostRequests(run: Pick<Run, 'endedAtUtc'>, lastRemoval: RetentionSweep | null | undefined): boolean {
  const beforeUtc = lastRemoval?.beforeUtc ?? null;
  return beforeUtc !== null && run.endedAtUtc !== null && run.endedAtUtc < beforeUtc;
}
