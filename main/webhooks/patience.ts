import type { Clock } from '../ports/time.ts';

const lookMs = 250;

/** Waits for many things at once, each no longer than a given time; one timer for all of them. */
export class Patience {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #waiting = new Set<{ readonly untilMs: number; readonly giveUp: () => void }>();
  #isLooking = false;

  constructor(clock: Clock, ms: number) {
    this.#clock = clock;
    this.#ms = ms;
  }

  /** Rejects as `work` does, or a little after its time is up; what `work` then comes to is nobody's concern. */
  async wait(work: Promise<unknown>): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const one = {
      untilMs: this.#clock.now() + this.#ms,
      giveUp: () => {
        reject(new Error('not in time'));
      },
    };
    this.#waiting.add(one);
    void this.#look();
    work.then(() => {
      resolve(undefined);
    }, reject);
    try {
      await promise;
    } finally {
      this.#waiting.delete(one);
    }
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    while (this.#waiting.size > 0) {
      await this.#clock.sleep(lookMs);
      for (const one of this.#waiting) if (one.untilMs <= this.#clock.now()) one.giveUp();
    }
    this.#isLooking = false;
  }
}
