import type { Base } from './base.ts';
import { widOf } from './ids.ts';

/** A record that the app must reject, and what an operator would say is wrong with it. */
export interface ExpectedRejection {
  readonly stream: string;
  readonly wid: string;
  readonly why: string;
}

/** Indexes of the records that are unsound on purpose. They are the same at every scale. */
export const PLANTED = {
  supplierWithoutName: 7,
  invoiceTooPrecise: 11,
  invoiceWithoutCompany: 17,
  invoiceWithoutCurrency: 23,
  unbalancedJournal: 5,
  paymentWithoutCurrency: 0,
} as const;

const plantedInvoices: readonly number[] = [
  PLANTED.invoiceTooPrecise,
  PLANTED.invoiceWithoutCompany,
  PLANTED.invoiceWithoutCurrency,
];

/** True for invoices that are unsound on purpose: they stay drafts, so that no journal comes of them. */
export function isPlantedInvoice(index: number): boolean {
  return plantedInvoices.includes(index);
}

export function expectedRejections(base: Base): readonly ExpectedRejection[] {
  const wid = (kind: 'supplier' | 'invoice' | 'payment' | 'manual-journal', index: number): string =>
    widOf(base.seed, kind, index);
  return [
    { stream: 'suppliers', wid: wid('supplier', PLANTED.supplierWithoutName), why: 'the supplier has no name' },
    {
      stream: 'supplier_invoices',
      wid: wid('invoice', PLANTED.invoiceTooPrecise),
      why: 'a line amount has 8 decimals and does not fit DECIMAL(38,6)',
    },
    {
      stream: 'supplier_invoices',
      wid: wid('invoice', PLANTED.invoiceWithoutCompany),
      why: 'the invoice names no company',
    },
    {
      stream: 'supplier_invoices',
      wid: wid('invoice', PLANTED.invoiceWithoutCurrency),
      why: 'the invoice names no currency',
    },
    {
      stream: 'payments',
      wid: wid('payment', PLANTED.paymentWithoutCurrency),
      why: 'the payment names no currency',
    },
    {
      stream: 'journal_entries',
      wid: wid('manual-journal', PLANTED.unbalancedJournal),
      why: 'debits and credits of the journal differ by 0.01',
    },
  ];
}
