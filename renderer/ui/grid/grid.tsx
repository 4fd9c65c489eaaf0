import { useMemo, useRef, type CSSProperties } from 'react';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { Button } from '../button.tsx';
import { Empty } from '../empty.tsx';
import { ErrorNotice } from '../error-notice.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { GridFooterBar, GridToolbar } from './grid-bars.tsx';
import { GridHeader } from './grid-header.tsx';
import { GridPrint } from './grid-print.tsx';
import { GridRow } from './grid-row.tsx';
import type { GridProps } from './grid-types.ts';
import styles from './grid.module.css';
import { contentWidth, drawnWidths, focusCell } from './measure.ts';
import { chosenState, isChosen, noneChosen, selectionOf } from './selection.ts';
import { chooseAllOrNone, useGridInput } from './use-grid-input.ts';
import { useGrid, type GridBoxes, type GridState } from './use-grid.ts';

interface Parts<Row, Filter> {
  readonly props: GridProps<Row, Filter>;
  readonly grid: GridState<Row, Filter>;
}

/**
 * The grid of the app: rows of a list of any length, read in pages and drawn as they come into sight; with the keyboard of a
 * spreadsheet, a selection that may be the whole list, exact sums, copying and export. The source orders, filters, finds and
 * sums.
 */
export function Grid<Row, Filter>(props: GridProps<Row, Filter>) {
  const scroller = useRef<HTMLDivElement>(null);
  const header = useRef<HTMLDivElement>(null);
  const grid = useGrid(props, { scroller, header });
  const { model, cache, columns } = grid;
  const fill = props.height === 'fill' || undefined;
  return (
    <div className={styles.grid} data-fill={fill}>
      <Toolbar props={props} grid={grid} />
      <Rows props={props} grid={grid} scroller={scroller} header={header} />
      <Notice props={props} grid={grid} />
      <GridFooterBar
        total={cache.total}
        count={grid.count}
        selecting={grid.selecting}
        sums={grid.sums}
        amountLabel={props.footer?.amountLabel}
        partial={cache.total !== null && cache.error !== null}
        onRetry={() => {
          model.retry();
          focusCell(scroller.current)?.focus({ preventScroll: true });
        }}
      />
      <ColumnMenu
        at={grid.menu}
        columns={columns}
        focusAfter={() => focusCell(scroller.current)}
        drawn={() => drawnWidths(header.current)}
        onFit={(column) => {
          fit(grid, scroller.current, column);
        }}
        onClose={() => {
          grid.setMenu(null);
        }}
        announce={grid.setStatus}
      />
      <GridPrint
        label={props.label}
        columns={props.columns}
        rows={() => model.cache.held()}
        keyOf={model.keyOf}
        total={grid.total}
      />
      <div role="status" className={styles.hidden}>
        {grid.status}
      </div>
    </div>
  );
}

function Toolbar<Row, Filter>({ props, grid }: Parts<Row, Filter>) {
  const { count, chosen, model } = grid;
  if (!grid.many && props.exportAll === undefined && props.memory === undefined) return null;
  return (
    <GridToolbar
      label={props.label}
      columns={grid.columns}
      output={grid.output}
      exports={props.exportAll !== undefined}
      count={count}
      actions={count === 0 ? null : props.actions?.(selectionOf(chosen), count)}
      onClear={() => {
        model.choose(noneChosen);
      }}
    />
  );
}

function Rows<Row, Filter>({ props, grid, scroller, header }: Parts<Row, Filter> & GridBoxes) {
  const { many, model, columns, cache, rows, total, navigable, setMenu } = grid;
  const view = () => ({ columns: navigable, pageRows: rows.scroll.pageRows(), selectable: many });
  const openMenu = (column: string, anchor: Element): void => {
    setMenu({ column, anchor });
  };
  const input = useGridInput({ model, columns, view, props, openMenu, announce: grid.setStatus });
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={cache.total === null ? -1 : total + 1}
      aria-colcount={navigable.length}
      aria-multiselectable={many || undefined}
      aria-busy={cache.busy}
      className={styles.scroller}
      style={placing(grid, props.height ?? 620)}
      onCopy={grid.output.onCopy}
      {...input}
    >
      <GridHeader
        header={header}
        columns={columns}
        focus={grid.focus}
        chosen={many ? chosenState(grid.chosen, total) : null}
        onBox={() => {
          chooseAllOrNone(model);
        }}
        onMenu={openMenu}
        onFit={(column) => {
          fit(grid, scroller.current, column);
        }}
      />
      <Body props={props} grid={grid} />
    </div>
  );
}

function Body<Row, Filter>({ props, grid }: Parts<Row, Filter>) {
  const { model, rows, focus, chosen, columns } = grid;
  const text = useText();
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
            selected={grid.many ? row !== undefined && isChosen(chosen, model.keyOf(row)) : null}
            opens={props.onOpen !== undefined}
            words={words}
          />
        );
      })}
    </div>
  );
}

/** What stands where rows would: that there are none, or why they could not be read. */
function Notice<Row, Filter>({ props, grid }: Parts<Row, Filter>) {
  const { cache, model } = grid;
  const text = useText();
  if (cache.total === 0) return props.empty ?? <Empty text={text('grid.empty')} />;
  if (cache.total !== null || cache.error === null) return null;
  return (
    <ErrorNotice error={dtoOf(cache.error)} action={<Button onClick={model.retry}>{text('grid.again')}</Button>} />
  );
}

function placing<Row, Filter>(grid: GridState<Row, Filter>, height: 'fill' | number): CSSProperties {
  const variables: Record<`--${string}`, string> = {
    '--grid-columns': grid.columns.template,
    '--grid-width': `${String(grid.columns.minWidth)}px`,
    '--grid-first': `${String(grid.columns.firstWidth)}px`,
    '--grid-lead': grid.many ? '40px' : '0px',
  };
  return { ...variables, ...(height === 'fill' ? {} : { maxHeight: height }) };
}

function fit<Row, Filter>(grid: GridState<Row, Filter>, scroller: HTMLElement | null, column: string): void {
  grid.columns.freeze(drawnWidths(scroller));
  grid.columns.resize(column, contentWidth(scroller, column));
}
