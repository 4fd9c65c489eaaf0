import { pathOf, queryOf } from './router.tsx';

/** Which runs a link shows: those of one flow, or only those that started in a stretch of time (`fromUtc` included, `toUtc` not). */
export interface RunsOf {
  readonly flowId: string;
  readonly fromUtc?: string;
  readonly toUtc?: string;
}

/** Route of the Runs screen with these filters set. */
export function runsPath({ flowId, fromUtc, toUtc }: RunsOf): string {
  return `/runs?${queryOf({ flowId, fromUtc, toUtc })}`;
}

/** Route of one run. */
export function runPath(runId: string): string {
  return pathOf('runs', runId);
}

/** Route of one record: every version of it, and where it stands. */
export function recordPath(record: { readonly flowId: string; readonly stream: string; readonly key: string }): string {
  return pathOf('records', record.flowId, record.stream, record.key);
}

/** Route of the rejected records of a flow that are still open. */
export function rejectedOfPath(flowId: string): string {
  return `/rejected?${queryOf({ flowId })}`;
}

/** Route of the records of a flow that wait for reference data. */
export function heldOfPath(flowId: string): string {
  return `/held?${queryOf({ flowId })}`;
}

/** Route of one held record. */
export function heldPath(id: string): string {
  return pathOf('held', id);
}

/** Which messages a link shows. */
export interface MessagesOf {
  readonly flowId?: string;
  readonly ruleId?: string;
  readonly runId?: string;
  /** A state, or `needs`, `waiting`, `told`, `silent` for those that belong together. */
  readonly state?: string;
}

/** Route of the Messages screen with these filters set. */
export function messagesPath({ flowId, ruleId, runId, state }: MessagesOf): string {
  return `/messages?${queryOf({ flowId, ruleId, runId, state })}`;
}

/** Route of the rules of a flow that posts messages. */
export function rulesPath(flowId: string): string {
  return pathOf('flows', flowId, 'rules');
}

/** Route of one entry of the rejected records. */
export function rejectedPath(id: string): string {
  return pathOf('rejected', id);
}
