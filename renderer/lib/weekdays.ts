import type { Locale } from './locale.ts';

/** The days of a week, Monday first. */
export const week = [1, 2, 3, 4, 5, 6, 7] as const;

/** The name of a day of the week, the short one unless told otherwise; 1 is Monday. */
export function weekdayName(day: number, locale: Locale, length: 'short' | 'long' = 'short'): string {
  // The first of January 2024 was a Monday.
  const at = Date.UTC(2024, 0, day);
  return new Intl.DateTimeFormat(locale.tag, { weekday: length, timeZone: 'UTC' }).format(at);
}
