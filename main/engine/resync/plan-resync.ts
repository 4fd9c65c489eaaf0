import { AppError } from '../../../shared/errors/app-error.ts';
import { isByDocument, type RangeMeaning, type ResyncPart, type ResyncPlan } from '../../../shared/resync/resync.ts';
import { isDay, splitRange, type DayRange } from '../../../shared/resync/split-range.ts';
import { findIntegration, type EngineDeps } from '../deps.ts';

/** A range of days of one stream of a flow. */
export interface RangeRequest extends DayRange {
  readonly flowId: string;
  readonly stream: string;
}

const longestYears = 10;

/**
 * What a re-sync would read, in how many parts, and what its days mean. Asks neither system. Throws APP_NOT_FOUND for a flow, or a
 * stream that the flow does not read, and RESYNC_RANGE_UNSOUND.
 */
export async function planResync(deps: EngineDeps, request: RangeRequest): Promise<ResyncPlan> {
  const { flowId, stream, from, to } = request;
  assertRange(request);
  const { label, rangeBy } = await streamOf(deps, request);
  const isDated = isByDocument(rangeBy);
  return {
    stream,
    label,
    rangeBy,
    // What has no days is read once, whole.
    parts: rangeBy === 'whole' ? [{ from, to }] : splitRange(request),
    known: isDated ? deps.store.documents.landedWithin(flowId, stream, request).length : null,
    canFindGone: isDated,
    movesCursor: false,
    openId: deps.store.resyncs.open(flowId)?.id ?? null,
  };
}

/** The parts of a plan, none of them begun. */
export function freshParts(plan: Pick<ResyncPlan, 'parts'>): ResyncPart[] {
  return plan.parts.map(({ from, to }, index) => ({
    number: index + 1,
    from,
    to,
    state: 'waiting',
    attempts: 0,
    runId: null,
    nextAttemptAtUtc: null,
    error: null,
    announced: null,
    counts: null,
    totals: [],
    gone: null,
    decision: null,
  }));
}

function assertRange({ from, to }: DayRange): void {
  const unsound = (reason: string) => new AppError('RESYNC_RANGE_UNSOUND', 'config', { details: { reason } });
  for (const day of [from, to]) if (!isDay(day)) throw unsound(`${day} is not a day of the calendar`);
  if (from > to) throw unsound('the last day is before the first');
  if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > longestYears) throw unsound('they are too far apart');
}

async function streamOf(
  deps: EngineDeps,
  { flowId, stream }: RangeRequest,
): Promise<{ label: string; rangeBy: RangeMeaning }> {
  const flow = deps.store.flows.get(flowId);
  const missing = (what: string, id: string) => new AppError('APP_NOT_FOUND', 'config', { details: { what, id } });
  if (flow === null) throw missing('flow', flowId);
  const isRead = flow.streams.some((one) => one.id === stream && one.enabled);
  const known = findIntegration(deps.integrations, flow.integration)?.streams.find((one) => one.id === stream);
  const connection = deps.store.connections.get(flow.sourceConnectionId);
  if (!isRead || known === undefined || connection === null) throw missing('stream', stream);
  const source = deps.openSource(connection);
  try {
    const rangeBy = source.streams.find((one) => one.id === stream)?.rangeBy;
    if (rangeBy === undefined) throw missing('stream', stream);
    return { label: known.label, rangeBy };
  } finally {
    await source.close();
  }
}
