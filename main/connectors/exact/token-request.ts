import { z } from 'zod';
import { nowUtc } from '../../ports/time.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type { Settings } from './settings.ts';
import { parseJson, type Ending } from './tokens.ts';

/** What Exact gave for a code or a refresh token. */
export interface Granted {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly askedAtUtc: string;
  readonly obtainedAtUtc: string;
}

export type TokenAnswer =
  | { readonly kind: 'granted'; readonly tokens: Granted }
  /** Less than 570 s after the last one: what there is still holds (reference page §1.6). */
  | { readonly kind: 'too-early' }
  | { readonly kind: 'ended'; readonly why: Ending }
  /** Client id or secret. */
  | { readonly kind: 'client'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Whatever it was, it tells nothing: the outcome is unknown. */
  | { readonly kind: 'unclear'; readonly reason: string };

const grantSchema = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1) });
const refusalSchema = z.object({
  error: z.string().catch(''),
  error_description: z.string().catch(''),
});
const TIMEOUT_MS = 60_000;

/**
 * Asks the token endpoint once (reference page §1.4); throws HTTP_* if no answer came.
 *
 * Not `oauth4webapi`: it refuses a whole answer over a missing `token_type` or an unexpected content type, and a refused answer
 * here holds the only valid refresh token. What is not understood must not be lost.
 */
export async function askForTokens(
  context: ConnectorContext,
  settings: Settings,
  grant: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  const clientSecret = (await context.readSecret('clientSecret')).trim();
  const form = new URLSearchParams({ ...grant, client_id: settings.clientId, client_secret: clientSecret });
  const askedAtUtc = nowUtc(context.clock);
  const given = Object.entries(grant).flatMap(([name, value]) => (name === 'grant_type' ? [] : [value]));
  const response = await context.http.request({
    method: 'POST',
    url: `${settings.address}/api/oauth2/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
    purpose: 'token',
    // Each code and each refresh token works once: whoever asked decides whether to ask again.
    repeatable: false,
    expects: 'json',
    headersTimeoutMs: TIMEOUT_MS,
    // Nobody's signal: an answer that nobody waits for any more still holds the only valid tokens.
    signal: new AbortController().signal,
    accept: [400, 401, 403],
    secrets: [clientSecret, encodeURIComponent(clientSecret), ...given, ...given.map(encodeURIComponent)],
  });
  const text = await response.text();
  const grantedNow = grantSchema.safeParse(parseJson(text));
  if (grantedNow.success) {
    const { access_token: accessToken, refresh_token: refreshToken } = grantedNow.data;
    return { kind: 'granted', tokens: { accessToken, refreshToken, askedAtUtc, obtainedAtUtc: nowUtc(context.clock) } };
  }
  if (response.status < 400)
    return { kind: 'unclear', reason: text.trim() === '' ? 'it is empty' : 'it is not a token' };
  return refusal(text, response.status, response.headers['reason'] ?? '');
}

/** What a refusal means, by its words: the status differs between descriptions (reference page §1.6). */
function refusal(text: string, status: number, header: string): TokenAnswer {
  const body = refusalSchema.safeParse(parseJson(text));
  const { error, error_description } = body.success ? body.data : { error: '', error_description: '' };
  const words = `${error} ${error_description} ${header}`;
  if (/not expired|TooEarlyToRefresh/i.test(words)) return { kind: 'too-early' };
  if (/old refresh token/i.test(words)) return { kind: 'ended', why: 'used' };
  if (/refresh token expired|token.{0,40}expired at/i.test(words)) return { kind: 'ended', why: 'unused' };
  if (/invalid_grant|chainId/i.test(words)) return { kind: 'ended', why: 'unknown' };
  // Only a word of the protocol is shown: descriptions may quote what was sent.
  const reason = /^[\w.-]{1,60}$/.test(error) ? error : `status ${String(status)}`;
  if (/invalid_client|unauthorized_client/i.test(error)) return { kind: 'client', reason };
  return { kind: 'refused', reason };
}
