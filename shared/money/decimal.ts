/**
 * Exact decimal arithmetic on text (design §5.4). An amount is never a JavaScript number: it is read as text, summed as a
 * scaled integer and written as text. This is the only file that looks inside an amount.
 */
export interface Decimal {
  readonly units: bigint;
  /** Number of digits after the point that `units` carries. */
  readonly scale: number;
}

const DECIMAL_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?$/;
const MAX_DIGITS = 100;

export const ZERO: Decimal = { units: 0n, scale: 0 };

/** Reads plain decimal text (`-12.50`, `+3`, `.5`). Exponents, separators, blanks and empty text give undefined. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = DECIMAL_TEXT.exec(text);
  if (match === null) return undefined;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  const digits = whole + fraction;
  if (digits.length === 0 || digits.length > MAX_DIGITS) return undefined;
  const units = BigInt(digits);
  return { units: match[1] === '-' ? -units : units, scale: fraction.length };
}

/** Plain text without exponent or separators, with all digits of the scale kept (`1190.00` stays `1190.00`). */
export function formatDecimal(value: Decimal): string {
  const negative = value.units < 0n;
  const digits = (negative ? -value.units : value.units).toString().padStart(value.scale + 1, '0');
  const whole = digits.slice(0, digits.length - value.scale);
  const fraction = value.scale === 0 ? '' : `.${digits.slice(-value.scale)}`;
  return `${negative ? '-' : ''}${whole}${fraction}`;
}

function rescale(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: rescale(a, scale) + rescale(b, scale), scale };
}

export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { units: -b.units, scale: b.scale });
}

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b` in value (1190 equals 1190.000000). */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const left = rescale(a, scale);
  const right = rescale(b, scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The shortest text of the same value: `1190.500000` gives `1190.5`, `-0.00` gives `0`. */
export function canonicalDecimal(value: Decimal): string {
  let { units, scale } = value;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return formatDecimal({ units, scale });
}

/** True if the value can be stored in DECIMAL(precision, scale) without losing a digit. */
export function fitsDecimal(value: Decimal, precision: number, scale: number): boolean {
  const shortest = parseDecimal(canonicalDecimal(value)) as Decimal;
  if (shortest.scale > scale) return false;
  const whole = shortest.units / 10n ** BigInt(shortest.scale);
  const wholeDigits = whole === 0n ? 0 : whole.toString().replace('-', '').length;
  return wholeDigits <= precision - scale;
}

/** Numeric equality of two decimal texts; false if either is not decimal text. */
export function sameAmount(a: string, b: string): boolean {
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  return left !== undefined && right !== undefined && compareDecimals(left, right) === 0;
}

/** Why a text cannot be stored as DECIMAL(precision, scale). */
export type DecimalProblem = typeof notDecimal | typeof doesNotFit;
export const notDecimal = { problem: 'not-decimal' } as const;
export const doesNotFit = { problem: 'does-not-fit' } as const;

const ZERO_CODE = 48;
const NINE_CODE = 57;
const POINT_CODE = 46;
const MINUS_CODE = 45;
const PLUS_CODE = 43;

/**
 * The canonical text of a decimal that DECIMAL(precision, scale) holds exactly, or why it does not; never rounds.
 * Gives what `parseDecimal`, `fitsDecimal` and `canonicalDecimal` give together, by scanning the text once: every amount of
 * every line passes here, and building two BigInts for each would be most of the time of a run.
 */
export function exactDecimal(text: string, precision: number, scale: number): string | DecimalProblem {
  const first = text.charCodeAt(0);
  const negative = first === MINUS_CODE;
  const start = negative || first === PLUS_CODE ? 1 : 0;
  let point = -1;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === POINT_CODE && point === -1) point = at;
    else if (code < ZERO_CODE || code > NINE_CODE) return notDecimal;
  }
  const wholeEnd = point === -1 ? text.length : point;
  if (text.length - start - (point === -1 ? 0 : 1) < 1) return notDecimal;
  let wholeStart = start;
  while (wholeStart < wholeEnd && text.charCodeAt(wholeStart) === ZERO_CODE) wholeStart += 1;
  let end = text.length;
  if (point !== -1) while (end > point + 1 && text.charCodeAt(end - 1) === ZERO_CODE) end -= 1;
  const fractionDigits = point === -1 ? 0 : end - point - 1;
  if (fractionDigits > scale || wholeEnd - wholeStart > precision - scale) return doesNotFit;
  const whole = wholeStart === wholeEnd ? '0' : text.slice(wholeStart, wholeEnd);
  if (fractionDigits === 0) return negative && whole !== '0' ? `-${whole}` : whole;
  return `${negative ? '-' : ''}${whole}.${text.slice(point + 1, end)}`;
}

/** Amounts of so few digits, and sums up to this bound, are whole numbers that a float holds exactly: 9e15 < 2^53. */
const SMALL_DIGITS = 15;
const SMALL_SUM = 8e15;

/**
 * A sum of decimal texts, exact whatever their size and number. Each number of digits after the point has a running count of
 * its units; it is a float only while every step of it is a whole number below 2^53, and moves to a BigInt before that ends.
 */
export class DecimalSum {
  /** Units by number of digits after the point. */
  readonly #small: number[] = [];
  #large: Decimal = ZERO;

  /** Adds what `parseDecimal` would read; gives false and adds nothing if the text is not a decimal. */
  add(text: string): boolean {
    if (text === '0') return true;
    if (text.length > SMALL_DIGITS + 1) return this.#addLarge(text);
    let units = 0;
    let digits = 0;
    let scale = -1;
    const first = text.charCodeAt(0);
    const start = first === MINUS_CODE || first === PLUS_CODE ? 1 : 0;
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === POINT_CODE && scale === -1) scale = 0;
      else if (code < ZERO_CODE || code > NINE_CODE) return false;
      else {
        units = units * 10 + (code - ZERO_CODE);
        digits += 1;
        if (scale !== -1) scale += 1;
      }
    }
    if (digits === 0) return false;
    if (digits > SMALL_DIGITS) return this.#addLarge(text);
    this.#addSmall(first === MINUS_CODE ? -units : units, scale === -1 ? 0 : scale);
    return true;
  }

  /** The sum as it stands. */
  value(): Decimal {
    let sum = this.#large;
    for (const [scale, units] of this.#small.entries()) {
      if (units !== 0) sum = addDecimals(sum, { units: BigInt(units), scale });
    }
    return sum;
  }

  /** The sum as canonical text. */
  text(): string {
    return canonicalDecimal(this.value());
  }

  #addSmall(units: number, scale: number): void {
    while (this.#small.length <= scale) this.#small.push(0);
    const sum = (this.#small[scale] ?? 0) + units;
    this.#small[scale] = sum;
    if (sum <= SMALL_SUM && sum >= -SMALL_SUM) return;
    this.#large = addDecimals(this.#large, { units: BigInt(sum), scale });
    this.#small[scale] = 0;
  }

  #addLarge(text: string): boolean {
    const value = parseDecimal(text);
    if (value === undefined) return false;
    this.#large = addDecimals(this.#large, value);
    return true;
  }
}

/** The exact sum of decimal texts as canonical text; texts that are not decimals are left out. */
export function sumAmounts(texts: Iterable<string>): string {
  const sum = new DecimalSum();
  for (const text of texts) sum.add(text);
  return sum.text();
}
