import type { ReferenceValue } from '../xml/reference-value.ts';
import type { Fields } from '../xml/response-reader.ts';

const NET_DAYS = /^net\s*(\d{1,3})(?:\s*days?)?$/i;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/**
 * Sets `due_date` and `due_date_derivation`: the override; else the invoice date and the days of the payment terms, where
 * their name says plainly how many (“Net 30”); else null. Terms of any other form (end of month, several parts) are not guessed.
 */
export function deriveDueDate(fields: Fields): void {
  const override = fields['due_date_override'];
  if (typeof override === 'string') {
    fields['due_date'] = override;
    fields['due_date_derivation'] = 'override';
    return;
  }
  const days = termDays((fields['payment_terms'] ?? null) as ReferenceValue | null);
  const date = days === null ? null : addDays(fields['invoice_date'], days);
  fields['due_date'] = date;
  fields['due_date_derivation'] =
    date === null ? null : `computed: invoice date + ${String(days)} days (payment terms)`;
}

function termDays(terms: ReferenceValue | null): number | null {
  const days = NET_DAYS.exec(terms?.name?.trim() ?? '')?.[1];
  return days === undefined ? null : Number(days);
}

function addDays(date: unknown, days: number): string | null {
  if (typeof date !== 'string' || !DATE.test(date)) return null;
  const moment = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(moment) ? null : new Date(moment + days * DAY_MS).toISOString().slice(0, 10);
}
