import { converterFor, isCell } from './convert.ts';
import { findField, type FieldEntry, type FoundField } from './field-catalog.ts';
import type { ColumnMapping, ColumnType, StreamMapping } from './mapping.ts';
import type { MappingProblem } from './mapping-problem.ts';

/** What can never work for a field and a column's transform and type, in words; null if it can. */
export function shapeProblem(field: FoundField, column: ColumnMapping): string | null {
  const { transform, type } = column;
  if (type.kind === 'json' || transform.kind === 'to-json') return toJsonProblem(column);
  if (transform.kind === 'join') return type.kind === 'text' ? null : 'Joined texts can only go to a text column.';
  if (field.many) return `“${field.path}” has many values: join them, or map them as JSON.`;
  if (transform.kind === 'cut' && type.kind !== 'text')
    return 'Only text can be cut, never an amount, a number or a date.';
  if (transform.kind === 'lookup') return null;
  return neverConverts(field.type, type)
    ? `“${field.path}” is ${typeWords(field.type)} and can never become ${typeWords(type)}.`
    : null;
}

function toJsonProblem(column: ColumnMapping): string | null {
  if (column.transform.kind === 'to-json' && column.type.kind !== 'json' && column.type.kind !== 'text') {
    return 'JSON can only go to a JSON or text column.';
  }
  if (column.type.kind === 'json' && !['to-json', 'copy', 'first-of'].includes(column.transform.kind)) {
    return 'A JSON column takes the value as it is: copy it, or map it as JSON.';
  }
  return null;
}

/** Text can hold anything, and JSON below a listed field may be anything; everything else only becomes itself, or text. */
function neverConverts(from: ColumnType, to: ColumnType): boolean {
  if (to.kind === 'text' || from.kind === 'text' || from.kind === 'json' || from.kind === to.kind) return false;
  return !(from.kind === 'integer' && to.kind === 'decimal');
}

/**
 * What may go wrong for some records: text that must be a number, a decimal narrower than its source, a required field that the
 * source leaves out at times. Those records would be rejected with their reason; the mapping can be used.
 */
export function mappingRisks(mapping: StreamMapping, catalog: readonly FieldEntry[]): MappingProblem[] {
  const tables = [
    { table: mapping.header, listPath: null },
    ...mapping.lines.map((line) => ({ table: line, listPath: line.listPath })),
  ];
  return tables.flatMap(({ table, listPath }) =>
    table.columns.flatMap((column) => {
      const field = column.transform.kind === 'constant' ? undefined : findField(catalog, column.path, listPath);
      const found = field === undefined ? null : (lookupRisk(column) ?? risk(typeOf(field, column), column.type));
      return [found, cutRisk(column)].flatMap((problem) =>
        problem === null ? [] : [{ table: table.table, column: column.column, problem }],
      );
    }),
  );
}

/** A lookup gives nothing of what the field holds: what it gives instead is listed, and fits or does not. */
function typeOf(field: FoundField, { transform, type }: ColumnMapping): ColumnType {
  return transform.kind === 'lookup' ? type : field.type;
}

function lookupRisk({ transform, type }: ColumnMapping): string | null {
  if (transform.kind !== 'lookup') return null;
  const convert = converterFor(type);
  const given = [...Object.values(transform.table), transform.otherwise ?? ''].filter((value) => value !== '');
  return given.every((value) => isCell(convert(value)))
    ? null
    : `A record is rejected where the text is not ${typeWords(type)}.`;
}

function cutRisk({ transform }: ColumnMapping): string | null {
  if (transform.kind !== 'cut') return null;
  return `Longer texts lose what is behind ${String(transform.length)} characters.`;
}

function risk(from: ColumnType, to: ColumnType): string | null {
  if (to.kind !== 'text' && to.kind !== 'json' && (from.kind === 'text' || from.kind === 'json')) {
    return `A record is rejected where the text is not ${typeWords(to)}.`;
  }
  if (to.kind !== 'decimal' || from.kind !== 'decimal') return null;
  const narrower = to.scale < from.scale || to.precision - to.scale < from.precision - from.scale;
  return narrower ? `A record is rejected where an amount does not fit ${typeWords(to)} exactly.` : null;
}

/** What a column of this type takes, in words. */
export function typeWords(type: ColumnType): string {
  switch (type.kind) {
    case 'text':
      return 'text';
    case 'integer':
      return 'a whole number';
    case 'decimal':
      return `DECIMAL(${String(type.precision)},${String(type.scale)})`;
    case 'date':
      return 'a calendar date';
    case 'timestamp':
      return 'a point in time';
    case 'boolean':
      return 'true or false';
    case 'json':
      return 'JSON';
  }
}
