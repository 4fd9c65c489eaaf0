import type { JsonValue } from '../model/json.ts';
import { problem, type Converted } from './problem.ts';

const DATE_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT_TEXT =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(?:Z|([+-])(0\d|1[0-4]):([0-5]\d))$/;
const MINUTE_MS = 60_000;

/** A plain calendar date `YYYY-MM-DD`, years 0001 to 9999. It is never turned into an instant (design §5.4). */
export function convertDate(value: JsonValue): Converted {
  const match = typeof value === 'string' ? DATE_TEXT.exec(value) : null;
  if (match !== null && isCalendarDay(Number(match[1]), Number(match[2]), Number(match[3]))) return value as string;
  return problem('RECORD_DATE_INVALID', value, 'a calendar date YYYY-MM-DD');
}

/**
 * A point in time with its offset, as UTC text `YYYY-MM-DDTHH:MM:SS[.ffffff]Z`. Microseconds are kept and zeros at their end
 * left out, so that equal moments are equal texts. A moment with digits beyond microseconds is refused: the destination
 * would cut them silently.
 */
export function convertTimestamp(value: JsonValue): Converted {
  const match = typeof value === 'string' ? INSTANT_TEXT.exec(value) : null;
  if (match === null) return problem('RECORD_TIMESTAMP_INVALID', value, 'a point in time with its offset');
  const [, year, month, day, hour, minute, second = '00', fraction = ''] = match;
  if (!isCalendarDay(Number(year), Number(month), Number(day))) {
    return problem('RECORD_TIMESTAMP_INVALID', value, 'a point in time with its offset');
  }
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > 6) return problem('RECORD_TIMESTAMP_INVALID', value, 'a point in time in microseconds at most');
  const base = `${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${second}`;
  const utc = match[8] === undefined ? base : shift(base, match);
  if (utc === undefined) return problem('RECORD_TIMESTAMP_INVALID', value, 'a point in time of the years 0001 to 9999');
  return `${utc}${kept === '' ? '' : `.${kept}`}Z`;
}

/** The same moment in UTC, to the second: the fraction is not touched by an offset of whole minutes. */
function shift(base: string, match: RegExpExecArray): string | undefined {
  const minutes = Number(match[9]) * 60 + Number(match[10]);
  if (minutes === 0) return base;
  const moment = Date.parse(`${base}Z`) + (match[8] === '+' ? -1 : 1) * minutes * MINUTE_MS;
  const text = new Date(moment).toISOString();
  return text.length === 24 && !text.startsWith('0000') ? text.slice(0, 19) : undefined;
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return day <= days;
}
