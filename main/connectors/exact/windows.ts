import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { WindowReach } from '../../../shared/model/window-reach.ts';
import type { ReadWindow, WindowRequest } from '../../ports/source.ts';
import type { ExactDivision } from './api.ts';
import { cursorOf, type CompanyCursor, type Cursor, type Unfinished } from './cursor.ts';
import { whyNot } from './divisions.ts';
import type { StreamSpec } from './streams/spec.ts';

const DAY_MS = 86_400_000;
const WHOLE_EVERY_MS = 7 * DAY_MS;
/** Where lines may have been deleted and nobody says of which document. */
const WHOLE_AFTER_DELETIONS_MS = DAY_MS;
/** Deletions are told for two months (reference page §3.6). */
const TOO_LONG_AGO_MS = 50 * DAY_MS;
/** A company that was left out is asked again after this. */
const ASK_AGAIN_MS = DAY_MS;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Feeds begin behind this (reference page §3.6). */
export const FIRST_VERSION = '1';

const partSchema = z.object({
  code: z.number().int(),
  name: z.string(),
  currency: z.string().nullable(),
  movedAt: z.string().nullable(),
  linkChangedAt: z.string().nullable(),
  /** `whole`: every record. `keys`: what changed, and the keys of all. `left-out`: the company has no such records. `refused`: it cannot be read. */
  way: z.enum(['whole', 'keys', 'changes', 'range', 'left-out', 'refused']),
  /** Why this way, in words for the run's page; empty where there is nothing to say. */
  why: z.string(),
  version: z.string(),
  deletedVersion: z.string(),
  /** Of a feed by change time: from when, UTC ISO. */
  since: z.string().nullable(),
  wholeAtUtc: z.string().nullable(),
  /** Where a listing of all records goes on that the calls of a day did not suffice for; null begins it. */
  goesOn: z.object({ skiptoken: z.string(), read: z.number().int(), startedAtUtc: z.string() }).nullable(),
});
/** What is read of one company. */
export type WindowPart = z.infer<typeof partSchema>;

const criteriaSchema = z.object({
  host: z.string(),
  parts: z.array(partSchema),
  days: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** The cursor before this window. */
  cursor: z.looseObject({}).nullable(),
});
export type Criteria = z.infer<typeof criteriaSchema>;

export interface PlanOptions {
  readonly host: string;
  /** The server's moment, UTC ISO. */
  readonly asOf: string;
  readonly overlapMs: number;
  /** The companies of the connection, in order. */
  readonly chosen: readonly number[];
  /** Companies that the user and the app may use. */
  readonly permitted: readonly ExactDivision[];
  /** Companies that were found not to have the stream's records. */
  readonly leftOut: ReadonlySet<number>;
}

/** The criteria of a window that may have been stored and loaded since. Throws APP_INTERNAL if it is not one of ours. */
export function criteriaOf(window: ReadWindow): Criteria {
  const parsed = criteriaSchema.safeParse(window.criteria);
  if (!parsed.success) throw new AppError('APP_INTERNAL', 'internal', { phase: 'read' });
  return parsed.data;
}

/** Fixes what a window reads of each company (reference page §10). Throws APP_BAD_REQUEST for a range without days. */
export function planWindow(spec: StreamSpec, request: WindowRequest, options: PlanOptions): ReadWindow {
  const { host, asOf, chosen } = options;
  if (request.kind === 'range') assertDays(request.from, request.to);
  const stored = request.kind === 'incremental' ? request.cursor : null;
  const cursor = cursorOf(stored, host);
  const parts = chosen.map((code) => partOf(spec, request, { code, cursor, options }));
  const days = request.kind === 'range' ? { from: request.from, to: request.to } : null;
  const criteria: JsonObject = { host, parts, days, cursor: { ...cursor } };
  return {
    asOf,
    description: `${describe(parts)}, as of ${asOf.slice(0, 16).replace('T', ' ')} UTC`,
    reach: reachOf(request, parts),
    criteria,
    // The pages tell where each company stands: no company passes what was not paged.
    nextCursor: null,
  };
}

/** Companies of which it is not known, or not any more, whether they have the stream's records. */
export function unasked(spec: StreamSpec, stored: JsonObject | null, options: PlanOptions): number[] {
  if (spec.needsModule !== true) return [];
  const { divisions } = cursorOf(stored, options.host);
  return options.chosen.filter((code) => {
    const known = divisions[String(code)];
    if (known === undefined) return true;
    return known.leftOut && age(known.readAtUtc, options.asOf) >= ASK_AGAIN_MS;
  });
}

/** Companies that were found before not to have the stream's records, and need not be asked yet. */
export function leftOutBefore(stored: JsonObject | null, options: PlanOptions): number[] {
  const { divisions } = cursorOf(stored, options.host);
  return options.chosen.filter((code) => {
    const known = divisions[String(code)];
    return known?.leftOut === true && age(known.readAtUtc, options.asOf) < ASK_AGAIN_MS;
  });
}

interface PartContext {
  readonly code: number;
  readonly cursor: Cursor;
  readonly options: PlanOptions;
}

function partOf(spec: StreamSpec, request: WindowRequest, { code, cursor, options }: PartContext): WindowPart {
  const division = options.permitted.find((one) => one.code === code);
  const known = cursor.divisions[String(code)];
  const base = {
    code,
    name: division?.description ?? String(code),
    currency: division?.currency ?? null,
    movedAt: division?.movedAt ?? null,
    linkChangedAt: division?.linkChangedAt ?? null,
    version: FIRST_VERSION,
    deletedVersion: FIRST_VERSION,
    since: null,
    wholeAtUtc: null,
    goesOn: null,
  };
  const refused = refusalOf(division);
  if (refused !== null) return { ...base, way: 'refused', why: refused };
  if (options.leftOut.has(code)) return { ...base, way: 'left-out', why: leftOutWords };
  if (request.kind === 'range') {
    return spec.range === null
      ? { ...base, way: 'whole', why: 'it has no dates' }
      : { ...base, way: 'range', why: `dated ${request.from} to ${request.to}` };
  }
  const unfinished = cursor.unfinished[String(code)];
  if (unfinished !== undefined && mayGoOn(base, unfinished, options.asOf)) {
    const { skiptoken, read, startedAtUtc } = unfinished;
    return { ...base, way: 'whole', why: interrupted, goesOn: { skiptoken, read, startedAtUtc } };
  }
  const why = request.kind === 'full' ? '' : whyWhole(base, known, options.asOf);
  if (known === undefined || why !== null) return wholePart(spec, base, { known, why: why ?? '' });
  return {
    ...base,
    way: 'changes',
    why: known.goesOn ? interrupted : '',
    ...{ version: known.version ?? FIRST_VERSION, deletedVersion: known.deletedVersion ?? FIRST_VERSION },
    since: new Date(Date.parse(known.readAtUtc) - options.overlapMs).toISOString(),
    wholeAtUtc: known.wholeAtUtc,
  };
}

type Base = Omit<WindowPart, 'way' | 'why'>;

/** A week after the last time only keys are needed of a large stream; for any other reason every record is. */
function wholePart(
  spec: StreamSpec,
  base: Base,
  { known, why }: { known: CompanyCursor | undefined; why: string },
): WindowPart {
  const isRoutine = why === weekly || why === deletions;
  if (known === undefined || !isRoutine || spec.feed.kind !== 'version' || spec.feed.weekly === 'records')
    return { ...base, way: 'whole', why };
  const { version, deletedVersion } = known;
  return {
    ...base,
    way: 'keys',
    why,
    version: version ?? FIRST_VERSION,
    deletedVersion: deletedVersion ?? FIRST_VERSION,
  };
}

/** Why a company is read that was not read to its end. */
export const interrupted = 'going on where the calls of the day ended';
const weekly = 'weekly';
const deletions = 'lines were deleted';
const notPermitted = 'not among those that may be used';
const leftOutWords = 'no Purchase module, or no right to it';

/** The error of a company of which nothing can be read; null for one that can be. */
export function refusalError(code: number, division: ExactDivision | undefined): AppError | null {
  const why = refusalOf(division);
  return why === null ? null : refusedPart({ code, why });
}

/** The same of a part of a window. */
export function refusedPart({ code, why }: Pick<WindowPart, 'code' | 'why'>): AppError {
  const error = (name: string): AppError =>
    new AppError(name, 'config', { phase: 'read', details: { division: code, reason: why } });
  return error(why === notPermitted ? 'EXACT_COMPANY_UNKNOWN' : 'EXACT_COMPANY_CLOSED');
}

/** Data that was moved is listed anew, and so is what nobody went on with for long. */
function mayGoOn(base: Base, { movedAt, linkChangedAt, startedAtUtc }: Unfinished, asOf: string): boolean {
  const isSame = movedAt === base.movedAt && linkChangedAt === base.linkChangedAt;
  return isSame && age(startedAtUtc, asOf) <= TOO_LONG_AGO_MS;
}

/** Null where what changed is enough. */
function whyWhole(base: Base, known: CompanyCursor | undefined, asOf: string): string | null {
  if (known === undefined || known.leftOut) return '';
  if (known.movedAt !== base.movedAt || known.linkChangedAt !== base.linkChangedAt)
    return 'its data was moved at Exact';
  if (age(known.readAtUtc, asOf) > TOO_LONG_AGO_MS) return 'the last read is too long ago';
  const whole = age(known.wholeAtUtc, asOf);
  if (whole >= WHOLE_EVERY_MS) return weekly;
  return known.linesGone && whole >= WHOLE_AFTER_DELETIONS_MS ? deletions : null;
}

/** In words why a company cannot be read at all; null if it can. */
function refusalOf(division: ExactDivision | undefined): string | null {
  return division === undefined ? notPermitted : whyNot(division);
}

function age(since: string, now: string): number {
  const ms = Date.parse(now) - Date.parse(since);
  // A date that cannot be read is as old as can be.
  return Number.isNaN(ms) ? Number.POSITIVE_INFINITY : ms;
}

function assertDays(...days: readonly string[]): void {
  if (days.every((day) => DAY.test(day))) return;
  throw new AppError('APP_BAD_REQUEST', 'config', { details: { reason: 'a range needs two calendar days' } });
}

function reachOf(request: WindowRequest, parts: readonly WindowPart[]): WindowReach {
  if (request.kind === 'range') return 'chosen';
  // A listing that goes on brings as much as was left of it, which compares with nothing.
  return parts.some(({ way, goesOn }) => way === 'changes' || way === 'keys' || goesOn !== null)
    ? 'changed'
    : 'everything';
}

function wordsOf({ way, why }: WindowPart): string {
  const behind = why === '' ? '' : ` (${why})`;
  switch (way) {
    case 'whole':
      return `everything${behind}`;
    case 'keys':
      return `changes, and which are still there${behind}`;
    case 'changes':
      return `changes${behind}`;
    case 'range':
      return why;
    case 'left-out':
      return `left out${behind}`;
    case 'refused':
      return `cannot be read${behind}`;
  }
}

/** Companies that are read in the same way stand together; where all are, none is named. */
function describe(parts: readonly WindowPart[]): string {
  const groups = Map.groupBy(parts, wordsOf);
  if (groups.size === 1) return [...groups.keys()].join('');
  return [...groups]
    .map(([words, group]) => `companies ${group.map(({ code }) => String(code)).join(', ')}: ${words}`)
    .join('; ');
}
