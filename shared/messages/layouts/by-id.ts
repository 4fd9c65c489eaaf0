import type { Layout } from '../render-types.ts';
import type { LayoutId } from '../rule.ts';
import { glDiscrepancyLayout } from './gl-discrepancy.ts';
import { invoiceLayout } from './invoice.ts';
import { journalLayout } from './journal.ts';
import { overdueLayout } from './overdue-digest.ts';
import { paymentRunLayout } from './payment-run.ts';
import { paymentLayout } from './payment.ts';

/** Every layout that a rule may name. */
export const layoutsById: Readonly<Record<LayoutId, Layout>> = {
  invoice: invoiceLayout,
  'payment-run': paymentRunLayout,
  payment: paymentLayout,
  journal: journalLayout,
  'gl-discrepancy': glDiscrepancyLayout,
  'overdue-digest': overdueLayout,
};
