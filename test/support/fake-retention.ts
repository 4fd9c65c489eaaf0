import {
  nothingRemoved,
  retentionChoices,
  retentionLimit,
  type RetentionChoice,
  type RetentionState,
} from '../../shared/model/retention.ts';
import { minutesFromNow } from './fake-data.ts';

/** An installation of some three years: the shorter what is kept, the more goes. */
export function retentionOf(keep: RetentionChoice): RetentionState {
  const nowMs = Date.parse(minutesFromNow(0));
  const share: Partial<Record<RetentionChoice, number>> = { '90-days': 5, '1-year': 3, '2-years': 1 };
  return {
    keep,
    effects: retentionChoices.map((one) => {
      const times = share[one] ?? 0;
      const removes = {
        batches: 412 * times,
        versions: 148_230 * times,
        rejected: 17 * times,
        requests: 3_100 * times,
        messages: 260 * times,
        logFiles: 0,
        bytes: 61_400_000 * times,
      };
      return { keep: one, beforeUtc: retentionLimit(one, nowMs), removes: times === 0 ? nothingRemoved : removes };
    }),
    lastSweep: { atUtc: minutesFromNow(-200), beforeUtc: retentionLimit(keep, nowMs), removed: nothingRemoved },
    lastRemoval: null,
  };
}
