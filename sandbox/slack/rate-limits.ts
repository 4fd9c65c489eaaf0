import { RateLimited } from './slack-error.ts';

export interface LimitSettings {
  /** Messages that a channel takes at once before one a second holds. Slack publishes no number. */
  readonly channelBurst: number;
  /** Messages a minute in the whole workspace: "several hundred". */
  readonly workspacePerMinute: number;
  /** Calls a minute of tiers 1 to 4. */
  readonly tiers: readonly [number, number, number, number];
}

export const DEFAULT_LIMITS: LimitSettings = {
  channelBurst: 3,
  workspacePerMinute: 300,
  tiers: [1, 20, 50, 100],
};

export type Tier = 1 | 2 | 3 | 4;

class Bucket {
  readonly #capacity: number;
  readonly #perMs: number;
  #filled: number;
  #at: number;

  constructor(capacity: number, perMs: number, now: number) {
    this.#capacity = capacity;
    this.#perMs = perMs;
    this.#filled = capacity;
    this.#at = now;
  }

  /** Milliseconds until `cost` is there; 0 if it is there now. */
  waitMs(cost: number, now: number): number {
    // A clock that was set back gives nothing and takes nothing.
    const passed = Math.max(0, now - this.#at);
    this.#filled = Math.min(this.#capacity, this.#filled + passed * this.#perMs);
    this.#at = now;
    // A thousandth is the noise of adding fractions of milliseconds.
    return this.#filled + 0.001 >= cost ? 0 : (cost - this.#filled) / this.#perMs;
  }

  take(cost: number): void {
    this.#filled -= cost;
  }
}

const MINUTE = 60_000;

/**
 * Slack's limits: a bucket per tiered method, one per channel for posts and one for the workspace. Whoever goes over pauses that
 * method for the workspace, whatever the token or channel.
 */
export class RateLimits {
  readonly settings: LimitSettings;
  readonly #buckets = new Map<string, Bucket>();
  readonly #pausedUntil = new Map<string, number>();

  constructor(settings: LimitSettings) {
    this.settings = settings;
  }

  /** Pauses a method for everybody and says so. Throws RateLimited. */
  pause(method: string, waitMs: number, now: number): never {
    const seconds = Math.max(1, Math.ceil(waitMs / 1000));
    this.#pausedUntil.set(method, now + seconds * 1000);
    throw new RateLimited(seconds);
  }

  /** Throws RateLimited while the method is paused. */
  admit(method: string, now: number): void {
    const until = this.#pausedUntil.get(method) ?? 0;
    if (until > now) throw new RateLimited(Math.ceil((until - now) / 1000));
  }

  /** Counts a call of a tiered method. A list asked for without pages counts twice. Throws RateLimited. */
  call(method: string, { tier, now, cost }: { tier: Tier; now: number; cost: number }): void {
    const perMinute = this.settings.tiers[tier - 1] ?? 1;
    this.#take(method, now, [{ key: method, capacity: perMinute, perMs: perMinute / MINUTE, cost }]);
  }

  /** Counts a message to a channel. Throws RateLimited. */
  post(method: string, channelId: string, now: number): void {
    const { channelBurst, workspacePerMinute } = this.settings;
    this.#take(method, now, [
      { key: `post:${channelId}`, capacity: channelBurst, perMs: 1 / 1000, cost: 1 },
      { key: 'post', capacity: workspacePerMinute, perMs: workspacePerMinute / MINUTE, cost: 1 },
    ]);
  }

  /** Lets a method through once a minute. Throws RateLimited. */
  onceAMinute(method: string, now: number): void {
    this.#take(method, now, [{ key: `once:${method}`, capacity: 1, perMs: 1 / MINUTE, cost: 1 }]);
  }

  #take(
    method: string,
    now: number,
    wanted: readonly { key: string; capacity: number; perMs: number; cost: number }[],
  ): void {
    const taken = wanted.map(({ key, capacity, perMs, cost }) => {
      const bucket = this.#buckets.get(key) ?? new Bucket(capacity, perMs, now);
      this.#buckets.set(key, bucket);
      return { bucket, cost: Math.min(cost, capacity) };
    });
    const waitMs = Math.max(...taken.map(({ bucket, cost }) => bucket.waitMs(cost, now)));
    if (waitMs > 0) this.pause(method, waitMs, now);
    for (const { bucket, cost } of taken) bucket.take(cost);
  }
}
