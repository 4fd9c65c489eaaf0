import { isAppError } from '../../shared/errors/app-error.ts';
import type { EngineDeps } from './deps.ts';

/** What keeps a delivery from beginning another batch. */
export interface DeliveryLimits {
  /** Batches that were tried before: not tried again here. Those that are tried are added. */
  readonly tried: Set<string>;
  /** Asked before each batch; true leaves the rest in the outbox. */
  isHalted(): boolean;
}

export interface AlongsideOptions {
  readonly flowId: string;
  readonly streamId: string;
  readonly signal: AbortSignal;
  /** Delivers what is in the outbox within the limits. A `record` error: a batch was refused, and its neighbours were delivered. */
  deliver(limits: DeliveryLimits): Promise<void>;
}

/**
 * Delivers staged batches while their window is still being read (decision 0007). One batch at a time, in the order in which they
 * were staged. A fault that is not of one batch ends it for this run: what is staged from then on stays in the outbox.
 */
export class DeliveryAlongside {
  readonly #deps: EngineDeps;
  readonly #options: AlongsideOptions;
  readonly #limits: DeliveryLimits;
  #work: Promise<void> | null = null;
  #failure: { readonly error: unknown } | null = null;
  #isHalted = false;
  #isOver = false;

  constructor(deps: EngineDeps, options: AlongsideOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#limits = { tried: new Set(), isHalted: () => this.#isHalted };
  }

  /** Call when something was staged. A failure comes out of `halt` or `finish`. */
  kick(): void {
    this.#work ??= this.#run();
  }

  /** Lets the batch under way end and begins no other until `resume`. Throws what delivering failed with. */
  async halt(): Promise<void> {
    await this.settle();
    this.#throwFailure();
  }

  resume(): void {
    this.#isHalted = false;
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
    this.#isHalted = true;
    await this.#work;
  }

  /** Never rejects. What is staged while it runs is found by it; what is staged when it is over is for the next `kick`. */
  async #run(): Promise<void> {
    // First of all, so that `#work` is set before it is cleared.
    await Promise.resolve();
    while (!this.#isOver && !this.#isHalted && this.#hasWork()) {
      try {
        await this.#options.deliver(this.#limits);
      } catch (error) {
        this.#failure ??= { error };
        this.#isOver = !isAppError(error) || error.kind !== 'record';
      }
    }
    this.#work = null;
  }

  #hasWork(): boolean {
    const { flowId, streamId, signal } = this.#options;
    if (signal.aborted) return false;
    return this.#deps.store.batches.openIds(flowId, streamId).some((id) => !this.#limits.tried.has(id));
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }
}
