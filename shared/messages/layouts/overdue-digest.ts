import { compareDecimals, parseDecimal, ZERO } from '../../money/decimal.ts';
import { daysBetween, isDay } from '../calendar.ts';
import { showDay, textFact } from '../fact-values.ts';
import type { Facts, Subject } from '../facts.ts';
import type { Column, Field, Layout, Table, Telling } from '../render-types.ts';
import type { Texts } from '../texts/en.ts';
import { fact, field, line, money, totals, totalValues, totalWords } from '../words.ts';
import { invoiceLayout } from './invoice.ts';

const columns = ({ labels }: Texts): readonly Column[] => [
  { label: labels.invoice, align: 'left' },
  { label: labels.supplier, align: 'left' },
  { label: labels.amountDue, align: 'right' },
  { label: labels.due, align: 'left' },
  { label: labels.late, align: 'right' },
];

/** What is still to be paid; the whole amount where the source does not say. */
function dueAmount(facts: Facts): string | null {
  return textFact(facts, 'amount_due') ?? textFact(facts, 'amount');
}

function dueMoney(facts: Facts, texts: Texts): string | null {
  return money(facts, textFact(facts, 'amount_due') === null ? 'amount' : 'amount_due', texts);
}

function daysLate(facts: Facts, today: string): number | null {
  const due = textFact(facts, 'due_date')?.trim() ?? '';
  return isDay(due) && due < today ? daysBetween(due, today) : null;
}

function row({ label, facts }: Subject, telling: Telling): readonly string[] {
  const { texts } = telling;
  const days = daysLate(facts, telling.today);
  return [
    ...invoiceLayout.row({ ...emptySubject, label, facts }, telling).slice(0, 2),
    dueMoney(facts, texts) ?? '',
    showDay(fact(facts, 'due_date') ?? '', texts),
    days === null ? '' : texts.daysLate(days),
  ];
}

const emptySubject = { key: '', items: [], amounts: [], sourceTime: null, link: null };

/** What is due in all, one sum for each currency. */
function dueTotals(subjects: readonly Subject[]): Subject['amounts'] {
  return totals(
    subjects.flatMap(({ facts }) => {
      const amount = dueAmount(facts);
      const currency = fact(facts, 'currency', 20);
      return amount === null || currency === null ? [] : [{ currency, amount }];
    }),
  );
}

function currencyOf({ facts }: Subject): string {
  return textFact(facts, 'currency') ?? '';
}

function largestFirst(a: Subject, b: Subject): number {
  const left = parseDecimal(dueAmount(a.facts)?.trim() ?? '') ?? ZERO;
  const right = parseDecimal(dueAmount(b.facts)?.trim() ?? '') ?? ZERO;
  return compareDecimals(right, left);
}

function byCurrency(a: Subject, b: Subject): number {
  const [left, right] = [currencyOf(a), currencyOf(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** The largest of each currency in turn: amounts of different currencies cannot be compared, and none may crowd out the others. */
function largest(subjects: readonly Subject[], most: number): readonly Subject[] {
  const groups = [...Map.groupBy(subjects, currencyOf).values()].map((group) => group.toSorted(largestFirst));
  const inTurn = groups.flatMap((group) => group.map((subject, rank) => ({ subject, rank })));
  const chosen = inTurn.toSorted((a, b) => a.rank - b.rank).slice(0, most);
  return chosen.map(({ subject }) => subject).toSorted((a, b) => byCurrency(a, b) || largestFirst(a, b));
}

function oldestOf(subjects: readonly Subject[], telling: Telling): string | null {
  const ages = subjects.map((subject) => ({ subject, days: daysLate(subject.facts, telling.today) ?? 0 }));
  const oldest = ages.reduce<(typeof ages)[number] | null>(
    (old, one) => (one.days > (old?.days ?? 0) ? one : old),
    null,
  );
  if (oldest === null) return null;
  const [invoice = '', supplier = ''] = row(oldest.subject, telling);
  return line([telling.texts.daysLate(oldest.days), invoice, supplier === '' ? null : supplier]);
}

/** The first line of an overdue list: `7 invoices overdue · EUR 212,040.10`. */
export function overdueHeadline(subjects: readonly Subject[], texts: Texts): string {
  return line([texts.overdue(subjects.length), totalWords(dueTotals(subjects), texts)]);
}

/** Total for each currency and the oldest one. */
export function overdueFields(subjects: readonly Subject[], telling: Telling): readonly Field[] {
  const { texts } = telling;
  return [
    ...field(texts.labels.total, totalValues(dueTotals(subjects), texts)),
    ...field(texts.labels.oldest, oldestOf(subjects, telling)),
  ];
}

/** The largest ones. */
export function overdueTable(subjects: readonly Subject[], telling: Telling, most: number): Table {
  const rows = largest(subjects, most).map((subject) => row(subject, telling));
  return { columns: columns(telling.texts), rows, total: subjects.length };
}

/** One overdue invoice: told like any invoice; in a digest with how late it is. */
export const overdueLayout: Layout = { ...invoiceLayout, columns, row };
