import type { StreamMapping, TableMapping } from '../../../../shared/mapping/mapping.ts';
import { sqlType } from './types.ts';
import { quoteName, quoteText } from './names.ts';
import { lines } from './statement.ts';

/** Where a statement takes its rows from: one JSON parameter, or the gzip NDJSON files of one folder in the volume. */
export type RowSource =
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'files'; readonly folder: string };

/** A field of a transported row: always a JSON string or null, cast by the statement (numbers would lose digits). */
export interface TransportField {
  readonly name: string;
  /** SQL type it is cast to. */
  readonly type: string;
}

const perRow: readonly TransportField[] = [
  { name: '_mlc_row_hash', type: 'STRING' },
  { name: '_mlc_source_updated_at', type: 'TIMESTAMP' },
  { name: '_mlc_source_time_kind', type: 'STRING' },
];

/** Fields of a transported row of a header table. */
export function headerFields(mapping: StreamMapping): TransportField[] {
  return [...tableFields(mapping.header), ...perRow, { name: '_mlc_document_hash', type: 'STRING' }];
}

/** Fields of a transported row of a line table. */
export function lineFields(mapping: TableMapping): TransportField[] {
  return [...tableFields(mapping), ...perRow];
}

/** Fields that tell documents apart: the key columns of the header table. */
export function keyFields(mapping: TableMapping): TransportField[] {
  return tableFields(mapping).filter((field) => mapping.keyColumns.includes(field.name));
}

/** Fields of a transported row of a document that is gone: its key, and the hash that stands for its being gone. */
export function goneFields(mapping: TableMapping): TransportField[] {
  return [...keyFields(mapping), { name: '_mlc_document_hash', type: 'STRING' }];
}

function tableFields(mapping: TableMapping): TransportField[] {
  return mapping.columns.map((column) => ({ name: column.column, type: sqlType(column.type) }));
}

/** The rows of a source as a relation of texts; `fields` are all that the transported rows hold. */
export function relation(source: RowSource, fields: readonly TransportField[]): string {
  const names = fields.map((field) => quoteName(field.name));
  if (source.kind === 'parameter') {
    const type = `array<struct<${names.map((name) => `${name}:string`).join(',')}>>`;
    return `(SELECT inline(from_json(:${source.name}, ${quoteText(type)}, map('mode', 'FAILFAST'))))`;
  }
  const hints = names.map((name) => `${name} STRING`).join(', ');
  return `read_files(${quoteText(source.folder)}, format => 'json', schemaHints => ${quoteText(hints)}, mode => 'FAILFAST')`;
}

/** `expression` as the type; texts need no cast. */
export function castTo(expression: string, type: string): string {
  return type === 'STRING' ? expression : `CAST(${expression} AS ${type})`;
}

/** A relation with its fields cast to their types, as `SELECT … FROM …`. */
export function typedRows(source: RowSource, fields: readonly TransportField[], indent: string): string {
  const items = fields.map(
    (field) => `${castTo(`r.${quoteName(field.name)}`, field.type)} AS ${quoteName(field.name)}`,
  );
  return `SELECT ${lines(items, `${indent}  `)}
${indent}FROM ${relation(source, fields)} AS r`;
}
