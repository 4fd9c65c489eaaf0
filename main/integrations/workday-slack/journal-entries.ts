import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import type { IntegrationStream } from '../../ports/integration.ts';
import { date, instant, money, rate, requiredInteger, requiredText, text } from '../columns.ts';
import { soundAsRead } from '../plain.ts';
import { companyColumns, currencyColumn, journalLineCurrencyColumn, reference } from '../workday/columns.ts';
import { JOURNAL_LINES, journalLinks } from './journal-links.ts';
import { postedColumn } from './posted.ts';

const TABLE = 'workday_journal_entries';
const INVOICE_IDS = ['Supplier_Invoice_Reference_ID', 'Supplier_Invoice_ID'] as const;

const headerColumns: ColumnMapping[] = [
  requiredText('journal_wid', 'Journal: Workday id', 'wid'),
  text('journal_number', 'Journal: number'),
  ...reference('status', { path: 'journal_status', idTypes: ['Journal_Entry_Status_ID'], what: 'Journal status' }),
  postedColumn('journal_status.ids.Journal_Entry_Status_ID', ['POSTED']),
  ...companyColumns(),
  currencyColumn('currency', 'Currency of the journal (ISO 4217)'),
  ...reference('ledger', { path: 'ledger', idTypes: ['Ledger_Reference_ID'], what: 'Ledger' }),
  ...reference('book', { path: 'book_code', idTypes: ['Book_Code_ID'], what: 'Book' }),
  text('ledger_period_name', 'Ledger period: name', 'ledger_period.name'),
  date('accounting_date', 'Day on which the journal is posted'),
  ...reference('journal_source', { path: 'journal_source', idTypes: ['Journal_Source_ID'], what: 'Journal source' }),
  text('operational_transaction_wid', 'Document that caused it: Workday id', 'operational_transaction.wid'),
  text('operational_transaction_name', 'Document that caused it: name', 'operational_transaction.name'),
  {
    ...text(
      'operational_invoice_id',
      'Supplier invoice that caused it: reference id; empty if it is no invoice',
      `operational_transaction.ids.${INVOICE_IDS[0]}`,
    ),
    transform: { kind: 'first-of', otherPaths: [`operational_transaction.ids.${INVOICE_IDS[1]}`] },
  },
  text('cancel_reverses_wid', 'Journal that this one cancels: Workday id', 'cancel_reverses_journal_entry.wid'),
  text('cancel_reversed_by_wid', 'Journal that cancels this one: Workday id', 'cancel_reversed_by_journal_entry.wid'),
  money('total_ledger_debits', 'Debits in ledger currency'),
  money('total_ledger_credits', 'Credits in ledger currency'),
  instant('last_updated_at', 'When the journal was last updated', 'last_updated_date'),
];

const lineColumns: ColumnMapping[] = [
  requiredText('journal_wid', 'Journal: Workday id', '^wid'),
  requiredInteger('line_number', 'Number of the line: a journal line has no id of its own'),
  ...reference('line_company', {
    path: 'line_company',
    idTypes: ['Company_Reference_ID', 'Organization_Reference_ID'],
    what: 'Company of the line',
  }),
  ...reference('ledger_account', { path: 'ledger_account', idTypes: ['Ledger_Account_ID'], what: 'Ledger account' }),
  journalLineCurrencyColumn(),
  money('debit_amount', 'Debit in the line’s currency'),
  money('credit_amount', 'Credit in the line’s currency'),
  rate('currency_rate', 'Rate from the line’s currency to the ledger’s'),
  money('ledger_debit_amount', 'Debit in ledger currency'),
  money('ledger_credit_amount', 'Credit in ledger currency'),
];

/**
 * Journal entries with accounts and amounts of their lines. One that does not balance is not rejected here: that is what a rule
 * tells. Ledger amounts are summed per company, because Workday does not name the ledger's currency.
 */
export const journalEntries: IntegrationStream = {
  id: 'journal_entries',
  label: 'Journal entries',
  scheduleClass: 'transactional',
  defaultMapping: {
    version: 1,
    header: { table: TABLE, keyColumns: ['journal_wid'], columns: headerColumns },
    lines: [
      { table: JOURNAL_LINES, listPath: 'lines', keyColumns: ['journal_wid', 'line_number'], columns: lineColumns },
    ],
  },
  totals: {
    companyColumn: 'company_id',
    amounts: [
      { name: 'ledger_debits', table: TABLE, column: 'total_ledger_debits', currencyColumn: null },
      { name: 'ledger_credits', table: TABLE, column: 'total_ledger_credits', currencyColumn: null },
      { name: 'lines.debit_amount', table: JOURNAL_LINES, column: 'debit_amount', currencyColumn: 'currency_code' },
      { name: 'lines.credit_amount', table: JOURNAL_LINES, column: 'credit_amount', currencyColumn: 'currency_code' },
    ],
  },
  validate: soundAsRead,
  links: journalLinks,
};
