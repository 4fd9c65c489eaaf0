import type { ColumnMapping, ColumnType, Transform } from '../../shared/mapping/mapping.ts';

const COPY: Transform = { kind: 'copy' };
const TEXT: ColumnType = { kind: 'text' };
/** Money: wider than any amount of a source (design §7); Workday writes up to 26,6. */
const MONEY: ColumnType = { kind: 'decimal', precision: 38, scale: 6 };
const RATE: ColumnType = { kind: 'decimal', precision: 38, scale: 12 };

/** One column that takes a value as it is. */
export interface ColumnSpec {
  readonly column: string;
  /** Path in the record or line; the column's name if left out. */
  readonly path?: string;
  readonly comment: string;
  readonly required?: boolean;
}

function typed(type: ColumnType, spec: ColumnSpec): ColumnMapping {
  const { column, path = column, comment, required = false } = spec;
  return { column, type, path, transform: COPY, required, comment };
}

export const text = (column: string, comment: string, path = column): ColumnMapping =>
  typed(TEXT, { column, path, comment });

/** Text without which a row cannot be used: a key, a company, a currency. */
export const requiredText = (column: string, comment: string, path = column): ColumnMapping =>
  typed(TEXT, { column, path, comment, required: true });

export const money = (column: string, comment: string, path = column): ColumnMapping =>
  typed(MONEY, { column, path, comment });

/** An exchange rate or a quantity: more digits after the point than money has. */
export const rate = (column: string, comment: string, path = column): ColumnMapping =>
  typed(RATE, { column, path, comment });

export const date = (column: string, comment: string, path = column): ColumnMapping =>
  typed({ kind: 'date' }, { column, path, comment });

export const instant = (column: string, comment: string, path = column): ColumnMapping =>
  typed({ kind: 'timestamp' }, { column, path, comment });

export const flag = (column: string, comment: string, path = column): ColumnMapping =>
  typed({ kind: 'boolean' }, { column, path, comment });

export const requiredInteger = (column: string, comment: string, path = column): ColumnMapping =>
  typed({ kind: 'integer' }, { column, path, comment, required: true });

export function json(column: string, comment: string, path = column): ColumnMapping {
  return { column, type: { kind: 'json' }, path, transform: { kind: 'to-json' }, required: false, comment };
}

export const integer = (column: string, comment: string, path = column): ColumnMapping =>
  typed({ kind: 'integer' }, { column, path, comment });

export const requiredDate = (column: string, comment: string, path = column): ColumnMapping =>
  typed({ kind: 'date' }, { column, path, comment, required: true });
