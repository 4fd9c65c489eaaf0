import type { RuleTemplate } from '../../ports/views.ts';

const proposed = { quietHours: null, dailyCap: null, followChanges: true } as const;
const weekdays = [1, 2, 3, 4, 5];

/** Words for an invoice that nobody pays (yet). Texts are a tenant's own: these are those that samples have. */
const notInForce = ['Draft', 'Canceled', 'Cancelled'];

function inEach(amount: string): { currency: string; amount: string }[] {
  return ['EUR', 'USD', 'GBP'].map((currency) => ({ currency, amount }));
}

/** Rules that the operator may take over with a channel. Thresholds are a proposal; a currency that is not listed never matches. */
export const ruleTemplates: readonly RuleTemplate[] = [
  {
    ...proposed,
    id: 'high-value-invoices',
    name: 'High-value invoices',
    view: 'supplier_invoices',
    layout: 'invoice',
    timing: { kind: 'at-once' },
    conditions: [
      { kind: 'amount-at-least', fact: 'amount', thresholds: inEach('10000') },
      { kind: 'is-none-of', fact: 'status', values: notInForce },
    ],
  },
  {
    ...proposed,
    id: 'overdue-invoices',
    name: 'Overdue invoices',
    view: 'supplier_invoices',
    layout: 'overdue-digest',
    timing: { kind: 'digest', times: ['08:30'], weekdays },
    followChanges: false,
    conditions: [
      { kind: 'days-past', fact: 'due_date', days: 1 },
      { kind: 'is-none-of', fact: 'payment_status', values: ['paid', 'overpaid', 'nothing due'] },
      { kind: 'is-none-of', fact: 'status', values: notInForce },
    ],
  },
  {
    ...proposed,
    id: 'payment-runs',
    name: 'Payment runs',
    view: 'payment_runs',
    layout: 'payment-run',
    timing: { kind: 'at-once' },
    conditions: [],
  },
  {
    ...proposed,
    id: 'unbalanced-journals',
    name: 'Journals that do not balance',
    view: 'journal_entries',
    layout: 'journal',
    timing: { kind: 'at-once' },
    // By yes or no instead of by amount: it holds in every currency, also where the ledger's is not known.
    conditions: [{ kind: 'is', fact: 'is_balanced', value: false }],
  },
  {
    ...proposed,
    id: 'gl-discrepancies',
    name: 'Control account differs from its documents',
    view: 'gl_discrepancies',
    layout: 'gl-discrepancy',
    timing: { kind: 'at-once' },
    conditions: [{ kind: 'amount-at-least', fact: 'difference', thresholds: inEach('1') }],
  },
];
