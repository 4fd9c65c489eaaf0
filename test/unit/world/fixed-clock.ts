/** A clock that stands still until it is moved. */
export function fixedClock(start = Date.UTC(2026, 10, 21, 9, 0, 0)): {
  now(): number;
  set(moment: number): void;
  sleep(ms: number): Promise<void>;
  slept: number[];
} {
  let moment = start;
  const slept: number[] = [];
  return {
    now: () => moment,
    set: (next) => {
      moment = next;
    },
    sleep: (ms) => {
      slept.push(ms);
      return Promise.resolve();
    },
    slept,
  };
}
