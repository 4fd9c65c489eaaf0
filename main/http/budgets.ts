import type { AppError } from '../../shared/errors/app-error.ts';
import type { Clock } from '../ports/time.ts';
import { httpError } from './network-error.ts';

/** What a system permits. Both may be given; a request waits for both. */
export interface BudgetLimits {
  /** Least time between two requests. */
  readonly spacingMs?: number;
  /** At most `requests` in each period of `perMs`, periods counted from the first request in one. */
  readonly window?: { readonly requests: number; readonly perMs: number };
}

export interface RateBudgets {
  /** Sets the limits of a key and of every key below it (`slack.post` also rules `slack.post/C024BE91L`, each on its own). */
  limit(key: string, limits: BudgetLimits): void;
  /**
   * Waits for this key's turn and takes it, first come, first served. Throws HTTP_BUDGET_SPENT, or HTTP_RATE_LIMITED while a
   * pause holds (both `rate-limited`, with `retryAfterMs`), at once and taking nothing, if the wait would be longer than
   * `longestWaitMs`; the signal's reason if given up.
   */
  take(key: string, signal: AbortSignal): Promise<void>;
  /** No request of this key before then: the server asked for a pause. */
  pause(key: string, ms: number): void;
}

interface KeyState {
  nextAt: number;
  pausedUntil: number;
  windowStart: number;
  taken: number;
  turn: Promise<void>;
}

/** Rate budgets in memory, one state for each key. */
export function createRateBudgets(options: { readonly clock: Clock; readonly longestWaitMs?: number }): RateBudgets {
  const { clock } = options;
  const longestWaitMs = options.longestWaitMs ?? 60_000;
  const limits = new Map<string, BudgetLimits>();
  const states = new Map<string, KeyState>();
  const stateOf = (key: string): KeyState => {
    const known = states.get(key);
    if (known !== undefined) return known;
    const made = { nextAt: 0, pausedUntil: 0, windowStart: -Infinity, taken: 0, turn: Promise.resolve() };
    states.set(key, made);
    return made;
  };
  const takeTurn = async (key: string, signal: AbortSignal): Promise<void> => {
    const state = stateOf(key);
    const rules = limitsOf(limits, key);
    // A pause may be set while we sleep, so the answer is asked for again until nothing is left to wait for.
    for (let wait = waitFor(state, rules, clock.now()); wait > 0; wait = waitFor(state, rules, clock.now())) {
      if (wait > longestWaitMs) throw tooLong(key, wait, clock.now() < state.pausedUntil);
      await clock.sleep(wait, signal);
    }
    signal.throwIfAborted();
    book(state, rules, clock.now());
  };
  return {
    limit: (key, given) => void limits.set(key, given),
    take(key, signal) {
      const state = stateOf(key);
      const mine = state.turn.then(() => takeTurn(key, signal));
      state.turn = mine.catch(() => undefined);
      return mine;
    },
    pause(key, ms) {
      const state = stateOf(key);
      state.pausedUntil = Math.max(state.pausedUntil, clock.now() + ms);
    },
  };
}

function tooLong(key: string, wait: number, isPaused: boolean): AppError {
  const told = { retryAfterMs: wait };
  return isPaused
    ? httpError('HTTP_RATE_LIMITED', { host: key.replace(/^host:/, '') }, told)
    : httpError('HTTP_BUDGET_SPENT', { budget: key }, told);
}

function limitsOf(limits: ReadonlyMap<string, BudgetLimits>, key: string): BudgetLimits {
  for (let name = key; ; name = name.slice(0, name.lastIndexOf('/'))) {
    const found = limits.get(name);
    if (found !== undefined) return found;
    if (!name.includes('/')) return {};
  }
}

function waitFor(state: KeyState, rules: BudgetLimits, now: number): number {
  const { window } = rules;
  const full = window !== undefined && now < state.windowStart + window.perMs && state.taken >= window.requests;
  const windowAt = full ? state.windowStart + window.perMs : 0;
  return Math.max(0, state.nextAt - now, state.pausedUntil - now, windowAt - now);
}

function book(state: KeyState, rules: BudgetLimits, now: number): void {
  state.nextAt = now + (rules.spacingMs ?? 0);
  if (rules.window === undefined) return;
  if (now >= state.windowStart + rules.window.perMs) {
    state.windowStart = now;
    state.taken = 0;
  }
  state.taken += 1;
}
