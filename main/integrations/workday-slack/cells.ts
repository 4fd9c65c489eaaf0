import type { Cell } from '../../../shared/model/record.ts';
import { compareDecimals, parseDecimal, ZERO, type Decimal } from '../../../shared/money/decimal.ts';

/** The text of a cell; null where there is none. */
export function textOf(cell: Cell | undefined): string | null {
  return typeof cell === 'string' && cell !== '' ? cell : null;
}

/** The yes or no of a cell; null where there is none. */
export function flagOf(cell: Cell | undefined): boolean | null {
  return typeof cell === 'boolean' ? cell : null;
}

/** The amount of a cell; zero where there is none. */
export function decimalOf(cell: Cell | undefined): Decimal {
  return typeof cell === 'string' ? (parseDecimal(cell) ?? ZERO) : ZERO;
}

/** The amount without its sign. */
export function absolute(value: Decimal): Decimal {
  return compareDecimals(value, ZERO) < 0 ? { units: -value.units, scale: value.scale } : value;
}

/** Texts that are there, each once, sorted. */
export function distinct(texts: Iterable<string | null>): string[] {
  return [...new Set(texts)].filter((text) => text !== null).sort();
}
