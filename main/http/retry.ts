import type { Clock, Random } from '../ports/time.ts';
import { AppError, isRetryable } from '../../shared/errors/app-error.ts';
import type { PauseCeilings } from './port.ts';

export interface RetryPolicy {
  /** Times a repeatable request is sent in all. */
  readonly attempts: number;
  /** After an error that passes by itself. Full jitter: each pause is anything from 0 to its ceiling. */
  readonly transient: PauseCeilings;
  /** After a rate limit whose answer names no pause. */
  readonly rateLimited: PauseCeilings;
  /** A longer pause is not waited for here: the error goes up with `retryAfterMs`, and the engine waits. */
  readonly longestWaitMs: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  attempts: 4,
  transient: { baseMs: 500, capMs: 20_000 },
  rateLimited: { baseMs: 1000, capMs: 60_000 },
  longestWaitMs: 60_000,
};

/**
 * Milliseconds to wait before the next attempt, or null if there is none: the error is not of a kind that may be repeated
 * (auth never is), the attempts are used up, or the pause is longer than is waited for here.
 */
export function pauseBefore(error: AppError, attempt: number, policy: RetryPolicy, random: Random): number | null {
  if (!isRetryable(error) || attempt >= policy.attempts) return null;
  if (error.retryAfterMs !== undefined) return error.retryAfterMs > policy.longestWaitMs ? null : error.retryAfterMs;
  return draw(error.kind === 'rate-limited' ? policy.rateLimited : policy.transient, attempt, random);
}

/** The error with the pause that it asks for; a rate limit that names none gets one of our own, so that all keep to it. */
export function withPause(error: AppError, attempt: number, policy: RetryPolicy, random: Random): AppError {
  if (error.kind !== 'rate-limited' || error.retryAfterMs !== undefined) return error;
  return new AppError(error.code, error.kind, {
    retryAfterMs: draw(policy.rateLimited, attempt, random),
    details: error.details,
    cause: error.cause,
    ...(error.phase === undefined ? {} : { phase: error.phase }),
  });
}

function draw({ baseMs, capMs }: PauseCeilings, attempt: number, random: Random): number {
  return Math.round(random.next() * Math.min(capMs, baseMs * 2 ** (attempt - 1)));
}

/** Retry-After (RFC 9110 §10.2.3) in milliseconds from now: seconds or a date; undefined if absent or unreadable. */
export function parseRetryAfter(value: string | undefined, clock: Clock): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  if (!/[a-z]{3}/i.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - clock.now());
}
