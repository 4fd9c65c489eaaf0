import { addDecimals, canonicalDecimal, subtractDecimals, ZERO, type Decimal } from '../../../shared/money/decimal.ts';
import type { BookDocument, NoteOf } from '../../ports/views.ts';
import { decimalOf, textOf } from './cells.ts';
import { linesOf } from './journal-links.ts';
import { beginningOf, splitParts } from './links.ts';
import { paymentNumber } from './payments.ts';
import { documentDay } from './supplier-invoices.ts';

/** What an invoice, an adjustment or a payment says of a month. */
export interface ToldNote {
  readonly name: string;
  readonly day: string | null;
  /** What it adds to what is owed; null if it does not count. */
  readonly amount: Decimal | null;
  readonly companyName: string | null;
}

/** What a journal moved in a month, for the company and in the currency of the link. */
export interface BookedNote {
  /** The document that it books, else the journal itself. */
  readonly entry: string;
  readonly name: string;
  readonly day: string | null;
  readonly changedAt: string | null;
  /** Of the journal's own company; null for lines of another one. */
  readonly companyName: string | null;
  /** By account, credits minus debits; none of a journal that is not in the ledger. */
  readonly accounts: readonly { readonly account: string; readonly name: string | null; readonly credited: Decimal }[];
}

type PackedTold = readonly [name: string, day: string | null, amount: string | null, companyName: string | null];
type PackedBooked = readonly [
  entry: string,
  name: string,
  day: string | null,
  changedAt: string | null,
  companyName: string | null,
  accounts: readonly (readonly [account: string, name: string | null, credited: string])[],
];

/** What all links to a month begin with. */
export const MONTH = beginningOf('month');

/** What a control account's month has to know of a document, beside the link to that month; null for other links. */
export const monthNote: NoteOf = (document, link) => {
  if (!link.startsWith(MONTH)) return null;
  return JSON.stringify(document.stream === 'journal_entries' ? packBooked(document, link) : packTold(document));
};

/** A document's note as `monthNote` wrote it. */
export function readTold(note: string): ToldNote {
  // Written by this module alone: not validated again.
  const [name, day, amount, companyName] = JSON.parse(note) as PackedTold;
  return { name, day, amount: amount === null ? null : decimalOf(amount), companyName };
}

/** A journal's note as `monthNote` wrote it. */
export function readBooked(note: string): BookedNote {
  const [entry, name, day, changedAt, companyName, accounts] = JSON.parse(note) as PackedBooked;
  return {
    entry,
    name,
    day,
    changedAt,
    companyName,
    accounts: accounts.map(([account, accountName, credited]) => ({
      account,
      name: accountName,
      credited: decimalOf(credited),
    })),
  };
}

function packTold(document: BookDocument): PackedTold {
  const { name, day } = nameAndDay(document);
  const amount = amountOf(document);
  const amountText = amount === null ? null : canonicalDecimal(amount);
  return [name, day, amountText, textOf(document.header['company_name'])];
}

function packBooked(journal: BookDocument, link: string): PackedBooked {
  const { header, changedAt } = journal;
  const [, company = '', , currency = ''] = splitParts(link);
  return [
    textOf(header['operational_transaction_wid']) ?? journal.key,
    textOf(header['operational_transaction_name']) ?? textOf(header['journal_number']) ?? journal.label,
    textOf(header['accounting_date']),
    changedAt,
    header['company_id'] === company ? textOf(header['company_name']) : null,
    header['counts_as_posted'] === false ? [] : movedBy(journal, company, currency),
  ];
}

function movedBy(journal: BookDocument, company: string, currency: string): PackedBooked[5] {
  const accounts = new Map<string, { name: string | null; credited: Decimal }>();
  for (const line of linesOf(journal)) {
    if (line.company !== company || line.currency !== currency || line.account === null) continue;
    const known = accounts.get(line.account) ?? { name: null, credited: ZERO };
    const credited = addDecimals(known.credited, line.credited);
    accounts.set(line.account, { name: known.name ?? line.accountName, credited });
  }
  return Array.from(accounts, ([account, { name, credited }]) => [account, name, canonicalDecimal(credited)] as const);
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

function nameAndDay(document: BookDocument): Pick<ToldNote, 'name' | 'day'> {
  if (document.stream === 'payments') {
    return { name: paymentNumber(document), day: textOf(document.header['payment_date']) };
  }
  const prefix = document.stream === 'supplier_invoices' ? 'invoice' : 'adjustment';
  return { name: document.label, day: documentDay(document, prefix) };
}
