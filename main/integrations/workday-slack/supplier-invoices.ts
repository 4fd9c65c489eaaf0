import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import type { BookDocument, LinksOf } from '../../ports/views.ts';
import type { IntegrationStream } from '../../ports/integration.ts';
import { date, flag, money, requiredInteger, requiredText, text } from '../columns.ts';
import { soundAsRead } from '../plain.ts';
import { companyColumns, currencyColumn, reference, supplierColumns } from '../workday/columns.ts';
import { monthLink } from './links.ts';
import { postedColumn } from './posted.ts';

/** Ids of document statuses, as samples of Workday's answers have them; none is confirmed for every tenant. */
const POSTED = ['APPROVED', 'COMPLETE', 'COMPLETED', 'PAID'];

/** How invoices and their adjustments (credit memos) differ. */
interface DocumentKind {
  readonly id: 'supplier_invoices' | 'supplier_invoice_adjustments';
  readonly label: string;
  /** Table of the lines. */
  readonly lines: string;
  readonly prefix: 'invoice' | 'adjustment';
  readonly noun: string;
  readonly ownColumns: readonly ColumnMapping[];
}

/** The month in which a document moves the ledger, as far as the document says: its accounting date, else its own. */
export function documentDay(document: BookDocument, prefix: 'invoice' | 'adjustment'): string | null {
  const day = document.header['accounting_date_override'] ?? document.header[`${prefix}_date`];
  return typeof day === 'string' ? day : null;
}

function headerColumns(kind: DocumentKind): ColumnMapping[] {
  const { prefix, noun } = kind;
  return [
    requiredText(`${prefix}_wid`, `${noun}: Workday id`, 'wid'),
    text(`${prefix}_number`, `${noun}: number in Workday`),
    text('supplier_reference_number', 'Number that the supplier gave the document'),
    ...reference('status', { path: 'document_status', idTypes: ['Document_Status_ID'], what: 'Document status' }),
    postedColumn('document_status.ids.Document_Status_ID', POSTED),
    ...companyColumns(),
    currencyColumn(),
    ...supplierColumns(),
    date(`${prefix}_date`, `${noun}: date`),
    date('accounting_date_override', 'Accounting date, where it differs from the usual one'),
    flag('is_on_hold', 'Whether payment is on hold', 'on_hold'),
    money(`${prefix}_total`, 'Total, computed: Workday has no such field'),
    text(`${prefix}_total_derivation`, 'How the total was computed'),
    ...kind.ownColumns,
  ];
}

function lineColumns(kind: DocumentKind): ColumnMapping[] {
  return [
    requiredText(`${kind.prefix}_wid`, `${kind.noun}: Workday id`, '^wid'),
    requiredInteger('line_number', 'Number of the line'),
    currencyColumn('^currency'),
    money('extended_amount', 'Amount of the line'),
    ...reference('spend_category', {
      path: 'worktag.spend_category',
      idTypes: ['Spend_Category_ID'],
      what: 'Spend category',
    }),
  ];
}

function documentStream(kind: DocumentKind): IntegrationStream {
  const table = `workday_${kind.id}`;
  const key = `${kind.prefix}_wid`;
  const total = `${kind.prefix}_total`;
  const links: LinksOf = (document) => {
    const { company_id: company, currency_code: currency } = document.header;
    return monthLink(company, documentDay(document, kind.prefix), currency);
  };
  return {
    id: kind.id,
    label: kind.label,
    scheduleClass: 'transactional',
    defaultMapping: {
      version: 1,
      header: { table, keyColumns: [key], columns: headerColumns(kind) },
      lines: [{ table: kind.lines, listPath: 'lines', keyColumns: [key, 'line_number'], columns: lineColumns(kind) }],
    },
    totals: {
      companyColumn: 'company_id',
      amounts: [
        { name: total, table, column: total, currencyColumn: 'currency_code' },
        {
          name: 'lines.extended_amount',
          table: kind.lines,
          column: 'extended_amount',
          currencyColumn: 'currency_code',
        },
      ],
    },
    // No relation between header and lines always holds (reference page §4.2).
    validate: soundAsRead,
    links,
  };
}

export const INVOICE_LINES = 'workday_supplier_invoice_lines';

/** Supplier invoices as rules look at them: their facts, and of the lines amount and spend category. No memo, no tax id. */
export const supplierInvoices: IntegrationStream = documentStream({
  id: 'supplier_invoices',
  label: 'Supplier invoices',
  lines: INVOICE_LINES,
  prefix: 'invoice',
  noun: 'Invoice',
  ownColumns: [
    date('due_date', 'Due date: the override, else computed from the payment terms, else empty'),
    text('due_date_derivation', 'How the due date was found'),
    ...reference('payment_terms', { path: 'payment_terms', idTypes: ['Payment_Terms_ID'], what: 'Payment terms' }),
    text('external_po_number', 'Number of the purchase order'),
  ],
});

/** Supplier invoice adjustments (credit memos): what they take off, or add to, what is owed. */
export const supplierInvoiceAdjustments: IntegrationStream = documentStream({
  id: 'supplier_invoice_adjustments',
  label: 'Supplier invoice adjustments',
  lines: 'workday_supplier_invoice_adjustment_lines',
  prefix: 'adjustment',
  noun: 'Adjustment',
  ownColumns: [
    flag('is_increase', 'Whether it adds to what is owed instead of taking off', 'increase_liability'),
    text('original_invoice_wid', 'Invoice that it corrects: Workday id', 'original_invoice.wid'),
  ],
});
