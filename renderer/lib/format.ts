import { currencyDecimals } from '../../shared/money/display.ts';

/**
 * Decimal text for reading: grouped, with at least the currency's decimals and every significant digit the text has. Digits
 * never pass through a JavaScript number. Text that is not a plain decimal is given back as it is.
 */
export function formatAmount(amount: string, currency: string, locale: string): string {
  const match = /^-?\d+(?:\.(\d*))?$/.exec(amount);
  if (match === null) return amount;
  const written = (match[1] ?? '').replace(/0+$/, '').length;
  const digits = Math.max(written, currency === '' ? 0 : currencyDecimals(currency));
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, options).format(amount as Intl.StringNumericLiteral);
}

/** A whole number for reading: `1,204`. */
export function formatCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(count);
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** “12 minutes ago”, “in 3 hours”; less than a minute is “now”. */
export function formatRelative(atUtc: string, nowMs: number, locale: string): string {
  const difference = Date.parse(atUtc) - nowMs;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, size] of units) {
    if (Math.abs(difference) >= size) return format.format(Math.trunc(difference / size), unit);
  }
  return format.format(0, 'second');
}

/** Local time with its zone, and UTC: what a person sees on hover. */
export function formatExact(atUtc: string, locale: string): string {
  const at = new Date(atUtc);
  const local = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }).format(at);
  return `${local} · ${atUtc.slice(0, 19).replace('T', ' ')} UTC`;
}

/** A point in time for tables: short date and time to the second, local. */
export function formatMoment(atUtc: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(atUtc));
}

/** “840 ms”, “12.4 s”, “3 min 20 s”. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${String(Math.round(ms))} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
}
