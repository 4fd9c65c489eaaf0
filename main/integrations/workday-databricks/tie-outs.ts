import type { TieOutDefinition } from '../../ports/integration.ts';

const company = { id: 'company_id', name: 'company_name' };
const windowDays = { setting: 'invoiceDays', usual: '90' };

const invoices = {
  stream: 'supplier_invoices',
  linesPath: null,
  company,
  currency: 'currency_code',
  account: null,
  sums: [{ figure: 'amount', column: 'invoice_total' }],
  date: 'invoice_date',
  status: 'status_id',
  leftOut: ['CANCELED', 'DRAFT'],
  windowDays,
  less: null,
} as const satisfies Omit<TieOutDefinition, 'kind'>;

/**
 * Reports of Workday that are compared with what landed. What is paid of an invoice comes from payments that count as paid, by
 * payment date, discounts taken included (decision 0011); a trial balance is the movement of a period in ledger currency.
 */
export const tieOuts: readonly TieOutDefinition[] = [
  {
    ...invoices,
    kind: 'open-invoices',
    less: {
      stream: 'payments',
      linesPath: 'lines',
      amounts: ['amount_paid', 'discount_taken'],
      documentColumn: 'document_wid',
      currencyColumn: 'currency_code',
      onlyIf: 'counts_as_paid',
      date: 'payment_date',
    },
  },
  { ...invoices, kind: 'period-invoices' },
  {
    kind: 'trial-balance',
    stream: 'journal_entries',
    linesPath: 'lines',
    company,
    currency: null,
    account: { id: 'ledger_account_id', name: 'ledger_account_name' },
    sums: [
      { figure: 'debit', column: 'ledger_debit_amount' },
      { figure: 'credit', column: 'ledger_credit_amount' },
    ],
    date: 'accounting_date',
    status: 'status_id',
    leftOut: ['CANCELED', 'UNPOSTED', 'DRAFT'],
    windowDays: null,
    less: null,
  },
];
