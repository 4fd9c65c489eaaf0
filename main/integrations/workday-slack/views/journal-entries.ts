import type { Facts, FactSpec } from '../../../../shared/messages/facts.ts';
import {
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  subtractDecimals,
  ZERO,
  type Decimal,
} from '../../../../shared/money/decimal.ts';
import type { BookDocument, BookReader } from '../../../ports/views.ts';
import { absolute, decimalOf, distinct, textOf } from '../cells.ts';
import { accountLabel, linesOf, type JournalLine } from '../journal-links.ts';
import { beginningOf, splitParts } from '../links.ts';
import { documentView } from './own-document.ts';

const facts: readonly FactSpec[] = [
  { name: 'journal_number', label: 'Journal', type: 'text' },
  { name: 'company', label: 'Company', type: 'text' },
  { name: 'company_id', label: 'Company: id', type: 'text' },
  { name: 'status', label: 'Status', type: 'text', told: true },
  { name: 'currency', label: 'Ledger currency', type: 'text' },
  { name: 'document_currency', label: 'Currency of the journal', type: 'text' },
  { name: 'debit', label: 'Debit', type: 'money', currencyFact: 'currency', told: true },
  { name: 'credit', label: 'Credit', type: 'money', currencyFact: 'currency', told: true },
  { name: 'difference', label: 'Debits against credits', type: 'money', currencyFact: 'currency', told: true },
  { name: 'is_balanced', label: 'Debits equal credits', type: 'boolean' },
  { name: 'accounting_date', label: 'Accounting date', type: 'date', told: true },
  { name: 'period', label: 'Ledger period', type: 'text' },
  { name: 'ledger', label: 'Ledger', type: 'text' },
  { name: 'book', label: 'Book', type: 'text' },
  { name: 'journal_source', label: 'Journal source', type: 'text' },
  { name: 'document', label: 'Document that caused it', type: 'text' },
  { name: 'ledger_accounts', label: 'GL accounts', type: 'texts' },
  { name: 'ledger_account_names', label: 'GL accounts with names', type: 'texts' },
  { name: 'is_reversal', label: 'Cancels another journal', type: 'boolean' },
];

/**
 * Currency of a ledger: that of its journals that were booked at the rate 1, if they agree. Workday writes ledger amounts without
 * their currency.
 */
function ledgerCurrency(journal: BookDocument, book: BookReader): string | null {
  const ledger = textOf(journal.header['ledger_id']);
  if (ledger === null) return null;
  const [currency, ...others] = book.links('journal_entries', beginningOf('ledger', ledger));
  return currency === undefined || others.length > 0 ? null : (splitParts(currency)[2] ?? null);
}

function sum(lines: readonly JournalLine[], side: 'ledgerDebit' | 'ledgerCredit'): Decimal {
  return lines.reduce((total, line) => addDecimals(total, line[side]), ZERO);
}

interface Sides {
  readonly debit: Decimal;
  readonly credit: Decimal;
}

function gap({ debit, credit }: Sides): Decimal {
  return absolute(subtractDecimals(debit, credit));
}

/** Debits and credits of the lines, else of the header; where one of the two does not balance, that one. */
function sidesOf({ header }: BookDocument, lines: readonly JournalLine[]): Sides {
  const own = { debit: sum(lines, 'ledgerDebit'), credit: sum(lines, 'ledgerCredit') };
  const [debits, credits] = [textOf(header['total_ledger_debits']), textOf(header['total_ledger_credits'])];
  if (debits === null || credits === null) return own;
  const written = { debit: decimalOf(debits), credit: decimalOf(credits) };
  return lines.length === 0 || compareDecimals(gap(written), gap(own)) > 0 ? written : own;
}

function moneyFacts(sides: Sides): Facts {
  const difference = gap(sides);
  return {
    debit: canonicalDecimal(sides.debit),
    credit: canonicalDecimal(sides.credit),
    difference: canonicalDecimal(difference),
    is_balanced: compareDecimals(difference, ZERO) === 0,
  };
}

function tellFacts(journal: BookDocument, lines: readonly JournalLine[], currency: string | null): Facts {
  const { header } = journal;
  return {
    journal_number: textOf(header['journal_number']) ?? journal.label,
    company: textOf(header['company_name']) ?? textOf(header['company_id']),
    company_id: textOf(header['company_id']),
    status: textOf(header['status_name']) ?? textOf(header['status_id']),
    currency,
    document_currency: textOf(header['currency_code']),
    accounting_date: textOf(header['accounting_date']),
    period: textOf(header['ledger_period_name']),
    ledger: textOf(header['ledger_name']) ?? textOf(header['ledger_id']),
    book: textOf(header['book_name']) ?? textOf(header['book_id']),
    journal_source: textOf(header['journal_source_name']) ?? textOf(header['journal_source_id']),
    document: textOf(header['operational_transaction_name']),
    ledger_accounts: distinct(lines.map(({ account }) => account)),
    ledger_account_names: distinct(lines.map(accountLabel)),
    is_reversal: textOf(header['cancel_reverses_wid']) !== null,
  };
}

/** Journal entries, with what they debit and credit in ledger currency. */
export const journalEntriesView = documentView({
  id: 'journal_entries',
  label: 'Journal entries',
  noun: 'journal entry',
  nounPlural: 'journal entries',
  facts: [...facts],
  layouts: ['journal'],
  stream: 'journal_entries',
  streams: ['journal_entries'],
  tell: (journal, book) => {
    const lines = linesOf(journal);
    const currency = ledgerCurrency(journal, book);
    const sides = sidesOf(journal, lines);
    return {
      key: journal.key,
      label: journal.label,
      facts: { ...tellFacts(journal, lines, currency), ...moneyFacts(sides) },
      items: [],
      amounts: currency === null ? [] : [{ currency, amount: canonicalDecimal(sides.debit) }],
      sourceTime: journal.changedAt,
      link: null,
    };
  },
});
