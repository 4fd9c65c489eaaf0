import type { BookEntity } from '../books.ts';

/** Topics seen in real use, and GLAccounts, which is likely (reference page §5.2). No other can be subscribed to. */
export const TOPICS = [
  'Accounts',
  'Contacts',
  'Items',
  'StockPositions',
  'SalesInvoices',
  'SalesOrders',
  'SalesEntries',
  'PurchaseOrders',
  'PurchaseEntries',
  'BankEntries',
  'CashEntries',
  'GeneralJournalEntries',
  'FinancialTransactions',
  'Documents',
  'Quotations',
  'GoodsDeliveries',
  'CostTransactions',
  'TimeTransactions',
  'BankAccounts',
  'Subscriptions',
  'SalesItemPrices',
  'GLAccounts',
] as const;

/** Topic of a change of the books, and the resource that `ExactOnlineEndpoint` names; others are told to nobody. */
export const TOPIC_OF: Readonly<Partial<Record<BookEntity, readonly [topic: string, path: string]>>> = {
  Accounts: ['Accounts', 'crm/Accounts'],
  Items: ['Items', 'logistics/Items'],
  GLAccounts: ['GLAccounts', 'financial/GLAccounts'],
  SalesInvoices: ['SalesInvoices', 'salesinvoice/SalesInvoices'],
  PurchaseOrders: ['PurchaseOrders', 'purchaseorder/PurchaseOrders'],
  PurchaseEntries: ['PurchaseEntries', 'purchaseentry/PurchaseEntries'],
  BankEntries: ['BankEntries', 'financialtransaction/BankEntries'],
  GeneralJournalEntries: ['GeneralJournalEntries', 'generaljournalentry/GeneralJournalEntries'],
  Transactions: ['FinancialTransactions', 'financialtransaction/Transactions'],
  TransactionLines: ['FinancialTransactions', 'financialtransaction/TransactionLines'],
};
