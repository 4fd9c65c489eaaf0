import { canonicalDecimal, parseDecimal } from '../../../shared/money/decimal.ts';

/**
 * A number as a warehouse writes it, as plain exact text without zeros at its end. Some engines write small zeros with an exponent
 * (`0E-12`). What is not a number is given back as it is.
 */
export function exactText(text: string): string {
  const exponent = /^([+-]?\d+)(?:\.(\d+))?[eE]([+-]?\d{1,3})$/.exec(text);
  if (exponent === null) {
    const plain = parseDecimal(text);
    return plain === undefined ? text : canonicalDecimal(plain);
  }
  const fraction = exponent[2] ?? '';
  const scale = fraction.length - Number(exponent[3]);
  const units = BigInt(`${exponent[1] ?? '0'}${fraction}`);
  return canonicalDecimal(scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 });
}

/** Microseconds since 1970 as UTC text, `2026-11-21T08:00:00.123456Z`; zeros at the end of the fraction are left out. */
export function instantText(micros: string): string {
  const total = BigInt(micros);
  const second = 1_000_000n;
  const rest = ((total % second) + second) % second;
  const base = new Date(Number((total - rest) / 1000n)).toISOString().slice(0, -5);
  const fraction = rest.toString().padStart(6, '0').replace(/0+$/, '');
  return `${base}${fraction === '' ? '' : `.${fraction}`}Z`;
}
