import { createHash } from 'node:crypto';
import { AppError, isAppError, isRetryable } from '../../../shared/errors/app-error.ts';
import { unlessAborted } from '../../http/unless-aborted.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import { nowUtc } from '../../ports/time.ts';
import type { Settings } from './settings.ts';
import type { SharedState } from './shared-state.ts';
import { askForTokens, type Granted, type TokenAnswer } from './token-request.ts';
import {
  ageOf,
  longestAgeOf,
  neverSignedIn,
  readTokens,
  saveTokens,
  signInAgain,
  type Ending,
  type Tokens,
} from './tokens.ts';

/** Exact renews nothing before this age (reference page §1.5). */
const RENEW_AGE_MS = 570_000;
/** An access token dies at 600 s, and must still be good when the call is looked at. */
const USE_AGE_MS = 590_000;
/** After a renewal that came too early: first this long, each time doubled. It counts as an error at Exact. */
const TOO_EARLY_PAUSE_MS = 15_000;
/** What is too young to be renewed lives at least this long: from 570 to 600 s. */
const SURE_MS = 30_000;
const LOST_PAUSE_MS = 2_000;

/**
 * The access token of a connection. Renewed lazily between 570 and 590 s of its age, once for all who wait in this engine; the pair
 * that was given is stored before it is used, since the old one is void from then on (reference page §1.5).
 */
export class TokenSource {
  readonly #context: ConnectorContext;
  readonly #settings: Settings;
  readonly #state: SharedState;

  constructor(context: ConnectorContext, settings: Settings, state: SharedState) {
    this.#context = context;
    this.#settings = settings;
    this.#state = state;
  }

  /**
   * A token that is good for now. Throws EXACT_NOT_SIGNED_IN, EXACT_SIGN_IN_AGAIN, EXACT_CLIENT_REFUSED, EXACT_RENEWAL_REFUSED,
   * EXACT_RENEWAL_UNANSWERED, VAULT_* or HTTP_*.
   */
  async get(signal: AbortSignal): Promise<string> {
    for (;;) {
      signal.throwIfAborted();
      const tokens = await this.#read();
      if (tokens.ended !== undefined) throw signInAgain(tokens.ended.why);
      const wait = this.#untilUsable(tokens);
      if (wait === 0) return tokens.accessToken;
      if (wait === null) await this.#renew(null, signal);
      else await this.#context.clock.sleep(wait, signal);
    }
  }

  /**
   * Exact answered 401 to this token: one that is worth a second try, or null if there is none. A token that is young is not renewed,
   * for that would be refused as well, unless Exact says that it has expired (then this machine's clock is wrong). The same token comes
   * back where Exact says in answer to the renewal that it has not expired.
   */
  async replace(refused: string, saysExpired: boolean, signal: AbortSignal): Promise<string | null> {
    const tokens = await this.#read();
    if (tokens.accessToken !== refused) return this.get(signal);
    const age = ageOf(tokens, this.#context.clock.now());
    const isYoung = age >= 0 && age < RENEW_AGE_MS;
    if (isYoung && (!saysExpired || this.#state.renewedYoung === refused)) return null;
    if (isYoung) this.#state.renewedYoung = refused;
    const { tooEarly } = this.#state;
    const wasJustSaid =
      tooEarly?.refreshToken === tokens.refreshToken && this.#context.clock.now() < tooEarly.at + SURE_MS;
    if (!wasJustSaid) await this.#renew(refused, signal);
    // The same one where Exact says that it has not expired.
    return (await this.#read()).accessToken;
  }

  /** 0 now; null once it is to be renewed; else milliseconds until it may be. */
  #untilUsable(tokens: Tokens): number | null {
    const now = this.#context.clock.now();
    const { tooEarly } = this.#state;
    // Exact has just said that they have not expired.
    if (tooEarly?.refreshToken === tokens.refreshToken && now < tooEarly.until) return 0;
    const age = ageOf(tokens, now);
    if (age >= RENEW_AGE_MS) return null;
    // A slow answer: perhaps dead already, and not to be renewed yet.
    return longestAgeOf(tokens, now) < USE_AGE_MS ? 0 : RENEW_AGE_MS - age;
  }

  async #read(): Promise<Tokens> {
    const stored = await readTokens(this.#context);
    const { unsaved } = this.#state;
    if (unsaved !== undefined && stored?.refreshToken === unsaved.from) {
      await saveTokens(this.#context, unsaved.tokens);
      this.#state.unsaved = undefined;
      return unsaved.tokens;
    }
    if (stored === null) throw neverSignedIn();
    return stored;
  }

  /** One renewal for all who wait. Not with the signal of one of them: the others must not be cancelled with it. */
  async #renew(refused: string | null, signal: AbortSignal): Promise<void> {
    this.#state.renewing ??= this.#renewNow(refused).finally(() => {
      this.#state.renewing = undefined;
    });
    await unlessAborted(this.#state.renewing, signal);
  }

  async #renewNow(refused: string | null): Promise<void> {
    // Read again: somebody else may have renewed them while this one waited.
    const tokens = await this.#read();
    if (tokens.ended !== undefined) throw signInAgain(tokens.ended.why);
    if (tokens.accessToken !== refused && this.#untilUsable(tokens) !== null) return;
    const asked = await this.#fingerprint(tokens);
    // What was refused once is not asked again: not before a person has entered something else.
    if (this.#state.refused?.asked === asked) throw this.#state.refused.error;
    // From here on the pair may be void without our knowing; whoever starts after a crash can then say why.
    if (tokens.renewingSinceUtc === undefined)
      await saveTokens(this.#context, { ...tokens, renewingSinceUtc: nowUtc(this.#context.clock) });
    const { answer, wasLost } = await this.#ask(tokens);
    await this.#take(answer, { tokens, asked, wasLost });
  }

  /** Asks; where the answer does not arrive, once more with what is stored (reference page §1.6), and no more. */
  async #ask(tokens: Tokens): Promise<{ answer: TokenAnswer; wasLost: boolean }> {
    const grant = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken };
    const before = tokens.renewingSinceUtc !== undefined;
    const first = await outcomeOf(askForTokens(this.#context, this.#settings, grant));
    if (!isUnknown(first)) return { answer: valueOf(first), wasLost: before };
    await this.#context.clock.sleep(Math.round((0.5 + this.#context.random.next() / 2) * LOST_PAUSE_MS));
    const second = await outcomeOf(askForTokens(this.#context, this.#settings, grant));
    return { answer: valueOf(second), wasLost: true };
  }

  async #take(
    answer: TokenAnswer,
    { tokens, asked, wasLost }: { readonly tokens: Tokens; readonly asked: string; readonly wasLost: boolean },
  ): Promise<void> {
    switch (answer.kind) {
      case 'granted':
        await this.#keep(answer.tokens, tokens);
        return;
      case 'too-early': {
        const times = (this.#state.tooEarly?.times ?? 0) + 1;
        const at = this.#context.clock.now();
        const until = at + Math.min(RENEW_AGE_MS, TOO_EARLY_PAUSE_MS * 2 ** (times - 1));
        this.#state.tooEarly = { refreshToken: tokens.refreshToken, at, until, times };
        return;
      }
      case 'ended':
        throw await this.#end(tokens, answer.why === 'used' && wasLost ? 'lost' : answer.why);
      case 'client':
        throw this.#refuse(asked, new AppError('EXACT_CLIENT_REFUSED', 'auth', reasonOf(answer.reason)));
      case 'refused':
        throw this.#refuse(asked, new AppError('EXACT_RENEWAL_REFUSED', 'auth', reasonOf(answer.reason)));
      case 'unclear':
        throw new AppError('EXACT_RENEWAL_UNANSWERED', 'transient', reasonOf(answer.reason));
    }
  }

  async #keep(granted: Granted, before: Tokens): Promise<void> {
    const tokens: Tokens = { ...granted, signedInAtUtc: before.signedInAtUtc ?? before.obtainedAtUtc };
    // First of all: whatever fails from here on, the pair must not be lost.
    this.#state.unsaved = { from: before.refreshToken, tokens };
    await saveTokens(this.#context, tokens);
    this.#state.unsaved = undefined;
    this.#state.tooEarly = undefined;
    this.#state.refused = undefined;
  }

  async #end(tokens: Tokens, why: Ending): Promise<AppError> {
    const { renewingSinceUtc: _over, ...kept } = tokens;
    await saveTokens(this.#context, { ...kept, ended: { atUtc: nowUtc(this.#context.clock), why } });
    return signInAgain(why);
  }

  #refuse(asked: string, error: AppError): AppError {
    this.#state.refused = { asked, error };
    return error;
  }

  /** What a renewal asks with; nothing of it can be read back. */
  async #fingerprint(tokens: Tokens): Promise<string> {
    const secret = await this.#context.readSecret('clientSecret');
    const parts = [this.#settings.clientId, secret, tokens.refreshToken];
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  }
}

type Outcome = { readonly answer: TokenAnswer } | { readonly error: unknown };

async function outcomeOf(asking: Promise<TokenAnswer>): Promise<Outcome> {
  try {
    return { answer: await asking };
  } catch (error) {
    return { error };
  }
}

/** True if Exact may have given new tokens all the same. A pause that it asked for is no such case. */
function isUnknown(outcome: Outcome): boolean {
  if ('answer' in outcome) return outcome.answer.kind === 'unclear';
  return isRetryable(outcome.error) && isAppError(outcome.error) && outcome.error.kind === 'transient';
}

function valueOf(outcome: Outcome): TokenAnswer {
  if ('answer' in outcome) return outcome.answer;
  throw outcome.error;
}

function reasonOf(reason: string): { phase: 'connect'; details: { reason: string } } {
  return { phase: 'connect', details: { reason } };
}

/** Exact refuses a token, and refuses to renew it because it has not expired. */
export function renewalTooEarly(): AppError {
  return new AppError('EXACT_RENEWAL_TOO_EARLY', 'transient', { phase: 'connect', retryAfterMs: RENEW_AGE_MS });
}
