import { currencyDecimals } from '../../shared/money/display.ts';
import { plainLocale, type Locale } from './locale.ts';

/**
 * Decimal text for reading: grouped, with at least the currency's decimals and every significant digit the text has. Digits
 * never pass through a JavaScript number. Text that is not a plain decimal is given back as it is.
 */
export function formatAmount(amount: string, currency: string, locale: Locale): string {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(amount);
  if (match === null) return amount;
  const [, sign = '', whole = '', fraction = ''] = match;
  const written = fraction.replace(/0+$/, '');
  const digits = Math.max(written.length, currency === '' ? 0 : currencyDecimals(currency));
  const decimals = digits === 0 ? '' : `${locale.decimal}${written.padEnd(digits, '0')}`;
  const text = `${grouped(whole.replace(/^0+(?=\d)/, ''), locale)}${decimals}`;
  if (sign === '' || !/[1-9]/.test(amount)) return text;
  return locale.negative === 'parentheses' ? `(${text})` : `-${text}`;
}

/** A whole number for reading: `1,204`. */
export function formatCount(count: number, locale: Locale): string {
  return formatAmount(String(Math.trunc(count)), '', locale);
}

function grouped(digits: string, { group, sizes }: Locale): string {
  if (group === '') return digits;
  const parts: string[] = [];
  let rest = digits;
  for (let size = sizes[0]; rest.length > size; size = sizes[1]) {
    parts.unshift(rest.slice(-size));
    rest = rest.slice(0, -size);
  }
  return [rest, ...parts].join(group);
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const datesIn = once((tag) => {
  return new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'short', day: '2-digit', timeZone: 'UTC' });
});
const wholeMonthsIn = once((tag) => new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }));
const monthsIn = once((tag) => new Intl.DateTimeFormat(tag, { month: 'short', timeZone: 'UTC' }));
const relativeIn = once((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));

/** Remembers what was made for each key: a list writes hundreds of dates, and making a formatter costs far more than using it. */
function once<Made>(make: (key: string) => Made): (key: string) => Made {
  const known = new Map<string, Made>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
}

/** “12 minutes ago”, “in 3 hours”; less than a minute is “now”. */
export function formatRelative(atUtc: string, nowMs: number, locale: Locale): string {
  const difference = Date.parse(atUtc) - nowMs;
  const format = relativeIn(locale.tag);
  for (const [unit, size] of units) {
    if (Math.abs(difference) >= size) return format.format(Math.trunc(difference / size), unit);
  }
  return format.format(0, 'second');
}

/** Local time with its zone, and UTC: what a person sees on hover. */
export function formatExact(atUtc: string, locale: Locale): string {
  const at = new Date(atUtc);
  const zone = zoneName(at, locale.tag);
  return `${formatMoment(atUtc, locale)} ${zone} · ${atUtc.slice(0, 19).replace('T', ' ')} UTC`;
}

/** The names of the local zone by language and distance to UTC; no formatter is kept, as the computer may travel to another zone. */
const zoneNames = new Map<string, string>();

function zoneName(at: Date, tag: string): string {
  const key = `${tag} ${String(at.getTimezoneOffset())}`;
  const known = zoneNames.get(key);
  if (known !== undefined) return known;
  const parts = new Intl.DateTimeFormat(tag, { timeZoneName: 'short' }).formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  zoneNames.set(key, name);
  return name;
}

/** A point in time for tables: date and time to the second, local. */
export function formatMoment(atUtc: string, locale: Locale): string {
  const at = new Date(atUtc);
  if (Number.isNaN(at.getTime())) return atUtc;
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(twoDigits).join('-');
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(':');
  return `${formatDate(day, locale)} ${time}`;
}

/** An accounting date, `YYYY-MM-DD`, for reading. It is a day and no instant: no zone ever shifts it. Other text is given back. */
export function formatDate(date: string, locale: Locale): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  if (match === null) return date;
  const [, year = '', month = '', day = ''] = match;
  switch (locale.date) {
    case 'language':
      return inWords(date, locale.tag);
    case 'd mmm yyyy':
      return `${String(Number(day))} ${monthName(date, locale.tag)} ${year}`;
    default:
      return locale.date.replace('yyyy', year).replace('mm', month).replace('dd', day);
  }
}

/** A month, `2026-03`, in words: “March 2026”. */
export function formatMonth(month: string, locale: Locale): string {
  return wholeMonthsIn(locale.tag).format(midnight(`${month}-01`));
}

function inWords(date: string, tag: string): string {
  return datesIn(tag).format(midnight(date));
}

function monthName(date: string, tag: string): string {
  return monthsIn(tag).format(midnight(date));
}

function midnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** “840 ms”, “12.4 s”, “3 min 20 s”. */
export function formatDuration(ms: number, locale: Locale = plainLocale): string {
  if (ms < 1000) return `${String(Math.round(ms))} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1).replace('.', locale.decimal)} s`;
  const whole = Math.round(seconds);
  return `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

const sizes = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size on the disk for reading, in thousands: `12.4 MB`. */
export function formatBytes(bytes: number, locale: Locale): string {
  const power = Math.min(sizes.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const amount = (bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1);
  return `${formatAmount(amount, '', locale)}\u00a0${sizes[power] ?? ''}`;
}
