import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import { classOf, refusalError, SlackRefusal } from './refusals.ts';
import { invalidSetting, type Settings } from './settings.ts';
import type { SharedState } from './shared-state.ts';

/** Asks `oauth.v2.access` with these arguments and no token. */
export type AskForToken = (args: Readonly<Record<string, string>>, secrets: readonly string[]) => Promise<unknown>;

const answerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive().catch(43_200),
});
/** A token is renewed while this much of its twelve hours is left. */
const EARLY_MS = 10 * 60_000;
const EARLY_SHARE = 0.2;

/**
 * The bot token of a connection. One that rotates (`xoxe.`) is renewed before it ends, once for all who wait; both new tokens are
 * stored before either is used, the refresh token first, since the old one works only once (reference page §4).
 */
export class TokenSource {
  readonly #context: ConnectorContext;
  readonly #settings: Settings;
  readonly #state: SharedState;
  readonly #ask: AskForToken;

  constructor(context: ConnectorContext, settings: Settings, parts: { state: SharedState; ask: AskForToken }) {
    this.#context = context;
    this.#settings = settings;
    this.#state = parts.state;
    this.#ask = parts.ask;
  }

  /** A token that is good for now. Throws SLACK_SETTING_INVALID, VAULT_SECRET_MISSING, SLACK_REFRESH_REFUSED, SLACK_ROTATION_LOST or HTTP_*. */
  async get(signal: AbortSignal): Promise<string> {
    const token = await this.#read();
    const { renewAt } = this.#state;
    if (!isRotating(token) || renewAt === null || this.#context.clock.now() < renewAt) return token;
    return this.renew(token, signal);
  }

  /** Slack told how long the present token still lives. */
  learn(expiresInSeconds: number): void {
    const lifeMs = expiresInSeconds * 1000;
    this.#state.renewAt = this.#context.clock.now() + lifeMs - Math.min(EARLY_MS, lifeMs * EARLY_SHARE);
  }

  /** A token after `old`, which has ended or is about to. Throws as `get`. */
  async renew(old: string, signal: AbortSignal): Promise<string> {
    // Not the signal of one caller: the others who wait for the same token must not be cancelled with it.
    this.#state.refreshing ??= this.#refresh(old).finally(() => {
      this.#state.refreshing = undefined;
    });
    await this.#state.refreshing;
    signal.throwIfAborted();
    return this.#read();
  }

  async #read(): Promise<string> {
    const token = (await this.#context.readSecret('botToken')).trim();
    if (token.startsWith('xoxb-') || isRotating(token)) return token;
    throw invalidSetting('botToken', 'a bot token begins with xoxb- or xoxe.xoxb-');
  }

  async #refresh(old: string): Promise<void> {
    // Somebody else may have renewed it while this one waited.
    if ((await this.#read()) !== old) return;
    if (this.#settings.clientId === '') throw invalidSetting('clientId', 'it is needed to renew a token that rotates');
    const secret = (await this.#context.readSecret('clientSecret')).trim();
    const refresh = (await this.#context.readSecret('refreshToken')).trim();
    const args = {
      grant_type: 'refresh_token',
      client_id: this.#settings.clientId,
      client_secret: secret,
      refresh_token: refresh,
    };
    const asked = createHash('sha256')
      .update(JSON.stringify(Object.values(args)))
      .digest('hex');
    const known = this.#state.refusedRefresh;
    // What was refused once is not asked again: not before a person has entered something else.
    if (known?.asked === asked) throw known.error;
    const parsed = answerSchema.safeParse(
      await this.#ask(args, [secret, refresh]).catch((error: unknown) => {
        const refused = refreshError(error);
        if (refused.kind === 'auth') this.#state.refusedRefresh = { asked, error: refused };
        throw refused;
      }),
    );
    if (!parsed.success) throw unreadable();
    const { access_token, refresh_token, expires_in } = parsed.data;
    if (refresh_token !== refresh) await this.#context.saveSecret('refreshToken', refresh_token);
    await this.#context.saveSecret('botToken', access_token);
    this.learn(expires_in);
  }
}

/** True for a token that ends and is renewed. */
export function isRotating(token: string): boolean {
  return token.startsWith('xoxe.');
}

/** A refresh token that Slack does not know: each works once, so somebody else has used it (reference page §4). */
const USED_ELSEWHERE = 'invalid_refresh_token';

function refreshError(error: unknown): AppError {
  if (!(error instanceof SlackRefusal))
    return isAppError(error) ? error : new AppError('APP_INTERNAL', 'internal', { cause: error });
  const kind = classOf(error);
  if (
    kind === 'rate' ||
    kind === 'busy' ||
    /^(internal_error|fatal_error|request_timeout|service_unavailable)$/.test(error.code)
  )
    return refusalError(error);
  const code = error.code === USED_ELSEWHERE ? 'SLACK_ROTATION_LOST' : 'SLACK_REFRESH_REFUSED';
  return new AppError(code, 'auth', { details: { reason: error.code } });
}

function unreadable(): AppError {
  return new AppError('SLACK_ANSWER_UNREADABLE', 'transient', { details: { reason: 'it is not a token' } });
}
