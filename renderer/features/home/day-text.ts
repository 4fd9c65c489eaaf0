import type { Locale } from '../../lib/locale.ts';

/** The local time of day to the minute: “14:05”. */
export function hourText(atUtc: string): string {
  const at = new Date(atUtc);
  return `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
}

/** The local time of day, with its weekday where that is not today: “14:05”, “Mon 14:05”. */
export function dayText(atUtc: string, nowMs: number, locale: Locale): string {
  const at = new Date(atUtc);
  if (at.toDateString() === new Date(nowMs).toDateString()) return hourText(atUtc);
  return `${new Intl.DateTimeFormat(locale.tag, { weekday: 'short' }).format(at)} ${hourText(atUtc)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
