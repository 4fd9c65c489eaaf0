import { AppError } from '../../../shared/errors/app-error.ts';
import type { SourcePage } from '../../ports/source.ts';
import type { ExactRow } from './api.ts';
import { emptyPage, pageOf, readNamedDocuments } from './read-documents.ts';
import { idOf, keyBeginning, keyOf } from './record.ts';
import { ask, datedWithin, modifiedSince, wholeQuery, type Reading } from './requests.ts';
import type { StreamSpec, VersionFeed } from './streams/spec.ts';
import { FIRST_VERSION, type WindowPart } from './windows.ts';

const VERSION = /^\d{1,19}$/;

/** What is read of one company. */
export interface PartReading extends Reading {
  readonly spec: StreamSpec;
  readonly part: WindowPart;
}

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

/** Records as the resource gives them. What Exact announces holds for the first page: rows may come while the others are read. */
async function* readRecords(
  reading: PartReading,
  narrowed: { readonly filter?: string; readonly orderby?: string },
): AsyncGenerator<SourcePage, number | null> {
  const { spec, part } = reading;
  const query = { ...wholeQuery(spec), ...narrowed, ...(spec.counts ? { count: true } : {}) };
  let announced: number | null = null;
  let isFirst = true;
  for await (const page of ask(reading, spec.resource, query, spec.label)) {
    if (isFirst) announced = page.count;
    isFirst = false;
    yield pageOf(spec, companyOf(part), page.rows, page);
  }
  return announced;
}

/**
 * Records by row version. Deletions come first: what is deleted after them is for the next window, and what is read after them is
 * there. The feed is read to its end before documents are fetched, so that a change in between has a higher version than was told.
 */
export async function* readVersions(reading: PartReading): AsyncGenerator<SourcePage, FeedEnd> {
  const { spec, part } = reading;
  const { feed } = spec;
  if (feed.kind !== 'version') throw new AppError('APP_INTERNAL', 'internal', { phase: 'read' });
  const deleted = await readDeleted(reading, feed);
  const isWhole = part.way === 'whole';
  if (!isWhole && feed.deleted.names !== 'line' && deleted.keys.length > 0)
    yield { ...emptyPage, gone: deleted.keys.map((id) => keyOf(part.code, id)) };
  const changed = new Set<string>();
  const run = yield* readRows(reading, feed, changed);
  if (!feed.rowsAreRecords) yield* readNamedDocuments(spec, companyOf(part), reading, [...changed]);
  if (part.way !== 'changes') yield { ...emptyPage, complete: [keyBeginning(part.code)] };
  return {
    version: run.version,
    deletedVersion: deleted.version,
    linesGone: part.way === 'changes' && feed.deleted.names !== 'record' && deleted.keys.length > 0,
    announced: null,
    isSound: run.isSound,
  };
}

/** Rows of a feed: themselves records, or naming them. For keys alone it is read from its beginning. */
async function* readRows(
  reading: PartReading,
  feed: VersionFeed,
  changed: Set<string>,
): AsyncGenerator<SourcePage, { version: string; isSound: boolean }> {
  const { spec, part } = reading;
  const known = BigInt(part.version);
  const from = part.way === 'keys' ? FIRST_VERSION : part.version;
  const select = ['Timestamp', ...(feed.rowsAreRecords ? spec.header.map(({ name }) => name) : [feed.key])];
  const query = { select, filter: `Timestamp gt ${from}L` };
  let highest = known;
  let isSound = true;
  for await (const page of ask(reading, feed.resource, query, `${spec.label} that changed`)) {
    const present = new Set<string>();
    for (const row of page.rows) {
      const version = versionIn(row, spec);
      if (version > highest) highest = version;
      if (version <= BigInt(from)) isSound = false;
      if (feed.rowsAreRecords) continue;
      const id = idIn(row, feed.key, spec);
      if (version > known || part.way === 'whole') changed.add(id);
      else present.add(keyOf(part.code, id));
    }
    if (feed.rowsAreRecords) yield pageOf(spec, companyOf(part), page.rows, page);
    else yield { ...emptyPage, bytes: page.bytes, sourceMs: page.sourceMs, ...presentOf(part, present) };
  }
  return { version: String(highest), isSound };
}

function presentOf({ way }: WindowPart, present: ReadonlySet<string>): Pick<SourcePage, 'present'> {
  return way === 'keys' ? { present: [...present] } : {};
}

async function readDeleted(reading: PartReading, feed: VersionFeed): Promise<{ keys: string[]; version: string }> {
  const { spec, part } = reading;
  const filter = `Timestamp gt ${part.deletedVersion}L and EntityType eq ${String(feed.deleted.type)}`;
  const query = { select: ['Timestamp', 'EntityKey', 'EntityType'], filter };
  let highest = BigInt(part.deletedVersion);
  const keys = new Set<string>();
  for await (const page of ask(reading, 'sync/Deleted', query, `${spec.label} that were deleted`)) {
    for (const row of page.rows) {
      const version = versionIn(row, spec);
      if (version > highest) highest = version;
      keys.add(idIn(row, 'EntityKey', spec));
    }
  }
  return { keys: [...keys], version: String(highest) };
}

function versionIn(row: ExactRow, spec: StreamSpec): bigint {
  const version = row['Timestamp'];
  if (typeof version === 'string' && VERSION.test(version)) return BigInt(version);
  throw unusable(spec, 'a row of its feed has no row version');
}

/** A row that names no document cannot be passed over: its document would be lost. */
function idIn(row: ExactRow, field: string, spec: StreamSpec): string {
  const id = idOf(row, field);
  if (id === null) throw unusable(spec, `a row of its feed has no ${field}`);
  return id;
}

function unusable(spec: StreamSpec, reason: string): AppError {
  return new AppError('EXACT_FEED_UNUSABLE', 'transient', { phase: 'read', details: { stream: spec.label, reason } });
}

function companyOf({ code, name, currency }: WindowPart): { code: number; name: string; currency: string | null } {
  return { code, name, currency };
}
