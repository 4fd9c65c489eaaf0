import type { ColumnMapping, StreamMapping } from '../../../shared/mapping/mapping.ts';
import type { TotalsSpec } from '../../../shared/model/totals.ts';
import type { IntegrationStream } from '../../ports/integration.ts';
import { date, flag, money, rate, requiredInteger, requiredText, text } from '../columns.ts';
import { soundAsRead } from '../plain.ts';
import { companyColumns, currencyColumn, reference, supplierColumns, worktagColumns } from '../workday/columns.ts';

/** How invoices and their adjustments (credit memos) differ; Workday reads them by two operations of the same shape. */
interface DocumentKind {
  readonly id: string;
  readonly label: string;
  readonly table: string;
  readonly linesTable: string;
  /** Prefix of the columns that hold the document's own ids, total and date. */
  readonly prefix: string;
  readonly noun: string;
  readonly totalName: string;
  readonly ownColumns: readonly ColumnMapping[];
}

function headerColumns(kind: DocumentKind): ColumnMapping[] {
  const { prefix, noun } = kind;
  return [
    requiredText(`${prefix}_wid`, `${noun}: Workday id`, 'wid'),
    text(`${prefix}_id`, `${noun}: reference id`, `supplier_${prefix}_id`),
    text(`${prefix}_number`, `${noun}: number in Workday`, `${prefix}_number`),
    text('supplier_reference_number', 'Number that the supplier gave the document'),
    ...reference('status', { path: 'document_status', idTypes: ['Document_Status_ID'], what: 'Document status' }),
    ...companyColumns(),
    currencyColumn(),
    ...supplierColumns(),
    date(`${prefix}_date`, `${noun}: date`),
    ...kind.ownColumns,
    date('accounting_date_override', 'Accounting date, where it differs from the usual one'),
    flag('is_on_hold', 'Whether payment is on hold', 'on_hold'),
    ...reference('payment_terms', { path: 'payment_terms', idTypes: ['Payment_Terms_ID'], what: 'Payment terms' }),
    money('control_amount_total', 'Control amount entered by hand; may be zero'),
    money('tax_amount', 'Tax'),
    money('freight_amount', 'Freight'),
    money('other_charges', 'Other charges'),
    money('withholding_tax_amount', 'Withholding tax'),
    money(kind.totalName, 'Total, computed: Workday has no such field', kind.totalName),
    text(`${kind.totalName}_derivation`, 'How the total was computed'),
    text('external_po_number', 'Number of an outside purchase order'),
    text('memo', 'Memo'),
  ];
}

function lineColumns(kind: DocumentKind): ColumnMapping[] {
  return [
    requiredText(`${kind.prefix}_wid`, `${kind.noun}: Workday id`, '^wid'),
    requiredInteger('line_number', 'Number of the line'),
    text('line_id', 'Line: reference id', 'line_id'),
    text('line_order', 'Order of the line as Workday writes it'),
    currencyColumn('^currency'),
    text('item_description', 'What was bought'),
    ...reference('item', { path: 'item', idTypes: ['Purchase_Item_ID'], what: 'Item' }),
    ...reference('purchase_order_line', {
      path: 'purchase_order_line',
      idTypes: ['Purchase_Order_Line_ID'],
      what: 'Purchase order line',
      withWid: true,
    }),
    rate('quantity', 'Quantity'),
    rate('unit_cost', 'Price of one unit'),
    money('extended_amount', 'Amount of the line'),
    text('tax_code_id', 'Tax code: reference id', 'tax_code.ids.Tax_Code_ID'),
    text('memo', 'Memo of the line'),
    ...worktagColumns(true),
  ];
}

function documentMapping(kind: DocumentKind): StreamMapping {
  const key = `${kind.prefix}_wid`;
  return {
    version: 1,
    header: { table: kind.table, keyColumns: [key], columns: headerColumns(kind) },
    lines: [
      { table: kind.linesTable, listPath: 'lines', keyColumns: [key, 'line_number'], columns: lineColumns(kind) },
    ],
  };
}

function documentTotals(kind: DocumentKind): TotalsSpec {
  return {
    companyColumn: 'company_id',
    amounts: [
      { name: kind.totalName, table: kind.table, column: kind.totalName, currencyColumn: 'currency_code' },
      {
        name: 'lines.extended_amount',
        table: kind.linesTable,
        column: 'extended_amount',
        currencyColumn: 'currency_code',
      },
    ],
  };
}

function documentStream(kind: DocumentKind): IntegrationStream {
  return {
    id: kind.id,
    label: kind.label,
    scheduleClass: 'transactional',
    defaultMapping: documentMapping(kind),
    totals: documentTotals(kind),
    // The reference names no relation between header and lines that always holds: the control amount may be zero or absent.
    validate: soundAsRead,
  };
}

/** Supplier invoices with their lines. An invoice without company or currency is rejected: its money could not be reconciled. */
export const supplierInvoices: IntegrationStream = documentStream({
  id: 'supplier_invoices',
  label: 'Supplier invoices',
  table: 'workday_supplier_invoices',
  linesTable: 'workday_supplier_invoice_lines',
  prefix: 'invoice',
  noun: 'Invoice',
  totalName: 'invoice_total',
  ownColumns: [
    date('due_date', 'Due date: the override, else computed from the payment terms, else empty'),
    text('due_date_derivation', 'How the due date was found'),
  ],
});

/** Supplier invoice adjustments (credit memos) with their lines. */
export const supplierInvoiceAdjustments: IntegrationStream = documentStream({
  id: 'supplier_invoice_adjustments',
  label: 'Supplier invoice adjustments',
  table: 'workday_supplier_invoice_adjustments',
  linesTable: 'workday_supplier_invoice_adjustment_lines',
  prefix: 'adjustment',
  noun: 'Adjustment',
  totalName: 'adjustment_total',
  ownColumns: [],
});
