import type { IncomingMessage } from 'node:http';
import { readPlace, requireScope, resourceName, type Call, type Place, type Practice } from './call.ts';
import type { BookDivision } from './books.ts';
import { emptyReply, refusalReply, Refusal, type Reply } from './reply.ts';
import { answerChange } from './resources/change.ts';
import {
  answerUserHasRights,
  divisionsCollection,
  meCollection,
  syncTimestampCollection,
} from './resources/company.ts';
import {
  answerCollection,
  answerCount,
  answerRecord,
  collectionOf,
  innerCollection,
  type Collection,
} from './resources/read.ts';
import { RESOURCES, type Resource } from './resources/table.ts';
import { answerSubscriptions } from './webhooks/answer.ts';

/** What is remembered of a call of the API. */
export interface CallLog {
  division: number | null;
  /** In lower case, without a key: `sync/financial/glaccounts`. */
  resource: string | null;
  overlapped: boolean;
}

const LONGEST_ADDRESS = 6_000;
/** Calls that the fault `day-nearly-spent` leaves. */
const NEARLY_SPENT = 20;
export const SLOW_MS = 3_000;

/** Exact sends Atom to who does not ask for JSON, and does not know plain XML. */
function asksForJson(request: IncomingMessage): boolean {
  const accept = request.headers.accept ?? '';
  return /application\/json/i.test(accept);
}

function requireKnownFormat(request: IncomingMessage): void {
  const accept = request.headers.accept ?? '*/*';
  if (/^(?:application|text)\/xml\s*(?:;[^,]*)?$/i.test(accept.trim()))
    throw new Refusal(415, 'Unsupported media type requested.');
}

function authenticate(practice: Practice, request: IncomingMessage, aim: string): void {
  const state = practice.tokens.check(request.headers.authorization, aim);
  if (state === 'good') return;
  const reason = encodeURIComponent(state === 'expired' ? 'access token expired' : 'access token unknown');
  throw new Refusal(401, '', { 'WWW-Authenticate': `Bearer error="invalid_token", error_description="${reason}"` });
}

function requireCompany(practice: Practice, division: BookDivision | undefined): asserts division is BookDivision {
  const { faults, books } = practice;
  const first = books.divisions.find(({ inScope, status }) => inScope && status === 1);
  const isTaken =
    division !== undefined &&
    (faults.strikesAt('company-not-allowed', division.code) ||
      (division === first && faults.strikes('company-not-allowed')));
  if (division?.inScope !== true || isTaken)
    throw new Refusal(403, 'Forbidden - User division is not within division scope.');
}

function requireRights({ practice, division, method, place }: Call, resource: Resource): void {
  const { faults } = practice;
  const name = resourceName(place.path);
  const isWrite = method !== 'GET';
  requireScope(practice, resource.scope, isWrite ? 'manage' : 'read', name);
  const needsModule = resource.path.startsWith('purchase/');
  const hasModule = division.hasPurchaseModule && !faults.strikes('no-purchase-module', division.code);
  if ((needsModule && !hasModule) || faults.strikes('user-rights-missing', name, division.code))
    throw new Refusal(403, 'Forbidden');
}

function answerRead(call: Call, resource: Resource): Reply {
  const { place } = call;
  const { key, inner } = place;
  const own = collectionOf(call, resource);
  if (key === null) return place.isCount ? answerCount(call, own) : answerCollection(call, own);
  if (inner === null) return answerRecord(call, own, key);
  const lines = innerCollection(call, resource, { key, name: inner });
  return place.isCount ? answerCount(call, lines) : answerCollection(call, lines);
}

async function answerPlace(call: Call): Promise<Reply> {
  const { practice, place, method } = call;
  const { path } = place;
  if (path === 'webhooks/webhooksubscriptions') return answerSubscriptions(call);
  const resource = RESOURCES.get(path);
  if (resource !== undefined) {
    requireRights(call, resource);
    return method === 'GET' ? answerRead(call, resource) : answerChange(call, resource);
  }
  const divisions = divisionsCollection(practice, path);
  const isStart = path === 'read/sync/sync/synctimestamp';
  if (divisions === null && !isStart && path !== 'users/userhasrights')
    throw new Refusal(404, 'Resource not found for the segment.');
  if (method !== 'GET') throw new Refusal(405, 'Method Not Allowed', { Allow: 'GET' });
  if (path === 'users/userhasrights') return answerUserHasRights(call);
  requireScope(practice, 'organization.administration', 'read', resourceName(path));
  const collection: Collection = divisions ?? syncTimestampCollection(call);
  if (place.isCount) return answerCount(call, collection);
  return place.key === null ? answerCollection(call, collection) : answerRecord(call, collection, place.key);
}

interface Addressed {
  readonly division: BookDivision | undefined;
  readonly code: number;
  readonly place: Place;
}

/** The answer to a call of a company, once it is this call's turn. */
async function answerTurn(
  practice: Practice,
  request: IncomingMessage,
  { url, at }: { url: URL; at: Addressed },
): Promise<Reply> {
  const { faults, windows, budget } = practice;
  const { code, place, division } = at;
  const wantsJson = asksForJson(request);
  const name = resourceName(place.path);
  const endpoint = `${String(code)} ${place.path}`;
  if (faults.strikes('slow', name, code)) await practice.clock.sleep(SLOW_MS);
  if (budget.isBlocked(endpoint) || faults.strikes('error-block', name, code)) return emptyReply(429);
  if (faults.strikes('limit-without-headers', name, code)) return emptyReply(429);
  let headers: Readonly<Record<string, string>> = {};
  let reply: Reply;
  try {
    authenticate(practice, request, name);
    windows.leaveToday(code, faults.isOn('day-nearly-spent') ? NEARLY_SPENT : null);
    const spent = faults.strikes('day-limit', code)
      ? 'day'
      : faults.strikes('minute-limit', code)
        ? 'minute'
        : undefined;
    const counted = windows.take(code, { spent });
    ({ headers } = counted);
    if (counted.spent !== null) return emptyReply(429, headers);
    requireCompany(practice, division);
    requireKnownFormat(request);
    const method = request.method ?? 'GET';
    reply = await answerPlace({ practice, request, method, url, division, place, wantsJson });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reply = error.status === 401 ? emptyReply(401, error.headers) : refusalReply(error, wantsJson);
  }
  budget.note(endpoint, reply.status);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

async function answerMe(practice: Practice, request: IncomingMessage, url: URL): Promise<Reply> {
  const wantsJson = asksForJson(request);
  const { budget, books } = practice;
  if (practice.faults.strikes('slow', 'me')) await practice.clock.sleep(SLOW_MS);
  if (budget.isBlocked('me') || practice.faults.strikes('error-block', 'me')) return emptyReply(429);
  let reply: Reply;
  try {
    authenticate(practice, request, 'me');
    requireKnownFormat(request);
    const division = books.divisions[0];
    const place = readPlace('current/Me');
    if (division === undefined || place === null) throw new Error('the practice books have no company');
    if (request.method !== 'GET') throw new Refusal(405, 'Method Not Allowed', { Allow: 'GET' });
    const call: Call = { practice, request, method: 'GET', url, division, place, wantsJson };
    reply = answerCollection(call, meCollection(practice));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reply = error.status === 401 ? emptyReply(401, error.headers) : refusalReply(error, wantsJson);
  }
  budget.note('me', reply.status);
  return reply;
}

/** Answers everything under `/api/v1/`. Requests of one company are served one at a time. */
export async function answerApi(
  practice: Practice,
  request: IncomingMessage,
  { url, log }: { readonly url: URL; readonly log: CallLog },
): Promise<Reply> {
  const wantsJson = asksForJson(request);
  if (practice.address().length + (request.url?.length ?? 0) > LONGEST_ADDRESS)
    return refusalReply(new Refusal(414, 'The address is too long.'), wantsJson);
  if (/^\/api\/v1\/current\/me$/i.test(url.pathname)) {
    log.resource = 'current/me';
    return answerMe(practice, request, url);
  }
  const [, code = '', rest = ''] = /^\/api\/v1\/(\d{1,9})\/(.+)$/.exec(url.pathname) ?? [];
  let place: Place | null = null;
  try {
    place = readPlace(decodeURIComponent(rest));
  } catch {
    // An address that cannot be decoded is nowhere.
  }
  if (place === null) return refusalReply(new Refusal(404, 'Resource not found for the segment.'), wantsJson);
  log.division = Number(code);
  log.resource = place.path;
  const division = practice.books.divisions.find((one) => one.code === Number(code));
  const turn = await practice.turns.enter(Number(code));
  log.overlapped = turn.overlapped;
  try {
    return await answerTurn(practice, request, { url, at: { division, code: Number(code), place } });
  } finally {
    turn.leave();
  }
}
