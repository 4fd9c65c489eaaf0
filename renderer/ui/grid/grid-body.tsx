import { useEffect, useMemo, useSyncExternalStore, type RefObject } from 'react';
import { useText } from '../../i18n/text.ts';
import { columnIn, type Focus } from './grid-model.ts';
import { GridRow } from './grid-row.tsx';
import styles from './grid.module.css';
import { isChosen } from './selection.ts';
import { useFocusFollowing } from './use-focus-following.ts';
import { useAmountRoom } from './use-amount-room.ts';
import { drawnRows, type GridState } from './use-grid.ts';
import { useRowWindow } from './use-row-window.ts';

interface GridBodyProps<Row, Filter> {
  readonly grid: GridState<Row, Filter>;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly opens: boolean;
}

/** The rows in sight; the only part that is drawn anew while the list is scrolled or the focus moves. */
export function GridBody<Row, Filter>({ grid, scroller, opens }: GridBodyProps<Row, Filter>) {
  const { model, columns, rowHeight, scroll, many } = grid;
  const text = useText();
  const { chosen, focus: wanted, wish } = useSyncExternalStore(model.subscribe, model.state);
  const cache = useSyncExternalStore(model.cache.subscribe, model.cache.state);
  const focus: Focus = { row: wanted.row, column: columnIn(grid.navigable, wanted.column) };
  const rows = useRowWindow({ scroller, total: drawnRows(cache), rowHeight, keep: focus.row });
  useFocusFollowing({ scroller, model, focus, wish, scroll });
  useAmountRoom(scroller, columns, `${String(rows.first)}/${String(rows.last)}/${String(cache.revision)}`);
  useEffect(() => {
    model.cache.look(rows.first, rows.last);
  }, [model, rows.first, rows.last]);
  const words = useMemo(() => ({ loading: text('grid.loading'), select: text('grid.select') }), [text]);
  return (
    <div role="rowgroup" className={styles.body} style={{ height: rows.height }}>
      {rows.items.map(({ index, top }) => {
        const row = model.cache.rowAt(index);
        return (
          <GridRow
            key={index}
            row={row}
            index={index}
            top={top}
            columns={columns.visible}
            focus={focus.row === index ? focus.column : null}
            selected={many ? row !== undefined && isChosen(chosen, model.keyOf(row)) : null}
            opens={opens}
            words={words}
          />
        );
      })}
    </div>
  );
}
