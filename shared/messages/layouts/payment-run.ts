import { limits } from '../limits.ts';
import { ownWords, textValues } from '../fact-values.ts';
import type { Facts, Subject } from '../facts.ts';
import type { Layout, Table } from '../render-types.ts';
import type { Texts } from '../texts/en.ts';
import { day, fact, field, line, money, several, totalsOf, totalValues, totalWords, word } from '../words.ts';

function countOf(facts: Facts, texts: Texts): string | null {
  const count = fact(facts, 'payment_count', 20);
  return count === null ? null : texts.payments(count);
}

function totalOf(subject: Subject, texts: Texts): readonly string[] {
  const amounts = totalValues(totalsOf([subject]), texts);
  return amounts.length > 0 ? amounts : several(textValues(subject.facts['currencies']), texts);
}

/** What a payment run is called. */
export function runName({ label, facts }: Subject, width: number, texts: Texts): string {
  return texts.run(fact(facts, 'run', width) ?? word(label, width) ?? '');
}

/** A payment run: `Payment run PR-88 · 43 payments · USD 1,204,331.55 · Completed`. Its exceptions go into its thread. */
export const paymentRunLayout: Layout = {
  name: runName,
  headline(subject, { texts }, width) {
    return line([
      runName(subject, width, texts),
      countOf(subject.facts, texts),
      totalWords(totalsOf([subject]), texts),
      fact(subject.facts, 'status', width),
      subject.items.length === 0 ? null : texts.exceptions(subject.items.length),
    ]);
  },
  fields(subject, telling) {
    const { texts } = telling;
    const { labels } = texts;
    const { facts, items } = subject;
    return [
      ...field(labels.run, fact(facts, 'run')),
      ...field(labels.status, fact(facts, 'status')),
      ...field(labels.total, totalOf(subject, texts)),
      ...field(labels.payments, fact(facts, 'payment_count')),
      ...field(labels.paymentDate, day(facts, 'payment_date', telling)),
      ...field(labels.method, fact(facts, 'method')),
      ...field(labels.payFrom, fact(facts, 'account_alias')),
      ...field(labels.company, fact(facts, 'company')),
      ...field(labels.exceptions, items.length === 0 ? null : String(items.length)),
    ];
  },
  columns: ({ labels }) => [
    { label: labels.run, align: 'left' },
    { label: labels.payments, align: 'right' },
    { label: labels.total, align: 'right' },
    { label: labels.paymentDate, align: 'left' },
    { label: labels.status, align: 'left' },
  ],
  row(subject, telling) {
    const { texts } = telling;
    return [
      fact(subject.facts, 'run') ?? word(subject.label) ?? '',
      fact(subject.facts, 'payment_count') ?? '',
      totalWords(totalsOf([subject]), texts) ?? '',
      day(subject.facts, 'payment_date', telling) ?? '',
      fact(subject.facts, 'status') ?? '',
    ];
  },
};

/** The exceptions of a run, for its thread. */
export function exceptionTable({ items }: Subject, texts: Texts): Table {
  const { labels } = texts;
  return {
    columns: [
      { label: labels.payment, align: 'left' },
      { label: labels.supplier, align: 'left' },
      { label: labels.amount, align: 'right' },
      { label: labels.status, align: 'left' },
      { label: labels.problem, align: 'left' },
    ],
    rows: items
      .slice(0, limits.rows)
      .map((facts) => [
        fact(facts, 'payment') ?? '',
        fact(facts, 'supplier') ?? '',
        money(facts, 'amount', texts) ?? '',
        fact(facts, 'status') ?? '',
        ownWords(fact(facts, 'problem') ?? '', texts),
      ]),
    total: items.length,
  };
}
