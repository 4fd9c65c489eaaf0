import type { AppError } from '../../../shared/errors/app-error.ts';
import type { Clock } from '../../ports/time.ts';
import type { ExactDivision } from './api.ts';
import { CompanyBudget } from './budgets.ts';
import { ErrorBudget } from './error-budget.ts';
import type { Settings } from './settings.ts';
import type { Tokens } from './tokens.ts';

/** What is kept of one company. Also the owner of the turn in which calls are sent: one at a time (reference page §3.1). */
export interface CompanyState {
  readonly budget: CompanyBudget;
  readonly errors: ErrorBudget;
}

/** A sign-in that was begun and waits for the address at which the browser lands. */
export interface PendingSignIn {
  readonly state: string;
  readonly redirectUri: string;
  /** By this machine's clock. */
  readonly begunAt: number;
}

/** What all clients of one connection have in common, since Exact's limits and tokens know nothing of our instances. */
export class SharedState {
  readonly #clock: Clock;
  readonly #companies = new Map<number, CompanyState>();
  /** Owner of the turn of what belongs to no company. */
  readonly noCompany = {};
  /** The one renewal of the tokens that is under way. */
  renewing: Promise<void> | undefined;
  /** A pair that Exact gave but that could not be stored yet, and the refresh token for which it was given. */
  unsaved: { readonly from: string; readonly tokens: Tokens } | undefined;
  /** The last renewal that Exact refused for a reason other than the tokens, and by what it is known again. */
  refused: { readonly asked: string; readonly error: AppError } | undefined;
  /** Exact said that these tokens are too young to be renewed: they are used, and not renewed before then. */
  tooEarly:
    | { readonly refreshToken: string; readonly at: number; readonly until: number; readonly times: number }
    | undefined;
  /** The access token for which a renewal was asked though it seemed young: at most once for each. */
  renewedYoung: string | undefined;
  pendingSignIn: PendingSignIn | undefined;
  /** Exact's clock less this machine's, in milliseconds; 0 until an answer told it. */
  clockOffsetMs = 0;
  /** When an answer last told it, by this machine's clock. */
  clockHeardAt: number | undefined;
  /** The companies as they were last listed. */
  divisions: readonly ExactDivision[] = [];
  /** By this machine's clock. */
  divisionsListedAt: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  company(division: number, settings: Pick<Settings, 'callsPerMinute' | 'callsPerDay'>): CompanyState {
    const known = this.#companies.get(division);
    if (known !== undefined) return known;
    const { callsPerMinute, callsPerDay } = settings;
    const made = {
      budget: new CompanyBudget({
        division,
        clock: this.#clock,
        clockOffsetMs: () => this.clockOffsetMs,
        callsPerMinute,
        callsPerDay,
      }),
      errors: new ErrorBudget(this.#clock, division),
    };
    this.#companies.set(division, made);
    return made;
  }

  /** A company as people know it, with its number. */
  nameOf(division: number): string {
    const known = this.divisions.find(({ code }) => code === division);
    return known === undefined ? String(division) : `${known.description} (${String(division)})`;
  }
}

const states = new WeakMap<Clock, Map<string, SharedState>>();

/** The state of a connection, by its address and id, for as long as the clock (the engine) lives. */
export function sharedState(clock: Clock, key: string): SharedState {
  const ofClock = states.get(clock) ?? new Map<string, SharedState>();
  states.set(clock, ofClock);
  const known = ofClock.get(key) ?? new SharedState(clock);
  ofClock.set(key, known);
  return known;
}
