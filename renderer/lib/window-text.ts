import { formatDate, formatMoment } from './format.ts';
import type { Locale } from './locale.ts';

const times = /\b(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d) UTC)?(?![\dT:-])/g;

/**
 * What a run read, for reading: its days as the format setting writes them, its moments in local time. The engine tells it in
 * words with ISO days and moments in UTC (“dated from 2026-08-23, as of 2026-11-21 10:00 UTC”).
 */
export function windowText(window: string, locale: Locale): string {
  return window.replaceAll(times, (_, day: string, time: string | undefined) =>
    time === undefined ? formatDate(day, locale) : localMinute(`${day}T${time}:00.000Z`, locale),
  );
}

function localMinute(atUtc: string, locale: Locale): string {
  return formatMoment(atUtc, locale).replace(/:\d\d$/, '');
}
