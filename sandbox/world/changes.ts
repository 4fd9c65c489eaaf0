import { amountText, unitsOf } from './amounts.ts';
import { dayOf, dayText } from './calendar.ts';
import { invoiceId, invoiceNumber } from './invoices.ts';
import { payablesJournalLines } from './journals.ts';
import { invoiceTotal, shareOf, sumOfLines } from './lines.ts';
import { companyOf } from './masters.ts';
import type { InvoiceDoc, Kind, ManualJournalDoc, PaymentDoc } from './documents.ts';
import { paymentLine, paymentNumber, placeOfPayment } from './payments.ts';
import type { World } from './world.ts';

const LATEST = Number.MAX_SAFE_INTEGER;

/** The invoice with its first line bought `more` times more often; the amount follows. */
export function withMoreQuantity(doc: InvoiceDoc, more: bigint): InvoiceDoc {
  const lines = doc.lines.map((line, at) => {
    if (at !== 0) return line;
    const units = unitsOf(line.quantity) + more * 1_000_000n;
    return { ...line, quantity: amountText(units), amount: amountText((units * unitsOf(line.unitCost)) / 1_000_000n) };
  });
  return { ...doc, lines };
}

/** The invoice with no line and nothing charged, as somebody leaves it who empties it instead of cancelling it. */
export function withoutLines(doc: InvoiceDoc): InvoiceDoc {
  return { ...doc, lines: [], tax: null, freight: null, other: null, controlTotal: '0' };
}

/** Cancels an approved invoice, and before it what paid it; its journal is reversed by another one. Throws an Error if it is not approved. */
export function cancelInvoice(world: World, index: number, moment: number): void {
  const doc = world.current('invoice', index);
  if (doc.status !== 'APPROVED') throw new Error(`invoice ${doc.number} is ${doc.status}, not APPROVED`);
  cancelPayment(world, index, moment);
  world.edit('invoice', index, { status: 'CANCELED', payment: null }, moment);
}

/** Places of what was entered after the creation of the world, oldest first. */
export function addedPlaces(world: World, kind: Kind): number[] {
  const first = world.base.counts[kind];
  return Array.from({ length: world.count(kind) - first }, (_, at) => first + at);
}

/** Cancels what paid an invoice, if anything did; other invoices that it paid are unpaid again. */
function cancelPayment(world: World, index: number, moment: number): void {
  const own = placeOfPayment(index);
  for (const place of [own, own - 1, ...addedPlaces(world, 'payment')]) {
    const payment = world.at('payment', place, LATEST);
    if (payment === undefined || payment.status === 'CANCELED') continue;
    if (!payment.lines.some((line) => line.invoice === index)) continue;
    world.edit('payment', place, { status: 'CANCELED' }, moment);
    for (const line of payment.lines) {
      if (line.invoice !== index) world.edit('invoice', line.invoice, { payment: 'UNPAID' }, moment);
    }
  }
}

/**
 * Pays an approved, unpaid invoice in full with a payment of its own, in the settlement run of its company and day; returns the
 * payment's index. One that is not out yet leaves the invoice unpaid: `sendPayment` does the rest.
 */
export function payInvoice(world: World, index: number, moment: number, isOut = true): number {
  const doc = world.current('invoice', index);
  if (doc.status !== 'APPROVED' || doc.payment !== 'UNPAID') throw new Error(`invoice ${doc.number} is not to be paid`);
  const at = world.count('payment');
  const line = paymentLine(index, doc, true);
  const payment: PaymentDoc = {
    number: paymentNumber(at),
    status: isOut ? 'APPROVED' : 'IN_PROGRESS',
    category: 'SUPPLIER_PAYMENTS',
    type: 'EFT',
    inRun: true,
    company: doc.company,
    currency: doc.currency,
    payee: { kind: 'supplier', index: doc.supplier },
    date: dayText(dayOf(moment)),
    amount: line.paid,
    memo: null,
    lines: [line],
  };
  world.enter('payment', at, payment, moment);
  if (isOut) world.edit('invoice', index, { payment: 'PAID' }, moment);
  return at;
}

/** Sends a payment that was not out yet; what it pays is paid then, and its journal is booked. Throws an Error for any other. */
export function sendPayment(world: World, index: number, moment: number): void {
  const { number, status, lines } = world.current('payment', index);
  if (status !== 'IN_PROGRESS') throw new Error(`payment ${number} is ${status}, not IN_PROGRESS`);
  world.edit('payment', index, { status: 'APPROVED' }, moment);
  for (const { invoice } of lines) world.edit('invoice', invoice, { payment: 'PAID' }, moment);
}

/** Places of payments that were entered after the creation of the world and are not out yet, oldest first. */
export function unsentPayments(world: World): number[] {
  return addedPlaces(world, 'payment').filter((at) => world.at('payment', at, LATEST)?.status === 'IN_PROGRESS');
}

/** Enters a new approved invoice like `pattern`, dated `daysAgo` days before the moment, with its journal; returns its index. */
export function addInvoice(world: World, pattern: number, moment: number, daysAgo = 1): number {
  return enterInvoice(world, world.current('invoice', pattern), moment, {
    status: 'APPROVED',
    date: dayText(dayOf(moment) - daysAgo),
    dueDate: null,
  });
}

type EnteredAs = Pick<InvoiceDoc, 'status' | 'date' | 'dueDate'>;

function enterInvoice(world: World, like: InvoiceDoc, moment: number, as: EnteredAs): number {
  const index = world.count('invoice');
  const lines = like.lines.map((line, at) => ({
    ...line,
    id: `${invoiceId(index)}-${at + 1}`,
    purchaseOrderLine: null,
  }));
  const payment = as.status === 'APPROVED' ? 'UNPAID' : null;
  const fresh = { ...like, ...as, number: invoiceNumber(index), payment, purchaseOrder: null, lines } as const;
  world.enter('invoice', index, fresh, moment);
  return index;
}

/**
 * Enters an invoice like `pattern` that comes to `least` whole units of its currency or more and waits for its approval: it has no
 * journal yet. `overdueDays` above 0: it came so late that it is due that many days ago. Returns its index.
 */
export function addLargeInvoice(
  world: World,
  pattern: number,
  moment: number,
  { least, overdueDays }: { readonly least: number; readonly overdueDays: number },
): number {
  const doc = atLeast(world.current('invoice', pattern), BigInt(least) * 1_000_000n);
  const today = dayOf(moment);
  const late = overdueDays > 0;
  return enterInvoice(world, { ...doc, terms: 'NET_30', onHold: false, controlTotal: null }, moment, {
    status: 'IN_PROGRESS',
    date: dayText(late ? today - overdueDays - 30 : today - 1),
    dueDate: dayText(late ? today - overdueDays : today + 29),
  });
}

/** The invoice with so much more of its first line that its total reaches `units`; tax follows, as a share of the lines. */
function atLeast(doc: InvoiceDoc, units: bigint): InvoiceDoc {
  const cost = unitsOf(doc.lines[0]?.unitCost ?? null);
  const missing = units - unitsOf(invoiceTotal(doc));
  if (missing <= 0n || cost <= 0n) return doc;
  const more = withMoreQuantity(doc, missing / cost + 1n);
  return { ...more, tax: doc.tax === null ? null : shareOf(sumOfLines(more.lines), 190, doc.currency ?? 'EUR') };
}

/** Approves an invoice that waits for it; its journal is booked then. Throws an Error for any other. */
export function approveInvoice(world: World, index: number, moment: number): void {
  requireWaiting(world, index);
  world.edit('invoice', index, { status: 'APPROVED', payment: 'UNPAID' }, moment);
}

/** Cancels an invoice that waits for its approval: nothing was booked. Throws an Error for any other. */
export function declineInvoice(world: World, index: number, moment: number): void {
  requireWaiting(world, index);
  world.edit('invoice', index, { status: 'CANCELED' }, moment);
}

function requireWaiting(world: World, index: number): void {
  const { number, status } = world.current('invoice', index);
  if (status !== 'IN_PROGRESS') throw new Error(`invoice ${number} is ${status}, not IN_PROGRESS`);
}

const WITHOUT_DOCUMENT = 'Payables corrected by hand';

/** Books `units` (millionths of the company's currency) by hand on the payables account, without a document; returns its index. */
export function bookWithoutDocument(world: World, company: string, units: bigint, moment: number): number {
  return world.add(
    'manual-journal',
    {
      number: `JE-M-${7001 + world.count('manual-journal')}`,
      company,
      currency: companyOf(company).currency,
      date: dayText(dayOf(moment)),
      memo: WITHOUT_DOCUMENT,
      lines: payablesJournalLines(company, units),
    },
    moment,
  );
}

function bookBackMemo(number: string): string {
  return `Books back ${number}`;
}

/** The oldest of the journals by `bookWithoutDocument` that nobody has booked back; undefined if there is none. */
export function bookedWithoutDocument(world: World): number | undefined {
  const places = addedPlaces(world, 'manual-journal');
  const memos = new Set(places.map((at) => world.current('manual-journal', at).memo));
  return places.find((at) => {
    const { number, memo } = world.current('manual-journal', at);
    return memo === WITHOUT_DOCUMENT && !memos.has(bookBackMemo(number));
  });
}

/** Books a manual journal back, in its own month, so that both together move nothing; returns the new one's index. */
export function bookBack(world: World, index: number, moment: number): number {
  const doc = world.current('manual-journal', index);
  const lines = doc.lines.map((line) => ({
    ...line,
    debit: line.credit,
    credit: line.debit,
    ledgerDebit: line.ledgerCredit,
    ledgerCredit: line.ledgerDebit,
  }));
  const number = `JE-M-${7001 + world.count('manual-journal')}`;
  return world.add('manual-journal', { ...doc, number, memo: bookBackMemo(doc.number), lines }, moment);
}

/** Enters a journal by hand with an old business date, like `pattern`; returns its index. */
export function addLateJournal(world: World, pattern: number, moment: number, daysAgo = 120): number {
  const index = world.count('manual-journal');
  const doc: ManualJournalDoc = world.current('manual-journal', pattern);
  const date = dayText(dayOf(moment) - daysAgo);
  world.enter('manual-journal', index, { ...doc, number: `JE-M-${7001 + index}`, date, memo: 'Late entry' }, moment);
  return index;
}
