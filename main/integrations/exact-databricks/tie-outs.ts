import type { TieOutDefinition } from '../../ports/integration.ts';

/** A trial balance of Exact is the movement of a period in company currency, over entries that are open or processed. */
export const tieOuts: readonly TieOutDefinition[] = [
  {
    kind: 'trial-balance',
    stream: 'journal_entries',
    linesPath: 'lines',
    company: { id: 'division_code', name: 'division_name' },
    currency: null,
    account: { id: 'gl_account_code', name: 'gl_account_description' },
    sums: [
      { figure: 'debit', column: 'debit_dc' },
      { figure: 'credit', column: 'credit_dc' },
    ],
    date: 'accounting_date',
    status: 'status',
    leftOut: [],
    windowDays: null,
    less: null,
  },
];
