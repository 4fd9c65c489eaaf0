import type { OutputOf } from '../../shared/contract/contract.ts';
import type { ShownTotals } from '../e2e/page-models.ts';
import { PracticeWarehouse } from '../support/practice-warehouse.ts';
import type { Desktop } from './desktop.ts';

/** Equal as numbers: `1190` is `1190.000000`. */
function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

/** The landed totals of an amount on screen, by “company currency”. */
export function landedOf(totals: readonly ShownTotals[], amount: string): ReadonlyMap<string, string> {
  const rows = totals.filter((row) => row.amountId === amount && /[1-9]/.test(row.landed ?? ''));
  return new Map(rows.map((row) => [`${row.company} ${row.currency}`, plain(row.landed ?? '')]));
}

/** What the practice warehouse itself adds up, past the app. */
export async function warehouseSums(desktop: Desktop): Promise<ReadonlyMap<string, string>> {
  const status = await desktop.call('practice.status');
  if (!status.ok) throw new Error(status.error.code);
  const warehouse = new PracticeWarehouse(status.value as OutputOf<'practice.status'>);
  const sums = await warehouse.sums('workday_supplier_invoices', 'invoice_total');
  return new Map([...sums].filter(([, sum]) => /[1-9]/.test(sum)).map(([place, sum]) => [place, plain(sum)]));
}
