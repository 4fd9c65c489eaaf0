import type { Facts, FactSpec, Subject } from '../../../../shared/messages/facts.ts';
import { addDecimals, canonicalDecimal, parseDecimal, ZERO, type Decimal } from '../../../../shared/money/decimal.ts';
import type { BookChange, BookDocument, BookReader, MessageView } from '../../../ports/views.ts';
import { touchedBy } from '../../../ports/touched-by.ts';
import { decimalOf, distinct, textOf } from '../cells.ts';
import { beginningOf, runLink, splitParts } from '../links.ts';
import { runOf } from '../payments.ts';
import { bookBefore } from './book-before.ts';
import { documentsDifference, paymentFacts, runName } from './payments.ts';

const facts: readonly FactSpec[] = [
  { name: 'run', label: 'Payment run', type: 'text' },
  { name: 'status', label: 'Status', type: 'text', told: true },
  { name: 'statuses', label: 'Statuses of its payments', type: 'texts' },
  { name: 'payment_date', label: 'Payment date', type: 'date' },
  { name: 'method', label: 'Payment method', type: 'text' },
  { name: 'payment_count', label: 'Payments', type: 'integer', told: true },
  { name: 'exception_count', label: 'Exceptions', type: 'integer', told: true },
  { name: 'has_exceptions', label: 'Has exceptions', type: 'boolean' },
  { name: 'company', label: 'Company', type: 'text' },
  { name: 'companies', label: 'Companies', type: 'texts' },
  { name: 'company_ids', label: 'Companies: ids', type: 'texts' },
  { name: 'currencies', label: 'Currencies', type: 'texts' },
  { name: 'amount', label: 'Total', type: 'money', currencyFact: 'currency', told: true },
  { name: 'currency', label: 'Currency', type: 'text' },
];

/** One word for all; how many of each where they differ. */
function countedStatuses(payments: readonly BookDocument[]): string | null {
  const counts = new Map<string, number>();
  for (const { header } of payments) {
    const status = textOf(header['status_name']) ?? 'No status';
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const [first, ...others] = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  if (first === undefined) return null;
  return others.length === 0
    ? first[0]
    : [first, ...others].map(([name, count]) => `${name} (${String(count)})`).join(', ');
}

/** What a person should look at: it does not count as paid while others of its run do, or does not agree with its documents. */
function problemOf(payment: BookDocument, isRunPaid: boolean): string | null {
  if (isRunPaid && payment.header['counts_as_paid'] !== true) return 'Not paid, although others of the run are';
  const difference = documentsDifference(payment);
  return difference === null || difference === '0' ? null : 'Differs from the amounts paid of its documents';
}

function exceptionsOf(payments: readonly BookDocument[]): Facts[] {
  const isRunPaid = payments.some(({ header }) => header['counts_as_paid'] === true);
  return payments.flatMap((payment) => {
    const problem = problemOf(payment, isRunPaid);
    return problem === null ? [] : [{ ...paymentFacts(payment), problem }];
  });
}

function amountsOf(payments: readonly BookDocument[]): Subject['amounts'] {
  const sums = new Map<string, Decimal>();
  for (const { header } of payments) {
    const currency = textOf(header['currency_code']);
    if (currency === null || parseDecimal(textOf(header['payment_amount']) ?? '') === undefined) continue;
    sums.set(currency, addDecimals(sums.get(currency) ?? ZERO, decimalOf(header['payment_amount'])));
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, sum]) => ({ currency, amount: canonicalDecimal(sum) }));
}

/** The only one; null if there are several or none. */
function only<T>(items: readonly T[]): T | null {
  const [first = null, ...others] = items;
  return others.length === 0 ? first : null;
}

function tell(key: string, payments: readonly BookDocument[], first: BookDocument): Subject {
  const header = (name: string): string[] => distinct(payments.map((one) => textOf(one.header[name])));
  const amounts = amountsOf(payments);
  const items = exceptionsOf(payments);
  const companies = distinct(payments.map(({ header: of }) => textOf(of['company_name']) ?? textOf(of['company_id'])));
  const days = header('payment_date');
  const name = runName(first) ?? key;
  return {
    key,
    label: name,
    facts: {
      run: name,
      status: countedStatuses(payments),
      statuses: header('status_name'),
      payment_date: days.at(-1) ?? null,
      method: header('payment_type_name').join(', ') || null,
      payment_count: String(payments.length),
      exception_count: String(items.length),
      has_exceptions: items.length > 0,
      company: companies.join(', ') || null,
      companies,
      company_ids: header('company_id'),
      currencies: header('currency_code'),
      amount: only(amounts)?.amount ?? null,
      currency: only(amounts)?.currency ?? null,
    },
    items,
    amounts,
    sourceTime: days.at(-1) ?? null,
    link: null,
  };
}

function subject(key: string, book: BookReader): Subject | null {
  const payments = runLink(key).flatMap((link) => [...book.linked('payments', link)]);
  const [first] = payments;
  return first === undefined ? null : tell(key, payments, first);
}

/** The run that a payment was in, and the one that it is in: the one that it left has changed too. */
function runsOf({ before, after }: BookChange): string[] {
  return [before, after].flatMap((document) => {
    const run = document?.stream === 'payments' ? runOf(document) : null;
    return run ?? [];
  });
}

/**
 * Payments that were sent together: those of a settlement run, else of a group of payments. The total is of all of them; those that
 * a person should look at are its items. A payment of neither is in no run.
 */
export const paymentRunsView: MessageView = {
  id: 'payment_runs',
  label: 'Payment runs',
  noun: 'payment run',
  nounPlural: 'payment runs',
  facts: [...facts],
  layouts: ['payment-run'],
  streams: ['payments'],
  touched: (changes) => touchedBy(changes, runsOf),
  subject,
  subjectBefore: (key, changes, book) => subject(key, bookBefore(changes, book)),
  *keys(book) {
    for (const link of book.links('payments', beginningOf('run'))) yield splitParts(link)[1] ?? '';
  },
};
