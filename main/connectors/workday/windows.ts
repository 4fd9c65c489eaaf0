import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { ReadWindow, WindowRequest } from '../../ports/source.ts';
import type { SoapArgs } from './envelope.ts';
import type { Settings } from './settings.ts';
import type { WindowReach } from '../../../shared/model/window-reach.ts';
import type { StreamSpec } from './streams/streams.ts';
import { criteriaElement } from './wsdl/criteria.ts';

const DAY_MS = 86_400_000;
/** A rolling window cannot see what changed behind it; once a week everything is read (reference page §7). */
const FULL_EVERY_MS = 7 * DAY_MS;

/** Criteria of one read: plain texts, and statuses that stand for references. Several reads of a window never overlap. */
const readSchema = z.object({ texts: z.record(z.string(), z.string()), statuses: z.array(z.string()) });
const criteriaSchema = z.object({ reads: z.array(readSchema).min(1), pageSize: z.number().int() });
export type Read = z.infer<typeof readSchema>;

const cursorSchema = z.object({ asOf: z.string(), fullAsOf: z.string().optional() });
const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface Draft {
  readonly reads: readonly Read[];
  readonly description: string;
  readonly reach: WindowReach;
  readonly nextCursor: JsonObject | null;
}

const EVERYTHING: Read = { texts: {}, statuses: [] };

/** Fixes what a window reads, pinned to `asOf` by the server's clock (reference page §3 “Paging protocol”). */
export function planWindow(
  spec: StreamSpec,
  request: WindowRequest,
  options: { asOf: string; settings: Settings },
): ReadWindow {
  const { asOf, settings } = options;
  const draft = draftOf(spec, request, asOf, settings);
  const criteria = { reads: draft.reads.map((read) => ({ ...read })), pageSize: settings.pageSize ?? spec.pageSize };
  return {
    asOf,
    description: `${draft.description}, as of ${asOf.slice(0, 16).replace('T', ' ')} UTC`,
    reach: draft.reach,
    criteria,
    nextCursor: draft.nextCursor,
  };
}

/** The reads of a window that may have been stored and loaded since. Throws APP_INTERNAL if it is not one of ours. */
export function readsOf(window: ReadWindow): z.infer<typeof criteriaSchema> {
  const parsed = criteriaSchema.safeParse(window.criteria);
  if (!parsed.success) throw new AppError('APP_INTERNAL', 'internal', { phase: 'read' });
  return parsed.data;
}

function draftOf(spec: StreamSpec, request: WindowRequest, asOf: string, settings: Settings): Draft {
  if (request.kind === 'range') return range(spec, request.from, request.to);
  const everything: Draft = {
    reads: [EVERYTHING],
    description: 'everything',
    reach: 'everything',
    nextCursor: fullCursor(spec, asOf),
  };
  if (request.kind === 'full' || spec.windowKind === 'full') return everything;
  const cursor = cursorSchema.safeParse(request.cursor);
  if (!cursor.success) return everything;
  if (spec.windowKind === 'changed-since') return changedSince(cursor.data.asOf, asOf, settings);
  const fullAsOf = cursor.data.fullAsOf;
  const isStale = fullAsOf === undefined || Date.parse(asOf) - Date.parse(fullAsOf) >= FULL_EVERY_MS;
  return isStale ? { ...everything, description: 'everything (weekly)' } : rolling(spec, { fullAsOf, asOf }, settings);
}

function fullCursor(spec: StreamSpec, asOf: string): JsonObject {
  return spec.windowKind === 'rolling' ? { asOf, fullAsOf: asOf } : { asOf };
}

/** Both bounds count, and log entries of long transactions come late: so windows overlap and records repeat. */
function changedSince(since: string, asOf: string, settings: Settings): Draft {
  const from = new Date(Date.parse(since) - settings.overlapMs).toISOString();
  return {
    reads: [{ texts: { Updated_From_Date: from, Updated_To_Date: asOf }, statuses: [] }],
    description: `changed since ${from.slice(0, 16).replace('T', ' ')} UTC`,
    reach: 'changed',
    nextCursor: { asOf },
  };
}

/**
 * No filter by change is known for invoices and payments: so those dated within the last days (and later: no upper bound, for
 * what is dated ahead), and the older ones that may still change by their status. The two exclude each other by date, so that
 * the two announced counts add up to the number of distinct records.
 */
function rolling(spec: StreamSpec, { fullAsOf, asOf }: { fullAsOf: string; asOf: string }, settings: Settings): Draft {
  if (spec.rolling === undefined || spec.range === null)
    throw new AppError('APP_INTERNAL', 'internal', { phase: 'read' });
  const [onOrAfter, onOrBefore] = spec.range;
  const first = dayOf(Date.parse(asOf) - settings[spec.rolling.days] * DAY_MS);
  const before = dayOf(Date.parse(`${first}T00:00:00Z`) - DAY_MS);
  const statuses = spec.rolling.openStatuses === null ? [] : settings[spec.rolling.openStatuses];
  const recent: Read = { texts: { [onOrAfter]: first }, statuses: [] };
  const open: Read = { texts: { [onOrBefore]: before }, statuses: [...statuses] };
  const withOpen = open.statuses.length > 0;
  return {
    reads: withOpen ? [recent, open] : [recent],
    description: `dated from ${first}${withOpen ? `, and older with status ${open.statuses.join(', ')}` : ''}`,
    reach: 'recent',
    nextCursor: { asOf, fullAsOf },
  };
}

function range(spec: StreamSpec, from: string, to: string): Draft {
  for (const day of [from, to]) {
    if (!DAY.test(day))
      throw new AppError('APP_BAD_REQUEST', 'config', { details: { reason: 'a range needs two calendar days' } });
  }
  if (spec.range !== null) {
    const [after, before] = spec.range;
    return {
      reads: [{ texts: { [after]: from, [before]: to }, statuses: [] }],
      description: `dated ${from} to ${to}`,
      reach: 'chosen',
      nextCursor: null,
    };
  }
  if (spec.windowKind === 'full')
    return { reads: [EVERYTHING], description: 'everything (it has no dates)', reach: 'chosen', nextCursor: null };
  const texts = { Updated_From_Date: `${from}T00:00:00.000Z`, Updated_To_Date: `${to}T23:59:59.999Z` };
  return {
    reads: [{ texts, statuses: [] }],
    description: `changed ${from} to ${to} UTC`,
    reach: 'chosen',
    nextCursor: null,
  };
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** Request_Criteria of a read, or nothing if it asks for everything. */
export function criteriaArgs(read: Read, operation: string): SoapArgs {
  const statuses = read.statuses.map((status) => ({
    ID: { attributes: { 'wd:type': 'Document_Status_ID' }, $value: status },
  }));
  const criteria = { ...read.texts, ...(statuses.length === 0 ? {} : { Invoice_Status_Reference: statuses }) };
  if (Object.keys(criteria).length === 0) return {};
  const inner = criteriaElement[operation];
  return { Request_Criteria: inner === undefined ? criteria : { [inner]: criteria } };
}

/** The moment to pin to: a little before the server's present. */
export function pinnedMoment(serverNow: string, settings: Settings): string {
  return new Date(Date.parse(serverNow) - settings.asOfLagMs).toISOString();
}
