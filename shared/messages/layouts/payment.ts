import { textValues } from '../fact-values.ts';
import type { Subject } from '../facts.ts';
import type { Layout } from '../render-types.ts';
import type { Texts } from '../texts/en.ts';
import { day, fact, field, line, money, several, word } from '../words.ts';

function nameOf({ label, facts }: Subject, width: number, texts: Texts): string {
  return texts.payment(fact(facts, 'payment', width) ?? word(label, width) ?? '');
}

/** One payment: `Payment P-12 · Acme Ltd · EUR 1,310.22 · 2026-11-20 (yesterday) · Completed`. */
export const paymentLayout: Layout = {
  name: nameOf,
  headline(subject, telling, width) {
    const { facts } = subject;
    const { texts } = telling;
    return line([
      nameOf(subject, width, texts),
      fact(facts, 'supplier', width),
      money(facts, 'amount', texts),
      day(facts, 'payment_date', telling),
      fact(facts, 'status', width),
    ]);
  },
  fields({ facts }, telling) {
    const { texts } = telling;
    const { labels } = texts;
    return [
      ...field(labels.amount, money(facts, 'amount', texts)),
      ...field(labels.supplier, fact(facts, 'supplier')),
      ...field(labels.paymentDate, day(facts, 'payment_date', telling)),
      ...field(labels.status, fact(facts, 'status')),
      ...field(labels.method, fact(facts, 'method')),
      ...field(labels.run, fact(facts, 'run')),
      ...field(labels.company, fact(facts, 'company')),
      ...field(labels.invoices, several(textValues(facts['invoices']), texts)),
    ];
  },
  columns: ({ labels }) => [
    { label: labels.payment, align: 'left' },
    { label: labels.supplier, align: 'left' },
    { label: labels.amount, align: 'right' },
    { label: labels.paymentDate, align: 'left' },
    { label: labels.status, align: 'left' },
  ],
  row({ label, facts }, telling) {
    const { texts } = telling;
    return [
      fact(facts, 'payment') ?? word(label) ?? '',
      fact(facts, 'supplier') ?? '',
      money(facts, 'amount', texts) ?? '',
      day(facts, 'payment_date', telling) ?? '',
      fact(facts, 'status') ?? '',
    ];
  },
};
