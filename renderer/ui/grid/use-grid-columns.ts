import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import {
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { Sort, SortDirection } from '../../../shared/contract/paging.ts';
import type { GridColumn } from './grid-types.ts';
import { GridMemoryContext, mergeOrder, recall } from './memory.ts';

const features = tableFeatures({
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
});
const helper = createColumnHelper<typeof features, Record<string, never>>();
/** The table holds the state of the columns; rows are the page cache's. */
const noRows: Record<string, never>[] = [];

const smallest = 56;
const largest = 1200;
const boxWidth = 40;

export interface GridColumns<Row> {
  /** In sight, from start to end. */
  readonly visible: readonly GridColumn<Row>[];
  readonly all: readonly GridColumn<Row>[];
  readonly sort: readonly Sort[];
  /** Widths as the grid of CSS writes them, that of the boxes first if there is one. */
  readonly template: string;
  /** Sum of the least widths, in pixels. */
  readonly minWidth: number;
  /** Least width of the first column, in pixels. */
  readonly firstWidth: number;
  readonly canHide: (id: string) => boolean;
  /** Orders by a column alone, or (`add`) by it after those before; null takes it out of the order. */
  readonly sortBy: (id: string, direction: SortDirection | null, add: boolean) => void;
  /** Ascending, then descending, then not at all. */
  readonly turn: (id: string, add: boolean) => void;
  readonly setVisible: (id: string, visible: boolean) => void;
  /** Moves a column to a place among those in sight. */
  readonly moveTo: (id: string, place: number) => void;
  /** Pixels; held within the column's bounds. Answers the width it got. */
  readonly resize: (id: string, width: number) => number;
  /** Gives a column at least so many pixels while the grid is there, whatever width was chosen; not remembered. */
  readonly widen: (id: string, width: number) => void;
  /** Keeps columns that share the room at the width they are drawn with, so that a resized edge follows the pointer. */
  readonly freeze: (drawn: Readonly<Record<string, number>>) => void;
  readonly reset: () => void;
}

interface Options<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly memory: string | undefined;
  readonly initialSort: readonly Sort[] | undefined;
  readonly boxes: boolean;
}

/** Order, visibility, widths and sorting of the columns, remembered under the grid's key. */
export function useGridColumns<Row>({ columns, memory, initialSort, boxes }: Options<Row>): GridColumns<Row> {
  const state = useColumnState(columns, memory);
  const definitions = useMemo(
    () => helper.columns(columns.map((column, at) => definitionOf(column, at === 0))),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    manualSorting: true,
    initialState: {
      sorting: (initialSort ?? []).map(({ column, direction }) => ({ id: column, desc: direction === 'desc' })),
    },
    state: { columnVisibility: state.shown, columnOrder: state.order, columnSizing: state.widths },
    onColumnVisibilityChange: state.setShown,
    onColumnOrderChange: state.setOrder,
    onColumnSizingChange: state.setWidths,
  });
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const ids = table.getVisibleLeafColumns().map((column) => column.id);
  const idsKey = ids.join('\n');
  const visible = useMemo(() => idsKey.split('\n').flatMap((id) => byId.get(id) ?? []), [byId, idsKey]);
  const sorting = table.state.sorting;
  const sort = useMemo(
    () => sorting.map(({ id, desc }): Sort => ({ column: id, direction: desc ? 'desc' : 'asc' })),
    [sorting],
  );
  const [least, widen] = useLeastWidths();
  const place = placing(visible, { set: state.widths, least }, boxes);
  return {
    visible,
    all: columns,
    sort,
    ...place,
    widen,
    canHide: (id) => table.getColumn(id)?.getCanHide() === true,
    sortBy: (id, direction, add) => {
      const others = add || direction === null ? sorting.filter((each) => each.id !== id) : [];
      table.setSorting(direction === null ? others : [...others, { id, desc: direction === 'desc' }].slice(-4));
    },
    turn: (id, add) => table.getColumn(id)?.toggleSorting(undefined, add),
    setVisible: (id, shown) => table.getColumn(id)?.toggleVisibility(shown),
    moveTo: (id, to) => {
      table.setColumnOrder(
        reordered(
          mergeOrder(
            state.order,
            columns.map((each) => each.id),
          ),
          ids,
          id,
          to,
        ),
      );
    },
    resize: (id, width) => {
      const bounded = Math.round(Math.max(byId.get(id)?.minWidth ?? smallest, Math.min(largest, width)));
      table.setColumnSizing((widths) => ({ ...widths, [id]: bounded }));
      return bounded;
    },
    freeze: (drawn) => {
      table.setColumnSizing((widths) => ({ ...drawn, ...widths }));
    },
    reset: state.reset,
  };
}

/** The first column names the row, so it always stays in sight. */
function definitionOf<Row>(column: GridColumn<Row>, first: boolean) {
  return helper.accessor(() => null, {
    id: column.id,
    header: column.header,
    enableSorting: column.sortable === true,
    enableHiding: !first && column.hideable !== false,
    sortDescFirst: false,
    size: column.width,
  });
}

function useColumnState<Row>(columns: readonly GridColumn<Row>[], key: string | undefined) {
  const memory = useContext(GridMemoryContext);
  const designed = (): { order: string[]; shown: Record<string, boolean>; widths: Record<string, number> } => ({
    order: columns.map((column) => column.id),
    shown: Object.fromEntries(columns.filter((column) => column.hidden === true).map((column) => [column.id, false])),
    widths: {},
  });
  const [start] = useState(() => {
    const remembered = recall(memory, key);
    const fresh = designed();
    if (remembered === undefined) return fresh;
    const shown = Object.fromEntries(Object.entries(remembered.hidden).map(([id, hidden]) => [id, !hidden]));
    return {
      order: mergeOrder(remembered.order, fresh.order),
      shown: { ...fresh.shown, ...shown },
      widths: remembered.widths,
    };
  });
  const [order, setOrder] = useState(start.order);
  const [shown, setShown] = useState(start.shown);
  const [widths, setWidths] = useState(start.widths);
  const written = useRef([start.order, start.shown, start.widths] as readonly unknown[]);
  useEffect(() => {
    const now = [order, shown, widths];
    if (key === undefined || now.every((part, at) => part === written.current[at])) return;
    written.current = now;
    const hidden = Object.fromEntries(Object.entries(shown).map(([id, visible]) => [id, !visible]));
    memory.write(key, { order, hidden, widths });
  }, [key, memory, order, shown, widths]);
  const reset = (): void => {
    const fresh = designed();
    setOrder(fresh.order);
    setShown(fresh.shown);
    setWidths(fresh.widths);
  };
  return { order, setOrder, shown, setShown, widths, setWidths, reset };
}

/** The whole order after one of the columns in sight has gone to another place among them. */
function reordered(order: readonly string[], visible: readonly string[], id: string, to: number): string[] {
  const others = visible.filter((each) => each !== id);
  const before = others[Math.max(0, Math.min(to, others.length))];
  const rest = order.filter((each) => each !== id);
  const last = others.at(-1);
  const at = before === undefined ? rest.indexOf(last ?? '') + 1 : rest.indexOf(before);
  return rest.toSpliced(at, 0, id);
}

type Widths = Readonly<Record<string, number>>;

function useLeastWidths(): readonly [Widths, (id: string, width: number) => void] {
  const [least, setLeast] = useState<Widths>({});
  const widen = useCallback((id: string, width: number) => {
    setLeast((known) => ((known[id] ?? 0) >= width ? known : { ...known, [id]: Math.min(largest, width) }));
  }, []);
  return [least, widen];
}

function placing<Row>(
  visible: readonly GridColumn<Row>[],
  widths: { readonly set: Widths; readonly least: Widths },
  boxes: boolean,
): { template: string; minWidth: number; firstWidth: number } {
  const tracks = visible.map((column) => {
    const set = widths.set[column.id];
    const width = Math.max(set ?? column.width, widths.least[column.id] ?? 0);
    const grows = set === undefined && (column.kind ?? 'text') === 'text';
    return { width, text: grows ? `minmax(${String(width)}px, ${String(width)}fr)` : `${String(width)}px` };
  });
  const firstWidth = tracks[0]?.width ?? 0;
  if (boxes) tracks.unshift({ width: boxWidth, text: `${String(boxWidth)}px` });
  return {
    template: tracks.map((track) => track.text).join(' '),
    minWidth: tracks.reduce((sum, track) => sum + track.width, 0),
    firstWidth,
  };
}
