import type { BookCell } from './books.ts';
import { closingOf, decimal, lineUnits } from './books-amounts.ts';
import type { Doc, DocKind, DocLine } from './books-facts.ts';
import { amount, date, periodOf, type Body, type Names } from './books-render.ts';
import { vatShare, bankAccountOf, BOOKED } from './world-ledger.ts';

/** Numbers, in IDs, of the ledger lines that no line of the document stands for. */
const COUNTER_LINE = 60_000;
const VAT_LINE = 60_001;
const CREDIT_NOTES: readonly number[] = [8021, 8024, 8031, 8034];

/** True for a document that is in the ledger: entries and statements always, unless rejected; invoices once they are processed. */
export function isBooked(kind: DocKind, doc: Doc): boolean {
  if (kind === 'order' || doc.status === 5) return false;
  return kind === 'invoice' || kind === 'sales' ? doc.status === 50 : true;
}

function hasVat(doc: Doc, names: Pick<Names, 'company'>): boolean {
  return doc.lines.some(
    (line) => line.vat !== undefined && line.amount !== '0' && vatShare(line.vat, names.company) !== '0',
  );
}

/** Which lines a booked document has in the ledger, by the number in their ID, in their order. */
export function ledgerLineIds(kind: DocKind, doc: Doc, names: Pick<Names, 'company'>): readonly number[] {
  const own = doc.lines.map((line) => line.id);
  if (kind === 'general') return own;
  return [COUNTER_LINE, ...own, ...(hasVat(doc, names) ? [VAT_LINE] : [])];
}

/** Type of the transaction (reference page §4.5). */
function typeOf(kind: DocKind, doc: Doc): number {
  const isCredit = CREDIT_NOTES.includes(doc.type);
  if (kind === 'sales') return isCredit ? 21 : 20;
  if (kind === 'invoice') return isCredit ? 31 : 30;
  return doc.type;
}

export function transactionHead(kind: DocKind, doc: Doc, names: Names): Body {
  const { year, month } = periodOf(doc.date);
  return {
    EntryNumber: doc.number,
    Date: date(doc.date),
    JournalCode: doc.journal,
    JournalDescription: names.journal(doc.journal),
    FinancialYear: year,
    FinancialPeriod: month,
    Status: doc.status === 50 ? 50 : 20,
    Type: typeOf(kind, doc),
    OpeningBalanceFC: amount(kind === 'bank' ? doc.opening : '0'),
    ClosingBalanceFC: amount(kind === 'bank' ? closingOf(doc) : '0'),
    Description: doc.description,
  };
}

interface Booking {
  readonly account: string | null;
  readonly line: DocLine | null;
  readonly fc: bigint;
  readonly dc: bigint;
  readonly vatFc: bigint;
  readonly party: number | undefined;
}

function counterAccount(kind: DocKind, names: Names): string {
  if (kind === 'sales') return BOOKED.receivables;
  return kind === 'bank' ? bankAccountOf(names.company) : BOOKED.payables;
}

/** A document as the ledger has it: debits above zero, credits below, nothing left over. */
function bookings(kind: DocKind, doc: Doc, names: Names): Booking[] {
  const sign = kind === 'sales' || kind === 'bank' ? -1n : 1n;
  let [fc, dc, taxFc, taxDc] = [0n, 0n, 0n, 0n];
  const own = doc.lines.map((line) => {
    const units = lineUnits(doc, line, names.company);
    [fc, dc, taxFc, taxDc] = [fc + units.fc, dc + units.dc, taxFc + units.vatFc, taxDc + units.vatDc];
    const account = line.account ?? null;
    return {
      account,
      line,
      fc: sign * units.fc,
      dc: sign * units.dc,
      vatFc: sign * units.vatFc,
      party: line.party ?? doc.party,
    };
  });
  if (kind === 'general') return own;
  const counter = { account: counterAccount(kind, names), line: null, fc: -sign * (fc + taxFc), dc: -sign * (dc + taxDc), vatFc: 0n, party: doc.party }; // oxfmt-ignore
  const tax = { account: kind === 'sales' ? BOOKED.taxOut : BOOKED.taxIn, line: null, fc: sign * taxFc, dc: sign * taxDc, vatFc: 0n, party: doc.party }; // oxfmt-ignore
  return [counter, ...own, ...(hasVat(doc, names) ? [tax] : [])];
}

function documentCells(kind: DocKind, doc: Doc, names: Names): Body {
  const { year, month } = periodOf(doc.date);
  const isInvoice = kind === 'entry' || kind === 'sales' || kind === 'invoice';
  return {
    EntryNumber: doc.number,
    JournalCode: doc.journal,
    JournalDescription: names.journal(doc.journal),
    Date: date(doc.date),
    FinancialYear: year,
    FinancialPeriod: month,
    Status: doc.status === 50 ? 50 : 20,
    Type: typeOf(kind, doc),
    Currency: doc.currency,
    ExchangeRate: amount(doc.rate),
    OrderNumber: doc.orderNumber ?? null,
    YourRef: doc.yourRef ?? null,
    PaymentReference: null,
    DueDate: date(doc.due),
    Document: null,
    DocumentNumber: null,
    DocumentSubject: null,
    InvoiceNumber: isInvoice ? doc.number : null,
  };
}

/** Codes of GL accounts are filled up on the left in this feed, so that readers must trim them (reference page §3.3). */
function paddedGl(code: string | null): BookCell {
  return code === null ? null : code.padStart(9, ' ');
}

function bookingCells(booking: Booking, at: number, kind: DocKind, names: Names): Body {
  const { line, account } = booking;
  const gl = names.gl(account);
  const party = names.account(booking.party);
  const item = names.item(line?.item);
  return {
    LineNumber: kind === 'general' ? at + 1 : at,
    LineType: line === null && at > 0 ? 1 : 0,
    GLAccount: gl.id,
    GLAccountCode: paddedGl(account),
    GLAccountDescription: gl.name,
    AmountDC: decimal(booking.dc),
    AmountFC: decimal(booking.fc),
    AmountVATFC: decimal(booking.vatFc),
    AmountVATBaseFC: decimal(line?.vat === undefined ? 0n : booking.fc),
    VATCode: line?.vat ?? null,
    VATPercentage: amount(line?.vat === undefined ? '0' : vatShare(line.vat, names.company)),
    VATType: line?.vat === undefined ? null : kind === 'sales' ? 'S' : 'P',
    Account: party.id,
    AccountCode: party.code,
    AccountName: party.name,
    CostCenter: line?.center ?? null,
    CostCenterDescription: names.center(line?.center),
    CostUnit: line?.unit ?? null,
    CostUnitDescription: names.unit(line?.unit),
    Project: null,
    ProjectCode: null,
    Item: item.id,
    ItemCode: item.code,
    Asset: null,
    AssetCode: null,
    Quantity: amount(line?.quantity ?? '0'),
    Description: line?.description ?? null,
    Notes: line?.notes ?? null,
    OffsetID: null,
    // A payment names the invoice that it pays.
    ...(line?.ourRef === undefined ? {} : { InvoiceNumber: line.ourRef }),
  };
}

/** Cells of the ledger lines of a booked document, in the order of `ledgerLineIds`. */
export function ledgerLines(kind: DocKind, doc: Doc, names: Names): readonly Body[] {
  const shared = documentCells(kind, doc, names);
  return bookings(kind, doc, names).map((booking, at) => ({ ...shared, ...bookingCells(booking, at, kind, names) }));
}
