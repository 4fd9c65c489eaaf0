import type { Cell } from '../../../shared/model/record.ts';
import type { EditedRow, TargetStream } from '../../ports/destination.ts';
import { presentCell, sameCell } from './compare.ts';
import { documentKeyOf } from './screen.ts';
import { query, type Session } from './session.ts';
import { deliveredPrefix, selectEdited } from './sql/edited.ts';

/** More than this was not typed by people: a statement that went over the table, which nobody can approve row by row. */
const mostRows = 1000;

/**
 * Rows of the stream's header table in which somebody changed one of these columns after they were delivered; at most 1,000.
 * Writes nothing. Throws as statements do; DATABRICKS_OBJECT_MISSING if nothing was ever delivered.
 */
export async function readEditedRows(
  session: Session,
  { mapping }: TargetStream,
  { columns, signal }: { readonly columns: readonly string[]; readonly signal: AbortSignal },
): Promise<EditedRow[]> {
  const wanted = mapping.header.columns.filter(({ column }) => columns.includes(column));
  if (wanted.length === 0) return [];
  const statement = {
    purpose: 'edited rows',
    sql: `${selectEdited(session.place, mapping.header, wanted)}\nLIMIT ${String(mostRows)}`,
    parameters: {},
  };
  const rows = await query(session, statement, { phase: 'compare', signal });
  return rows.flatMap((row): EditedRow[] => {
    const changes = wanted.flatMap((column) => {
      const after: Cell = presentCell(column, row[column.column] ?? null);
      const before: Cell = presentCell(column, row[`${deliveredPrefix}${column.column}`] ?? null);
      return sameCell(column, before, after) ? [] : [{ column: column.column, before, after }];
    });
    if (changes.length === 0) return [];
    const documentKey = documentKeyOf(mapping.header.keyColumns.map((key) => row[key] ?? ''));
    return [{ documentKey, rowHash: row['_mlc_row_hash'] ?? '', changes }];
  });
}
