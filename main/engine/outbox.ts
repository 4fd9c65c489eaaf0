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

/**
 * After so many batches in a row that the destination refused, it is the destination rather than the batches: no other one is tried in
 * this run, so that an altered table does not turn every batch that waits into a refused one.
 */
export const mostRefusedInARow = 3;

/**
 * The batches of one stream that wait, as one run goes through them, each tried once: oldest first, and after all others those that were
 * refused before. Order is a matter of time only, since a row is never replaced by an older version, so what was refused need not keep
 * the others waiting.
 */
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
  #refusedInARow = 0;

  constructor(deps: EngineDeps, options: OutboxOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** True if there is a batch that was not tried, and none of them is to wait. */
  get hasWork(): boolean {
    return !this.#isHalted && !this.#isBlocked && this.#waiting() !== undefined;
  }

  /** While it is halted no batch begins. What was looked at ahead is forgotten: it may be dropped meanwhile. */
  set isHalted(isHalted: boolean) {
    this.#isHalted = isHalted;
    if (isHalted) this.#next = null;
  }

  /** The next batch to be delivered; null if there is none. */
  begin(): StoredBatch | null {
    const id = this.#isHalted || this.#isBlocked ? undefined : this.#waiting();
    if (id === undefined) return null;
    const stored = this.#next?.batch.id === id ? this.#next : this.#deps.store.batches.get(id);
    this.#next = null;
    this.#current = id;
    return stored;
  }

  /** `again` leaves the batch to be begun once more. */
  end(stored: StoredBatch, outcome: 'acknowledged' | 'refused' | 'again'): void {
    this.#current = null;
    if (outcome === 'again') return;
    this.#tried.add(stored.batch.id);
    this.#refusedInARow = outcome === 'refused' ? this.#refusedInARow + 1 : 0;
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

  get #isBlocked(): boolean {
    return this.#refusedInARow >= mostRefusedInARow;
  }

  #waiting(): string | undefined {
    const { flowId, streamId, only } = this.#options;
    const open = this.#deps.store.batches.openIds(flowId, streamId);
    return open.find((id) => id !== this.#current && !this.#tried.has(id) && only?.has(id) !== false);
  }
}
