import { formatMoment } from '../../lib/format.ts';
import type { Locale } from '../../lib/locale.ts';

/** The time of day alone, for what happens within minutes: “14:05:09”. */
export function formatClock(atUtc: string, locale: Locale): string {
  return formatMoment(atUtc, locale).split(' ').at(-1) ?? '';
}
