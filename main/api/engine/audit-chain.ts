import { setImmediate } from 'node:timers/promises';
import type { CheckedTombstone } from '../../../shared/model/audit-retention.ts';
import type { AuditChain } from '../../../shared/model/audit.ts';
import { nowUtc, type Clock } from '../../ports/time.ts';
import { chainStart, type AuditRows, type ChainPlace } from '../../store/audit.ts';

/** Entries recomputed at a stretch; between two stretches the engine does its other work. */
const stretch = 2000;

/**
 * Whether the chain holds, by recomputing it: all of it once, then only what was added since, and all of it again when something else
 * than the engine wrote to the data file. A break is looked at anew each time it is asked for, since a restored data file may have
 * healed it.
 */
export class ChainCheck {
  readonly #audit: AuditRows;
  readonly #clock: Clock;
  readonly #tombstone: () => CheckedTombstone | null;
  #place: ChainPlace = chainStart;
  #answer: AuditChain | null = null;
  #foreignWrites: number | null = null;
  /** How far it held when it was last verified, and where it broke if it does not lead there any more. */
  #seen: ChainPlace = chainStart;
  #lostAt: number | null = null;
  #work: Promise<unknown> = Promise.resolve();

  /** `tombstone`: what stands for entries that went, with what its seal is worth now. */
  constructor(audit: AuditRows, clock: Clock, tombstone: () => CheckedTombstone | null = () => null) {
    this.#tombstone = tombstone;
    this.#audit = audit;
    this.#clock = clock;
  }

  /**
   * The chain as it is now; `anew` recomputes it from the first entry. Checks asked for at the same time follow each other. Rejects with
   * the signal's reason.
   */
  verify(anew: boolean, signal?: AbortSignal): Promise<AuditChain> {
    const next = this.#work.then(() => {
      const writes = this.#audit.foreignWrites();
      const isTouched = writes !== this.#foreignWrites;
      this.#foreignWrites = writes;
      if (anew || isTouched) [this.#place, this.#answer] = [chainStart, null];
      return this.#check(signal);
    });
    // A failed read is told to the one who asked and does not stand in the way of the next.
    this.#work = next.catch(() => null);
    return next;
  }

  async #check(signal: AbortSignal | undefined): Promise<AuditChain> {
    const head = this.#audit.head();
    const start = this.#audit.start();
    const tombstone = this.#tombstone();
    if (tombstone?.seal === 'forged' || tombstone?.seal === 'other-key') return this.#settle(start.number + 1);
    const isSame =
      this.#answer?.tombstone?.seal === tombstone?.seal && this.#answer?.tombstone?.hash === tombstone?.hash;
    if (this.#answer?.verified === true && isSame && this.#isAt(head)) return this.#answer;
    // Entries that went after the retention time are no longer there to be recomputed.
    if (this.#place.number < start.number) this.#place = start;
    const lostAt = this.#lost(head, start);
    if (lostAt !== null) return this.#settle(lostAt);
    for (;;) {
      const { place, brokenAt } = this.#audit.verifyAfter(this.#place, stretch);
      const ended = place.number - this.#place.number < stretch;
      this.#place = place;
      if (brokenAt !== null || ended) return this.#settle(brokenAt);
      await setImmediate();
      signal?.throwIfAborted();
    }
  }

  /** Entries that were there are gone, or others stand in their place: where it broke, also when it has grown anew since. */
  #lost(head: ChainPlace, start: ChainPlace): number | null {
    const { number, hash } = this.#seen;
    const isThere = number <= start.number || this.#audit.hashAt(number) === hash;
    this.#lostAt = isThere ? null : (this.#lostAt ?? Math.min(head.number + 1, number));
    return this.#lostAt;
  }

  #isAt(head: ChainPlace): boolean {
    return head.number === this.#place.number && head.hash === this.#place.hash;
  }

  #settle(brokenAt: number | null): AuditChain {
    if (brokenAt === null) this.#seen = this.#place;
    const { number } = this.#audit.start();
    this.#answer = {
      verified: brokenAt === null,
      brokenAt,
      verifiedEntries: Math.max(0, (brokenAt === null ? this.#place.number : brokenAt - 1) - number),
      tombstone: this.#tombstone(),
      verifiedAtUtc: nowUtc(this.#clock),
    };
    return this.#answer;
  }
}
