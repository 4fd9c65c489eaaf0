import { AppError } from '../../../shared/errors/app-error.ts';
import type { SourceBudget } from '../../../shared/model/source-budget.ts';
import type { SourcePage } from '../../ports/source.ts';
import { advanced, settled, type Cursor } from './cursor.ts';
import { keyOf } from './record.ts';
import type { StreamSpec } from './streams/spec.ts';
import type { WindowPart } from './windows.ts';

/** How far one company was read when its calls ended: all of it was given to whoever reads, and need not be asked for again. */
export class Progress {
  /** Everything up to this row version was given; null where the feed did not come in the order of its versions. */
  version: string | null = null;
  deletedVersion: string | null = null;
  /** Ids that the feed of deletions named. */
  deleted: readonly string[] = [];
  /** Behind the pages that were given, of a listing of all records. */
  skiptoken: string | null = null;
  /** Records by change time, in that order: the last one's. */
  changedAtUtc: string | null = null;
  records = 0;
  /** Answers that were taken. */
  pages = 0;

  /** Whoever reads has taken the page. */
  took({ records, unreadable }: SourcePage): void {
    this.records += records.length + unreadable.length;
    this.pages += 1;
  }
}

export interface Stopped {
  readonly spec: StreamSpec;
  readonly part: WindowPart;
  readonly progress: Progress;
  /** The moment of the window, UTC ISO. */
  readonly asOf: string;
  /** What the company's budget is now. */
  budget(): SourceBudget;
}

export interface GoesOn {
  readonly cursor: Cursor;
  /** Keys of records that are deleted, by what was read of deletions. */
  readonly gone: readonly string[];
}

/**
 * The cursor with which a company whose calls of the day ended goes on where it stood; null where it can only begin again. Deletions of a
 * listing that goes on are those that Exact names: its records come over several runs, of which none sees all.
 */
export function goingOn(cursor: Cursor, stopped: Stopped): GoesOn | null {
  const { spec, part, progress, asOf } = stopped;
  if (part.way === 'keys') return withoutKeys(cursor, stopped);
  const { movedAt, linkChangedAt } = part;
  if (spec.feed.kind === 'modified') {
    const change = part.way === 'whole' ? listedSoFar(cursor, stopped) : changedSoFar(cursor, stopped);
    return change === null ? null : { cursor: change, gone: [] };
  }
  const { version, deletedVersion, deleted } = progress;
  if (version === null || BigInt(version) <= BigInt(part.version)) return null;
  const { names } = spec.feed.deleted;
  const known = cursor.divisions[String(part.code)];
  const isOfChanges = part.way === 'changes';
  return {
    cursor: advanced(cursor, part.code, {
      ...{ version, deletedVersion, movedAt, linkChangedAt, readAtUtc: asOf, leftOut: false, goesOn: true },
      wholeAtUtc: isOfChanges ? (part.wholeAtUtc ?? asOf) : asOf,
      linesGone: isOfChanges && (known?.linesGone === true || (names !== 'record' && deleted.length > 0)),
    }),
    gone: names === 'line' ? [] : deleted.map((id) => keyOf(part.code, id)),
  };
}

function listedSoFar(cursor: Cursor, { part, progress, asOf }: Stopped): Cursor | null {
  const { skiptoken, records } = progress;
  if (skiptoken === null) return null;
  const { movedAt, linkChangedAt, goesOn } = part;
  const unfinished = {
    ...{ skiptoken, movedAt, linkChangedAt },
    read: (goesOn?.read ?? 0) + records,
    startedAtUtc: goesOn?.startedAtUtc ?? asOf,
  };
  return { ...cursor, unfinished: { ...cursor.unfinished, [String(part.code)]: unfinished } };
}

function changedSoFar(cursor: Cursor, { part, progress: { changedAtUtc } }: Stopped): Cursor | null {
  const known = cursor.divisions[String(part.code)];
  if (known === undefined || changedAtUtc === null) return null;
  const changedAt = Date.parse(changedAtUtc);
  if (Number.isNaN(changedAt) || changedAt <= Date.parse(known.readAtUtc)) return null;
  return advanced(cursor, part.code, { ...known, readAtUtc: new Date(changedAt).toISOString(), goesOn: true });
}

/**
 * Naming the keys of all records takes more calls than a day has: it is tried again in a week, and until then what changed is read.
 * Where others used the calls it is tried again tomorrow.
 */
function withoutKeys(cursor: Cursor, { part, progress, asOf, budget }: Stopped): GoesOn | null {
  const { perDay } = budget();
  const known = cursor.divisions[String(part.code)];
  if (known === undefined || perDay === null || progress.pages < perDay / 2) return null;
  return { cursor: advanced(cursor, part.code, { ...known, wholeAtUtc: asOf }), gone: [] };
}

/** What Exact no longer knows to go on with is begun again. */
export function beginningAgain(cursor: Cursor, { part, progress }: Stopped, error: AppError): Cursor | null {
  const isRefused = part.goesOn !== null && progress.pages === 0 && error.kind === 'config';
  return isRefused ? settled(cursor, part.code) : null;
}

/** The end of the day's calls, with what it means for the reading: how far it came, and when it goes on. */
export function dayEnded(error: AppError, { spec, part, progress, asOf, budget }: Stopped): AppError {
  if (error.code !== 'EXACT_DAY_BUDGET_SPENT' || part.way === 'keys') return error;
  const until = budget().resetsAtUtc ?? new Date((Math.floor(Date.parse(asOf) / DAY_MS) + 1) * DAY_MS).toISOString();
  return new AppError('EXACT_READING_GOES_ON', 'rate-limited', {
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    phase: 'read',
    details: {
      ...{ division: part.code, company: part.name, stream: spec.label, count: progress.records },
      until: `${until.slice(0, 16).replace('T', ' ')} UTC`,
    },
    cause: error,
  });
}

const DAY_MS = 86_400_000;
