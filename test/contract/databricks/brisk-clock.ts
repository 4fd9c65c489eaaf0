import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../../main/ports/time.ts';

/** The real time, but every wait is over after a few milliseconds: for tests against a server that really works meanwhile. */
export const briskClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await delay(Math.min(ms, 4), undefined, signal === undefined ? {} : { signal });
  },
};
