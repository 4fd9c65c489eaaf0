import type { InvoiceDoc, InvoiceLine, JournalLine } from '../../../sandbox/world/documents.ts';
import { journalAt, journalPlaces, JOURNAL_FAMILIES } from '../../../sandbox/world/journal-view.ts';
import type { World } from '../../../sandbox/world/world.ts';

/** Sums by “stream | company | amount | currency”, in units of 10⁻¹². Sums of nothing are left out. */
export type Sums = ReadonlyMap<string, bigint>;

const SCALE = 12;

/** Exact units of a decimal text; own arithmetic, so that the product is not checked against itself. */
export function units(text: string | null): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text ?? '0');
  if (match === null) throw new Error(`not a decimal: ${String(text)}`);
  const digits = BigInt((match[2] ?? '') + (match[3] ?? '').padEnd(SCALE, '0').slice(0, SCALE));
  return match[1] === '-' ? -digits : digits;
}

export class SumBook {
  readonly #sums = new Map<string, bigint>();

  add(place: { stream: string; company: string | null; amount: string; currency: string | null }, sum: bigint): void {
    const key = [place.stream, place.company ?? '', place.amount, place.currency ?? ''].join(' | ');
    this.#sums.set(key, (this.#sums.get(key) ?? 0n) + sum);
  }

  get sums(): Sums {
    return new Map([...this.#sums].filter(([, sum]) => sum !== 0n).sort());
  }
}

const sumOf = (texts: readonly (string | null)[]): bigint => texts.reduce((sum, text) => sum + units(text), 0n);

type Money = Pick<InvoiceDoc, 'tax'> & { readonly freight?: string | null; readonly other?: string | null };

function totalOf(doc: Money & { readonly lines: readonly InvoiceLine[] }): bigint {
  return sumOf([...doc.lines.map((line) => line.amount), doc.tax, doc.freight ?? null, doc.other ?? null]);
}

/**
 * What the source holds, added up from the world's own documents. `without` leaves out the records with these Workday ids: those
 * that are rejected land nowhere.
 */
export function sumsOfWorld(world: World, without: ReadonlySet<string> = new Set()): Sums {
  const book = new SumBook();
  addOrders(world, book);
  addInvoices(world, book, without);
  addAdjustments(world, book);
  addPayments(world, book, without);
  addJournals(world, book, without);
  return book.sums;
}

function addOrders(world: World, book: SumBook): void {
  for (let index = 0; index < world.count('purchase-order'); index += 1) {
    const doc = world.current('purchase-order', index);
    const place = { stream: 'purchase_orders', company: doc.company, currency: doc.currency };
    const lines = sumOf(doc.lines.map((line) => line.amount));
    book.add({ ...place, amount: 'purchase_order_total' }, lines);
    book.add({ ...place, amount: 'lines.extended_amount' }, lines);
    const splits = doc.lines.flatMap((line) => line.splits.map((split) => split.amount));
    book.add({ ...place, amount: 'splits.extended_amount' }, sumOf(splits));
  }
}

function addInvoices(world: World, book: SumBook, without: ReadonlySet<string>): void {
  for (let index = 0; index < world.count('invoice'); index += 1) {
    if (without.has(world.wid('invoice', index))) continue;
    const doc = world.current('invoice', index);
    const place = { stream: 'supplier_invoices', company: doc.company, currency: doc.currency };
    book.add({ ...place, amount: 'invoice_total' }, totalOf(doc));
    book.add({ ...place, amount: 'lines.extended_amount' }, sumOf(doc.lines.map((line) => line.amount)));
  }
}

function addAdjustments(world: World, book: SumBook): void {
  for (let index = 0; index < world.count('adjustment'); index += 1) {
    const doc = world.current('adjustment', index);
    const place = { stream: 'supplier_invoice_adjustments', company: doc.company, currency: doc.currency };
    book.add({ ...place, amount: 'adjustment_total' }, totalOf(doc));
    book.add({ ...place, amount: 'lines.extended_amount' }, sumOf(doc.lines.map((line) => line.amount)));
  }
}

function addPayments(world: World, book: SumBook, without: ReadonlySet<string>): void {
  for (let index = 0; index < world.count('payment'); index += 1) {
    const doc = world.at('payment', index, Number.MAX_SAFE_INTEGER);
    if (doc?.payee.kind !== 'supplier' || without.has(world.wid('payment', index))) continue;
    const place = { stream: 'payments', company: doc.company, currency: doc.currency };
    book.add({ ...place, amount: 'payment_amount' }, units(doc.amount));
    book.add({ ...place, amount: 'lines.amount_paid' }, sumOf(doc.lines.map((line) => line.paid)));
  }
}

function addJournals(world: World, book: SumBook, without: ReadonlySet<string>): void {
  for (const family of JOURNAL_FAMILIES) {
    for (let index = 0; index < journalPlaces(world, family); index += 1) {
      const doc = journalAt(world, { family, index }, Number.MAX_SAFE_INTEGER);
      if (doc === undefined || without.has(world.wid(family, index))) continue;
      const place = { stream: 'journal_entries', company: doc.company };
      const sum = (pick: (line: JournalLine) => string): bigint => sumOf(doc.lines.map(pick));
      const ledger = { ...place, currency: null };
      book.add({ ...ledger, amount: 'ledger_debits' }, units(doc.totalDebit));
      book.add({ ...ledger, amount: 'ledger_credits' }, units(doc.totalCredit));
      book.add(
        { ...ledger, amount: 'lines.ledger_debit_amount' },
        sum((line) => line.ledgerDebit),
      );
      book.add(
        { ...ledger, amount: 'lines.ledger_credit_amount' },
        sum((line) => line.ledgerCredit),
      );
      const own = { ...place, currency: doc.currency };
      book.add(
        { ...own, amount: 'lines.debit_amount' },
        sum((line) => line.debit),
      );
      book.add(
        { ...own, amount: 'lines.credit_amount' },
        sum((line) => line.credit),
      );
    }
  }
}

interface LandedAmount {
  readonly stream: string;
  readonly amount: string;
  readonly sql: string;
}

const header = (table: string, column: string, currency = 'currency_code'): string =>
  `SELECT company_id, ${currency}, sum(${column}) FROM {workday_${table}} WHERE NOT _mlc_deleted GROUP BY ALL`;
const lines = (table: string, key: string, columns: { of: string; column: string; currency?: string }): string =>
  `SELECT h.company_id, ${columns.currency ?? 'l.currency_code'}, sum(l.${columns.column}) FROM {workday_${columns.of}} l
   JOIN {workday_${table}} h USING (${key}) WHERE NOT l._mlc_deleted AND NOT h._mlc_deleted GROUP BY ALL`;

/** How an analyst would add up each amount in the warehouse; columns are company, currency, sum. */
export const landedAmounts: readonly LandedAmount[] = [
  ...[
    ['purchase_order_total', header('purchase_orders', 'purchase_order_total')],
    [
      'lines.extended_amount',
      lines('purchase_orders', 'purchase_order_wid', { of: 'purchase_order_lines', column: 'extended_amount' }),
    ],
    [
      'splits.extended_amount',
      lines('purchase_orders', 'purchase_order_wid', { of: 'purchase_order_line_splits', column: 'extended_amount' }),
    ],
  ].map(([amount = '', sql = '']) => ({ stream: 'purchase_orders', amount, sql })),
  ...[
    ['invoice_total', header('supplier_invoices', 'invoice_total')],
    [
      'lines.extended_amount',
      lines('supplier_invoices', 'invoice_wid', { of: 'supplier_invoice_lines', column: 'extended_amount' }),
    ],
  ].map(([amount = '', sql = '']) => ({ stream: 'supplier_invoices', amount, sql })),
  ...[
    ['adjustment_total', header('supplier_invoice_adjustments', 'adjustment_total')],
    [
      'lines.extended_amount',
      lines('supplier_invoice_adjustments', 'adjustment_wid', {
        of: 'supplier_invoice_adjustment_lines',
        column: 'extended_amount',
      }),
    ],
  ].map(([amount = '', sql = '']) => ({ stream: 'supplier_invoice_adjustments', amount, sql })),
  { stream: 'payments', amount: 'payment_amount', sql: header('payments', 'payment_amount') },
  {
    stream: 'payments',
    amount: 'lines.amount_paid',
    sql: lines('payments', 'payment_wid', { of: 'payment_lines', column: 'amount_paid' }),
  },
  ...[
    ['ledger_debits', header('journal_entries', 'total_ledger_debits', "''")],
    ['ledger_credits', header('journal_entries', 'total_ledger_credits', "''")],
    ...['debit_amount', 'credit_amount'].map((column) => [
      `lines.${column}`,
      lines('journal_entries', 'journal_wid', { of: 'journal_entry_lines', column }),
    ]),
    ...['ledger_debit_amount', 'ledger_credit_amount'].map((column) => [
      `lines.${column}`,
      lines('journal_entries', 'journal_wid', { of: 'journal_entry_lines', column, currency: "''" }),
    ]),
  ].map(([amount = '', sql = '']) => ({ stream: 'journal_entries', amount, sql })),
];

/** What landed, added up by DuckDB with the queries above. */
export async function sumsInWarehouse(
  rows: (sql: string) => Promise<readonly (readonly (string | null)[])[]>,
): Promise<Sums> {
  const book = new SumBook();
  for (const { stream, amount, sql } of landedAmounts) {
    for (const [company = null, currency = null, sum = null] of await rows(sql)) {
      book.add({ stream, company, amount, currency }, units(sum));
    }
  }
  return book.sums;
}
