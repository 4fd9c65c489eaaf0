import type { Integration } from '../../ports/integration.ts';
import { journalEntries } from './journal-entries.ts';
import { payments } from './payments.ts';
import { purchaseOrders } from './purchase-orders.ts';
import { glAccounts, glAccountSummaries, suppliers } from './reference-data.ts';
import { tieOuts } from './tie-outs.ts';
import { supplierInvoiceAdjustments, supplierInvoices } from './supplier-invoices.ts';

/** Workday → Databricks: what finance analysts join comes first, so that no fact lands before its dimensions. */
export const workdayDatabricks: Integration = {
  id: 'workday-databricks',
  source: 'workday',
  destination: 'databricks',
  streams: [
    glAccounts,
    glAccountSummaries,
    suppliers,
    purchaseOrders,
    supplierInvoices,
    supplierInvoiceAdjustments,
    payments,
    journalEntries,
  ],
  tieOuts,
};
