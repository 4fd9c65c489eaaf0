import type { StreamMapping, TableMapping } from '../../../../shared/mapping/mapping.ts';
import { documentColumns } from './merge.ts';
import { historyName, qualified, quoteName, type Place } from './names.ts';
import { castTo, keyFields, relation, type RowSource } from './rows.ts';
import { lineShape } from './shapes.ts';
import { lines } from './statement.ts';

/**
 * Sets the lines of the documents listed back to what their history holds from before the batch; lines that it added are marked
 * deleted. Needed where the warehouse refused a document's header after its lines were written: a document goes whole or not at
 * all. The history of the batch itself is written later, so the newest other version is the one from before.
 */
export function restoreLines(place: Place, mapping: StreamMapping, line: TableMapping, documents: RowSource): string {
  const keys = line.keyColumns.map(quoteName);
  const columns = lineShape(line, '').columns.map((column) => column.name);
  const changing = columns.filter((name) => !line.keyColumns.includes(name)).map(quoteName);
  const items = [
    ...keys.map((key) => `x.${key}`),
    ...changing.map((name) =>
      name === '`_mlc_deleted`'
        ? 'coalesce(p.`_mlc_deleted`, true) AS `_mlc_deleted`'
        : `CASE WHEN p.${keys[0] ?? ''} IS NULL THEN x.${name} ELSE p.${name} END AS ${name}`,
    ),
  ];
  const same = (left: string, right: string): string =>
    keys.map((key) => `${left}.${key} = ${right}.${key}`).join(' AND ');
  return `MERGE INTO ${qualified(place, line.table)} AS t
USING (
  WITH documents AS (
    ${documentList(mapping.header, documents)}
  ),
  newest AS (
    SELECT ${keys.map((key) => `h.${key}`).join(', ')}, max(h.\`_mlc_sequence\`) AS \`newest_sequence\`
    FROM ${qualified(place, historyName(line.table))} AS h
    WHERE h.\`_mlc_batch_id\` <> :batch_id
    GROUP BY ${keys.map((key) => `h.${key}`).join(', ')}
  ),
  previous AS (
    SELECT ${columns.map((name) => `h.${quoteName(name)}`).join(', ')}
    FROM ${qualified(place, historyName(line.table))} AS h
    JOIN newest AS n ON ${same('h', 'n')} AND h.\`_mlc_sequence\` = n.\`newest_sequence\`
    WHERE h.\`_mlc_batch_id\` <> :batch_id
  )
  SELECT ${lines(items, '    ')}
  FROM ${qualified(place, line.table)} AS x
  JOIN documents AS d ON ${documentColumns(line, mapping.header)
    .map((column, index) => `x.${quoteName(column)} = d.${quoteName(mapping.header.keyColumns[index] ?? '')}`)
    .join(' AND ')}
  LEFT JOIN previous AS p ON ${same('p', 'x')}
  WHERE x.\`_mlc_batch_id\` = :batch_id
) AS s
ON ${same('t', 's')}
WHEN MATCHED THEN UPDATE SET
  ${lines(
    changing.map((name) => `${name} = s.${name}`),
    '  ',
  )}`;
}

function documentList(header: TableMapping, documents: RowSource): string {
  const fields = keyFields(header);
  const items = fields.map(
    (field) => `${castTo(`r.${quoteName(field.name)}`, field.type)} AS ${quoteName(field.name)}`,
  );
  return `SELECT ${items.join(', ')} FROM ${relation(documents, fields)} AS r`;
}
