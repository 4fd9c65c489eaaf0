import { daysAgo, firstEntry, randomFor, secondEntry, type Base } from './base.ts';
import { amountText, unitsOf } from './amounts.ts';
import { dayText } from './calendar.ts';
import type { AdjustmentDoc, DocumentStatus, InvoiceDoc, InvoiceLine } from './documents.ts';
import { drawInvoiceLine, invoiceTotal, shareOf, sumOfLines } from './lines.ts';
import { COMPANIES, CURRENCIES, PAYMENT_TERMS } from './masters.ts';
import { isPlantedInvoice, PLANTED } from './planted.ts';
import { pickSupplier } from './suppliers.ts';

const LINE_SALT = 0x11;
const MOMENT_SALT = 0x22;

/** What can be told of an invoice without its lines; the criteria of a search need no more. */
export interface InvoiceHead {
  readonly status: DocumentStatus;
  readonly payment: InvoiceDoc['payment'];
  readonly company: string | null;
  readonly currency: string | null;
  readonly supplier: number;
  readonly day: number;
  readonly dueDay: number | null;
  readonly onHold: boolean;
  readonly terms: string;
  readonly late: boolean;
  /** `corrected`: its second version has an earlier date and other amounts. */
  readonly fate: 'kept' | 'cancelled' | 'corrected';
}

type Sort = 'draft' | 'open' | 'cancelled' | 'corrected' | 'approved';

function sortOf(roll: number): Sort {
  if (roll < 40) return 'draft';
  if (roll < 100) return 'open';
  if (roll < 130) return 'cancelled';
  if (roll < 170) return 'corrected';
  return 'approved';
}

function statusOf(sort: Sort, version: number): DocumentStatus {
  if (sort === 'draft') return 'DRAFT';
  if (sort === 'open') return 'IN_PROGRESS';
  return sort === 'cancelled' && version > 1 ? 'CANCELED' : 'APPROVED';
}

export function invoiceHead(base: Base, index: number, version: number): InvoiceHead {
  const random = randomFor(base, 'invoice', index);
  const planted = isPlantedInvoice(index);
  const sort = planted ? 'draft' : sortOf(random.below(1000));
  const late = !planted && random.chance(30);
  const ago = planted ? 5 + (index % 7) : late ? random.between(95, 200) : daysAgo(random);
  const company = random.pick(COMPANIES);
  const currency = random.chance(180) ? random.pick(CURRENCIES).code : company.currency;
  const terms = random.pick(PAYMENT_TERMS);
  const corrected = sort === 'corrected' && version > 1;
  const day = base.today - ago - (corrected ? 12 : 0);
  const payment = random.pick(['UNPAID', 'PAID', 'PAID', 'PARTIALLY_PAID'] as const);
  const status = statusOf(sort, version);
  const own: InvoiceHead = {
    status,
    payment: status === 'APPROVED' ? payment : null,
    company: index === PLANTED.invoiceWithoutCompany ? null : company.code,
    currency: index === PLANTED.invoiceWithoutCurrency ? null : currency,
    supplier: pickSupplier(base, random),
    day,
    // Workday leaves the override out where the payment terms decide; the client then has to derive the due date.
    dueDay: random.chance(600) ? day + terms.days : null,
    onHold: random.chance(60),
    terms: terms.code,
    late,
    fate: sort === 'cancelled' || sort === 'corrected' ? sort : 'kept',
  };
  return index % 10 === 6 ? likeTheOneBefore(base, index, own) : own;
}

/** Some suppliers send two invoices in a row to the same company; then one payment may pay both. */
function likeTheOneBefore(base: Base, index: number, own: InvoiceHead): InvoiceHead {
  const { company, currency, supplier, payment } = invoiceHead(base, index - 1, 1);
  return { ...own, company, currency, supplier, payment: own.status === 'APPROVED' ? (payment ?? own.payment) : null };
}

export function invoiceMoments(base: Base, index: number): readonly number[] {
  const head = invoiceHead(base, index, 1);
  const random = randomFor(base, 'invoice', index, MOMENT_SALT);
  const first = firstEntry(base, head.day, random, head.late);
  return head.fate === 'kept' ? [first] : [first, secondEntry(base, first, random)];
}

/** The order that an invoice is for, or null. */
function orderOf(base: Base, index: number): number | null {
  return index % 3 === 0 ? Math.floor(index / 3) % base.counts['purchase-order'] : null;
}

export function invoiceNumber(index: number): string {
  return `SINV-${1001 + index}`;
}
export function invoiceId(index: number): string {
  return `SUPPLIER_INVOICE-6-${1001 + index}`;
}

function invoiceLines(base: Base, index: number, currency: string): InvoiceLine[] {
  const random = randomFor(base, 'invoice', index, LINE_SALT);
  // A few invoices are long, so that pages are of very different sizes.
  const count = index % 97 === 50 ? 40 : random.between(1, 5);
  const order = orderOf(base, index);
  const context = {
    currency,
    idPrefix: invoiceId(index),
    purchaseOrderLine: (line: number) => (order === null || line !== 1 ? null : `PO_LINE-${5001 + order}-1`),
  };
  return Array.from({ length: count }, (_, at) => drawInvoiceLine(random, at + 1, context));
}

function reprice(lines: readonly InvoiceLine[]): InvoiceLine[] {
  return lines.map((line, at) => {
    if (at !== 0) return line;
    const quantity = BigInt(line.quantity) + 2n;
    return { ...line, quantity: quantity.toString(), amount: amountText(quantity * unitsOf(line.unitCost)) };
  });
}

export function invoiceDoc(base: Base, index: number, version: number): InvoiceDoc {
  const head = invoiceHead(base, index, version);
  const currency = head.currency ?? 'EUR';
  const random = randomFor(base, 'invoice', index, 0x33);
  const drawn = invoiceLines(base, index, currency);
  const lines = head.fate === 'corrected' && version > 1 ? reprice(drawn) : drawn;
  const net = sumOfLines(lines);
  const money = {
    tax: random.chance(800) ? shareOf(net, 190, currency) : null,
    freight: random.chance(120) ? shareOf(net, 15, currency) : null,
    other: random.chance(60) ? shareOf(net, 5, currency) : null,
  };
  const total = invoiceTotal({ ...money, lines });
  return {
    number: invoiceNumber(index),
    status: head.status,
    payment: head.payment,
    company: head.company,
    currency: head.currency,
    supplier: head.supplier,
    date: dayText(head.day),
    dueDate: head.dueDay === null ? null : dayText(head.dueDay),
    onHold: head.onHold,
    // The control total is what somebody typed for checking; often nobody did.
    controlTotal: random.chance(800) ? total : random.chance(500) ? '0' : null,
    ...money,
    supplierNumber: random.chance(900) ? `R-${random.between(10_000, 99_999)}` : null,
    memo: random.chance(200) ? `Delivery ${index} – "as agreed" & signed` : null,
    terms: head.terms,
    purchaseOrder: orderOf(base, index),
    hasAttachment: index % 6 === 1,
    lines: index === PLANTED.invoiceTooPrecise ? tooPrecise(lines) : lines,
  };
}

function tooPrecise(lines: readonly InvoiceLine[]): InvoiceLine[] {
  return lines.map((line, at) =>
    at === 0 ? { ...line, unitCost: '100.12345678', quantity: '1', amount: '100.12345678' } : line,
  );
}

export function adjustmentMoments(base: Base, index: number): readonly number[] {
  const random = randomFor(base, 'adjustment', index, MOMENT_SALT);
  return [firstEntry(base, adjustmentDay(base, index), random, false)];
}

function adjustmentDay(base: Base, index: number): number {
  return base.today - daysAgo(randomFor(base, 'adjustment', index, 0x44));
}

/** An approved invoice that the credit memo may refer to. */
function creditedInvoice(base: Base, index: number): number {
  const count = base.counts.invoice;
  for (let at = (index * 7 + 3) % count, tries = 0; tries < count; tries += 1, at = (at + 1) % count) {
    const head = invoiceHead(base, at, 1);
    if (head.status === 'APPROVED' && head.fate === 'kept') return at;
  }
  throw new Error('this world has no approved invoice');
}

export function adjustmentDoc(base: Base, index: number): AdjustmentDoc {
  const random = randomFor(base, 'adjustment', index);
  const original = creditedInvoice(base, index);
  const head = invoiceHead(base, original, 1);
  const currency = head.currency ?? 'EUR';
  const context = { currency, idPrefix: `SUPPLIER_INVOICE_ADJUSTMENT-6-${301 + index}`, purchaseOrderLine: () => null };
  const lines = Array.from({ length: random.between(1, 3) }, (_, at) => drawInvoiceLine(random, at + 1, context));
  const tax = random.chance(800) ? shareOf(sumOfLines(lines), 190, currency) : null;
  return {
    number: `SADJ-${301 + index}`,
    company: head.company ?? 'CO-100',
    currency,
    supplier: head.supplier,
    original,
    reason: random.pick(['Returned_Goods', 'Price_Difference', 'Other_Terms']),
    date: dayText(adjustmentDay(base, index)),
    controlTotal: invoiceTotal({ lines, tax, freight: null, other: null }),
    tax,
    memo: random.chance(400) ? 'Credit for returned goods' : null,
    onHold: false,
    lines,
  };
}
