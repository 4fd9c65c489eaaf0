import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import { parseErrorBody } from './errors.ts';
import type { Settings } from './settings.ts';

/** Resource id of Azure Databricks, the same in every tenant. */
const AZURE_DATABRICKS_SCOPE = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default';
const REFRESH_WHEN_LEFT_MS = 10 * 60_000;
const FAILED_REFRESH_PAUSE_MS = 60_000;
/** A token is not used in its last seconds: the call must still arrive with it. */
const SAFETY_MS = 15_000;
const DEFAULT_LIFETIME_S = 3600;

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  // Some servers send a text.
  expires_in: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).catch(DEFAULT_LIFETIME_S),
});

interface Token {
  readonly value: string;
  readonly expiresAt: number;
  readonly lifetimeMs: number;
}

/**
 * The access token of a connection: a personal token as stored, or one of a service principal
 * (https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m), asked for once however many callers wait, and renewed in the
 * background while ten minutes are left.
 */
export class TokenSource {
  readonly #context: ConnectorContext;
  readonly #settings: Settings;
  #token: Token | undefined;
  #pending: Promise<Token> | undefined;
  #noRefreshBefore = 0;

  constructor(context: ConnectorContext, settings: Settings) {
    this.#context = context;
    this.#settings = settings;
  }

  /** A token that is good for now. Throws DATABRICKS_LOGIN_REFUSED, VAULT_SECRET_MISSING or HTTP_*. */
  async get(signal: AbortSignal): Promise<string> {
    if (this.#settings.auth === 'pat') return await this.#context.readSecret('token');
    const now = this.#context.clock.now();
    const token = this.#token;
    if (token === undefined || token.expiresAt - SAFETY_MS <= now) return await this.#renewFor(signal);
    const early = Math.min(token.lifetimeMs / 2, REFRESH_WHEN_LEFT_MS);
    if (token.expiresAt - early <= now && this.#pending === undefined && now >= this.#noRefreshBefore)
      this.#renewQuietly();
    return token.value;
  }

  /** After a refusal of `refused`: a newer token, asked for once. Throws as `get`; a personal token cannot be renewed. */
  async replace(refused: string, signal: AbortSignal): Promise<string> {
    if (this.#settings.auth === 'pat') {
      const stored = await this.#context.readSecret('token');
      if (stored !== refused) return stored;
      throw new AppError('DATABRICKS_TOKEN_REFUSED', 'auth', {
        phase: 'connect',
        details: { reason: 'personal access token' },
      });
    }
    if (this.#token !== undefined && this.#token.value !== refused) return this.#token.value;
    this.#token = undefined;
    return await this.#renewFor(signal);
  }

  async #renewFor(signal: AbortSignal): Promise<string> {
    const token = await this.#renew();
    signal.throwIfAborted();
    return token.value;
  }

  #renewQuietly(): void {
    this.#renew().catch(() => {
      this.#noRefreshBefore = this.#context.clock.now() + FAILED_REFRESH_PAUSE_MS;
    });
  }

  #renew(): Promise<Token> {
    // Not the signal of one caller: the others who wait for the same token must not be cancelled with it.
    this.#pending ??= this.#ask(new AbortController().signal)
      .then((token) => {
        this.#token = token;
        return token;
      })
      .finally(() => {
        this.#pending = undefined;
      });
    return this.#pending;
  }

  async #ask(signal: AbortSignal): Promise<Token> {
    const secret = await this.#context.readSecret('clientSecret');
    const azure = this.#settings.auth === 'azure-entra';
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      scope: azure ? AZURE_DATABRICKS_SCOPE : 'all-apis',
    });
    const basic = Buffer.from(`${this.#settings.clientId}:${secret}`).toString('base64');
    if (azure) {
      form.set('client_id', this.#settings.clientId);
      form.set('client_secret', secret);
    }
    const response = await this.#context.http.request({
      method: 'POST',
      url: azure
        ? `${this.#settings.azureLoginAddress}/${encodeURIComponent(this.#settings.azureTenantId)}/oauth2/v2.0/token`
        : `${this.#settings.address}/oidc/v1/token`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        ...(azure ? {} : { authorization: `Basic ${basic}` }),
      },
      body: form.toString(),
      purpose: 'token',
      repeatable: true,
      expects: 'json',
      signal,
      accept: [400, 401, 403],
      secrets: [secret, basic, encodeURIComponent(secret)],
    });
    const text = await response.text();
    if (response.status >= 400) throw refusal(text, response.status);
    return this.#toToken(text);
  }

  #toToken(text: string): Token {
    const parsed = tokenAnswer.safeParse(parseJson(text));
    if (!parsed.success)
      throw new AppError('DATABRICKS_ANSWER_UNREADABLE', 'transient', {
        phase: 'connect',
        details: { reason: 'token answer' },
      });
    const lifetimeMs = parsed.data.expires_in * 1000;
    return { value: parsed.data.access_token, lifetimeMs, expiresAt: this.#context.clock.now() + lifetimeMs };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Only the error's code is kept: Entra's description quotes ids and times. */
function refusal(text: string, status: number): AppError {
  const error = parseErrorBody(text);
  const aad = /AADSTS\d+/.exec(text)?.[0];
  const reason = [error.code === '' ? `HTTP ${String(status)}` : error.code, aad].filter(Boolean).join(', ');
  return new AppError('DATABRICKS_LOGIN_REFUSED', 'auth', { phase: 'connect', details: { reason } });
}
