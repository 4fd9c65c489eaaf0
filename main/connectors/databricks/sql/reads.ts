import type { ColumnType, StreamMapping, TableMapping } from '../../../../shared/mapping/mapping.ts';
import { batchesTable, qualified, quoteName, quoteText, type Place } from './names.ts';
import { documentColumns } from './merge.ts';
import { castTo, keyFields, relation, type RowSource, type TransportField } from './rows.ts';
import { lines } from './statement.ts';

export const selectOne = 'SELECT 1 AS `one`';

/** Schemas, volumes and tables that are there. */
export function selectObjects(place: Place): string {
  const view = (name: string): string =>
    `${quoteName(place.catalog)}.${quoteName('information_schema')}.${quoteName(name)}`;
  return `SELECT 'schema' AS \`kind\`, \`schema_name\` AS \`name\`, '' AS \`type\` FROM ${view('schemata')} WHERE \`schema_name\` = :schema
UNION ALL
SELECT 'volume' AS \`kind\`, \`volume_name\` AS \`name\`, \`volume_type\` AS \`type\` FROM ${view('volumes')} WHERE \`volume_schema\` = :schema
UNION ALL
SELECT 'table' AS \`kind\`, \`table_name\` AS \`name\`, \`table_type\` AS \`type\` FROM ${view('tables')} WHERE \`table_schema\` = :schema`;
}

/** Columns of all tables of the schema; `full_data_type` because `data_type` drops a decimal's precision. */
export function selectColumns(place: Place): string {
  return `SELECT \`table_name\`, \`column_name\`, \`full_data_type\`, \`is_nullable\`
FROM ${quoteName(place.catalog)}.${quoteName('information_schema')}.${quoteName('columns')}
WHERE \`table_schema\` = :schema
ORDER BY \`table_name\`, \`ordinal_position\``;
}

/** A list of document keys as a source, with the fields its rows hold. */
export interface DocumentList {
  readonly source: RowSource;
  readonly fields: readonly TransportField[];
}

function wanted(header: TableMapping, documents: DocumentList): string {
  const items = keyFields(header).map(
    (field) => `${castTo(`r.${quoteName(field.name)}`, field.type)} AS ${quoteName(field.name)}`,
  );
  return `SELECT ${items.join(', ')} FROM ${relation(documents.source, documents.fields)} AS r`;
}

function headerJoin(alias: string, header: TableMapping): string {
  return header.keyColumns.map((key) => `${alias}.${quoteName(key)} = k.${quoteName(key)}`).join(' AND ');
}

/** Documents of a batch that the batch did not change, with what is there instead; a missing one has nulls. */
export function selectNotDelivered(place: Place, mapping: StreamMapping, documents: DocumentList): string {
  const keys = mapping.header.keyColumns.map((key) => `CAST(k.${quoteName(key)} AS STRING) AS ${quoteName(key)}`);
  return `SELECT ${keys.join(', ')}, h.\`_mlc_batch_id\`, CAST(h.\`_mlc_sequence\` AS STRING) AS \`_mlc_sequence\`, h.\`_mlc_document_hash\`
FROM (${wanted(mapping.header, documents)}) AS k
LEFT JOIN ${qualified(place, mapping.header.table)} AS h ON ${headerJoin('h', mapping.header)}
WHERE coalesce(h.\`_mlc_batch_id\`, '') <> :batch_id`;
}

/** The batch's completion row, if there is one, and those of other installations for the stream after `since`. */
export function selectCompletion(place: Place): string {
  return `SELECT \`batch_id\`, CAST(\`sequence\` AS STRING) AS \`sequence\`, CAST(\`documents\` AS STRING) AS \`documents\`, \`audit_head\`, \`rows_by_table\`, \`installation_id\`, \`installation_line\`, CAST(\`installation_generation\` AS STRING) AS \`installation_generation\`, CAST(unix_micros(\`completed_at\`) AS STRING) AS \`completed_at\`
FROM ${qualified(place, batchesTable)}
WHERE \`batch_id\` = :batch_id
  OR (\`stream\` = :stream AND \`installation_id\` <> :installation_id AND \`completed_at\` > CAST(:since AS TIMESTAMP))`;
}

/** A column's value as exact text. Instants go as microseconds, because a session may have any time zone. */
export function exactCell(alias: string, column: string, type: ColumnType): string {
  const name = `${alias}.${quoteName(column)}`;
  return `CAST(${type.kind === 'timestamp' ? `unix_micros(${name})` : name} AS STRING)`;
}

function exactText(alias: string, column: string, type: ColumnType): string {
  return `${exactCell(alias, column, type)} AS ${quoteName(column)}`;
}

/** How new a row is, and whether it was marked as deleted. */
export const versionColumns = ['_mlc_sequence', '_mlc_deleted'] as const;

/**
 * Present rows of a table for the documents listed. `present` are the columns that the table has. Rows marked as deleted are left out,
 * unless the rows come with their version: then they say themselves that they are.
 */
export function selectRows(
  place: Place,
  mapping: StreamMapping,
  table: TableMapping,
  options: { readonly documents: DocumentList; readonly present: ReadonlySet<string>; readonly withVersion: boolean },
): string {
  const columns = table.columns.filter((column) => options.present.has(column.column));
  const version = options.withVersion ? versionColumns.filter((column) => options.present.has(column)) : [];
  const items = [
    ...columns.map((column) => exactText('x', column.column, column.type)),
    ...version.map((column) => `CAST(x.${quoteName(column)} AS STRING) AS ${quoteName(column)}`),
  ];
  const own = documentColumns(table, mapping.header);
  const join = mapping.header.keyColumns.map((key, index) => `x.${quoteName(own[index] ?? '')} = k.${quoteName(key)}`);
  return `SELECT ${lines(items, '  ')}
FROM ${qualified(place, table.table)} AS x
JOIN (${wanted(mapping.header, options.documents)}) AS k ON ${join.join(' AND ')}${options.withVersion ? '' : '\nWHERE NOT x.`_mlc_deleted`'}`;
}

/** One amount to be summed, with where its company and currency are. */
export interface AmountSpec {
  readonly name: string;
  readonly table: string;
  readonly column: string;
  readonly currencyColumn: string | null;
}

export interface TotalsQuery {
  readonly mapping: StreamMapping;
  readonly companyColumn: string | null;
  readonly amounts: readonly AmountSpec[];
  readonly documents: DocumentList;
}

/**
 * Control totals over exactly the documents listed: `kind` is `documents` (count, distinct keys in `sum`), `lines` (count by
 * table) or `amount` (count and sum by company and currency). All cells are texts.
 */
export function selectTotals(place: Place, query: TotalsQuery): string {
  const { mapping } = query;
  const keys = mapping.header.keyColumns.map((key) => `h.${quoteName(key)}`).join(', ');
  const header = `${qualified(place, mapping.header.table)} AS h JOIN wanted AS k ON ${headerJoin('h', mapping.header)}`;
  const parts = [
    `SELECT 'documents' AS \`kind\`, '' AS \`name\`, '' AS \`company\`, '' AS \`currency\`, CAST(count(*) AS STRING) AS \`rows\`, CAST(count(DISTINCT ${keys}) AS STRING) AS \`sum\`
FROM ${header}
WHERE NOT h.\`_mlc_deleted\``,
    ...mapping.lines.map(
      (
        line,
      ) => `SELECT 'lines' AS \`kind\`, ${quoteText(line.table)} AS \`name\`, '' AS \`company\`, '' AS \`currency\`, CAST(count(*) AS STRING) AS \`rows\`, '0' AS \`sum\`
FROM ${header} JOIN ${lineJoin(place, mapping, line)}
WHERE NOT h.\`_mlc_deleted\` AND NOT x.\`_mlc_deleted\``,
    ),
    ...query.amounts.map((amount) => sumOf(place, query, amount, header)),
  ];
  return `WITH wanted AS (${wanted(mapping.header, query.documents)})
${parts.join('\nUNION ALL\n')}`;
}

function lineJoin(place: Place, mapping: StreamMapping, line: TableMapping): string {
  const join = documentColumns(line, mapping.header).map(
    (column, index) => `x.${quoteName(column)} = h.${quoteName(mapping.header.keyColumns[index] ?? '')}`,
  );
  return `${qualified(place, line.table)} AS x ON ${join.join(' AND ')}`;
}

function sumOf(place: Place, query: TotalsQuery, amount: AmountSpec, header: string): string {
  const line = query.mapping.lines.find((candidate) => candidate.table === amount.table);
  const alias = line === undefined ? 'h' : 'x';
  const company = groupText('h', query.companyColumn);
  const currency = groupText(alias, amount.currencyColumn);
  const groups = [company, currency].filter((group) => group !== NO_GROUP);
  const from = line === undefined ? header : `${header} JOIN ${lineJoin(place, query.mapping, line)}`;
  const where = line === undefined ? '' : ' AND NOT x.`_mlc_deleted`';
  return `SELECT 'amount' AS \`kind\`, ${quoteText(amount.name)} AS \`name\`, ${company} AS \`company\`, ${currency} AS \`currency\`, CAST(count(*) AS STRING) AS \`rows\`, coalesce(CAST(sum(${alias}.${quoteName(amount.column)}) AS STRING), '0') AS \`sum\`
FROM ${from}
WHERE NOT h.\`_mlc_deleted\`${where}${groups.length === 0 ? '' : `\nGROUP BY ${groups.join(', ')}`}`;
}

/** Empty text: what a stream without companies or currencies has instead. */
const NO_GROUP = "''";

function groupText(alias: string, column: string | null): string {
  return column === null ? NO_GROUP : `coalesce(CAST(${alias}.${quoteName(column)} AS STRING), '')`;
}
