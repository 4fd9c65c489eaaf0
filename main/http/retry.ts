import type { Clock, Random } from '../ports/time.ts';
import { isRetryable, type AppError } from '../../shared/errors/app-error.ts';

export interface RetryPolicy {
  /** Times a repeatable request is sent in all. */
  readonly attempts: number;
  /** Ceiling of the first pause; each further one is twice as high (full jitter: anything from 0 to the ceiling). */
  readonly baseMs: number;
  readonly capMs: number;
  /** A longer pause asked for by the server is not waited for here: the error goes up with `retryAfterMs`, and the engine waits. */
  readonly longestWaitMs: number;
}

export const defaultRetryPolicy: RetryPolicy = { attempts: 4, baseMs: 500, capMs: 20_000, longestWaitMs: 60_000 };

/**
 * Milliseconds to wait before the next attempt, or null if there is none: the error is not of a kind that may be repeated
 * (auth never is), the attempts are used up, or the server asked for a longer pause than is waited for here.
 */
export function pauseBefore(error: AppError, attempt: number, policy: RetryPolicy, random: Random): number | null {
  if (!isRetryable(error) || attempt >= policy.attempts) return null;
  if (error.retryAfterMs !== undefined) return error.retryAfterMs > policy.longestWaitMs ? null : error.retryAfterMs;
  const ceiling = Math.min(policy.capMs, policy.baseMs * 2 ** (attempt - 1));
  return Math.round(random.next() * ceiling);
}

/** Retry-After (RFC 9110 §10.2.3) in milliseconds from now: seconds or a date; undefined if absent or unreadable. */
export function parseRetryAfter(value: string | undefined, clock: Clock): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  if (!/[a-z]{3}/i.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - clock.now());
}
