import { useEffect, useState, useSyncExternalStore, type RefObject } from 'react';
import { useText } from '../../i18n/text.ts';
import { boxColumn, columnIn, type Focus, type GridModel } from './grid-model.ts';
import type { GridProps } from './grid-types.ts';
import { chosenCount, selectionOf } from './selection.ts';
import { useFocusFollowing } from './use-focus-following.ts';
import { useGridColumns } from './use-grid-columns.ts';
import { useGridModel } from './use-grid-model.ts';
import { useOutput } from './use-output.ts';
import { useRowHeight } from './use-row-height.ts';
import { useRowWindow } from './use-row-window.ts';
import { useSums } from './use-sums.ts';

/** Rows that stand in until it is known how many there are. */
const waitingRows = 12;

/** Where the menu of a column stands open. */
export interface MenuPlace {
  readonly column: string;
  readonly anchor: Element;
}

/** The parts of the page that scrolling and widths are measured by. */
export interface GridBoxes {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly header: RefObject<HTMLDivElement | null>;
}

/** Everything the parts of a grid draw from. */
export function useGrid<Row, Filter>(props: GridProps<Row, Filter>, boxes: GridBoxes) {
  const { memory, initialSort, version, footer } = props;
  const many = props.selection === 'many';
  const { scroller, header } = boxes;
  const [status, setStatus] = useState('');
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const columns = useGridColumns({ columns: props.columns, memory, initialSort, boxes: many });
  const toTop = (): void => scroller.current?.scrollTo({ top: 0, behavior: 'instant' });
  const { model, filter } = useGridModel(props, columns.sort, toTop);
  const { chosen, focus: wanted, selecting, wish } = useSyncExternalStore(model.subscribe, model.state);
  const cache = useSyncExternalStore(model.cache.subscribe, model.cache.state);
  const navigable = [...(many ? [boxColumn] : []), ...columns.visible.map((column) => column.id)];
  const focus: Focus = { row: wanted.row, column: columnIn(navigable, wanted.column) };
  const total = cache.total ?? 0;
  const drawn = cache.total ?? (cache.error === null ? waitingRows : 0);
  const rows = useRowWindow({ scroller, header, total: drawn, rowHeight: useRowHeight(), keep: focus.row });
  const onShift = useFocusFollowing({ scroller, model, focus, wish, scroll: rows.scroll });
  useModelEvents({ model, props, onShift, announce: setStatus });
  useEffect(() => {
    model.cache.look(rows.first, rows.last);
  }, [model, rows.first, rows.last]);
  const output = useOutput({
    model,
    columns: columns.visible,
    fileName: props.exportAll?.fileName ?? '',
    announce: setStatus,
  });
  const sums = useSums({ footer, chosen, filter, total, version });
  const count = chosenCount(chosen, total);
  return {
    many,
    status,
    setStatus,
    menu,
    setMenu,
    columns,
    model,
    chosen,
    selecting,
    cache,
    navigable,
    focus,
    total,
    rows,
    output,
    sums,
    count,
  };
}

export type GridState<Row, Filter> = ReturnType<typeof useGrid<Row, Filter>>;

interface EventOptions<Row, Filter> {
  readonly model: GridModel<Row, Filter>;
  readonly props: GridProps<Row, Filter>;
  readonly onShift: (from: number, to: number) => void;
  readonly announce: (text: string) => void;
}

function useModelEvents<Row, Filter>({ model, props, onShift, announce }: EventOptions<Row, Filter>): void {
  const text = useText();
  useEffect(() => {
    model.tell({
      onShift,
      onChosen: (chosen) => {
        const count = chosenCount(chosen, model.cache.state().total ?? 0);
        announce(text('grid.announceSelected', { count }));
        props.onSelection?.(selectionOf(chosen), count);
      },
      onTooMany: () => {
        announce(text('grid.tooMany'));
      },
      onFailed: () => {
        announce(text('grid.partial'));
      },
    });
  });
}
