import { amountText, unitsOf } from './amounts.ts';
import type { JournalAddress, JournalDoc, JournalFamily, JournalLine } from './documents.ts';
import { adjustmentJournalLines, invoiceJournalLines, paymentJournalLines } from './journals.ts';
import type { World } from './world.ts';

/** The families in the order in which journals are listed. */
export const JOURNAL_FAMILIES: readonly JournalFamily[] = [
  'invoice-journal',
  'adjustment-journal',
  'manual-journal',
  'invoice-reversal',
  'payment-journal',
  'payment-reversal',
];

const NUMBER_PREFIX: Readonly<Record<JournalFamily, string>> = {
  'invoice-journal': 'JE-I',
  'adjustment-journal': 'JE-A',
  'manual-journal': 'JE-M',
  'invoice-reversal': 'JE-R',
  'payment-journal': 'JE-P',
  'payment-reversal': 'JE-V',
};

/** How many places a family has; not every place holds a journal. */
export function journalPlaces(world: World, family: JournalFamily): number {
  return world.count(documentOf(family));
}

/** The sort of document that the journals of a family follow from. */
export function documentOf(family: JournalFamily): 'manual-journal' | 'adjustment' | 'invoice' | 'payment' {
  if (family === 'manual-journal') return 'manual-journal';
  if (family === 'adjustment-journal') return 'adjustment';
  return isOfPayment(family) ? 'payment' : 'invoice';
}

function isOfPayment(family: JournalFamily): boolean {
  return family === 'payment-journal' || family === 'payment-reversal';
}

/** A payment to a supplier is booked when it is approved, and booked back when it is cancelled after that. */
function paymentMoments(world: World, { family, index }: JournalAddress): readonly number[] {
  const moments = world.moments('payment', index);
  const docs = moments.map((_, at) => world.document('payment', index, at + 1));
  const posted = docs.findIndex(
    (doc) =>
      doc.status === 'APPROVED' && doc.payee.kind === 'supplier' && doc.company !== null && doc.currency !== null,
  );
  if (posted === -1) return [];
  if (family === 'payment-journal') return moments.slice(posted);
  const cancelled = docs.findIndex((doc, at) => at > posted && doc.status === 'CANCELED');
  return cancelled === -1 ? [] : moments.slice(cancelled, cancelled + 1);
}

/** The version of the invoice at which it was posted first, or 0: drafts and invoices without company or currency book nothing. */
function firstPosting(world: World, index: number, versions: number): number {
  for (let version = 1; version <= versions; version += 1) {
    if (world.isGone('invoice', index, version)) continue;
    const head = world.invoiceHead(index, version);
    if (head.status === 'APPROVED' && head.company !== null && head.currency !== null) return version;
  }
  return 0;
}

function firstCancelling(world: World, index: number, from: number, versions: number): number {
  for (let version = from + 1; version <= versions; version += 1) {
    if (!world.isGone('invoice', index, version) && world.invoiceHead(index, version).status === 'CANCELED')
      return version;
  }
  return 0;
}

/** Whether a version of an invoice changes its journal: one that was only paid, or is unpaid again, does not. */
function books(world: World, index: number, version: number): boolean {
  if (world.isGone('invoice', index, version) || world.isGone('invoice', index, version - 1)) return true;
  const [before, after] = [version - 1, version].map((at) => ({
    ...world.document('invoice', index, at),
    payment: null,
  }));
  return JSON.stringify(before) !== JSON.stringify(after);
}

/** Moments of entry of a journal, rising; none if there is no journal at this place. */
export function journalMoments(world: World, { family, index }: JournalAddress): readonly number[] {
  if (family === 'manual-journal') return world.moments('manual-journal', index);
  if (family === 'adjustment-journal') return world.moments('adjustment', index);
  if (isOfPayment(family)) return paymentMoments(world, { family, index });
  const moments = world.moments('invoice', index);
  const posted = firstPosting(world, index, moments.length);
  if (posted === 0) return [];
  if (family === 'invoice-journal') {
    return moments.slice(posted - 1).filter((_, at) => at === 0 || books(world, index, posted + at));
  }
  const cancelled = firstCancelling(world, index, posted, moments.length);
  return cancelled === 0 ? [] : moments.slice(cancelled - 1, cancelled);
}

function totals(lines: readonly JournalLine[]): { totalDebit: string; totalCredit: string } {
  let debit = 0n;
  let credit = 0n;
  for (const line of lines) {
    debit += unitsOf(line.ledgerDebit);
    credit += unitsOf(line.ledgerCredit);
  }
  return { totalDebit: amountText(debit), totalCredit: amountText(credit) };
}

type Body = Omit<JournalDoc, 'totalDebit' | 'totalCredit' | 'createdAt' | 'updatedAt'>;

function invoiceBody(world: World, { family, index }: JournalAddress, asOf: number): Body {
  const doc = world.at('invoice', index, asOf) ?? world.current('invoice', index);
  const reversal = family === 'invoice-reversal';
  const cancelled = doc.status === 'CANCELED';
  return {
    number: `${NUMBER_PREFIX[family]}-${1001 + index}`,
    company: doc.company ?? '',
    currency: doc.currency ?? '',
    date: doc.date,
    memo: reversal ? `Reversal of ${doc.number}` : doc.memo,
    lines: invoiceJournalLines(doc, reversal),
    source: 'Supplier_Invoice',
    operational: { kind: 'invoice', index },
    reversedBy: !reversal && cancelled ? { family: 'invoice-reversal', index } : null,
    reverses: reversal ? { family: 'invoice-journal', index } : null,
  };
}

function paymentBody(world: World, { family, index }: JournalAddress, asOf: number): Body {
  const doc = world.at('payment', index, asOf) ?? world.current('payment', index);
  const reversal = family === 'payment-reversal';
  const cancelled = doc.status === 'CANCELED';
  return {
    number: `${NUMBER_PREFIX[family]}-${20_001 + index}`,
    company: doc.company ?? '',
    currency: doc.currency ?? '',
    date: doc.date,
    memo: reversal ? `Reversal of ${doc.number}` : doc.memo,
    lines: paymentJournalLines(doc, reversal),
    source: 'Supplier_Payment',
    operational: { kind: 'payment', index },
    reversedBy: !reversal && cancelled ? { family: 'payment-reversal', index } : null,
    reverses: reversal ? { family: 'payment-journal', index } : null,
  };
}

function bodyOf(world: World, address: JournalAddress, asOf: number): Body {
  const { family, index } = address;
  if (family === 'invoice-journal' || family === 'invoice-reversal') return invoiceBody(world, address, asOf);
  if (isOfPayment(family)) return paymentBody(world, address, asOf);
  const unlinked = { reversedBy: null, reverses: null };
  if (family === 'manual-journal') {
    const doc = world.at('manual-journal', index, asOf) ?? world.current('manual-journal', index);
    return { ...doc, ...unlinked, source: 'Manual_Journal', operational: null };
  }
  const doc = world.at('adjustment', index, asOf) ?? world.current('adjustment', index);
  return {
    number: `${NUMBER_PREFIX[family]}-${301 + index}`,
    company: doc.company,
    currency: doc.currency,
    date: doc.date,
    memo: doc.memo,
    lines: adjustmentJournalLines(doc),
    source: 'Supplier_Invoice_Adjustment',
    operational: { kind: 'adjustment', index },
    ...unlinked,
  };
}

/** The journal as of a moment; undefined if there was none then. */
export function journalAt(world: World, address: JournalAddress, asOf: number): JournalDoc | undefined {
  const moments = journalMoments(world, address).filter((moment) => moment <= asOf);
  const createdAt = moments[0];
  const updatedAt = moments.at(-1);
  if (createdAt === undefined || updatedAt === undefined) return undefined;
  if (world.versionAt(documentOf(address.family), address.index, asOf) === 0) return undefined;
  const body = bodyOf(world, address, updatedAt);
  return { ...body, ...totals(body.lines), createdAt, updatedAt };
}
