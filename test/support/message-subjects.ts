import type { Facts, FactSpec, Subject, ViewDescriptor } from '../../shared/messages/facts.ts';
import type { MessageBody } from '../../shared/messages/message.ts';
import {
  plainOnly,
  type RenderContext,
  renderAlert,
  renderBackFill,
  renderDigest,
  renderExceptions,
  renderIncident,
  renderOverdue,
  renderReply,
  renderTest,
  renderUpdate,
} from '../../shared/messages/render.ts';
import { languages, type Language } from '../../shared/model/settings.ts';
import { layoutIds, type LayoutId, type MessageRule } from '../../shared/messages/rule.ts';

export const context: RenderContext = {
  language: 'en',
  today: '2026-11-21',
  timeZone: 'Europe/Amsterdam',
  deliveryId: '9c0d1e2f-4a5b-5c6d-8e7f-001122334455',
  batchId: 'b7f3a2c1-0000-4000-8000-000000000000',
  sourceName: 'Workday',
  resent: false,
};

const fact = (name: string, label: string, type: FactSpec['type'], more: Partial<FactSpec> = {}): FactSpec => ({
  name,
  label,
  type,
  ...more,
});

export const invoices: ViewDescriptor = {
  id: 'supplier_invoices',
  label: 'Supplier invoices',
  noun: 'supplier invoice',
  nounPlural: 'supplier invoices',
  facts: [
    fact('invoice_number', 'Number', 'text'),
    fact('supplier', 'Supplier', 'text'),
    fact('amount', 'Amount', 'money', { currencyFact: 'currency', told: true }),
    fact('currency', 'Currency', 'text'),
    fact('status', 'Status', 'text', { told: true }),
    fact('due_date', 'Due date', 'date', { told: true }),
    fact('gl_accounts', 'GL accounts', 'texts', { told: true }),
    fact('on_hold', 'On hold', 'boolean', { told: true }),
    fact('line_count', 'Lines', 'integer'),
    fact('tax', 'Tax', 'money'),
  ],
  layouts: ['invoice', 'overdue-digest'],
};

export function ruleOf(more: Partial<MessageRule> = {}): MessageRule {
  return {
    id: 'rule-1',
    name: 'High-value invoices',
    view: invoices.id,
    enabled: true,
    conditions: [],
    channel: { id: 'C0PRACT01', name: 'ap', sharedConfirmed: false },
    layout: 'invoice',
    timing: { kind: 'at-once' },
    timeZone: 'Europe/Amsterdam',
    quietHours: null,
    dailyCap: null,
    followChanges: true,
    ...more,
  };
}

export function subjectOf(facts: Facts, more: Partial<Subject> = {}): Subject {
  return {
    key: 'wid-1042',
    label: 'INV-1042',
    facts,
    items: [],
    amounts: [],
    sourceTime: '2026-11-20T14:03:00Z',
    link: null,
    ...more,
  };
}

export const invoice: Subject = subjectOf(
  {
    invoice_number: 'INV-1042',
    supplier: 'Acme Ltd',
    amount: '84200',
    currency: 'EUR',
    due_date: '2026-12-05',
    status: 'Approved',
    company: 'Global Modern Services',
    gl_accounts: ['2100', '6000'],
  },
  { amounts: [{ currency: 'EUR', amount: '84200' }], link: 'https://workday.example/d/inst/1042' },
);

const factNames = [
  ...['invoice_number', 'supplier', 'supplier_invoice_number', 'amount', 'currency', 'company', 'status', 'approver'],
  ...['due_date', 'invoice_date', 'payment_terms', 'purchase_order', 'paid_amount', 'amount_due', 'payment_status'],
  ...['run', 'payment_date', 'method', 'account_alias', 'payment_count', 'payment', 'problem', 'journal_number'],
  ...['debit', 'credit', 'difference', 'accounting_date', 'account', 'period', 'control_movement', 'document_movement'],
  ...['entry', 'date', 'movement'],
];

/** A subject with every fact that any layout uses, each with this value, and as many items. */
export function subjectWith(value: string): Subject {
  const facts: Record<string, string | readonly string[]> = Object.fromEntries(factNames.map((name) => [name, value]));
  for (const name of ['gl_accounts', 'currencies', 'ledger_accounts']) facts[name] = Array<string>(30).fill(value);
  return subjectOf(facts, {
    label: value,
    items: Array<Facts>(24).fill(facts),
    amounts: Array.from({ length: 15 }, (_, index) => ({ currency: `${value}${String(index)}`, amount: value })),
    sourceTime: value,
    link: 'https://workday.example/d/inst/1042',
  });
}

/** Every kind of message in every layout, with this value wherever a source or a person has a word in it. */
export function everyMessage(value: string): readonly (readonly [name: string, body: MessageBody])[] {
  const made = messagesIn('en', value);
  // The other languages differ in their words alone: the kinds with most of them will do.
  const others = languages
    .filter((one) => one !== 'en')
    .flatMap((language) => messagesIn(language, value))
    .filter(([name]) => /^(?:update|back-fill|incident)/.test(name));
  const plain = made.map(([name, body]): readonly [string, MessageBody] => [`${name}, plain`, plainOnly(body)]);
  return [...made, ...plain, ...others];
}

function messagesIn(language: Language, value: string): readonly (readonly [name: string, body: MessageBody])[] {
  const view: ViewDescriptor = { ...invoices, label: value, noun: value, nounPlural: value };
  const subject = subjectWith(value);
  const subjects = Array<Subject>(24).fill(subject);
  const changes = Array(30).fill({ label: value, before: value, after: value });
  const given: RenderContext = {
    ...context,
    language,
    sourceName: value,
    deliveryId: value,
    batchId: value,
    resent: true,
  };
  const inLayout = (layout: LayoutId): readonly (readonly [string, MessageBody])[] => {
    const rule = { name: value, layout };
    const common = { rule, view, subject, context: given };
    const { amounts } = subject;
    return [
      [`alert, ${layout}`, renderAlert(common)],
      [`update, ${layout}`, renderUpdate({ ...common, changes })],
      [`reply, ${layout}`, renderReply({ ...common, changes })],
      [`exceptions, ${layout}`, renderExceptions(common)],
      [`digest, ${layout}`, renderDigest({ ...common, subjects, reason: 'overflow', since: value })],
      [`back-fill, ${layout}`, renderBackFill({ ...common, subjects, count: 900, amounts })],
    ];
  };
  const incident = { flowName: value, sourceName: value, lastSuccessUtc: value, cause: value, nextTryUtc: value };
  const late = { ...incident, behindMinutes: 42, promiseMinutes: 15, context: given };
  return [
    ...layoutIds.flatMap(inLayout),
    ['overdue', renderOverdue({ rule: { name: value, layout: 'overdue-digest' }, view, subjects, context: given })],
    ['incident begun', renderIncident({ ...late, state: 'begun' })],
    ['incident goes on', renderIncident({ ...late, state: 'goes-on' })],
    ['incident recovered', renderIncident({ ...late, state: 'recovered' })],
    ['test', renderTest({ teamHint: value, context: given })],
  ];
}

/** Characters that mean something to Slack or to a line of text, for random values. */
export const meaningful: readonly string[] = Array.from('<>&|!@#*_~`:/."\\a1 \n\u202E\u200B\uD800\u05D0');

/** Names that a source may have and that would do harm if they were believed. */
export const hostileNames: readonly string[] = [
  '<!channel>',
  '<!here|hello> & <@U0PRACTBOT>',
  '<https://evil.example|Workday>',
  'https://evil.example/login?x=1&y=2',
  'see www.evil.example or mail a@evil.example',
  'mailto:a@evil.example slack://open tel:112',
  '*bold* _italic_ ~gone~ `code`',
  '```block``` *_~`all`~_*',
  ':tada: :+1: :flag-nl:',
  '@here @channel @everyone #general',
  '> quoted\n>>> more\n* list',
  'first\r\nsecond\u2028third\u0000\u001b[31m\tend',
  '\u202Eoverride\u202C \u200Fmark\u200E \u2066isolate\u2069 \u061C',
  '\u05E9\u05DC\u05D5\u05DD \u0634\u0631\u0643\u0629 123',
  'zero\u200Bwidth\u200D\u2060\uFEFF\u00AD\u034F\u3164name',
  'lone \uD800 and \uDC00 halves \uD83D',
  `A${'\u0301'.repeat(5000)}`,
  'A'.repeat(5000),
  '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}'.repeat(900),
  '"\\'.repeat(2500),
  '&'.repeat(5000),
  '\uE0000\uE000 \u{F0000}',
  '1'.repeat(5000),
  '-123456789012345678901234567890.123456',
  '&lt;!channel&gt;',
  ' ',
  '\u200B\u202E',
  '{0} ${x} %s',
];
