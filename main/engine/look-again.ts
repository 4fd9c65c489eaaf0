import type { EngineDeps } from './deps.ts';

/** How long until the next look: nothing makes it sooner than `leastMs`, and a ring ends the rest of `mostMs`. */
export interface UntilNextLook {
  readonly leastMs: number;
  readonly mostMs: number;
}

export interface LookAgainOptions {
  /** For the log, where a look failed. */
  readonly method: string;
  readonly look: () => UntilNextLook | Promise<UntilNextLook>;
  readonly afterFault: UntilNextLook;
}

/** A look that is taken again and again: after a while that it says itself, and soon after something rang. */
export class LookAgain {
  readonly #deps: Pick<EngineDeps, 'clock' | 'store' | 'log'>;
  readonly #options: LookAgainOptions;
  #bell = new AbortController();

  constructor(deps: Pick<EngineDeps, 'clock' | 'store' | 'log'>, options: LookAgainOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** Looks again soon. Returns at once. */
  ring(): void {
    this.#bell.abort();
  }

  /** Goes on until `signal`; does nothing on a store that cannot be written. Call once, at start. Never rejects. */
  async keep(signal: AbortSignal): Promise<void> {
    const { clock, store } = this.#deps;
    if (store.condition.state === 'read-only') return;
    const isOver = (): boolean => signal.aborted;
    while (!isOver()) {
      this.#bell = new AbortController();
      const { leastMs, mostMs } = await this.#look(isOver);
      if (isOver()) return;
      if (leastMs > 0) await clock.sleep(leastMs, signal).catch(() => undefined);
      await clock.sleep(mostMs, AbortSignal.any([signal, this.#bell.signal])).catch(() => undefined);
    }
  }

  async #look(isOver: () => boolean): Promise<UntilNextLook> {
    const { method, look, afterFault } = this.#options;
    try {
      return await look();
    } catch (error) {
      if (!isOver()) this.#deps.log.warn('call.failed', { method }, error);
      return afterFault;
    }
  }
}
