import type { Pieces } from '../../../shared/evidence/pieces.ts';
import type { LandedRecord } from '../../../shared/sign-off/changes.ts';
import type { DocumentName } from '../../store/document-changes.ts';
import type { LandedOfPeriod } from '../../store/period-records.ts';
import type { Store } from '../../store/store.ts';
import { sumDocument } from '../sums.ts';

/** What landed of months of a flow, by the date of each document: versions and sums as they are at the destination now. */
export function* landedRecords(
  store: Store,
  flowId: string,
  periods: readonly string[],
): Pieces<ReadonlyMap<string, readonly LandedRecord[]>> {
  const found = new Map(periods.map((period): [string, LandedRecord[]] => [period, []]));
  for (const stretch of store.periodRecords.landed(flowId, periods)) {
    for (const one of stretch) found.get(one.period)?.push(asLanded(store, one));
    yield 0;
  }
  return found;
}

/** The same of one record; null where it is not of that month, or has not landed. */
export function landedRecord(store: Store, flowId: string, period: string, name: DocumentName): LandedRecord | null {
  const one = store.periodRecords.landedOne(flowId, name);
  return one?.period === period ? asLanded(store, one) : null;
}

function asLanded(store: Store, one: LandedOfPeriod): LandedRecord {
  const { stream, key, label, hash, sums, isLatest, landedBatchId } = one;
  // A newer version was rejected or waits: what is there is the one before it.
  const carried = isLatest ? null : store.versions.document(landedBatchId, key);
  const landed = carried === null ? sums : sumDocument(carried.document, carried.target.totals);
  return { stream, key, label, hash, sums: landed };
}
