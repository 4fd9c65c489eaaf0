import { useCallback, useEffect, useState, type RefObject } from 'react';
import { useText } from '../../i18n/text.ts';
import { boxColumn, type GridModel } from './grid-model.ts';
import type { GridProps } from './grid-types.ts';
import type { CacheState } from './page-cache.ts';
import { chosenCount, selectionOf } from './selection.ts';
import { useGridColumns } from './use-grid-columns.ts';
import { useGridModel } from './use-grid-model.ts';
import { useOutput } from './use-output.ts';
import { usePrint } from './use-print.ts';
import { useRowHeight } from './use-row-height.ts';
import { useRowScroll } from './use-row-scroll.ts';

/** Rows that stand in until it is known how many there are. */
const waitingRows = 12;

/** Rows that are drawn: those there are, or some that stand in for them. */
export function drawnRows({ total, error }: CacheState): number {
  return total ?? (error === null ? waitingRows : 0);
}

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

/**
 * What all parts of a grid share. It changes with the columns and the props only: focus, selection and pages are read by the
 * parts that show them, so that scrolling and moving draw nothing else.
 */
export function useGrid<Row, Filter>(props: GridProps<Row, Filter>, boxes: GridBoxes) {
  const many = props.selection === 'many';
  const { scroller, header } = boxes;
  const { memory, initialSort } = props;
  const [status, setStatus] = useState('');
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const columns = useGridColumns({ columns: props.columns, memory, initialSort, boxes: many });
  const toTop = (): void => scroller.current?.scrollTo({ top: 0, behavior: 'instant' });
  const { model, filter } = useGridModel(props, columns.sort, toTop);
  const rowHeight = useRowHeight();
  const total = useCallback(() => drawnRows(model.cache.state()), [model]);
  const scroll = useRowScroll({ scroller, header, total, rowHeight });
  useModelEvents({ model, props, announce: setStatus });
  const fileName = props.exportAll?.fileName ?? '';
  const output = useOutput({ model, columns: columns.visible, fileName, announce: setStatus });
  const print = usePrint({ model, enabled: props.exportAll !== undefined, announce: setStatus });
  const navigable = [...(many ? [boxColumn] : []), ...columns.visible.map((column) => column.id)];
  return {
    many,
    status,
    setStatus,
    menu,
    setMenu,
    columns,
    model,
    filter,
    navigable,
    rowHeight,
    scroll,
    output,
    print,
  };
}

export type GridState<Row, Filter> = ReturnType<typeof useGrid<Row, Filter>>;

interface EventOptions<Row, Filter> {
  readonly model: GridModel<Row, Filter>;
  readonly props: GridProps<Row, Filter>;
  readonly announce: (text: string) => void;
}

function useModelEvents<Row, Filter>({ model, props, announce }: EventOptions<Row, Filter>): void {
  const text = useText();
  useEffect(() => {
    model.tell({
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
