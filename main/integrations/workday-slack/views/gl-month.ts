import { addDecimals, compareDecimals, ZERO, type Decimal } from '../../../../shared/money/decimal.ts';
import type { BookReader } from '../../../ports/views.ts';
import { beginningOf, splitParts } from '../links.ts';
import type { BookedNote } from '../month-notes.ts';
import { monthDocuments, type MonthDocuments } from './month-documents.ts';

/** What one document, or a journal without a document, did to an account: by the ledger, and by the document itself. */
export interface Entry {
  readonly name: string;
  readonly day: string | null;
  /** What it adds to what is owed, as the journals have it. */
  readonly booked: Decimal;
  /** The same as the document says. */
  readonly told: Decimal;
}

/** A control account of a company, in one month and currency. */
export interface AccountMonth {
  readonly account: string;
  readonly accountName: string | null;
  readonly booked: Decimal;
  readonly told: Decimal;
  /** Those that do not agree. */
  readonly entries: readonly Entry[];
  /** The last change of one of its journals. */
  readonly changedAt: string | null;
}

/** What happened to the control accounts of a company in a month and currency. */
export interface Movements {
  readonly companyName: string | null;
  readonly accounts: readonly AccountMonth[];
}

/** A document that is in the ledger, by what it says itself. */
interface Told extends Pick<Entry, 'name' | 'day'> {
  readonly amount: Decimal;
}

interface Booked {
  accountName: string | null;
  changedAt: string | null;
  /** By document, or by journal where there is none. */
  readonly entries: Map<string, { readonly name: string; readonly day: string | null; readonly booked: Decimal }>;
}

/** A company is called what its documents call it. */
interface Names {
  companyName: string | null;
}

function toldAt({ told: streams }: MonthDocuments, names: Names): Map<string, Told> {
  const told = new Map<string, Told>();
  for (const documents of streams) {
    for (const { key, note } of documents) {
      const { name, day, amount, companyName } = note;
      names.companyName ??= companyName;
      if (amount !== null) told.set(key, { name, day, amount });
    }
  }
  return told;
}

function takeJournal(
  { entry, name, day, changedAt, accounts: moved }: BookedNote,
  accounts: ReadonlyMap<string, Booked>,
): void {
  for (const { account, name: accountName, credited } of moved) {
    const booked = accounts.get(account);
    if (booked === undefined) continue;
    const known = booked.entries.get(entry);
    const sum = known === undefined ? credited : addDecimals(known.booked, credited);
    booked.entries.set(entry, { name, day, booked: sum });
    booked.accountName ??= accountName;
    if (changedAt !== null && changedAt > (booked.changedAt ?? '')) booked.changedAt = changedAt;
  }
}

function bookedAt({ booked }: MonthDocuments, controls: readonly string[], names: Names): Map<string, Booked> {
  const accounts = new Map(
    controls.map((account): [string, Booked] => [account, { accountName: null, changedAt: null, entries: new Map() }]),
  );
  for (const { note } of booked) {
    names.companyName ??= note.companyName;
    takeJournal(note, accounts);
  }
  return accounts;
}

/** The accounts that the journals of a company's invoices credit most. */
export function controlAccounts(company: string, book: BookReader): string[] {
  return [...book.links('journal_entries', beginningOf('control', company))].map((link) => splitParts(link)[2] ?? '');
}

function compared(booked: Booked, told: ReadonlyMap<string, Told>): Pick<AccountMonth, 'booked' | 'told' | 'entries'> {
  let [bookedSum, toldSum] = [ZERO, ZERO];
  const entries: Entry[] = [];
  const add = (entry: Entry): void => {
    bookedSum = addDecimals(bookedSum, entry.booked);
    toldSum = addDecimals(toldSum, entry.told);
    if (compareDecimals(entry.booked, entry.told) !== 0) entries.push(entry);
  };
  for (const [key, entry] of booked.entries) add({ ...entry, told: told.get(key)?.amount ?? ZERO });
  for (const [key, { name, day, amount }] of told) {
    if (!booked.entries.has(key)) add({ name, day, booked: ZERO, told: amount });
  }
  return { booked: bookedSum, told: toldSum, entries };
}

/**
 * The control accounts of a company in a month and currency, by their `monthLink`: one pass over what is noted of its documents
 * and one over that of its journals. An account that nothing happened to is left out.
 */
export function movementsAt(link: string, book: BookReader): Movements {
  const [, company = ''] = splitParts(link);
  const documents = monthDocuments(link, book);
  const names: Names = { companyName: null };
  const told = toldAt(documents, names);
  const accounts = [...bookedAt(documents, controlAccounts(company, book), names)]
    .filter(([, { entries }]) => entries.size > 0 || told.size > 0)
    .map(([account, booked]) => ({
      account,
      accountName: booked.accountName,
      changedAt: booked.changedAt,
      ...compared(booked, told),
    }));
  return { companyName: names.companyName, accounts };
}
