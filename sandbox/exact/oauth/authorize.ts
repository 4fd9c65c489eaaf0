import type { IncomingMessage } from 'node:http';
import type { BookDivision } from '../books.ts';
import { emptyReply, htmlReply, jsonReply, readBody, Refusal, type Reply } from '../reply.ts';
import { consentPage, landingPage, refusalPage, type ConsentRequest } from './consent-page.ts';
import { isFromElsewhere, isLocalRedirect, type Permission, type Registration, type Scope } from './registration.ts';
import type { TokenOffice } from './tokens.ts';

export interface SignInDeps {
  readonly registration: Registration;
  readonly tokens: TokenOffice;
  readonly divisions: () => readonly BookDivision[];
  readonly scopes: ReadonlyMap<Scope, Permission>;
  readonly allowLocalhostRedirect: boolean;
  readonly address: () => string;
}

export type Decision = 'allow' | 'deny';

function landingAt(asked: ConsentRequest, answer: Readonly<Record<string, string>>): string {
  const url = new URL(asked.redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (asked.state !== null) url.searchParams.set('state', asked.state);
  return url.href;
}

/** What is asked for. Throws a Refusal where Exact shows a page with the reason instead of asking. */
function readRequest(params: URLSearchParams, deps: SignInDeps): ConsentRequest {
  const { registration } = deps;
  const clientId = params.get('client_id') ?? '';
  const redirectUri = params.get('redirect_uri') ?? '';
  if (clientId !== registration.clientId) throw new Refusal(400, `The client id '${clientId}' is not known.`);
  if (redirectUri !== registration.redirectUri) throw new Refusal(400, `Callback URI '${redirectUri}' is not valid`);
  if (isLocalRedirect(redirectUri) && !deps.allowLocalhostRedirect)
    throw new Refusal(400, `Callback URI '${redirectUri}' is not valid: it must be a public https address`);
  if (!['0', '1', null].includes(params.get('force_login'))) throw new Refusal(400, 'force_login must be 0 or 1.');
  if (params.get('response_type') !== 'code') throw new Refusal(400, 'Only the response type code is served here.');
  return { clientId, redirectUri, state: params.get('state') };
}

/**
 * The address where the browser lands once a person has decided. Throws a Refusal where the authorize address is wrong.
 */
export function decide(params: URLSearchParams, decision: Decision, deps: SignInDeps): string {
  const asked = readRequest(params, deps);
  return decision === 'deny'
    ? landingAt(asked, { error: 'access_denied' })
    : landingAt(asked, { code: deps.tokens.issueCode(asked.redirectUri) });
}

function pageHeaders(redirectUri: string): Readonly<Record<string, string>> {
  const target = new URL(redirectUri).origin;
  const policy = `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${target}; base-uri 'none'; frame-ancestors 'none'`;
  return { 'Content-Security-Policy': policy, 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' };
}

/** Answers `/api/oauth2/auth`: the page with its buttons, and what they lead to. */
export async function answerAuthorize(request: IncomingMessage, url: URL, deps: SignInDeps): Promise<Reply> {
  const headers = pageHeaders(deps.registration.redirectUri);
  try {
    if (request.method === 'GET') {
      const asked = readRequest(url.searchParams, deps);
      const { registration, scopes, divisions } = deps;
      return htmlReply(200, consentPage(asked, { registration, scopes: [...scopes], divisions: divisions() }), headers);
    }
    if (request.method !== 'POST') return emptyReply(405, { Allow: 'GET, POST' });
    if (isFromElsewhere(request, deps.address())) throw new Refusal(403, 'Only from the page itself.');
    const form = new URLSearchParams(await readBody(request));
    const decision = form.get('decision');
    if (decision !== 'allow' && decision !== 'show' && decision !== 'deny')
      throw new Refusal(400, 'Nothing was decided.');
    const landing = decide(form, decision === 'deny' ? 'deny' : 'allow', deps);
    if (decision === 'show') return htmlReply(200, landingPage(landing), headers);
    return emptyReply(303, { ...headers, Location: landing });
  } catch (error) {
    if (error instanceof Refusal) return htmlReply(error.status, refusalPage(error.message), headers);
    throw error;
  }
}

/** Answers `/api/oauth2/token`; null where the answer is lost on its way. */
export async function answerToken(request: IncomingMessage, deps: SignInDeps): Promise<Reply | null> {
  if (request.method !== 'POST') return emptyReply(405, { Allow: 'POST' });
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const body = await readBody(request);
  if (type !== 'application/x-www-form-urlencoded') {
    const error = { error: 'invalid_request', error_description: 'The request must be a form' };
    return jsonReply(400, JSON.stringify(error));
  }
  const answer = deps.tokens.exchange(new URLSearchParams(body));
  if (answer.isLost === true) return null;
  return jsonReply(answer.status, JSON.stringify(answer.body), { ...answer.headers, 'Cache-Control': 'no-store' });
}
