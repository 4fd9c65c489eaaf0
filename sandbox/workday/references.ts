import { firstAccountSets } from '../world/accounts.ts';
import { dayNumber } from '../world/calendar.ts';
import type { JournalAddress, Worktags } from '../world/documents.ts';
import type { IdentifiedKind } from '../world/ids.ts';
import { invoiceId, invoiceNumber } from '../world/invoices.ts';
import {
  COMPANIES,
  COST_CENTERS,
  CURRENCIES,
  CUSTOM_WORKTAGS,
  PAYMENT_TERMS,
  PROJECTS,
  REGIONS,
  SPEND_CATEGORIES,
} from '../world/masters.ts';
import { paymentNumber } from '../world/payments.ts';
import { orderNumber } from '../world/purchase-orders.ts';
import type { World } from '../world/world.ts';
import { escapeXml } from './escape.ts';

/** The ID types and codes of the references that never change, so that requests are understood by the same table as answers. */
export const FIXED: readonly {
  readonly kind: IdentifiedKind;
  readonly idType: string;
  readonly items: readonly { readonly code: string; readonly name: string }[];
}[] = [
  { kind: 'company', idType: 'Company_Reference_ID', items: COMPANIES },
  { kind: 'currency', idType: 'Currency_ID', items: CURRENCIES.map(({ code }) => ({ code, name: code })) },
  { kind: 'cost-center', idType: 'Cost_Center_Reference_ID', items: COST_CENTERS },
  { kind: 'project', idType: 'Project_ID', items: PROJECTS },
  { kind: 'region', idType: 'Region_Reference_ID', items: REGIONS },
  { kind: 'spend-category', idType: 'Spend_Category_ID', items: SPEND_CATEGORIES },
  { kind: 'custom-worktag', idType: 'Custom_Worktag_1_ID', items: CUSTOM_WORKTAGS },
  { kind: 'payment-terms', idType: 'Payment_Terms_ID', items: PAYMENT_TERMS },
];

/** Statuses and the like: known by ID type and code, with the text that people see. Their order gives their Workday ids: new ones go last. */
export const STATUS_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Document_Status_ID: { DRAFT: 'Draft', IN_PROGRESS: 'In Progress', APPROVED: 'Approved', CANCELED: 'Canceled' },
  Payment_Status_ID: { UNPAID: 'Unpaid', PARTIALLY_PAID: 'Partially Paid', PAID: 'Paid' },
  Business_Entity_Status_Value_ID: { ACTIVE: 'Active', INACTIVE: 'Inactive' },
  Journal_Entry_Status_ID: { POSTED: 'Posted' },
  Journal_Source_ID: {
    Supplier_Invoice: 'Supplier Invoice',
    Supplier_Invoice_Adjustment: 'Supplier Invoice Adjustment',
    Manual_Journal: 'Manual Journal',
    Supplier_Payment: 'Supplier Payment',
  },
  Supplier_Category_ID: { SERVICES: 'Services', GOODS: 'Goods', UTILITIES: 'Utilities', FREIGHT: 'Freight' },
  Adjustment_Reason_ID: {
    Returned_Goods: 'Returned Goods',
    Price_Difference: 'Price Difference',
    Other_Terms: 'Other',
  },
  Ledger_Account_Type_ID: {
    ASSET: 'Asset',
    LIABILITY: 'Liability',
    EQUITY: 'Equity',
    REVENUE: 'Revenue',
    EXPENSE: 'Expense',
  },
  Payment_Type_ID: { EFT: 'EFT', CHECK: 'Check', WIRE: 'Wire' },
  Payment_Category_ID: {
    SUPPLIER_PAYMENTS: 'Supplier Payments',
    AD_HOC_PAYMENTS: 'Ad Hoc Payments',
    PAYROLL: 'Payroll',
    EXPENSE_PAYMENTS: 'Expense Payments',
  },
};

const STATUS_INDEX = new Map(
  Object.entries(STATUS_NAMES).flatMap(([type, codes], group) =>
    Object.keys(codes).map((code, at) => [`${type}|${code}`, group * 100 + at] as const),
  ),
);

export function journalId({ family, index }: JournalAddress): string {
  const place = {
    'invoice-journal': 1,
    'adjustment-journal': 2,
    'manual-journal': 3,
    'invoice-reversal': 4,
    'payment-journal': 5,
    'payment-reversal': 6,
  }[family];
  return `JOURNAL-${place}-${index + 1}`;
}

/**
 * What stands between `<wd:Some_Reference` and `</wd:Some_Reference>`: the descriptor, if it was asked for, and the IDs with the
 * Workday ID first. Made once per object and reused, because an answer is mostly references.
 */
export class References {
  readonly #world: World;
  readonly #described: boolean;
  readonly #fixed = new Map<string, string>();
  readonly #accounts = new Map<string, string>();
  readonly #status = new Map<string, string>();
  readonly #suppliers = new Map<number, { revision: number; asOf: number; body: string }>();
  readonly #worktags = new Map<string, string>();

  constructor(world: World, described: boolean) {
    this.#world = world;
    this.#described = described;
    for (const { kind, idType, items } of FIXED) {
      items.forEach((item, at) =>
        this.#fixed.set(`${kind}|${item.code}`, this.#body(item.name, [this.#wid(kind, at), id(idType, item.code)])),
      );
    }
    firstAccountSets().forEach((set, setAt) => {
      set.accounts.forEach((account, at) => {
        const ids = [this.#wid('ledger-account', setAt * 1000 + at), ledgerId(set.id, account.code)];
        this.#accounts.set(`${set.id}|${account.code}`, this.#body(`${account.code}:${account.name}`, ids));
      });
    });
    for (const [type, codes] of Object.entries(STATUS_NAMES)) {
      for (const [code, name] of Object.entries(codes)) {
        const at = STATUS_INDEX.get(`${type}|${code}`) ?? 0;
        this.#status.set(`${type}|${code}`, this.#body(name, [this.#wid('status', at), id(type, code)]));
      }
    }
  }

  #wid(kind: IdentifiedKind, index: number): string {
    return id('WID', this.#world.wid(kind, index));
  }

  #body(name: string, ids: readonly string[]): string {
    return `${this.#described ? ` wd:Descriptor="${escapeXml(name)}">` : '>'}${ids.join('')}`;
  }

  fixed(kind: 'company' | 'currency' | 'payment-terms' | 'spend-category', code: string): string {
    return this.#fixed.get(`${kind}|${code}`) ?? this.#body(code, [id('WID', code)]);
  }

  status(type: string, code: string): string {
    return this.#status.get(`${type}|${code}`) ?? this.#body(code, [id(type, code)]);
  }

  account(set: string, code: string): string {
    return this.#accounts.get(`${set}|${code}`) ?? this.#body(code, [ledgerId(set, code)]);
  }

  ledger(company: string): string {
    const at = COMPANIES.findIndex((one) => one.code === company);
    const code = `LEDGER-${company}-ACTUALS`;
    return this.#body(`${company} Actuals`, [this.#wid('ledger', Math.max(0, at)), id('Ledger_Reference_ID', code)]);
  }

  /** The supplier as it was called at a moment. */
  supplier(index: number, asOf: number): string {
    const known = this.#suppliers.get(index);
    if (known?.revision === this.#world.revision && known.asOf === asOf) return known.body;
    const doc = this.#world.at('supplier', index, asOf) ?? this.#world.document('supplier', index, 1);
    const ids = [this.#wid('supplier', index), doc.supplierId === null ? '' : id('Supplier_ID', doc.supplierId)];
    const body = this.#body(doc.name ?? '', [...ids, id('Supplier_Reference_ID', `SUPPLIER-6-${index + 1}`)]);
    this.#suppliers.set(index, { revision: this.#world.revision, asOf, body });
    return body;
  }

  invoice(index: number): string {
    return this.#body(invoiceNumber(index), [
      this.#wid('invoice', index),
      id('Supplier_Invoice_Reference_ID', invoiceId(index)),
    ]);
  }

  adjustment(index: number): string {
    const code = `SUPPLIER_INVOICE_ADJUSTMENT-6-${301 + index}`;
    return this.#body(`SADJ-${301 + index}`, [
      this.#wid('adjustment', index),
      id('Supplier_Invoice_Adjustment_Reference_ID', code),
    ]);
  }

  payment(index: number): string {
    return this.#body(paymentNumber(index), [
      this.#wid('payment', index),
      id('Payment_ID', `PAYMENT-6-${20_001 + index}`),
    ]);
  }

  /** The payments of a company on a day (`YYYY-MM-DD`) that were sent together. */
  settlementRun(company: string, day: string): string {
    const at = COMPANIES.findIndex((one) => one.code === company);
    const code = `${company}-${day}`;
    const wid = this.#wid('settlement-run', dayNumber(day) * 10 + Math.max(0, at));
    return this.#body(`Settlement run ${code}`, [wid, id('Settlement_Run_ID', `SETTLEMENT_RUN-${code}`)]);
  }

  /** Somebody who is paid wages. */
  worker(index: number): string {
    return this.#body(`PRACTICE-PAYROLL worker ${index}`, [
      this.#wid('worker', index),
      id('Employee_ID', `${7001 + index}`),
    ]);
  }

  /** What people see of a status. */
  statusName(type: string, code: string): string {
    return escapeXml(STATUS_NAMES[type]?.[code] ?? code);
  }

  order(index: number): string {
    const number = orderNumber(index);
    return this.#body(number, [this.#wid('purchase-order', index), id('Document_Number', number), id('Purchase_Order_Reference_ID', `PURCHASE_ORDER-6-${5001 + index}`)]); // oxfmt-ignore
  }

  journal(address: JournalAddress, name: string): string {
    return this.#body(name, [
      this.#wid(address.family, address.index),
      id('Accounting_Journal_ID', journalId(address)),
    ]);
  }

  accountSet(index: number, setId: string, name: string): string {
    return this.#body(name, [this.#wid('account-set', index), id('Account_Set_ID', setId)]);
  }

  summary(index: number, summaryId: string, name: string): string {
    return this.#body(name, [this.#wid('account-summary', index), id('Ledger_Account_Summary_ID', summaryId)]);
  }

  customer(index: number, customerId: string, name: string): string {
    return this.#body(name, [this.#wid('customer', index), id('Customer_ID', customerId)]);
  }

  /** Whole worktag elements under the given name; every one a line has, spend category included where it is a worktag. */
  worktags(element: string, worktags: Worktags | null, category: string | null = null): string {
    const { costCenter, project, region, custom } = worktags ?? NO_WORKTAGS;
    const key = `${element}|${costCenter ?? ''}|${project ?? ''}|${region ?? ''}|${custom ?? ''}|${category ?? ''}`;
    const known = this.#worktags.get(key);
    if (known !== undefined) return known;
    const parts: [IdentifiedKind, string | null][] = [
      ['cost-center', costCenter],
      ['spend-category', category],
      ['project', project],
      ['region', region],
      ['custom-worktag', custom],
    ];
    const xml = parts
      .map(([kind, code]) =>
        code === null ? '' : `<wd:${element}${this.#fixed.get(`${kind}|${code}`) ?? '>'}</wd:${element}>`,
      )
      .join('');
    // The combinations are few (cost centers × projects × regions × …), but a bound costs nothing.
    if (this.#worktags.size < 50_000) this.#worktags.set(key, xml);
    return xml;
  }
}

const NO_WORKTAGS: Worktags = { costCenter: null, project: null, region: null, custom: null };

/** One ID element. */
export function id(type: string, value: string): string {
  return `<wd:ID wd:type="${type}">${escapeXml(value)}</wd:ID>`;
}

function ledgerId(set: string, code: string): string {
  return `<wd:ID wd:type="Ledger_Account_ID" wd:parent_type="Account_Set_ID" wd:parent_id="${escapeXml(set)}">${escapeXml(code)}</wd:ID>`;
}
