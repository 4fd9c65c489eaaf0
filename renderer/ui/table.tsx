import type { ReactNode } from 'react';
import styles from './table.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** `number`: right-aligned tabular figures. `main`: names the row. */
  readonly kind?: 'main' | 'number' | 'tight' | 'wrap';
}

interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Row that is looked at. */
  readonly current?: string | undefined;
}

/** A plain table for what fits on a screen; long lists use LongTable. */
export function Table<Row>({ label, columns, rows, keyOf, current }: TableProps<Row>) {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" className={styles[column.kind ?? 'plain']}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} aria-current={current === keyOf(row) ? 'true' : undefined}>
            {columns.map((column) => (
              <TableCell key={column.id} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TableCell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const kind = column.kind ?? 'plain';
  if (kind === 'main') {
    return (
      <th scope="row" className={styles.main}>
        {column.cell(row)}
      </th>
    );
  }
  return <td className={styles[kind]}>{column.cell(row)}</td>;
}
