import type { LandedRecord } from '../../../shared/sign-off/changes.ts';
import type { LandedOfPeriod } from '../../store/period-records.ts';
import type { Store } from '../../store/store.ts';
import { sumDocument } from '../sums.ts';

/** What landed of months of a flow, by the date of each document: versions and sums as they are at the destination now. */
export function landedRecords(
  store: Store,
  flowId: string,
  periods: readonly string[],
): ReadonlyMap<string, readonly LandedRecord[]> {
  const found = new Map(periods.map((period): [string, LandedOfPeriod[]] => [period, []]));
  for (const one of store.periodRecords.landed(flowId, periods)) found.get(one.period)?.push(one);
  return new Map([...found].map(([period, records]) => [period, records.map((one) => asLanded(store, one))]));
}

function asLanded(store: Store, one: LandedOfPeriod): LandedRecord {
  const { stream, key, label, hash, sums, isLatest, landedBatchId } = one;
  // A newer version was rejected or waits: what is there is the one before it.
  const carried = isLatest ? null : store.versions.document(landedBatchId, key);
  const landed = carried === null ? sums : sumDocument(carried.document, carried.target.totals);
  return { stream, key, label, hash, sums: landed };
}
