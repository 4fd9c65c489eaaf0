import { SqlError } from './sql-error.ts';
import { typeText, type SqlType } from './types.ts';

/** A JSON number with its digits as written: Spark keeps them, a JavaScript number would not. */
class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function parseKeeping(text: string): unknown {
  const keep = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' ? new NumberText(context?.source ?? String(value)) : value;
  return JSON.parse(text, keep) as unknown;
}

function toText(value: unknown): string {
  if (value instanceof NumberText) return value.text;
  if (Array.isArray(value)) return `[${value.map(toText).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${toText(item)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
}

/** A value for a scalar field: its text, or null. */
function scalar(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  return toText(value);
}

function element(value: unknown, type: SqlType): unknown {
  if (type.kind !== 'struct') return scalar(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof NumberText)
    throw new TypeError('not an object');
  const entries = new Map(Object.entries(value));
  return Object.fromEntries(type.fields.map((field) => [field.name, scalar(entries.get(field.name))]));
}

/**
 * The JSON of a `from_json(text, 'array<…>')` with every scalar as text, so that DuckDB only ever sees texts and nulls.
 * Malformed: null, or with `failFast` SqlError 22023, as Spark's mode says.
 */
export function normaliseArray(
  text: string | null,
  type: Extract<SqlType, { kind: 'array' }>,
  failFast: boolean,
): string | null {
  if (text === null) return null;
  try {
    const parsed = parseKeeping(text);
    // A lone object is read as an array of one.
    const items: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
    if (!Array.isArray(parsed) && type.element.kind !== 'struct') throw new TypeError('not an array');
    return JSON.stringify(items.map((item) => element(item, type.element)));
  } catch {
    if (!failFast) return null;
    const message = `Malformed records are detected in record parsing for ${typeText(type)}. Parse Mode: FAILFAST.`;
    throw new SqlError('MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION', '22023', message);
  }
}
