import type { Selection, SelectionSums, Sort } from '../../../shared/contract/paging.ts';
import { sumAmounts } from '../../../shared/money/decimal.ts';
import type { GridSource } from '../../../renderer/ui/grid/grid-types.ts';
import { invoiceOf, type Invoice } from './rows.ts';

export interface TestFilter {
  readonly text: string;
}

/** A database for the grid's test page: answers after a moment, keeps count of what it was asked, can fail and can change. */
export class TestDatabase {
  readonly asked: { readonly offset: number; readonly limit: number }[] = [];
  failing = false;
  /** Milliseconds before an answer. */
  readonly #delay: number;
  #rows: Invoice[];
  #view: { readonly question: string; readonly rows: readonly Invoice[] } | undefined;

  constructor(count: number, delay: number) {
    this.#delay = delay;
    this.#rows = Array.from({ length: count }, (_, at) => invoiceOf(at));
  }

  /** New rows at the front, and the removal of some. */
  change(added: number, removed: readonly string[]): void {
    const fresh = Array.from({ length: added }, (_, at) => invoiceOf(10_000_000 + at));
    this.#rows = [...fresh, ...this.#rows.filter((row) => !removed.includes(row.id))];
    this.#view = undefined;
  }

  readonly source: GridSource<Invoice, TestFilter> = {
    fetchPage: async ({ offset, limit, sort, filter }) => {
      this.asked.push({ offset, limit });
      await this.#answer();
      const rows = this.#ordered(sort, filter);
      return { total: rows.length, items: rows.slice(offset, offset + limit) };
    },
    findByKey: async ({ key, sort, filter }) => {
      await this.#answer();
      return placeOf(this.#ordered(sort, filter), (row) => row.id === key);
    },
    findByPrefix: async ({ prefix, sort, filter }) => {
      await this.#answer();
      const wanted = prefix.toLowerCase();
      return placeOf(this.#ordered(sort, filter), (row) => row.number.toLowerCase().startsWith(wanted));
    },
    fetchKeys: async ({ offset, limit, sort, filter }) => {
      await this.#answer();
      return this.#ordered(sort, filter)
        .slice(offset, offset + limit)
        .map((row) => row.id);
    },
  };

  readonly sumsOf = async (request: { selection: Selection; filter: TestFilter }): Promise<SelectionSums> => {
    await this.#answer();
    const { selection } = request;
    const named = new Set(selection.kind === 'keys' ? selection.keys : selection.except);
    const rows = this.#ordered([], request.filter).filter((row) => named.has(row.id) === (selection.kind === 'keys'));
    const currencies = [...new Set(rows.map((row) => row.currency))].sort();
    const sums = currencies.map((currency) => ({
      currency,
      amount: sumAmounts(rows.filter((row) => row.currency === currency).map((row) => row.amount)),
    }));
    return { count: rows.length, sums };
  };

  async #answer(): Promise<void> {
    await new Promise((done) => setTimeout(done, this.#delay));
    if (this.failing) throw new Error('The test database is off.');
  }

  #ordered(sort: readonly Sort[], filter: TestFilter): readonly Invoice[] {
    const question = JSON.stringify([sort, filter]);
    if (this.#view?.question === question) return this.#view.rows;
    const wanted = filter.text.toLowerCase();
    const rows = wanted === '' ? this.#rows : this.#rows.filter((row) => row.supplier.toLowerCase().includes(wanted));
    const view = sort.length === 0 ? rows : rows.toSorted((a, b) => compare(a, b, sort));
    this.#view = { question, rows: view };
    return view;
  }
}

function compare(a: Invoice, b: Invoice, sort: readonly Sort[]): number {
  for (const { column, direction } of sort) {
    const [x, y] = [valueOf(a, column), valueOf(b, column)];
    const order = x < y ? -1 : Number(x > y);
    if (order !== 0) return direction === 'asc' ? order : -order;
  }
  return a.id < b.id ? -1 : 1;
}

function valueOf(row: Invoice, column: string): string | number {
  return column === 'amount' ? Number(row.amount) : row[column as keyof Invoice];
}

function placeOf(rows: readonly Invoice[], test: (row: Invoice) => boolean): number | null {
  const place = rows.findIndex(test);
  return place === -1 ? null : place;
}
