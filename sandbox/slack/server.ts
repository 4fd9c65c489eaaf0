import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Practice } from './call.ts';
import { click, type Click, type ClickRecord } from './clicks.ts';
import { anchorOf, renderPage } from './page/page.ts';
import { posted } from './posted.ts';
import { readBody, type Encoding } from './read-arguments.ts';
import { addJoin } from './seed.ts';
import { answerCall, type Outcome } from './web-api.ts';
import type { Channel } from './workspace.ts';

/** One call as it came in; tests count and compare them. */
export interface LoggedCall {
  readonly at: number;
  readonly method: string;
  readonly encoding: Encoding | null;
  /** 0 where there was no answer. */
  readonly status: number;
  readonly error: string | null;
}

export interface ServerDeps {
  readonly practice: Practice;
  readonly calls: LoggedCall[];
  readonly clicks: ClickRecord[];
}

const KEPT_CALLS = 10_000;
const HTML = 'text/html; charset=utf-8';
/** The page has no script, and nothing that it shows can bring one. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.end(body);
}

function deliver(response: ServerResponse, outcome: Outcome): void {
  switch (outcome.kind) {
    case 'dropped':
      response.socket?.destroy();
      return;
    case 'hanging':
      return;
    case 'page':
      send(response, outcome.status, HTML, outcome.html);
      return;
    case 'answer':
      if (outcome.retryAfter !== undefined) response.setHeader('Retry-After', String(outcome.retryAfter));
      send(response, outcome.status, 'application/json; charset=utf-8', JSON.stringify(outcome.body));
  }
}

function logCall({ practice, calls }: ServerDeps, name: string, encoding: Encoding | null, outcome: Outcome): void {
  const error = outcome.kind === 'answer' ? outcome.body['error'] : undefined;
  calls.push({
    at: practice.clock.now(),
    method: name,
    encoding,
    status: 'status' in outcome ? outcome.status : 0,
    error: typeof error === 'string' ? error : null,
  });
  if (calls.length > KEPT_CALLS) calls.shift();
}

function goTo(response: ServerResponse, place: string): void {
  response.setHeader('Location', place);
  send(response, 303, 'text/plain', '');
}

function sendPage(response: ServerResponse, { practice, clicks }: ServerDeps): void {
  response.setHeader('Content-Security-Policy', POLICY);
  send(response, 200, HTML, renderPage(practice, clicks));
}

/** A person invites the app into a channel, which is the only way into a private one. */
export function invite({ workspace, clock }: Practice, channel: Channel): void {
  if (channel.isMember || channel.isArchived) return;
  channel.isMember = true;
  addJoin(workspace, channel, clock.now());
}

/** Clicks and remembers what became of it. */
export async function clickAndLog({ practice, clicks }: ServerDeps, wanted: Click): Promise<ClickRecord> {
  const record = await click(practice, wanted);
  clicks.push(record);
  return record;
}

async function serveClick(request: IncomingMessage, response: ServerResponse, deps: ServerDeps): Promise<void> {
  const form = new URLSearchParams(await readBody(request));
  const channelId = form.get('channel') ?? '';
  const ts = form.get('ts') ?? '';
  const userId = form.get('user') ?? undefined;
  const wanted = { channelId, ts, actionId: form.get('action_id') ?? '', userId };
  try {
    await clickAndLog(deps, wanted);
    goTo(response, `/#${anchorOf(channelId, ts)}`);
  } catch (error) {
    send(response, 400, 'text/plain', error instanceof Error ? error.message : String(error));
  }
}

async function serveInvitation(request: IncomingMessage, response: ServerResponse, deps: ServerDeps): Promise<void> {
  const id = new URLSearchParams(await readBody(request)).get('channel') ?? '';
  const channel = deps.practice.workspace.channel(id);
  if (channel === undefined) {
    send(response, 400, 'text/plain', `there is no channel ${id}`);
    return;
  }
  invite(deps.practice, channel);
  goTo(response, `/#${channel.id}`);
}

function servePermalink(response: ServerResponse, place: RegExpExecArray, { practice }: ServerDeps): void {
  const channel = practice.workspace.channel(place[1] ?? '');
  if (channel === undefined) {
    send(response, 404, 'text/plain', 'there is no such channel');
    return;
  }
  response.setHeader('Location', `/#${channel.id}-${place[2] ?? ''}`);
  send(response, 302, 'text/plain', '');
}

/** What people do on the page. Another site's page may not. */
async function servePerson(request: IncomingMessage, response: ServerResponse, deps: ServerDeps): Promise<void> {
  const address = deps.practice.address();
  if ((request.headers.origin ?? address) !== address) send(response, 403, 'text/plain', 'only from the page itself');
  else if (request.url === '/practice/click') await serveClick(request, response, deps);
  else if (request.url === '/practice/invite') await serveInvitation(request, response, deps);
  else send(response, 404, 'text/plain', 'not found');
}

async function route(request: IncomingMessage, response: ServerResponse, deps: ServerDeps): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const name = /^\/api\/([A-Za-z0-9.]+)$/.exec(url.pathname)?.[1];
  const isGet = request.method === 'GET';
  if (name !== undefined && (isGet || request.method === 'POST')) {
    const { outcome, encoding } = await answerCall(deps.practice, name, { request, response, query: url.searchParams });
    logCall(deps, name, encoding, outcome);
    deliver(response, outcome);
    return;
  }
  if (request.method === 'POST') {
    await servePerson(request, response, deps);
    return;
  }
  const permalink = /^\/archives\/(\w+)\/p(\d+)$/.exec(url.pathname);
  if (isGet && url.pathname === '/') sendPage(response, deps);
  else if (isGet && url.pathname === '/practice/posted') {
    send(response, 200, 'application/json; charset=utf-8', JSON.stringify(posted(deps.practice)));
  } else if (isGet && permalink !== null) servePermalink(response, permalink, deps);
  else send(response, 404, 'text/plain', 'not found');
}

/** Answers one HTTP request. What was scheduled for a moment that has passed is posted first. Never throws. */
export async function handle(request: IncomingMessage, response: ServerResponse, deps: ServerDeps): Promise<void> {
  const { practice } = deps;
  practice.schedule.postDue(practice.clock.now());
  // Clients tell their own clock's error by this header, so it follows the practice clock.
  response.sendDate = false;
  response.setHeader('Date', new Date(practice.clock.now()).toUTCString());
  try {
    await route(request, response, deps);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else send(response, 500, 'text/plain', error instanceof Error ? error.message : String(error));
  }
  request.resume();
}
