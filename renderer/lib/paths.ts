import { pathOf } from './router.tsx';

/** Which runs a link shows: those of one flow that started in a stretch of time (`fromUtc` included, `toUtc` not). */
export interface RunsOf {
  readonly flowId: string;
  readonly fromUtc: string;
  readonly toUtc: string;
}

/** Route of the Runs screen with these filters set. */
export function runsPath({ flowId, fromUtc, toUtc }: RunsOf): string {
  return pathOf('runs', 'of', flowId, fromUtc, toUtc);
}

/** Route of one run. */
export function runPath(runId: string): string {
  return pathOf('runs', runId);
}

/** Route of one record: every version of it, and where it stands. */
export function recordPath(record: { readonly flowId: string; readonly stream: string; readonly key: string }): string {
  return pathOf('records', record.flowId, record.stream, record.key);
}

/** Route of the list of records that a run carried. */
export function recordsOfRunPath(runId: string): string {
  return pathOf('records', 'run', runId);
}

/** Route of one entry of the rejected records. */
export function rejectedPath(id: string): string {
  return pathOf('rejected', id);
}
