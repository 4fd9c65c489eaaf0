import { latestFirstEntry, type Base } from '../world/base.ts';
import { DAY_MS, dayText } from '../world/calendar.ts';
import { closingOf } from './books-amounts.ts';
import type { Cells, Doc, DocKind, Entered, MasterKind } from './books-facts.ts';
import type { Making } from './make-common.ts';
import { makeEntry, makeInvoice, makeOrder, makeSale } from './make-documents.ts';
import { makeBank, makeGeneral } from './make-journals.ts';
import type { Company } from './world-divisions.ts';
import { isInUse } from './world-divisions.ts';
import { COST_UNITS, firstCostCenters, journals, ledgerAccounts, periods, vatCodes } from './world-ledger.ts';
import { accounts, items } from './world-parties.ts';
import { plantedDocs } from './world-planted.ts';

/** What a division's books hold before any change. */
export type Beginning = Readonly<Record<MasterKind, readonly Entered<Cells>[]>> &
  Readonly<Record<DocKind, readonly Entered<Doc>[]>>;

/** Documents of a company in full use at scale 1, without the planted ones. */
const COUNTS: Readonly<Record<DocKind, number>> = {
  order: 24,
  entry: 36,
  invoice: 14,
  sales: 26,
  general: 12,
  bank: 10,
};

/** Lines of documents over all companies at scale 1; what `exactScaleForLines` divides by. */
const LINES_AT_SCALE_ONE = 1_080;

/** The scale at which the documents of all companies hold about this many lines; the ledger's come on top, about as many again. */
export function exactScaleForLines(lines: number): number {
  return Math.max(1, lines / LINES_AT_SCALE_ONE);
}

/** How many documents of each kind a company has at the beginning; the planted ones follow these. */
export function countsOf(company: Company, scale: number): Readonly<Record<DocKind, number>> {
  const grown = (count: number): number => Math.max(6, Math.round((count * scale * company.size) / 1000));
  const { order, entry, invoice, sales, general, bank } = COUNTS;
  return {
    order: grown(order),
    entry: grown(entry),
    invoice: company.hasPurchaseModule ? grown(invoice) : 0,
    sales: grown(sales),
    general: grown(general),
    bank: grown(bank),
  };
}

/** Reference data: entered long before the documents, one record in ten changed since. */
function masters(base: Base, list: readonly Cells[], salt: number): Entered<Cells>[] {
  const latest = latestFirstEntry(base);
  return list.map((facts, at) => {
    const created = latest - (420 + ((at * 7 + salt) % 60)) * DAY_MS - at * 61_001;
    const modified = at % 10 === 3 ? latest - ((at + salt) % 200) * DAY_MS - at * 977 : created;
    return { facts, created, modified };
  });
}

export function beginningOf(base: Base, company: Company, seed: number): Beginning {
  const parties = accounts(base, company);
  const making: Making = { base, company, seed, accounts: parties, counts: countsOf(company, base.scale) };
  const year = new Date(base.createdAt).getUTCFullYear();
  const planted = isInUse(company) ? plantedDocs(making) : { entry: [], order: [], general: [] };
  const docs = documents(making);
  return {
    gl: masters(base, ledgerAccounts(company), 1),
    center: masters(base, firstCostCenters(base.today), 2),
    unit: masters(base, COST_UNITS, 3),
    item: masters(base, items(company, dayText(base.today - 600)), 4),
    account: masters(base, parties, 5),
    journal: masters(base, journals(company), 6),
    vat: masters(base, vatCodes(company), 7),
    period: masters(base, periods(year - 2, year + 1), 8),
    ...docs,
    order: [...docs.order, ...planted.order],
    entry: [...docs.entry, ...planted.entry],
    general: [...docs.general, ...planted.general],
  };
}

function documents(making: Making): Record<DocKind, Entered<Doc>[]> {
  const { counts } = making;
  const list = (kind: DocKind, make: (making: Making, index: number) => Entered<Doc>): Entered<Doc>[] =>
    Array.from({ length: counts[kind] }, (_, index) => make(making, index));
  const entry = list('entry', makeEntry);
  const sales = list('sales', makeSale);
  const payable = {
    entries: entry.map(({ facts }) => facts).filter((doc) => doc.type === 30),
    sales: sales.map(({ facts }) => facts).filter((doc) => doc.status === 50),
  };
  let opening = '25000';
  const bank = list('bank', (from, index) => {
    const statement = makeBank(from, index, opening, payable);
    opening = closingOf(statement.facts);
    return statement;
  });
  return {
    order: list('order', makeOrder),
    entry,
    invoice: list('invoice', makeInvoice),
    sales,
    general: list('general', makeGeneral),
    bank,
  };
}
