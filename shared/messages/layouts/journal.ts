import { sameAmount } from '../../money/decimal.ts';
import { textFact, textValues } from '../fact-values.ts';
import type { Facts, Subject } from '../facts.ts';
import type { Layout } from '../render-types.ts';
import { texts } from '../texts.ts';
import { day, fact, field, line, money, several, word } from '../words.ts';

const { labels } = texts;

function nameOf({ label, facts }: Subject, width: number): string {
  return texts.journal(fact(facts, 'journal_number', width) ?? word(label, width) ?? '');
}

/** True unless the source says that debits and credits differ. */
function isBalanced(facts: Facts): boolean {
  const difference = textFact(facts, 'difference');
  return difference === null || sameAmount(difference.trim(), '0');
}

function sidesOf(facts: Facts): string | null {
  const debit = money(facts, 'debit');
  const credit = money(facts, 'credit');
  if (debit !== null && credit !== null && (debit !== credit || !isBalanced(facts))) {
    return texts.debitCredit(debit, credit);
  }
  return debit ?? credit;
}

function differenceOf(facts: Facts): string | null {
  return isBalanced(facts) ? null : money(facts, 'difference');
}

/** A journal entry: `Journal J-7 · Acme NV · EUR 84,200.00 · 2026-11-20 (yesterday) · Posted`; both sides where they differ. */
export const journalLayout: Layout = {
  name: nameOf,
  headline(subject, today, width) {
    const { facts } = subject;
    const difference = differenceOf(facts);
    return line([
      nameOf(subject, width),
      fact(facts, 'company', width),
      difference === null ? sidesOf(facts) : texts.difference(difference),
      day(facts, 'accounting_date', today),
      fact(facts, 'status', width),
    ]);
  },
  fields({ facts }, today) {
    return [
      ...field(labels.debit, money(facts, 'debit')),
      ...field(labels.credit, money(facts, 'credit')),
      ...field(labels.difference, differenceOf(facts)),
      ...field(labels.company, fact(facts, 'company')),
      ...field(labels.accountingDate, day(facts, 'accounting_date', today)),
      ...field(labels.status, fact(facts, 'status')),
      ...field(labels.accounts, several(textValues(facts['ledger_accounts']))),
    ];
  },
  columns: [
    { label: labels.journal, align: 'left' },
    { label: labels.company, align: 'left' },
    { label: labels.amount, align: 'right' },
    { label: labels.accountingDate, align: 'left' },
    { label: labels.status, align: 'left' },
  ],
  row({ label, facts }, today) {
    const difference = differenceOf(facts);
    return [
      fact(facts, 'journal_number') ?? word(label) ?? '',
      fact(facts, 'company') ?? '',
      (difference === null ? sidesOf(facts) : texts.difference(difference)) ?? '',
      day(facts, 'accounting_date', today) ?? '',
      fact(facts, 'status') ?? '',
    ];
  },
};
