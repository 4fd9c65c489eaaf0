import { ownWords, showDay } from '../fact-values.ts';
import type { Facts, Subject } from '../facts.ts';
import type { Layout, Table } from '../render-types.ts';
import { sameAmount } from '../../money/decimal.ts';
import type { Texts } from '../texts/en.ts';
import { fact, field, line, money, word } from '../words.ts';
/** What an entry may call itself, its day and its amount: entries come from documents of several kinds. */
const NAMES = ['entry', 'document', 'journal_number', 'invoice_number', 'payment', 'number', 'label'];
const DAYS = ['accounting_date', 'date', 'invoice_date', 'payment_date'];
const AMOUNTS = ['movement', 'amount'];
const MOST_ENTRIES = 10;

function first(facts: Facts, names: readonly string[], read: (facts: Facts, name: string) => string | null): string {
  return names.map((name) => read(facts, name)).find((value) => value !== null) ?? '';
}

/** How many entries there are in all: the view may hand over only the largest. */
function countOf({ facts, items }: Subject): number {
  const count = Number(fact(facts, 'entry_count', 12) ?? 0);
  return Number.isSafeInteger(count) && count > items.length ? count : items.length;
}

function entries(subject: Subject, texts: Texts): Table | null {
  const { labels } = texts;
  const items = subject.items.slice(0, MOST_ENTRIES);
  if (items.length === 0) return null;
  return {
    columns: [
      { label: labels.entry, align: 'left' },
      { label: labels.date, align: 'left' },
      { label: labels.difference, align: 'right' },
      { label: labels.problem, align: 'left' },
    ],
    rows: items.map((facts) => [
      first(facts, NAMES, fact),
      showDay(first(facts, DAYS, fact), texts),
      first(facts, AMOUNTS, (of, name) => money(of, name, texts)),
      ownWords(fact(facts, 'problem') ?? '', texts),
    ]),
    total: countOf(subject),
  };
}

/** The account, and below it what it is called. */
function accountLines(facts: Facts): readonly string[] {
  return [fact(facts, 'account') ?? [], fact(facts, 'account_name') ?? []].flat();
}

/** `2026-10` as `Oct 2026`; another period as it is written. */
function periodOf(facts: Facts, texts: Texts, width?: number): string | null {
  const period = fact(facts, 'period', width);
  const match = /^(\d{4})-(\d{2})$/.exec(period ?? '');
  const month = Number(match?.[2] ?? 0);
  return month < 1 || month > 12 ? period : texts.month(match?.[1] ?? '', month);
}

function accountOf({ label, facts }: Subject, width: number): string {
  return fact(facts, 'account', width) ?? word(label, width) ?? '';
}

/** A control account against its documents: `GL 2100 vs subledger: difference EUR 1,310.22 (Oct 2026)`. */
export const glDiscrepancyLayout: Layout = {
  name: (subject, width, texts) => texts.ledgerAccount(accountOf(subject, width)),
  headline(subject, { texts }, width) {
    const { facts } = subject;
    const account = accountOf(subject, width);
    const period = periodOf(facts, texts, width);
    const said = sameAmount(fact(facts, 'difference') ?? '', '0')
      ? texts.ledgerAgrees(account)
      : texts.ledgerDifference(account, money(facts, 'difference', texts) ?? texts.notKnown);
    return line([period === null ? said : `${said} (${period})`, fact(facts, 'company', width)]);
  },
  fields(subject, { texts }) {
    const { labels } = texts;
    const { facts } = subject;
    const count = countOf(subject);
    return [
      ...field(labels.difference, money(facts, 'difference', texts)),
      ...field(labels.account, accountLines(facts)),
      ...field(labels.controlMovement, money(facts, 'control_movement', texts)),
      ...field(labels.documentMovement, money(facts, 'document_movement', texts)),
      ...field(labels.period, periodOf(facts, texts)),
      ...field(labels.company, fact(facts, 'company')),
      ...field(labels.entries, count === 0 ? null : String(count)),
    ];
  },
  columns: ({ labels }) => [
    { label: labels.account, align: 'left' },
    { label: labels.period, align: 'left' },
    { label: labels.company, align: 'left' },
    { label: labels.difference, align: 'right' },
  ],
  row({ label, facts }, { texts }) {
    return [
      fact(facts, 'account') ?? word(label) ?? '',
      periodOf(facts, texts) ?? '',
      fact(facts, 'company') ?? '',
      money(facts, 'difference', texts) ?? '',
    ];
  },
  items: entries,
};
