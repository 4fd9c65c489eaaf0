import type { FactSpec, Subject } from '../../shared/messages/facts.ts';
import type { MessageRule } from '../../shared/messages/rule.ts';
import type { StreamMapping } from '../../shared/mapping/mapping.ts';
import { sumAmounts } from '../../shared/money/decimal.ts';
import type { Integration } from '../../main/ports/integration.ts';
import type { BookChange, BookDocument, BookReader, LinksOf, MessageView } from '../../main/ports/views.ts';
import { touchedBy } from '../../main/ports/touched-by.ts';

const text = { kind: 'text' } as const;
const copy = { kind: 'copy' } as const;
const column = (name: string, type: StreamMapping['header']['columns'][number]['type'] = text, required = false) => ({
  column: name,
  type,
  path: name,
  transform: copy,
  required,
});

/** Bills without lines: as small as a record can be while rules have something to look at. */
export const billMapping: StreamMapping = {
  version: 1,
  header: {
    table: 'bills',
    keyColumns: ['id'],
    columns: [
      column('id', text, true),
      column('company', text, true),
      column('currency', text, true),
      column('total', { kind: 'decimal', precision: 38, scale: 6 }, true),
      column('status'),
      column('due', { kind: 'date' }),
      column('note'),
    ],
  },
  lines: [],
};

const textOf = ({ header }: BookDocument, name: string): string => {
  const value = header[name];
  return typeof value === 'string' ? value : '';
};

const billFacts: readonly FactSpec[] = [
  { name: 'amount', label: 'Amount', type: 'money', currencyFact: 'currency', told: true },
  { name: 'currency', label: 'Currency', type: 'text' },
  { name: 'company', label: 'Company', type: 'text' },
  { name: 'status', label: 'Status', type: 'text', told: true },
  { name: 'due_date', label: 'Due date', type: 'date', told: true },
  { name: 'note', label: 'Note', type: 'text' },
];

function billSubject(bill: BookDocument): Subject {
  const orNull = (name: string) => (textOf(bill, name) === '' ? null : textOf(bill, name));
  const [amount, currency] = [textOf(bill, 'total'), textOf(bill, 'currency')];
  return {
    key: bill.key,
    label: bill.label,
    facts: {
      number: bill.label,
      amount,
      currency,
      company: textOf(bill, 'company'),
      status: orNull('status'),
      due_date: orNull('due'),
      note: orNull('note'),
    },
    items: [],
    amounts: [{ currency, amount }],
    sourceTime: orNull('due'),
    link: null,
  };
}

/** One subject for each bill. */
const billView: MessageView = {
  id: 'bills',
  label: 'Bills',
  noun: 'bill',
  nounPlural: 'bills',
  facts: [...billFacts],
  layouts: ['invoice', 'overdue-digest'],
  streams: ['bills'],
  touched: (changes) => touchedBy(changes, ({ after }) => [after.key]),
  subject: (key, book) => {
    const bill = book.document('bills', key);
    return bill === null ? null : billSubject(bill);
  },
  subjectBefore: (key, changes) => {
    const before = changes.find(({ after }) => after.key === key)?.before ?? null;
    return before === null ? null : billSubject(before);
  },
  keys: (book) => book.keys('bills'),
};

const companyOf = (document: BookDocument): string => `company|${textOf(document, 'company')}`;

function companySubject(key: string, documents: readonly BookDocument[]): Subject | null {
  if (documents.length === 0) return null;
  const amount = sumAmounts(documents.map((one) => textOf(one, 'total')));
  return {
    key,
    label: key.slice('company|'.length),
    facts: { amount, currency: 'EUR', members: String(documents.length) },
    items: [],
    amounts: [{ currency: 'EUR', amount }],
    sourceTime: null,
    link: null,
  };
}

function* ofCompany(key: string, book: BookReader): Iterable<BookDocument> {
  for (const stream of ['bills', 'credits']) yield* book.linked(stream, key);
}

function companyBefore(key: string, changes: readonly BookChange[], book: BookReader): Subject | null {
  const changed = new Set(changes.map(({ after }) => `${after.stream} ${after.key}`));
  const same = [...ofCompany(key, book)].filter((one) => !changed.has(`${one.stream} ${one.key}`));
  const before = changes.flatMap((one) => (one.before !== null && companyOf(one.before) === key ? [one.before] : []));
  return companySubject(key, [...same, ...before]);
}

/** One subject for each company: the sum of its bills and credits, in euros. */
const companyView: MessageView = {
  id: 'companies',
  label: 'Companies',
  noun: 'company',
  nounPlural: 'companies',
  facts: [
    { name: 'amount', label: 'Sum', type: 'money', currencyFact: 'currency', told: true },
    { name: 'currency', label: 'Currency', type: 'text' },
    { name: 'members', label: 'Documents', type: 'integer' },
  ],
  layouts: ['gl-discrepancy'],
  streams: ['bills', 'credits'],
  touched: (changes) =>
    touchedBy(changes, ({ before, after }) => [...(before === null ? [] : [companyOf(before)]), companyOf(after)]),
  subject: (key, book) => companySubject(key, [...ofCompany(key, book)]),
  subjectBefore: companyBefore,
  *keys(book) {
    yield* new Set([...book.links('bills', 'company|'), ...book.links('credits', 'company|')]);
  },
};

const links: LinksOf = (document) => [companyOf(document)];

function billStream(id: string): Integration['streams'][number] {
  return {
    id,
    label: id,
    scheduleClass: 'transactional',
    defaultMapping: billMapping,
    totals: {
      companyColumn: 'company',
      amounts: [{ name: 'total', table: 'bills', column: 'total', currencyColumn: 'currency' }],
    },
    validate: () => [],
    links,
  };
}

/** Bills and credits, told one by one and by company. */
export const messagingIntegration: Integration = {
  id: 'workday-slack',
  source: 'workday',
  destination: 'slack',
  streams: [billStream('bills'), billStream('credits')],
  messaging: { views: [billView, companyView], templates: [] },
};

/** A rule over bills of 1,000 euros or more, at once, into channel C1. */
export function billRule(change: Partial<MessageRule> = {}): MessageRule {
  return {
    id: 'large',
    name: 'Large bills',
    view: 'bills',
    enabled: true,
    conditions: [{ kind: 'amount-at-least', fact: 'amount', thresholds: [{ currency: 'EUR', amount: '1000' }] }],
    channel: { id: 'C1', name: 'finance', sharedConfirmed: false },
    layout: 'invoice',
    timing: { kind: 'at-once' },
    timeZone: 'Europe/Amsterdam',
    quietHours: null,
    dailyCap: null,
    followChanges: true,
    ...change,
  };
}
