import type { Base } from '../world/base.ts';
import { PAYMENT_TERMS } from '../world/masters.ts';
import { AWKWARD_NAMES, companyName } from '../world/names.ts';
import { PLANTED } from '../world/planted.ts';
import { SeededRandom, scatter32 } from '../world/random.ts';
import { customerDoc, supplierDoc, supplierMoments } from '../world/suppliers.ts';
import type { Cells } from './books-facts.ts';
import { paddedCode } from './books-ids.ts';
import type { Company } from './world-divisions.ts';

/** Suppliers of the practice Workday that each company has; one without a name cannot be in Exact. */
const SUPPLIERS = 40;
/** Customers of the practice Workday, and those of the company alone. */
const GROUP_CUSTOMERS = 6;
const OWN_CUSTOMERS = 12;

const termDays = new Map(PAYMENT_TERMS.map((terms) => [terms.code, terms.days]));

/** Exact's code of payment terms: the days, as two digits. */
export function termsCode(code: string): string {
  return String(termDays.get(code) ?? 30).padStart(2, '0');
}

interface Party {
  readonly code: string;
  readonly name: string;
  readonly search: string | null;
  readonly isSupplier: boolean;
  readonly vatNumber: string | null;
  readonly city: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly terms: string;
  readonly currency: string;
  readonly blocked: boolean;
}

function accountCells(party: Party, country: string): Cells {
  const { isSupplier } = party;
  return {
    Code: paddedCode(party.code),
    SearchCode: party.search,
    Name: party.name,
    Status: isSupplier ? 'A' : 'C',
    IsSupplier: isSupplier,
    IsSales: !isSupplier,
    Blocked: party.blocked,
    Type: 'A',
    AddressLine1: `Kade ${Number(party.code) % 400}`,
    AddressLine2: null,
    AddressLine3: null,
    Postcode: `${1000 + (Number(party.code) % 8999)}`,
    City: party.city,
    State: null,
    Country: country,
    Email: party.email,
    Phone: party.phone,
    Website: null,
    VATNumber: party.vatNumber,
    ChamberOfCommerce: null,
    PaymentConditionPurchase: isSupplier ? party.terms : null,
    PaymentConditionSales: isSupplier ? null : party.terms,
    PurchaseCurrency: isSupplier ? party.currency : null,
    SalesCurrency: isSupplier ? null : party.currency,
    GLAccountPurchase: null,
    GLAccountSales: null,
    StartDate: { date: '2020-01-01' },
    EndDate: null,
    CreditLineSales: isSupplier ? null : { decimal: '25000' },
  };
}

function supplierParty(base: Base, place: number): Party {
  const index = place < PLANTED.supplierWithoutName ? place : place + 1;
  const doc = supplierDoc(base, index, supplierMoments(base, index).length);
  return {
    code: String(20_001 + index),
    name: doc.name ?? '',
    search: doc.supplierId,
    isSupplier: true,
    vatNumber: doc.taxId,
    city: doc.city,
    email: doc.email,
    phone: doc.phone,
    terms: termsCode(doc.terms),
    currency: doc.currency,
    blocked: doc.status === 'INACTIVE',
  };
}

function customerParty(base: Base, at: number, company: Company): Party {
  const own = at - GROUP_CUSTOMERS;
  const doc = own < 0 ? customerDoc(base, at) : undefined;
  const random = new SeededRandom(scatter32(base.seed ^ company.code ^ (at + 77)));
  return {
    code: String(10_001 + at),
    name: doc?.name ?? (own < 4 ? (AWKWARD_NAMES[own + 1] ?? '') : companyName(random, company.hid + own)),
    search: doc?.customerId ?? null,
    isSupplier: false,
    vatNumber: random.chance(600) ? `${company.country}${random.between(100_000_000, 999_999_999)}` : null,
    city: null,
    email: `books@customer-${at + 1}.example`,
    phone: null,
    terms: termsCode(doc?.terms ?? 'NET_30'),
    currency: doc?.currency ?? company.currency,
    blocked: false,
  };
}

/** Suppliers first, then customers. Name, reference ID (as SearchCode), tax number and terms of a supplier are Workday's. */
export function accounts(base: Base, company: Company): readonly Cells[] {
  const suppliers = Array.from({ length: SUPPLIERS }, (_, at) => supplierParty(base, at));
  const customers = Array.from({ length: GROUP_CUSTOMERS + OWN_CUSTOMERS }, (_, at) =>
    customerParty(base, at, company),
  );
  return [...suppliers, ...customers].map((party) => accountCells(party, company.country));
}

/** A supplier that is not blocked. */
export function pickSupplier(random: SeededRandom, cells: readonly Cells[]): number {
  let at = random.below(SUPPLIERS);
  while (cells[at]?.['Blocked'] === true) at = (at + 1) % SUPPLIERS;
  return at;
}

export function pickCustomer(random: SeededRandom): number {
  return SUPPLIERS + random.below(GROUP_CUSTOMERS + OWN_CUSTOMERS);
}

/** A supplier's place; rounds rename one after the other. */
export function supplierPlace(round: number): number {
  return (round * 7 + 3) % SUPPLIERS;
}

const THINGS = ['Advisory day', 'Annual licence', 'Cable set 2×1.5 mm²', 'Cartons 40×30', 'Cleaning', 'Control unit', 'Desk chair', 'Freight pallet', 'Hosting', 'Inspection', 'Laptop 14"', 'Maintenance visit', 'Paint <RAL 7016>', 'Sheet metal', 'Toner & paper', 'Workshop', "Joiner's glue", 'プリンター用紙', 'Screws M4 (1,000 pcs)', 'Pallet wrap']; // oxfmt-ignore
const ITEM_COSTS = ['6000', '6010', '6060', '5010', '6070', '6020', '6060', '6800', '6010', '6000', '6020', '6070', '5000', '5000', '6060', '6040', '5000', '6060', '5000', '5010']; // oxfmt-ignore
const SERVICES: readonly number[] = [0, 1, 4, 8, 9, 11, 15];
export const ITEM_COUNT = 20;

export function itemName(at: number): string {
  return THINGS[at] ?? '';
}
export function itemCosts(at: number): string {
  return ITEM_COSTS[at] ?? '6090';
}
export function itemRevenue(at: number): string {
  return at === 1 ? '4020' : SERVICES.includes(at) ? '4010' : '4000';
}

export function items(company: Company, startDay: string): readonly Cells[] {
  const random = new SeededRandom(scatter32(company.code));
  return THINGS.map((name, at) => {
    const isStock = !SERVICES.includes(at);
    const cost = `${random.between(2, 900)}.${random.between(10, 99)}`;
    return {
      Code: at === 3 ? 'BOX 40x30' : `ITM-${String(at + 1).padStart(3, '0')}`,
      Description: name,
      ExtraDescription: at === 12 ? `Dries in 4 h. ${'Keep away from children & pets. '.repeat(12)}` : null,
      ItemGroupCode: isStock ? 'GOODS' : 'SERVICES',
      ItemGroupDescription: isStock ? 'Goods' : 'Services',
      Unit: isStock ? 'pc' : 'hour',
      UnitDescription: isStock ? 'Piece' : 'Hour',
      IsSalesItem: at % 5 !== 4,
      IsPurchaseItem: true,
      IsStockItem: isStock,
      StartDate: { date: startDay },
      EndDate: null,
      CostPriceStandard: { decimal: cost },
      CostPriceNew: null,
      CostPriceCurrency: company.currency,
      AverageCost: { decimal: cost },
      StandardSalesPrice: { decimal: `${random.between(900, 2_000)}.5` },
      SalesVatCode: at === 14 ? '2' : '1',
      GLRevenueCode: itemRevenue(at),
      GLCostsCode: itemCosts(at),
      GLStockCode: isStock ? '1430' : null,
      Barcode: isStock ? `87${String(10_000_000_000 + at * 7)}` : null,
      Stock: { decimal: isStock ? String(random.between(0, 400)) : '0' },
      NetWeight: { decimal: isStock ? '0.125' : '0' },
      Class_01: isStock ? 'A' : null,
      Class_02: null,
    };
  });
}
