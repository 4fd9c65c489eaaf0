import type { ForecastPart } from '../../../shared/model/forecast.ts';
import type { TextId, TextValues } from '../../i18n/text.ts';

/** Whether a reading fits into what is left of a part's budget today. */
export type Fit = 'fits' | 'over' | 'unknown';

/** Whether what is needed of this part is there today; `unknown` where either is not known. */
export function fitOf({ calls, left }: Pick<ForecastPart, 'calls' | 'left'>): Fit {
  if (calls === null || left === null) return 'unknown';
  return calls <= left ? 'fits' : 'over';
}

/** Over how many days it spreads, today included: what is left of today, then whole days. At least two, as it does not fit today. */
export function daysOf(calls: number, left: number, perDay: number): number {
  return 1 + Math.max(1, Math.ceil((calls - left) / Math.max(1, perDay)));
}

/** The sentence of one part; `resets` says in words when its budget is filled again. */
export function wordsOfPart(part: ForecastPart, resets: string): { id: TextId; values: TextValues } {
  const { label, calls, left } = part;
  // A source that says what is left says what it permits; where it does not, what is left is the least that it is.
  const perDay = part.perDay ?? left ?? 0;
  if (calls === null && left === null) return { id: 'forecast.unknown', values: { part: label } };
  if (calls === null) return { id: 'forecast.unknownCalls', values: { part: label, left: left ?? 0, perDay } };
  if (left === null) return { id: 'forecast.unknownLeft', values: { part: label, calls } };
  if (fitOf(part) === 'fits') return { id: 'forecast.fits', values: { part: label, calls, left, perDay } };
  const days = daysOf(calls, left, perDay);
  return { id: 'forecast.days', values: { part: label, calls, left, perDay, resets, days } };
}
