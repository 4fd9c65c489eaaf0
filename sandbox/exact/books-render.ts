import { amountText, unitsOf } from '../world/amounts.ts';
import type { BookCell, BookEntity } from './books.ts';
import { closingOf, decimal, docUnits, lineUnits } from './books-amounts.ts';
import type { Doc, DocKind, DocLine } from './books-facts.ts';
import { guidOf } from './books-ids.ts';
import type { Company } from './world-divisions.ts';
import { vatShare } from './world-ledger.ts';

export type Body = Record<string, BookCell>;

/** How records name reference data: by what it is called now, as joined tables do. */
export interface Names {
  readonly company: Company;
  readonly seed: number;
  gl(code: string | null | undefined): { readonly id: string | null; readonly name: BookCell };
  center(code: string | undefined): BookCell;
  unit(code: string | undefined): BookCell;
  account(place: number | undefined): { readonly id: string | null; readonly code: BookCell; readonly name: BookCell };
  item(place: number | undefined): { readonly id: string | null; readonly code: BookCell; readonly name: BookCell };
  journal(code: string): BookCell;
}

export const date = (text: string | undefined): BookCell => (text === undefined ? null : { date: text });
export const amount = (text: string | undefined): BookCell => (text === undefined ? null : { decimal: text });

/** Financial year and month of a date. */
export function periodOf(day: string): { year: number; month: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) };
}

const TERM_NAMES: Readonly<Record<string, string>> = {
  '00': 'Immediate',
  '14': 'Net 14',
  '30': 'Net 30',
  '60': 'Net 60',
};

function stateOf(done: (line: DocLine) => string, doc: Doc): number {
  if (doc.cancelled === true) return 40;
  if (doc.lines.every((line) => unitsOf(done(line)) >= unitsOf(line.quantity ?? '0'))) return 30;
  return doc.lines.some((line) => unitsOf(done(line)) > 0n) ? 20 : 10;
}

function orderHead(doc: Doc, names: Names): Body {
  const { fc, dc, vatFc } = docUnits(doc, names.company);
  const supplier = names.account(doc.party);
  const receipt = stateOf((line) => line.received ?? '0', doc);
  return {
    OrderNumber: doc.number,
    OrderDate: date(doc.date),
    OrderStatus: receipt,
    ReceiptStatus: receipt,
    InvoiceStatus: stateOf((line) => line.invoiced ?? '0', doc),
    ApprovalStatus: doc.status,
    Supplier: supplier.id,
    SupplierCode: supplier.code,
    SupplierName: supplier.name,
    Currency: doc.currency,
    ExchangeRate: amount(doc.rate),
    AmountDC: decimal(dc),
    AmountFC: decimal(fc),
    VATAmount: decimal(vatFc),
    Description: doc.description,
    YourRef: doc.yourRef ?? null,
    PaymentCondition: doc.terms ?? null,
    PaymentConditionDescription: TERM_NAMES[doc.terms ?? ''] ?? null,
    PurchaseAgent: null,
    PurchaseAgentFullName: null,
    ReceiptDate: date(doc.lines[0]?.expected),
    Warehouse: null,
    WarehouseCode: '1',
    WarehouseDescription: 'Main warehouse',
    DropShipment: false,
    Source: doc.type,
    PurchaseOrderLineCount: doc.lines.length,
  };
}

/** What lines of all kinds say of their item, price, tax and allocation. */
function itemCells(line: DocLine, names: Names): Body {
  const item = names.item(line.item);
  return {
    LineNumber: line.id,
    Item: item.id,
    ItemCode: item.code,
    ItemDescription: item.name,
    Description: line.description,
    ...priceCells(line),
    Discount: amount(line.discount),
    ...taxCells(line, names),
    CostCenter: line.center ?? null,
    CostCenterDescription: names.center(line.center),
    CostUnit: line.unit ?? null,
    CostUnitDescription: names.unit(line.unit),
    Project: null,
    ProjectCode: null,
    ProjectDescription: null,
  };
}

function netPrice(line: DocLine): string {
  const units = (unitsOf(line.price ?? '0') * (1_000_000n - unitsOf(line.discount ?? '0'))) / 1_000_000n;
  return line.discount === undefined || line.discount === '0' ? (line.price ?? '0') : amountText(units);
}

function taxCells(line: DocLine, names: Names): Body {
  return {
    VATCode: line.vat ?? null,
    VATPercentage: amount(line.vat === undefined ? '0' : vatShare(line.vat, names.company)),
  };
}

function orderLine(doc: Doc, line: DocLine, names: Names): Body {
  const { fc, dc, vatFc } = lineUnits(doc, line, names.company);
  return {
    ...itemCells(line, names),
    QuantityInPurchaseUnits: amount(line.quantity),
    ReceivedQuantity: amount(line.received ?? '0'),
    InvoicedQuantity: amount(line.invoiced ?? '0'),
    Unit: 'pc',
    AmountDC: decimal(dc),
    AmountFC: decimal(fc),
    VATAmount: decimal(vatFc),
    ReceiptDate: date(line.expected),
    SupplierItemCode: null,
  };
}

function entryHead(doc: Doc, names: Names): Body {
  const { fc, dc, vatFc, vatDc } = docUnits(doc, names.company);
  const supplier = names.account(doc.party);
  const period = periodOf(doc.date);
  return {
    EntryNumber: doc.number,
    EntryDate: date(doc.date),
    DueDate: date(doc.due),
    InvoiceNumber: doc.number,
    YourRef: doc.yourRef ?? null,
    Supplier: supplier.id,
    SupplierName: supplier.name,
    Journal: doc.journal,
    JournalDescription: names.journal(doc.journal),
    ReportingYear: period.year,
    ReportingPeriod: period.month,
    Currency: doc.currency,
    Rate: amount(doc.rate),
    AmountDC: decimal(dc + vatDc),
    AmountFC: decimal(fc + vatFc),
    VATAmountDC: decimal(vatDc),
    VATAmountFC: decimal(vatFc),
    Status: doc.status,
    Type: doc.type,
    PaymentCondition: doc.terms ?? null,
    PaymentConditionDescription: TERM_NAMES[doc.terms ?? ''] ?? null,
    PaymentReference: null,
    OrderNumber: doc.orderNumber ?? null,
    Document: null,
    Description: doc.description,
  };
}

function entryLine(doc: Doc, line: DocLine, names: Names): Body {
  const { fc, dc, vatFc, vatDc } = lineUnits(doc, line, names.company);
  const gl = names.gl(line.account);
  return {
    LineNumber: line.id,
    GLAccount: gl.id,
    GLAccountCode: line.account ?? null,
    GLAccountDescription: gl.name,
    AmountDC: decimal(dc),
    AmountFC: decimal(fc),
    VATAmountDC: decimal(vatDc),
    VATAmountFC: decimal(vatFc),
    VATBaseAmountDC: decimal(dc),
    VATBaseAmountFC: decimal(fc),
    ...taxCells(line, names),
    CostCenter: line.center ?? null,
    CostCenterDescription: names.center(line.center),
    CostUnit: line.unit ?? null,
    CostUnitDescription: names.unit(line.unit),
    Project: null,
    ProjectCode: null,
    ProjectDescription: null,
    Asset: null,
    Quantity: amount(line.quantity ?? '0'),
    From: null,
    To: null,
    Description: line.description,
    Notes: line.notes ?? null,
  };
}

function invoiceHead(doc: Doc, names: Names): Body {
  const { fc, vatFc } = docUnits(doc, names.company);
  const period = periodOf(doc.date);
  return {
    EntryNumber: doc.number,
    InvoiceDate: date(doc.date),
    DueDate: date(doc.due),
    Supplier: names.account(doc.party).id,
    Currency: doc.currency,
    ExchangeRate: amount(doc.rate),
    Amount: decimal(fc + vatFc),
    VATAmount: decimal(vatFc),
    Journal: doc.journal,
    FinancialYear: period.year,
    FinancialPeriod: period.month,
    Status: doc.status,
    Type: doc.type,
    Source: doc.type >= 8033 ? 4 : 1,
    YourRef: doc.yourRef ?? null,
    Description: doc.description,
    PaymentCondition: doc.terms ?? null,
    PaymentReference: null,
    Warehouse: null,
    Document: null,
  };
}

function invoiceLine(doc: Doc, line: DocLine, names: Names): Body {
  const { fc, vatFc } = lineUnits(doc, line, names.company);
  const order = line.orderLine;
  return {
    LineNumber: line.id,
    Item: names.item(line.item).id,
    Description: line.description,
    ...priceCells(line),
    Amount: decimal(fc),
    ...taxCells(line, names),
    VATAmount: decimal(vatFc),
    CostCenter: line.center ?? null,
    CostUnit: line.unit ?? null,
    Project: null,
    PurchaseOrderLine: order === undefined ? null : guidOf(names.seed, 'order', order[0], 'line', order[1]),
  };
}

function priceCells(line: DocLine): Body {
  return {
    Quantity: amount(line.quantity),
    UnitPrice: amount(line.price),
    NetPrice: amount(line.price === undefined ? undefined : netPrice(line)),
  };
}

const SALES_STATUS: Readonly<Record<number, string>> = { 10: 'Draft', 20: 'Open', 50: 'Processed' };

function salesHead(doc: Doc, names: Names): Body {
  const { fc, dc, vatFc, vatDc } = docUnits(doc, names.company);
  const customer = names.account(doc.party);
  const gross = doc.lines.reduce((sum, line) => sum + grossOf(line), 0n);
  return {
    InvoiceNumber: doc.status === 10 ? null : doc.number,
    OrderNumber: doc.orderNumber ?? null,
    InvoiceDate: date(doc.date),
    OrderDate: date(doc.date),
    DueDate: date(doc.due),
    OrderedBy: customer.id,
    OrderedByName: customer.name,
    InvoiceTo: customer.id,
    InvoiceToName: customer.name,
    DeliverTo: customer.id,
    DeliverToName: customer.name,
    Journal: doc.journal,
    JournalDescription: names.journal(doc.journal),
    Currency: doc.currency,
    AmountDC: decimal(dc + vatDc),
    AmountFC: decimal(fc + vatFc),
    AmountFCExclVat: decimal(fc),
    VATAmountDC: decimal(vatDc),
    VATAmountFC: decimal(vatFc),
    AmountDiscount: decimal(gross - fc),
    Status: doc.status,
    StatusDescription: SALES_STATUS[doc.status] ?? null,
    Type: doc.type,
    PaymentCondition: doc.terms ?? null,
    PaymentConditionDescription: TERM_NAMES[doc.terms ?? ''] ?? null,
    PaymentReference: null,
    YourRef: doc.yourRef ?? null,
    Description: doc.description,
    Salesperson: null,
    SalespersonFullName: null,
    Warehouse: null,
  };
}

function grossOf(line: DocLine): bigint {
  if (line.discount === undefined || line.discount === '0') return unitsOf(line.amount);
  return ((unitsOf(line.quantity ?? '0') * unitsOf(line.price ?? '0')) / 1_000_000n / 10_000n) * 10_000n;
}

function salesLine(doc: Doc, line: DocLine, names: Names): Body {
  const { fc, dc, vatFc, vatDc } = lineUnits(doc, line, names.company);
  const gl = names.gl(line.account);
  return {
    ...itemCells(line, names),
    GLAccount: gl.id,
    GLAccountDescription: gl.name,
    UnitCode: 'pc',
    AmountDC: decimal(dc),
    AmountFC: decimal(fc),
    VATAmountDC: decimal(vatDc),
    VATAmountFC: decimal(vatFc),
    SalesOrderNumber: doc.orderNumber ?? null,
  };
}

function journalHead(doc: Doc, names: Names): Body {
  const period = periodOf(doc.date);
  return {
    EntryNumber: doc.number,
    JournalCode: doc.journal,
    JournalDescription: names.journal(doc.journal),
    FinancialYear: period.year,
    FinancialPeriod: period.month,
    Currency: doc.currency,
    Status: doc.status,
  };
}

function generalHead(doc: Doc, names: Names): Body {
  return { ...journalHead(doc, names), ExchangeRate: amount(doc.rate), Reversal: false, Type: doc.type };
}

function bankHead(doc: Doc, names: Names): Body {
  return {
    ...journalHead(doc, names),
    OpeningBalanceFC: amount(doc.opening ?? '0'),
    ClosingBalanceFC: amount(closingOf(doc)),
    BankStatementDocument: null,
    BankStatementDocumentNumber: null,
    BankStatementDocumentSubject: null,
  };
}

/** A line of a general journal or a bank statement. */
function journalLine(doc: Doc, line: DocLine, names: Names): Body {
  const gl = names.gl(line.account);
  const party = names.account(line.party);
  const { fc, dc } = lineUnits(doc, line, names.company);
  return {
    EntryNumber: doc.number,
    LineNumber: line.id,
    Date: date(doc.date),
    GLAccount: gl.id,
    GLAccountCode: line.account ?? null,
    GLAccountDescription: gl.name,
    AmountDC: decimal(dc),
    AmountFC: decimal(fc),
    AmountVATFC: { decimal: '0' },
    VATCode: line.vat ?? null,
    Account: party.id,
    AccountCode: party.code,
    AccountName: party.name,
    CostCenter: line.center ?? null,
    CostCenterDescription: names.center(line.center),
    CostUnit: line.unit ?? null,
    CostUnitDescription: names.unit(line.unit),
    Project: null,
    ProjectCode: null,
    ProjectDescription: null,
    OurRef: line.ourRef ?? null,
    Description: line.description,
    Notes: line.notes ?? null,
  };
}

function generalLine(doc: Doc, line: DocLine, names: Names): Body {
  return { ...journalLine(doc, line, names), AmountVATDC: { decimal: '0' } };
}

function bankLine(doc: Doc, line: DocLine, names: Names): Body {
  return { ...journalLine(doc, line, names), OffsetID: null };
}

interface DocShape {
  readonly entity: BookEntity;
  readonly lineEntity: BookEntity;
  /** Field of the document's key, on it and on its lines. */
  readonly key: string;
  readonly head: (doc: Doc, names: Names) => Body;
  readonly line: (doc: Doc, line: DocLine, names: Names) => Body;
}

export const SHAPES: Readonly<Record<DocKind, DocShape>> = {
  order: { entity: 'PurchaseOrders', lineEntity: 'PurchaseOrderLines', key: 'PurchaseOrderID', head: orderHead, line: orderLine },
  entry: { entity: 'PurchaseEntries', lineEntity: 'PurchaseEntryLines', key: 'EntryID', head: entryHead, line: entryLine },
  invoice: { entity: 'PurchaseInvoices', lineEntity: 'PurchaseInvoiceLines', key: 'ID', head: invoiceHead, line: invoiceLine },
  sales: { entity: 'SalesInvoices', lineEntity: 'SalesInvoiceLines', key: 'InvoiceID', head: salesHead, line: salesLine },
  general: { entity: 'GeneralJournalEntries', lineEntity: 'GeneralJournalEntryLines', key: 'EntryID', head: generalHead, line: generalLine },
  bank: { entity: 'BankEntries', lineEntity: 'BankEntryLines', key: 'EntryID', head: bankHead, line: bankLine },
}; // oxfmt-ignore

/** Field by which lines name their document; that of purchase invoices is not its own key's name. */
export function parentField(kind: DocKind): string {
  return kind === 'invoice' ? 'InvoiceID' : SHAPES[kind].key;
}
