import type { PracticeClock } from './practice-system.ts';

/** The machine's clock. */
export function systemPracticeClock(): PracticeClock {
  return {
    now: () => Date.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}
