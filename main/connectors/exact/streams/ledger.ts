import { fieldsOf } from './fields.ts';
import { joined } from './reference-data.ts';
import type { StreamSpec } from './spec.ts';

/**
 * An entry of the general ledger with all its lines. Exact keeps the lines; what they share is the entry's own, its date is the first
 * of theirs.
 */
const journalEntries: StreamSpec = {
  id: 'journal_entries',
  label: 'Journal entries',
  noun: 'journal entry',
  windowKind: 'changed-since',
  rangeBy: 'accounting-date',
  resource: 'bulk/Financial/TransactionLines',
  key: 'EntryID',
  pageSize: 1000,
  counts: false,
  header: fieldsOf({
    guid: 'EntryID',
    code: 'JournalCode',
    text: 'JournalDescription',
    integer: 'EntryNumber FinancialYear FinancialPeriod Status Type',
    date: 'Date',
    instant: 'Created Modified',
  }),
  lines: {
    property: null,
    isLedger: true,
    fields: fieldsOf({
      guid: 'ID GLAccount Account Project Item Asset Document OffsetID',
      code: 'GLAccountCode AccountCode CostCenter CostUnit ProjectCode ItemCode AssetCode VATCode VATType Currency',
      text:
        'GLAccountDescription AccountName CostCenterDescription CostUnitDescription Description Notes YourRef ' +
        'PaymentReference DocumentSubject',
      integer: 'LineNumber LineType InvoiceNumber OrderNumber DocumentNumber',
      decimal: 'AmountDC AmountFC AmountVATFC AmountVATBaseFC',
      rate: 'ExchangeRate VATPercentage Quantity',
      date: 'Date DueDate',
      instant: 'Modified',
    }),
  },
  feed: {
    kind: 'version',
    resource: 'sync/Financial/TransactionLines',
    key: 'EntryID',
    rowsAreRecords: false,
    deleted: { type: 1, names: 'line' },
    weekly: 'keys',
    counted: {
      rows: 'financialtransaction/TransactionLines',
      documents: 'financialtransaction/Transactions',
    },
  },
  range: { field: 'Date', lines: { resource: 'bulk/Financial/TransactionLines', key: 'EntryID' } },
  dateField: 'date',
  nameOf: ({ entry_number: number, journal_description: journal }) => joined(number, journal),
};

/** A bank entry has no date of its own: it is in a range by the first date of its lines. */
const bankEntries: StreamSpec = {
  id: 'bank_entries',
  label: 'Bank entries',
  noun: 'bank entry',
  windowKind: 'changed-since',
  rangeBy: 'accounting-date',
  resource: 'financialtransaction/BankEntries',
  key: 'EntryID',
  pageSize: 60,
  counts: true,
  header: fieldsOf({
    guid: 'EntryID',
    code: 'JournalCode Currency',
    text: 'JournalDescription',
    integer: 'EntryNumber FinancialYear FinancialPeriod Status',
    decimal: 'OpeningBalanceFC ClosingBalanceFC',
    instant: 'Created Modified',
  }),
  lines: {
    property: 'BankEntryLines',
    fields: fieldsOf({
      guid: 'ID Account GLAccount OffsetID',
      code: 'AccountCode GLAccountCode CostCenter VATCode',
      text: 'AccountName GLAccountDescription Description Notes',
      integer: 'LineNumber OurRef',
      decimal: 'AmountDC AmountFC AmountVATFC',
      date: 'Date',
    }),
  },
  feed: { kind: 'modified' },
  range: { field: 'Date', lines: { resource: 'financialtransaction/BankEntryLines', key: 'EntryID' } },
  dateField: 'date',
  nameOf: ({ entry_number: number, journal_description: journal }) => joined(number, journal),
};

/** The general ledger and the bank (reference page §4.5). */
export const ledgerStreams: readonly StreamSpec[] = [journalEntries, bankEntries];
