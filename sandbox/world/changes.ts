import { amountText, unitsOf } from './amounts.ts';
import { DAY_MS, dayNumber, dayOf, dayText } from './calendar.ts';
import { KIND_CODES } from './ids.ts';
import { invoiceId, invoiceNumber } from './invoices.ts';
import { orderNumber } from './purchase-orders.ts';
import { isPlantedInvoice } from './planted.ts';
import { SeededRandom, seedOf } from './random.ts';
import { isQuietSupplier } from './suppliers.ts';
import type { InvoiceDoc, ManualJournalDoc, PaymentDoc } from './documents.ts';
import { paymentLine, paymentNumber, placeOfPayment } from './payments.ts';
import type { World } from './world.ts';

const RECENT_DAYS = 80;
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

/** Cancels what paid an invoice, if anything did; other invoices that it paid are unpaid again. */
function cancelPayment(world: World, index: number, moment: number): void {
  const firstAdded = world.base.counts.payment;
  const added = Array.from({ length: world.count('payment') - firstAdded }, (_, at) => firstAdded + at);
  const own = placeOfPayment(index);
  for (const place of [own, own - 1, ...added]) {
    const payment = world.at('payment', place, LATEST);
    if (payment === undefined || payment.status === 'CANCELED') continue;
    if (!payment.lines.some((line) => line.invoice === index)) continue;
    world.edit('payment', place, { status: 'CANCELED' }, moment);
    for (const line of payment.lines) {
      if (line.invoice !== index) world.edit('invoice', line.invoice, { payment: 'UNPAID' }, moment);
    }
  }
}

/** Pays an approved, unpaid invoice in full with a payment of its own; returns the payment's index. */
export function payInvoice(world: World, index: number, moment: number): number {
  const doc = world.current('invoice', index);
  if (doc.status !== 'APPROVED' || doc.payment !== 'UNPAID') throw new Error(`invoice ${doc.number} is not to be paid`);
  const at = world.count('payment');
  const line = paymentLine(index, doc, true);
  const payment: PaymentDoc = {
    number: paymentNumber(at),
    status: 'APPROVED',
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
  world.edit('invoice', index, { payment: 'PAID' }, moment);
  return at;
}

/** Enters a new approved invoice like `pattern`, dated `daysAgo` days before the moment, with its journal; returns its index. */
export function addInvoice(world: World, pattern: number, moment: number, daysAgo = 1): number {
  const index = world.count('invoice');
  const doc = world.current('invoice', pattern);
  const lines = doc.lines.map((line, at) => ({
    ...line,
    id: `${invoiceId(index)}-${at + 1}`,
    purchaseOrderLine: null,
  }));
  const date = dayText(dayOf(moment) - daysAgo);
  world.enter('invoice', index, { ...doc, number: invoiceNumber(index), status: 'APPROVED', payment: 'UNPAID', date, dueDate: null, purchaseOrder: null, lines }, moment); // prettier-ignore
  return index;
}

/** Enters a journal by hand with an old business date, like `pattern`; returns its index. */
export function addLateJournal(world: World, pattern: number, moment: number, daysAgo = 120): number {
  const index = world.count('manual-journal');
  const doc: ManualJournalDoc = world.current('manual-journal', pattern);
  const date = dayText(dayOf(moment) - daysAgo);
  world.enter('manual-journal', index, { ...doc, number: `JE-M-${7001 + index}`, date, memo: 'Late entry' }, moment);
  return index;
}

/** Approved, recent, sound and untouched: what a round may change. */
function isChangeable(world: World, index: number, moment: number): boolean {
  if (isPlantedInvoice(index) || !world.isUntouched('invoice', index)) return false;
  const doc = world.current('invoice', index);
  return (
    doc.status === 'APPROVED' && doc.lines.length > 0 && dayNumber(doc.date) > dayOf(moment - RECENT_DAYS * DAY_MS)
  );
}

/** What is paid is not corrected as long as something unpaid can be. */
function nextInvoice(world: World, random: SeededRandom, moment: number): number | undefined {
  const count = world.base.counts.invoice;
  const start = random.below(count);
  let paid: number | undefined;
  for (let step = 0; step < count; step += 1) {
    const index = (start + step) % count;
    if (!isChangeable(world, index, moment)) continue;
    if (isUnpaid(world, index)) return index;
    paid ??= index;
  }
  return paid;
}

/** An approved invoice that is not paid, from the beginning or added since; not one that was emptied. */
function nextToPay(world: World, random: SeededRandom): number | undefined {
  const count = world.count('invoice');
  const start = random.below(count);
  for (let step = 0; step < count; step += 1) {
    const index = (start + step) % count;
    const doc = world.at('invoice', index, LATEST);
    if (doc?.status === 'APPROVED' && doc.payment === 'UNPAID' && doc.lines.length > 0) return index;
  }
  return undefined;
}

function isUnpaid(world: World, index: number): boolean {
  return world.current('invoice', index).payment === 'UNPAID';
}

function nextQuietSupplier(world: World, random: SeededRandom): number {
  const count = world.base.counts.supplier;
  let index = random.below(count);
  while (!isQuietSupplier(index)) index = (index + 1) % count;
  return index;
}

/** Who changes what, in the order of a round; each returns its sentence, or nothing if there was nothing left to change. */
type Step = (world: World, random: SeededRandom, moment: number) => string | undefined;

function onInvoice(change: (world: World, index: number, moment: number) => string): Step {
  return (world, random, moment) => {
    const index = nextInvoice(world, random, moment);
    return index === undefined ? undefined : change(world, index, moment);
  };
}

const STEPS: readonly Step[] = [
  onInvoice((world, pattern, moment) => {
    const index = addInvoice(world, pattern, moment);
    return `Invoice ${invoiceNumber(index)} is new, and so is its journal.`;
  }),
  onInvoice((world, index, moment) => {
    const doc = withMoreQuantity(world.current('invoice', index), 3n);
    const date = dayText(dayNumber(doc.date) - 3);
    world.enter('invoice', index, { ...doc, date, controlTotal: null }, moment);
    return `Invoice ${doc.number} was corrected to the earlier date ${date} and to another amount; its journal follows.`;
  }),
  onInvoice((world, index, moment) => {
    const doc = withoutLines(world.current('invoice', index));
    world.enter('invoice', index, doc, moment);
    return `Invoice ${doc.number} lost all its lines; so did its journal.`;
  }),
  onInvoice((world, index, moment) => {
    const number = world.current('invoice', index).number;
    cancelInvoice(world, index, moment);
    return `Invoice ${number} was cancelled; its journal is reversed by a new one.`;
  }),
  (world, random, moment) => {
    const index = nextQuietSupplier(world, random);
    const before = world.current('supplier', index).name ?? '';
    const name = `${before.replace(/ \(renamed \d+\)$/, '')} (renamed ${world.rounds + 1})`;
    world.edit('supplier', index, { name }, moment);
    return `Supplier ${before} is now called ${name}.`;
  },
  (world, random, moment) => {
    const pattern = 6 + random.below(world.base.counts['manual-journal'] - 6);
    const index = addLateJournal(world, pattern, moment);
    const doc = world.current('manual-journal', index);
    return `Journal ${doc.number} was entered late, with the old date ${doc.date}.`;
  },
  (world, random, moment) => {
    const index = random.below(world.base.counts['purchase-order']);
    world.edit('purchase-order', index, { memo: `Changed in round ${world.rounds + 1}` }, moment);
    return `Purchase order ${orderNumber(index)} has another memo.`;
  },
  (world, random, moment) => {
    const index = nextToPay(world, random);
    if (index === undefined) return undefined;
    const payment = payInvoice(world, index, moment);
    return `Invoice ${world.current('invoice', index).number} was paid in full by payment ${paymentNumber(payment)}.`;
  },
];

/** Makes one round of changes, entered at `moment`, and says in plain sentences what changed. The same world makes the same round. */
export function makeChanges(world: World, moment: number): string[] {
  const random = new SeededRandom(seedOf(world.base.seed, KIND_CODES.other, world.rounds));
  const sentences: string[] = [];
  for (const step of STEPS) {
    const sentence = step(world, random, moment);
    if (sentence !== undefined) sentences.push(sentence);
  }
  world.countRound();
  return sentences;
}
