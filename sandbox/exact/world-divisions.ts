import { companyOf } from '../world/masters.ts';
import type { BookDivision } from './books.ts';

/** One company of the practice customer. */
export interface Company {
  readonly code: number;
  readonly hid: number;
  readonly name: string;
  readonly vatNumber: string;
  readonly country: string;
  readonly currency: string;
  readonly status: 0 | 1 | 2;
  readonly inScope: boolean;
  readonly hasPurchaseModule: boolean;
  /** Currencies of its suppliers abroad. */
  readonly foreign: readonly string[];
  /** What an ordinary purchase and sale is taxed with, as a share. */
  readonly vat: { readonly high: string; readonly low: string };
  /** Of 1000 documents that a company in full use has, it has so many. */
  readonly size: number;
}

export const CUSTOMER = 'Elbtal Group';

/** Names and currencies of those that the practice Workday has too are Workday's. */
function fromWorkday(code: string): { name: string; currency: string } {
  const { name, currency } = companyOf(code);
  return { name, currency };
}

export const EXACT_COMPANIES: readonly Company[] = [
  { code: 2_256_995, hid: 101, name: 'Elbtal Nederland B.V.', currency: 'EUR', country: 'NL', vatNumber: 'NL000000101B01', status: 1, inScope: true, hasPurchaseModule: false, foreign: ['USD', 'GBP'], vat: { high: '0.21', low: '0.09' }, size: 1000 },
  { code: 2_256_996, hid: 102, name: 'Elbtal België N.V.', currency: 'EUR', country: 'BE', vatNumber: 'BE0000000102', status: 1, inScope: true, hasPurchaseModule: false, foreign: ['USD', 'JPY'], vat: { high: '0.21', low: '0.06' }, size: 1000 },
  { code: 2_256_997, hid: 300, ...fromWorkday('CO-300'), country: 'GB', vatNumber: 'GB000000300', status: 1, inScope: true, hasPurchaseModule: true, foreign: ['EUR', 'USD'], vat: { high: '0.2', low: '0.05' }, size: 1000 },
  { code: 2_256_998, hid: 110, ...fromWorkday('CO-110'), country: 'FR', vatNumber: 'FR00000000110', status: 2, inScope: true, hasPurchaseModule: false, foreign: ['USD'], vat: { high: '0.2', low: '0.055' }, size: 150 },
  { code: 2_256_999, hid: 100, ...fromWorkday('CO-100'), country: 'DE', vatNumber: 'DE000000100', status: 1, inScope: false, hasPurchaseModule: false, foreign: ['USD'], vat: { high: '0.19', low: '0.07' }, size: 150 },
]; // oxfmt-ignore

/** Those that the app may use and that still keep books. */
export function isInUse(company: Pick<Company, 'status' | 'inScope'>): boolean {
  return company.status === 1 && company.inScope;
}

export function divisionOf(company: Company, movedAt: number | null): BookDivision {
  const { code, hid, vatNumber, country, currency, status, inScope, hasPurchaseModule } = company;
  return {
    code,
    hid,
    description: company.name,
    vatNumber,
    country,
    currency,
    status,
    inScope,
    hasPurchaseModule,
    movedAt,
  };
}
