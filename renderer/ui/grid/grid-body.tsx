import { useEffect, useId, useMemo, useSyncExternalStore } from 'react';
import { useText } from '../../i18n/text.ts';
import { columnIn, type Focus } from './grid-model.ts';
import { GridRow } from './grid-row.tsx';
import styles from './grid.module.css';
import { isChosen } from './selection.ts';
import { useFocusFollowing } from './use-focus-following.ts';
import { useAmountRoom } from './use-amount-room.ts';
import { drawnRows, type GridBoxes, type GridState } from './use-grid.ts';
import { useRowWindow, type RowWindow } from './use-row-window.ts';

interface GridBodyProps<Row, Filter> {
  readonly grid: GridState<Row, Filter>;
  readonly boxes: GridBoxes;
  readonly opens: boolean;
}

/** The rows in sight; the only part that is drawn anew while the list is scrolled or the focus moves. */
export function GridBody<Row, Filter>({ grid, boxes, opens }: GridBodyProps<Row, Filter>) {
  const { model, columns, rowHeight, scroll, many } = grid;
  const { scroller } = boxes;
  const text = useText();
  const { chosen, focus: wanted, wish } = useSyncExternalStore(model.subscribe, model.state);
  const cache = useSyncExternalStore(model.cache.subscribe, model.cache.state);
  const focus: Focus = { row: wanted.row, column: columnIn(grid.navigable, wanted.column) };
  const rows = useRowWindow({ ...boxes, total: drawnRows(cache), rowHeight, keep: focus.row, wish });
  useFocusFollowing({ scroller, model, focus, wish, scroll });
  useAmountRoom(scroller, columns, `${String(rows.first)}/${String(rows.last)}/${String(cache.revision)}`);
  useEffect(() => {
    model.cache.look(rows.first, rows.last);
  }, [model, rows.first, rows.last]);
  const words = useMemo(() => ({ loading: text('grid.loading'), select: text('grid.select') }), [text]);
  const id = useId();
  return (
    <div role="rowgroup" aria-owns={spokenOrder(rows, id)} className={styles.body} style={{ height: rows.height }}>
      {rows.slots.map((drawn, slot) => {
        if (drawn === undefined) return null;
        const row = model.cache.rowAt(drawn.index);
        return (
          <GridRow
            // A slot is no record: it stays in the page and shows another one.
            key={slot}
            id={`${id}${String(slot)}`}
            row={row}
            index={drawn.index}
            top={drawn.top}
            columns={columns.visible}
            focus={focus.row === drawn.index ? focus.column : null}
            selected={many ? row !== undefined && isChosen(chosen, model.keyOf(row)) : null}
            opens={opens}
            words={words}
          />
        );
      })}
    </div>
  );
}

/** The rows' ids from first to last, for who does not see where they stand; undefined where the page has them in that order. */
function spokenOrder({ slots }: RowWindow, id: string): string | undefined {
  const drawn = slots.flatMap((row, slot) => (row === undefined ? [] : [{ index: row.index, slot }]));
  if (drawn.every(({ index }, at) => at === 0 || index > (drawn[at - 1]?.index ?? 0))) return undefined;
  return drawn
    .sort((a, b) => a.index - b.index)
    .map(({ slot }) => `${id}${String(slot)}`)
    .join(' ');
}
