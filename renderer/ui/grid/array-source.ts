import type { CurrencySum, Selection, SelectionSums, Sort } from '../../../shared/contract/paging.ts';
import { DecimalSum, compareDecimals, parseDecimal } from '../../../shared/money/decimal.ts';
import type { GridColumn, GridSource, RawValue } from './grid-types.ts';

export interface ArrayFilter {
  readonly text?: string | undefined;
}

interface ArraySourceOptions<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly GridColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  /** Amounts of a row that the footer sums; decimal text. */
  readonly amountsOf?: (row: Row) => readonly CurrencySum[];
}

/** A source over rows that are all here already; `sumsOf` is made for the grid's footer. */
export interface ArraySource<Row> extends GridSource<Row, ArrayFilter> {
  readonly sumsOf: (request: { readonly selection: Selection; readonly filter: ArrayFilter }) => Promise<SelectionSums>;
}

/** Orders, filters and sums rows that are all in memory: for lists of at most some thousands. */
export function arraySource<Row>(options: ArraySourceOptions<Row>): ArraySource<Row> {
  const { columns, keyOf } = options;
  const view = viewOf(options);
  return {
    fetchPage: ({ sort, filter, offset, limit }) => {
      const rows = view(sort, filter);
      return Promise.resolve({ total: rows.length, items: rows.slice(offset, offset + limit) });
    },
    fetchKeys: ({ sort, filter, offset, limit }) =>
      Promise.resolve(
        view(sort, filter)
          .slice(offset, offset + limit)
          .map(keyOf),
      ),
    findByKey: ({ sort, filter, key }) => Promise.resolve(placeIn(view(sort, filter), (row) => keyOf(row) === key)),
    findByPrefix: ({ sort, filter, column, prefix }) => {
      const found = columns.find((each) => each.id === column);
      const wanted = prefix.toLowerCase();
      const begins = (row: Row): boolean =>
        String(found?.value(row) ?? '')
          .toLowerCase()
          .startsWith(wanted);
      return Promise.resolve(placeIn(view(sort, filter), begins));
    },
    sumsOf: ({ selection, filter }) => {
      const named = new Set(selection.kind === 'keys' ? selection.keys : selection.except);
      const rows = view([], filter).filter((row) => named.has(keyOf(row)) === (selection.kind === 'keys'));
      return Promise.resolve({ count: rows.length, sums: sumsOf(rows, options.amountsOf) });
    },
  };
}

/** The rows in order, kept for as long as the question is the same. */
function viewOf<Row>(options: ArraySourceOptions<Row>): (sort: readonly Sort[], filter: ArrayFilter) => readonly Row[] {
  let last: { readonly question: string; readonly rows: readonly Row[] } | undefined;
  return (sort, filter) => {
    const question = JSON.stringify([sort, filter]);
    if (last?.question !== question) last = { question, rows: ordered(filtered(options, filter), options, sort) };
    return last.rows;
  };
}

function filtered<Row>({ rows, columns }: ArraySourceOptions<Row>, filter: ArrayFilter): readonly Row[] {
  const wanted = (filter.text ?? '').trim().toLowerCase();
  if (wanted === '') return rows;
  return rows.filter((row) =>
    columns.some((column) =>
      String(column.value(row) ?? '')
        .toLowerCase()
        .includes(wanted),
    ),
  );
}

function ordered<Row>(
  rows: readonly Row[],
  { columns }: ArraySourceOptions<Row>,
  sort: readonly Sort[],
): readonly Row[] {
  const rules = sort.flatMap(({ column, direction }) => {
    const found = columns.find((each) => each.id === column);
    return found === undefined ? [] : [{ value: found.value, sign: direction === 'asc' ? 1 : -1 }];
  });
  if (rules.length === 0) return rows;
  return rows.toSorted((a, b) => {
    for (const { value, sign } of rules) {
      const order = compareValues(value(a), value(b));
      if (order !== 0) return order * sign;
    }
    return 0;
  });
}

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Empty first, then numbers by their exact size, then text. */
export function compareValues(a: RawValue, b: RawValue): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  const [left, right] = [String(a), String(b)];
  const [x, y] = [parseDecimal(left), parseDecimal(right)];
  if (x !== undefined && y !== undefined) return compareDecimals(x, y);
  return words.compare(left, right);
}

function sumsOf<Row>(
  rows: readonly Row[],
  amountsOf: ((row: Row) => readonly CurrencySum[]) | undefined,
): CurrencySum[] {
  const sums = new Map<string, { readonly of: CurrencySum; readonly sum: DecimalSum }>();
  if (amountsOf === undefined) return [];
  for (const amount of rows.flatMap(amountsOf)) {
    const name = JSON.stringify([amount.amountName ?? null, amount.currency]);
    const entry = sums.get(name) ?? { of: amount, sum: new DecimalSum() };
    entry.sum.add(amount.amount);
    sums.set(name, entry);
  }
  return [...sums.values()].map(({ of, sum }) => ({ ...of, amount: sum.text() }));
}

function placeIn<Row>(rows: readonly Row[], test: (row: Row) => boolean): number | null {
  const place = rows.findIndex(test);
  return place === -1 ? null : place;
}
