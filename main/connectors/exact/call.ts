import { AppError, isAppError, isRetryable } from '../../../shared/errors/app-error.ts';
import type { HttpResponse } from '../../http/port.ts';
import { parseRetryAfter } from '../../http/retry.ts';
import { enterTurn } from '../../http/turn.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import { refusalError, saysExpired, type CallFacts, type Refusal } from './errors.ts';
import type { Settings } from './settings.ts';
import type { SharedState } from './shared-state.ts';
import { renewalTooEarly, type TokenSource } from './token.ts';

export interface Call extends CallFacts {
  readonly url: string;
  /** Name in the request log. */
  readonly purpose: string;
  readonly signal: AbortSignal;
  /** Left out: a GET, which may be repeated. */
  readonly change?: { readonly method: 'POST' | 'PUT' | 'DELETE'; readonly body: string | null };
}

export interface CallAnswer {
  readonly text: string;
  readonly bytes: number;
  readonly sourceMs: number;
  /** The server's `Date` header as UTC ISO; null if it sent none. */
  readonly serverDate: string | null;
}

/** Server's own time-out is unconfirmed (reference page §10). */
const TIMEOUT_MS = 60_000;
/** A message may have 38 MB (reference page §3.4). */
const MOST_BYTES = 40 * 1024 * 1024;
const ATTEMPTS = 5;
const PAUSE = { baseMs: 1_000, capMs: 30_000 };
/** Whoever asked hears of a longer pause and comes back. */
const LONGEST_PAUSE_MS = 90_000;
/** Less is the network's own time. */
const CLOCK_TOLERANCE_MS = 2_000;
const COUNTED: ReadonlySet<number> = new Set([400, 401, 403, 404]);
const UNDERSTOOD = [400, 401, 403, 404, 405, 429, 500];

/** Sends the calls of one connection: signed in, inside the budgets, one at a time in each company. */
export class ExactCaller {
  readonly #context: ConnectorContext;
  readonly #settings: Settings;
  readonly #state: SharedState;
  readonly #tokens: TokenSource;

  constructor(context: ConnectorContext, settings: Settings, parts: { state: SharedState; tokens: TokenSource }) {
    this.#context = context;
    this.#settings = settings;
    this.#state = parts.state;
    this.#tokens = parts.tokens;
  }

  /**
   * One call and its answer. A GET is repeated after what passes by itself: lost answers, 408, 5xx without a reason (five times in
   * all). A 429 whose limit is over soon is waited for once; such a call was not looked at, so that holds for a change too. Each time
   * it counts against the budgets. Throws EXACT_*, HTTP_*, VAULT_*.
   */
  async send(call: Call): Promise<CallAnswer> {
    const company = call.division === null ? null : this.#state.company(call.division, this.#settings);
    // Parallel pages come doubled or not at all, and Exact asks for one call at a time (reference page §3.1).
    const leave = await enterTurn(company ?? this.#state.noCompany, call.signal);
    try {
      return await this.#untilAnswered(call);
    } finally {
      leave();
    }
  }

  async #untilAnswered(call: Call): Promise<CallAnswer> {
    const { clock, random } = this.#context;
    let waitedForLimit = false;
    for (let attempt = 1; ; attempt += 1) {
      await this.#permit(call);
      // Asked for last: the token must still be good when the call arrives.
      const token = await this.#tokens.get(call.signal);
      try {
        return await this.#sendSignedIn(call, token);
      } catch (error) {
        call.signal.throwIfAborted();
        if (!isAppError(error) || !isRetryable(error) || attempt >= ATTEMPTS) throw error;
        const isLimit = error.code === 'EXACT_RATE_LIMITED';
        if (isLimit ? waitedForLimit : call.change !== undefined) throw error;
        waitedForLimit ||= isLimit;
        const pause = error.retryAfterMs ?? random.next() * Math.min(PAUSE.capMs, PAUSE.baseMs * 2 ** (attempt - 1));
        if (pause > LONGEST_PAUSE_MS) throw error;
        await clock.sleep(Math.round(pause), call.signal);
      }
    }
  }

  /** Nothing is sent that a known budget forbids (design §5.10). */
  async #permit({ division, resource, signal }: Call): Promise<void> {
    if (division === null) return;
    const { budget, errors } = this.#state.company(division, this.#settings);
    errors.assertOpen(resource);
    await budget.take(signal);
  }

  async #sendSignedIn(call: Call, token: string): Promise<CallAnswer> {
    const first = await this.#sendOnce(call, token);
    if (!isRefusal(first)) return first;
    if (first.status !== 401) throw refusalError(first, call);
    const another = await this.#tokens.replace(token, saysExpired(first), call.signal);
    if (another === null) throw refusalError(first, call);
    await this.#permit(call);
    const second = await this.#sendOnce(call, another);
    if (isRefusal(second))
      throw second.status === 401 && another === token ? renewalTooEarly() : refusalError(second, call);
    return second;
  }

  /** The answer, or a refusal; each is noted in the budgets. Throws HTTP_*, EXACT_RATE_LIMITED and EXACT_DAY_BUDGET_SPENT. */
  async #sendOnce(call: Call, token: string): Promise<CallAnswer | Refusal> {
    const { clock, http } = this.#context;
    const startedAt = clock.now();
    const response = await http.request({
      method: call.change?.method ?? 'GET',
      url: call.url,
      headers: {
        // Without it Exact answers with Atom (reference page §3).
        accept: 'application/json',
        'accept-encoding': 'gzip, deflate',
        authorization: `Bearer ${token}`,
        ...(typeof call.change?.body === 'string' ? { 'content-type': 'application/json' } : {}),
      },
      ...(typeof call.change?.body === 'string' ? { body: call.change.body } : {}),
      purpose: call.purpose,
      // Repeated by this class, because each sending counts against a budget and needs a token that is still good.
      repeatable: false,
      expects: 'json',
      headersTimeoutMs: TIMEOUT_MS,
      idleTimeoutMs: TIMEOUT_MS,
      signal: call.signal,
      accept: UNDERSTOOD,
      secrets: [token],
    });
    const text = await response.text(MOST_BYTES);
    const serverDate = this.#learnClock(response, startedAt);
    const company = call.division === null ? null : this.#state.company(call.division, this.#settings);
    company?.budget.learn(response.headers);
    if (response.status < 400) {
      return { text, bytes: Buffer.byteLength(text), sourceMs: clock.now() - startedAt, serverDate };
    }
    const refusal = { status: response.status, headers: response.headers, text };
    if (response.status === 429) {
      const after = parseRetryAfter(response.headers['retry-after'], clock);
      throw company?.budget.refused(response.headers, after) ?? rateLimited(after);
    }
    if (COUNTED.has(response.status)) company?.errors.note(call.resource, refusalError(refusal, call));
    return refusal;
  }

  #learnClock(response: HttpResponse, startedAt: number): string | null {
    const moment = Date.parse(response.headers['date'] ?? '');
    if (Number.isNaN(moment)) return null;
    // The header has whole seconds.
    const offset = moment + 500 - (startedAt + this.#context.clock.now()) / 2;
    this.#state.clockHeardAt = this.#context.clock.now();
    this.#state.clockOffsetMs = Math.abs(offset) > CLOCK_TOLERANCE_MS ? Math.round(offset) : 0;
    return new Date(moment).toISOString();
  }
}

function isRefusal(answer: CallAnswer | Refusal): answer is Refusal {
  return 'status' in answer;
}

function rateLimited(retryAfterMs = 60_000): AppError {
  return new AppError('EXACT_RATE_LIMITED', 'rate-limited', {
    retryAfterMs,
    phase: 'read',
    details: { division: null },
  });
}
