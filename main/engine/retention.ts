import {
  addRemoved,
  defaultRetention,
  isNothing,
  nothingRemoved,
  retentionChoices,
  retentionLimit,
  retentionSettingsSchema,
  retentionSweepSchema,
  type RemovedDetails,
  type RetentionSettings,
  type RetentionState,
} from '../../shared/model/retention.ts';
import type { ClosedLogs } from '../log/log-file.ts';
import { nowUtc } from '../ports/time.ts';
import type { EngineDeps } from './deps.ts';
import { lastRemovalName, lastSweepName, RetentionSweeper } from './retention-sweeper.ts';
import type { Runner } from './runner.ts';

export interface EngineRetentionOptions {
  readonly deps: EngineDeps;
  readonly runner: Pick<Runner, 'isBusy'>;
  readonly signal: AbortSignal;
  readonly logs: ClosedLogs | undefined;
  /** The audit trail, which has a time of its own. */
  readonly trail?: { sweep(): Promise<void> };
}

const settingsName = 'retention';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A clock that is this far ahead of the last look may be wrong, and what goes does not come back: it gets an hour to be set. */
const leapMs = 30 * dayMs;
/** The first sweep leaves the start, and the runs that it catches up, alone. */
const afterStartMs = 60_000;

/** How long details of finished work are kept: the setting, what it means now, and the sweeps that honour it. */
export class EngineRetention {
  readonly #options: EngineRetentionOptions;
  readonly #sweeper: RetentionSweeper;

  constructor(options: EngineRetentionOptions) {
    this.#options = options;
    this.#sweeper = new RetentionSweeper({ ...options, keep: () => this.settings().keep });
  }

  settings(): RetentionSettings {
    return this.chosen() ?? defaultRetention;
  }

  /** What a person decided; null while nobody has. */
  chosen(): RetentionSettings | null {
    const { store } = this.#options.deps;
    try {
      return store.values.get(settingsName, retentionSettingsSchema);
    } catch (error) {
      // A damaged file is opened for reading only, and what is in it may not be readable.
      if (store.condition.state === 'ready') throw error;
      return null;
    }
  }

  /** The setting, what would go now at each choice, and what went last. */
  state(): RetentionState {
    const { values, condition } = this.#options.deps.store;
    const settings = this.settings();
    // Nothing goes from a data file that is open for reading only, and it may not be readable.
    if (condition.state === 'read-only') return { ...settings, effects: [], lastSweep: null, lastRemoval: null };
    return {
      ...settings,
      effects: this.#effects(),
      lastSweep: values.get(lastSweepName, retentionSweepSchema),
      lastRemoval: values.get(lastRemovalName, retentionSweepSchema),
    };
  }

  /** Stores the setting; what is older goes at once, or as soon as no run is under way. */
  set(settings: RetentionSettings): void {
    const { store, clock } = this.#options.deps;
    const atUtc = nowUtc(clock);
    const keptBefore = this.settings().keep;
    store.transaction(() => {
      store.values.put(settingsName, settings, atUtc);
      store.audit.append(atUtc, 'retention.saved', 'retention', { keep: settings.keep, keptBefore });
    });
    void this.sweep();
  }

  /** Sweeps now, or when the run under way ends. Resolves when nothing is left to do or a run has begun; never rejects. */
  sweep(): Promise<void> {
    return this.#sweeper.sweep();
  }

  /** Goes on with a sweep that had to wait. */
  kick(): Promise<void> {
    return this.#sweeper.kick();
  }

  /** Sweeps once soon after the start and then once a day, until the engine closes. Never rejects. */
  async keep(): Promise<void> {
    const { deps, signal } = this.#options;
    const { clock, store } = deps;
    if (store.condition.state === 'read-only') return;
    try {
      await clock.sleep(afterStartMs, signal);
      let nextAt = clock.now();
      let lastLookAt = this.#lastSweepAt() ?? nextAt;
      for (;;) {
        const now = clock.now();
        const hasLeapt = now - lastLookAt > leapMs;
        lastLookAt = now;
        const isDue = now >= nextAt && !hasLeapt;
        if (isDue) nextAt = now + dayMs;
        await (isDue ? this.#sweepAll() : this.kick());
        // Hour by hour, because a computer that slept wakes late from a long wait; in between, what failed is tried again.
        await clock.sleep(hourMs, signal);
      }
    } catch (error) {
      if (!signal.aborted) deps.log.warn('call.failed', { method: 'retention.keep' }, error);
    }
  }

  async #sweepAll(): Promise<void> {
    await this.sweep();
    await this.#options.trail?.sweep();
  }

  #lastSweepAt(): number | null {
    const last = this.#options.deps.store.values.get(lastSweepName, retentionSweepSchema);
    return last === null ? null : Date.parse(last.atUtc);
  }

  #effects(): RetentionState['effects'] {
    const { clock, store } = this.#options.deps;
    store.requests.flush();
    let isEmpty = false;
    return retentionChoices.map((keep) => {
      const beforeUtc = retentionLimit(keep, clock.now());
      // Each choice keeps more than the one before it.
      const removes = beforeUtc === null || isEmpty ? nothingRemoved : this.#older(beforeUtc);
      isEmpty = isNothing(removes);
      return { keep, beforeUtc, removes };
    });
  }

  #older(beforeUtc: string): RemovedDetails {
    const { deps, logs } = this.#options;
    const files = logs?.older(beforeUtc);
    const { retention, messageRetention, runRetention } = deps.store;
    const stored = [retention, messageRetention, runRetention]
      .map((one) => one.older(beforeUtc))
      .reduce(addRemoved, nothingRemoved);
    if (files === undefined) return stored;
    return addRemoved(stored, { ...nothingRemoved, logFiles: files.files, bytes: files.bytes });
  }
}
