import { allAtOnce } from '../../../shared/evidence/pieces.ts';
import { differingRecords, isSameVersion, recordId } from '../../../shared/sign-off/changes.ts';
import type { StoredSignOff } from '../../store/sign-offs.ts';
import type { Store } from '../../store/store.ts';
import { landedRecord, landedRecords } from './landed-records.ts';

/**
 * How many records landed differently since each sign-off. All of a month are compared once; from then on only the documents that
 * were written since, so that a window may ask after each run.
 */
export class ChangedCounts {
  readonly #store: Store;
  /** Records that differ, by sign-off. */
  readonly #differing = new Map<string, Set<string>>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** `standing`: every sign-off of the flow that was not taken back. */
  of(flowId: string, standing: readonly StoredSignOff[]): ReadonlyMap<string, number> {
    const written = this.#store.documentChanges.take(flowId);
    const known = standing.filter((one) => written !== null && this.#differing.has(one.id));
    for (const one of known) for (const name of written ?? []) this.#look(one, name);
    this.#compare(
      flowId,
      standing.filter((one) => !known.includes(one)),
    );
    return new Map(standing.map(({ id }) => [id, this.#differing.get(id)?.size ?? 0]));
  }

  #compare(flowId: string, signOffs: readonly StoredSignOff[]): void {
    if (signOffs.length === 0) return;
    const periods = signOffs.map(({ period }) => period);
    const landed = allAtOnce(landedRecords(this.#store, flowId, periods));
    for (const { id, period } of signOffs)
      this.#differing.set(id, differingRecords(this.#store.signOffs.records(id), landed.get(period) ?? []));
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
