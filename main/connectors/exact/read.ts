import { isAppError, type AppError } from '../../../shared/errors/app-error.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { ReadWindow, SourcePage } from '../../ports/source.ts';
import type { ExactApi } from './api.ts';
import { advanced, cursorOf, settled, type CompanyCursor, type Cursor } from './cursor.ts';
import { emptyPage } from './read-documents.ts';
import type { PartReading } from './part-reading.ts';
import { beginningAgain, dayEnded, goingOn, Progress, type Stopped } from './progress.ts';
import { readModified, readRange, type FeedEnd } from './read-feed.ts';
import { readVersions } from './read-versions.ts';
import type { StreamSpec } from './streams/spec.ts';
import { criteriaOf, refusedPart, type Criteria, type WindowPart } from './windows.ts';

/**
 * The pages of a window, one company after the other. A company that cannot be read is told as `failed` and not passed by the cursor;
 * the others are read. Throws what concerns all companies: the network, the sign-in.
 */
export async function* readWindow(
  api: ExactApi,
  spec: StreamSpec,
  window: ReadWindow,
  signal: AbortSignal,
): AsyncGenerator<SourcePage> {
  const criteria = criteriaOf(window);
  let cursor = cursorOf(criteria.cursor as JsonObject | null, criteria.host);
  let announced: number | null = 0;
  for (const [at, part] of criteria.parts.entries()) {
    signal.throwIfAborted();
    const isLast = at === criteria.parts.length - 1;
    if (part.way === 'refused') {
      announced = null;
      yield { ...emptyPage, failed: [refusedPart(part)] };
      continue;
    }
    const progress = new Progress();
    const reading = { api, spec, part, division: part.code, signal, progress };
    const ended: FeedEnd | AppError | null = part.way === 'left-out' ? null : yield* readPart(reading, criteria);
    if (isAppError(ended)) {
      announced = null;
      const stop = { spec, part, progress, asOf: window.asOf, budget: () => api.budgetOf(part.code) };
      const stopped = criteria.days === null ? stoppedAt(cursor, stop, ended) : null;
      cursor = stopped?.cursor ?? cursor;
      yield stopped === null ? { ...emptyPage, failed: [ended] } : { ...stopped.page, cursor: plain(cursor) };
      continue;
    }
    announced = announced === null || ended?.announced === null ? null : announced + (ended?.announced ?? 0);
    // Only what is dated in a range was read: where the companies stand is left as it was.
    if (criteria.days === null) cursor = cursorAfter(cursor, part, { ended, asOf: window.asOf });
    yield {
      ...emptyPage,
      announced: isLast ? announced : null,
      ...(criteria.days === null ? { cursor: plain(cursor) } : {}),
    };
  }
}

function plain(cursor: Cursor): JsonObject {
  return JSON.parse(JSON.stringify(cursor)) as JsonObject;
}

/** Where a company goes on that was not read to its end; null where it begins again. */
function stoppedAt(cursor: Cursor, stop: Stopped, error: AppError): { cursor: Cursor; page: SourcePage } | null {
  const goes = error.kind === 'rate-limited' ? goingOn(cursor, stop) : null;
  if (goes !== null)
    return { cursor: goes.cursor, page: { ...emptyPage, gone: goes.gone, failed: [dayEnded(error, stop)] } };
  const again = beginningAgain(cursor, stop, error);
  return again === null ? null : { cursor: again, page: { ...emptyPage, failed: [error] } };
}

async function* readPart(reading: PartReading, { days }: Criteria): AsyncGenerator<SourcePage, FeedEnd | AppError> {
  const { spec } = reading;
  try {
    if (days !== null) return yield* readRange(reading, days);
    return yield* spec.feed.kind === 'modified' ? readModified(reading) : readVersions(reading);
  } catch (error) {
    if (isAppError(error) && isOfCompany(error)) return error;
    throw error;
  }
}

/** Refusals and budgets are of one company; what the network, the sign-in or a fault of ours ends, ends for all. */
function isOfCompany(error: AppError): boolean {
  return error.code.startsWith('EXACT_') && ['permission', 'config', 'rate-limited'].includes(error.kind);
}

/** Throws EXACT_COMPANY_UNKNOWN or EXACT_COMPANY_CLOSED for a company of which nothing can be read. */
export function assertReadable(part: WindowPart): void {
  if (part.way === 'refused') throw refusedPart(part);
}

function cursorAfter(
  cursor: Cursor,
  part: WindowPart,
  { ended, asOf }: { ended: FeedEnd | null; asOf: string },
): Cursor {
  const { movedAt, linkChangedAt } = part;
  const read: Omit<CompanyCursor, 'wholeAtUtc' | 'leftOut'> = {
    ...{ movedAt, linkChangedAt, goesOn: false },
    // What changed while a listing went on for days is read next.
    readAtUtc: part.goesOn?.startedAtUtc ?? asOf,
    version: ended?.version ?? null,
    deletedVersion: ended?.deletedVersion ?? null,
    linesGone: (ended?.linesGone ?? false) || (part.way === 'changes' && hadLinesGone(cursor, part)),
  };
  if (ended?.isSound === false) {
    const { [String(part.code)]: _, ...others } = cursor.divisions;
    return { ...settled(cursor, part.code), divisions: others };
  }
  const wholeAtUtc = part.way === 'changes' ? (part.wholeAtUtc ?? asOf) : asOf;
  return advanced(cursor, part.code, { ...read, wholeAtUtc, leftOut: part.way === 'left-out' });
}

function hadLinesGone(cursor: Cursor, { code }: WindowPart): boolean {
  return cursor.divisions[String(code)]?.linesGone === true;
}
