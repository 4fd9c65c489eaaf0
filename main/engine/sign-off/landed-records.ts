import type { LandedRecord } from '../../../shared/sign-off/changes.ts';
import type { Store } from '../../store/store.ts';
import { sumDocument } from '../sums.ts';

/** What landed of a flow's month, by the date of each document: versions and sums as they are at the destination now. */
export function landedRecords(store: Store, flowId: string, period: string): LandedRecord[] {
  return store.periodRecords.landed(flowId, period).map(({ isLatest, landedBatchId, ...record }) => {
    if (isLatest) return record;
    // A newer version was rejected or waits: what is there is the one before it.
    const carried = store.versions.document(landedBatchId, record.key);
    if (carried === null) return record;
    return { ...record, sums: sumDocument(carried.document, carried.target.totals) };
  });
}
