import { chartAccounts } from '../world/accounts.ts';
import { COST_CENTERS } from '../world/masters.ts';
import type { Cells } from './books-facts.ts';
import { dayText } from '../world/calendar.ts';
import type { Company } from './world-divisions.ts';

/** Accounts that documents are booked against by themselves. */
export const BOOKED = { payables: '2000', receivables: '1200', taxIn: '1400', taxOut: '2030', bank: '1010' } as const;
/** Bank account of a company whose currency is not the euro. */
export const BANK_GBP = '1030';
export const BLOCKED_ACCOUNT = '4030';
/** Accounts that purchases and sales name, by what they ask of a line's cost center. */
export const COSTS = {
  optional: ['5000', '5010', '5020', '6020', '6050', '6060', '6070', '6090', '6800'],
  mandatory: ['6000', '6010', '6030', '6040'],
  none: ['6080', '6810', '7020'],
} as const;

/** Exact's type of an account (reference page §4.6), what it asks of a cost center (0 optional, 1 mandatory, 2 none). */
const LEDGER: readonly (readonly [code: string, type: number, useCenter: 0 | 1 | 2])[] = [
  ['1000', 10, 2], ['1010', 12, 2], ['1030', 12, 2], ['1080', 90, 2], ['1200', 20, 2], ['1210', 20, 2], ['1230', 26, 0],
  ['1240', 25, 0], ['1400', 24, 2], ['1410', 26, 0], ['1420', 40, 2], ['1430', 40, 2], ['1610', 30, 0], ['1630', 30, 0],
  ['1650', 35, 2], ['2000', 22, 2], ['2010', 27, 2], ['2030', 24, 2], ['2040', 25, 2], ['2050', 27, 0], ['2070', 55, 2],
  ['3000', 50, 2], ['3010', 52, 2], ['4000', 110, 0], ['4010', 110, 1], ['4020', 110, 0], ['4030', 110, 0], ['4040', 110, 0],
  ['5000', 111, 0], ['5010', 111, 0], ['5020', 111, 0], ['6000', 121, 1], ['6010', 121, 1], ['6020', 120, 0], ['6030', 121, 1],
  ['6040', 121, 1], ['6050', 120, 0], ['6060', 120, 0], ['6070', 120, 0], ['6080', 121, 2], ['6090', 120, 0], ['6800', 120, 0],
  ['6810', 120, 2], ['7000', 125, 1], ['7020', 122, 2],
]; // oxfmt-ignore

export const GL_TYPES: ReadonlyMap<number, string> = new Map([
  [10, 'Cash'], [12, 'Bank'], [14, 'Credit card'], [16, 'Payment services'], [20, 'Accounts receivable'],
  [22, 'Accounts payable'], [24, 'VAT'], [25, 'Employees payable'], [26, 'Prepaid expenses'], [27, 'Accrued expenses'],
  [29, 'Income taxes payable'], [30, 'Fixed assets'], [32, 'Other assets'], [35, 'Accumulated depreciation'], [40, 'Inventory'],
  [50, 'Capital stock'], [52, 'Retained earnings'], [55, 'Long term debt'], [60, 'Current portion of debt'], [90, 'General'],
  [100, 'Tax payable'], [110, 'Revenue'], [111, 'Cost of goods'], [120, 'Other costs'],
  [121, 'Sales, general administrative expenses'], [122, 'Depreciation costs'], [123, 'Research and development'],
  [125, 'Employee costs'], [126, 'Employment costs'], [130, 'Exceptional costs'], [140, 'Exceptional income'],
  [150, 'Income taxes'], [160, 'Interest income'], [300, 'Year end reflection'], [301, 'Indirect year end costing'],
  [302, 'Direct year end costing'],
]); // oxfmt-ignore

const useCenters = new Map(LEDGER.map(([code, , useCenter]) => [code, useCenter]));

/** What an account asks of a cost center at the beginning. */
export function centerRule(code: string): 'optional' | 'mandatory' | 'none' {
  const rule = useCenters.get(code);
  return rule === 1 ? 'mandatory' : rule === 2 ? 'none' : 'optional';
}

const names = new Map(chartAccounts().map((account) => [account.code, account.name]));

function ledgerAccount([code, type, useCenter]: (typeof LEDGER)[number], company: Company): Cells {
  const onCredit = type === 110 || (type >= 50 && type < 60) || [22, 27, 35].includes(type) || code === BOOKED.taxOut;
  const taxed = type >= 111 || type === 110;
  return {
    Code: code,
    Description: names.get(code) ?? code,
    Type: type,
    TypeDescription: GL_TYPES.get(type) ?? '',
    BalanceSide: onCredit ? 'C' : 'D',
    BalanceType: type >= 110 ? 'W' : 'B',
    IsBlocked: code === BLOCKED_ACCOUNT,
    Matching: type === 20 || type === 22,
    Compress: type === 12,
    UseCostcenter: useCenter,
    UseCostunit: useCenter === 2 ? 2 : 0,
    // An account whose lines must have one proposes one; what is booked may name another.
    Costcenter: code === '6030' ? 'CC-420' : null,
    CostcenterDescription: code === '6030' ? 'Facilities' : null,
    Costunit: null,
    CostunitDescription: null,
    VATCode: taxed ? '1' : null,
    VATDescription: taxed ? vatName('1', company) : null,
    SearchCode: `GL${code}`,
    ReportingCode: null,
    RevalueCurrency: type === 12,
  };
}

export function ledgerAccounts(company: Company): readonly Cells[] {
  return LEDGER.map((account) => ledgerAccount(account, company));
}

export const CENTER_COUNT = 12;
export const ENDED_CENTER = 'CC-470';
/** How long before the books begin the ended one ended; no sound document is younger than that and names it. */
export const ENDED_DAYS = 500;
/** Named by a planted document, and by nobody made. */
export const UNKNOWN_CENTER = 'CC-990';

export function firstCostCenters(today: number): readonly Cells[] {
  return COST_CENTERS.slice(0, CENTER_COUNT).map(({ code, name }) => ({
    Code: code,
    Description: name,
    EndDate: code === ENDED_CENTER ? { date: dayText(today - ENDED_DAYS) } : null,
    Active: true,
  }));
}

/** Cost centers that documents may name from the start. */
export const USED_CENTERS: readonly string[] = COST_CENTERS.slice(0, CENTER_COUNT)
  .map((center) => center.code)
  .filter((code) => code !== ENDED_CENTER);

const UNIT_NAMES = ['Own shop', 'Wholesale', 'Web <shop>', 'Export "EU"', 'Projects & hire', 'Überlauf'];
export const COST_UNITS: readonly Cells[] = UNIT_NAMES.map((name, at) => ({
  Code: `CU-${(at + 1) * 10}`,
  Description: name,
  Account: null,
}));
export const UNIT_CODES: readonly string[] = UNIT_NAMES.map((_, at) => `CU-${(at + 1) * 10}`);

const JOURNALS = [
  { Code: '10', Description: 'Cash', Type: 10, account: '1000' },
  { Code: '20', Description: 'Bank', Type: 12, account: BOOKED.bank },
  { Code: '50', Description: 'Sales', Type: 20, account: BOOKED.receivables },
  { Code: '60', Description: 'Purchase', Type: 22, account: BOOKED.payables },
  { Code: '65', Description: 'Purchase invoices', Type: 22, account: BOOKED.payables },
  { Code: '90', Description: 'General journal', Type: 90, account: null },
];

export function bankAccountOf(company: Company): string {
  return company.currency === 'GBP' ? BANK_GBP : BOOKED.bank;
}

export function journals(company: Company): readonly Cells[] {
  return JOURNALS.map(({ account, ...rest }) => {
    const code = rest.Type === 12 ? bankAccountOf(company) : account;
    return {
      ...rest,
      Currency: company.currency,
      GLAccountCode: code,
      GLAccountDescription: code === null ? null : (names.get(code) ?? null),
      IsBlocked: false,
    };
  });
}

/** Share of a VAT code: 0 none, 1 high, 2 low, 3 shifted to the buyer. */
export function vatShare(code: string, company: Company): string {
  return code === '1' ? company.vat.high : code === '2' ? company.vat.low : '0';
}

function vatName(code: string, company: Company): string {
  const percent = (Number(vatShare(code, company)) * 100).toFixed(1).replace('.0', '');
  if (code === '3') return 'VAT reverse charged';
  return code === '0' ? 'No VAT' : `VAT ${code === '1' ? 'high' : 'low'} ${percent}%`;
}

export function vatCodes(company: Company): readonly Cells[] {
  return ['0', '1', '2', '3'].map((code) => ({
    Code: code,
    Description: vatName(code, company),
    Percentage: { decimal: vatShare(code, company) },
    Type: 'E',
    IsBlocked: false,
    Charged: code === '3',
    Country: company.country,
    GLToClaimCode: BOOKED.taxIn,
    GLToPayCode: BOOKED.taxOut,
  }));
}

/** Months of the calendar years from `firstYear` to `lastYear`. */
export function periods(firstYear: number, lastYear: number): readonly Cells[] {
  return Array.from({ length: (lastYear - firstYear + 1) * 12 }, (_, at) => {
    const year = firstYear + Math.floor(at / 12);
    const month = (at % 12) + 1;
    const start = Date.UTC(year, month - 1, 1) / 86_400_000;
    const end = Date.UTC(year, month, 1) / 86_400_000 - 1;
    return { FinYear: year, FinPeriod: month, StartDate: { date: dayText(start) }, EndDate: { date: dayText(end) } };
  });
}
