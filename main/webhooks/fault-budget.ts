import type { Clock } from '../ports/time.ts';

const perSecond = 20;
const burst = 50;

/** How many requests that are not right are answered with what is wrong with them: 20 a second, 50 at once. */
export function createFaultBudget(clock: Clock): { take(): boolean } {
  let left = burst;
  let atMs = clock.now();
  return {
    take: () => {
      const nowMs = clock.now();
      left = Math.min(burst, left + (Math.max(0, nowMs - atMs) * perSecond) / 1000);
      atMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
