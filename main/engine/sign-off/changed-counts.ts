import type { Pieces } from '../../../shared/evidence/pieces.ts';
import { isSameVersion, recordId, type LandedRecord } from '../../../shared/sign-off/changes.ts';
import type { StoredSignOff } from '../../store/sign-offs.ts';
import type { Store } from '../../store/store.ts';
import { inPieces } from '../evidence/in-pieces.ts';
import { landedRecord, landedRecords } from './landed-records.ts';

/** Records that are looked at before other work may go on. */
const recordsAtOnce = 2_000;

/**
 * How many records landed differently since each sign-off. All of a month are compared once; from then on only the documents that
 * were written since, so that a window may ask after each run.
 */
export class ChangedCounts {
  readonly #store: Store;
  /** Ids of the records that differ, by sign-off. */
  readonly #differing = new Map<string, Set<string>>();
  /** One count at a time: what was written is told to one of them only. */
  #before: Promise<unknown> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  /** `standing`: every sign-off of the flow that was not taken back. Rejects with the signal's reason. */
  of(flowId: string, standing: readonly StoredSignOff[], signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
    const counted = this.#before.then(() => this.#count(flowId, standing, signal));
    this.#before = counted.catch(() => undefined);
    return counted;
  }

  async #count(
    flowId: string,
    standing: readonly StoredSignOff[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, number>> {
    const written = this.#store.documentChanges.take(flowId);
    if (written === null) for (const { id } of standing) this.#differing.delete(id);
    const known = standing.filter(({ id }) => this.#differing.has(id));
    for (const one of known) for (const name of written ?? []) this.#look(one, name);
    await this.#compare(
      flowId,
      standing.filter((one) => !known.includes(one)),
      signal,
    );
    return new Map(standing.map(({ id }) => [id, this.#differing.get(id)?.size ?? 0]));
  }

  /** What is written meanwhile is looked at again by the next count. */
  async #compare(flowId: string, signOffs: readonly StoredSignOff[], signal: AbortSignal): Promise<void> {
    if (signOffs.length === 0) return;
    const periods = signOffs.map(({ period }) => period);
    const landed = await inPieces(landedRecords(this.#store, flowId, periods), signal);
    for (const { id, period } of signOffs)
      this.#differing.set(id, await inPieces(this.#differingFrom(id, landed.get(period) ?? []), signal));
  }

  *#differingFrom(id: string, landed: readonly LandedRecord[]): Pieces<Set<string>> {
    const now = new Map<string, LandedRecord>();
    for (const [place, one] of landed.entries()) {
      now.set(recordId(one), one);
      if ((place + 1) % recordsAtOnce === 0) yield 0;
    }
    const differing = new Set<string>();
    for (const stretch of this.#store.signOffs.recordsInStretches(id, recordsAtOnce)) {
      for (const before of stretch) {
        const name = recordId(before);
        const after = now.get(name);
        if (after === undefined || !isSameVersion(before, after)) differing.add(name);
        now.delete(name);
      }
      yield 0;
    }
    for (const added of now.keys()) differing.add(added);
    return differing;
  }

  #look({ id, flowId, period }: StoredSignOff, name: { readonly stream: string; readonly key: string }): void {
    const before = this.#store.signOffs.record(id, name);
    const after = landedRecord(this.#store, flowId, period, name);
    const differs = before === null || after === null ? before !== after : !isSameVersion(before, after);
    const differing = this.#differing.get(id);
    if (differs) differing?.add(recordId(name));
    else differing?.delete(recordId(name));
  }
}
