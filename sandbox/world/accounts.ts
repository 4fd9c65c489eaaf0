import { latestFirstEntry, type Base } from './base.ts';
import { DAY_MS } from './calendar.ts';
import type { AccountSetDoc, AccountSummaryDoc, LedgerAccount } from './documents.ts';

const GROUPS: readonly { readonly from: number; readonly type: string; readonly names: readonly string[] }[] = [
  { from: 1000, type: 'ASSET', names: ['Cash', 'Bank EUR', 'Bank USD', 'Bank GBP', 'Bank JPY', 'Bank KWD', 'Petty cash', 'Deposits', 'Clearing', 'Money in transit'] },
  { from: 1200, type: 'ASSET', names: ['Trade receivables', 'Doubtful receivables', 'Intercompany receivables', 'Advances to suppliers', 'Employee advances', 'Other receivables'] },
  { from: 1400, type: 'ASSET', names: ['Input tax', 'Prepaid expenses', 'Raw material stock', 'Finished goods', 'Goods in transit', 'Packaging stock'] },
  { from: 1600, type: 'ASSET', names: ['Buildings', 'Machinery', 'Vehicles', 'Computers', 'Furniture', 'Accumulated depreciation'] },
  { from: 2000, type: 'LIABILITY', names: ['Trade payables', 'Goods received, not invoiced', 'Intercompany payables', 'Output tax', 'Wages payable', 'Accrued expenses', 'Customer deposits', 'Loans', 'Provisions', 'Other liabilities'] },
  { from: 3000, type: 'EQUITY', names: ['Share capital', 'Retained earnings', 'Reserves', 'Currency translation'] },
  { from: 4000, type: 'REVENUE', names: ['Sales of goods', 'Sales of services', 'Licence revenue', 'Rental income', 'Discounts given', 'Other revenue'] },
  { from: 5000, type: 'EXPENSE', names: ['Raw materials', 'Packaging', 'Inbound freight', 'Subcontractors', 'Stock differences', 'Price differences'] },
  { from: 6000, type: 'EXPENSE', names: ['Consulting', 'Software & licences', 'Hardware below limit', 'Rent', 'Travel', 'Energy', 'Office supplies', 'Maintenance', 'Insurance', 'Other operating expense'] },
  { from: 6800, type: 'EXPENSE', names: ['Freight', 'Bank charges', 'Exchange losses', 'Rounding', 'Legal', 'Other charges'] },
  { from: 7000, type: 'EXPENSE', names: ['Wages', 'Social security', 'Depreciation', 'Interest', 'Income tax'] },
]; // oxfmt-ignore

const STANDARD: readonly LedgerAccount[] = GROUPS.flatMap((group) =>
  group.names.map((name, at) => ({
    code: String(group.from + at * 10),
    name,
    type: group.type,
    retired: name === 'Rental income',
  })),
);

// The same numbers again with other meanings: an account number is unique only within its set.
const LOCAL: readonly LedgerAccount[] = [
  'Caisse',
  'Banque',
  'Clients & créances',
  'Fournisseurs',
  'Achats',
  'Ventes <France>',
].map((name, at) => ({ code: String(1000 + at * 1000), name, type: at < 3 ? 'ASSET' : 'EXPENSE', retired: at === 5 }));

const SETS: readonly AccountSetDoc[] = [
  { id: 'Standard', name: 'Standard chart of accounts', chart: true, accounts: STANDARD },
  { id: 'Local_FR', name: 'Plan comptable local', chart: false, accounts: LOCAL },
];

const ROOTS: readonly { readonly name: string; readonly children: readonly number[] }[] = [
  { name: 'Balance sheet', children: [4, 5, 6] },
  { name: 'Profit & loss', children: [7, 2] },
  { name: 'Costs', children: [8, 9, 10, 11] },
  { name: 'Liquid funds', children: [] },
  { name: 'Assets', children: [3] },
];
const LEAVES = [
  'Liabilities',
  'Equity',
  'Revenue',
  'Cost of goods',
  'Operating expense',
  'Charges',
  'Personnel & financing',
];
const LEAF_RANGES = [[2000, 2999], [3000, 3999], [4000, 4999], [5000, 5999], [6000, 6799], [6800, 6999], [7000, 7999]]; // oxfmt-ignore

function accountsWithin(from: number, to: number): readonly string[] {
  return STANDARD.filter((account) => Number(account.code) >= from && Number(account.code) <= to).map(
    (account) => account.code,
  );
}

function summaryOf(index: number): AccountSummaryDoc {
  const root = ROOTS[index];
  const leaf = index - ROOTS.length;
  const range = index === 3 ? [1000, 1199] : index === 4 ? [1200, 1999] : (LEAF_RANGES[leaf] ?? [0, 0]);
  return {
    id: `SUMMARY-${String(index + 1).padStart(2, '0')}`,
    name: root?.name ?? LEAVES[leaf] ?? '',
    set: 'Standard',
    children: root?.children ?? [],
    accounts: index < 3 ? [] : accountsWithin(range[0] ?? 0, range[1] ?? 0),
  };
}

export function accountMoments(base: Base): readonly number[] {
  return [latestFirstEntry(base) - 300 * DAY_MS];
}

export function accountSetDoc(index: number): AccountSetDoc {
  const set = SETS[index];
  if (set === undefined) throw new Error(`no account set ${index}`);
  return set;
}

export function accountSummaryDoc(index: number): AccountSummaryDoc {
  return summaryOf(index);
}

/** Every account of the chart of accounts. */
export function chartAccounts(): readonly LedgerAccount[] {
  return STANDARD;
}
/** Every account set at the beginning. */
export function firstAccountSets(): readonly AccountSetDoc[] {
  return SETS;
}
