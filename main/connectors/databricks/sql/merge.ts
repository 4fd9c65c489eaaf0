import type { StreamMapping, TableMapping } from '../../../../shared/mapping/mapping.ts';
import { historyName, qualified, quoteName, type Place } from './names.ts';
import {
  castTo,
  goneFields,
  headerFields,
  keyFields,
  lineFields,
  relation,
  typedRows,
  type RowSource,
  type TransportField,
} from './rows.ts';
import { addedColumns, batchesShape, type TableShape } from './shapes.ts';
import { lines } from './statement.ts';

/** What is the same for all rows of a batch; sent once, as parameters of these names. */
export const batchColumns = ['_mlc_sequence', '_mlc_synced_at', '_mlc_batch_id', '_mlc_run_id'] as const;

const batchValues: Readonly<Record<(typeof batchColumns)[number], string>> = {
  _mlc_sequence: 'CAST(:sequence AS BIGINT)',
  _mlc_synced_at: 'CAST(:synced_at AS TIMESTAMP)',
  _mlc_batch_id: ':batch_id',
  _mlc_run_id: ':run_id',
};

function sameKey(left: string, right: string, keys: readonly string[]): string {
  return keys.map((key) => `${left}.${quoteName(key)} = ${right}.${quoteName(key)}`).join(' AND ');
}

function batchItems(): string[] {
  return batchColumns.map((name) => `${batchValues[name]} AS ${quoteName(name)}`);
}

function writeClauses(columns: readonly string[], keys: readonly string[]): { update: string; insert: string } {
  const names = columns.map(quoteName);
  const changing = columns.filter((name) => !keys.includes(name)).map(quoteName);
  return {
    update: `UPDATE SET
  ${lines(
    changing.map((name) => `${name} = s.${name}`),
    '  ',
  )}`,
    insert: `INSERT (
  ${lines(names, '  ')}
) VALUES (
  ${lines(
    names.map((name) => `s.${name}`),
    '  ',
  )}
)`,
  };
}

/**
 * Header rows of a batch. A row is replaced when the document's hash differs and the batch is not older; where the content is
 * the same, only the sequence moves up, so that an older batch replayed later still finds itself older. A repair writes every row
 * that is not newer, because somebody altered rows whose hashes still say that nothing changed.
 */
export function mergeHeader(place: Place, mapping: StreamMapping, rows: RowSource, repair = false): string {
  const fields = headerFields(mapping);
  const keys = mapping.header.keyColumns;
  const columns = [...fields.map((field) => field.name), ...batchColumns, '_mlc_deleted'];
  const { update, insert } = writeClauses(columns, keys);
  const changed = ` AND (coalesce(t.\`_mlc_document_hash\`, '') <> s.\`_mlc_document_hash\` OR coalesce(t.\`_mlc_row_hash\`, '') <> s.\`_mlc_row_hash\` OR coalesce(t.\`_mlc_deleted\`, false))`;
  return `MERGE INTO ${qualified(place, mapping.header.table)} AS t
USING (
  SELECT ${lines([...columns.filter((name) => !isBatchColumn(name) && name !== '_mlc_deleted').map((name) => `i.${quoteName(name)}`), ...batchItems(), 'false AS `_mlc_deleted`'], '    ')}
  FROM (
    ${typedRows(rows, fields, '    ')}
  ) AS i
) AS s
ON ${sameKey('t', 's', keys)}
WHEN MATCHED AND coalesce(t.\`_mlc_sequence\`, 0) <= s.\`_mlc_sequence\`${repair ? '' : changed} THEN ${update}
WHEN MATCHED AND coalesce(t.\`_mlc_sequence\`, 0) < s.\`_mlc_sequence\` THEN UPDATE SET
  \`_mlc_sequence\` = s.\`_mlc_sequence\`
WHEN NOT MATCHED THEN ${insert}`;
}

/**
 * Header rows of documents that the source no longer has. The values stay as they are; what is newer than the batch stays altogether.
 * Where the row is marked already, only the sequence moves up. A row that is not there is not made.
 */
export function mergeGone(place: Place, mapping: StreamMapping, rows: RowSource): string {
  const fields = goneFields(mapping.header);
  const keys = mapping.header.keyColumns;
  const changing = ['_mlc_document_hash', ...batchColumns, '_mlc_deleted'].map(quoteName);
  return `MERGE INTO ${qualified(place, mapping.header.table)} AS t
USING (
  SELECT ${lines([...fields.map((field) => `i.${quoteName(field.name)}`), ...batchItems(), 'true AS `_mlc_deleted`'], '    ')}
  FROM (
    ${typedRows(rows, fields, '    ')}
  ) AS i
) AS s
ON ${sameKey('t', 's', keys)}
WHEN MATCHED AND coalesce(t.\`_mlc_sequence\`, 0) <= s.\`_mlc_sequence\` AND NOT coalesce(t.\`_mlc_deleted\`, false) THEN UPDATE SET
  ${lines(
    changing.map((name) => `${name} = s.${name}`),
    '  ',
  )}
WHEN MATCHED AND coalesce(t.\`_mlc_sequence\`, 0) < s.\`_mlc_sequence\` THEN UPDATE SET
  \`_mlc_sequence\` = s.\`_mlc_sequence\``;
}

function isBatchColumn(name: string): boolean {
  return (batchColumns as readonly string[]).includes(name);
}

/** Key columns of a line table that hold its document's key: the first ones, as many as the header has. */
export function documentColumns(line: TableMapping, header: TableMapping): readonly string[] {
  return line.keyColumns.slice(0, header.keyColumns.length);
}

export interface LineMerge {
  readonly mapping: StreamMapping;
  readonly line: TableMapping;
  readonly rows: RowSource;
  /** Every document of the batch, also those without lines. */
  readonly documents: RowSource;
  /** Fields that the rows of `documents` hold; more than the key when they are the header rows themselves. */
  readonly documentFields: readonly TransportField[];
  readonly repair?: boolean;
}

/**
 * The lines of a batch's documents, as a set: lines that are not in the batch are marked deleted. Documents whose header is
 * newer than the batch are left alone altogether: their unchanged lines keep an old sequence, so the lines cannot tell.
 */
export function mergeLines(place: Place, merge: LineMerge): string {
  const { line, mapping } = merge;
  const fields = lineFields(line);
  const own = fields.map((field) => field.name);
  const { update, insert } = writeClauses([...own, ...batchColumns, '_mlc_deleted'], line.keyColumns);
  const changed = `coalesce(t.\`_mlc_row_hash\`, '') <> s.\`_mlc_row_hash\` OR coalesce(t.\`_mlc_deleted\`, false) <> s.\`_mlc_deleted\``;
  return `MERGE INTO ${qualified(place, line.table)} AS t
USING (
  WITH documents AS (
    ${openDocuments(place, mapping.header, merge)}
  ),
  incoming AS (
    ${typedRows(merge.rows, fields, '    ')}
  )
  SELECT ${lines([...own.map((name) => `i.${quoteName(name)}`), ...batchItems(), 'false AS `_mlc_deleted`'], '    ')}
  FROM incoming AS i
  JOIN documents AS d ON ${documentJoin('i', line, mapping.header)}
  UNION ALL
  SELECT ${lines([...own.map((name) => `x.${quoteName(name)}`), ...batchItems(), 'true AS `_mlc_deleted`'], '    ')}
  FROM ${qualified(place, line.table)} AS x
  JOIN documents AS d ON ${documentJoin('x', line, mapping.header)}
  LEFT JOIN incoming AS i ON ${sameKey('i', 'x', line.keyColumns)}
  WHERE i.${quoteName(line.keyColumns[0] ?? '')} IS NULL AND NOT coalesce(x.\`_mlc_deleted\`, false)
) AS s
ON ${sameKey('t', 's', line.keyColumns)}
WHEN MATCHED AND coalesce(t.\`_mlc_sequence\`, 0) <= s.\`_mlc_sequence\`${merge.repair === true ? '' : ` AND (${changed})`} THEN ${update}
WHEN NOT MATCHED AND NOT s.\`_mlc_deleted\` THEN ${insert}`;
}

function documentJoin(alias: string, line: TableMapping, header: TableMapping): string {
  return documentColumns(line, header)
    .map((column, index) => `${alias}.${quoteName(column)} = d.${quoteName(header.keyColumns[index] ?? '')}`)
    .join(' AND ');
}

function openDocuments(place: Place, header: TableMapping, merge: LineMerge): string {
  const keys = keyFields(header);
  const items = keys.map((field) => {
    return `${castTo(`r.${quoteName(field.name)}`, field.type)} AS ${quoteName(field.name)}`;
  });
  return `SELECT ${keys.map((field) => `k.${quoteName(field.name)}`).join(', ')}
    FROM (SELECT ${items.join(', ')} FROM ${relation(merge.documents, merge.documentFields)} AS r) AS k
    LEFT JOIN ${qualified(place, header.table)} AS h ON ${sameKey('h', 'k', header.keyColumns)}
    WHERE coalesce(h.\`_mlc_sequence\`, 0) <= CAST(:sequence AS BIGINT)`;
}

/**
 * The rows that the batch changed, added to the table's history. Read back from the table by the batch's id, so that it is right
 * also when the tables were already written by an earlier try. The sequence is the batch's own: the row's may have moved up.
 */
export function mergeHistory(place: Place, shape: TableShape): string {
  const columns = shape.columns.map((column) => column.name);
  const keys = [...shape.keyColumns, '_mlc_sequence', '_mlc_batch_id'];
  const items = columns.map((name) =>
    name === '_mlc_sequence' ? `${batchValues._mlc_sequence} AS ${quoteName(name)}` : `x.${quoteName(name)}`,
  );
  return `MERGE INTO ${qualified(place, historyName(shape.table))} AS t
USING (
  SELECT ${lines(items, '    ')}
  FROM ${qualified(place, shape.table)} AS x
  WHERE x.\`_mlc_batch_id\` = :batch_id
) AS s
ON ${sameKey('t', 's', keys)}
WHEN NOT MATCHED THEN ${writeClauses(columns, keys).insert}`;
}

/** Fields of a transported completion row. */
export const completionFields: readonly TransportField[] = batchesShape.columns.map(({ name, type }) => ({
  name,
  type,
}));

/** Completion rows of batches. A repeat changes a row only if fewer records are rejected than before. */
export function mergeCompletions(place: Place, rows: RowSource): string {
  const columns = completionFields.map(({ name }) => name);
  const { update, insert } = writeClauses(columns, batchesShape.keyColumns);
  return `MERGE INTO ${qualified(place, batchesShape.table)} AS t
USING (
  ${typedRows(rows, completionFields, '  ')}
) AS s
ON ${sameKey('t', 's', batchesShape.keyColumns)}
WHEN MATCHED AND s.\`rejected\` < t.\`rejected\` THEN ${update}
WHEN NOT MATCHED THEN ${insert}`;
}

/** Names of all columns that a delivered header or line row has beside its own. */
export const addedNames: readonly string[] = addedColumns.map((column) => column.name);
