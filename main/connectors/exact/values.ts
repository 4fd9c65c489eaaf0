import type { JsonValue } from '../../../shared/model/json.ts';
import type { ColumnType } from '../../../shared/mapping/mapping.ts';
import type { ExactRow } from './api.ts';
import { wallText, wallToUtc } from './amsterdam.ts';

/** What a field of Exact holds, as far as it matters for reading it. */
export type ValueKind =
  | 'guid'
  /** Text that Exact pads with blanks on the left (reference page §3.3). */
  | 'code'
  | 'text'
  | 'integer'
  | 'decimal'
  | 'rate'
  | 'date'
  | 'instant'
  | 'boolean';

const JSON_DATE = /^\/Date\((-?\d{1,17})(?:[+-]\d{4})?\)\/$/;
const NUMBER = /^([+-]?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,3})$/;
const GUID = /^\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?$/;
const LAST_MS = 253_402_300_799_999;
const FIRST_MS = -62_135_596_800_000;

/**
 * One value as records carry it. What cannot be read as its kind is kept as it came, so that the mapping rejects the record with the
 * field and the value, and nothing is guessed or dropped.
 */
export function readValue(kind: ValueKind, value: ExactRow[string] | undefined): JsonValue {
  if (value === undefined || value === null) return null;
  if (kind === 'boolean') return readBoolean(value);
  if (typeof value !== 'string') return typeof value === 'boolean' ? String(value) : value;
  switch (kind) {
    case 'guid':
      return (GUID.exec(value)?.[1] ?? value).toLowerCase();
    case 'code':
      return value.trim();
    case 'text':
      return value;
    case 'integer':
    case 'decimal':
    case 'rate':
      return plainNumber(value);
    case 'date':
      return dateText(value);
    case 'instant':
      return instantText(value);
  }
}

function readBoolean(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  const text = value.trim().toLowerCase();
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : value;
}

/** Milliseconds that stand in a date of Exact: `/Date(…)/`, or the form of Atom without a zone; null for any other text. */
function millisOf(text: string): number | null {
  const stamp = JSON_DATE.exec(text)?.[1];
  const ms = stamp === undefined ? wallText(text.slice(0, 19)) : Number(stamp);
  return ms === null || ms < FIRST_MS || ms > LAST_MS ? null : ms;
}

/** A date-only field: its calendar day stands in the UTC parts. */
export function dateText(text: string): string {
  const ms = millisOf(text);
  return ms === null ? text : isoOf(ms).slice(0, 10);
}

/** A moment: the number is Dutch wall time as if it were UTC. Told in UTC, `…Z`. */
export function instantText(text: string): string {
  const ms = millisOf(text);
  return ms === null ? text : isoOf(wallToUtc(ms)).replace('.000Z', 'Z');
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** A number without an exponent, digit for digit: `1.5E-7` is `0.00000015`. Any other text stays as it is. */
export function plainNumber(text: string): string {
  const match = NUMBER.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = point <= 0 ? 1 : point;
  const rest = padded.slice(at);
  const plain = `${padded.slice(0, at).replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
  return `${sign === '-' ? '-' : ''}${plain}`;
}

/** The type of column that holds every value of a kind. */
export function columnTypeOf(kind: ValueKind): ColumnType {
  switch (kind) {
    case 'integer':
    case 'date':
    case 'boolean':
      return { kind };
    case 'instant':
      return { kind: 'timestamp' };
    case 'decimal':
      return { kind: 'decimal', precision: 38, scale: 6 };
    case 'rate':
      return { kind: 'decimal', precision: 38, scale: 12 };
    default:
      return { kind: 'text' };
  }
}
