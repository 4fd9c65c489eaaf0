import type { Facts, FactSpec } from '../../../../shared/messages/facts.ts';
import type { Row } from '../../../../shared/model/record.ts';
import {
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  parseDecimal,
  subtractDecimals,
  ZERO,
  type Decimal,
} from '../../../../shared/money/decimal.ts';
import type { BookDocument, BookReader } from '../../../ports/views.ts';
import { decimalOf, distinct, flagOf, textOf } from '../cells.ts';
import { accountLabel, linesOf } from '../journal-links.ts';
import { documentLink } from '../links.ts';
import { PAYMENT_LINES } from '../payments.ts';
import { INVOICE_LINES } from '../supplier-invoices.ts';
import { hasAny } from './book-before.ts';
import { documentView } from './own-document.ts';

const facts: readonly FactSpec[] = [
  { name: 'invoice_number', label: 'Invoice number', type: 'text' },
  { name: 'supplier', label: 'Supplier', type: 'text' },
  { name: 'supplier_id', label: 'Supplier: id', type: 'text' },
  { name: 'supplier_invoice_number', label: 'Supplier’s invoice number', type: 'text' },
  { name: 'amount', label: 'Amount', type: 'money', currencyFact: 'currency', told: true },
  { name: 'currency', label: 'Currency', type: 'text' },
  { name: 'company', label: 'Company', type: 'text' },
  { name: 'company_id', label: 'Company: id', type: 'text' },
  { name: 'status', label: 'Status', type: 'text', told: true },
  { name: 'status_id', label: 'Status: id', type: 'text' },
  { name: 'on_hold', label: 'On hold', type: 'boolean', told: true },
  { name: 'due_date', label: 'Due date', type: 'date', told: true },
  { name: 'invoice_date', label: 'Invoice date', type: 'date' },
  { name: 'payment_terms', label: 'Payment terms', type: 'text' },
  { name: 'purchase_order', label: 'Purchase order', type: 'text' },
  { name: 'gl_accounts', label: 'GL accounts', type: 'texts' },
  { name: 'gl_account_names', label: 'GL accounts with names', type: 'texts' },
  { name: 'spend_categories', label: 'Spend categories', type: 'texts' },
  { name: 'paid_amount', label: 'Paid', type: 'money', currencyFact: 'currency', told: true },
  { name: 'discount_taken', label: 'Discount taken', type: 'money', currencyFact: 'currency' },
  { name: 'amount_due', label: 'Amount due', type: 'money', currencyFact: 'currency', told: true },
  { name: 'payment_status', label: 'Payment status', type: 'text', told: true },
  { name: 'amount_derivation', label: 'How the amount was found', type: 'text' },
  { name: 'due_date_derivation', label: 'How the due date was found', type: 'text' },
  { name: 'payment_derivation', label: 'How the paid amount was found', type: 'text' },
];

/** What payments paid of an invoice. */
interface Settled {
  readonly paid: Decimal;
  readonly discount: Decimal;
}

const booksWithPayments = new WeakSet<BookReader>();

/** Whether payments were ever taken up; a book that has some keeps them, so that it is asked once. */
function hasPayments(book: BookReader): boolean {
  const has = booksWithPayments.has(book) || hasAny(book.keys('payments'));
  if (has) booksWithPayments.add(book);
  return has;
}

/**
 * What the payments in the book that count as paid say about the invoice; null where it cannot be said: one of them has another
 * currency or no amount, or the book has no payments at all.
 */
function settledOf(invoice: BookDocument, book: BookReader): Settled | null {
  if (!hasPayments(book)) return null;
  const naming = documentLink(invoice.key).flatMap((link) => [...book.linked('payments', link)]);
  const counting = naming.filter(({ header }) => header['counts_as_paid'] === true);
  const lines = counting.flatMap((payment) => payment.lines[PAYMENT_LINES] ?? []);
  let settled: Settled = { paid: ZERO, discount: ZERO };
  for (const line of lines) {
    if (line['document_wid'] !== invoice.key) continue;
    const paid = textOf(line['amount_paid']);
    if (paid === null || line['currency_code'] !== invoice.header['currency_code']) return null;
    settled = {
      paid: addDecimals(settled.paid, decimalOf(paid)),
      discount: addDecimals(settled.discount, decimalOf(line['discount_taken'])),
    };
  }
  return settled;
}

const NOT_COMPUTED = 'not computed: no total, no payments, or paid in another currency than the invoice';
const COMPUTED = 'computed: total - amounts paid - discounts, of payments that count as paid';

function paymentStatus(total: Decimal, settled: Decimal): string {
  if (compareDecimals(settled, ZERO) === 0) return compareDecimals(total, ZERO) === 0 ? 'nothing due' : 'unpaid';
  const order = compareDecimals(settled, total);
  return order < 0 ? 'partially paid' : order === 0 ? 'paid' : 'overpaid';
}

function paymentFacts(invoice: BookDocument, book: BookReader): Facts {
  const settled = settledOf(invoice, book);
  const total = parseDecimal(textOf(invoice.header['invoice_total']) ?? '');
  const amounts =
    settled === null
      ? { paid_amount: null, discount_taken: null }
      : { paid_amount: canonicalDecimal(settled.paid), discount_taken: canonicalDecimal(settled.discount) };
  if (settled === null || total === undefined) {
    return { ...amounts, amount_due: null, payment_status: 'unknown', payment_derivation: NOT_COMPUTED };
  }
  const cleared = addDecimals(settled.paid, settled.discount);
  return {
    ...amounts,
    amount_due: canonicalDecimal(subtractDecimals(total, cleared)),
    payment_status: paymentStatus(total, cleared),
    payment_derivation: COMPUTED,
  };
}

/** Accounts that the journals of the invoice debit; those that only cancel another journal are left out. */
function accountFacts(invoice: BookDocument, book: BookReader): Facts {
  const debited = documentLink(invoice.key)
    .flatMap((link) => [...book.linked('journal_entries', link)])
    .filter(({ header }) => textOf(header['cancel_reverses_wid']) === null)
    .flatMap(linesOf)
    .filter(({ credited }) => compareDecimals(credited, ZERO) < 0);
  return {
    gl_accounts: distinct(debited.map(({ account }) => account)),
    gl_account_names: distinct(debited.map(accountLabel)),
  };
}

function ownFacts(header: Row['values'], lines: readonly Row['values'][]): Facts {
  return {
    invoice_number: textOf(header['invoice_number']),
    supplier: textOf(header['supplier_name']) ?? textOf(header['supplier_id']),
    supplier_id: textOf(header['supplier_id']),
    supplier_invoice_number: textOf(header['supplier_reference_number']),
    amount: textOf(header['invoice_total']),
    currency: textOf(header['currency_code']),
    company: textOf(header['company_name']) ?? textOf(header['company_id']),
    company_id: textOf(header['company_id']),
    status: textOf(header['status_name']) ?? textOf(header['status_id']),
    status_id: textOf(header['status_id']),
    on_hold: flagOf(header['is_on_hold']),
    due_date: textOf(header['due_date']),
    invoice_date: textOf(header['invoice_date']),
    payment_terms: textOf(header['payment_terms_name']) ?? textOf(header['payment_terms_id']),
    purchase_order: textOf(header['external_po_number']),
    spend_categories: distinct(lines.map((line) => textOf(line['spend_category_name']))),
    amount_derivation: textOf(header['invoice_total_derivation']),
    due_date_derivation: textOf(header['due_date_derivation']),
  };
}

/** Supplier invoices, with what is paid of them and the accounts that they were booked to. */
export const supplierInvoicesView = documentView({
  id: 'supplier_invoices',
  label: 'Supplier invoices',
  noun: 'invoice',
  nounPlural: 'invoices',
  facts: [...facts],
  layouts: ['invoice', 'overdue-digest'],
  stream: 'supplier_invoices',
  streams: ['supplier_invoices', 'payments', 'journal_entries'],
  named: ({ stream, header, lines }) =>
    stream === 'payments'
      ? distinct((lines[PAYMENT_LINES] ?? []).map((line) => textOf(line['document_wid'])))
      : distinct([
          textOf(header['operational_invoice_id']) === null ? null : textOf(header['operational_transaction_wid']),
        ]),
  tell: (invoice, book) => {
    const { header, lines } = invoice;
    const amount = textOf(header['invoice_total']);
    const currency = textOf(header['currency_code']);
    return {
      key: invoice.key,
      label: invoice.label,
      facts: {
        ...ownFacts(header, lines[INVOICE_LINES] ?? []),
        ...accountFacts(invoice, book),
        ...paymentFacts(invoice, book),
      },
      items: [],
      amounts: amount === null || currency === null ? [] : [{ currency, amount }],
      sourceTime: invoice.changedAt,
      link: null,
    };
  },
});
