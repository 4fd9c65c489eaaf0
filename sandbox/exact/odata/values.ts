import { wallTime } from '../amsterdam.ts';
import type { BookCell } from '../books.ts';
import { Refusal } from '../reply.ts';
import type { Literal, LiteralKind } from './lexer.ts';
import { cellOf, type Entry, type FieldType, type Shape } from './shape.ts';

/** What is compared: numbers also stand for moments on Amsterdam's clock. */
export type Value = string | number | bigint | boolean | null;

/** Width of the codes of accounts. */
export const ACCOUNT_CODE_WIDTH = 18;

const KINDS_FOR: Readonly<Record<Exclude<FieldType, 'lines'>, readonly LiteralKind[]>> = {
  guid: ['guid'],
  string: ['string'],
  padded: ['string'],
  code: ['string'],
  int: ['number', 'int64'],
  int64: ['number', 'int64'],
  double: ['number', 'int64'],
  boolean: ['boolean'],
  datetime: ['datetime'],
  date: ['datetime'],
};

function plain(cell: BookCell | bigint): Value {
  if (typeof cell !== 'object' || cell === null) return cell;
  if ('date' in cell) return Date.parse(`${cell.date}T00:00:00Z`);
  return 'moment' in cell ? wallTime(cell.moment) : Number(cell.decimal);
}

/** The value of a field as comparisons see it. */
export function valueOf(entry: Entry, name: string, type: FieldType): Value {
  const value = plain(cellOf(entry, name));
  if (value === null) return null;
  if (type === 'guid' && typeof value === 'string') return value.toLowerCase();
  if (type === 'padded' && typeof value === 'string') return value.padStart(ACCOUNT_CODE_WIDTH);
  if (type === 'int64' && typeof value !== 'boolean') return BigInt(value);
  return value;
}

/** The literal as the field's type is compared. Throws a 400 where the two do not go together. */
export function fitted(literal: Literal, type: FieldType, name: string): Value {
  if (literal.kind === 'null') return null;
  const kinds = type === 'lines' ? [] : KINDS_FOR[type];
  if (!kinds.includes(literal.kind))
    throw new Refusal(400, `Operator incompatible with the types of '${name}' and of the value compared.`);
  if (type === 'int64')
    return typeof literal.value === 'bigint' ? literal.value : BigInt(Math.trunc(Number(literal.value)));
  return typeof literal.value === 'bigint' ? Number(literal.value) : literal.value;
}

/** Less than 0, 0 or more, as sorting wants it; nothing comes before something. */
export function compareValues(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}

/** The type of a field that can be compared. Throws a 400 for one that is not there, or a collection. */
export function comparable(shape: Shape, name: string): FieldType {
  const type = shape.fields.get(name);
  if (type === 'lines' || name.includes('/'))
    throw new Refusal(400, `Filtering and sorting on navigation property '${name}' is not supported.`);
  if (type === undefined) throw noProperty(shape, name);
  return type;
}

/** The 400 for a field that a record does not have. */
export function noProperty(shape: Shape, name: string): Refusal {
  return new Refusal(400, `No property '${name}' exists in type '${shape.type}'.`);
}
