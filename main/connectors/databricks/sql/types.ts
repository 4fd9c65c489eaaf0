import type { ColumnType } from '../../../../shared/mapping/mapping.ts';

/** The type of a column as DDL writes it and `information_schema.columns.full_data_type` shows it (in lower case). */
export function sqlType(type: ColumnType): string {
  switch (type.kind) {
    case 'text':
    case 'json':
      return 'STRING';
    case 'integer':
      return 'BIGINT';
    case 'decimal':
      return `DECIMAL(${String(type.precision)},${String(type.scale)})`;
    case 'date':
      return 'DATE';
    case 'timestamp':
      return 'TIMESTAMP';
    case 'boolean':
      return 'BOOLEAN';
  }
}

/** One spelling per type: `decimal(38, 6)` and `DECIMAL(38,6)` are the same, so are INT and INTEGER. */
export function normaliseType(text: string): string {
  const compact = text.toUpperCase().replaceAll(/\s+/g, '');
  const synonyms: Readonly<Record<string, string>> = {
    INTEGER: 'INT',
    LONG: 'BIGINT',
    SHORT: 'SMALLINT',
    BYTE: 'TINYINT',
    DEC: 'DECIMAL(10,0)',
    DECIMAL: 'DECIMAL(10,0)',
    NUMERIC: 'DECIMAL(10,0)',
  };
  return synonyms[compact] ?? compact.replace(/^(DEC|NUMERIC)\(/, 'DECIMAL(');
}

function decimalParts(type: string): { precision: number; scale: number } | undefined {
  const match = /^DECIMAL\((\d+)(?:,(\d+))?\)$/.exec(type);
  return match === null ? undefined : { precision: Number(match[1]), scale: Number(match[2] ?? '0') };
}

/** Digits before the point that an integer type needs as a decimal. */
const integerDigits: Readonly<Record<string, number>> = { TINYINT: 3, SMALLINT: 5, INT: 10, BIGINT: 20 };
const integerOrder = ['TINYINT', 'SMALLINT', 'INT', 'BIGINT'];

/**
 * True if Delta's type widening can turn `from` into `to` in place without losing a digit
 * (https://docs.delta.io/latest/delta-type-widening.html). Both are normalised types.
 */
export function canWiden(from: string, to: string): boolean {
  const fromInteger = integerOrder.indexOf(from);
  if (fromInteger >= 0 && integerOrder.indexOf(to) > fromInteger) return true;
  const wide = decimalParts(to);
  if (wide === undefined) return false;
  const whole = wide.precision - wide.scale;
  const digits = integerDigits[from];
  if (digits !== undefined) return whole >= Math.max(digits, 10);
  const narrow = decimalParts(from);
  if (narrow === undefined) return false;
  return wide.scale >= narrow.scale && whole >= narrow.precision - narrow.scale;
}

/** True if every value of `wanted` can be stored in a column of type `present` exactly, so that nothing has to change. */
export function holds(present: string, wanted: string): boolean {
  return present === wanted || canWiden(wanted, present);
}
