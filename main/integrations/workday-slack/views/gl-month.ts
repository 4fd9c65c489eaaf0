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
import { beginningOf, splitParts } from '../links.ts';
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

/** A control account of a company, in one month and currency. */
export interface AccountMonth {
  readonly account: string;
  readonly accountName: string | null;
  readonly booked: Decimal;
  readonly told: Decimal;
  /** Those that do not agree. */
  readonly entries: readonly Entry[];
  /** The last change of one of its journals. */
  readonly changedAt: string | null;
}

/** What happened to the control accounts of a company in a month and currency. */
export interface Movements {
  readonly companyName: string | null;
  readonly accounts: readonly AccountMonth[];
}

/** A document that is in the ledger, by what it says itself. */
interface Told extends Pick<Entry, 'name' | 'day'> {
  readonly amount: Decimal;
}

interface Booked {
  accountName: string | null;
  changedAt: string | null;
  /** By document, or by journal where there is none. */
  readonly entries: Map<string, { readonly name: string; readonly day: string | null; readonly booked: Decimal }>;
}

/** Company and currency that movements are of, and the link that leads to their documents and journals. */
interface Place {
  readonly company: string;
  readonly currency: string;
  readonly link: string;
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
  const prefix = document.stream === 'supplier_invoices' ? 'invoice' : 'adjustment';
  return { name: document.label, day: documentDay(document, prefix) };
}

const DOCUMENT_STREAMS = ['supplier_invoices', 'supplier_invoice_adjustments', 'payments'] as const;

/** A company is called what its documents call it. */
interface Names {
  companyName: string | null;
}

function toldAt({ link }: Place, book: BookReader, names: Names): Map<string, Told> {
  const told = new Map<string, Told>();
  for (const stream of DOCUMENT_STREAMS) {
    for (const document of book.linked(stream, link)) {
      names.companyName ??= textOf(document.header['company_name']);
      const amount = amountOf(document);
      if (amount !== null) told.set(document.key, { ...nameAndDay(document), amount });
    }
  }
  return told;
}

function takeJournal(journal: BookDocument, place: Place, accounts: ReadonlyMap<string, Booked>): void {
  const { header, changedAt } = journal;
  const entry = textOf(header['operational_transaction_wid']) ?? journal.key;
  const name = textOf(header['operational_transaction_name']) ?? textOf(header['journal_number']) ?? journal.label;
  const day = textOf(header['accounting_date']);
  for (const line of linesOf(journal)) {
    if (line.company !== place.company || line.currency !== place.currency) continue;
    const booked = accounts.get(line.account ?? '');
    if (booked === undefined) continue;
    const sum = addDecimals(booked.entries.get(entry)?.booked ?? ZERO, line.credited);
    booked.entries.set(entry, { name, day, booked: sum });
    booked.accountName ??= line.accountName;
    if (changedAt !== null && changedAt > (booked.changedAt ?? '')) booked.changedAt = changedAt;
  }
}

function bookedAt(place: Place, book: BookReader, names: Names): Map<string, Booked> {
  const accounts = new Map(
    controlAccounts(place.company, book).map((account): [string, Booked] => [
      account,
      { accountName: null, changedAt: null, entries: new Map() },
    ]),
  );
  for (const journal of book.linked('journal_entries', place.link)) {
    const { company_id: company, company_name: name, counts_as_posted: counts } = journal.header;
    if (company === place.company) names.companyName ??= textOf(name);
    if (counts !== false) takeJournal(journal, place, accounts);
  }
  return accounts;
}

/** The accounts that the journals of a company's invoices credit most. */
export function controlAccounts(company: string, book: BookReader): string[] {
  return [...book.links('journal_entries', beginningOf('control', company))].map((link) => splitParts(link)[2] ?? '');
}

function compared(booked: Booked, told: ReadonlyMap<string, Told>): Pick<AccountMonth, 'booked' | 'told' | 'entries'> {
  let [bookedSum, toldSum] = [ZERO, ZERO];
  const entries: Entry[] = [];
  const add = (entry: Entry): void => {
    bookedSum = addDecimals(bookedSum, entry.booked);
    toldSum = addDecimals(toldSum, entry.told);
    if (compareDecimals(entry.booked, entry.told) !== 0) entries.push(entry);
  };
  for (const [key, entry] of booked.entries) add({ ...entry, told: told.get(key)?.amount ?? ZERO });
  for (const [key, { name, day, amount }] of told) {
    if (!booked.entries.has(key)) add({ name, day, booked: ZERO, told: amount });
  }
  return { booked: bookedSum, told: toldSum, entries };
}

/**
 * The control accounts of a company in a month and currency, by their `monthLink`: one pass over its documents and one over its
 * journals. An account that nothing happened to is left out.
 */
export function movementsAt(link: string, book: BookReader): Movements {
  const [, company = '', , currency = ''] = splitParts(link);
  const place: Place = { company, currency, link };
  const names: Names = { companyName: null };
  const told = toldAt(place, book, names);
  const accounts = [...bookedAt(place, book, names)]
    .filter(([, { entries }]) => entries.size > 0 || told.size > 0)
    .map(([account, booked]) => ({
      account,
      accountName: booked.accountName,
      changedAt: booked.changedAt,
      ...compared(booked, told),
    }));
  return { companyName: names.companyName, accounts };
}
