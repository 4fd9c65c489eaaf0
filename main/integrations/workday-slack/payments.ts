import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import type { IntegrationStream } from '../../ports/integration.ts';
import type { BookDocument } from '../../ports/views.ts';
import { date, flag, money, requiredInteger, requiredText, text } from '../columns.ts';
import { soundAsRead } from '../plain.ts';
import { companyColumns, paymentCurrencyColumn, reference, supplierColumns } from '../workday/columns.ts';
import { textOf } from './cells.ts';
import { documentLink, monthLink, runLink } from './links.ts';

const TABLE = 'workday_payments';
export const PAYMENT_LINES = 'workday_payment_lines';

const headerColumns: ColumnMapping[] = [
  requiredText('payment_wid', 'Payment: Workday id', 'wid'),
  text('payment_name', 'Payment: name in Workday', 'payment.name'),
  text('payment_reference_number', 'Payment: reference number'),
  text('status_name', 'Status of the payment as Workday writes it', 'payment_status'),
  flag('counts_as_paid', 'Whether the status is among those that the connection counts as paid'),
  ...companyColumns(),
  paymentCurrencyColumn(),
  ...supplierColumns('payee', 'Supplier who was paid'),
  date('payment_date', 'Day of the payment'),
  money('payment_amount', 'Amount of the payment'),
  money('discount_taken', 'Discount taken'),
  money('remittance_total', 'Amounts paid of all documents, computed; Workday need not name every document'),
  text('payment_group_wid', 'Group of payments: Workday id', 'payment_group.wid'),
  text('payment_group_name', 'Group of payments: name', 'payment_group.name'),
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
];

const lineColumns: ColumnMapping[] = [
  requiredText('payment_wid', 'Payment: Workday id', '^wid'),
  requiredInteger('line_number', 'Place of the document among those that the payment names'),
  text('document_wid', 'Document: Workday id', 'document.wid'),
  text('document_name', 'Document: number in Workday', 'document.name'),
  paymentCurrencyColumn('^'),
  money('amount_paid', 'What this payment paid of the document'),
  money('discount_taken', 'Discount taken on the document'),
];

/** What was sent together: the settlement run, else the group of payments; null for a payment by itself. */
export function runOf(document: BookDocument): string | null {
  const run = document.header['settlement_run_wid'] ?? document.header['payment_group_wid'];
  return typeof run === 'string' && run !== '' ? run : null;
}

/** What a person calls a payment. */
export function paymentNumber({ header, label }: BookDocument): string {
  return textOf(header['payment_reference_number']) ?? textOf(header['payment_name']) ?? label;
}

function links(document: BookDocument): readonly string[] {
  const { header, lines } = document;
  const found = [
    ...runLink(runOf(document)),
    ...monthLink(header['company_id'], header['payment_date'], header['currency_code']),
    ...(lines[PAYMENT_LINES] ?? []).flatMap((line) => documentLink(line['document_wid'])),
  ];
  return [...new Set(found)];
}

/** Payments to suppliers with the documents that they pay. No bank account is among the columns, no check number and no memo. */
export const payments: IntegrationStream = {
  id: 'payments',
  label: 'Payments',
  scheduleClass: 'transactional',
  defaultMapping: {
    version: 1,
    header: { table: TABLE, keyColumns: ['payment_wid'], columns: headerColumns },
    lines: [
      { table: PAYMENT_LINES, listPath: 'lines', keyColumns: ['payment_wid', 'line_number'], columns: lineColumns },
    ],
  },
  totals: {
    companyColumn: 'company_id',
    amounts: [
      { name: 'payment_amount', table: TABLE, column: 'payment_amount', currencyColumn: 'currency_code' },
      { name: 'lines.amount_paid', table: PAYMENT_LINES, column: 'amount_paid', currencyColumn: 'currency_code' },
    ],
  },
  // No rule is known by which the documents add up to the payment: rules look at the difference, nothing is rejected for it.
  validate: soundAsRead,
  links,
};
