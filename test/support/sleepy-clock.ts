import type { Clock } from '../../main/ports/time.ts';

/** A computer's clock: timers run only while it is awake, and its hands can be set. */
export interface SleepyClock extends Clock {
  /** Milliseconds that really went by, whatever the hands show. */
  readonly lived: number;
  /** The computer is awake for so long; timers that are due fire in order. */
  awake(ms: number): Promise<void>;
  /** The lid is closed for so long: the hands go on, timers stand still. */
  asleep(ms: number): void;
  /** Somebody sets the hands forwards or, negative, back. */
  set(ms: number): void;
}

interface Timer {
  readonly at: number;
  fire(): void;
}

/** A clock that stands still until it is moved. Waits for nothing. */
export function createSleepyClock(startUtc: string): SleepyClock {
  let wall = Date.parse(startUtc);
  /** What timers go by. */
  let awakeFor = 0;
  let lived = 0;
  let timers: Timer[] = [];
  const move = (ms: number): void => {
    wall += ms;
    awakeFor += ms;
    lived += ms;
  };
  return {
    get lived() {
      return lived;
    },
    now: () => wall,
    sleep: (ms, signal) =>
      new Promise<void>((resolve, reject) => {
        const stop = (): void => {
          timers = timers.filter((one) => one !== timer);
          reject(signal?.reason as Error);
        };
        const timer: Timer = {
          at: awakeFor + Math.max(0, ms),
          fire: () => {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        if (signal?.aborted === true) {
          reject(signal.reason as Error);
          return;
        }
        timers.push(timer);
        signal?.addEventListener('abort', stop, { once: true });
      }),
    awake: async (ms) => {
      const until = awakeFor + ms;
      await settle();
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((one) => one !== next);
        move(Math.max(0, next.at - awakeFor));
        next.fire();
        await settle();
      }
      move(until - awakeFor);
    },
    asleep: (ms) => {
      wall += ms;
      lived += ms;
    },
    set: (ms) => {
      wall += ms;
    },
  };
}

/** Lets everything run that is ready. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
