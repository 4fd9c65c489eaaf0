import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import type { IntegrationStream } from '../../ports/integration.ts';
import { date, flag, money, requiredInteger, requiredText, text } from '../columns.ts';
import { soundAsRead } from '../plain.ts';
import { companyColumns, paymentCurrencyColumn, reference, supplierColumns } from '../workday/columns.ts';

const TABLE = 'workday_payments';
const LINES = 'workday_payment_lines';

const headerColumns: ColumnMapping[] = [
  requiredText('payment_wid', 'Payment: Workday id', 'wid'),
  text('payment_name', 'Payment: name in Workday', 'payment.name'),
  text('payment_reference_number', 'Payment: reference number'),
  text('status_name', 'Status of the payment as Workday writes it', 'payment_status'),
  flag('counts_as_paid', 'Whether the status is among those that the connection counts as paid'),
  text('counts_as_paid_derivation', 'How it was found whether the payment counts as paid'),
  ...companyColumns(),
  paymentCurrencyColumn(),
  ...supplierColumns('payee', 'Supplier who was paid'),
  date('payment_date', 'Day of the payment'),
  money('payment_amount', 'Amount of the payment'),
  money('discount_taken', 'Discount taken'),
  money('remittance_total', 'Amounts paid of all documents, computed; Workday need not name every document'),
  text('remittance_total_derivation', 'How that total was computed'),
  text('payment_group_wid', 'Group of payments: Workday id', 'payment_group.wid'),
  ...reference('settlement_run', {
    path: 'settlement_run',
    idTypes: ['Settlement_Run_ID'],
    what: 'Settlement run',
    withWid: true,
  }),
  ...reference('payment_type', { path: 'payment_type', idTypes: ['Payment_Type_ID'], what: 'Way of payment' }),
  ...reference('payment_category', {
    path: 'payment_category',
    idTypes: ['Payment_Category_ID'],
    what: 'Category of the payment',
  }),
  text('check_number', 'Number of the check'),
  text('memo', 'Memo'),
];

const lineColumns: ColumnMapping[] = [
  requiredText('payment_wid', 'Payment: Workday id', '^wid'),
  requiredInteger('line_number', 'Place of the document among those that the payment names'),
  text('document_type', 'What was paid, as Workday writes it'),
  text('document_id', 'Document: reference id'),
  text('document_wid', 'Document: Workday id; of an invoice the key of workday_supplier_invoices', 'document.wid'),
  text('document_name', 'Document: number in Workday', 'document.name'),
  date('document_date', 'Document: date'),
  paymentCurrencyColumn('^'),
  money('total_payable_amount', 'What was to be paid of the document'),
  money('amount_paid', 'What this payment paid of the document'),
  money('amount_due', 'What Workday says was still due of the document'),
  money('discount_taken', 'Discount taken on the document'),
  money('tax_amount', 'Tax of the document'),
  text('memo', 'Memo of the document'),
];

/**
 * Payments to suppliers, with the documents that they pay as lines. A payment without company or currency is rejected: its money
 * could not be reconciled. The reference names no rule by which the documents add up to the payment (discounts, documents that
 * are not named), so a difference is shown by `remittance_total`, and rejects nothing.
 */
export const payments: IntegrationStream = {
  id: 'payments',
  label: 'Payments',
  scheduleClass: 'transactional',
  defaultMapping: {
    version: 1,
    header: { table: TABLE, keyColumns: ['payment_wid'], columns: headerColumns },
    lines: [{ table: LINES, listPath: 'lines', keyColumns: ['payment_wid', 'line_number'], columns: lineColumns }],
  },
  totals: {
    companyColumn: 'company_id',
    amounts: [
      { name: 'payment_amount', table: TABLE, column: 'payment_amount', currencyColumn: 'currency_code' },
      { name: 'lines.amount_paid', table: LINES, column: 'amount_paid', currencyColumn: 'currency_code' },
    ],
  },
  validate: soundAsRead,
};
