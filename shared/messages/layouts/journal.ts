import { sameAmount } from '../../money/decimal.ts';
import { textFact, textValues } from '../fact-values.ts';
import type { Facts, Subject } from '../facts.ts';
import type { Layout } from '../render-types.ts';
import type { Texts } from '../texts/en.ts';
import { day, fact, field, line, money, several, word } from '../words.ts';

function nameOf({ label, facts }: Subject, width: number, texts: Texts): string {
  return texts.journal(fact(facts, 'journal_number', width) ?? word(label, width) ?? '');
}

/** True unless the source says that debits and credits differ. */
function isBalanced(facts: Facts): boolean {
  const difference = textFact(facts, 'difference');
  return difference === null || sameAmount(difference.trim(), '0');
}

function sidesOf(facts: Facts, texts: Texts): string | null {
  const debit = money(facts, 'debit', texts);
  const credit = money(facts, 'credit', texts);
  if (debit !== null && credit !== null && (debit !== credit || !isBalanced(facts))) {
    return texts.debitCredit(debit, credit);
  }
  return debit ?? credit;
}

function differenceOf(facts: Facts, texts: Texts): string | null {
  return isBalanced(facts) ? null : money(facts, 'difference', texts);
}

/** A journal entry: `Journal J-7 · Acme NV · EUR 84,200.00 · 2026-11-20 (yesterday) · Posted`; both sides where they differ. */
export const journalLayout: Layout = {
  name: nameOf,
  headline(subject, telling, width) {
    const { facts } = subject;
    const { texts } = telling;
    const difference = differenceOf(facts, texts);
    return line([
      nameOf(subject, width, texts),
      fact(facts, 'company', width),
      difference === null ? sidesOf(facts, texts) : texts.difference(difference),
      day(facts, 'accounting_date', telling),
      fact(facts, 'status', width),
    ]);
  },
  fields({ facts }, telling) {
    const { texts } = telling;
    const { labels } = texts;
    return [
      ...field(labels.debit, money(facts, 'debit', texts)),
      ...field(labels.credit, money(facts, 'credit', texts)),
      ...field(labels.difference, differenceOf(facts, texts)),
      ...field(labels.company, fact(facts, 'company')),
      ...field(labels.accountingDate, day(facts, 'accounting_date', telling)),
      ...field(labels.status, fact(facts, 'status')),
      ...field(labels.accounts, several(textValues(facts['ledger_accounts']), texts)),
    ];
  },
  columns: ({ labels }) => [
    { label: labels.journal, align: 'left' },
    { label: labels.company, align: 'left' },
    { label: labels.amount, align: 'right' },
    { label: labels.accountingDate, align: 'left' },
    { label: labels.status, align: 'left' },
  ],
  row({ label, facts }, telling) {
    const { texts } = telling;
    const difference = differenceOf(facts, texts);
    return [
      fact(facts, 'journal_number') ?? word(label) ?? '',
      fact(facts, 'company') ?? '',
      (difference === null ? sidesOf(facts, texts) : texts.difference(difference)) ?? '',
      day(facts, 'accounting_date', telling) ?? '',
      fact(facts, 'status') ?? '',
    ];
  },
};
