import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import {
  addRemoved,
  isNothing,
  nothingRemoved,
  removedDetailsSchema,
  retentionLimit,
  type RemovedDetails,
  type RetentionChoice,
  type RetentionSweep,
} from '../../shared/model/retention.ts';
import type { ClosedLogs } from '../log/log-file.ts';
import { nowUtc } from '../ports/time.ts';
import type { FinishedBatch } from '../store/retention.ts';
import type { BatchPlace } from '../store/run-retention.ts';
import type { EngineDeps } from './deps.ts';
import { sha256Of } from './hash.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { removeMessages } from './remove-messages.ts';
import { removeRuns } from './remove-runs.ts';
import type { Runner } from './runner.ts';

export interface RetentionSweeperOptions {
  readonly deps: EngineDeps;
  readonly runner: Pick<Runner, 'isBusy'>;
  readonly signal: AbortSignal;
  readonly logs: ClosedLogs | undefined;
  keep(): RetentionChoice;
}

/** Names of stored values: the sweep that ended last, the last that removed anything, and the one under way. */
export const lastSweepName = 'retention.last-sweep';
export const lastRemovalName = 'retention.last-removal';
const underWayName = 'retention.under-way';

const underWaySchema = z.object({ beforeUtc: z.string(), removed: removedDetailsSchema });

/** One transaction stays near 20 ms: what is removed is also overwritten, page by page. */
const step = {
  ...{ bytes: 524_288, batches: 10, sources: 50, requests: 500, messages: 100 },
  ...{ runs: 50, entries: 200, notes: 200, documents: 2_000 },
} as const;
const batchesAtOnce = 1_000;

/**
 * Removes details of finished work that are older than is kept, oldest first, in small transactions with calls answered in
 * between, and never while a run is under way. What a sweep removed is counted in the same transactions, so that the trail's one
 * entry for it is right also where the process ended in the middle.
 */
export class RetentionSweeper {
  readonly #options: RetentionSweeperOptions;
  #isDue = false;
  readonly #sweeping = new OneAtATime(() => this.#work());
  #queue: FinishedBatch[] = [];
  /** How far the batches of runs that went have been looked through; `from` their beginning, or `done`. */
  #batches: { readonly at: 'from' | 'done' } | { readonly at: 'after'; readonly place: BatchPlace } = { at: 'from' };

  constructor(options: RetentionSweeperOptions) {
    this.#options = options;
  }

  /** Sweeps now, or when the run under way ends. Never rejects. */
  sweep(): Promise<void> {
    this.#isDue = true;
    return this.kick();
  }

  /** Goes on with a sweep that is due. Resolves when it ended or has to wait; never rejects. */
  kick(): Promise<void> {
    return this.#sweeping.kick();
  }

  async #work(): Promise<void> {
    const { deps, runner, signal } = this.#options;
    if (deps.store.condition.state === 'read-only') return;
    this.#queue = [];
    this.#batches = { at: 'from' };
    try {
      // Not in the turn of the caller, who has an answer to give first.
      await nextTurn();
      // Requests that are still in memory may be old enough too.
      deps.store.requests.flush();
      while (this.#isDue && !signal.aborted && !runner.isBusy) {
        const beforeUtc = this.#limit();
        if (beforeUtc === null || !this.#step(beforeUtc)) this.#end(beforeUtc);
        await nextTurn();
      }
    } catch (error) {
      if (!signal.aborted) deps.log.warn('call.failed', { method: 'retention.sweep' }, error);
    }
  }

  /** Asked before each step: whoever keeps more from now on keeps what is still there. */
  #limit(): string | null {
    return retentionLimit(this.#options.keep(), this.#options.deps.clock.now());
  }

  /** Removes a little; false if there is nothing left to remove. */
  #step(beforeUtc: string): boolean {
    const { store, clock } = this.#options.deps;
    const atUtc = nowUtc(clock);
    const batches = this.#nextBatches(beforeUtc);
    return store.retention.erase(() => {
      const removed = [
        () => store.retention.removeContents(batches, atUtc),
        () => store.retention.removeSources(beforeUtc, step.sources, atUtc),
        () => store.retention.removeRequests(beforeUtc, step.requests),
        () => removeMessages(this.#options.deps, { beforeUtc, atUtc, limit: step.messages }),
        () => removeRuns(this.#options.deps, { beforeUtc, atUtc, limit: step.runs }),
        () => store.runRetention.removeEntries(beforeUtc, step.entries),
        () => store.runRetention.removeNotes(beforeUtc, step.notes),
      ].reduce((found, remove) => (isNothing(found) ? remove() : found), nothingRemoved);
      if (isNothing(removed)) return batches.length > 0 || this.#lookThroughBatches();
      this.#count(beforeUtc, removed, atUtc);
      return true;
    });
  }

  /** Batches of runs that went follow them, once nothing has its landed version from them; false when all were looked at. */
  #lookThroughBatches(): boolean {
    if (this.#batches.at === 'done') return false;
    const { runRetention } = this.#options.deps.store;
    const place = runRetention.removeBatches(this.#batches.at === 'after' ? this.#batches.place : null, step.documents);
    if (place === null) runRetention.removeTargets();
    this.#batches = place === null ? { at: 'done' } : { at: 'after', place };
    return true;
  }

  #nextBatches(beforeUtc: string): FinishedBatch[] {
    if (this.#queue.length === 0) {
      this.#queue = this.#options.deps.store.retention.finished(beforeUtc, batchesAtOnce);
    }
    let bytes = 0;
    const fits = this.#queue.findIndex((one, index) => {
      bytes += one.bytes;
      return index === step.batches || (index > 0 && bytes > step.bytes);
    });
    return this.#queue.splice(0, fits === -1 ? this.#queue.length : fits);
  }

  #count(beforeUtc: string, removed: RemovedDetails, atUtc: string): void {
    const { values } = this.#options.deps.store;
    const known = values.get(underWayName, underWaySchema);
    const total = addRemoved(known?.removed ?? nothingRemoved, removed);
    // A sweep that was interrupted under a shorter time went as far as that one.
    const furthest = known !== null && known.beforeUtc > beforeUtc ? known.beforeUtc : beforeUtc;
    values.put(underWayName, { beforeUtc: furthest, removed: total }, atUtc);
  }

  #end(beforeUtc: string | null): void {
    const { deps, logs } = this.#options;
    const { store, clock } = deps;
    const atUtc = nowUtc(clock);
    const files = beforeUtc === null ? undefined : logs?.remove(beforeUtc);
    const known = store.values.get(underWayName, underWaySchema);
    const removed = addRemoved(known?.removed ?? nothingRemoved, {
      ...nothingRemoved,
      logFiles: files?.files ?? 0,
      bytes: files?.bytes ?? 0,
    });
    const sweep: RetentionSweep = { atUtc, beforeUtc: known?.beforeUtc ?? beforeUtc, removed };
    store.transaction(() => {
      store.values.put(lastSweepName, sweep, atUtc);
      if (isNothing(removed)) return;
      store.values.put(lastRemovalName, sweep, atUtc);
      store.values.remove(underWayName);
      const { rejected: sourceRecords, entries: closedRejections, ...rest } = removed;
      const details = {
        finishedBefore: sweep.beforeUtc,
        ...rest,
        sourceRecords,
        closedRejections,
        ...this.#sealOfMonths(removed),
      };
      store.audit.append(atUtc, 'retention.swept', 'retention', details);
    });
    this.#isDue = false;
    if (!isNothing(removed)) this.#tell(removed);
    deps.publish({ topic: 'changed', subject: 'retention' });
  }

  /** With this in the trail, what is left of runs that went cannot be changed unseen. */
  #sealOfMonths({ runs }: RemovedDetails): { readonly monthsSha256?: string } {
    if (runs === 0) return {};
    const months = this.#options.deps.store.oldRuns.list(null);
    return { monthsSha256: sha256Of(months.map((one) => JSON.stringify(one))) };
  }

  #tell(removed: RemovedDetails): void {
    const { store, log, publish } = this.#options.deps;
    store.retention.settle();
    log.info('retention.swept', { ...removed });
    publish({ topic: 'changed', subject: 'records' });
    publish({ topic: 'changed', subject: 'rejected' });
    if (removed.messages > 0) publish({ topic: 'changed', subject: 'messages' });
    if (removed.alerts > 0) publish({ topic: 'changed', subject: 'alerts' });
    if (removed.runs > 0) publish({ topic: 'changed', subject: 'flows' });
  }
}
