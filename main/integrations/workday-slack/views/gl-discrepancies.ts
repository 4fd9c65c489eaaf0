import type { Facts, FactSpec, Subject } from '../../../../shared/messages/facts.ts';
import {
  canonicalDecimal,
  compareDecimals,
  subtractDecimals,
  ZERO,
  type Decimal,
} from '../../../../shared/money/decimal.ts';
import type { BookChange, BookDocument, BookReader, MessageView } from '../../../ports/views.ts';
import { touchedBy } from '../../../ports/touched-by.ts';
import { absolute } from '../cells.ts';
import { joinParts, splitParts } from '../links.ts';
import { MONTH } from '../month-notes.ts';
import { linksOf, streams } from '../streams.ts';
import { bookBefore } from './book-before.ts';
import { controlAccounts, movementsAt, type AccountMonth, type Entry, type Movements } from './gl-month.ts';
import { forgetMonths } from './month-documents.ts';

const facts: readonly FactSpec[] = [
  { name: 'account', label: 'Control account', type: 'text' },
  { name: 'account_name', label: 'Control account: name', type: 'text' },
  { name: 'company', label: 'Company', type: 'text' },
  { name: 'company_id', label: 'Company: id', type: 'text' },
  { name: 'currency', label: 'Currency', type: 'text' },
  { name: 'period', label: 'Month', type: 'text' },
  { name: 'period_end', label: 'Last day of the month', type: 'date' },
  { name: 'control_movement', label: 'Movement of the account', type: 'money', currencyFact: 'currency', told: true },
  {
    name: 'document_movement',
    label: 'Movement of its documents',
    type: 'money',
    currencyFact: 'currency',
    told: true,
  },
  { name: 'difference', label: 'Difference', type: 'money', currencyFact: 'currency', told: true },
  { name: 'agrees', label: 'Account and documents agree', type: 'boolean' },
  { name: 'entry_count', label: 'Entries that do not agree', type: 'integer', told: true },
];

/** Entries that a message may name; the fact `entry_count` has them all. */
const MOST_ENTRIES = 50;

function sizeOf({ booked, told }: Entry): Decimal {
  return absolute(subtractDecimals(booked, told));
}

function problemOf({ booked, told }: Entry): string {
  if (compareDecimals(booked, ZERO) === 0) return 'Not on the account in this month';
  return compareDecimals(told, ZERO) === 0 ? 'No document of this month counts' : 'Booked with another amount';
}

function itemOf(entry: Entry, currency: string): Facts {
  return {
    entry: entry.name,
    date: entry.day,
    movement: canonicalDecimal(subtractDecimals(entry.booked, entry.told)),
    control_movement: canonicalDecimal(entry.booked),
    document_movement: canonicalDecimal(entry.told),
    currency,
    problem: problemOf(entry),
  };
}

function itemsOf({ entries }: AccountMonth, currency: string): Facts[] {
  return entries
    .toSorted((a, b) => compareDecimals(sizeOf(b), sizeOf(a)) || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_ENTRIES)
    .map((entry) => itemOf(entry, currency));
}

/** The last day of a month `YYYY-MM`. */
function lastDay(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

interface Named {
  readonly key: string;
  readonly company: string;
  readonly companyName: string | null;
  readonly currency: string;
  readonly month: string;
}

function tell(found: AccountMonth, { key, company, companyName, currency, month }: Named): Subject {
  const difference = canonicalDecimal(absolute(subtractDecimals(found.booked, found.told)));
  const name = companyName ?? company;
  return {
    key,
    label: `${found.account} · ${name} · ${month} · ${currency}`,
    facts: {
      account: found.account,
      account_name: found.accountName,
      company: name,
      company_id: company,
      currency,
      period: month,
      period_end: lastDay(month),
      control_movement: canonicalDecimal(found.booked),
      document_movement: canonicalDecimal(found.told),
      difference,
      agrees: difference === '0',
      entry_count: String(found.entries.length),
    },
    items: itemsOf(found, currency),
    amounts: [{ currency, amount: difference }],
    sourceTime: found.changedAt,
    link: null,
  };
}

interface Computed {
  readonly link: string;
  readonly movements: Movements;
}

/** The month that was computed last of a book: every account of it comes from the same pass over it, and they follow each other. */
const computed = new WeakMap<BookReader, Computed>();

function forget(book: BookReader): void {
  computed.delete(book);
  forgetMonths(book);
}

function movementsFrom(link: string, book: BookReader): Movements {
  const known = computed.get(book);
  if (known?.link === link) return known.movements;
  const movements = movementsAt(link, book);
  computed.set(book, { link, movements });
  return movements;
}

function subject(key: string, book: BookReader): Subject | null {
  const [account = '', company = '', currency = '', month = ''] = splitParts(key);
  const { accounts, companyName } = movementsFrom(joinParts('month', company, month, currency), book);
  const found = accounts.find((one) => one.account === account);
  return found === undefined ? null : tell(found, { key, company, companyName, currency, month });
}

/** Every control account of the company in the month and currency of the link. */
class KeysOfMonths {
  readonly #book: BookReader;
  readonly #controls = new Map<string, readonly string[]>();

  constructor(book: BookReader) {
    this.#book = book;
  }

  of(link: string): string[] {
    const [, company = '', month = '', currency = ''] = splitParts(link);
    const accounts = this.#controls.get(company) ?? controlAccounts(company, this.#book);
    this.#controls.set(company, accounts);
    return accounts.map((account) => joinParts(account, company, currency, month));
  }
}

function monthLinks(document: BookDocument | null): readonly string[] {
  return document === null ? [] : linksOf(document).filter((link) => link.startsWith(MONTH));
}

/** In one pass over the changes: the months that they touch, each with every control account of the company. */
function touched<Change extends BookChange>(
  changes: readonly Change[],
  book: BookReader,
): ReadonlyMap<string, readonly Change[]> {
  forget(book);
  const keysOf = new KeysOfMonths(book);
  return touchedBy(changes, ({ before, after }) =>
    [...monthLinks(before), ...monthLinks(after)].flatMap((link) => keysOf.of(link)),
  );
}

function* keys(book: BookReader): Iterable<string> {
  forget(book);
  const links = new Set(streams.flatMap(({ id }) => [...book.links(id, MONTH)]));
  const keysOf = new KeysOfMonths(book);
  // From the index alone: months in which nothing happened to an account are told apart when its subject is asked for.
  for (const link of [...links].sort()) yield* keysOf.of(link);
}

/**
 * A control account in a month of a company, in one currency: what the journals moved on it, and what the documents of that month
 * should have moved (invoices, adjustments, payments). See docs/decisions/0013-gl-discrepancy.md for what it can and cannot know.
 */
export const glDiscrepanciesView: MessageView = {
  id: 'gl_discrepancies',
  label: 'Control accounts against their documents',
  noun: 'control account',
  nounPlural: 'control accounts',
  facts: [...facts],
  layouts: ['gl-discrepancy'],
  streams: streams.map(({ id }) => id),
  touched,
  subject,
  subjectBefore: (key, changes, book) => subject(key, bookBefore(changes, book)),
  keys,
};
