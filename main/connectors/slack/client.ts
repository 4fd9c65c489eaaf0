import type { Logger } from '@slack/web-api';
import { z } from 'zod';
import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import { createFetch } from './fetch.ts';
import type { SlackMethod } from './methods.ts';
import { classOf, DEFAULT_PAUSE_MS, SlackRefusal } from './refusals.ts';
import type { Settings } from './settings.ts';
import { sharedState, type SharedState } from './shared-state.ts';
import { isRotating, TokenSource } from './tokens.ts';

export type SlackAnswer = Readonly<Record<string, unknown>>;
export type SlackArguments = Readonly<Record<string, unknown>>;

/** Whose token it is. */
export interface Identity {
  readonly team: string;
  readonly teamId: string;
  /** Null for a workspace that stands alone. */
  readonly enterpriseId: string | null;
  readonly bot: string;
  readonly botId: string | null;
  /** Address of the workspace, with a slash at its end; empty if Slack gave none. */
  readonly workspaceUrl: string;
  /** Null for a token that does not end. */
  readonly expiresInSeconds: number | null;
  /** Null if Slack did not tell. */
  readonly scopes: readonly string[] | null;
}

interface Request {
  readonly token: string | null;
  readonly secrets: readonly string[];
  readonly repeatable: boolean;
  readonly signal: AbortSignal;
}

interface ReadRequest extends Omit<Request, 'repeatable'> {
  readonly patienceMs?: number;
}

export interface ClientOptions {
  /** Milliseconds until an answer begins, and without a byte of it. */
  readonly answerTimeoutMs: number;
}

const identitySchema = z.object({
  url: z.url().catch(''),
  team: z.string().catch(''),
  team_id: z.string().catch(''),
  enterprise_id: z.string().min(1).nullable().catch(null),
  user: z.string().catch(''),
  bot_id: z.string().nullable().catch(null),
  expires_in: z.number().positive().nullable().catch(null),
  response_metadata: z.object({ scopes: z.array(z.string()).nullable().catch(null) }).catch({ scopes: null }),
});
/** How often a request that changes nothing is sent in all, while Slack asks for pauses. */
const READ_ATTEMPTS = 4;
const READ_PATIENCE_MS = 60_000;

/** Loaded when it is first needed: most starts of the app send nothing to Slack at once. */
const loadSdk = () => import('@slack/web-api');
type Sdk = Awaited<ReturnType<typeof loadSdk>>;

const ignore = (): void => undefined;

/** Slack's client would print what it sends and gets; our request log tells what may be told. */
function silent({ LogLevel }: Sdk): Logger {
  return {
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: ignore,
    setLevel: ignore,
    setName: ignore,
    getLevel: () => LogLevel.ERROR,
  };
}

/**
 * Calls of Slack's Web API for one connection: within its limits, with a token that is good, each write at most once. Throws
 * SlackRefusal for what Slack refused, else AppErrors: SLACK_*, HTTP_*, VAULT_SECRET_MISSING, APP_CANCELLED.
 */
export class SlackClient {
  readonly state: SharedState;
  readonly #context: ConnectorContext;
  readonly #settings: Settings;
  readonly #options: ClientOptions;
  readonly #tokens: TokenSource;
  #identity: { readonly token: string; readonly known: Identity } | undefined;

  constructor(context: ConnectorContext, settings: Settings, options: ClientOptions) {
    this.#context = context;
    this.#settings = settings;
    this.#options = options;
    this.state = sharedState(context.clock, `${settings.address}|${context.connection.id}`);
    const ask = async (args: SlackArguments, secrets: readonly string[]): Promise<SlackAnswer> =>
      this.#read('oauth.v2.access', args, { token: null, secrets, signal: new AbortController().signal });
    this.#tokens = new TokenSource(context, settings, { state: this.state, ask });
  }

  /** A request that changes nothing, or nothing the second time. Pauses that Slack asks for are waited for, up to `patienceMs`. */
  async ask(
    method: SlackMethod,
    args: SlackArguments,
    signal: AbortSignal,
    patienceMs = READ_PATIENCE_MS,
  ): Promise<SlackAnswer> {
    return this.#withToken(signal, (token) =>
      this.#read(method, args, { token, secrets: [token], signal, patienceMs }),
    );
  }

  /** The same with the app-level token. */
  async askAsApp(method: SlackMethod, appToken: string, signal: AbortSignal): Promise<SlackAnswer> {
    return this.#read(method, {}, { token: appToken, secrets: [appToken], signal });
  }

  /**
   * A request that must not be sent twice. `ready` is called after all waiting, right before it leaves; if it rejects, nothing is
   * sent. Nothing here repeats it, but for one whose token had ended, which Slack did not look at.
   */
  async write(
    method: SlackMethod,
    args: SlackArguments,
    { signal, ready }: { readonly signal: AbortSignal; readonly ready: () => Promise<void> },
  ): Promise<SlackAnswer> {
    await this.state.gate(method).enter(signal);
    let isReady = false;
    return this.#withToken(signal, async (token) => {
      if (!isReady) await ready();
      isReady = true;
      return this.#request(method, args, { token, secrets: [token], repeatable: false, signal });
    });
  }

  /** Whose token it is; asked once for each token, or anew with `again`. */
  async identity(signal: AbortSignal, again = false): Promise<Identity> {
    const token = await this.#tokens.get(signal);
    if (!again && this.#identity?.token === token) return this.#identity.known;
    return this.#withToken(signal, async (used) => {
      const answer = await this.#read('auth.test', {}, { token: used, secrets: [used], signal });
      const known = identityOf(answer);
      if (known.expiresInSeconds !== null && isRotating(used)) this.#tokens.learn(known.expiresInSeconds);
      this.#identity = { token: used, known };
      return known;
    });
  }

  async #withToken<T>(signal: AbortSignal, work: (token: string) => Promise<T>): Promise<T> {
    const token = await this.#tokens.get(signal);
    try {
      return await work(token);
    } catch (error) {
      // At most two tokens live: one that another installation renewed twice is revoked, and says so by the renewal it is refused.
      const isOver = error instanceof SlackRefusal && ['token_expired', 'token_revoked'].includes(error.code);
      if (!isOver || !isRotating(token)) throw error;
      return work(await this.#tokens.renew(token, signal));
    }
  }

  async #read(method: SlackMethod, args: SlackArguments, request: ReadRequest): Promise<SlackAnswer> {
    const { patienceMs = READ_PATIENCE_MS, ...rest } = request;
    for (let attempt = 1; ; attempt += 1) {
      await this.state.gate(method).enter(request.signal);
      try {
        return await this.#request(method, args, { ...rest, repeatable: true });
      } catch (error) {
        if (attempt >= READ_ATTEMPTS || !isAppError(error) || error.kind !== 'rate-limited') throw error;
        if ((error.retryAfterMs ?? 0) > patienceMs) throw error;
      }
    }
  }

  async #request(method: SlackMethod, args: SlackArguments, request: Request): Promise<SlackAnswer> {
    const { http, clock } = this.#context;
    const { answerTimeoutMs } = this.#options;
    const sdk = await loadSdk();
    const client = new sdk.WebClient(request.token ?? undefined, {
      slackApiUrl: `${this.#settings.address}/api/`,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      // The HTTP layer's own limits end it first; this one ends an answer that drips for ever.
      timeout: answerTimeoutMs * 4,
      logger: silent(sdk),
      fetch: createFetch({
        ...request,
        http,
        clock,
        method,
        headersTimeoutMs: answerTimeoutMs,
        onClockOffset: (ms) => {
          this.state.clockOffsetMs = ms;
        },
      }),
    });
    try {
      return { ...(await client.apiCall(method, { ...args })) };
    } catch (error) {
      throw this.#understood(sdk, method, error);
    }
  }

  #understood(sdk: Sdk, method: SlackMethod, error: unknown): Error {
    const gate = this.state.gate(method);
    if (error instanceof sdk.WebAPIPlatformError) {
      const refusal = new SlackRefusal(method, { ...error.data });
      if (classOf(refusal) !== 'rate') return refusal;
      gate.pause(DEFAULT_PAUSE_MS);
      const details = { method };
      return new AppError('SLACK_RATE_LIMITED', 'rate-limited', { details, retryAfterMs: DEFAULT_PAUSE_MS });
    }
    const cause: unknown = error instanceof sdk.WebAPIRequestError ? error.original : error;
    if (!isAppError(cause)) return new AppError('APP_INTERNAL', 'internal', { cause });
    if (cause.code === 'SLACK_RATE_LIMITED') gate.pause(cause.retryAfterMs ?? DEFAULT_PAUSE_MS);
    return cause;
  }
}

function identityOf(answer: SlackAnswer): Identity {
  const { url, team, team_id, enterprise_id, user, bot_id, expires_in, response_metadata } =
    identitySchema.parse(answer);
  return {
    team,
    teamId: team_id,
    enterpriseId: enterprise_id,
    bot: user,
    botId: bot_id,
    workspaceUrl: url === '' || url.endsWith('/') ? url : `${url}/`,
    expiresInSeconds: expires_in,
    scopes: response_metadata.scopes,
  };
}
