import type { FieldEntry } from '../../../shared/mapping/field-catalog.ts';
import type { FieldSpec } from './streams/fields.ts';
import type { StreamSpec } from './streams/spec.ts';
import { streamSpecs } from './streams/streams.ts';
import { columnTypeOf } from './values.ts';

const company: readonly FieldEntry[] = ['division_code', 'division_name', 'division_currency'].map((path) => ({
  path,
  type: { kind: 'text' },
  list: false,
}));

function entries(fields: readonly FieldSpec[], prefix: string): FieldEntry[] {
  return fields.map(({ field, kind }) => ({
    path: `${prefix}${field}`,
    type: columnTypeOf(kind),
    list: prefix !== '',
  }));
}

function entriesOf(spec: StreamSpec): readonly FieldEntry[] {
  const own = [...company, ...entries(spec.header, '')];
  if (spec.lines === null) return own;
  const date: FieldEntry[] =
    spec.dateField === null || own.some(({ path }) => path === spec.dateField)
      ? []
      : [{ path: spec.dateField, type: { kind: 'date' }, list: false }];
  const list: FieldEntry = { path: 'lines', type: { kind: 'json' }, list: true };
  const sides: FieldEntry[] =
    spec.lines.isLedger === true
      ? ['lines.debit_dc', 'lines.credit_dc'].map((path) => ({ path, type: columnTypeOf('decimal'), list: true }))
      : [];
  return [...own, ...date, list, ...entries(spec.lines.fields, 'lines.'), ...sides];
}

/** Every path that records of a stream can have, by stream id, each once: the agreement between this connector and every mapping. */
export const fieldCatalog: Readonly<Record<string, readonly FieldEntry[]>> = Object.fromEntries(
  streamSpecs.map((spec) => [spec.id, entriesOf(spec)]),
);

/** The fields of a stream; none for a stream that Exact does not have. */
export function exactFields(streamId: string): readonly FieldEntry[] {
  return fieldCatalog[streamId] ?? [];
}
