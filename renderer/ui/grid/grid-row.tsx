import { memo, type ReactNode } from 'react';
import type { GridColumn } from './grid-types.ts';
import { boxColumn } from './grid-model.ts';
import styles from './grid.module.css';

interface GridRowProps<Row> {
  readonly id: string;
  /** Undefined while the row is read. */
  readonly row: Row | undefined;
  readonly index: number;
  /** Pixels from the first row. */
  readonly top: number;
  readonly columns: readonly GridColumn<Row>[];
  /** Column of the cell that the Tab key leads to, if it is in this row. */
  readonly focus: string | null;
  /** Null where rows cannot be selected. */
  readonly selected: boolean | null;
  readonly opens: boolean;
  readonly words: { readonly loading: string; readonly select: string };
}

function GridRowView<Row>(props: GridRowProps<Row>) {
  const { id, row, index, top, columns, focus, selected, opens, words } = props;
  const lead = selected === null ? 1 : 2;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected ?? undefined}
      aria-busy={row === undefined || undefined}
      data-row={index}
      className={styles.row}
      style={{ transform: `translateY(${String(top)}px)` }}
    >
      {selected === null ? null : (
        <div
          role="gridcell"
          aria-colindex={1}
          data-column={boxColumn}
          tabIndex={focus === boxColumn ? 0 : -1}
          className={`${styles.cell ?? ''} ${styles.boxCell ?? ''}`}
        >
          {row === undefined ? null : <Box state={selected ? 'all' : 'none'} label={words.select} />}
        </div>
      )}
      {columns.map((column, at) => (
        <div
          key={column.id}
          role={at === 0 ? 'rowheader' : 'gridcell'}
          aria-colindex={at + lead}
          data-column={column.id}
          data-private={isPrivate(column) ? '' : undefined}
          tabIndex={focus === column.id ? 0 : -1}
          className={cellClass(column, at === 0)}
        >
          {row === undefined ? (
            <Placeholder label={at === 0 ? words.loading : null} />
          ) : (
            contentOf(column, row, opens && at === 0)
          )}
        </div>
      ))}
    </div>
  );
}

/** One row; drawn again only when something of its own changes, so that scrolling costs what comes into sight. */
export const GridRow = memo(GridRowView) as typeof GridRowView;

function contentOf<Row>(column: GridColumn<Row>, row: Row, opens: boolean): ReactNode {
  const content = column.cell(row);
  return (
    <span
      className={opens ? `${styles.content ?? ''} ${styles.opens ?? ''}` : styles.content}
      data-open={opens ? '' : undefined}
    >
      {content}
    </span>
  );
}

function Placeholder({ label }: { readonly label: string | null }) {
  return (
    <>
      <span aria-hidden className={styles.placeholder} />
      {label === null ? null : <span className={styles.hidden}>{label}</span>}
    </>
  );
}

/** A box that shows whether rows are chosen; its cell has the focus, so the box itself never does. */
export function Box({ state, label }: { readonly state: 'none' | 'some' | 'all'; readonly label: string }) {
  const checked = { none: false, some: 'mixed', all: true } as const;
  return (
    <span role="checkbox" aria-checked={checked[state]} aria-label={label} className={styles.box} data-state={state} />
  );
}

/** True for what privacy mode blurs. */
export function isPrivate<Row>(column: GridColumn<Row>): boolean {
  return column.private ?? column.kind === 'money';
}

/** Class of a cell or of its header. */
export function cellClass<Row>(column: GridColumn<Row>, first: boolean): string {
  return [styles.cell, styles[column.kind ?? 'text'], first ? styles.first : ''].join(' ');
}
