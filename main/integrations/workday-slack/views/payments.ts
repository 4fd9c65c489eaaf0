import type { Facts, FactSpec } from '../../../../shared/messages/facts.ts';
import { canonicalDecimal, compareDecimals, subtractDecimals, ZERO } from '../../../../shared/money/decimal.ts';
import type { BookDocument } from '../../../ports/views.ts';
import { absolute, decimalOf, distinct, flagOf, textOf } from '../cells.ts';
import { PAYMENT_LINES, paymentNumber } from '../payments.ts';
import { documentView } from './own-document.ts';

const facts: readonly FactSpec[] = [
  { name: 'payment', label: 'Payment', type: 'text' },
  { name: 'supplier', label: 'Supplier', type: 'text' },
  { name: 'supplier_id', label: 'Supplier: id', type: 'text' },
  { name: 'amount', label: 'Amount', type: 'money', currencyFact: 'currency', told: true },
  { name: 'currency', label: 'Currency', type: 'text' },
  { name: 'company', label: 'Company', type: 'text' },
  { name: 'company_id', label: 'Company: id', type: 'text' },
  { name: 'status', label: 'Status', type: 'text', told: true },
  { name: 'counts_as_paid', label: 'Counts as paid', type: 'boolean', told: true },
  { name: 'payment_date', label: 'Payment date', type: 'date', told: true },
  { name: 'method', label: 'Payment method', type: 'text' },
  { name: 'category', label: 'Payment category', type: 'text' },
  { name: 'run', label: 'Payment run', type: 'text' },
  { name: 'invoices', label: 'Invoices', type: 'texts' },
  { name: 'discount_taken', label: 'Discount taken', type: 'money', currencyFact: 'currency' },
  { name: 'documents_amount', label: 'Paid on documents', type: 'money', currencyFact: 'currency' },
  { name: 'difference', label: 'Payment against documents', type: 'money', currencyFact: 'currency' },
];

/** What a person calls what was sent together, without the words that say what it is; null for a payment by itself. */
export function runName({ header }: BookDocument): string | null {
  const name =
    textOf(header['settlement_run_name']) ??
    textOf(header['settlement_run_id']) ??
    textOf(header['payment_group_name']);
  return name?.replace(/^(?:settlement|payment) (?:run|group)[\s:#-]+(?=\S)/i, '') ?? null;
}

/**
 * How far the payment is from the amounts that it pays of documents, without sign; null if it names none: the reference knows no
 * rule by which they add up, so that a difference is something to look at, no error.
 */
export function documentsDifference({ header, lines }: BookDocument): string | null {
  const [amount, total] = [textOf(header['payment_amount']), textOf(header['remittance_total'])];
  if (amount === null || total === null || (lines[PAYMENT_LINES] ?? []).length === 0) return null;
  const difference = subtractDecimals(decimalOf(amount), decimalOf(total));
  return compareDecimals(difference, ZERO) === 0 ? '0' : canonicalDecimal(absolute(difference));
}

/** The facts of one payment; also what an exception of a run says. */
export function paymentFacts(payment: BookDocument): Facts {
  const { header, lines } = payment;
  const documents = lines[PAYMENT_LINES] ?? [];
  return {
    payment: paymentNumber(payment),
    supplier: textOf(header['supplier_name']) ?? textOf(header['supplier_id']),
    supplier_id: textOf(header['supplier_id']),
    amount: textOf(header['payment_amount']),
    currency: textOf(header['currency_code']),
    company: textOf(header['company_name']) ?? textOf(header['company_id']),
    company_id: textOf(header['company_id']),
    status: textOf(header['status_name']),
    counts_as_paid: flagOf(header['counts_as_paid']),
    payment_date: textOf(header['payment_date']),
    method: textOf(header['payment_type_name']) ?? textOf(header['payment_type_id']),
    category: textOf(header['payment_category_name']) ?? textOf(header['payment_category_id']),
    run: runName(payment),
    invoices: distinct(documents.map((line) => textOf(line['document_name']))),
    discount_taken: textOf(header['discount_taken']),
    documents_amount: documents.length === 0 ? null : textOf(header['remittance_total']),
    difference: documentsDifference(payment),
  };
}

/** Payments to suppliers, each by itself. */
export const paymentsView = documentView({
  id: 'payments',
  label: 'Payments',
  noun: 'payment',
  nounPlural: 'payments',
  facts: [...facts],
  layouts: ['payment'],
  stream: 'payments',
  streams: ['payments'],
  tell: (payment) => {
    const { header } = payment;
    const [amount, currency] = [textOf(header['payment_amount']), textOf(header['currency_code'])];
    return {
      key: payment.key,
      label: payment.label,
      facts: paymentFacts(payment),
      items: [],
      amounts: amount === null || currency === null ? [] : [{ currency, amount }],
      sourceTime: payment.changedAt,
      link: null,
    };
  },
});
