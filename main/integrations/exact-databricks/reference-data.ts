import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import type { IntegrationStream } from '../../ports/integration.ts';
import { date, flag, integer, money, rate, requiredText, text } from '../columns.ts';
import { referenceStream } from '../plain.ts';
import { costCenterEntry, glAccountEntry } from './allocation.ts';
import { auditColumns, keyColumns, validityColumns } from './parts.ts';

interface MasterTable {
  readonly name: string;
  readonly key: string;
  readonly what: string;
  readonly columns: readonly ColumnMapping[];
}

function masterStream(id: string, label: string, { name, key, what, columns }: MasterTable): IntegrationStream {
  return referenceStream(id, label, {
    name,
    keyColumns: ['division_code', key],
    columns: [...keyColumns(key, what, 'id'), ...columns, ...auditColumns()],
  });
}

/** GL accounts, each with its rule on cost centers, by which documents are checked. */
export const glAccounts: IntegrationStream = {
  ...masterStream('gl_accounts', 'GL accounts', {
    name: 'exact_gl_accounts',
    key: 'gl_account_id',
    what: 'GL account',
    columns: [
      requiredText('gl_account_code', 'GL account: code', 'code'),
      text('gl_account_description', 'GL account: description', 'description'),
      integer(
        'gl_account_type',
        'Kind of account by Exact’s numbers (10 cash, 20 receivables, 22 payables, 110 revenue, …)',
        'type',
      ),
      text('balance_side', 'Side on which it usually stands: D debit, C credit'),
      text('balance_type', 'B balance sheet, W profit and loss'),
      flag('is_blocked', 'Whether nothing may be booked on it'),
      integer('cost_center_rule', 'Cost center: 0 optional, 1 mandatory, 2 not permitted', 'use_costcenter'),
      integer('cost_unit_rule', 'Cost unit: 0 optional, 1 mandatory, 2 not permitted', 'use_costunit'),
      text('default_cost_center_code', 'Usual cost center: code', 'costcenter'),
      text('default_cost_unit_code', 'Usual cost unit: code', 'costunit'),
      text('vat_code', 'Usual VAT code'),
      text('search_code', 'Search code'),
      text('reporting_code', 'Code in the yearly report'),
      flag('is_matched', 'Whether its entries are matched', 'matching'),
      flag('is_compressed', 'Whether its history is shown without details', 'compress'),
      text('revalues_currency', 'Whether amounts are converted anew when currencies are revalued', 'revalue_currency'),
    ],
  }),
  dimension: glAccountEntry,
};

/** Cost centers. Exact tells of none that was deleted: they are found once a week. */
export const costCenters: IntegrationStream = {
  ...masterStream('cost_centers', 'Cost centers', {
    name: 'exact_cost_centers',
    key: 'cost_center_id',
    what: 'Cost center',
    columns: [
      requiredText('cost_center_code', 'Cost center: code', 'code'),
      text('cost_center_description', 'Cost center: description', 'description'),
      date('end_date', 'Last day on which it may be used'),
      flag('is_active', 'Whether it is active, where Exact says so', 'active'),
    ],
  }),
  dimension: costCenterEntry,
};

/** Suppliers, customers and other relations. Their bank accounts are never read. */
export const accounts: IntegrationStream = masterStream('accounts', 'Accounts', {
  name: 'exact_accounts',
  key: 'account_id',
  what: 'Account',
  columns: [
    text('account_code', 'Account: code, without the blanks that Exact pads it with', 'code'),
    requiredText('account_name', 'Account: name', 'name'),
    text('status', 'C customer, P prospect, S suspect, A none'),
    text('account_type', 'A relation, D company of the same customer', 'type'),
    flag('is_supplier', 'Whether it is a supplier'),
    flag('is_sales', 'Whether it is a customer'),
    flag('is_blocked', 'Whether it is blocked', 'blocked'),
    text('address_line1', 'Address: first line'),
    text('address_line2', 'Address: second line'),
    text('address_line3', 'Address: third line'),
    text('postcode', 'Address: postal code'),
    text('city', 'Address: city'),
    text('state', 'Address: state or province'),
    text('country_code', 'Address: country', 'country'),
    text('email', 'E-mail address'),
    text('phone', 'Telephone number'),
    text('website', 'Website'),
    text('vat_number', 'VAT number'),
    text('chamber_of_commerce_number', 'Number in the register of companies', 'chamber_of_commerce'),
    text('purchase_payment_condition', 'Payment condition as a supplier', 'payment_condition_purchase'),
    text('sales_payment_condition', 'Payment condition as a customer', 'payment_condition_sales'),
    text('purchase_currency_code', 'Usual currency as a supplier (ISO 4217)', 'purchase_currency'),
    text('sales_currency_code', 'Usual currency as a customer (ISO 4217)', 'sales_currency'),
    text('purchase_gl_account_id', 'Usual GL account as a supplier: id', 'gl_account_purchase'),
    text('sales_gl_account_id', 'Usual GL account as a customer: id', 'gl_account_sales'),
    money('sales_credit_line', 'Credit line as a customer', 'credit_line_sales'),
    ...validityColumns(),
  ],
});

export const items: IntegrationStream = masterStream('items', 'Items', {
  name: 'exact_items',
  key: 'item_id',
  what: 'Item',
  columns: [
    requiredText('item_code', 'Item: code', 'code'),
    text('item_description', 'Item: description', 'description'),
    text('extra_description', 'Item: further description'),
    text('item_group_id', 'Item group: id', 'item_group'),
    text('item_group_code', 'Item group: code'),
    text('unit_code', 'Unit', 'unit'),
    flag('is_sales_item', 'Whether it is sold'),
    flag('is_purchase_item', 'Whether it is bought'),
    flag('is_stock_item', 'Whether it is kept in stock'),
    money('cost_price_standard', 'Standard cost price'),
    money('cost_price_new', 'Cost price to come'),
    text('cost_price_currency_code', 'Currency of the cost prices (ISO 4217)', 'cost_price_currency'),
    money('average_cost', 'Average cost'),
    text('sales_vat_code', 'Usual VAT code when sold'),
    text('revenue_gl_account_id', 'GL account of revenue: id', 'gl_revenue'),
    text('revenue_gl_account_code', 'GL account of revenue: code', 'gl_revenue_code'),
    text('cost_gl_account_id', 'GL account of costs: id', 'gl_costs'),
    text('cost_gl_account_code', 'GL account of costs: code', 'gl_costs_code'),
    text('stock_gl_account_id', 'GL account of stock: id', 'gl_stock'),
    text('stock_gl_account_code', 'GL account of stock: code', 'gl_stock_code'),
    text('barcode', 'Barcode'),
    rate('net_weight', 'Net weight of a unit'),
    ...validityColumns(),
  ],
});
