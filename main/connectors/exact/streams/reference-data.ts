import type { JsonObject } from '../../../../shared/model/json.ts';
import { fieldsOf } from './fields.ts';
import type { StreamSpec } from './spec.ts';

/** Texts of a record, put together with a blank; what is empty is left out. */
export function joined(...parts: readonly (JsonObject[string] | undefined)[]): string {
  return parts.filter((part): part is string => typeof part === 'string' && part !== '').join(' ');
}

const base = {
  lines: null,
  range: null,
  rangeBy: 'whole',
  windowKind: 'changed-since',
  counts: true,
  pageSize: 60,
  dateField: null,
  key: 'ID',
} as const;

/*
 * Of GL accounts, accounts and items only fields that `sync/` and the regular resource both have: a record has the same fields
 * whichever way it was read. Derived descriptions are missing in `sync/` (reference page §3.6).
 */

const glAccounts: StreamSpec = {
  ...base,
  id: 'gl_accounts',
  label: 'GL accounts',
  noun: 'GL account',
  resource: 'financial/GLAccounts',
  header: fieldsOf({
    guid: 'ID',
    code: 'Code Costcenter Costunit VATCode',
    text: 'Description BalanceSide BalanceType SearchCode ReportingCode',
    integer: 'Type UseCostcenter UseCostunit',
    boolean: 'IsBlocked Matching Compress RevalueCurrency',
    instant: 'Created Modified',
  }),
  feed: {
    kind: 'version',
    resource: 'sync/Financial/GLAccounts',
    key: 'ID',
    rowsAreRecords: true,
    deleted: { type: 7, names: 'record' },
    weekly: 'records',
    counted: { rows: 'financial/GLAccounts', documents: null },
  },
  nameOf: ({ code, description }) => joined(code, description),
};

/**
 * `Active` is missing from newer descriptions of the resource (reference page §4.6), and a field that Exact does not know fails the
 * whole request: so all fields are asked for, and it is taken where it comes.
 */
const costCenters: StreamSpec = {
  ...base,
  id: 'cost_centers',
  label: 'Cost centers',
  noun: 'cost center',
  resource: 'hrm/Costcenters',
  header: fieldsOf({
    guid: 'ID',
    code: 'Code',
    text: 'Description',
    date: 'EndDate',
    boolean: 'Active',
    instant: 'Created Modified',
  }),
  selectsAll: true,
  feed: { kind: 'modified' },
  nameOf: ({ code, description }) => joined(code, description),
};

const accounts: StreamSpec = {
  ...base,
  id: 'accounts',
  label: 'Accounts',
  noun: 'account',
  resource: 'crm/Accounts',
  header: fieldsOf({
    guid: 'ID GLAccountPurchase GLAccountSales',
    code: 'Code Country PaymentConditionPurchase PaymentConditionSales PurchaseCurrency SalesCurrency',
    text:
      'Name Status Type AddressLine1 AddressLine2 AddressLine3 Postcode City State Email Phone Website ' +
      'VATNumber ChamberOfCommerce',
    decimal: 'CreditLineSales',
    boolean: 'IsSupplier IsSales Blocked',
    date: 'StartDate EndDate',
    instant: 'Created Modified',
  }),
  feed: {
    kind: 'version',
    resource: 'sync/CRM/Accounts',
    key: 'ID',
    rowsAreRecords: true,
    deleted: { type: 2, names: 'record' },
    weekly: 'records',
    counted: { rows: 'crm/Accounts', documents: null },
  },
  nameOf: ({ code, name }) => joined(code, name),
};

/** Quantities in stock are left out: they change with every delivery, and no change of the item tells of it. */
const items: StreamSpec = {
  ...base,
  id: 'items',
  label: 'Items',
  noun: 'item',
  resource: 'logistics/Items',
  header: fieldsOf({
    guid: 'ID ItemGroup GLRevenue GLCosts GLStock',
    code: 'Code ItemGroupCode Unit CostPriceCurrency SalesVatCode GLRevenueCode GLCostsCode GLStockCode',
    text: 'Description ExtraDescription Barcode',
    decimal: 'CostPriceStandard CostPriceNew AverageCost',
    rate: 'NetWeight',
    boolean: 'IsSalesItem IsPurchaseItem IsStockItem',
    date: 'StartDate EndDate',
    instant: 'Created Modified',
  }),
  feed: {
    kind: 'version',
    resource: 'sync/Logistics/Items',
    key: 'ID',
    rowsAreRecords: true,
    deleted: { type: 9, names: 'record' },
    weekly: 'records',
    counted: { rows: 'logistics/Items', documents: null },
  },
  nameOf: ({ code, description }) => joined(code, description),
};

/** What documents refer to (reference page §4.6, §4.7). */
export const referenceStreams: readonly StreamSpec[] = [glAccounts, costCenters, accounts, items];
