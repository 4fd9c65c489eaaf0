import type { RecordTable, RecordVersion } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { readableName } from '../../lib/names.ts';
import { CellValue, isNumeric, type Column, type Values } from './cell-value.tsx';
import styles from './records.module.css';

/** The rows of a version as they were delivered: the header field by field, each table of lines as a table. */
export function RowTables({ version }: { readonly version: Pick<RecordVersion, 'tables' | 'header' | 'lines'> }) {
  const text = useText();
  const [header, ...lists] = version.tables;
  return (
    <div className={styles.stack}>
      {header === undefined ? null : <HeaderTable table={header} values={version.header} />}
      {lists.map((table) => {
        const rows = version.lines[table.table] ?? [];
        return (
          <section key={table.table} aria-label={text('record.inTable', { table: table.table })}>
            <h4 className={styles.tableName}>
              {text('record.lines', { part: readableName(table.part), count: rows.length })}{' '}
              <code className={styles.muted}>{table.table}</code>
            </h4>
            {rows.length === 0 ? null : <LineTable table={table} rows={rows} />}
          </section>
        );
      })}
    </div>
  );
}

/** Two columns of name and value; fields without a value come last, together. */
function HeaderTable({ table, values }: { readonly table: RecordTable; readonly values: Values }) {
  const text = useText();
  const filled = table.columns.filter(({ column }) => isFilled(values, column));
  return (
    <section aria-label={text('record.inTable', { table: table.table })}>
      <h4 className={styles.tableName}>
        <code className={styles.muted}>{table.table}</code>
      </h4>
      <dl className={styles.header}>
        {filled.map((column) => (
          <div key={column.column}>
            <dt title={column.column}>{readableName(column.column)}</dt>
            <dd>
              <CellValue cell={values[column.column]} column={column} currency={currencyIn(values, column)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Columns that no line fills are left out: worktags alone are a dozen. */
function LineTable({ table, rows }: { readonly table: RecordTable; readonly rows: readonly Values[] }) {
  const [, ...own] = table.keyColumns;
  const columns = table.columns.filter(
    ({ column, type }) =>
      column !== table.keyColumns[0] && type.kind !== 'json' && rows.some((row) => isFilled(row, column)),
  );
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={table.table}>
      <table className={styles.lines}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.column} scope="col" data-numeric={isNumeric(column) || undefined}>
                {readableName(column.column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={own.map((name) => String(row[name])).join('/')}>
              {columns.map((column) => (
                <td key={column.column} data-numeric={isNumeric(column) || undefined}>
                  <CellValue
                    cell={row[column.column]}
                    column={column}
                    currency={currencyIn(row, column)}
                    withCode={false}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isFilled(values: Values, column: string): boolean {
  const value = values[column];
  return value !== null && value !== undefined && value !== '';
}

function currencyIn(values: Values, column: Column): string {
  const code = column.currencyColumn === null ? null : values[column.currencyColumn];
  return typeof code === 'string' ? code : '';
}
