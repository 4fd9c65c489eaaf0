import { divideRounded, powerOfTen } from './amounts.ts';

/** Things that documents point at and that never change. */
export interface Currency {
  readonly code: string;
  readonly decimals: number;
  readonly numeric: string;
  /** Euros for one unit, in millionths. */
  readonly euros: bigint;
}
export interface Company {
  readonly code: string;
  readonly name: string;
  readonly currency: string;
}
export interface Named {
  readonly code: string;
  readonly name: string;
}
export interface SpendCategory extends Named {
  readonly account: string;
}
export interface PaymentTerms extends Named {
  readonly days: number;
}

export const CURRENCIES: readonly Currency[] = [
  { code: 'EUR', decimals: 2, numeric: '978', euros: 1_000_000n },
  { code: 'USD', decimals: 2, numeric: '840', euros: 921_300n },
  { code: 'GBP', decimals: 2, numeric: '826', euros: 1_172_450n },
  { code: 'JPY', decimals: 0, numeric: '392', euros: 6_113n },
  { code: 'KWD', decimals: 3, numeric: '414', euros: 3_004_870n },
];

export const COMPANIES: readonly Company[] = [
  { code: 'CO-100', name: 'Elbtal Handel GmbH', currency: 'EUR' },
  { code: 'CO-110', name: 'Elbtal Logistik SAS', currency: 'EUR' },
  { code: 'CO-200', name: 'Elbtal Trading Inc.', currency: 'USD' },
  { code: 'CO-300', name: 'Elbtal & Sons Ltd', currency: 'GBP' },
  { code: 'CO-400', name: 'エルプタール商事株式会社', currency: 'JPY' },
  { code: 'CO-500', name: 'Elbtal Gulf W.L.L.', currency: 'KWD' },
];

const COST_CENTER_NAMES = ['Administration', 'Finance', 'Facilities', 'IT Operations', 'Logistics', 'Marketing', 'Production', 'Purchasing', 'Quality', 'R&D', 'Sales <North>', 'Sales South', 'Service', 'Training', 'Warehouse']; // oxfmt-ignore
export const COST_CENTERS: readonly Named[] = COST_CENTER_NAMES.map((name, at) => ({
  code: `CC-${400 + at * 10}`,
  name,
}));

const PROJECT_NAMES = [
  'ERP renewal',
  'New warehouse',
  'Solar roof',
  'Office move',
  'Fleet renewal',
  '拡張計画',
  'Data platform',
  'Packaging "Green"',
];
export const PROJECTS: readonly Named[] = PROJECT_NAMES.map((name, at) => ({ code: `PRJ-${1000 + at}`, name }));

export const REGIONS: readonly Named[] = [
  { code: 'REG-EMEA', name: 'Europe, Middle East & Africa' },
  { code: 'REG-AMER', name: 'Americas' },
  { code: 'REG-APAC', name: 'Asia-Pacific' },
  { code: 'REG-DACH', name: 'Germany, Austria, Switzerland' },
];

export const CUSTOM_WORKTAGS: readonly Named[] = [
  { code: 'CAMPAIGN-1', name: 'Spring campaign' },
  { code: 'CAMPAIGN-2', name: 'Autumn campaign' },
];

export const SPEND_CATEGORIES: readonly SpendCategory[] = [
  { code: 'SC-CONSULTING', name: 'Consulting', account: '6000' },
  { code: 'SC-SOFTWARE', name: 'Software & licences', account: '6010' },
  { code: 'SC-HARDWARE', name: 'Hardware', account: '6020' },
  { code: 'SC-RENT', name: 'Rent', account: '6030' },
  { code: 'SC-TRAVEL', name: 'Travel', account: '6040' },
  { code: 'SC-ENERGY', name: 'Energy', account: '6050' },
  { code: 'SC-OFFICE', name: 'Office supplies', account: '6060' },
  { code: 'SC-RAW', name: 'Raw materials', account: '5000' },
  { code: 'SC-PACKAGING', name: 'Packaging', account: '5010' },
  { code: 'SC-MAINTENANCE', name: 'Maintenance', account: '6070' },
];

export const PAYMENT_TERMS: readonly PaymentTerms[] = [
  { code: 'NET_30', name: 'Net 30', days: 30 },
  { code: 'NET_60', name: 'Net 60', days: 60 },
  { code: 'NET_14', name: 'Net 14', days: 14 },
  { code: 'IMMEDIATE', name: 'Immediate', days: 0 },
];

const currencies = new Map(CURRENCIES.map((currency) => [currency.code, currency]));
const companies = new Map(COMPANIES.map((company) => [company.code, company]));
const categories = new Map(SPEND_CATEGORIES.map((category) => [category.code, category]));

/** Throws an Error for a currency that this world does not have. */
export function currencyOf(code: string): Currency {
  const currency = currencies.get(code);
  if (currency === undefined) throw new Error(`no currency ${code} in this world`);
  return currency;
}

/** Throws an Error for a company that this world does not have. */
export function companyOf(code: string): Company {
  const company = companies.get(code);
  if (company === undefined) throw new Error(`no company ${code} in this world`);
  return company;
}

export function accountOfCategory(code: string | null): string {
  return (code === null ? undefined : categories.get(code))?.account ?? '6090';
}

/** Units of the ledger currency for one unit of the document currency, in millionths. */
export function rateOf(document: string, ledger: string): bigint {
  if (document === ledger) return 1_000_000n;
  return divideRounded(currencyOf(document).euros * powerOfTen(6), currencyOf(ledger).euros);
}
