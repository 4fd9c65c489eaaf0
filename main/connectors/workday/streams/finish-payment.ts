import { copyText } from '../xml/names.ts';
import type { ReferenceValue } from '../xml/reference-value.ts';
import type { Fields } from '../xml/response-reader.ts';
import { exactSum, listOf, numberLines } from './finish-lines.ts';
import { identified, type Finished } from './finish.ts';

const SUPPLIER_IDS = ['Supplier_ID', 'Supplier_Reference_ID'];

/**
 * A payment to a supplier, with the documents that it pays as lines. Get_Payments also answers with wages and expenses: a
 * payment whose payee has ids, but none of a supplier, gives nothing. One whose payee cannot be told is unreadable, and shows
 * neither payee nor amount. `paidStatuses` are the texts, in lower case, with which a payment counts as paid.
 */
export function finishPayment(fields: Fields, paidStatuses: readonly string[]): readonly Finished[] {
  const payee = (fields['payee'] ?? null) as ReferenceValue | null;
  const idTypes = Object.keys(payee?.ids ?? {});
  if (!idTypes.some((type) => SUPPLIER_IDS.includes(type))) return idTypes.length > 0 ? [] : [withoutPayee(fields)];
  const lines = listOf(fields, 'lines');
  numberLines(lines, 'line_order');
  const sum = exactSum(lines.map((line) => line['amount_paid']));
  fields['remittance_total'] = sum;
  fields['remittance_total_derivation'] = sum === null ? null : 'computed: amounts paid of all documents';
  judgeStatus(fields, paidStatuses);
  return [
    identified(fields, {
      own: 'payment',
      labels: ['payment_reference_number'],
      noun: 'payment',
      time: { field: 'payment_date', kind: 'document' },
    }),
  ];
}

function withoutPayee(fields: Fields): Finished {
  const wid = ((fields['payment'] ?? null) as ReferenceValue | null)?.wid ?? null;
  const key = wid === null ? null : copyText(wid);
  return {
    unreadable: { key, label: 'payment', reason: 'it cannot be told whether the payee of the payment is a supplier' },
  };
}

/** The texts of a payment's status are a tenant's own (reference page §4.10), so that a setting says which of them mean “paid”. */
function judgeStatus(fields: Fields, paidStatuses: readonly string[]): void {
  const status = fields['payment_status'];
  const known = typeof status === 'string' && status.trim() !== '';
  fields['counts_as_paid'] = known && paidStatuses.includes(status.trim().toLowerCase());
  fields['counts_as_paid_derivation'] = known
    ? 'computed: whether the status is among those that the connection counts as paid'
    : 'computed: no status';
}
