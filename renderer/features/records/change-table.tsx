import type { FieldChange, RecordTable } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { fieldName } from '../../lib/names.ts';
import { columnOf, CellValue, isNumeric, type Values } from './cell-value.tsx';
import styles from './records.module.css';

interface ChangeTableProps {
  readonly label: string;
  readonly changes: readonly FieldChange[];
  readonly tables: readonly RecordTable[];
  /** Values beside which amounts of the header have their currency. */
  readonly header: Values;
  readonly before: string;
  readonly after: string;
}

/** Fields that differ, each with both of its values; figures stand under each other. */
export function ChangeTable({ label, changes, tables, header, before, after }: ChangeTableProps) {
  const text = useText();
  return (
    <div className={styles.scroll}>
      <table className={styles.changes} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{text('record.field')}</th>
            <th scope="col">{before}</th>
            <th scope="col">{after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => {
            const column = columnOf(change.field, tables);
            const numeric = column !== undefined && isNumeric(column);
            const currency = column?.currencyColumn ?? null;
            return (
              <tr key={change.field}>
                <th scope="row">{fieldName(change.field)}</th>
                <td data-numeric={numeric || undefined} className={styles.before}>
                  <CellValue cell={change.before} column={column} currency={currencyOf(header, currency)} />
                </td>
                <td data-numeric={numeric || undefined} className={styles.after}>
                  <CellValue cell={change.after} column={column} currency={currencyOf(header, currency)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function currencyOf(header: Values, column: string | null): string {
  const code = column === null ? null : header[column];
  return typeof code === 'string' ? code : '';
}
