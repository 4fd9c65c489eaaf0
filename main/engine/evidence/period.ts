import { AppError } from '../../../shared/errors/app-error.ts';
import { daysBetween, instantOf, isDay, isTimeZone, nextLocalDay } from '../../../shared/messages/calendar.ts';
import type { EvidenceScope } from '../../../shared/model/evidence.ts';

const mostDays = 366;

export interface Period {
  readonly fromUtc: string;
  /** The first moment after it. */
  readonly toUtc: string;
}

/** The moments between which the days of a period lie. Throws EVIDENCE_PERIOD. */
export function periodOf({ fromDay, toDay, timeZone }: Extract<EvidenceScope, { kind: 'period' }>): Period {
  const isPeriod = isDay(fromDay) && isDay(toDay) && isTimeZone(timeZone);
  const days = isPeriod ? daysBetween(fromDay, toDay) + 1 : 0;
  if (days < 1 || days > mostDays) {
    throw new AppError('EVIDENCE_PERIOD', 'config', { details: { from: fromDay, to: toDay, timeZone } });
  }
  const begin = (day: string): string => new Date(instantOf(day, '00:00', timeZone)).toISOString();
  return { fromUtc: begin(fromDay), toUtc: begin(nextLocalDay(toDay)) };
}
