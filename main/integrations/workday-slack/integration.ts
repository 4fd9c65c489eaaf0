import type { Integration } from '../../ports/integration.ts';
import { streams } from './streams.ts';
import { ruleTemplates } from './templates.ts';
import { glDiscrepanciesView } from './views/gl-discrepancies.ts';
import { journalEntriesView } from './views/journal-entries.ts';
import { paymentRunsView } from './views/payment-runs.ts';
import { paymentsView } from './views/payments.ts';
import { supplierInvoicesView } from './views/supplier-invoices.ts';

/** Workday → Slack: documents are taken up in the book, and rules over these views decide what is told. */
export const workdaySlack: Integration = {
  id: 'workday-slack',
  source: 'workday',
  destination: 'slack',
  streams,
  messaging: {
    views: [supplierInvoicesView, paymentsView, paymentRunsView, journalEntriesView, glDiscrepanciesView],
    templates: ruleTemplates,
  },
};
