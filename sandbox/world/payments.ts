import { amountText, roundUnits, unitsOf } from './amounts.ts';
import { daysAgo, EXTRA_PAYMENTS, firstEntry, latestSecondEntry, randomFor, type Base } from './base.ts';
import { DAY_MS, dayText, MINUTE_MS } from './calendar.ts';
import type { InvoiceDoc, PaymentDoc, PaymentLine } from './documents.ts';
import { invoiceDoc, invoiceHead, invoiceMoments } from './invoices.ts';
import { invoiceTotal, shareOf } from './lines.ts';
import { COMPANIES, currencyOf } from './masters.ts';
import { PLANTED } from './planted.ts';
import { pickSupplier } from './suppliers.ts';

/** An invoice of the same supplier, company and currency as the one before it: both may be paid at once. */
function isPaidWithTheOneBefore(base: Base, index: number): boolean {
  if (index % 10 !== 6) return false;
  return [index - 1, index].every((at) => {
    const head = invoiceHead(base, at, 1);
    return head.fate === 'kept' && head.status === 'APPROVED' && head.payment === 'PAID';
  });
}

type Sort = 'full' | 'part' | 'cancelled' | 'none';

/** What became of the payment of an invoice. Of unpaid invoices some had one that was cancelled. */
function sortOf(base: Base, index: number): Sort {
  const head = invoiceHead(base, index, 1);
  if (head.status !== 'APPROVED' || head.company === null || head.currency === null) return 'none';
  if (head.payment === 'UNPAID') return head.fate === 'kept' && index % 7 === 2 ? 'cancelled' : 'none';
  if (head.fate === 'cancelled') return 'cancelled';
  return head.payment === 'PARTIALLY_PAID' ? 'part' : 'full';
}

function isExtra(index: number): boolean {
  return index < EXTRA_PAYMENTS;
}

/** The place of the payment of an invoice, if it has one of its own. */
export function placeOfPayment(invoice: number): number {
  return EXTRA_PAYMENTS + invoice;
}

/** The invoices that the payment at a place pays: its own, and the next one where both are paid at once. */
function paidBy(base: Base, index: number): readonly number[] {
  const invoice = index - EXTRA_PAYMENTS;
  const withNext = invoice + 1 < base.counts.invoice && isPaidWithTheOneBefore(base, invoice + 1);
  return withNext ? [invoice, invoice + 1] : [invoice];
}

function paymentDay(base: Base, index: number): number {
  if (isExtra(index)) return base.today - 3 - (index % 20);
  const heads = paidBy(base, index).map((invoice) => invoiceHead(base, invoice, invoiceMoments(base, invoice).length));
  const [head] = heads;
  if (head === undefined) return base.today - 1;
  const random = randomFor(base, 'payment', index, 1);
  const wanted = (head.dueDay ?? head.day + 14) - random.below(4);
  return Math.min(Math.max(wanted, ...heads.map(({ day }) => day)), base.today - 1);
}

/** Moments of entry; none where there is no payment, because the invoice is not paid or is paid with its neighbour. */
export function paymentMoments(base: Base, index: number): readonly number[] {
  if (isExtra(index)) return [firstEntry(base, paymentDay(base, index), randomFor(base, 'payment', index, 2), false)];
  const invoice = index - EXTRA_PAYMENTS;
  const sort = sortOf(base, invoice);
  if (sort === 'none' || isPaidWithTheOneBefore(base, invoice)) return [];
  const random = randomFor(base, 'payment', index, 2);
  const invoiced = Math.max(...paidBy(base, index).flatMap((one) => invoiceMoments(base, one)));
  const entered = firstEntry(base, paymentDay(base, index), random, false);
  const wanted = Math.max(entered, invoiced + MINUTE_MS);
  const last = latestSecondEntry(base);
  if (sort !== 'cancelled') return [Math.min(wanted, last)];
  const first = Math.min(wanted, last - MINUTE_MS);
  return [first, Math.min(first + random.between(1, 5) * DAY_MS, last)];
}

export function paymentNumber(index: number): string {
  return `PAY-${20_001 + index}`;
}

/** What a payment pays of an invoice: all of it, or about two fifths. */
export function paymentLine(index: number, doc: InvoiceDoc, isWhole: boolean): PaymentLine {
  const total = invoiceTotal(doc);
  const paid = isWhole ? total : shareOf(unitsOf(total), 400, doc.currency ?? 'EUR');
  return {
    invoice: index,
    number: doc.number,
    date: doc.date,
    payable: total,
    paid,
    due: amountText(unitsOf(total) - unitsOf(paid)),
    memo: doc.memo,
  };
}

function invoicePayment(base: Base, index: number, version: number): PaymentDoc {
  const invoice = index - EXTRA_PAYMENTS;
  const sort = sortOf(base, invoice);
  const docOf = (at: number): InvoiceDoc => invoiceDoc(base, at, invoiceMoments(base, at).length);
  const doc = docOf(invoice);
  const lines = paidBy(base, index).map((one) => paymentLine(one, docOf(one), sort !== 'part'));
  const random = randomFor(base, 'payment', index, 3);
  const open = random.chance(60) ? 'IN_PROGRESS' : 'APPROVED';
  const type = random.pick(['EFT', 'EFT', 'CHECK', 'WIRE'] as const);
  return {
    number: paymentNumber(index),
    status: sort === 'cancelled' ? (version > 1 ? 'CANCELED' : 'APPROVED') : open,
    category: 'SUPPLIER_PAYMENTS',
    type,
    inRun: type !== 'WIRE',
    company: doc.company,
    currency: doc.currency,
    payee: { kind: 'supplier', index: doc.supplier },
    date: dayText(paymentDay(base, index)),
    amount: amountText(lines.reduce((sum, line) => sum + unitsOf(line.paid), 0n)),
    memo: random.chance(200) ? 'Paid & checked <weekly run>' : null,
    lines,
  };
}

/** A payment without documents: the first has no currency; the others are wages, which nobody may read. */
function extraPayment(base: Base, index: number): PaymentDoc {
  const random = randomFor(base, 'payment', index, 4);
  const company = random.pick(COMPANIES);
  const isPlanted = index === PLANTED.paymentWithoutCurrency;
  const isToSupplier = isPlanted || index === PLANTED.paymentWithoutCurrency + 1;
  const cents = BigInt(random.between(90_000, 600_000)) * 10_000n;
  return {
    number: paymentNumber(index),
    status: 'APPROVED',
    category: isToSupplier ? 'AD_HOC_PAYMENTS' : index % 2 === 0 ? 'PAYROLL' : 'EXPENSE_PAYMENTS',
    type: 'EFT',
    inRun: false,
    company: company.code,
    currency: isPlanted ? null : company.currency,
    payee: isToSupplier ? { kind: 'supplier', index: pickSupplier(base, random) } : { kind: 'worker', index },
    date: dayText(paymentDay(base, index)),
    amount: amountText(roundUnits(cents, currencyOf(company.currency).decimals)),
    memo: isToSupplier ? null : `PRACTICE-PAYROLL ${daysAgo(random)}`,
    lines: [],
  };
}

export function paymentDoc(base: Base, index: number, version: number): PaymentDoc {
  return isExtra(index) ? extraPayment(base, index) : invoicePayment(base, index, version);
}
