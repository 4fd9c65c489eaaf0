import { createHash } from 'node:crypto';
import type { Clock, Random } from '../../main/ports/time.ts';

export interface VirtualClock extends Clock {
  /** Number of sleeps that have not ended. */
  readonly sleeping: number;
  /** Every sleep asked for so far, in milliseconds, in order. */
  readonly sleeps: readonly number[];
  /** Moves time forward, waking sleepers in order, each with time to act before the next. */
  advance(ms: number): Promise<void>;
  /** Resolves once at least `count` sleeps wait; for advancing time at the right moment. */
  untilSleeping(count?: number): Promise<void>;
}

export interface VirtualClockOptions {
  /** Default 2026-11-21T12:00:00Z. */
  readonly startUtc?: string;
  /** Sleeps end by themselves, moving time forward, as soon as nothing else is ready to run. */
  readonly auto?: boolean;
}

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/** A clock that stands still until it is moved (or, with `auto`, that jumps to the next sleeper). Waits for nothing. */
export function createVirtualClock(options: VirtualClockOptions = {}): VirtualClock {
  let now = Date.parse(options.startUtc ?? '2026-11-21T12:00:00.000Z');
  let sleepers: Sleeper[] = [];
  const sleeps: number[] = [];
  const wakeNext = (limit: number): boolean => {
    const next = sleepers.reduce<Sleeper | undefined>((a, b) => (a === undefined || b.at < a.at ? b : a), undefined);
    if (next === undefined || next.at > limit) return false;
    sleepers = sleepers.filter((sleeper) => sleeper !== next);
    now = Math.max(now, next.at);
    next.wake();
    return true;
  };
  return {
    get sleeping() {
      return sleepers.length;
    },
    sleeps,
    now: () => now,
    sleep(ms, signal) {
      sleeps.push(ms);
      return new Promise<void>((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason as Error);
          return;
        }
        const stop = (): void => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal?.reason as Error);
        };
        const sleeper: Sleeper = {
          at: now + Math.max(0, ms),
          wake() {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', stop, { once: true });
        if (options.auto === true) setImmediate(() => wakeNext(Infinity));
      });
    },
    async advance(ms) {
      const target = now + ms;
      await settle();
      while (wakeNext(target)) await settle();
      now = Math.max(now, target);
      await settle();
    },
    async untilSleeping(count = 1) {
      while (sleepers.length < count) await settle();
    },
  };
}

/** The same numbers for the same seed, every time. Not fit for secrets. */
export function createSeededRandom(seed = 'ml-connector'): Random {
  let block = 0;
  let pool: number[] = [];
  const bytes = (count: number): Uint8Array => {
    while (pool.length < count) {
      pool = pool.concat([
        ...createHash('sha256')
          .update(`${seed}:${String(block)}`)
          .digest(),
      ]);
      block += 1;
    }
    const taken = pool.slice(0, count);
    pool = pool.slice(count);
    return Uint8Array.from(taken);
  };
  return {
    bytes,
    next: () => Buffer.from(bytes(6)).readUIntBE(0, 6) / 2 ** 48,
    uuid: () => {
      const hex = Buffer.from(bytes(16)).toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
  };
}

/** Lets everything run that is ready: promise callbacks and one turn of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
