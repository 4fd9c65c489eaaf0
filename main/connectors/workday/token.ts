import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type { Settings } from './settings.ts';

const DEFAULT_LIFETIME_S = 3600;
/** A token is renewed while this share of its life (at most five minutes) is left: the call must arrive and end with it. */
const EARLY_SHARE = 0.2;
const EARLY_MOST_MS = 300_000;

const answerSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).catch(DEFAULT_LIFETIME_S),
  refresh_token: z.string().min(1).optional(),
});
const refusalSchema = z.object({ error: z.string().max(80) });

interface Token {
  readonly value: string;
  readonly renewAt: number;
}

/**
 * The bearer of a connection, from its refresh token (reference page §5). Asked for once however many callers wait; a new
 * refresh token in the answer is stored before the access token is used, since the old one may be void already.
 */
export class TokenSource {
  readonly #context: ConnectorContext;
  readonly #settings: Settings;
  #token: Token | undefined;
  #pending: Promise<Token> | undefined;

  constructor(context: ConnectorContext, settings: Settings) {
    this.#context = context;
    this.#settings = settings;
  }

  /** A token that is good for now. Throws WORKDAY_TOKEN_REFUSED, WORKDAY_ANSWER_UNREADABLE, VAULT_SECRET_MISSING or HTTP_*. */
  async get(signal: AbortSignal): Promise<string> {
    const token = this.#token;
    if (token !== undefined && token.renewAt > this.#context.clock.now()) return token.value;
    // Not the signal of one caller: the others who wait for the same token must not be cancelled with it.
    this.#pending ??= this.#ask(new AbortController().signal)
      .then((fresh) => {
        this.#token = fresh;
        return fresh;
      })
      .finally(() => {
        this.#pending = undefined;
      });
    const fresh = await this.#pending;
    signal.throwIfAborted();
    return fresh.value;
  }

  /** Workday refused this token: it is not used again. */
  forget(refused: string): void {
    if (this.#token?.value === refused) this.#token = undefined;
  }

  async #ask(signal: AbortSignal): Promise<Token> {
    const { clock, http } = this.#context;
    const secret = await this.#context.readSecret('clientSecret');
    const refresh = await this.#context.readSecret('refreshToken');
    const basic = Buffer.from(`${this.#settings.clientId}:${secret}`).toString('base64');
    const askedAt = clock.now();
    const response = await http.request({
      method: 'POST',
      url: this.#settings.tokenUrl,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        authorization: `Basic ${basic}`,
      },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refresh }).toString(),
      purpose: 'token',
      // Where tokens rotate, a lost answer may hold the only valid one; asking again with the old one is all that is left.
      repeatable: true,
      expects: 'any',
      signal,
      accept: [400, 401, 403],
      secrets: [secret, refresh, basic, encodeURIComponent(refresh)],
    });
    const text = await response.text();
    if (response.status >= 400) throw refusal(text, response.status);
    const parsed = answerSchema.safeParse(parseJson(text));
    if (!parsed.success) throw unreadable();
    const { access_token, expires_in, refresh_token } = parsed.data;
    if (refresh_token !== undefined && refresh_token !== refresh)
      await this.#context.saveSecret('refreshToken', refresh_token);
    const lifeMs = expires_in * 1000;
    return { value: access_token, renewAt: askedAt + lifeMs - Math.min(EARLY_MOST_MS, lifeMs * EARLY_SHARE) };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Only the error's code is kept: descriptions may quote what was sent. */
function refusal(text: string, status: number): AppError {
  const parsed = refusalSchema.safeParse(parseJson(text));
  const code = parsed.success && /^[\w.-]+$/.test(parsed.data.error) ? parsed.data.error : `status ${String(status)}`;
  return new AppError('WORKDAY_TOKEN_REFUSED', 'auth', { phase: 'connect', details: { reason: code } });
}

function unreadable(): AppError {
  return new AppError('WORKDAY_ANSWER_UNREADABLE', 'transient', {
    phase: 'connect',
    details: { operation: 'token', reason: 'it is not a token' },
  });
}
