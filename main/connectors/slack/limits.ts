import { AppError } from '../../../shared/errors/app-error.ts';
import type { Clock } from '../../ports/time.ts';
import { enterTurn } from '../../http/turn.ts';

/** Least time between two messages to one channel: “about one a second” (reference page §3), with a little air. */
export const CHANNEL_SPACING_MS = 1_020;
/** Never less than this after the request before, however long it took to store that it was being sent. */
const LEAST_SPACING_MS = 1_000;
const MINUTE_MS = 60_000;
/** A longer pause is not waited for here: whoever asked hears of it and comes back. */
const LONGEST_PAUSE_MS = 60_000;
/** After a pause the budget comes back by this share of the whole, each minute. */
const GROWTH_SHARE = 0.1;

/** One gate for each method of a workspace: its pauses hold for every channel, and its budget is what a minute may bring. */
export class MethodGate {
  readonly #method: string;
  readonly #clock: Clock;
  readonly #most: number;
  #budget: number;
  #pausedUntil = 0;
  #changedAt: number;
  /** Moments of the requests of the last minute. */
  #taken: number[] = [];

  constructor(method: string, most: number, clock: Clock) {
    this.#method = method;
    this.#most = most;
    this.#budget = most;
    this.#clock = clock;
    this.#changedAt = clock.now();
  }

  /** Requests that a minute may bring now. */
  get budget(): number {
    return this.#budget;
  }

  /**
   * Waits until the method may be called and counts the call; first come, first served. Throws SLACK_RATE_LIMITED with
   * `retryAfterMs`, at once, while a pause of more than a minute holds; the signal's reason if given up.
   */
  async enter(signal: AbortSignal): Promise<void> {
    const leave = await enterTurn(this, signal);
    try {
      for (let wait = this.#wait(); wait > 0; wait = this.#wait()) await this.#clock.sleep(wait, signal);
      signal.throwIfAborted();
      this.#taken.push(this.#clock.now());
    } finally {
      leave();
    }
  }

  /** Slack asked for a pause: nobody calls the method before it is over, and the budget is halved, once for each pause. */
  pause(ms: number): void {
    const now = this.#clock.now();
    if (now >= this.#pausedUntil) {
      this.#grow(now);
      this.#budget = Math.max(1, Math.floor(this.#budget / 2));
      this.#changedAt = now;
    }
    this.#pausedUntil = Math.max(this.#pausedUntil, now + ms);
  }

  #wait(): number {
    const now = this.#clock.now();
    const paused = this.#pausedUntil - now;
    if (paused > LONGEST_PAUSE_MS) throw rateLimited(this.#method, paused);
    this.#grow(now);
    this.#taken = this.#taken.filter((moment) => moment > now - MINUTE_MS);
    const first = this.#taken.at(-this.#budget);
    const full = first === undefined || this.#taken.length < this.#budget ? 0 : first + MINUTE_MS - now;
    return Math.max(0, paused, full);
  }

  #grow(now: number): void {
    const minutes = Math.floor((now - Math.max(this.#changedAt, this.#pausedUntil)) / MINUTE_MS);
    if (minutes < 1 || this.#budget >= this.#most) return;
    this.#budget = Math.min(this.#most, this.#budget + Math.ceil(this.#most * GROWTH_SHARE) * minutes);
    this.#changedAt = now;
  }
}

/** The error of a pause that Slack asked for. */
export function rateLimited(method: string, retryAfterMs: number): AppError {
  return new AppError('SLACK_RATE_LIMITED', 'rate-limited', { retryAfterMs, details: { method } });
}

/** One channel: one message in flight, in the order in which they came, and never faster than a channel takes them. */
export class ChannelLine {
  readonly #clock: Clock;
  #nextAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Waits for its turn and for the channel to be ready. The answer ends the turn and must be called. Throws the signal's reason. */
  async enter(signal: AbortSignal): Promise<() => void> {
    const leave = await enterTurn(this, signal);
    try {
      for (let wait = this.#nextAt - this.#clock.now(); wait > 0; wait = this.#nextAt - this.#clock.now())
        await this.#clock.sleep(wait, signal);
      signal.throwIfAborted();
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }

  /**
   * Counts a message that was ready at `readyAt` and leaves now. Spacing goes by when it was ready, so that what a store takes is
   * not added to each interval.
   */
  count(readyAt: number): void {
    this.#nextAt = Math.max(readyAt + CHANNEL_SPACING_MS, this.#clock.now() + LEAST_SPACING_MS);
  }
}
