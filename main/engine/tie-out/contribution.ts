import { canonicalDecimal, DecimalSum, parseDecimal, subtractDecimals, ZERO } from '../../../shared/money/decimal.ts';
import type { SummedGroup } from '../../../shared/tie-out/compare.ts';
import type { Figures } from '../../../shared/tie-out/model.ts';
import type { Cell, MappedDocument, SourceRecord } from '../../../shared/model/record.ts';
import type { TableMapping } from '../../../shared/mapping/mapping.ts';
import type { GroupedSum, GroupedSumsRequest, LessPart, TargetStream } from '../../ports/destination.ts';
import { atPath, readList, readText } from '../sums.ts';

/** A document as sums see it, whether it was mapped or is only a record as read. */
export interface DocumentView {
  readonly key: string;
  header(column: string): string;
  /** Rows of the header or a line table, each a reader by column. */
  rows(table: string): readonly ((column: string) => string)[];
}

/** A mapped document; booleans read as `true` and `false`. */
export function viewOfDocument(document: MappedDocument): DocumentView {
  const read = (values: Readonly<Record<string, Cell>>) => (column: string) => cellText(values[column]);
  const header = read(document.header.values);
  return {
    key: document.key,
    header,
    rows: (table) => document.lines[table]?.map((row) => read(row.values)) ?? [header],
  };
}

/** A record as read, by the paths of the mapping: what would be in its rows if it were sound. */
export function viewOfSource(record: SourceRecord, { mapping }: TargetStream): DocumentView {
  const read = (row: SourceRecord['fields'], table: TableMapping) => (column: string) => {
    const path = table.columns.find((one) => one.column === column)?.path ?? '';
    const value = path === '' || path.startsWith('^') ? undefined : atPath(row, path);
    return typeof value === 'boolean' ? String(value) : readText(row, record.fields, table, column);
  };
  const header = read(record.fields, mapping.header);
  return {
    key: record.key,
    header,
    rows: (name) => {
      const table = mapping.lines.find((one) => one.table === name);
      return table === undefined ? [header] : readList(record.fields, table.listPath).map((row) => read(row, table));
    },
  };
}

/** What was taken off each document, by its key and currency. */
export class LessSums {
  readonly #sums = new Map<string, DecimalSum>();

  add(view: DocumentView, less: LessPart): void {
    for (const { document, currency, amount } of paidIn(view, less)) {
      const key = JSON.stringify([document, currency]);
      const sum = this.#sums.get(key) ?? new DecimalSum();
      this.#sums.set(key, sum);
      sum.add(amount);
    }
  }

  of(document: string, currency: string): string {
    return this.#sums.get(JSON.stringify([document, currency]))?.text() ?? '0';
  }
}

/** What one document takes off others; nothing where it does not count. */
export function paidIn(
  view: DocumentView,
  less: LessPart,
): { readonly document: string; readonly currency: string; readonly amount: string }[] {
  const date = view.header(less.dateColumn);
  if (view.header(less.onlyIf) !== 'true' || date === '' || date > less.to) return [];
  return view.rows(less.table).flatMap((row) =>
    less.amounts.map((column) => ({
      document: row(less.documentColumn),
      currency: row(less.currencyColumn),
      amount: row(column),
    })),
  );
}

/** What a document adds to each group, exactly as the destination is asked to sum it. */
export function contributionsOf(view: DocumentView, request: GroupedSumsRequest, less: LessSums): SummedGroup[] {
  const { dates, without, only } = request;
  const date = view.header(dates.column);
  if (date === '' || date > dates.to || (dates.from !== null && date < dates.from)) return [];
  if (without.values.includes(view.header(without.column))) return [];
  if (only !== null && view.header(only.column) !== only.value) return [];
  const isHeader = request.table === request.stream.mapping.header.table;
  return view.rows(request.table).flatMap((row): SummedGroup[] => {
    const amounts = request.sums.map(({ column }) => {
      const amount = row(column) === '' ? '0' : row(column);
      return request.less === null
        ? amount
        : minus(amount, less.of(view.key, view.header(request.less.documentCurrencyColumn)));
    });
    if (request.less !== null && amounts.every(isZero)) return [];
    const group = request.groupBy.map(({ of, column }) => (of === 'document' ? view.header(column) : row(column)));
    return [groupOf(request, { group, documents: isHeader ? 1 : null, sums: amounts })];
  });
}

/** The destination's answer as a group with its figures. */
export function groupOf(
  request: GroupedSumsRequest,
  { group, documents, sums }: Omit<GroupedSum, 'documents'> & { readonly documents: number | null },
): SummedGroup {
  const part = (name: string): string | null => {
    const at = request.groupBy.findIndex((one) => one.name === name);
    return group[at] === undefined || group[at] === '' ? null : group[at];
  };
  const isHeader = request.table === request.stream.mapping.header.table;
  const stated = Object.fromEntries(request.sums.map(({ name }, at) => [name, sums[at] ?? '0'])) as Figures;
  const counted = isHeader && documents !== null ? { count: String(documents) } : {};
  return {
    company: part('company'),
    companyName: part('companyName'),
    currency: part('currency'),
    account: part('account'),
    accountName: part('accountName'),
    figures: { ...counted, amount: minus(stated.debit ?? '0', stated.credit ?? '0'), ...stated },
  };
}

function cellText(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

function minus(a: string, b: string): string {
  return canonicalDecimal(subtractDecimals(parseDecimal(a) ?? ZERO, parseDecimal(b) ?? ZERO));
}

function isZero(amount: string): boolean {
  return (parseDecimal(amount)?.units ?? 0n) === 0n;
}
