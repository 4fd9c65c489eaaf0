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
  /** For many columns of long amounts: less room between them. */
  readonly dense?: boolean;
  /** Row that is looked at. */
  readonly current?: string | undefined;
  /** Rows with the same name here stand together under a heading with that name; an empty name has none. */
  readonly groupOf?: (row: Row) => string;
}

/** A plain table for what fits on a screen; long lists use LongTable. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, groupOf, dense = false } = props;
  const groups = [...new Set(rows.map((row) => groupOf?.(row) ?? ''))];
  return (
    <table className={[styles.table, dense ? styles.dense : ''].join(' ')} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" className={styles[column.kind ?? 'plain']}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <TableGroup
          key={group}
          table={props}
          name={group}
          rows={groupOf === undefined ? rows : rows.filter((row) => groupOf(row) === group)}
        />
      ))}
    </table>
  );
}

interface TableGroupProps<Row> {
  readonly table: TableProps<Row>;
  readonly name: string;
  readonly rows: readonly Row[];
}

function TableGroup<Row>({ table, name, rows }: TableGroupProps<Row>) {
  const { columns, keyOf, current } = table;
  return (
    <tbody data-group={name}>
      {name === '' ? null : (
        <tr>
          <th scope="rowgroup" colSpan={columns.length} className={styles.group}>
            {name}
          </th>
        </tr>
      )}
      {rows.map((row) => (
        <tr key={keyOf(row)} data-row aria-current={current === keyOf(row) ? 'true' : undefined}>
          {columns.map((column) => (
            <TableCell key={column.id} column={column} row={row} />
          ))}
        </tr>
      ))}
    </tbody>
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
