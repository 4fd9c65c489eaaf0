import type { Clock } from '../../main/ports/time.ts';

export interface PacedClock extends Clock {
  /** Every sleep asked for so far, in milliseconds, in order. */
  readonly sleeps: readonly number[];
  /** Moves time forward; who sleeps until a moment that has now passed wakes. */
  advance(ms: number): void;
}

interface Sleeper {
  readonly at: number;
  wake(): void;
}

const START_UTC = '2026-11-21T12:00:00.000Z';
const SHORTEST_PACE_MS = 10;
/** Whoever waits this long waits in case something does not happen, and is called off when it does. */
const IN_CASE_MS = 10_000;
const IN_CASE_PACE_MS = 1_500;

/**
 * Real milliseconds that a sleep takes. Others who really work (a database, a connection being made) must be able to keep up, the
 * more so the longer somebody would have waited for them.
 */
function paceOf(ms: number): number {
  return ms >= IN_CASE_MS ? IN_CASE_PACE_MS : Math.min(ms, Math.max(SHORTEST_PACE_MS, ms / 75));
}

/**
 * A clock for both ends of a real socket. It stands still while anybody works; a sleep takes at most a few real milliseconds, then
 * time jumps to the next sleeper, whoever that is. So waits end in the order in which they would end in real time.
 */
export function createPacedClock(startUtc = START_UTC): PacedClock {
  let now = Date.parse(startUtc);
  const sleepers = new Set<Sleeper>();
  const sleeps: number[] = [];
  const wakeNext = (limit: number): boolean => {
    const next = [...sleepers].reduce<Sleeper | null>((a, b) => (a === null || b.at < a.at ? b : a), null);
    if (next === null || next.at > limit) return false;
    sleepers.delete(next);
    now = Math.max(now, next.at);
    next.wake();
    return true;
  };
  return {
    sleeps,
    now: () => now,
    sleep: (ms, signal) => {
      sleeps.push(ms);
      return new Promise<void>((resolve, reject) => {
        const stop = (): void => {
          // Whoever does not wait any more wakes nobody else.
          clearTimeout(timer);
          sleepers.delete(sleeper);
          reject(signal?.reason as Error);
        };
        const timer = setTimeout(() => wakeNext(Infinity), paceOf(Math.max(0, ms)));
        const sleeper: Sleeper = {
          at: now + Math.max(0, ms),
          wake: () => {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        if (signal?.aborted === true) {
          stop();
          return;
        }
        sleepers.add(sleeper);
        signal?.addEventListener('abort', stop, { once: true });
      });
    },
    advance: (ms) => {
      const target = now + ms;
      while (wakeNext(target));
      now = Math.max(now, target);
    },
  };
}
