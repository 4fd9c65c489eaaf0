import { useRef, type ReactNode } from 'react';
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { usePrinting } from '../lib/printing.ts';
import styles from './long-table.module.css';

export interface LongColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Share of the width, as CSS grid writes it: `120px`, `2fr`. */
  readonly width: string;
  readonly number?: boolean;
}

interface LongTableProps<Row extends object> {
  readonly label: string;
  readonly columns: readonly LongColumn<Row>[];
  readonly rows: Row[];
  readonly keyOf: (row: Row) => string;
  readonly rowHeight?: number;
  /** Height of the whole table in pixels, its header included, at most. */
  readonly maxHeight?: number;
}

const features = tableFeatures({});

/** A table of any length: only the rows in sight are in the page, and every row tells its place among all. Printed whole. */
export function LongTable<Row extends object>(props: LongTableProps<Row>) {
  const { label, columns, rows, keyOf, rowHeight = 36, maxHeight = 620 } = props;
  const box = useRef<HTMLDivElement>(null);
  const helper = createColumnHelper<typeof features, Row>();
  const table = useTable({
    features,
    columns: helper.columns(columns.map((column) => helper.display({ id: column.id, header: column.header }))),
    data: rows,
    getRowId: keyOf,
  });
  const model = table.getRowModel().rows;
  // Nothing here is memoized, so functions that change with the scroll position are safe.
  // oxlint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: model.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const isPrinting = usePrinting();
  const template = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  return (
    <div ref={box} className={styles.box} style={{ maxHeight }} tabIndex={0} role="region" aria-label={label}>
      <div role="table" aria-label={label} aria-rowcount={rows.length + 1} className={styles.table}>
        <div role="row" aria-rowindex={1} className={styles.head} style={template}>
          {columns.map((column) => (
            <div key={column.id} role="columnheader" className={column.number === true ? styles.number : undefined}>
              {column.header}
            </div>
          ))}
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {isPrinting
            ? model.map((row, index) => (
                <div key={row.id} role="row" aria-rowindex={index + 2} className={styles.row} style={template}>
                  <LongCells columns={columns} row={row.original} />
                </div>
              ))
            : virtual.getVirtualItems().map((item) => {
                const row = model[item.index];
                const place = { ...template, height: item.size, transform: `translateY(${String(item.start)}px)` };
                return row === undefined ? null : (
                  <div key={row.id} role="row" aria-rowindex={item.index + 2} className={styles.row} style={place}>
                    <LongCells columns={columns} row={row.original} />
                  </div>
                );
              })}
        </div>
      </div>
    </div>
  );
}

function LongCells<Row>({ columns, row }: { readonly columns: readonly LongColumn<Row>[]; readonly row: Row }) {
  return columns.map((column) => (
    <div key={column.id} role="cell" className={column.number === true ? styles.number : undefined}>
      {column.cell(row)}
    </div>
  ));
}
