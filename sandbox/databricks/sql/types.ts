import { notPractised } from './sql-error.ts';

/** A Databricks type, as far as it is practised. */
export type SqlType =
  | {
      readonly kind:
        | 'string'
        | 'boolean'
        | 'byte'
        | 'short'
        | 'int'
        | 'long'
        | 'float'
        | 'double'
        | 'date'
        | 'timestamp'
        | 'timestamp_ntz'
        | 'null';
    }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'array'; readonly element: SqlType }
  | { readonly kind: 'map' }
  | { readonly kind: 'struct'; readonly fields: readonly { readonly name: string; readonly type: SqlType }[] };

export const STRING: SqlType = { kind: 'string' };
export const BOOLEAN: SqlType = { kind: 'boolean' };
export const INT: SqlType = { kind: 'int' };
export const LONG: SqlType = { kind: 'long' };
export const DOUBLE: SqlType = { kind: 'double' };
export const DATE: SqlType = { kind: 'date' };
export const TIMESTAMP: SqlType = { kind: 'timestamp' };
export const NULL: SqlType = { kind: 'null' };

const texts: Readonly<Record<string, string>> = {
  byte: 'TINYINT',
  short: 'SMALLINT',
  int: 'INT',
  long: 'BIGINT',
  null: 'VOID',
};

/** As `type_text` of a manifest shows it: `DECIMAL(38,6)`, `BIGINT`, `ARRAY<STRING>`. */
export function typeText(type: SqlType): string {
  switch (type.kind) {
    case 'decimal':
      return `DECIMAL(${String(type.precision)},${String(type.scale)})`;
    case 'array':
      return `ARRAY<${typeText(type.element)}>`;
    case 'struct':
      return `STRUCT<${type.fields.map((field) => `${field.name}: ${typeText(field.type)}`).join(', ')}>`;
    default:
      return texts[type.kind] ?? type.kind.toUpperCase();
  }
}

/** As `type_name` of a manifest and of Unity Catalog shows it: `LONG`, `DECIMAL`, `STRING`. */
export function typeName(type: SqlType): string {
  return type.kind.toUpperCase();
}

/** The DuckDB type that holds the values exactly. Instants are held as UTC without a zone. */
export function duckType(type: SqlType): string {
  switch (type.kind) {
    case 'string':
    case 'null':
      return 'VARCHAR';
    case 'byte':
      return 'TINYINT';
    case 'short':
      return 'SMALLINT';
    case 'int':
      return 'INTEGER';
    case 'long':
      return 'BIGINT';
    case 'timestamp':
    case 'timestamp_ntz':
      return 'TIMESTAMP';
    case 'decimal':
      return typeText(type);
    case 'array':
      return `${duckType(type.element)}[]`;
    case 'map':
    case 'struct':
      throw notPractised(`values of type ${typeText(type)} here`);
    default:
      return type.kind.toUpperCase();
  }
}

export function isInteger(type: SqlType): boolean {
  return type.kind === 'byte' || type.kind === 'short' || type.kind === 'int' || type.kind === 'long';
}

export function isNumeric(type: SqlType): boolean {
  return isInteger(type) || type.kind === 'decimal' || type.kind === 'float' || type.kind === 'double';
}

const integerOrder = ['byte', 'short', 'int', 'long'];
const integerDigits: Readonly<Record<string, number>> = { byte: 3, short: 5, int: 10, long: 20 };

/** An integer type as the decimal that holds it, or the decimal itself. */
export function asDecimal(type: SqlType): { precision: number; scale: number } | undefined {
  if (type.kind === 'decimal') return { precision: type.precision, scale: type.scale };
  const digits = integerDigits[type.kind];
  return digits === undefined ? undefined : { precision: digits, scale: 0 };
}

/** Spark's cap: more than 38 digits give up scale, but not below six digits of it. */
export function cappedDecimal(precision: number, scale: number): SqlType {
  if (precision <= 38) return { kind: 'decimal', precision, scale };
  const whole = precision - scale;
  return { kind: 'decimal', precision: 38, scale: Math.max(38 - whole, Math.min(scale, 6)) };
}

export function sameType(left: SqlType, right: SqlType): boolean {
  return typeText(left) === typeText(right);
}

/** The type both can be read as without a guess, or undefined (then the real system refuses or guesses). */
export function commonType(left: SqlType, right: SqlType): SqlType | undefined {
  if (sameType(left, right) || right.kind === 'null') return left;
  if (left.kind === 'null') return right;
  const order = [integerOrder.indexOf(left.kind), integerOrder.indexOf(right.kind)];
  if (order.every((index) => index >= 0)) return (order[0] ?? 0) > (order[1] ?? 0) ? left : right;
  const one = asDecimal(left);
  const two = asDecimal(right);
  if (one !== undefined && two !== undefined) {
    const scale = Math.max(one.scale, two.scale);
    return cappedDecimal(Math.max(one.precision - one.scale, two.precision - two.scale) + scale, scale);
  }
  if (isNumeric(left) && isNumeric(right)) return DOUBLE;
  const times = [left.kind, right.kind].every(
    (kind) => kind === 'date' || kind === 'timestamp' || kind === 'timestamp_ntz',
  );
  return times ? TIMESTAMP : undefined;
}

/**
 * True if Delta's type widening changes `from` into `to` in place
 * (https://docs.delta.io/latest/delta-type-widening.html).
 */
export function canWiden(from: SqlType, to: SqlType): boolean {
  const order = [integerOrder.indexOf(from.kind), integerOrder.indexOf(to.kind)];
  if (order.every((index) => index >= 0)) return (order[1] ?? 0) > (order[0] ?? 0);
  if (from.kind === 'float') return to.kind === 'double';
  if (to.kind === 'double') return ['byte', 'short', 'int'].includes(from.kind);
  if (from.kind === 'date') return to.kind === 'timestamp_ntz';
  if (to.kind !== 'decimal') return false;
  if (from.kind === 'decimal') return to.scale >= from.scale && to.precision - to.scale >= from.precision - from.scale;
  const digits = integerDigits[from.kind];
  return digits !== undefined && to.precision - to.scale >= Math.max(digits, 10);
}
