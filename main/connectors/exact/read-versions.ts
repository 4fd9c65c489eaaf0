import { AppError } from '../../../shared/errors/app-error.ts';
import type { SourcePage } from '../../ports/source.ts';
import type { ExactRow } from './api.ts';
import { companyOf, idIn, unusable, type PartReading } from './part-reading.ts';
import { emptyPage, pageOf, readNamedDocuments } from './read-documents.ts';
import type { FeedEnd } from './read-feed.ts';
import { keyBeginning, keyOf } from './record.ts';
import { ask } from './requests.ts';
import type { StreamSpec, VersionFeed } from './streams/spec.ts';
import { FIRST_VERSION, type WindowPart } from './windows.ts';

const VERSION = /^\d{1,19}$/;
/**
 * Rows of a feed that are read before the documents that they name. A reading that goes on reads at most so many of them again (200 requests), and
 * a document whose lines lie further apart is fetched more than once.
 */
const ROWS_AT_ONCE = 200_000;

/**
 * Records by row version. Deletions come first: what is deleted after them is for the next window, and what is read after them is
 * there. The feed is read before the documents that it names, so that a change in between has a higher version than was told.
 */
export async function* readVersions(reading: PartReading): AsyncGenerator<SourcePage, FeedEnd> {
  const { spec, part, progress } = reading;
  const { feed } = spec;
  if (feed.kind !== 'version') throw new AppError('APP_INTERNAL', 'internal', { phase: 'read' });
  const deleted = await readDeleted(reading, feed);
  progress.deletedVersion = deleted.version;
  progress.deleted = deleted.keys;
  const isWhole = part.way === 'whole';
  if (!isWhole && feed.deleted.names !== 'line' && deleted.keys.length > 0)
    yield { ...emptyPage, gone: deleted.keys.map((id) => keyOf(part.code, id)) };
  const run = yield* readRows(reading, feed);
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
): AsyncGenerator<SourcePage, { version: string; isSound: boolean }> {
  const { spec, part, progress } = reading;
  const known = BigInt(part.version);
  const from = part.way === 'keys' ? FIRST_VERSION : part.version;
  const select = ['Timestamp', ...(feed.rowsAreRecords ? spec.header.map(({ name }) => name) : [feed.key])];
  const query = { select, filter: `Timestamp gt ${from}L` };
  const named = new Named();
  let highest = known;
  let isSound = true;
  for await (const page of ask(reading, feed.resource, query, `${spec.label} that changed`)) {
    const present = new Set<string>();
    const before = highest;
    for (const row of page.rows) {
      const version = versionIn(row, spec);
      if (version > highest) highest = version;
      if (version <= BigInt(from)) isSound = false;
      if (version <= before) named.inOrder = false;
      if (feed.rowsAreRecords) continue;
      const id = idIn(row, feed.key, spec);
      if (version > known || part.way === 'whole') named.add(id, version);
      else present.add(keyOf(part.code, id));
    }
    const given = feed.rowsAreRecords
      ? pageOf(spec, companyOf(part), page.rows, page)
      : { ...emptyPage, bytes: page.bytes, sourceMs: page.sourceMs, ...presentOf(part, present) };
    yield given;
    progress.took(given);
    named.rows += page.rows.length;
    if (!named.inOrder) progress.version = null;
    else if (feed.rowsAreRecords) progress.version = String(highest);
    else if (named.rows >= ROWS_AT_ONCE) yield* fetchNamed(reading, named);
  }
  yield* fetchNamed(reading, named);
  return { version: String(highest), isSound };
}

/** Documents that rows of a feed named, and were not fetched yet: each with the highest version that named it. */
class Named {
  /** No page of the feed had a version that is not above those before it. Exact promises no order (reference page §3.6). */
  inOrder = true;
  rows = 0;
  readonly #versions = new Map<string, bigint>();

  add(id: string, version: bigint): void {
    const known = this.#versions.get(id);
    if (known === undefined || version > known) this.#versions.set(id, version);
  }

  /** By their versions, so that up to that of the last one fetched nothing is missing. */
  take(): [id: string, version: bigint][] {
    const all = [...this.#versions].sort(([, a], [, b]) => (a < b ? -1 : 1));
    this.#versions.clear();
    this.rows = 0;
    return all;
  }
}

async function* fetchNamed(reading: PartReading, named: Named): AsyncGenerator<SourcePage> {
  const { spec, part, progress } = reading;
  const documents = named.take();
  const versions = new Map(documents);
  const ids = documents.map(([id]) => id);
  const pages = readNamedDocuments(spec, companyOf(part), reading, ids, (last) => {
    if (named.inOrder) progress.version = String(versions.get(last) ?? part.version);
  });
  for await (const page of pages) {
    yield page;
    progress.took(page);
  }
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
