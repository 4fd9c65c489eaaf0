import { isList, isObject } from '../../../shared/mapping/paths.ts';
import type { JsonObject, JsonValue } from '../../../shared/model/json.ts';
import type { SourceRecord, UnreadableRecord } from '../../../shared/model/record.ts';
import type { ExactRow } from './api.ts';
import type { FieldSpec } from './streams/fields.ts';
import type { StreamSpec } from './streams/spec.ts';
import { readValue } from './values.ts';

/** The company that records are of, as they carry it. */
export interface Company {
  readonly code: number;
  readonly name: string;
  readonly currency: string | null;
}

/** The key of a record: ids of Exact are unique within a company at best. */
export function keyOf(division: number, id: string): string {
  return JSON.stringify([String(division), id]);
}

/** Company and id of a key; null for a text that is no key. */
export function partsOfKey(key: string): { division: number; id: string } | null {
  try {
    const parts: unknown = JSON.parse(key);
    if (!Array.isArray(parts) || parts.length !== 2) return null;
    const [division, id] = parts.map(String);
    return division === undefined || id === undefined || !/^\d{1,10}$/.test(division)
      ? null
      : { division: Number(division), id };
  } catch {
    return null;
  }
}

/** What every key of a company begins with. */
export function keyBeginning(division: number): string {
  return `["${String(division)}",`;
}

/** The id of a row's record, spelled as keys are; null if it has none. */
export function idOf(row: ExactRow, field: string): string | null {
  const id = readValue('guid', row[field]);
  return typeof id === 'string' && id !== '' ? id : null;
}

export type Built = { readonly record: SourceRecord } | { readonly unreadable: UnreadableRecord };

/** A record from its row, or from the rows of its lines where Exact keeps nothing else of it. */
export function buildRecord(spec: StreamSpec, company: Company, rows: readonly ExactRow[]): Built {
  const first = rows[0] ?? {};
  const id = idOf(first, spec.key);
  const unreadable = (key: string | null, reason: string): Built => ({
    unreadable: { key, label: `${spec.noun} of ${company.name}`, reason },
  });
  if (id === null) return unreadable(null, `it has no ${spec.key}`);
  const key = keyOf(company.code, id);
  const lineRows = spec.lines === null ? [] : linesOf(spec.lines.property, rows);
  if (lineRows === null) return unreadable(key, 'its lines did not come with it');
  const fields: JsonObject = {
    division_code: String(company.code),
    division_name: company.name,
    division_currency: company.currency,
    ...valuesOf(spec.header, first),
    ...(spec.lines === null ? {} : sharedBy(spec, rows, lineRows)),
    ...(spec.lines === null ? {} : { lines: sorted(lineRows.map((row) => lineOf(spec.lines, row))) }),
  };
  const changed = fields['modified'];
  const label = spec.nameOf(fields);
  return {
    record: {
      key,
      label: label === '' ? id : label,
      changedAt: typeof changed === 'string' ? changed : null,
      timeKind: typeof changed === 'string' ? 'updated' : 'as_of',
      fields,
    },
  };
}

/** Lines in the order of their numbers: bulk rows come in no order, and equal records should look alike. */
function sorted(lines: readonly JsonObject[]): JsonObject[] {
  const number = (line: JsonObject): number => Number(line['line_number'] ?? Number.NaN);
  const id = (line: JsonObject): string => (typeof line['id'] === 'string' ? line['id'] : '');
  return lines.toSorted((a, b) => number(a) - number(b) || (id(a) < id(b) ? -1 : id(a) > id(b) ? 1 : 0));
}

function linesOf(property: string | null, rows: readonly ExactRow[]): readonly ExactRow[] | null {
  if (property === null) return rows;
  const lines = rows[0]?.[property];
  return isList(lines) ? (lines.filter((line) => isObject(line)) as readonly ExactRow[]) : null;
}

/** What is the entry's own, although only its lines say it: the first date, the first creation, the last change. */
function sharedBy(spec: StreamSpec, rows: readonly ExactRow[], lines: readonly ExactRow[]): JsonObject {
  const texts = (from: readonly ExactRow[], name: string, kind: 'date' | 'instant'): string[] =>
    from
      .map((row) => readValue(kind, row[name]))
      .filter((value): value is string => typeof value === 'string')
      .sort();
  const date =
    spec.range?.lines === null || spec.range === null ? {} : { date: texts(lines, 'Date', 'date')[0] ?? null };
  if (spec.lines?.property !== null) return date;
  return {
    ...date,
    created: texts(rows, 'Created', 'instant')[0] ?? null,
    modified: texts(rows, 'Modified', 'instant').at(-1) ?? null,
  };
}

function lineOf(lines: StreamSpec['lines'], row: ExactRow): JsonObject {
  const line = valuesOf(lines?.fields ?? [], row);
  return lines?.isLedger === true ? { ...line, ...debitAndCredit(line['amount_dc'] ?? null) } : line;
}

/** Debits are positive and credits negative (reference page §4.5). What is no amount stands on both sides, so that it is refused. */
function debitAndCredit(amount: JsonValue): JsonObject {
  if (typeof amount !== 'string') return { debit_dc: amount, credit_dc: amount };
  return amount.startsWith('-')
    ? { debit_dc: '0', credit_dc: amount.slice(1) }
    : { debit_dc: amount, credit_dc: /^[\d.]+$/.test(amount) ? '0' : amount };
}

function valuesOf(specs: readonly FieldSpec[], row: ExactRow): JsonObject {
  return Object.fromEntries(specs.map(({ name, field, kind }) => [field, readValue(kind, row[name])]));
}
