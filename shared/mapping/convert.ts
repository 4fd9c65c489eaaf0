import { doesNotFit, exactDecimal, notDecimal } from '../money/decimal.ts';
import type { JsonValue } from '../model/json.ts';
import type { Cell } from '../model/record.ts';
import { canonicalJson } from './canonical-json.ts';
import { convertDate, convertTimestamp } from './convert-time.ts';
import type { ColumnType } from './mapping.ts';
import { problem, type Converted } from './problem.ts';

/** Strict conversion of one value, never null, to a cell of a column's type. Never throws, never rounds, never cuts. */
export type Converter = (value: JsonValue) => Converted;

const INTEGER_TEXT = /^([+-]?)0*(\d+)$/;
const MIN_BIGINT = -(2n ** 63n);
const MAX_BIGINT = 2n ** 63n - 1n;

/** The conversion for a column type. Empty text is null for every type but text, which is kept exactly. */
export function converterFor(type: ColumnType): Converter {
  switch (type.kind) {
    case 'text':
      return rememberingText();
    case 'integer':
      return nullIfEmpty(convertInteger);
    case 'decimal':
      return nullIfEmpty(decimalConverter(type.precision, type.scale));
    case 'date':
      return nullIfEmpty(convertDate);
    case 'timestamp':
      return nullIfEmpty(convertTimestamp);
    case 'boolean':
      return nullIfEmpty(convertBoolean);
    case 'json':
      return convertJson;
  }
}

function nullIfEmpty(convert: Converter): Converter {
  return (value) => (value === '' ? null : convert(value));
}

/** `convertText`, which looks only once at a text that stands in one row after the other: a company, a currency, an account. */
function rememberingText(): Converter {
  let last: JsonValue = null;
  return (value) => {
    if (value === last) return value as string;
    const converted = convertText(value);
    if (converted === value) last = value;
    return converted;
  };
}

/**
 * Text exactly as it is. Refused are the NUL character and halves of surrogate pairs: neither survives UTF-8, JSON and
 * Parquet unchanged everywhere, and XML sources cannot contain them.
 */
function convertText(value: JsonValue): Converted {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0')) return value;
    return problem(
      'RECORD_TEXT_INVALID',
      value.toWellFormed().replaceAll('\0', '\u2400'),
      'text without broken characters',
    );
  }
  if (typeof value === 'boolean' || isWhole(value)) return String(value);
  return problem('RECORD_TEXT_INVALID', value, 'one text');
}

/** A JSON number that is exact: a count or a position, never an amount. */
function isWhole(value: JsonValue): value is number {
  return Number.isSafeInteger(value);
}

function convertInteger(value: JsonValue): Converted {
  if (isWhole(value)) return String(value);
  const match = typeof value === 'string' ? INTEGER_TEXT.exec(value) : null;
  const digits = match?.[2];
  if (match === null || digits === undefined) return problem('RECORD_INTEGER_INVALID', value, 'a whole number');
  const text = match[1] === '-' && digits !== '0' ? `-${digits}` : digits;
  // 15 digits always fit 64 bits; only longer ones are worth a BigInt.
  if (digits.length <= 15) return text;
  const wide = digits.length > 19 ? undefined : BigInt(text);
  if (wide !== undefined && wide >= MIN_BIGINT && wide <= MAX_BIGINT) return text;
  return problem('RECORD_INTEGER_INVALID', value, 'a whole number of at most 64 bits');
}

/** Only decimal text: a JSON number has been through a float and may have lost digits already (design §5.4). */
function decimalConverter(precision: number, scale: number): Converter {
  const expected = `DECIMAL(${String(precision)},${String(scale)})`;
  return (value) => {
    if (typeof value !== 'string') return problem('RECORD_DECIMAL_INVALID', value, expected);
    const exact = exactDecimal(value, precision, scale);
    if (exact === notDecimal) return problem('RECORD_DECIMAL_INVALID', value, expected);
    if (exact === doesNotFit) return problem('RECORD_DECIMAL_DOES_NOT_FIT', value, expected);
    return exact as string;
  };
}

function convertBoolean(value: JsonValue): Converted {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  return problem('RECORD_BOOLEAN_INVALID', value, 'true or false');
}

function convertJson(value: JsonValue): Converted {
  const text = canonicalJson(value);
  return text ?? problem('RECORD_JSON_TOO_DEEP', null, 'at most 100 levels');
}

/** True for a cell; false for the problem that stands in its place. */
export function isCell(value: Converted): value is Cell {
  return typeof value !== 'object' || value === null;
}
