import type { ColumnMapping, TableMapping } from '../../../../shared/mapping/mapping.ts';
import { historyName, qualified, quoteName, type Place } from './names.ts';
import { exactCell } from './reads.ts';
import { lines } from './statement.ts';

/** Prefix of the columns that hold what was delivered. */
export const deliveredPrefix = '_mlc_was_';

/**
 * Present rows of a table in which somebody changed one of the columns since the batch that wrote the row: the history has the row as
 * that batch left it. Columns: the keys, the row's hash, each column as it is and, with a prefix, as it was delivered.
 */
export function selectEdited(place: Place, table: TableMapping, columns: readonly ColumnMapping[]): string {
  const items = [
    ...table.keyColumns.map((key) => `CAST(t.${quoteName(key)} AS STRING) AS ${quoteName(key)}`),
    't.`_mlc_row_hash` AS `_mlc_row_hash`',
    ...columns.flatMap(({ column, type }) => [
      `${exactCell('t', column, type)} AS ${quoteName(column)}`,
      `${exactCell('h', column, type)} AS ${quoteName(`${deliveredPrefix}${column}`)}`,
    ]),
  ];
  const join = table.keyColumns.map((key) => `h.${quoteName(key)} = t.${quoteName(key)}`);
  const differs = columns.map(({ column }) => `t.${quoteName(column)} IS DISTINCT FROM h.${quoteName(column)}`);
  return `SELECT ${lines(items, '  ')}
FROM ${qualified(place, table.table)} AS t
JOIN ${qualified(place, historyName(table.table))} AS h ON ${join.join(' AND ')} AND h.\`_mlc_batch_id\` = t.\`_mlc_batch_id\`
WHERE NOT coalesce(t.\`_mlc_deleted\`, false) AND (${differs.join(' OR ')})`;
}
