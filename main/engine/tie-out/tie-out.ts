import { AppError } from '../../../shared/errors/app-error.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import { compareReport, differs, mergeGroups, stateOf, type SummedGroup } from '../../../shared/tie-out/compare.ts';
import type { ReportRow, TieOut, TieOutNote, TieOutParameters } from '../../../shared/tie-out/model.ts';
import { understandReport } from '../../../shared/tie-out/understand.ts';
import type { GroupedSumsRequest } from '../../ports/destination.ts';
import type { TieOutDefinition } from '../../ports/integration.ts';
import { nowUtc } from '../../ports/time.ts';
import { findIntegration, type EngineDeps } from '../deps.ts';
import type { Runner } from '../runner.ts';
import { whoAsks } from '../who-asks.ts';
import { groupOf } from './contribution.ts';
import { lookAtMissing, type Missing } from './missing.ts';
import { daysOf, definitionOf, requestFor } from './request.ts';
import { lessSums, lookAtStored, type StoredLook } from './stored.ts';

export interface TieOutInput {
  readonly parameters: TieOutParameters;
  /** The report as it was pasted or typed. */
  readonly entered: string;
}

/**
 * Compares a report of the source with what landed, as the destination computes it now and as it is stored here, and keeps the
 * result. Throws TIE_OUT_NOT_UNDERSTOOD naming the first line, TIE_OUT_EMPTY, TIE_OUT_NOT_OFFERED, TIE_OUT_COLUMN_MISSING and
 * what the destination throws; then nothing is stored.
 */
export async function makeTieOut(
  deps: EngineDeps,
  runner: Pick<Runner, 'runningOf'>,
  input: TieOutInput,
  signal: AbortSignal,
): Promise<Omit<TieOut, 'flowName'>> {
  const { parameters, entered } = input;
  const flow = flowOf(deps, parameters.flowId);
  const rows = readRows(entered, parameters);
  const { request, definition } = planTieOut(deps, flow, parameters);
  const landed = await askDestination(deps, flow, request, signal);
  const scope = { store: deps.store, flowId: flow.id, request, reportedAtUtc: parameters.reportedAtUtc, signal };
  const less = await lessSums(scope);
  const stored = await lookAtStored({ ...scope, less });
  const missing = lookAtMissing({ ...scope, less });
  const causes = [...missing.causes, ...stored.causes];
  const lines = compareReport({ rows, landed, stored: stored.groups, causes });
  const isBusy = runner.runningOf(flow.id) !== null;
  const tieOut = {
    id: deps.random.uuid(),
    flowId: flow.id,
    atUtc: nowUtc(deps.clock),
    by: whoAsks(deps.store),
    parameters,
    entered,
    state: stateOf(lines),
    lines,
    notes: notesOf({ deps, flow, definition, parameters, stored, missing, isBusy }),
  };
  keep(deps, tieOut);
  return tieOut;
}

/** The request of a kind for a flow, with its definition. Throws as `makeTieOut` does. */
export function planTieOut(
  deps: EngineDeps,
  flow: Flow,
  parameters: TieOutParameters,
): { readonly request: GroupedSumsRequest; readonly definition: TieOutDefinition } {
  const integration = findIntegration(deps.integrations, flow.integration);
  if (integration === undefined) throw new AppError('TIE_OUT_NOT_OFFERED', 'config', { details: { flow: flow.name } });
  const definition = definitionOf(flow, integration, parameters.kind);
  return { request: requestFor(flow, integration, definition, parameters), definition };
}

function flowOf({ store }: EngineDeps, id: string): Flow {
  const flow = store.flows.get(id);
  if (flow === null) throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 'flow', id } });
  return flow;
}

function readRows(entered: string, { kind, numbers, company }: TieOutParameters): readonly ReportRow[] {
  const { rows, problems } = understandReport(entered, kind, { numbers, company });
  const [problem] = problems;
  if (problem !== undefined) {
    const { line, text } = problem;
    throw new AppError('TIE_OUT_NOT_UNDERSTOOD', 'config', {
      details: { line: String(line), text: text.slice(0, 120) },
    });
  }
  if (rows.length === 0) throw new AppError('TIE_OUT_EMPTY', 'config');
  return rows;
}

async function askDestination(
  deps: EngineDeps,
  flow: Flow,
  request: GroupedSumsRequest,
  signal: AbortSignal,
): Promise<SummedGroup[]> {
  const connection = deps.store.connections.get(flow.destinationConnectionId);
  if (connection === null) {
    throw new AppError('APP_NOT_FOUND', 'config', {
      details: { what: 'connection', id: flow.destinationConnectionId },
    });
  }
  const destination = deps.openDestination(connection, flow);
  try {
    if (destination.groupedSums === undefined) {
      throw new AppError('TIE_OUT_NOT_OFFERED', 'config', { details: { flow: flow.name } });
    }
    const groups = await destination.groupedSums(request, signal);
    return mergeGroups(groups.map((group) => groupOf(request, group)));
  } finally {
    await destination.close();
  }
}

interface NoteParts {
  readonly deps: EngineDeps;
  readonly flow: Flow;
  readonly definition: TieOutDefinition;
  readonly parameters: TieOutParameters;
  readonly stored: StoredLook;
  readonly missing: Missing;
  readonly isBusy: boolean;
}

function notesOf(parts: NoteParts): TieOutNote[] {
  const { stored, missing, isBusy } = parts;
  const since = windowStart(parts);
  return [
    ...(since === null ? [] : [{ note: 'outside-window' as const, values: { date: since } }]),
    ...(stored.removed === 0 ? [] : [{ note: 'contents-removed' as const, values: { count: String(stored.removed) } }]),
    ...(stored.changed <= 1_000 ? [] : [{ note: 'many-changes' as const, values: { count: String(stored.changed) } }]),
    ...(missing.withoutAccount === 0
      ? []
      : [{ note: 'without-account' as const, values: { count: String(missing.withoutAccount) } }]),
    ...(isBusy ? [{ note: 'busy' as const, values: {} }] : []),
  ];
}

/** First day of the window that each run reads again, where the report is about days before it; null else. */
function windowStart({ deps, flow, definition, parameters }: NoteParts): string | null {
  const { windowDays } = definition;
  if (windowDays === null) return null;
  const settings = deps.store.connections.get(flow.sourceConnectionId)?.settings ?? {};
  const days = Number(settings[windowDays.setting] ?? windowDays.usual) || Number(windowDays.usual);
  const first = new Date(deps.clock.now() - days * 86_400_000).toISOString().slice(0, 10);
  const { from } = daysOf(parameters);
  return from === null || from < first ? first : null;
}

function keep({ store, clock, publish }: EngineDeps, tieOut: Omit<TieOut, 'flowName'>): void {
  const figures = tieOut.lines.flatMap((line) => line.figures);
  const counts = { compared: figures.length, differing: figures.filter(differs).length };
  const { kind, period, asOf, company } = tieOut.parameters;
  store.transaction(() => {
    store.tieOuts.add(tieOut, counts);
    const details = { tieOut: tieOut.id, kind, period, asOf, company, state: tieOut.state, ...counts };
    store.audit.append(nowUtc(clock), 'proof.tied-out', tieOut.flowId, details);
  });
  publish({ topic: 'changed', subject: 'proof' });
}
