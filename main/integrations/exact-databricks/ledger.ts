import { isList, isObject } from '../../../shared/mapping/paths.ts';
import type { RejectionReason, SourceRecord } from '../../../shared/model/record.ts';
import { sameAmount, sumAmounts } from '../../../shared/money/decimal.ts';
import { date, integer, money, rate, text } from '../columns.ts';
import { documentStream } from './document-stream.ts';
import { allocationColumns, auditColumns, currency, glAccountColumns } from './parts.ts';

/** Debits of an entry equal its credits in company currency. Amounts that are not decimals are left to the mapping. */
export function entryBalance({ fields }: SourceRecord): readonly RejectionReason[] {
  const lines = fields['lines'];
  if (!isList(lines)) return [];
  const side = (name: string): string =>
    sumAmounts(
      lines.map((line) => (isObject(line) ? line[name] : undefined)).filter((value) => typeof value === 'string'),
    );
  const debits = side('debit_dc');
  const credits = side('credit_dc');
  if (sameAmount(debits, credits)) return [];
  return [{ code: 'RECORD_UNBALANCED', field: 'lines.debit_dc', value: debits, expected: credits }];
}

/** Every entry of the general ledger, whichever journal it came through, with all its lines. */
export const journalEntries = documentStream('journal_entries', 'Journal entries', {
  table: 'exact_journal_entries',
  key: { column: 'journal_entry_id', what: 'Journal entry', path: 'entry_id' },
  validate: entryBalance,
  allocatedOn: 'date',
  columns: [
    integer('entry_number', 'Journal entry: number'),
    date('accounting_date', 'Date of the entry: the first of its lines', 'date'),
    text('journal_code', 'Journal: code'),
    text('journal_description', 'Journal: description'),
    integer('financial_year', 'Financial year'),
    integer('financial_period', 'Financial period'),
    integer('status', '20 open, 50 processed'),
    integer(
      'entry_type',
      '10 opening, 20/21 sales, 30/31 purchase, 40 cash flow, 50 VAT, 70 to 76 assets, 80 to 87 revaluation, 90 other, …',
      'type',
    ),
    ...auditColumns(),
  ],
  lines: {
    table: 'exact_journal_entry_lines',
    columns: [
      currency(),
      integer('line_type', 'Kind of line by Exact’s numbers'),
      date('line_date', 'Date of the line', 'date'),
      ...glAccountColumns(),
      money('amount_dc', 'Amount in company currency: debits positive, credits negative'),
      money('debit_dc', 'Debit in company currency'),
      money('credit_dc', 'Credit in company currency'),
      money('amount_fc', 'Amount in the transaction’s currency: debits positive, credits negative'),
      rate('exchange_rate', 'Rate of the transaction’s currency'),
      money('vat_amount_fc', 'VAT in the transaction’s currency', 'amount_vat_fc'),
      money('vat_base_amount_fc', 'Amount on which VAT is computed', 'amount_vat_base_fc'),
      text('vat_code', 'VAT: code'),
      rate('vat_percentage', 'VAT as a share'),
      text('vat_type', 'VAT: kind'),
      text('account_id', 'Account (supplier, customer): id', 'account'),
      text('account_code', 'Account: code'),
      text('account_name', 'Account: name'),
      ...allocationColumns(),
      text('cost_center_description', 'Cost center: description'),
      text('cost_unit_description', 'Cost unit: description'),
      text('project_id', 'Project: id', 'project'),
      text('project_code', 'Project: code'),
      text('item_id', 'Item: id', 'item'),
      text('item_code', 'Item: code'),
      text('asset_id', 'Asset: id', 'asset'),
      text('asset_code', 'Asset: code'),
      rate('quantity', 'Quantity'),
      text('description', 'Description of the line'),
      text('notes', 'Notes'),
      integer('invoice_number', 'Number of the invoice'),
      integer('order_number', 'Number of the order'),
      text('your_ref', 'The other party’s reference'),
      text('payment_reference', 'Payment reference'),
      date('due_date', 'When payment is due'),
      text('document_id', 'Document in Exact: id', 'document'),
      integer('document_number', 'Document in Exact: number'),
      text('document_subject', 'Document in Exact: subject'),
      text('offset_line_id', 'Line that this one is offset with: id', 'offset_id'),
    ],
  },
  amounts: [
    ['debit_dc', 'lines', 'company'],
    ['credit_dc', 'lines', 'company'],
    ['amount_fc', 'lines', 'transaction'],
  ],
});

/** Bank entries with their lines. What they move in the ledger is in the journal entries as well. */
export const bankEntries = documentStream('bank_entries', 'Bank entries', {
  table: 'exact_bank_entries',
  key: { column: 'bank_entry_id', what: 'Bank entry', path: 'entry_id' },
  allocatedOn: 'date',
  columns: [
    integer('entry_number', 'Bank entry: number'),
    date('accounting_date', 'Date of the entry: the first of its lines', 'date'),
    text('journal_code', 'Journal: code'),
    text('journal_description', 'Journal: description'),
    integer('financial_year', 'Financial year'),
    integer('financial_period', 'Financial period'),
    currency(),
    money('opening_balance_fc', 'Balance before, in the currency of the bank account'),
    money('closing_balance_fc', 'Balance after, in the currency of the bank account'),
    integer('status', '20 open, 50 processed'),
    ...auditColumns(),
  ],
  lines: {
    table: 'exact_bank_entry_lines',
    columns: [
      currency('^currency'),
      date('line_date', 'Date of the line', 'date'),
      text('account_id', 'Account (supplier, customer): id', 'account'),
      text('account_code', 'Account: code'),
      text('account_name', 'Account: name'),
      ...glAccountColumns(),
      text('cost_center_code', 'Cost center: code', 'cost_center'),
      money('amount_dc', 'Amount in company currency: received positive, paid negative'),
      money('amount_fc', 'Amount in the transaction’s currency: received positive, paid negative'),
      money('vat_amount_fc', 'VAT in the transaction’s currency', 'amount_vat_fc'),
      text('vat_code', 'VAT: code'),
      integer('our_ref', 'Number of the invoice that is paid'),
      text('description', 'Description of the line'),
      text('notes', 'Notes'),
      text('offset_line_id', 'Line that this one is offset with: id', 'offset_id'),
    ],
  },
  amounts: [
    ['amount_dc', 'lines', 'company'],
    ['amount_fc', 'lines', 'transaction'],
  ],
});
