import { amountText, divideRounded, roundUnits, unitsOf } from './amounts.ts';
import { daysAgo, firstEntry, randomFor, type Base } from './base.ts';
import { dayText } from './calendar.ts';
import { chartAccounts } from './accounts.ts';
import type {
  AdjustmentDoc,
  InvoiceDoc,
  InvoiceLine,
  JournalLine,
  ManualJournalDoc,
  PaymentDoc,
  Worktags,
} from './documents.ts';
import { drawWorktags } from './lines.ts';
import { accountOfCategory, COMPANIES, companyOf, CURRENCIES, currencyOf, rateOf } from './masters.ts';
import { PLANTED } from './planted.ts';

const PAYABLES = '2000';
const BANK = '1010';
const INPUT_TAX = '1400';
const FREIGHT = '6800';
const OTHER_CHARGES = '6850';
const OTHER_EXPENSE = '6090';
const MILLION = 1_000_000n;

/** A line before it is written: `units` in millionths of the document currency, positive for a debit. */
interface Posting {
  readonly account: string;
  readonly units: bigint;
  readonly memo: string | null;
  readonly category: string | null;
  readonly worktags: Worktags | null;
}

interface Money {
  readonly currency: string;
  readonly ledger: string;
}

function lineOf(posting: Posting, ledgerUnits: bigint, rate: bigint): JournalLine {
  const debit = posting.units >= 0n;
  const text = amountText(debit ? posting.units : -posting.units);
  const ledgerText = amountText(ledgerUnits >= 0n ? ledgerUnits : -ledgerUnits);
  return {
    account: posting.account,
    debit: debit ? text : '0',
    credit: debit ? '0' : text,
    ledgerDebit: debit ? ledgerText : '0',
    ledgerCredit: debit ? '0' : ledgerText,
    rate: amountText(rate),
    memo: posting.memo,
    category: posting.category,
    worktags: posting.worktags,
  };
}

/** The postings converted to the ledger's currency, and one line on `counter` that balances them in both currencies. */
function balanced(postings: readonly Posting[], counter: string, money: Money): JournalLine[] {
  const rate = rateOf(money.currency, money.ledger);
  const decimals = currencyOf(money.ledger).decimals;
  let units = 0n;
  let ledgerSum = 0n;
  const lines = postings.map((posting) => {
    const ledgerUnits = roundUnits(divideRounded(posting.units * rate, MILLION), decimals);
    units += posting.units;
    ledgerSum += ledgerUnits;
    return lineOf(posting, ledgerUnits, rate);
  });
  if (lines.length === 0) return [];
  const rest: Posting = { account: counter, units: -units, memo: null, category: null, worktags: null };
  return [...lines, lineOf(rest, -ledgerSum, rate)];
}

function expense(line: InvoiceLine, sign: bigint): Posting {
  return {
    account: accountOfCategory(line.category),
    units: sign * unitsOf(line.amount),
    memo: line.description,
    category: line.category,
    worktags: line.worktags,
  };
}

function charge(account: string, amount: string | null, sign: bigint): Posting[] {
  const units = unitsOf(amount);
  return units === 0n ? [] : [{ account, units: sign * units, memo: null, category: null, worktags: null }];
}

/** What posting an invoice books; none for an invoice without lines and charges. `reversed` swaps debit and credit. */
export function invoiceJournalLines(doc: InvoiceDoc, reversed: boolean): JournalLine[] {
  if (doc.company === null || doc.currency === null) return [];
  const sign = reversed ? -1n : 1n;
  const postings = [
    ...doc.lines.map((line) => expense(line, sign)),
    ...charge(INPUT_TAX, doc.tax, sign),
    ...charge(FREIGHT, doc.freight, sign),
    ...charge(OTHER_CHARGES, doc.other, sign),
  ];
  return balanced(postings, PAYABLES, { currency: doc.currency, ledger: companyOf(doc.company).currency });
}

export function adjustmentJournalLines(doc: AdjustmentDoc): JournalLine[] {
  const postings = [...doc.lines.map((line) => expense(line, -1n)), ...charge(INPUT_TAX, doc.tax, -1n)];
  return balanced(postings, PAYABLES, { currency: doc.currency, ledger: companyOf(doc.company).currency });
}

/** What a payment books: less to pay, less on the bank account. None for one without company or currency. */
export function paymentJournalLines(doc: PaymentDoc, reversed: boolean): JournalLine[] {
  if (doc.company === null || doc.currency === null) return [];
  const units = reversed ? -unitsOf(doc.amount) : unitsOf(doc.amount);
  const paid: Posting = { account: PAYABLES, units, memo: doc.memo, category: null, worktags: null };
  return balanced([paid], BANK, { currency: doc.currency, ledger: companyOf(doc.company).currency });
}

/** `units` more to pay that no document explains, in the company's currency; the other side is an expense. */
export function payablesJournalLines(company: string, units: bigint): JournalLine[] {
  const { currency } = companyOf(company);
  const expensed: Posting = { account: OTHER_EXPENSE, units, memo: null, category: null, worktags: null };
  return balanced([expensed], PAYABLES, { currency, ledger: currency });
}

function manualHead(base: Base, index: number): { day: number; late: boolean } {
  const random = randomFor(base, 'manual-journal', index, 1);
  if (index === PLANTED.unbalancedJournal) return { day: base.today - 6, late: false };
  const late = random.chance(60);
  return { day: base.today - (late ? random.between(95, 200) : daysAgo(random)), late };
}

export function manualJournalMoments(base: Base, index: number): readonly number[] {
  const head = manualHead(base, index);
  return [firstEntry(base, head.day, randomFor(base, 'manual-journal', index, 2), head.late)];
}

/** An account for accruals and corrections, never the counter account. */
const EXPENSE_ACCOUNTS = chartAccounts()
  .filter((account) => account.type === 'EXPENSE' && !account.retired)
  .map((account) => account.code);

export function manualJournalDoc(base: Base, index: number): ManualJournalDoc {
  const random = randomFor(base, 'manual-journal', index);
  const planted = index === PLANTED.unbalancedJournal;
  const company = random.pick(COMPANIES);
  const ledger = planted ? 'EUR' : company.currency;
  const currency = !planted && random.chance(150) ? random.pick(CURRENCIES).code : ledger;
  const places = currencyOf(currency).decimals;
  const postings = Array.from({ length: random.between(1, 6) }, (): Posting => {
    const euros = BigInt(random.between(500, 400_000)) * 10_000n;
    const units = roundUnits(divideRounded(euros * MILLION, currencyOf(currency).euros), places);
    const account = random.pick(EXPENSE_ACCOUNTS);
    return {
      account,
      units,
      memo: random.chance(300) ? 'Accrual' : null,
      category: null,
      worktags: drawWorktags(random),
    };
  });
  const lines = balanced(postings, '2050', { currency, ledger });
  return {
    number: `JE-M-${7001 + index}`,
    company: planted ? 'CO-100' : company.code,
    currency,
    date: dayText(manualHead(base, index).day),
    memo: random.chance(600) ? 'Month-end accrual <automatic>' : null,
    lines: planted ? offByOneCent(lines) : lines,
  };
}

function offByOneCent(lines: readonly JournalLine[]): JournalLine[] {
  return lines.map((line, at) => {
    if (at !== lines.length - 1) return line;
    const cent = unitsOf('0.01');
    const credit = amountText(unitsOf(line.credit) + cent);
    return { ...line, credit, ledgerCredit: amountText(unitsOf(line.ledgerCredit) + cent) };
  });
}
