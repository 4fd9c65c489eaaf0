import { useRef, useSyncExternalStore, type CSSProperties } from 'react';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { Button } from '../button.tsx';
import { Empty } from '../empty.tsx';
import { ErrorNotice } from '../error-notice.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { GridFooterBar, GridToolbar } from './grid-bars.tsx';
import { GridBody } from './grid-body.tsx';
import { GridHeader } from './grid-header.tsx';
import { columnIn, headerRow, type GridModel } from './grid-model.ts';
import { GridPrint } from './grid-print.tsx';
import type { GridProps } from './grid-types.ts';
import styles from './grid.module.css';
import { contentWidth, drawnWidths, focusCell } from './measure.ts';
import { chosenCount, chosenState, noneChosen, selectionOf, type Chosen } from './selection.ts';
import { chooseAllOrNone, useGridInput } from './use-grid-input.ts';
import { useGrid, type GridBoxes, type GridState } from './use-grid.ts';
import { useSums } from './use-sums.ts';

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
  const { model, columns } = grid;
  const focusAgain = (): HTMLElement | null => focusCell(scroller.current);
  return (
    <div className={styles.grid} data-fill={props.height === 'fill' || undefined}>
      <Toolbar props={props} grid={grid} />
      <Rows props={props} grid={grid} scroller={scroller} header={header} />
      <Notice props={props} grid={grid} />
      <Footer
        props={props}
        grid={grid}
        onRetry={() => {
          model.retry();
          focusAgain()?.focus({ preventScroll: true });
        }}
      />
      <ColumnMenu
        at={grid.menu}
        columns={columns}
        focusAfter={focusAgain}
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
        filters={props.filterWords}
        paper={grid.print.paper}
        held={() => model.cache.held()}
        keyOf={model.keyOf}
        total={() => model.cache.state().total ?? 0}
      />
      <div role="status" className={styles.hidden}>
        {grid.status}
      </div>
    </div>
  );
}

/** What is chosen, and of how many rows. */
function useChosen<Row, Filter>(model: GridModel<Row, Filter>): { readonly chosen: Chosen; readonly total: number } {
  const chosen = useSyncExternalStore(model.subscribe, () => model.state().chosen);
  const total = useSyncExternalStore(model.cache.subscribe, () => model.cache.state().total ?? 0);
  return { chosen, total };
}

function Toolbar<Row, Filter>({ props, grid }: Parts<Row, Filter>) {
  const { model } = grid;
  const { chosen, total } = useChosen(model);
  const count = chosenCount(chosen, total);
  if (!grid.many && props.exportAll === undefined && props.memory === undefined) return null;
  return (
    <GridToolbar
      label={props.label}
      columns={grid.columns}
      output={grid.output}
      print={grid.print}
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
  const { many, model, navigable, scroll, setMenu } = grid;
  const total = useSyncExternalStore(model.cache.subscribe, () => model.cache.state().total);
  const busy = useSyncExternalStore(model.cache.subscribe, () => model.cache.state().busy);
  const view = () => ({ columns: navigable, pageRows: scroll.pageRows(), selectable: many });
  const openMenu = (column: string, anchor: Element): void => {
    setMenu({ column, anchor });
  };
  const input = useGridInput({ model, columns: grid.columns, view, props, openMenu, announce: grid.setStatus });
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={total === null ? -1 : total + 1}
      aria-colcount={navigable.length}
      aria-multiselectable={many || undefined}
      aria-busy={busy}
      className={styles.scroller}
      style={placing(grid, props.height ?? 620)}
      onCopy={grid.output.onCopy}
      {...input}
    >
      <Head
        grid={grid}
        boxes={{ scroller, header }}
        onMenu={openMenu}
        onFit={(column) => {
          fit(grid, scroller.current, column);
        }}
      />
      <GridBody grid={grid} boxes={{ scroller, header }} opens={props.onOpen !== undefined} />
    </div>
  );
}

interface HeadProps<Row, Filter> {
  readonly grid: GridState<Row, Filter>;
  readonly boxes: GridBoxes;
  readonly onMenu: (column: string, anchor: Element) => void;
  readonly onFit: (column: string) => void;
}

function Head<Row, Filter>({ grid, boxes, onMenu, onFit }: HeadProps<Row, Filter>) {
  const { model, many, navigable } = grid;
  const { chosen, total } = useChosen(model);
  const focus = useSyncExternalStore(model.subscribe, () => {
    const { row, column } = model.state().focus;
    return row === headerRow ? columnIn(navigable, column) : null;
  });
  return (
    <GridHeader
      header={boxes.header}
      columns={grid.columns}
      focus={focus}
      chosen={many ? chosenState(chosen, total) : null}
      onBox={() => {
        chooseAllOrNone(model);
      }}
      onMenu={onMenu}
      onFit={onFit}
    />
  );
}

function Footer<Row, Filter>({ props, grid, onRetry }: Parts<Row, Filter> & { readonly onRetry: () => void }) {
  const { model, filter } = grid;
  const { chosen, total } = useChosen(model);
  const selecting = useSyncExternalStore(model.subscribe, () => model.state().selecting);
  const known = useSyncExternalStore(model.cache.subscribe, () => model.cache.state().total !== null);
  const failed = useSyncExternalStore(model.cache.subscribe, () => model.cache.state().error !== null);
  const sums = useSums({ footer: props.footer, chosen, filter, total, version: props.version });
  return (
    <GridFooterBar
      total={known ? total : null}
      count={chosenCount(chosen, total)}
      selecting={selecting}
      sums={sums}
      amountLabel={props.footer?.amountLabel}
      partial={known && failed}
      onRetry={onRetry}
    />
  );
}

/** What stands where rows would: that there are none, or why they could not be read. */
function Notice<Row, Filter>({ props, grid }: Parts<Row, Filter>) {
  const { model } = grid;
  const text = useText();
  const total = useSyncExternalStore(model.cache.subscribe, () => model.cache.state().total);
  const error = useSyncExternalStore(model.cache.subscribe, () => model.cache.state().error);
  if (total === 0) return props.empty ?? <Empty text={text('grid.empty')} />;
  if (total !== null || error === null) return null;
  return <ErrorNotice error={dtoOf(error)} action={<Button onClick={model.retry}>{text('grid.again')}</Button>} />;
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
