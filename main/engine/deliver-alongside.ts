import { isRefusal } from './deliver.ts';
import type { Outbox } from './outbox.ts';

export interface AlongsideOptions {
  readonly outbox: Outbox;
  readonly signal: AbortSignal;
  /** Goes through the outbox until nothing waits. A refusal: of one batch, and its neighbours were delivered. */
  deliver(): Promise<void>;
}

/**
 * Delivers staged batches while their window is still being read (decision 0007). One batch at a time, in the order in which they
 * were staged. A fault that is not of one batch ends it for this run: what is staged from then on stays in the outbox.
 */
export class DeliveryAlongside {
  readonly #options: AlongsideOptions;
  #work: Promise<void> | null = null;
  #failure: { readonly error: unknown } | null = null;
  #isOver = false;

  constructor(options: AlongsideOptions) {
    this.#options = options;
  }

  /** Call when something was staged. A failure comes out of `halt` or `finish`. */
  kick(): void {
    if (this.#isOver) return;
    if (this.#work === null) this.#work = this.#run();
    else this.#options.outbox.lookAhead();
  }

  /** Lets the batch under way end and begins no other until `resume`. Throws what delivering failed with. */
  async halt(): Promise<void> {
    await this.settle();
    this.#throwFailure();
  }

  resume(): void {
    this.#options.outbox.isHalted = false;
  }

  /** Resolves when the outbox is empty; throws what delivering failed with. */
  async finish(): Promise<void> {
    this.kick();
    await this.#work;
    this.#throwFailure();
    this.#options.signal.throwIfAborted();
  }

  /** Lets the batch under way end, whatever becomes of it, and begins no other. */
  async settle(): Promise<void> {
    this.#options.outbox.isHalted = true;
    await this.#work;
  }

  /** Never rejects. What is staged while it runs is found by it; what is staged when it is over is for the next `kick`. */
  async #run(): Promise<void> {
    const { outbox, signal } = this.#options;
    // First of all, so that `#work` is set before it is cleared.
    await Promise.resolve();
    while (!this.#isOver && !signal.aborted && outbox.hasWork) {
      try {
        await this.#options.deliver();
      } catch (error) {
        this.#failure ??= { error };
        this.#isOver = !isRefusal(error);
      }
    }
    this.#work = null;
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }
}
