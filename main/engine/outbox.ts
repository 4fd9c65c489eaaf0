import type { Destination } from '../ports/destination.ts';
import type { StoredBatch } from '../store/batches.ts';
import type { EngineDeps } from './deps.ts';

export interface OutboxOptions {
  readonly flowId: string;
  readonly streamId: string;
  readonly destination: Destination;
  readonly signal: AbortSignal;
  /** Just these of the batches that wait; all of them if left out. */
  readonly only?: ReadonlySet<string>;
}

/** The batches of one stream that wait, oldest first, as one run goes through them: each is tried once. */
export class Outbox {
  readonly #deps: EngineDeps;
  readonly #options: OutboxOptions;
  readonly #tried = new Set<string>();
  #current: string | null = null;
  /** The one after the current one, taken out of the store ahead of its turn. */
  #next: StoredBatch | null = null;
  /** No other installation of the flow was found when its destination was asked. */
  isKnownAlone = false;
  #isHalted = false;

  constructor(deps: EngineDeps, options: OutboxOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** True if there is a batch that was not tried, and none of them is to wait. */
  get hasWork(): boolean {
    return !this.#isHalted && this.#waiting() !== undefined;
  }

  /** While it is halted no batch begins. What was looked at ahead is forgotten: it may be dropped meanwhile. */
  set isHalted(isHalted: boolean) {
    this.#isHalted = isHalted;
    if (isHalted) this.#next = null;
  }

  /** The next batch to be delivered; null if there is none. */
  begin(): StoredBatch | null {
    const id = this.#isHalted ? undefined : this.#waiting();
    if (id === undefined) return null;
    const stored = this.#next?.batch.id === id ? this.#next : this.#deps.store.batches.get(id);
    this.#next = null;
    this.#current = id;
    return stored;
  }

  /** `isSettled` false leaves the batch to be begun again. */
  end(stored: StoredBatch, isSettled: boolean): void {
    this.#current = null;
    if (isSettled) this.#tried.add(stored.batch.id);
  }

  /**
   * While a batch is delivered, lets the destination make the one after it ready. Call also when something was staged.
   * Never throws: it only saves time, and what is wrong with the next batch is met when its turn comes.
   */
  lookAhead(): void {
    const { destination, signal } = this.#options;
    if (destination.prepare === undefined || this.#current === null || this.#next !== null || this.#isHalted) return;
    try {
      const id = this.#waiting();
      this.#next = id === undefined ? null : this.#deps.store.batches.get(id);
      if (this.#next !== null) destination.prepare(this.#next.target, this.#next.batch, signal);
    } catch {
      this.#next = null;
    }
  }

  #waiting(): string | undefined {
    const { flowId, streamId, only } = this.#options;
    const open = this.#deps.store.batches.openIds(flowId, streamId);
    return open.find((id) => id !== this.#current && !this.#tried.has(id) && only?.has(id) !== false);
  }
}
