import { AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import type { CheckStep } from '../../../shared/model/check.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type { TargetStream } from '../../ports/destination.ts';
import { getWarehouse, listCatalogs } from './catalog.ts';
import { planStreams } from './plan.ts';
import { query, type Session } from './session.ts';
import { createSchema, createTable, createVolume } from './sql/ddl.ts';
import { selectOne } from './sql/reads.ts';
import { batchesShape } from './sql/shapes.ts';
import { batchFolder, stageTables } from './stage.ts';

/** What a step found, in words; a warning does not end the check. */
interface Finding {
  readonly detail: string;
  readonly warning?: boolean;
}

interface Step {
  readonly id: string;
  readonly label: string;
  run(session: Session, signal: AbortSignal): Promise<Finding>;
}

/**
 * Checks a connection from the outside in, each step named and timed. A failed step ends what depends on it; those are reported as
 * skipped. Running SELECT 1 wakes the warehouse, and says so. Never throws for a failed step; throws when cancelled.
 */
export async function* checkConnection(
  context: ConnectorContext,
  open: () => Session,
  streams: readonly TargetStream[],
  signal: AbortSignal,
): AsyncIterable<CheckStep> {
  let failed = false;
  for (const step of stepsFor(streams)) {
    const base = { id: step.id, label: step.label };
    if (failed) {
      yield { ...base, state: 'skipped', durationMs: null, detail: null, error: null };
      continue;
    }
    yield { ...base, state: 'running', durationMs: null, detail: null, error: null };
    const startedAt = context.clock.now();
    const timed = (): { durationMs: number } => ({ durationMs: context.clock.now() - startedAt });
    try {
      const finding = await step.run(open(), signal);
      const state = finding.warning === true ? 'warning' : 'passed';
      yield { ...base, state, ...timed(), detail: finding.detail, error: null };
    } catch (error) {
      if (signal.aborted) throw error;
      failed = true;
      yield { ...base, state: 'failed', ...timed(), detail: null, error: toErrorDto(error) };
    }
  }
}

function stepsFor(streams: readonly TargetStream[]): Step[] {
  const steps: Step[] = [
    {
      id: 'address',
      label: 'Settings and address',
      run: (session) => Promise.resolve({ detail: session.settings.address }),
    },
    { id: 'tls', label: 'Network and TLS', run: reach },
    { id: 'authenticate', label: 'Sign in', run: signIn },
    { id: 'warehouse', label: 'SQL warehouse', run: findWarehouse },
    { id: 'select-one', label: 'Run SELECT 1 (this wakes the warehouse)', run: runSelectOne },
    { id: 'catalog', label: 'Catalog', run: findCatalog },
    { id: 'schema', label: 'Schema: make it if it is missing', run: makeSchema },
    { id: 'table', label: 'Table _mlc_batches: make it if it is missing', run: makeTable },
    { id: 'volume', label: 'Volume: make it if it is missing, write and delete a small file', run: makeVolume },
  ];
  if (streams.length === 0) return steps;
  const tables: Step = {
    id: 'tables',
    label: 'Tables of the chosen streams (nothing is changed)',
    run: (session, signal) => comparePlan(session, streams, signal),
  };
  return [...steps, tables];
}

/** Through the network probe where the host has one; else by the one address that answers without a token. */
async function reach(session: Session, signal: AbortSignal): Promise<Finding> {
  const { address } = session.settings;
  const { probe, http } = session.context;
  if (probe !== undefined) {
    const route = await probe.route(address);
    const tls = await probe.tls(address, signal);
    const way = route.proxy === null ? 'directly' : `through the proxy ${route.proxy}`;
    if (tls === null) return { detail: `reached ${way}, without TLS` };
    const inspected = tls.inspectedBy === null ? '' : `; the traffic is inspected by ${tls.inspectedBy}`;
    return { detail: `reached ${way}, ${tls.protocol}${inspected}`, warning: tls.inspectedBy !== null };
  }
  const response = await http.request({
    method: 'GET',
    url: `${address}/oidc/.well-known/oauth-authorization-server`,
    purpose: 'reach',
    repeatable: true,
    expects: 'any',
    signal,
    // Any answer of the workspace shows that it can be reached.
    accept: [400, 401, 403, 404],
  });
  response.discard();
  return { detail: address.startsWith('https:') ? 'reached over TLS' : 'reached on this computer, without TLS' };
}

async function signIn(session: Session, signal: AbortSignal): Promise<Finding> {
  await session.api.authenticate(signal);
  const response = await session.api.send({
    method: 'GET',
    path: '/api/2.0/preview/scim/v2/Me',
    purpose: 'who am I',
    phase: 'check',
    what: 'the signed-in account',
    signal,
    // Some workspaces do not let service principals ask; that says nothing about the token.
    accept: [404],
  });
  if (response.status === 404) {
    response.discard();
    return { detail: 'signed in' };
  }
  const me = (await response.json()) as { displayName?: unknown; userName?: unknown } | null;
  const name = [me?.displayName, me?.userName].find((part) => typeof part === 'string' && part !== '');
  return { detail: typeof name === 'string' ? `signed in as ${name}` : 'signed in' };
}

async function findWarehouse(session: Session, signal: AbortSignal): Promise<Finding> {
  const warehouse = await getWarehouse(session.api, { phase: 'check', signal });
  const name = warehouse.name ?? warehouse.id;
  const state = (warehouse.state ?? 'unknown').toLowerCase();
  if (state === 'deleted' || state === 'deleting') throw unusable(name, `it is ${state}`);
  if (warehouse.health?.status === 'FAILED') throw unusable(name, warehouse.health.summary ?? 'its health is FAILED');
  const minutes = warehouse.auto_stop_mins;
  const stop =
    minutes === undefined
      ? ''
      : minutes === 0
        ? ', never stops by itself'
        : `, stops after ${String(minutes)} idle minutes`;
  return { detail: `${name}, ${state}${stop}`, warning: minutes === 0 };
}

function unusable(warehouse: string, reason: string): AppError {
  return new AppError('DATABRICKS_WAREHOUSE_UNUSABLE', 'config', { phase: 'check', details: { warehouse, reason } });
}

async function runSelectOne(session: Session, signal: AbortSignal): Promise<Finding> {
  const rows = await query(
    session,
    { purpose: 'select one', sql: selectOne, parameters: {} },
    { phase: 'check', signal },
  );
  if (rows[0]?.['one'] !== '1')
    throw new AppError('DATABRICKS_ANSWER_UNREADABLE', 'transient', {
      phase: 'check',
      details: { reason: 'SELECT 1 did not give 1' },
    });
  return { detail: 'the warehouse is awake and answers' };
}

async function findCatalog(session: Session, signal: AbortSignal): Promise<Finding> {
  const { catalog } = session.place;
  const catalogs = await listCatalogs(session.api, { phase: 'check', signal });
  if (catalogs.some((name) => name.toLowerCase() === catalog.toLowerCase())) return { detail: catalog };
  const what = `a catalog ${catalog} (or the account may not see it)`;
  throw new AppError('DATABRICKS_NOT_FOUND', 'config', { phase: 'check', details: { what } });
}

async function execute(session: Session, sql: string, signal: AbortSignal): Promise<void> {
  await session.runner.run({ purpose: 'check', sql, parameters: {} }, { phase: 'check', signal, cancelOnAbort: true });
}

async function makeSchema(session: Session, signal: AbortSignal): Promise<Finding> {
  await execute(session, createSchema(session.place), signal);
  return { detail: session.place.schema };
}

async function makeTable(session: Session, signal: AbortSignal): Promise<Finding> {
  await execute(session, createTable(session.place, batchesShape), signal);
  return { detail: 'tables may be made' };
}

async function makeVolume(session: Session, signal: AbortSignal): Promise<Finding> {
  await execute(session, createVolume(session.place), signal);
  const name = `check-${session.context.random.uuid()}`;
  const scope = { phase: 'check', signal } as const;
  await stageTables(session, name, [{ table: 'check', rows: ['{}'], bytes: 3 }], scope);
  await session.files.removeFolder(batchFolder(session, name), scope);
  return { detail: `${session.place.volume}: written and deleted` };
}

async function comparePlan(session: Session, streams: readonly TargetStream[], signal: AbortSignal): Promise<Finding> {
  const plan = await planStreams(session, streams, signal);
  const conflict = plan.conflicts[0];
  if (conflict !== undefined) return { detail: `${conflict.object}: ${conflict.text} ${conflict.next}`, warning: true };
  return {
    detail:
      plan.changes.length === 0
        ? 'ready'
        : `${String(plan.changes.length)} changes are planned; the preview shows them`,
  };
}
