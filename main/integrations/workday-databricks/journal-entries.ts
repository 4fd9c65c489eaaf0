import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import type { IntegrationStream } from '../../ports/integration.ts';
import { date, instant, money, rate, requiredInteger, requiredText, text } from '../columns.ts';
import {
  companyColumns,
  currencyColumn,
  journalLineCurrencyColumn,
  reference,
  worktagColumns,
} from '../workday/columns.ts';
import { journalBalance } from './journal-balance.ts';

const TABLE = 'workday_journal_entries';
const LINES = 'workday_journal_entry_lines';
const JOURNAL_ID = 'Accounting_Journal_ID';

/** Column with the Workday id of another journal that this one is tied to. */
function otherJournal(column: string, path: string, comment: string): ColumnMapping[] {
  return [
    text(`${column}_wid`, `${comment}: Workday id`, `${path}.wid`),
    text(`${column}_id`, `${comment}: reference id`, `${path}.ids.${JOURNAL_ID}`),
  ];
}

const headerColumns: ColumnMapping[] = [
  requiredText('journal_wid', 'Journal: Workday id', 'wid'),
  text('journal_id', 'Journal: reference id', `journal_entry.ids.${JOURNAL_ID}`),
  text('journal_number', 'Journal: number'),
  text('journal_sequence_number', 'Journal: number in its sequence'),
  ...reference('status', { path: 'journal_status', idTypes: ['Journal_Entry_Status_ID'], what: 'Journal status' }),
  ...companyColumns(),
  currencyColumn('currency', 'Currency of the journal (ISO 4217)'),
  ...reference('ledger', { path: 'ledger', idTypes: ['Ledger_Reference_ID'], what: 'Ledger' }),
  ...reference('book', { path: 'book_code', idTypes: ['Book_Code_ID'], what: 'Book' }),
  text('ledger_period_name', 'Ledger period: name', 'ledger_period.name'),
  date('accounting_date', 'Day on which the journal is posted'),
  date('transaction_date', 'Day of the transaction'),
  ...reference('journal_source', { path: 'journal_source', idTypes: ['Journal_Source_ID'], what: 'Journal source' }),
  text('operational_transaction_wid', 'Document that caused it: Workday id', 'operational_transaction.wid'),
  text('operational_transaction_name', 'Document that caused it: name', 'operational_transaction.name'),
  ...otherJournal('cancel_reversed_by', 'cancel_reversed_by_journal_entry', 'Journal that cancels this one'),
  ...otherJournal('cancel_reverses', 'cancel_reverses_journal_entry', 'Journal that this one cancels'),
  text('external_reference_id', 'Id in another system'),
  money('total_ledger_debits', 'Debits in ledger currency'),
  money('total_ledger_credits', 'Credits in ledger currency'),
  text('memo', 'Memo'),
  instant('created_at', 'When the journal was created', 'creation_date'),
  instant('last_updated_at', 'When the journal was last updated', 'last_updated_date'),
];

const lineColumns: ColumnMapping[] = [
  requiredText('journal_wid', 'Journal: Workday id', '^wid'),
  requiredInteger('line_number', 'Number of the line: a journal line has no id of its own'),
  text('line_order', 'Order of the line as Workday writes it'),
  ...reference('line_company', {
    path: 'line_company',
    idTypes: ['Company_Reference_ID', 'Organization_Reference_ID'],
    what: 'Company of the line',
  }),
  ...reference('ledger_account', {
    path: 'ledger_account',
    idTypes: ['Ledger_Account_ID'],
    what: 'Ledger account',
    withWid: true,
  }),
  text('account_set_id', 'Account set of the ledger account', 'ledger_account.account_set_id'),
  journalLineCurrencyColumn(),
  money('debit_amount', 'Debit in the line’s currency'),
  money('credit_amount', 'Credit in the line’s currency'),
  rate('currency_rate', 'Rate from the line’s currency to the ledger’s'),
  money('ledger_debit_amount', 'Debit in ledger currency'),
  money('ledger_credit_amount', 'Credit in ledger currency'),
  rate('quantity', 'Quantity'),
  text('memo', 'Memo of the line'),
  text('external_reference_id', 'Id in another system'),
  ...worktagColumns(),
];

/**
 * Journal entries with their lines. Ledger amounts are summed per company without a currency of their own where Workday does
 * not name it: they are in the currency of the company's ledger.
 */
export const journalEntries: IntegrationStream = {
  id: 'journal_entries',
  label: 'Journal entries',
  scheduleClass: 'transactional',
  defaultMapping: {
    version: 1,
    header: { table: TABLE, keyColumns: ['journal_wid'], columns: headerColumns },
    lines: [{ table: LINES, listPath: 'lines', keyColumns: ['journal_wid', 'line_number'], columns: lineColumns }],
  },
  totals: {
    companyColumn: 'company_id',
    amounts: [
      { name: 'ledger_debits', table: TABLE, column: 'total_ledger_debits', currencyColumn: null },
      { name: 'ledger_credits', table: TABLE, column: 'total_ledger_credits', currencyColumn: null },
      { name: 'lines.debit_amount', table: LINES, column: 'debit_amount', currencyColumn: 'currency_code' },
      { name: 'lines.credit_amount', table: LINES, column: 'credit_amount', currencyColumn: 'currency_code' },
      { name: 'lines.ledger_debit_amount', table: LINES, column: 'ledger_debit_amount', currencyColumn: null },
      { name: 'lines.ledger_credit_amount', table: LINES, column: 'ledger_credit_amount', currencyColumn: null },
    ],
  },
  validate: journalBalance,
};
