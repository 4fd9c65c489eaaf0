import { type RefObject } from 'react';
import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { boxColumn } from './grid-model.ts';
import { Box, cellClass } from './grid-row.tsx';
import type { GridColumn } from './grid-types.ts';
import styles from './grid.module.css';
import type { GridColumns } from './use-grid-columns.ts';
import { useHeaderDrag, type HeaderDrag } from './use-header-drag.ts';
import { useResize } from './use-resize.ts';

interface GridHeaderProps<Row> {
  readonly header: RefObject<HTMLDivElement | null>;
  readonly columns: GridColumns<Row>;
  /** Column of the header that the Tab key leads to, if it leads to the header. */
  readonly focus: string | null;
  /** Null where rows cannot be selected. */
  readonly chosen: 'none' | 'some' | 'all' | null;
  readonly onBox: () => void;
  readonly onMenu: (column: string, anchor: Element) => void;
  readonly onFit: (column: string) => void;
}

/** The names of the columns: click or Enter sorts, dragging moves, the edge resizes; the menu does the same by keyboard. */
export function GridHeader<Row>(props: GridHeaderProps<Row>) {
  const { header, columns, focus, chosen, onBox } = props;
  const text = useText();
  const drag = useHeaderDrag(header, columns);
  const lead = chosen === null ? 1 : 2;
  return (
    <div role="rowgroup" ref={header} className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        {chosen === null ? null : (
          <div
            role="columnheader"
            aria-colindex={1}
            data-column={boxColumn}
            tabIndex={focus === boxColumn ? 0 : -1}
            className={`${styles.cell ?? ''} ${styles.boxCell ?? ''}`}
            onClick={onBox}
          >
            <Box state={chosen} label={text('grid.selectAll')} />
          </div>
        )}
        {columns.visible.map((column, at) => (
          <HeaderCell
            key={column.id}
            grid={props}
            column={column}
            at={at}
            index={at + lead}
            drag={drag}
            focus={focus === column.id}
          />
        ))}
      </div>
    </div>
  );
}

interface HeaderCellProps<Row> {
  readonly grid: GridHeaderProps<Row>;
  readonly column: GridColumn<Row>;
  readonly at: number;
  readonly index: number;
  readonly drag: HeaderDrag;
  readonly focus: boolean;
}

function HeaderCell<Row>({ grid, column, at, index, drag, focus }: HeaderCellProps<Row>) {
  const { columns, onMenu, onFit } = grid;
  const text = useText();
  const resize = useResize(column.id, columns);
  const place = columns.sort.findIndex((each) => each.column === column.id);
  const direction = columns.sort[place]?.direction;
  const order = columns.sort.length > 1 && place !== -1 ? `, ${text('grid.sortPlace', { place: place + 1 })}` : '';
  return (
    <div
      role="columnheader"
      aria-colindex={index}
      aria-label={`${column.header}${order}`}
      aria-sort={ariaSort(column, place, direction)}
      data-column={column.id}
      data-sortable={column.sortable === true ? '' : undefined}
      data-drop={drag.dropAt(at)}
      tabIndex={focus ? 0 : -1}
      className={cellClass(column, at === 0)}
      onClick={(event) => {
        if (column.sortable === true && !drag.justDragged()) columns.turn(column.id, event.shiftKey);
      }}
      onPointerDown={(event) => {
        drag.start(event, column.id);
      }}
    >
      <span className={styles.headLabel} title={column.header}>
        {column.header}
      </span>
      <SortSign direction={direction} place={columns.sort.length > 1 ? place + 1 : 0} />
      <button
        type="button"
        tabIndex={-1}
        aria-haspopup="menu"
        aria-label={text('grid.columnMenu', { column: column.header })}
        className={styles.menuButton}
        onPointerDown={stop}
        onClick={(event) => {
          event.stopPropagation();
          onMenu(column.id, event.currentTarget);
        }}
      >
        <ChevronDown aria-hidden size={14} />
      </button>
      <span
        aria-hidden
        data-resize={column.id}
        className={styles.handle}
        onClick={stop}
        onPointerDown={resize}
        onDoubleClick={() => {
          onFit(column.id);
        }}
      />
    </div>
  );
}

function SortSign(props: { readonly direction: 'asc' | 'desc' | undefined; readonly place: number }) {
  const { direction, place } = props;
  if (direction === undefined) return null;
  const Icon = direction === 'asc' ? ArrowUp : ArrowDown;
  return (
    <span className={styles.sort}>
      <Icon aria-hidden size={13} />
      {place === 0 ? null : <span>{place}</span>}
    </span>
  );
}

/** Only the column that decides first says so, as the role allows one; the others show their number. */
function ariaSort<Row>(column: GridColumn<Row>, place: number, direction: 'asc' | 'desc' | undefined) {
  if (column.sortable !== true) return undefined;
  if (place !== 0) return 'none';
  return direction === 'desc' ? 'descending' : 'ascending';
}

function stop(event: { readonly stopPropagation: () => void }): void {
  event.stopPropagation();
}
