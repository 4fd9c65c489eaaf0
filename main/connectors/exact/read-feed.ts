import type { SourcePage } from '../../ports/source.ts';
import type { ExactQuery } from './api.ts';
import { companyOf, idIn, type PartReading } from './part-reading.ts';
import { emptyPage, pageOf, readNamedDocuments } from './read-documents.ts';
import { keyBeginning } from './record.ts';
import { ask, countOf, datedWithin, modifiedSince, wholeQuery } from './requests.ts';

/** Where the feed of one company stands once it was read. */
export interface FeedEnd {
  readonly version: string | null;
  readonly deletedVersion: string | null;
  readonly linesGone: boolean;
  /** Records that Exact says the part holds; null where it says nothing. */
  readonly announced: number | null;
  /** False: row versions were lower than those read before. They were made anew, and where reading stands means nothing. */
  readonly isSound: boolean;
}

const modifiedEnd = { version: null, deletedVersion: null, linesGone: false, isSound: true } as const;

/** Records by the time of their last change; all of them where no moment is given. */
export async function* readModified(reading: PartReading): AsyncGenerator<SourcePage, FeedEnd> {
  const { part } = reading;
  const isWhole = part.way === 'whole' || part.since === null;
  if (part.goesOn !== null) {
    // What was listed before it went on is not among what this run reads: who sees a part of all says nothing of what is missing.
    yield* readRecords(reading, { skiptoken: part.goesOn.skiptoken });
    return { ...modifiedEnd, announced: null };
  }
  const changed = isWhole ? {} : { filter: modifiedSince(part.since ?? ''), orderby: 'Modified asc' };
  const announced = yield* readRecords(reading, changed);
  if (isWhole) yield { ...emptyPage, complete: [keyBeginning(part.code)] };
  return { ...modifiedEnd, announced };
}

/** Records dated within the days; by the dates of their lines where they have none of their own. */
export async function* readRange(
  reading: PartReading,
  days: { readonly from: string; readonly to: string },
): AsyncGenerator<SourcePage, FeedEnd> {
  const { spec } = reading;
  const { range } = spec;
  if (range === null) return { ...modifiedEnd, announced: yield* readRecords(reading, {}) };
  const filter = datedWithin(range.field, days);
  if (range.lines === null) return { ...modifiedEnd, announced: yield* readRecords(reading, { filter }) };
  const { resource, key } = range.lines;
  const ids = new Set<string>();
  for await (const page of ask(reading, resource, { select: [key], filter }, `${spec.label} by date`)) {
    for (const row of page.rows) ids.add(idIn(row, key, spec));
  }
  for await (const page of readNamedDocuments(spec, companyOf(reading.part), reading, [...ids])) {
    yield { ...page, records: page.records.filter(({ fields }) => isWithin(fields[spec.dateField ?? ''], days)) };
  }
  return { ...modifiedEnd, announced: null };
}

function isWithin(date: unknown, { from, to }: { readonly from: string; readonly to: string }): boolean {
  return typeof date === 'string' && date >= from && date <= to;
}

/**
 * Records as the resource gives them, and how many Exact says there are. That holds for the first page: where another number was read it is
 * asked for again, and where it is another by now, records came or went meanwhile and nothing is announced.
 */
async function* readRecords(
  reading: PartReading,
  narrowed: Pick<ExactQuery, 'filter' | 'orderby' | 'skiptoken'>,
): AsyncGenerator<SourcePage, number | null> {
  const { spec, part, progress } = reading;
  const query = { ...wholeQuery(spec), ...narrowed, ...(spec.counts ? { count: true } : {}) };
  let announced: number | null = null;
  let isFirst = true;
  for await (const page of ask(reading, spec.resource, query, spec.label)) {
    if (isFirst) announced = page.count;
    isFirst = false;
    const given = pageOf(spec, companyOf(part), page.rows, page);
    yield given;
    progress.took(given);
    progress.skiptoken = page.next;
    if (narrowed.orderby !== undefined)
      progress.changedAtUtc = given.records.at(-1)?.changedAt ?? progress.changedAtUtc;
  }
  if (announced === null || announced === progress.records) return announced;
  const { filter } = narrowed;
  const now = await countOf(reading, spec.resource, { key: spec.key, ...(filter === undefined ? {} : { filter }) });
  return now === announced ? announced : null;
}
