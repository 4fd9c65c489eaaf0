import { canonicalDecimal, parseDecimal } from '../../shared/money/decimal.ts';

/** Amounts are computed as integers of this many decimals and travel as text. */
export const AMOUNT_SCALE = 6;
const POWERS = Array.from({ length: 13 }, (_, exponent) => 10n ** BigInt(exponent));

export function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

/** Shortest decimal text of `units` × 10^-scale, as Workday writes decimals: `1190`, `12.5`, `-0.003`. */
export function amountText(units: bigint, scale: number = AMOUNT_SCALE): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString();
  const padded = digits.length > scale ? digits : digits.padStart(scale + 1, '0');
  const point = padded.length - scale;
  let end = padded.length;
  while (end > point && padded.charCodeAt(end - 1) === 48) end -= 1;
  const whole = padded.slice(0, point);
  const text = end === point ? whole : `${whole}.${padded.slice(point, end)}`;
  return negative && units !== 0n ? `-${text}` : text;
}

/**
 * Millionths of an amount text. Digits beyond the sixth decimal are cut off: only planted, unsound documents have them, and
 * nothing is booked from those. Text that is no decimal counts as nothing.
 */
export function unitsOf(text: string | null): bigint {
  if (text === null || text === '') return 0n;
  const point = text.indexOf('.');
  if (/^-?\d+$/.test(text)) return BigInt(text) * 1_000_000n;
  const value = parseDecimal(text);
  if (value === undefined || point === -1) return 0n;
  return value.scale <= AMOUNT_SCALE
    ? value.units * powerOfTen(AMOUNT_SCALE - value.scale)
    : value.units / powerOfTen(value.scale - AMOUNT_SCALE);
}

/** Rounds half away from zero to a multiple of 10^-decimals; both in millionths. */
export function roundUnits(units: bigint, decimals: number): bigint {
  return divideRounded(units, powerOfTen(AMOUNT_SCALE - decimals)) * powerOfTen(AMOUNT_SCALE - decimals);
}

/** Integer quotient, rounded half away from zero. The divisor is positive. */
export function divideRounded(value: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return value < 0n ? -((-value + half) / divisor) : (value + half) / divisor;
}

/** The same value in its shortest text; for comparing what documents say. */
export function sameText(text: string): string {
  const value = parseDecimal(text);
  return value === undefined ? text : canonicalDecimal(value);
}
