import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, Random } from './time.ts';

/** Node's timers fire at once beyond this many milliseconds, so a longer sleep is made of several. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's own clock. A sleep never keeps the process alive by itself longer than what waits for it. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    async sleep(ms, signal) {
      let left = Math.max(0, ms);
      do {
        const part = Math.min(left, LONGEST_TIMER_MS);
        await sleepOnce(part, signal);
        left -= part;
      } while (left > 0);
    },
  };
}

/** Randomness from the operating system's generator; fit for keys and nonces. */
export function createSystemRandom(): Random {
  return {
    // 48 bits divided by 2^48: uniform in [0, 1), never 1.
    next: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
    uuid: () => randomUUID(),
    bytes: (count) => new Uint8Array(randomBytes(count)),
  };
}

async function sleepOnce(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  try {
    await delay(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    // Node rejects with its own AbortError; the port promises the signal's reason.
    signal?.throwIfAborted();
    throw error;
  }
}
