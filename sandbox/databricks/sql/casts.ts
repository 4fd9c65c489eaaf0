import { duckText, type Typed } from './environment.ts';
import { SqlError, notPractised, typeMismatch } from './sql-error.ts';
import {
  BOOLEAN,
  STRING,
  commonType,
  duckType,
  isInteger,
  isNumeric,
  sameType,
  typeText,
  type SqlType,
} from './types.ts';

const NUMBER = "'\\s*[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?\\s*'";

function raise(type: SqlType, message: string): string {
  return `CAST(error(${message}) AS ${duckType(type)})`;
}

function invalid(value: Typed, to: SqlType): string {
  const tail = duckText(
    `' of the type "${typeText(value.type)}" cannot be cast to "${typeText(to)}" because it is malformed. SQLSTATE: 22018`,
  );
  return raise(to, `'[CAST_INVALID_INPUT] The value ''' || CAST(${value.sql} AS VARCHAR) || ${tail}`);
}

function outOfRange(value: Typed, to: SqlType): string {
  const decimal = to.kind === 'decimal';
  const condition = decimal ? 'NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION' : 'CAST_OVERFLOW';
  return raise(
    to,
    `'[${condition}] ' || CAST(${value.sql} AS VARCHAR) || ' cannot be represented as ${typeText(to)}. SQLSTATE: 22003'`,
  );
}

/** `good`, or the error when the value is there but `good` is null. With `quiet`, null instead of the error. */
function orError(value: Typed, good: string, error: string, quiet: boolean): string {
  return quiet ? good : `CASE WHEN ${value.sql} IS NULL THEN NULL ELSE coalesce(${good}, ${error}) END`;
}

function textToDecimal(value: Typed, to: Extract<SqlType, { kind: 'decimal' }>, quiet: boolean): string {
  // DuckDB takes '1_000' for a number; Spark does not.
  const clean = `CASE WHEN contains(${value.sql}, '_') THEN NULL ELSE ${value.sql} END`;
  const target = duckType(to);
  // Casting to more than 18 digits is a hundred times slower in DuckDB, so the common short amount goes another way first.
  const short = Math.min(18, to.precision);
  const fast =
    to.scale < short ? `CAST(TRY_CAST(${clean} AS DECIMAL(${String(short)},${String(to.scale)})) AS ${target}), ` : '';
  const error = `CASE WHEN regexp_full_match(${value.sql}, ${NUMBER}) THEN ${outOfRange(value, to)} ELSE ${invalid(value, to)} END`;
  return orError(value, `coalesce(${fast}TRY_CAST(${clean} AS ${target}))`, error, quiet);
}

function textToBoolean(value: Typed, quiet: boolean): string {
  const word = `lower(trim(${value.sql}))`;
  const good = `CASE WHEN ${word} IN ('t', 'true', 'y', 'yes', '1') THEN true WHEN ${word} IN ('f', 'false', 'n', 'no', '0') THEN false END`;
  return orError(value, good, invalid(value, BOOLEAN), quiet);
}

const DAY = '\\d{4}-\\d{1,2}-\\d{1,2}';
const patterns: Readonly<Record<string, string>> = {
  date: `'\\s*${DAY}([T ].*)?\\s*'`,
  timestamp: `'\\s*${DAY}([T ]\\d{1,2}:\\d{1,2}:\\d{1,2}(\\.\\d*)?\\s*(Z|UTC|[+-]\\d{2}:\\d{2})?)?\\s*'`,
  integer: "'\\s*[+-]?\\d+\\s*'",
  double: NUMBER,
};

function textTo(value: Typed, to: SqlType, quiet: boolean): string {
  if (to.kind === 'decimal') return textToDecimal(value, to, quiet);
  if (to.kind === 'boolean') return textToBoolean(value, quiet);
  const pattern = patterns[isInteger(to) ? 'integer' : to.kind === 'float' ? 'double' : to.kind.replace('_ntz', '')];
  if (pattern === undefined) throw notPractised(`a cast from STRING to ${typeText(to)}`);
  const convert: Readonly<Record<string, string>> = {
    date: `TRY_CAST(regexp_extract(${value.sql}, '${DAY}') AS DATE)`,
    timestamp: `CAST(TRY_CAST(${value.sql} AS TIMESTAMPTZ) AT TIME ZONE 'UTC' AS TIMESTAMP)`,
    timestamp_ntz: `TRY_CAST(${value.sql} AS TIMESTAMP)`,
  };
  const converted = convert[to.kind] ?? `TRY_CAST(${value.sql} AS ${duckType(to)})`;
  return orError(
    value,
    `CASE WHEN regexp_full_match(${value.sql}, ${pattern}) THEN ${converted} END`,
    invalid(value, to),
    quiet,
  );
}

function numberTo(value: Typed, to: SqlType, quiet: boolean): string {
  if (to.kind === 'boolean') return `(${value.sql} <> 0)`;
  // Spark cuts the fraction off, DuckDB would round.
  const whole = isInteger(to) && !isInteger(value.type) ? `trunc(${value.sql})` : value.sql;
  return orError(value, `TRY_CAST(${whole} AS ${duckType(to)})`, outOfRange(value, to), quiet);
}

function isTime(type: SqlType): boolean {
  return type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'timestamp_ntz';
}

/**
 * CAST or try_cast (`quiet`) with ANSI rules: what does not fit is an error, extra scale is rounded half up.
 * Throws SqlError 42K09 for pairs that Spark refuses, 42601 for pairs that are not practised.
 */
export function cast(value: Typed, to: SqlType, quiet = false): Typed {
  const from = value.type;
  if (sameType(from, to)) return value;
  if (from.kind === 'null') return { sql: `CAST(NULL AS ${duckType(to)})`, type: to };
  if (to.kind === 'string' && from.kind !== 'array' && from.kind !== 'struct' && from.kind !== 'map') {
    return { sql: `CAST(${value.sql} AS VARCHAR)`, type: STRING };
  }
  if (from.kind === 'string') return { sql: textTo(value, to, quiet), type: to };
  if (isNumeric(from) && (isNumeric(to) || to.kind === 'boolean')) return { sql: numberTo(value, to, quiet), type: to };
  if (from.kind === 'boolean' && isNumeric(to))
    return { sql: `CAST(CAST(${value.sql} AS INTEGER) AS ${duckType(to)})`, type: to };
  if (isTime(from) && isTime(to)) return { sql: `CAST(${value.sql} AS ${duckType(to)})`, type: to };
  const text = `Cannot resolve "CAST" due to data type mismatch: cannot cast "${typeText(from)}" to "${typeText(to)}".`;
  throw new SqlError('DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION', '42K09', text);
}

/** Both sides of a comparison as one type. A text beside a number or a time is read as that, strictly. */
export function align(left: Typed, right: Typed): readonly [Typed, Typed] {
  const common = commonType(left.type, right.type);
  if (common !== undefined) return [cast(left, common), cast(right, common)];
  if (left.type.kind === 'string') return [cast(left, right.type), right];
  if (right.type.kind === 'string') return [left, cast(right, left.type)];
  throw typeMismatch(`The operands have incompatible types: "${typeText(left.type)}" and "${typeText(right.type)}".`);
}

/** Several values as their common type; throws SqlError 42K09 if there is none. */
export function unify(values: readonly Typed[], where: string): readonly Typed[] {
  let common: SqlType = { kind: 'null' };
  for (const value of values) {
    const next = commonType(common, value.type);
    if (next === undefined)
      throw typeMismatch(
        `${where} needs values of one type, but got "${typeText(common)}" and "${typeText(value.type)}".`,
      );
    common = next;
  }
  return values.map((value) => cast(value, common));
}

/** The value as a condition; throws SqlError 42K09 if it is not one. */
export function condition(value: Typed): string {
  if (value.type.kind !== 'boolean' && value.type.kind !== 'null') {
    throw new SqlError(
      'DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN',
      '42K09',
      `A condition must be boolean, but is "${typeText(value.type)}".`,
    );
  }
  return cast(value, BOOLEAN).sql;
}
