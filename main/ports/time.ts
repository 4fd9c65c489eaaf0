/** Time comes in through this port (design §5.8): no code of ours calls Date.now, setTimeout or Math.random directly. */
export interface Clock {
  /** Milliseconds since 1970, UTC, by this machine's clock. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Random {
  /** In [0, 1). */
  next(): number;
  uuid(): string;
  bytes(count: number): Uint8Array;
}

/** UTC ISO text of the clock's present moment. */
export function nowUtc(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
