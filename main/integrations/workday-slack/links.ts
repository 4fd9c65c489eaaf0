import type { Cell } from '../../../shared/model/record.ts';

/** Parts as one text that can be taken apart again, whatever they hold. */
export function joinParts(...parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll('%', '%25').replaceAll('|', '%7C')).join('|');
}

/** The parts of a joined text. */
export function splitParts(joined: string): string[] {
  return joined.split('|').map((part) => part.replaceAll('%7C', '|').replaceAll('%25', '%'));
}

/** `YYYY-MM` of a calendar day; null for anything else. */
export function monthOf(day: Cell | undefined): string | null {
  return typeof day === 'string' && /^\d{4}-\d{2}-\d{2}/.test(day) ? day.slice(0, 7) : null;
}

/** Where a document moves the ledger: company, month and currency. */
export function monthLink(
  company: Cell | undefined,
  day: Cell | undefined,
  currency: Cell | undefined,
): readonly string[] {
  const month = monthOf(day);
  if (typeof company !== 'string' || company === '' || typeof currency !== 'string' || month === null) return [];
  return [joinParts('month', company, month, currency)];
}

/** What names a document by its Workday id: a payment that pays it, a journal that books it. */
export function documentLink(wid: Cell | undefined): readonly string[] {
  return typeof wid === 'string' && wid !== '' ? [joinParts('document', wid)] : [];
}

/** Payments that were sent together. */
export function runLink(run: string | null): readonly string[] {
  return run === null ? [] : [joinParts('run', run)];
}

/** The account that the journal of an invoice credits most: what is owed to suppliers stands there. */
export function controlLink(company: string, account: string): string {
  return joinParts('control', company, account);
}

/** A ledger one of whose journals was booked in this currency at the rate 1. */
export function ledgerLink(ledger: string, currency: string): string {
  return joinParts('ledger', ledger, currency);
}

/** What all links that begin with these parts begin with. */
export function beginningOf(...parts: readonly string[]): string {
  return `${joinParts(...parts)}|`;
}
