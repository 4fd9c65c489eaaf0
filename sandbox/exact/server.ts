import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerApi, SLOW_MS, type CallLog } from './api.ts';
import type { Practice } from './call.ts';
import { homePage } from './home-page.ts';
import { answerAuthorize, answerToken, type SignInDeps } from './oauth/authorize.ts';
import { emptyReply, htmlReply, refusalReply, Refusal, send, type Reply } from './reply.ts';
import type { Deliveries } from './webhooks/deliveries.ts';

/** One request as it came in; tests count and compare them. */
export interface LoggedRequest extends CallLog {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** Decoded, as `name=value` parted by `&`. Empty for the addresses of the sign-in. */
  readonly query: string;
  /** 0 where there was no answer. */
  status: number;
}

export interface ServerDeps {
  readonly practice: Practice;
  readonly signIn: SignInDeps;
  readonly deliveries: Deliveries;
  readonly requests: LoggedRequest[];
  /** Of each call of the API. */
  readonly latencyMs: number;
}

const KEPT = 10_000;
const TOKEN_ENDPOINT = 'oauth2/token';
const MAINTENANCE = '<!DOCTYPE html><html><head><title>Exact Online</title></head><body><h1>Exact Online is being maintained</h1></body></html>'; // oxfmt-ignore
const HOTEL = '<!DOCTYPE html><html><head><title>Welcome</title></head><body>Please accept the conditions of this network.</body></html>'; // oxfmt-ignore
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/** The answer of a fault that comes before the service; undefined where none strikes. */
function faultReply({ faults }: Practice, path: string, wantsJson: boolean): Reply | null | undefined {
  const aim = path.split('/').at(-1)?.replace(/\(.*$/, '') ?? '';
  if (faults.strikes('reset', aim)) return null;
  if (faults.strikes('maintenance', aim)) return htmlReply(503, MAINTENANCE);
  if (faults.strikes('html-page', aim)) return htmlReply(200, HOTEL);
  if (faults.strikes('request-timeout', aim)) return emptyReply(408);
  if (faults.strikes('server-error', aim)) return refusalReply(new Refusal(500, 'Internal server error'), wantsJson);
  return undefined;
}

async function answerSignIn(
  request: IncomingMessage,
  url: URL,
  { signIn, practice }: ServerDeps,
): Promise<Reply | null> {
  if (url.pathname === '/api/oauth2/auth') return answerAuthorize(request, url, signIn);
  const { budget, faults, clock } = practice;
  if (faults.strikes('slow', 'token')) await clock.sleep(SLOW_MS);
  if (budget.isBlocked(TOKEN_ENDPOINT) || faults.strikesAt('error-block', 'token')) return emptyReply(429);
  const reply = await answerToken(request, signIn);
  if (reply !== null) budget.note(TOKEN_ENDPOINT, reply.status);
  return reply;
}

async function answer(
  request: IncomingMessage,
  { url, log }: { url: URL; log: LoggedRequest },
  deps: ServerDeps,
): Promise<Reply | null> {
  const { practice } = deps;
  const { pathname } = url;
  if (pathname === '/' && request.method === 'GET')
    return htmlReply(200, homePage(practice, deps.deliveries.records), { 'Content-Security-Policy': POLICY });
  const isSignIn = pathname === '/api/oauth2/auth' || pathname === '/api/oauth2/token';
  const isApi = /^\/api\/v1\//i.test(pathname);
  if (!isSignIn && !isApi) return htmlReply(404, '<!DOCTYPE html><title>Not found</title>Not found');
  if (isApi && deps.latencyMs > 0) await practice.clock.sleep(deps.latencyMs);
  const byFault = pathname === '/api/oauth2/auth' ? undefined : faultReply(practice, pathname, true);
  if (byFault !== undefined) return byFault;
  return isSignIn ? answerSignIn(request, url, deps) : answerApi(practice, request, { url, log });
}

function logOf(request: IncomingMessage, url: URL, deps: ServerDeps): LoggedRequest {
  const isSignIn = url.pathname.startsWith('/api/oauth2/');
  const query = isSignIn ? '' : [...url.searchParams].map(([name, value]) => `${name}=${value}`).join('&');
  const log: LoggedRequest = {
    at: deps.practice.clock.now(),
    method: request.method ?? '',
    path: url.pathname,
    query,
    ...{ division: null, resource: null, overlapped: false, status: 0 },
  };
  deps.requests.push(log);
  if (deps.requests.length > KEPT) deps.requests.shift();
  return log;
}

/** Sends the answer, or half of it where the fault of broken answers strikes. */
function sendOrBreak(response: ServerResponse, reply: Reply | null, { faults }: Practice): void {
  const isCut = reply !== null && reply.body.length > 1 && reply.status === 200 && faults.strikes('truncated');
  if (!isCut) {
    send(response, reply);
    return;
  }
  response.statusCode = reply.status;
  if (reply.type !== null) response.setHeader('Content-Type', reply.type);
  response.setHeader('Content-Length', String(Buffer.byteLength(reply.body)));
  response.write(reply.body.slice(0, reply.body.length / 2), () => {
    response.socket?.destroy();
  });
}

/** Answers one HTTP request and logs it. Never throws. */
export async function handle(request: IncomingMessage, response: ServerResponse, deps: ServerDeps): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const log = logOf(request, url, deps);
  // Clients tell their own clock's error by this header, so it follows the practice clock.
  response.sendDate = false;
  response.setHeader('Date', new Date(deps.practice.clock.now()).toUTCString());
  try {
    const reply = await answer(request, { url, log }, deps);
    log.status = reply?.status ?? 0;
    sendOrBreak(response, reply, deps.practice);
  } catch (error) {
    log.status = 500;
    if (response.headersSent) response.destroy();
    else send(response, refusalReply(new Refusal(500, error instanceof Error ? error.message : String(error)), true));
  }
  request.resume();
}
