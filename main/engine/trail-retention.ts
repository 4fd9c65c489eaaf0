import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  defaultTrail,
  trailChoices,
  trailSettingsSchema,
  type CheckedTombstone,
  type Tombstone,
  type TrailSettings,
  type TrailState,
} from '../../shared/model/audit-retention.ts';
import { retentionLimit } from '../../shared/model/retention.ts';
import { nowUtc } from '../ports/time.ts';
import type { StoredTombstone } from '../store/audit-tombstone.ts';
import type { InstallationSeal } from '../vault/installation-seal.ts';
import type { EngineDeps } from './deps.ts';
import { OneAtATime } from './one-at-a-time.ts';

const settingsName = 'retention.trail';
const purpose = 'audit tombstone';
/** Entries that go in one transaction: it stays near 50 ms. */
const step = 5_000;

/** What the seal of a tombstone is worth. */
export function checkTombstone(seal: InstallationSeal, stored: StoredTombstone | null): CheckedTombstone | null {
  if (stored === null) return null;
  const { statement, keyId, hmac } = stored;
  return { ...stored.tombstone, seal: seal.check(purpose, statement, { keyId, hmac }) };
}

/**
 * How long the audit trail is kept. The oldest entries go, never one in between, and a sealed tombstone stands for them: the
 * chain is verified from it on. Nothing goes while the vault is locked, and nothing that does not verify.
 */
export class TrailRetention {
  readonly #deps: EngineDeps;
  readonly #seal: InstallationSeal;
  #isDue = false;
  readonly #sweeping = new OneAtATime(() => this.#work());

  constructor(deps: EngineDeps, seal: InstallationSeal) {
    this.#deps = deps;
    this.#seal = seal;
  }

  settings(): TrailSettings {
    return this.chosen() ?? defaultTrail;
  }

  /** What a person decided; null while nobody has. */
  chosen(): TrailSettings | null {
    const { store } = this.#deps;
    try {
      return store.values.get(settingsName, trailSettingsSchema);
    } catch (error) {
      // A damaged file is opened for reading only, and what is in it may not be readable.
      if (store.condition.state === 'ready') throw error;
      return null;
    }
  }

  state(): TrailState {
    const { store, clock } = this.#deps;
    const settings = this.settings();
    const effects = trailChoices.map((keep) => {
      const beforeUtc = retentionLimit(keep, clock.now());
      const older = beforeUtc === null ? null : store.tombstone.older(beforeUtc);
      return { keep, beforeUtc, entries: older?.entries ?? 0 };
    });
    const isDue = effects.some((one) => one.keep === settings.keep && one.entries > 0);
    const tombstone = checkTombstone(this.#seal, store.tombstone.get());
    return { ...settings, effects, tombstone, waitsForVault: isDue && !this.#seal.isOpen };
  }

  /** Stores the setting; what is older goes at once, or as soon as the vault is open. */
  set(settings: TrailSettings): void {
    const { store, clock } = this.#deps;
    const atUtc = nowUtc(clock);
    const keptBefore = this.settings().keep;
    store.transaction(() => {
      store.values.put(settingsName, settings, atUtc);
      store.audit.append(atUtc, 'retention.trail-saved', 'audit', { keep: settings.keep, keptBefore });
    });
    void this.sweep();
  }

  /** Removes what is older than is kept, now or when the vault is opened. Resolves when nothing is left to do; never rejects. */
  sweep(): Promise<void> {
    this.#isDue = true;
    return this.kick();
  }

  /** Goes on with a sweep that had to wait for the vault. */
  kick(): Promise<void> {
    return this.#sweeping.kick();
  }

  async #work(): Promise<void> {
    const { store, log, publish } = this.#deps;
    if (store.condition.state === 'read-only') return;
    try {
      // Not in the turn of the caller, who has an answer to give first.
      await nextTurn();
      while (this.#isDue && this.#seal.isOpen) {
        this.#isDue = this.#step();
        if (this.#isDue) publish({ topic: 'changed', subject: 'retention' });
        await nextTurn();
      }
    } catch (error) {
      log.warn('call.failed', { method: 'retention.trail' }, error);
    }
  }

  /** Removes some of the oldest entries; false if there is nothing left to remove, or nothing that may be. */
  #step(): boolean {
    const { store, clock } = this.#deps;
    const beforeUtc = retentionLimit(this.settings().keep, clock.now());
    if (beforeUtc === null) return false;
    const older = store.tombstone.older(beforeUtc, step);
    const ends = older === null ? null : store.tombstone.ends(older.last);
    if (older === null || ends === null || !this.#verifies(older.last)) return false;
    const known = store.tombstone.get()?.tombstone;
    const removedAtUtc = nowUtc(clock);
    const tombstone: Tombstone = {
      number: older.last,
      hash: ends.hash,
      entries: (known?.entries ?? 0) + older.entries,
      fromUtc: known?.fromUtc ?? ends.fromUtc,
      toUtc: ends.toUtc,
      removedAtUtc,
    };
    const statement = JSON.stringify(tombstone);
    const made = this.#seal.make(purpose, statement);
    if (made === null) return false;
    store.tombstone.erase(() => {
      store.tombstone.replace(older.last, { statement, ...made });
      store.audit.append(removedAtUtc, 'retention.trail-swept', 'audit', {
        entries: older.entries,
        before: beforeUtc,
        from: ends.fromUtc,
        to: ends.toUtc,
        lastNumber: older.last,
        lastHash: ends.hash,
      });
    });
    return true;
  }

  /** A break in the trail, or a tombstone that is not ours, must stay to be seen: nothing is swept over it. */
  #verifies(last: number): boolean {
    const { audit, tombstone } = this.#deps.store;
    const checked = checkTombstone(this.#seal, tombstone.get());
    if (checked !== null && checked.seal !== 'own') return false;
    const start = audit.start();
    const { place, brokenAt } = audit.verifyAfter(start, last - start.number);
    return brokenAt === null && place.number === last;
  }
}
