import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { ErrorDto } from '../../../shared/errors/error-dto.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import { metAnother } from '../../../shared/model/installation.ts';
import { rejectedOfPath } from '../../lib/paths.ts';
import { pathOf } from '../../lib/router.tsx';
import { agreementOf } from '../runs/sums.ts';

export type Overview = OutputOf<'flows.overview'>[number];

/** Where the fix of a flow's trouble is. */
export type Fix =
  | { readonly kind: 'credentials' | 'check'; readonly connectionId: string }
  | { readonly kind: 'totals' | 'run'; readonly runId: string }
  | { readonly kind: 'flow' }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'vault' };

/** What keeps the data of a flow from being in. */
export interface Trouble {
  readonly fix: Fix;
  /** Null where records are rejected or totals differ: then the numbers say it. */
  readonly error: ErrorDto | null;
  /** False where it goes on by itself and a person can only look. */
  readonly needsPerson: boolean;
}

/** What is wrong with a flow and where it is put right; null if nothing is, also where a person paused it. */
export function troubleOf(row: Overview, connections: readonly Connection[]): Trouble | null {
  const error = errorOf(row);
  if (error !== null && row.state !== 'running') {
    return { fix: fixOf(row, error, connections), error, needsPerson: !passes(row, error) };
  }
  if (row.lastRun !== null && row.lastRun.state !== 'running' && agreementOf(row.lastRun).differing > 0) {
    return { fix: { kind: 'totals', runId: row.lastRun.id }, error: null, needsPerson: true };
  }
  if (row.openRejections > 0) return { fix: { kind: 'rejected' }, error: null, needsPerson: true };
  return null;
}

/** Route to the place of a fix; null for the vault, which is a dialog and no place. */
export function routeOfFix(fix: Fix, flowId: string): string | null {
  switch (fix.kind) {
    case 'credentials':
    case 'check':
      return pathOf('connections', fix.connectionId, fix.kind);
    case 'totals':
      return pathOf('runs', fix.runId, 'totals');
    case 'run':
      return pathOf('runs', fix.runId);
    case 'flow':
      return pathOf('flows', flowId);
    case 'rejected':
      return rejectedOfPath(flowId);
    case 'vault':
      return null;
  }
}

/** The one error that stands in the way: of the flow, of its last run, of a stream. */
function errorOf(row: Overview): ErrorDto | null {
  const stopped = row.flow.paused?.error ?? null;
  if (stopped !== null) return stopped;
  const ended = row.lastRun?.state === 'running' ? null : row.lastRun;
  const inRun = ended?.error ?? ended?.streams.find((stream) => stream.error !== null)?.error ?? null;
  return inRun ?? row.streams.find((stream) => stream.paused !== null)?.paused ?? null;
}

function passes(row: Overview, error: ErrorDto): boolean {
  return row.flow.paused === null && (error.kind === 'transient' || error.kind === 'rate-limited');
}

function fixOf(row: Overview, error: ErrorDto, connections: readonly Connection[]): Fix {
  const run: Fix = row.lastRun === null ? { kind: 'flow' } : { kind: 'run', runId: row.lastRun.id };
  if (error.code === 'VAULT_LOCKED') return { kind: 'vault' };
  if (error.code === 'ENGINE_TOTALS_DIFFER' && row.lastRun !== null) return { kind: 'totals', runId: row.lastRun.id };
  if (metAnother(error)) return { kind: 'flow' };
  if (error.code === 'ENGINE_MAPPING_INVALID' || error.code === 'DATABRICKS_PLAN_CONFLICT') return { kind: 'flow' };
  const connectionId = connectionOf(row, error, connections);
  if (connectionId === null) return run;
  if (error.kind === 'auth' || error.code.startsWith('VAULT_') || error.code.endsWith('_SETTING_INVALID')) {
    return { kind: 'credentials', connectionId };
  }
  return error.kind === 'permission' || error.kind === 'config' || error.code.startsWith('HTTP_')
    ? { kind: 'check', connectionId }
    : run;
}

/** The connection an error is about: by the system that its code names, else by the host that it names. */
function connectionOf(row: Overview, error: ErrorDto, connections: readonly Connection[]): string | null {
  const { sourceConnectionId, destinationConnectionId } = row.flow;
  const own = connections.filter(({ id }) => id === sourceConnectionId || id === destinationConnectionId);
  const bySystem = own.find(({ system }) => error.code.startsWith(`${system.toUpperCase()}_`));
  const { host, connectionId } = error.details;
  const byDetail = own.find(
    (one) => one.id === connectionId || (typeof host === 'string' && (one.settings['host'] ?? '').includes(host)),
  );
  return (bySystem ?? byDetail)?.id ?? null;
}
