import type { Cell, Row } from '../../../shared/model/record.ts';
import {
  addDecimals,
  compareDecimals,
  sameAmount,
  subtractDecimals,
  ZERO,
  type Decimal,
} from '../../../shared/money/decimal.ts';
import type { BookDocument } from '../../ports/views.ts';
import { decimalOf, textOf } from './cells.ts';
import { controlLink, documentLink, ledgerLink, monthLink } from './links.ts';

export const JOURNAL_LINES = 'workday_journal_entry_lines';

/** One line of a journal, as views look at it. */
export interface JournalLine {
  /** The line's own company, else the journal's. */
  readonly company: string | null;
  readonly account: string | null;
  /** Without the number, which Workday writes before it: `6000:Consulting`. */
  readonly accountName: string | null;
  readonly currency: string;
  /** Credit minus debit, in the line's currency: what the line adds to what is owed. */
  readonly credited: Decimal;
  readonly ledgerDebit: Decimal;
  readonly ledgerCredit: Decimal;
}

function withoutNumber(name: string | null, account: string | null): string | null {
  const start = `${account ?? ''}:`;
  if (name === null || account === null || !name.startsWith(start)) return name;
  const rest = name.slice(start.length).trim();
  return rest === '' ? null : rest;
}

/** An account as people read it: number and name. */
export function accountLabel({ account, accountName }: JournalLine): string | null {
  return [account, accountName].filter((part) => part !== null).join(' ') || null;
}

function lineOf(values: Row['values'], header: Row['values']): JournalLine {
  const account = textOf(values['ledger_account_id']);
  return {
    company: textOf(values['line_company_id']) ?? textOf(header['company_id']),
    account,
    accountName: withoutNumber(textOf(values['ledger_account_name']), account),
    currency: textOf(values['currency_code']) ?? '',
    credited: subtractDecimals(decimalOf(values['credit_amount']), decimalOf(values['debit_amount'])),
    ledgerDebit: decimalOf(values['ledger_debit_amount']),
    ledgerCredit: decimalOf(values['ledger_credit_amount']),
  };
}

/** The lines of a journal. */
export function linesOf(journal: BookDocument): JournalLine[] {
  return (journal.lines[JOURNAL_LINES] ?? []).map((values) => lineOf(values, journal.header));
}

/** The account that a company's lines credit most, one currency by itself; null where nothing is credited. */
function creditedMost(lines: readonly JournalLine[]): string | null {
  const sums = new Map<string, { account: string; credited: Decimal }>();
  for (const { account, currency, credited } of lines) {
    if (account === null) continue;
    const key = `${currency} ${account}`;
    sums.set(key, { account, credited: addDecimals(sums.get(key)?.credited ?? ZERO, credited) });
  }
  let most: { account: string; credited: Decimal } | null = null;
  for (const one of sums.values()) {
    if (compareDecimals(one.credited, most?.credited ?? ZERO) > 0) most = one;
  }
  return most?.account ?? null;
}

function controls(journal: BookDocument, lines: readonly JournalLine[]): string[] {
  const { header } = journal;
  const company = textOf(header['company_id']);
  const isOfInvoice = textOf(header['operational_invoice_id']) !== null && header['cancel_reverses_wid'] === null;
  if (!isOfInvoice || company === null || header['counts_as_posted'] === false) return [];
  const account = creditedMost(lines.filter((line) => line.company === company));
  return account === null ? [] : [controlLink(company, account)];
}

/** Booked at the rate 1 with the same amounts: the line's currency is the ledger's. */
function isInLedgerCurrency(values: Row['values']): boolean {
  const { currency_rate: rate, debit_amount: debit, credit_amount: credit } = values;
  const same = (a: Cell | undefined, b: Cell | undefined): boolean =>
    typeof a === 'string' && typeof b === 'string' ? sameAmount(a, b) : (a ?? null) === (b ?? null);
  return same(rate, '1') && same(debit, values['ledger_debit_amount']) && same(credit, values['ledger_credit_amount']);
}

function ledgers(journal: BookDocument): string[] {
  const ledger = textOf(journal.header['ledger_id']);
  const lines = journal.lines[JOURNAL_LINES] ?? [];
  const [currency, ...others] = new Set(lines.map((line) => textOf(line['currency_code'])));
  // A single line may be in the ledger's currency by chance of its rate; a whole journal is, or is not.
  if (ledger === null || currency === undefined || currency === null || others.length > 0) return [];
  return lines.every(isInLedgerCurrency) ? [ledgerLink(ledger, currency)] : [];
}

/** Links of a journal: the document that caused it, the months of its lines, its control account and its ledger's currency. */
export function journalLinks(journal: BookDocument): readonly string[] {
  const { header } = journal;
  const lines = linesOf(journal);
  const found = [
    ...documentLink(header['operational_transaction_wid']),
    ...lines.flatMap(({ company, currency }) => monthLink(company, header['accounting_date'], currency)),
    ...controls(journal, lines),
    ...ledgers(journal),
  ];
  return [...new Set(found)];
}
