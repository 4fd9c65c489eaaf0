import { accountMoments, accountSetDoc, accountSummaryDoc } from './accounts.ts';
import type { Base } from './base.ts';
import type { Documents, Kind } from './documents.ts';
import { adjustmentDoc, adjustmentMoments, invoiceDoc, invoiceMoments } from './invoices.ts';
import { manualJournalDoc, manualJournalMoments } from './journals.ts';
import { paymentDoc, paymentMoments } from './payments.ts';
import { orderDoc, orderMoments } from './purchase-orders.ts';
import { customerDoc, customerMoments, supplierDoc, supplierMoments } from './suppliers.ts';

/** How the objects that were there at the beginning are made again whenever they are asked for. */
interface Generator<K extends Kind> {
  /** Moments of entry of the versions, rising. */
  moments(base: Base, index: number): readonly number[];
  /** The document at a version (1 is the first). */
  document(base: Base, index: number, version: number): Documents[K];
}

const GENERATORS: { readonly [K in Kind]: Generator<K> } = {
  supplier: { moments: supplierMoments, document: supplierDoc },
  'purchase-order': { moments: orderMoments, document: orderDoc },
  invoice: { moments: invoiceMoments, document: invoiceDoc },
  adjustment: { moments: adjustmentMoments, document: adjustmentDoc },
  payment: { moments: paymentMoments, document: paymentDoc },
  'manual-journal': { moments: manualJournalMoments, document: manualJournalDoc },
  'account-set': { moments: accountMoments, document: (_base, index) => accountSetDoc(index) },
  'account-summary': { moments: accountMoments, document: (_base, index) => accountSummaryDoc(index) },
  customer: { moments: customerMoments, document: customerDoc },
};

export function generatorOf<K extends Kind>(kind: K): Generator<K> {
  return GENERATORS[kind];
}
