import type { BookCell } from './books.ts';

/** Reference data, and documents; the numbers go into the IDs and never change, since stored books depend on them. */
export const KINDS = {
  gl: 1,
  center: 2,
  unit: 3,
  item: 4,
  account: 5,
  journal: 6,
  vat: 7,
  period: 8,
  order: 9,
  entry: 10,
  invoice: 11,
  sales: 12,
  general: 13,
  bank: 14,
} as const;
export type Kind = keyof typeof KINDS;
export const MASTER_KINDS = ['gl', 'center', 'unit', 'item', 'account', 'journal', 'vat', 'period'] as const;
export type MasterKind = (typeof MASTER_KINDS)[number];
export const DOC_KINDS = ['order', 'entry', 'invoice', 'sales', 'general', 'bank'] as const;
export type DocKind = (typeof DOC_KINDS)[number];

/** The cells of a record but its key, its division and who changed it when. */
export type Cells = Readonly<Record<string, BookCell>>;

/** One line of a document. Amounts are without VAT, in the document's currency, as decimal text. */
export interface DocLine {
  /** Stays when lines before it go. */
  readonly id: number;
  readonly amount: string;
  readonly description: string | null;
  /** Number of the GL account; null only where it is missing on purpose. */
  readonly account?: string | null;
  /** Places of an item, and of an account that is not the document's. */
  readonly item?: number;
  readonly party?: number;
  readonly quantity?: string;
  readonly price?: string;
  readonly discount?: string;
  readonly vat?: string;
  readonly center?: string;
  readonly unit?: string;
  readonly notes?: string;
  readonly received?: string;
  readonly invoiced?: string;
  /** Day that it is expected, or the invoice that it pays. */
  readonly expected?: string;
  readonly ourRef?: number;
  /** Place and line of a purchase order. */
  readonly orderLine?: readonly [number, number];
}

/** What a round has to put right later: a cost center to come, or a document to correct. */
export type Pending = 'center' | 'blocked' | 'rule' | 'withdraw';

/** What all kinds of documents are made of; what a kind does not have is left out. */
export interface Doc {
  readonly number: number;
  /** Accounting date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly due?: string;
  readonly journal: string;
  readonly currency: string;
  /** Units of the company's currency for one of the document's. */
  readonly rate: string;
  readonly status: number;
  readonly type: number;
  /** Place of the supplier or customer. */
  readonly party?: number;
  readonly yourRef?: string;
  readonly description: string | null;
  readonly terms?: string;
  readonly orderNumber?: number;
  /** Of a bank statement: what stood in the account before it. */
  readonly opening?: string;
  readonly cancelled?: true;
  readonly pending?: Pending;
  readonly lines: readonly DocLine[];
}

/** A record as it was entered. */
export interface Entered<F> {
  readonly facts: F;
  /** Milliseconds UTC. */
  readonly created: number;
  readonly modified: number;
}

export function isDocKind(kind: Kind): kind is DocKind {
  return KINDS[kind] >= KINDS.order;
}
