import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Arguments } from './arguments.ts';
import { Call, scopesNow, type Json, type Practice } from './call.ts';
import { METHOD_NAMES, type MethodName } from './method-names.ts';
import { METHODS, type Method } from './methods/table.ts';
import { readArguments, type Encoding } from './read-arguments.ts';
import { RateLimited, SlackError } from './slack-error.ts';

/** What becomes of a call: an answer, or nothing at all. */
export type Outcome =
  | { readonly kind: 'answer'; readonly status: number; readonly body: Json; readonly retryAfter?: number }
  | { readonly kind: 'page'; readonly status: number; readonly html: string }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'hanging' };

export interface Answered {
  readonly outcome: Outcome;
  readonly encoding: Encoding | null;
}

const PORTAL = '<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body><h1>Welcome to the guest network</h1></body></html>'; // oxfmt-ignore
const UNAVAILABLE: Outcome = { kind: 'page', status: 503, html: '<html><body>Service Unavailable</body></html>' };
const TOLD_TO_WAIT_MS = 5_000;

function answer(body: Json): Outcome {
  return { kind: 'answer', status: 200, body };
}

function refused(code: string, extra: Json = {}): Outcome {
  return answer({ ok: false, error: code, ...extra });
}

/** Faults that strike before anything is looked at. */
function strikeBefore({ faults, limits, clock }: Practice, method: MethodName): Outcome | null {
  if (faults.strikes('drop-before', method)) return { kind: 'dropped' };
  if (faults.strikes('hang-before', method)) return { kind: 'hanging' };
  if (faults.strikes('unavailable-before', method)) return UNAVAILABLE;
  if (faults.strikes('html-page', method)) return { kind: 'page', status: 200, html: PORTAL };
  if (faults.strikes('internal-error-before', method)) return refused('internal_error');
  if (faults.strikes('ratelimited-body', method)) return refused('ratelimited');
  const code = faults.errorCode(method);
  if (code !== undefined) return refused(code);
  if (faults.strikes('throttled', method))
    return { kind: 'answer', status: 429, body: { ok: false, error: 'ratelimited' } };
  if (faults.strikes('throttled-retry-after', method)) limits.pause(method, TOLD_TO_WAIT_MS, clock.now());
  return null;
}

/** Faults that strike after something was done. */
function strikeAfter({ faults }: Practice, method: MethodName): Outcome | null {
  if (faults.strikes('drop-after', method)) return { kind: 'dropped' };
  if (faults.strikes('hang-after', method)) return { kind: 'hanging' };
  if (faults.strikes('unavailable-after', method)) return UNAVAILABLE;
  return faults.strikes('internal-error-after', method) ? refused('internal_error') : null;
}

function withWarnings(body: Json, warnings: readonly string[]): Json {
  if (warnings.length === 0) return body;
  const metadata = (body['response_metadata'] ?? {}) as Json;
  const all = [...((metadata['warnings'] ?? []) as readonly string[]), ...warnings];
  return { ...body, warning: all.join(','), response_metadata: { ...metadata, warnings: all } };
}

function authorise(practice: Practice, name: MethodName, method: Method, authorization: string | undefined) {
  if (method.token === 'none') return undefined;
  const token = practice.tokens.authenticate(authorization, name);
  if (method.token !== 'any' && method.token !== token.kind) throw new SlackError('not_allowed_token_type');
  return token;
}

function count({ limits, clock }: Practice, name: MethodName, method: Method, args: Arguments): void {
  const now = clock.now();
  limits.admit(name, now);
  const isWhole = method.isPaged && !args.has('limit');
  if (method.tier !== null) limits.call(name, { tier: method.tier, now, cost: isWhole ? 2 : 1 });
}

function failed(error: unknown): Outcome {
  if (error instanceof SlackError) return refused(error.code, error.extra);
  if (error instanceof RateLimited) {
    const body = { ok: false, error: 'ratelimited' };
    return { kind: 'answer', status: 429, body, retryAfter: error.retryAfterSeconds };
  }
  throw error;
}

/** Answers one call of `/api/<name>`. */
export async function answerCall(
  practice: Practice,
  name: string,
  { request, response, query }: { request: IncomingMessage; response: ServerResponse; query: URLSearchParams },
): Promise<Answered> {
  const known = METHOD_NAMES.find((one) => one === name);
  let encoding: Encoding | null = null;
  try {
    const { args, warnings, encoding: used } = await readArguments(request, query);
    encoding = used;
    if (known === undefined) return { outcome: refused('unknown_method', { req_method: name }), encoding };
    const method = METHODS[known];
    const before = strikeBefore(practice, known);
    if (before !== null) return { outcome: before, encoding };
    const authorization = request.headers.authorization;
    const token = authorise(practice, known, method, authorization);
    if (token?.kind === 'bot') response.setHeader('x-oauth-scopes', scopesNow(practice, known).join(','));
    if (token?.kind === 'app') response.setHeader('x-oauth-scopes', 'connections:write');
    count(practice, known, method, args);
    const body = method.run(new Call(practice, { method: known, args, token, authorization }));
    const after = method.isWrite ? strikeAfter(practice, known) : null;
    return { outcome: after ?? answer(withWarnings({ ok: true, ...body }, warnings)), encoding };
  } catch (error) {
    return { outcome: failed(error), encoding };
  }
}
