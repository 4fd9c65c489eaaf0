import { AppError } from '../../../shared/errors/app-error.ts';
import type { SourceBudget } from '../../../shared/model/source-budget.ts';
import type { Clock } from '../../ports/time.ts';

type Headers = Readonly<Record<string, string>>;

/** One of Exact's two limits, by Exact's clock. */
interface Limit {
  readonly limit: number;
  left: number;
  /** Milliseconds UTC by Exact's clock. */
  resetsAt: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A limit's end is met with a little air: clocks are never quite together. */
const MARGIN_MS = 250;
/** This share of the day's calls is left to whoever else uses the app and to a person who looks (reference page §10). */
const KEPT_SHARE = 0.05;
/** A pause that is longer is not waited for here: whoever asked hears of it. */
const LONGEST_WAIT_MS = 90_000;

export interface CompanyBudgetOptions {
  readonly division: number;
  readonly clock: Clock;
  /** Exact's clock less this machine's. */
  readonly clockOffsetMs: () => number;
  /** Until Exact says itself. */
  readonly callsPerMinute: number;
  readonly callsPerDay: number;
}

/**
 * What Exact permits in one company: calls a minute (of the clock) and calls a day (until 00:00 UTC), as its headers say on each
 * answer (reference page §6). A header that is not there says nothing; it does not say zero.
 */
export class CompanyBudget {
  readonly #options: CompanyBudgetOptions;
  readonly #sent = { minute: 0, inMinute: 0, day: 0, inDay: 0 };
  #minute: Limit | null = null;
  #day: Limit | null = null;
  #learnedAt: number | null = null;

  constructor(options: CompanyBudgetOptions) {
    this.#options = options;
  }

  /**
   * Waits until a call is permitted and counts it. Throws EXACT_DAY_BUDGET_SPENT (`rate-limited`, with `retryAfterMs`) once only what
   * is kept back is left of the day; the signal's reason if given up. Not for two at once: calls of a company come one by one.
   */
  async take(signal: AbortSignal): Promise<void> {
    for (let wait = this.#wait(); wait > 0; wait = this.#wait()) await this.#options.clock.sleep(wait, signal);
    signal.throwIfAborted();
    this.#sent.inMinute += 1;
    this.#sent.inDay += 1;
    if (this.#minute !== null) this.#minute.left -= 1;
    if (this.#day !== null) this.#day.left -= 1;
  }

  /** Takes what the headers of an answer say. */
  learn(headers: Headers): void {
    const now = this.#now();
    const minute = limitIn(headers, 'x-ratelimit-minutely-', { now, most: 2 * MINUTE_MS, known: this.#minute });
    const day = limitIn(headers, 'x-ratelimit-', { now, most: 2 * DAY_MS, known: this.#day });
    if (minute !== null) this.#minute = minute;
    if (day !== null) this.#day = day;
    if (minute !== null || day !== null) this.#learnedAt = this.#options.clock.now();
  }

  /**
   * Exact answered 429: the error to throw, whose `retryAfterMs` is the time until the limit that was met is over. Where no header
   * says which, a pause that the answer asks for, else the rest of the minute.
   */
  refused(headers: Headers, retryAfterMs: number | undefined): AppError {
    const now = this.#now();
    this.learn(headers);
    const ofDay = limitIn(headers, 'x-ratelimit-', { now, most: 2 * DAY_MS, known: this.#day });
    const ofMinute = limitIn(headers, 'x-ratelimit-minutely-', { now, most: 2 * MINUTE_MS, known: this.#minute });
    if (ofDay !== null && ofDay.left <= 0) return this.#daySpent(ofDay.resetsAt - now);
    const wait = ofMinute === null ? (retryAfterMs ?? MINUTE_MS - (now % MINUTE_MS)) : ofMinute.resetsAt - now;
    if (this.#minute !== null) {
      this.#minute.left = 0;
      this.#minute.resetsAt = Math.max(this.#minute.resetsAt, now + wait);
    }
    return new AppError('EXACT_RATE_LIMITED', 'rate-limited', {
      retryAfterMs: wait + MARGIN_MS,
      phase: 'read',
      details: { division: this.#options.division },
    });
  }

  /** As screens and forecasts show it. */
  view(label: string): SourceBudget {
    this.#roll(this.#now());
    const day = this.#day;
    const minute = this.#minute;
    return {
      part: String(this.#options.division),
      label,
      left: day?.left ?? null,
      perDay: day?.limit ?? null,
      keptBack: kept(day?.limit ?? this.#options.callsPerDay),
      resetsAtUtc: day === null ? null : new Date(day.resetsAt).toISOString(),
      minute:
        minute === null
          ? null
          : { left: minute.left, limit: minute.limit, resetsAtUtc: new Date(minute.resetsAt).toISOString() },
      learnedAtUtc: this.#learnedAt === null ? null : new Date(this.#learnedAt).toISOString(),
    };
  }

  #now(): number {
    return this.#options.clock.now() + this.#options.clockOffsetMs();
  }

  /** Milliseconds until a call is permitted. Throws EXACT_DAY_BUDGET_SPENT. */
  #wait(): number {
    const now = this.#now();
    this.#roll(now);
    const { callsPerDay, callsPerMinute } = this.#options;
    const day = this.#day ?? { limit: callsPerDay, left: callsPerDay - this.#sent.inDay, resetsAt: endOf(now, DAY_MS) };
    if (day.left <= kept(day.limit)) throw this.#daySpent(day.resetsAt - now);
    const minute = this.#minute ?? {
      left: callsPerMinute - this.#sent.inMinute,
      resetsAt: endOf(now, MINUTE_MS),
    };
    if (minute.left > 0) return 0;
    const wait = minute.resetsAt - now + MARGIN_MS;
    if (wait <= LONGEST_WAIT_MS) return wait;
    throw new AppError('EXACT_RATE_LIMITED', 'rate-limited', {
      retryAfterMs: wait,
      phase: 'read',
      details: { division: this.#options.division },
    });
  }

  /** A limit that is over is whole again, until Exact says otherwise. */
  #roll(now: number): void {
    const { minute, day } = { minute: Math.floor(now / MINUTE_MS), day: Math.floor(now / DAY_MS) };
    if (minute !== this.#sent.minute) Object.assign(this.#sent, { minute, inMinute: 0 });
    if (day !== this.#sent.day) Object.assign(this.#sent, { day, inDay: 0 });
    if (this.#minute !== null && now >= this.#minute.resetsAt)
      this.#minute = whole(this.#minute, endOf(now, MINUTE_MS));
    if (this.#day !== null && now >= this.#day.resetsAt) this.#day = whole(this.#day, endOf(now, DAY_MS));
  }

  #daySpent(ms: number): AppError {
    return new AppError('EXACT_DAY_BUDGET_SPENT', 'rate-limited', {
      retryAfterMs: Math.max(0, ms) + MARGIN_MS,
      phase: 'read',
      details: { division: this.#options.division, percent: Math.round(KEPT_SHARE * 100) },
    });
  }
}

function kept(limit: number): number {
  return Math.floor(limit * KEPT_SHARE);
}

function whole({ limit }: Limit, resetsAt: number): Limit {
  return { limit, left: limit, resetsAt };
}

function endOf(now: number, periodMs: number): number {
  return (Math.floor(now / periodMs) + 1) * periodMs;
}

/** One family of headers; null where what is left is not said. A reset that cannot be is taken for the end of the period. */
function limitIn(
  headers: Headers,
  prefix: string,
  facts: { readonly now: number; readonly most: number; readonly known: Limit | null },
): Limit | null {
  const left = numberIn(headers[`${prefix}remaining`]);
  if (left === null) return null;
  const { now, most, known } = facts;
  const reset = numberIn(headers[`${prefix}reset`]);
  const isSound = reset !== null && reset > now && reset <= now + most;
  return {
    left,
    limit: numberIn(headers[`${prefix}limit`]) ?? Math.max(known?.limit ?? 0, left),
    resetsAt: isSound ? reset : endOf(now, most / 2),
  };
}

function numberIn(text: string | undefined): number | null {
  const plain = text?.trim() ?? '';
  return /^\d{1,15}$/.test(plain) ? Number(plain) : null;
}
