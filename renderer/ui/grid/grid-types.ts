import type { ReactNode } from 'react';
import type { Selection, SelectionSums, Sort } from '../../../shared/contract/paging.ts';

/** `number`, `money` and `date` stand in tabular figures, the first two to the right; `money` is blurred in privacy mode. */
export type ColumnKind = 'text' | 'number' | 'money' | 'date' | 'state';

/** What is copied and exported: decimal text, ISO dates, plain words; null is an empty cell. */
export type RawValue = string | number | null;

export interface GridColumn<Row> {
  /** Also the name under which the column is sorted and remembered. */
  readonly id: string;
  readonly header: string;
  readonly kind?: ColumnKind;
  /**
   * What is shown. Nothing in it may take the focus: a cell is the unit of the keyboard. Nothing in it may keep state of its own:
   * its place in the page is given to other rows.
   */
  readonly cell: (row: Row) => ReactNode;
  readonly value: (row: Row) => RawValue;
  /** Pixels; columns of kind `text` share the room that is left, unless a person set their width. */
  readonly width: number;
  /** Pixels; 56 if left out. */
  readonly minWidth?: number;
  readonly sortable?: boolean;
  /** False for a column that must stay in sight. The first column of the list always stays. */
  readonly hideable?: boolean;
  /** Hidden until a person shows it. */
  readonly hidden?: boolean;
  /** Blurred in privacy mode although it is not money: names. */
  readonly private?: boolean;
}

export interface PageRequest<Filter> {
  readonly offset: number;
  readonly limit: number;
  readonly sort: readonly Sort[];
  readonly filter: Filter;
  readonly signal: AbortSignal;
  /**
   * Given where a whole list is read page by page, the same for all of its pages: the first page then fixes the rows and their
   * order, so that rows which come or go meanwhile shift nothing.
   */
  readonly frozen?: string | undefined;
}

export type OrderRequest<Filter> = Omit<PageRequest<Filter>, 'offset' | 'limit' | 'frozen'>;

/** Where the rows come from. Every function may reject; the grid then says so and offers to try again. */
export interface GridSource<Row, Filter> {
  readonly fetchPage: (
    request: PageRequest<Filter>,
  ) => Promise<{ readonly total: number; readonly items: readonly Row[] }>;
  /** Place of the first row whose text in `column` begins with `prefix`, in the given order. */
  readonly findByPrefix?: (
    request: OrderRequest<Filter> & { readonly column: string; readonly prefix: string },
  ) => Promise<number | null>;
  /** Place of a row in the given order, so that focus follows it through a new order. */
  readonly findByKey?: (request: OrderRequest<Filter> & { readonly key: string }) => Promise<number | null>;
  /** Keys of a stretch of rows, for a range that reaches beyond what was read; pages are read where this is missing. */
  readonly fetchKeys?: (request: PageRequest<Filter>) => Promise<readonly string[]>;
}

export interface GridFooter<Filter> {
  /** Exact sums per currency of what is selected, computed where the rows are. */
  readonly sumsOf: (request: {
    readonly selection: Selection;
    readonly filter: Filter;
    readonly signal: AbortSignal;
  }) => Promise<SelectionSums>;
  /** True: while nothing is selected, the footer shows the sums of all rows. */
  readonly sumsOfAll?: boolean;
  /** The word for an `amountName` of the sums. */
  readonly amountLabel?: (amountName: string) => string;
}

export interface GridProps<Row, Filter> {
  readonly label: string;
  /** Keep the identity between renders (useMemo): rows are drawn anew when it changes. */
  readonly columns: readonly GridColumn<Row>[];
  /** Keep the identity between renders; another source starts anew. */
  readonly source: GridSource<Row, Filter>;
  /** JSON-safe. Another value (compared by content) reads anew and drops the selection. */
  readonly filter: Filter;
  /** Another token means that rows may have changed: they are read again in place. */
  readonly version?: string | number;
  /** Names a row for ever: focus and selection hold on to it. */
  readonly keyOf: (row: Row) => string;
  /** Enter, F2, a double click, or a click on the first column. */
  readonly onOpen?: (row: Row) => void;
  /** `none` if left out. */
  readonly selection?: 'none' | 'many';
  /** Told of each change of the selection, with the number of rows in it. */
  readonly onSelection?: (selection: Selection, count: number) => void;
  /** What can be done with the rows that are selected; stands in the bar above the rows. */
  readonly actions?: (selection: Selection, count: number) => ReactNode;
  readonly footer?: GridFooter<Filter>;
  /** Offers the rows (all, or those selected) as a CSV file of this name, without its ending; and the list on paper. */
  readonly exportAll?: { readonly fileName: string };
  /** What narrows the list, each in words: stands in the heading when the list is printed. */
  readonly filterWords?: readonly string[];
  /** Name under which columns are remembered on this machine. */
  readonly memory?: string;
  readonly initialSort?: readonly Sort[];
  /** Shown in place of rows when there are none: one sentence and, if something can be done, one action. */
  readonly empty?: ReactNode;
  /** `j`, `k` and `x` work too; otherwise letters look for a row. */
  readonly singleKeys?: boolean;
  /** Called on Escape when nothing is selected. */
  readonly onLeave?: () => void;
  /** `fill`: as high as its place; a number: pixels at most. 620 if left out. */
  readonly height?: 'fill' | number;
}
