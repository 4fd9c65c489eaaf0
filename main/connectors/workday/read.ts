import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { ReadWindow, SourcePage } from '../../ports/source.ts';
import type { Answer, WorkdayClient } from './client.ts';
import type { SoapArgs } from './envelope.ts';
import type { StreamSpec } from './streams/streams.ts';
import { criteriaArgs, readsOf, type Read } from './windows.ts';

const KEYS_PER_CALL = 50;

interface PageRequest {
  readonly spec: StreamSpec;
  readonly asOf: string;
  readonly content: SoapArgs;
  readonly page: number;
  readonly count: number;
  readonly signal: AbortSignal;
}

function ask(client: WorkdayClient, request: PageRequest): AsyncGenerator<Answer> {
  const { spec, asOf, content, page, count, signal } = request;
  const filter = { As_Of_Entry_DateTime: asOf, Page: String(page), Count: String(count) };
  const args: SoapArgs = { ...content, Response_Filter: filter, Response_Group: spec.group };
  return client.call({ spec, args, today: asOf.slice(0, 10), signal });
}

/** What a read has met so far, by what its pages announced. */
interface Progress {
  readonly answer: Answer;
  /** Announced, less what was met that is not of the stream. */
  readonly total: number;
}

/**
 * The pages of a window, each in one or more parts: read to the last page by Total_Pages, all with the same moment and criteria.
 * `announced` is null until every read of the window has told its total, then their sum. Throws ENGINE_WINDOW_MOVED if a total
 * changes on the way.
 */
export async function* readWindow(
  client: WorkdayClient,
  spec: StreamSpec,
  window: ReadWindow,
  signal: AbortSignal,
): AsyncGenerator<SourcePage> {
  const { reads, pageSize } = readsOf(window);
  let before = 0;
  for (const [at, read] of reads.entries()) {
    let announcedHere = 0;
    const isLast = at === reads.length - 1;
    const options = { spec, asOf: window.asOf, count: pageSize, signal };
    for await (const { answer, total } of readOne(client, read, options)) {
      announcedHere = total;
      yield pageOf(answer, answer.records, spec.announcesRecords && isLast ? before + total : null);
    }
    before += announcedHere;
  }
}

function pageOf(answer: Answer, records: Answer['records'], announced: number | null): SourcePage {
  const { unreadable, bytes, sourceMs } = answer;
  return { records, unreadable, announced, bytes, sourceMs };
}

async function* readOne(
  client: WorkdayClient,
  read: Read,
  options: { spec: StreamSpec; asOf: string; count: number; signal: AbortSignal },
): AsyncGenerator<Progress> {
  const { spec, signal } = options;
  let first: Answer | undefined;
  let elements = 0;
  let leftOut = 0;
  for (let page = 1; ; page += 1) {
    signal.throwIfAborted();
    let last: Answer | undefined;
    for await (const answer of ask(client, { ...options, content: criteriaArgs(read, spec.operation), page })) {
      first ??= answer;
      assertSameTotals(first, answer, spec);
      last = answer;
      // What is not announced as records cannot be tied by the engine, so it is tied here.
      const isEnd = answer.isLast && page >= (answer.facts.totalPages ?? 0);
      const total = first.facts.totalResults ?? 0;
      const read = elements + answer.elements;
      if (isEnd && !spec.announcesRecords && read !== total) throw countDiffers(spec, total, read);
      yield { answer, total: total - leftOut - answer.leftOut };
    }
    elements += last?.elements ?? 0;
    leftOut += last?.leftOut ?? 0;
    if (page >= (last?.facts.totalPages ?? 0)) return;
  }
}

function assertSameTotals(first: Answer, answer: Answer, spec: StreamSpec): void {
  const [a, b] = [first.facts, answer.facts];
  if (a.totalResults === b.totalResults && a.totalPages === b.totalPages) return;
  throw new AppError('ENGINE_WINDOW_MOVED', 'transient', { phase: 'read', details: { stream: spec.label } });
}

function countDiffers(spec: StreamSpec, announced: number, read: number): AppError {
  return new AppError('WORKDAY_COUNT_DIFFERS', 'transient', {
    phase: 'read',
    details: { operation: spec.operation, announced, read },
  });
}

/** The present versions of the records with these keys. Workday refuses a request that names one unknown id, so they are then asked for singly. */
export async function* readKeys(
  client: WorkdayClient,
  spec: StreamSpec,
  request: { keys: readonly string[]; asOf: string; signal: AbortSignal },
): AsyncGenerator<SourcePage> {
  const wanted = new Set(request.keys);
  const ids = [...new Set(request.keys.map((key) => idOf(spec, key)))];
  for (let start = 0; start < ids.length; start += KEYS_PER_CALL) {
    for await (const answer of askFor(client, spec, ids.slice(start, start + KEYS_PER_CALL), request)) {
      yield pageOf(
        answer,
        answer.records.filter(({ key }) => wanted.has(key)),
        null,
      );
    }
  }
}

/** Ledger accounts are asked for by their set. */
function idOf(spec: StreamSpec, key: string): string {
  return spec.id === 'gl_accounts' ? key.slice(0, Math.max(0, key.lastIndexOf('|'))) : key;
}

async function* askFor(
  client: WorkdayClient,
  spec: StreamSpec,
  ids: readonly string[],
  request: { asOf: string; signal: AbortSignal },
): AsyncGenerator<Answer> {
  const type = spec.id === 'gl_accounts' ? 'Account_Set_ID' : 'WID';
  const references = ids.map((id) => ({ ID: { attributes: { 'wd:type': type }, $value: id } }));
  const content = { Request_References: { [spec.reference]: references } };
  const base = { spec, content, count: Math.max(1, ids.length), asOf: request.asOf, signal: request.signal };
  try {
    yield* ask(client, { ...base, page: 1 });
    return;
  } catch (error) {
    if (!isAppError(error) || error.code !== 'WORKDAY_REQUEST_REFUSED') throw error;
  }
  if (ids.length === 1) return;
  for (const id of ids) yield* askFor(client, spec, [id], request);
}

/** The smallest read of a stream, unpinned: it tells the server's clock, whether the user may read, and how many there are. */
export async function cheapRead(client: WorkdayClient, spec: StreamSpec, signal: AbortSignal): Promise<Answer> {
  const args = { Response_Filter: { Page: '1', Count: '1' }, Response_Group: spec.group };
  let last: Answer | undefined;
  for await (const answer of client.call({ spec, args, today: '9999-12-31', signal })) last = answer;
  if (last === undefined) throw new AppError('APP_INTERNAL', 'internal', { phase: 'read' });
  return last;
}
