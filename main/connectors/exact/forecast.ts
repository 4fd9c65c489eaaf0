import type { ForecastPart, WindowRequest } from '../../ports/source.ts';
import type { SourceBudget } from '../../../shared/model/source-budget.ts';
import { countOf, datedWithin, modifiedSince, type Reading } from './requests.ts';
import type { StreamSpec } from './streams/spec.ts';
import { interrupted, type WindowPart } from './windows.ts';

const FEED_PAGE = 1000;
const DOCUMENTS_PER_CALL = 60;

/** What one stream needs of one company. Null where Exact does not say how many records there are. */
export type Calls = number | null;

/**
 * Requests that reading one part of a window needs. What changed since the last run is counted as one page of each feed: nobody can say
 * before it is read, and more than that is rare. Asks for counts alone: one or two requests.
 */
export async function callsFor(
  spec: StreamSpec,
  part: WindowPart,
  reading: Reading,
  request: WindowRequest,
): Promise<Calls> {
  if (part.way === 'refused' || part.way === 'left-out') return 0;
  const { feed } = spec;
  if (request.kind === 'range') return await rangeCalls(spec, reading, request);
  if (feed.kind === 'modified') {
    const filter = part.way === 'changes' && part.since !== null ? { filter: modifiedSince(part.since) } : {};
    const count = await countOf(reading, spec.resource, { key: spec.key, ...filter });
    return pages(count === null ? null : count - (part.goesOn?.read ?? 0), spec.pageSize);
  }
  // How much of the feed is left can be asked of no resource.
  if (part.way === 'changes' && part.why === interrupted) return null;
  const perFeed = part.way === 'changes' ? 0 : await countOf(reading, feed.counted.rows, { key: 'ID' });
  const documents =
    part.way === 'whole' && feed.counted.documents !== null
      ? await countOf(reading, feed.counted.documents, { key: spec.key })
      : 0;
  const ofFeed = pages(perFeed, FEED_PAGE);
  if (ofFeed === null || documents === null) return null;
  // One page of deletions.
  return 1 + ofFeed + Math.ceil(documents / DOCUMENTS_PER_CALL);
}

async function rangeCalls(
  spec: StreamSpec,
  reading: Reading,
  days: { readonly from: string; readonly to: string },
): Promise<Calls> {
  if (spec.range === null) return pages(await countOf(reading, spec.resource, { key: spec.key }), spec.pageSize);
  if (spec.range.lines !== null) return null;
  const filter = datedWithin(spec.range.field, days);
  return pages(await countOf(reading, spec.resource, { key: spec.key, filter }), spec.pageSize);
}

function pages(count: number | null, size: number): Calls {
  return count === null ? null : Math.max(1, Math.ceil(count / size));
}

/** Sums of each company, beside what of its budget may still be used. */
export function forecastPart(
  { code, name }: Pick<WindowPart, 'code' | 'name'>,
  calls: readonly Calls[],
  budget: SourceBudget | undefined,
): ForecastPart {
  const known = calls.filter((one) => one !== null);
  return {
    part: String(code),
    label: name,
    calls: known.length === calls.length ? known.reduce((sum, one) => sum + one, 0) : null,
    left: usable(budget, budget?.left),
    perDay: usable(budget, budget?.perDay),
    keptBack: budget === undefined || budget.perDay === null ? 0 : budget.keptBack,
    resetsAtUtc: budget?.resetsAtUtc ?? null,
  };
}

function usable(budget: SourceBudget | undefined, calls: number | null | undefined): number | null {
  return budget === undefined || calls === null || calls === undefined ? null : Math.max(0, calls - budget.keptBack);
}
