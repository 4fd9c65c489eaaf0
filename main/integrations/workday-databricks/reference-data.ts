import type { IntegrationStream } from '../../ports/integration.ts';
import { flag, json, requiredText, text } from '../columns.ts';
import { referenceStream } from '../plain.ts';
import { reference } from '../workday/columns.ts';

/** Ledger accounts of the account sets. Workday gives them no id of their own: the key is account set and account together. */
export const glAccounts: IntegrationStream = referenceStream('gl_accounts', 'GL accounts', {
  name: 'workday_gl_accounts',
  keyColumns: ['gl_account_key'],
  columns: [
    requiredText(
      'gl_account_key',
      'Account set and account number: an account number is unique only within its set',
      'key',
    ),
    requiredText('account_set_id', 'Account set: reference id'),
    text('account_set_name', 'Account set: name'),
    text('account_set_wid', 'Account set: Workday id'),
    flag('is_chart_of_accounts', 'Whether the account set is a chart of accounts', 'chart_of_accounts'),
    requiredText('account_number', 'Ledger account: identifier', 'ledger_account_identifier'),
    text('account_name', 'Ledger account: name', 'ledger_account_name'),
    ...reference('account_type', {
      path: 'ledger_account_type',
      idTypes: ['Ledger_Account_Type_ID'],
      what: 'Ledger account type',
    }),
    flag('is_retired', 'Whether the account is retired', 'retired'),
    json('restricted_to', 'Companies or hierarchies that may use the account', 'restricted_to'),
  ],
});

/** Roll-ups of ledger accounts: which summary holds which summaries and accounts. */
export const glAccountSummaries: IntegrationStream = referenceStream('gl_account_summaries', 'GL account summaries', {
  name: 'workday_gl_account_summaries',
  keyColumns: ['summary_wid'],
  columns: [
    requiredText('summary_wid', 'Account summary: Workday id', 'wid'),
    text('summary_id', 'Account summary: reference id', 'ledger_account_summary_id'),
    text('summary_name', 'Account summary: name', 'ledger_account_summary_name'),
    ...reference('account_set', { path: 'account_set', idTypes: ['Account_Set_ID'], what: 'Account set' }),
    ...reference('parent_summary', {
      path: 'parent_summary',
      idTypes: ['Ledger_Account_Summary_ID'],
      what: 'Summary above this one',
      withWid: true,
    }),
    json('child_summaries', 'Summaries below this one'),
    json('ledger_accounts', 'Ledger accounts that are summed directly'),
  ],
});

/** Suppliers. Bank data is never read. */
export const suppliers: IntegrationStream = referenceStream('suppliers', 'Suppliers', {
  name: 'workday_suppliers',
  keyColumns: ['supplier_wid'],
  columns: [
    requiredText('supplier_wid', 'Supplier: Workday id', 'wid'),
    text('supplier_id', 'Supplier: id, where it has one'),
    text('supplier_reference_id', 'Supplier: reference id'),
    requiredText('supplier_name', 'Supplier: name'),
    ...reference('status', {
      path: 'status',
      idTypes: ['Business_Entity_Status_Value_ID'],
      what: 'Status in force',
    }),
    ...reference('approval_status', {
      path: 'approval_status',
      idTypes: ['Document_Status_ID'],
      what: 'Approval status',
    }),
    ...reference('category', { path: 'supplier_category', idTypes: ['Supplier_Category_ID'], what: 'Category' }),
    json('supplier_groups', 'Groups of the supplier', 'supplier_group'),
    ...reference('payment_terms', { path: 'payment_terms', idTypes: ['Payment_Terms_ID'], what: 'Payment terms' }),
    ...reference('default_payment_type', {
      path: 'default_payment_type',
      idTypes: ['Payment_Type_ID'],
      what: 'Usual way of payment',
    }),
    text('currency_code', 'Usual currency (ISO 4217)', 'currency.ids.Currency_ID'),
    text('customer_account_number', 'Our account number at the supplier'),
    text('duns_number', 'D-U-N-S number'),
    flag('is_worktag_only', 'Whether the supplier is only a worktag', 'worktag_only'),
    json('addresses', 'Business addresses'),
    json('email_addresses', 'Business e-mail addresses'),
    json('phones', 'Business telephone numbers'),
    json('alternate_names', 'Other names of the supplier'),
  ],
});
