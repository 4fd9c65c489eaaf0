import {
  addDecimals,
  compareDecimals,
  subtractDecimals,
  ZERO,
  type Decimal,
} from '../../../../shared/money/decimal.ts';
import type { BookDocument, BookReader } from '../../../ports/views.ts';
import { decimalOf, textOf } from '../cells.ts';
import { linesOf } from '../journal-links.ts';
import { beginningOf, monthLink, splitParts } from '../links.ts';
import { documentDay } from '../supplier-invoices.ts';
import { paymentNumber } from './payments.ts';

/** What one document, or a journal without a document, did to an account: by the ledger, and by the document itself. */
export interface Entry {
  readonly name: string;
  readonly day: string | null;
  /** What it adds to what is owed, as the journals have it. */
  readonly booked: Decimal;
  /** The same as the document says. */
  readonly told: Decimal;
}

/** A control account in one currency, in one month of a company. */
export interface AccountMonth {
  readonly account: string;
  readonly currency: string;
  readonly accountName: string | null;
  readonly booked: Decimal;
  readonly told: Decimal;
  /** Those that do not agree. */
  readonly entries: readonly Entry[];
  /** The last change of one of its journals. */
  readonly changedAt: string | null;
}

/** A month of a company, as far as its control accounts go. */
export interface CompanyMonth {
  readonly companyName: string | null;
  readonly accounts: readonly AccountMonth[];
}

/** A document that is in the ledger, by what it says itself. */
interface Told extends Pick<Entry, 'name' | 'day'> {
  readonly currency: string;
  readonly amount: Decimal;
}

interface Booked {
  accountName: string | null;
  changedAt: string | null;
  /** By document, or by journal where there is none. */
  readonly entries: Map<string, { readonly name: string; readonly day: string | null; readonly booked: Decimal }>;
}

function negative(value: Decimal): Decimal {
  return subtractDecimals(ZERO, value);
}

/** What a document adds to what is owed; null if it does not count: a draft, a cancelled one, a payment that is not out. */
function amountOf({ stream, header }: BookDocument): Decimal | null {
  if (stream === 'payments') {
    // A discount that is taken settles its part of the debt as well.
    const settled = addDecimals(decimalOf(header['payment_amount']), decimalOf(header['discount_taken']));
    return header['counts_as_paid'] === true ? negative(settled) : null;
  }
  if (header['counts_as_posted'] === false) return null;
  if (stream === 'supplier_invoices') return decimalOf(header['invoice_total']);
  const total = decimalOf(header['adjustment_total']);
  return header['is_increase'] === true ? total : negative(total);
}

function nameAndDay(document: BookDocument): Pick<Entry, 'name' | 'day'> {
  if (document.stream === 'payments') {
    return { name: paymentNumber(document), day: textOf(document.header['payment_date']) };
  }
  return {
    name: document.label,
    day: documentDay(document, document.stream === 'supplier_invoices' ? 'invoice' : 'adjustment'),
  };
}

const DOCUMENT_STREAMS = ['supplier_invoices', 'supplier_invoice_adjustments', 'payments'] as const;

interface Names {
  companyName: string | null;
}

function documentsOf(link: string, book: BookReader, names: Names): Map<string, Told> {
  const told = new Map<string, Told>();
  for (const stream of DOCUMENT_STREAMS) {
    for (const document of book.linked(stream, link)) {
      names.companyName ??= textOf(document.header['company_name']);
      const amount = amountOf(document);
      const currency = textOf(document.header['currency_code']);
      if (amount !== null && currency !== null) told.set(document.key, { ...nameAndDay(document), currency, amount });
    }
  }
  return told;
}

function takeJournal(
  journal: BookDocument,
  company: string,
  into: (account: string, currency: string) => Booked | null,
): void {
  const { header } = journal;
  const entry = textOf(header['operational_transaction_wid']) ?? journal.key;
  const name = textOf(header['operational_transaction_name']) ?? textOf(header['journal_number']) ?? journal.label;
  for (const line of linesOf(journal)) {
    if (line.company !== company || line.account === null) continue;
    const booked = into(line.account, line.currency);
    if (booked === null) continue;
    const known = booked.entries.get(entry)?.booked ?? ZERO;
    booked.entries.set(entry, {
      name,
      day: textOf(header['accounting_date']),
      booked: addDecimals(known, line.credited),
    });
    booked.accountName ??= line.accountName;
    if (journal.changedAt !== null && journal.changedAt > (booked.changedAt ?? ''))
      booked.changedAt = journal.changedAt;
  }
}

/** The accounts that the journals of a company's invoices credit most. */
export function controlAccounts(company: string, book: BookReader): string[] {
  return [...book.links('journal_entries', beginningOf('control', company))].map((link) => splitParts(link)[2] ?? '');
}

function agreed(
  booked: Booked,
  told: ReadonlyMap<string, Told>,
  currency: string,
): Pick<AccountMonth, 'booked' | 'told' | 'entries'> {
  let [bookedSum, toldSum] = [ZERO, ZERO];
  const entries: Entry[] = [];
  const add = (entry: Entry): void => {
    bookedSum = addDecimals(bookedSum, entry.booked);
    toldSum = addDecimals(toldSum, entry.told);
    if (compareDecimals(entry.booked, entry.told) !== 0) entries.push(entry);
  };
  for (const [key, one] of booked.entries) {
    const document = told.get(key);
    add({ ...one, told: document?.currency === currency ? document.amount : ZERO });
  }
  for (const [key, { name, day, currency: own, amount }] of told) {
    if (own === currency && !booked.entries.has(key)) add({ name, day, booked: ZERO, told: amount });
  }
  return { booked: bookedSum, told: toldSum, entries };
}

/** Computes a month: one pass over its journals and its documents, for all control accounts and currencies at once. */
export function companyMonth(company: string, month: string, book: BookReader): CompanyMonth {
  const [link = ''] = monthLink(company, `${month}-01`);
  const names: Names = { companyName: null };
  const told = documentsOf(link, book, names);
  const controls = controlAccounts(company, book);
  const currencies = new Set([...told.values()].map(({ currency }) => currency));
  const found = new Map<string, Map<string, Booked>>(controls.map((account) => [account, new Map<string, Booked>()]));
  const into = (account: string, currency: string): Booked | null => {
    const byCurrency = found.get(account);
    if (byCurrency === undefined) return null;
    const booked = byCurrency.get(currency) ?? { accountName: null, changedAt: null, entries: new Map() };
    byCurrency.set(currency, booked);
    return booked;
  };
  for (const journal of book.linked('journal_entries', link)) {
    names.companyName ??= journal.header['company_id'] === company ? textOf(journal.header['company_name']) : null;
    if (journal.header['counts_as_posted'] !== false) takeJournal(journal, company, into);
  }
  for (const account of controls) for (const currency of currencies) into(account, currency);
  const accounts = [...found].flatMap(([account, byCurrency]) =>
    [...byCurrency].map(([currency, booked]) => ({
      account,
      currency,
      accountName: booked.accountName,
      changedAt: booked.changedAt,
      ...agreed(booked, told, currency),
    })),
  );
  return { companyName: names.companyName, accounts };
}
