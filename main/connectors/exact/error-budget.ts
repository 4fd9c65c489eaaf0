import { AppError } from '../../../shared/errors/app-error.ts';
import type { Clock } from '../../ports/time.ts';

const HOUR_MS = 3_600_000;
/** Exact blocks the key for an hour after more than ten errors of an endpoint in an hour (reference page §6). */
const MOST = 7;
/** What was sent before this process began is not known here, so its first hour takes only what Exact would still allow then. */
const MOST_IN_FIRST_HOUR = 3;

interface Noted {
  readonly at: number;
  readonly error: AppError;
}

/** The refusals of one company, by endpoint: asked no more before Exact itself would block. */
export class ErrorBudget {
  readonly #clock: Clock;
  readonly #division: number;
  readonly #since: number;
  readonly #noted = new Map<string, Noted[]>();

  constructor(clock: Clock, division: number) {
    this.#clock = clock;
    this.#division = division;
    this.#since = clock.now();
  }

  /**
   * Throws what the endpoint was last refused for, where that is about rights, else EXACT_ENDPOINT_RESTING (`rate-limited`, with
   * `retryAfterMs`), while it has been refused too often within an hour. Sends nothing.
   */
  assertOpen(endpoint: string): void {
    const noted = this.#recent(endpoint);
    const last = noted.at(-1);
    const most = this.#clock.now() < this.#since + HOUR_MS ? MOST_IN_FIRST_HOUR : MOST;
    const oldest = noted.at(-most);
    if (last === undefined || oldest === undefined) return;
    if (last.error.kind === 'permission') throw last.error;
    throw new AppError('EXACT_ENDPOINT_RESTING', 'rate-limited', {
      retryAfterMs: oldest.at + HOUR_MS - this.#clock.now(),
      phase: 'read',
      details: {
        resource: endpoint,
        division: this.#division,
        count: noted.length,
        until: new Date(oldest.at + HOUR_MS).toISOString(),
      },
    });
  }

  note(endpoint: string, error: AppError): void {
    this.#noted.set(endpoint, [...this.#recent(endpoint), { at: this.#clock.now(), error }]);
  }

  #recent(endpoint: string): Noted[] {
    const after = this.#clock.now() - HOUR_MS;
    return (this.#noted.get(endpoint) ?? []).filter(({ at }) => at > after);
  }
}
