import type { Facts, FactSpec, Subject } from '../../../../shared/messages/facts.ts';
import {
  canonicalDecimal,
  compareDecimals,
  subtractDecimals,
  ZERO,
  type Decimal,
} from '../../../../shared/money/decimal.ts';
import type { BookChange, BookDocument, BookReader, MessageView } from '../../../ports/views.ts';
import { absolute, textOf } from '../cells.ts';
import { beginningOf, joinParts, splitParts } from '../links.ts';
import { linksOf, streams } from '../streams.ts';
import { bookBefore } from './book-before.ts';
import { companyMonth, controlAccounts, type AccountMonth, type CompanyMonth, type Entry } from './gl-month.ts';

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

function itemsOf({ entries, currency }: AccountMonth): Facts[] {
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

function tell(
  key: string,
  found: AccountMonth,
  { company, month, name }: { company: string; month: string; name: string | null },
): Subject {
  const difference = canonicalDecimal(absolute(subtractDecimals(found.booked, found.told)));
  const { account, currency } = found;
  return {
    key,
    label: `${account} · ${name ?? company} · ${month} · ${currency}`,
    facts: {
      account,
      account_name: found.accountName,
      company: name ?? company,
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
    items: itemsOf(found),
    amounts: [{ currency, amount: difference }],
    sourceTime: found.changedAt,
    link: null,
  };
}

/** Months that were computed in this pass, by the book that they were read from: every subject of a month comes from the same pass over it. */
const months = new WeakMap<BookReader, Map<string, CompanyMonth>>();

function monthFrom(company: string, month: string, book: BookReader): CompanyMonth {
  const known = months.get(book) ?? new Map<string, CompanyMonth>();
  months.set(book, known);
  const name = joinParts(company, month);
  const found = known.get(name) ?? companyMonth(company, month, book);
  known.set(name, found);
  return found;
}

function subject(key: string, book: BookReader): Subject | null {
  const [account = '', company = '', currency = '', month = ''] = splitParts(key);
  const { accounts, companyName } = monthFrom(company, month, book);
  const found = accounts.find((one) => one.account === account && one.currency === currency);
  return found === undefined ? null : tell(key, found, { company, month, name: companyName });
}

function keyOf(account: string, currency: string, link: string): string {
  const [, company = '', month = ''] = splitParts(link);
  return joinParts(account, company, currency, month);
}

const MONTH = beginningOf('month');

function monthLinks(document: BookDocument): readonly string[] {
  return linksOf(document).filter((link) => link.startsWith(MONTH));
}

function currenciesOf({ header, lines }: BookDocument): string[] {
  const all = [header, ...Object.values(lines).flat()].map((values) => textOf(values['currency_code']));
  return [...new Set(all)].filter((currency) => currency !== null);
}

/** In one pass over the changes: the months that they touch, with their currencies, each with every control account of the company. */
function touched(changes: readonly BookChange[], book: BookReader): readonly string[] {
  months.delete(book);
  const currencies = new Map<string, Set<string>>();
  for (const document of changes.flatMap(({ before, after }) => [before, after])) {
    if (document === null) continue;
    for (const link of monthLinks(document)) {
      const known = currencies.get(link) ?? new Set();
      for (const currency of currenciesOf(document)) known.add(currency);
      currencies.set(link, known);
    }
  }
  const controls = new Map<string, readonly string[]>();
  return [...currencies].flatMap(([link, all]) => {
    const company = splitParts(link)[1] ?? '';
    const accounts = controls.get(company) ?? controlAccounts(company, book);
    controls.set(company, accounts);
    return accounts.flatMap((account) => [...all].map((currency) => keyOf(account, currency, link)));
  });
}

function* keys(book: BookReader): Iterable<string> {
  months.delete(book);
  const links = new Set(streams.flatMap(({ id }) => [...book.links(id, MONTH)]));
  for (const link of [...links].sort()) {
    const [, company = '', month = ''] = splitParts(link);
    const { accounts } = monthFrom(company, month, book);
    for (const { account, currency } of accounts) yield keyOf(account, currency, link);
  }
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
