import type { Integration } from '../../ports/integration.ts';
import { bankEntries, journalEntries } from './ledger.ts';
import { purchaseEntries, purchaseInvoices, purchaseOrders } from './purchases.ts';
import { accounts, costCenters, glAccounts, items } from './reference-data.ts';
import { salesInvoices } from './sales-invoices.ts';
import { tieOuts } from './tie-outs.ts';

/** Exact Online → Databricks: dimensions come first, and documents are checked against them before they land. */
export const exactDatabricks: Integration = {
  id: 'exact-databricks',
  source: 'exact',
  destination: 'databricks',
  streams: [
    glAccounts,
    costCenters,
    accounts,
    items,
    purchaseOrders,
    purchaseEntries,
    purchaseInvoices,
    salesInvoices,
    journalEntries,
    bankEntries,
  ],
  tieOuts,
};
