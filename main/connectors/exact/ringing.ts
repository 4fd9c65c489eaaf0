import type { RingingSystem } from '../../ports/ringing.ts';
import type { Connection } from '../../../shared/model/connection.ts';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const divisionCode = /^\d{1,12}$/;

/**
 * Exact Online's webhooks (reference page §5). Whether there are topics for GL accounts, cost centers and purchase invoices is not
 * certain: a subscription that is refused leaves the stream to its schedule.
 */
export const exactRinging: RingingSystem = {
  provider: 'exact',
  secret: 'webhookSecret',
  topics: [
    { topic: 'GLAccounts', stream: 'gl_accounts' },
    { topic: 'Costcenters', stream: 'cost_centers' },
    { topic: 'Accounts', stream: 'accounts' },
    { topic: 'Items', stream: 'items' },
    { topic: 'PurchaseOrders', stream: 'purchase_orders' },
    { topic: 'PurchaseEntries', stream: 'purchase_entries' },
    { topic: 'PurchaseInvoices', stream: 'purchase_invoices' },
    { topic: 'SalesInvoices', stream: 'sales_invoices' },
    { topic: 'FinancialTransactions', stream: 'journal_entries' },
    { topic: 'GeneralJournalEntries', stream: 'journal_entries' },
    { topic: 'BankEntries', stream: 'bank_entries' },
  ],
  companiesOf: ({ settings }: Connection) => (settings['divisions'] ?? '').split(/[\s,;]+/).filter((one) => one !== ''),
  appOf: ({ settings }: Connection) =>
    (settings['clientId'] ?? '')
      .trim()
      .replace(/^\{(.*)\}$/, '$1')
      .toLowerCase(),
  recordKeyOf: ({ division, key }) =>
    divisionCode.test(division) && guid.test(key) ? JSON.stringify([division, key]) : null,
  callbackHostOf: ({ settings }: Connection) => {
    const address = settings['redirectUri'] ?? '';
    return URL.canParse(address) ? new URL(address).hostname : null;
  },
};
