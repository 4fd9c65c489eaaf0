import type { OutputOf } from '../../shared/contract/contract.ts';
import type { ErrorDto } from '../../shared/errors/error-dto.ts';
import type { MessageBody, MessageItem, MessageState } from '../../shared/messages/message.ts';
import type { MessageRule } from '../../shared/messages/rule.ts';
import { flowOf, mappingOf, minutesFromNow, overviewOf, runOf, streamOf, type Overview } from './fake-data.ts';

const streams = [
  ['supplier_invoices', 'Supplier invoices', 'transactional'],
  ['payments', 'Payments', 'transactional'],
] as const;

/** The pair that posts messages, with two views and two proposals. */
export const slackIntegration: OutputOf<'integrations.list'>[number] = {
  id: 'workday-slack',
  source: 'workday',
  destination: 'slack',
  streams: streams.map(([id, label, scheduleClass]) => ({
    id,
    label,
    scheduleClass,
    defaultMapping: mappingOf(id),
    fields: [{ path: 'wid', type: { kind: 'text' as const }, list: false }],
  })),
  messaging: {
    views: [
      {
        id: 'supplier_invoices',
        label: 'Supplier invoices',
        noun: 'supplier invoice',
        nounPlural: 'supplier invoices',
        facts: [
          { name: 'amount', label: 'Amount', type: 'money', currencyFact: 'currency', told: true },
          { name: 'company', label: 'Company', type: 'text' },
          { name: 'status', label: 'Approval status', type: 'text', told: true },
          { name: 'due_date', label: 'Due date', type: 'date', told: true },
          { name: 'on_hold', label: 'On hold', type: 'boolean' },
          { name: 'ledger_accounts', label: 'Ledger accounts', type: 'texts' },
        ],
        layouts: ['invoice', 'overdue-digest'],
      },
      {
        id: 'payment_runs',
        label: 'Payment runs',
        noun: 'payment run',
        nounPlural: 'payment runs',
        facts: [{ name: 'exceptions', label: 'Exceptions', type: 'integer' }],
        layouts: ['payment-run'],
      },
    ],
    templates: [
      {
        id: 'high-value-invoice',
        name: 'High-value invoices',
        view: 'supplier_invoices',
        conditions: [
          {
            kind: 'amount-at-least',
            fact: 'amount',
            thresholds: [
              { currency: 'EUR', amount: '50000' },
              { currency: 'USD', amount: '60000' },
            ],
          },
        ],
        layout: 'invoice',
        timing: { kind: 'at-once' },
        quietHours: null,
        dailyCap: null,
        followChanges: true,
      },
      {
        id: 'overdue',
        name: 'Overdue invoices',
        view: 'supplier_invoices',
        conditions: [{ kind: 'days-past', fact: 'due_date', days: 1 }],
        layout: 'overdue-digest',
        timing: { kind: 'digest', times: ['08:30'], weekdays: [1, 2, 3, 4, 5] },
        quietHours: null,
        dailyCap: null,
        followChanges: false,
      },
    ],
  },
};

export const slackSystem: OutputOf<'systems.list'>[number] = {
  id: 'slack',
  name: 'Slack',
  role: 'destination',
  never: ['Messages of people', 'Direct messages'],
  permissions: [{ grant: 'Bot scope chat:write', reason: 'Posts messages. Without it nothing can be posted.' }],
  fields: [
    {
      name: 'botToken',
      label: 'Bot token',
      kind: 'secret',
      required: true,
      secret: true,
      placeholder: 'xoxb-…',
      whereToFind: 'api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token',
    },
  ],
};

export const slackConnection: OutputOf<'connections.list'>[number] = {
  id: 'con-3',
  name: 'Slack finance',
  system: 'slack',
  practice: false,
  settings: {},
  secrets: [{ name: 'botToken', replacedAtUtc: minutesFromNow(-4000) }],
  lastCheck: null,
  createdAtUtc: minutesFromNow(-9000),
  updatedAtUtc: minutesFromNow(-4000),
};

const highValue: MessageRule = {
  ...ruleOf('rule-1', 'High-value invoices'),
  conditions: slackIntegration.messaging?.templates[0]?.conditions ?? [],
};

const overdue: MessageRule = {
  ...ruleOf('rule-2', 'Overdue invoices'),
  enabled: false,
  channel: { id: 'C02', name: 'ap-overdue', sharedConfirmed: false },
  layout: 'overdue-digest',
  timing: { kind: 'digest', times: ['08:30'], weekdays: [1, 2, 3, 4, 5] },
  conditions: [{ kind: 'days-past', fact: 'due_date', days: 1 }],
};

function ruleOf(id: string, name: string): MessageRule {
  return {
    id,
    name,
    view: 'supplier_invoices',
    enabled: true,
    conditions: [],
    channel: { id: 'C01', name: 'finance-ap', sharedConfirmed: false },
    layout: 'invoice',
    timing: { kind: 'at-once' },
    timeZone: 'Europe/Amsterdam',
    quietHours: { from: '19:00', to: '07:30' },
    dailyCap: null,
    followChanges: true,
  };
}

/** The flow that posts messages, with a run that rejected nothing. */
export function slackOverview(): Overview {
  const flow: Overview['flow'] = {
    ...flowOf(),
    id: 'flow-2',
    name: 'Workday → Slack',
    integration: 'workday-slack',
    destinationConnectionId: 'con-3',
    streams: streams.map(([id]) => ({ id, enabled: true, mapping: mappingOf(id), exclusions: [] })),
    messaging: { rules: [highValue, overdue], health: null },
  };
  const run = slackRun();
  return overviewOf(run, {
    flow,
    state: 'healthy',
    openRejections: 0,
    openHeld: 0,
    waitsForNetwork: null,
    frozen: null,
    absentUntilUtc: null,
    streams: streams.map(([id]) => ({ id, nextRunAtUtc: minutesFromNow(18), paused: null })),
  });
}

export function slackRun(): OutputOf<'runs.get'> {
  return runOf('run-slack', {
    flowId: 'flow-2',
    flowName: 'Workday → Slack',
    state: 'succeeded',
    streams: streams.map(([id, label]) => streamOf(id, label)),
  });
}

const channel = (id: string, name: string, part: Partial<OutputOf<'messages.channels'>[number]> = {}) => ({
  id,
  name,
  isPrivate: false,
  isArchived: false,
  isMember: true,
  isReadOnly: false,
  isShared: false,
  members: 24,
  ...part,
});

export const channels: OutputOf<'messages.channels'> = [
  channel('C01', 'finance-ap'),
  channel('C02', 'ap-overdue', { isMember: false }),
  channel('C03', 'controllers', { isPrivate: true, members: 5 }),
  channel('C04', 'audit-with-acme', { isShared: true, members: 11 }),
  channel('C05', 'year-end-2024', { isArchived: true, isMember: false }),
  channel('C06', 'announcements', { isReadOnly: true, members: 812 }),
];

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });

/** A message as the app would post it about one invoice. */
export function bodyOf(number: string, supplier: string, amount: string): MessageBody {
  const field = (name: string, value: string) => plain(`${name}\n${value}`);
  return {
    text: `Invoice ${number} · ${supplier} · ${amount} · due 2026-12-05 (in 14 days)`,
    blocks: [
      { type: 'header', text: plain(`Invoice ${number} · ${amount}`) },
      {
        type: 'section',
        fields: [
          field('Supplier', supplier),
          field('Amount', amount),
          field('Approval status', 'In progress'),
          field('Due date', '2026-12-05 (in 14 days)'),
          field('GL account', '6100 Professional services'),
          field('Company', 'CO-100'),
        ],
      },
      { type: 'divider' },
      { type: 'context', elements: [plain('Workday · as of 2026-11-21 09:30 UTC · 7f3a91c2')] },
      {
        type: 'actions',
        elements: [{ type: 'button', text: plain('Open in Workday'), url: 'https://example.workday.com/invoice/1' }],
      },
    ],
  };
}

const digestBody: MessageBody = {
  text: '3 more invoices since 14:00 · EUR 402,119.75',
  blocks: [
    { type: 'header', text: plain('3 more invoices since 14:00') },
    {
      type: 'table',
      column_settings: [{ align: 'left' }, { align: 'left' }, { align: 'right' }],
      rows: [
        ['Invoice', 'Supplier', 'Amount'],
        ['SI-00421', 'Northwind Traders', 'EUR 201,000.00'],
        ['SI-00422', '<!channel> & Sons', 'EUR 101,119.75'],
        ['SI-00423', 'Contoso', 'EUR 100,000.00'],
      ].map((row) => row.map((text) => ({ type: 'raw_text', text }))),
    },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'Told together because ' },
            { type: 'text', text: 'quiet hours', style: { bold: true } },
            { type: 'text', text: ' ended.' },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Total EUR 402,119.75' }] }],
        },
      ],
    },
    { type: 'section', text: { type: 'mrkdwn', text: '*Total* EUR 402,119.75, see <https://example.com/x|the list>' } },
  ],
};

const lostAnswer: ErrorDto = {
  code: 'HTTP_CONNECTION_LOST',
  kind: 'transient',
  text: 'The connection to slack.com was lost before the answer came.',
  effect: 'The message may have been posted.',
  next: 'Look into the channel, then decide.',
  details: {},
};

const notInChannel: ErrorDto = {
  code: 'SLACK_NOT_IN_CHANNEL',
  kind: 'config',
  text: 'The app is not in the channel #controllers.',
  effect: 'Nothing was posted.',
  next: 'Let the app into the channel, then try again.',
  details: {},
};

function itemOf(index: number, state: MessageState, part: Partial<MessageItem> = {}): MessageItem {
  const number = `SI-${String(400 + index).padStart(5, '0')}`;
  const amount = `${String(84 + index)}200.00`;
  return {
    id: `5c1d7a2e-0000-5000-8000-${String(index).padStart(12, '0')}`,
    flowId: 'flow-2',
    flowName: 'Workday → Slack',
    ruleId: 'rule-1',
    ruleName: 'High-value invoices',
    runId: 'run-slack',
    view: 'supplier_invoices',
    subjectKey: number,
    label: number,
    kind: 'alert',
    state,
    reason: null,
    channelId: 'C01',
    channelName: 'finance-ap',
    text: bodyOf(number, 'Acme Ltd', `EUR ${amount}`).text,
    amounts: [{ currency: 'EUR', amount }],
    createdAtUtc: minutesFromNow(-12 - index),
    notBeforeUtc: null,
    contentsRemovedAtUtc: null,
    attempts: state === 'held' || state === 'queued' ? 0 : 1,
    postedAtUtc: state === 'posted' ? minutesFromNow(-11 - index) : null,
    permalink: state === 'posted' ? `https://acme.slack.com/archives/C01/p17637084000000${String(index)}` : null,
    coveredBy: null,
    link: `https://workday.acme.example/open/${String(index).padStart(32, '0')}`,
    error: null,
    ...part,
  };
}

export function messagesAtFirst(): MessageItem[] {
  return [
    itemOf(1, 'undecided', { error: lostAnswer, attempts: 2 }),
    itemOf(2, 'failed', { error: notInChannel, channelId: 'C03', channelName: 'controllers' }),
    itemOf(3, 'held', { reason: 'quiet-hours', notBeforeUtc: minutesFromNow(90) }),
    itemOf(4, 'covered', { reason: 'quiet-hours', coveredBy: '5c1d7a2e-0000-5000-8000-000000000005' }),
    itemOf(5, 'posted', {
      kind: 'digest',
      subjectKey: null,
      link: null,
      label: '3 supplier invoices',
      text: digestBody.text,
      amounts: [{ currency: 'EUR', amount: '402119.75' }],
    }),
    itemOf(6, 'suppressed', { reason: 'rule-off' }),
    ...Array.from({ length: 8 }, (_, index) => itemOf(7 + index, 'posted')),
  ];
}

export function detailOf(item: MessageItem): OutputOf<'messages.get'> {
  const [first] = item.amounts;
  const amount = `${first?.currency ?? ''} ${first?.amount ?? ''}`;
  return {
    item,
    body: item.kind === 'digest' ? digestBody : bodyOf(item.label, 'Acme Ltd', amount),
    history: [
      { atUtc: item.createdAtUtc, event: 'called-for', detail: null },
      { atUtc: minutesFromNow(-11), event: 'sending', detail: null },
      { atUtc: minutesFromNow(-10), event: item.state, detail: item.error?.text ?? null },
    ],
  };
}

/** What became of the messages, by rule, of the items as they are now. */
export function countsOf(items: readonly MessageItem[]): OutputOf<'messages.counts'> {
  const byRule = new Map(items.map((item) => [item.ruleId, items.filter((one) => one.ruleId === item.ruleId)]));
  return [...byRule].map(([ruleId, own]) => ({
    ruleId,
    ruleName: own[0]?.ruleName ?? '',
    calledFor: own.length,
    states: [...new Set(own.map((one) => one.state))].map((state) => ({
      state,
      messages: own.filter((one) => one.state === state).length,
    })),
    postedByKind: [...new Set(own.filter((one) => one.state === 'posted').map((one) => one.kind))].map((kind) => ({
      kind,
      messages: own.filter((one) => one.state === 'posted' && one.kind === kind).length,
    })),
    amounts: own.flatMap(({ state, amounts }) => amounts.map((one) => ({ state, ...one }))),
  }));
}

/** What a rule would tell: fewer with more conditions, none where it asks for another company. */
export function previewOfRule(rule: MessageRule, fromSample: boolean): OutputOf<'messages.preview-rule'> {
  const nothing = rule.conditions.some((one) => 'values' in one && one.values.includes('CO-900'));
  const matching = nothing ? 0 : Math.max(1, 214 - 190 * rule.conditions.length);
  const isOverdue = rule.conditions.some((one) => one.kind === 'changed') && rule.layout === 'overdue-digest';
  return {
    known: 214,
    matching,
    // The rules that are there were applied; one that is narrowed or widened tells the rest in one summary.
    untold: fromSample || rule.conditions.length === 1 ? null : matching,
    last30Days: rule.timing.kind === 'digest' ? 21 : matching + 7,
    examples: nothing
      ? []
      : [
          { label: 'SI-00417', body: bodyOf('SI-00417', 'Acme Ltd', 'EUR 84,200.00') },
          { label: 'SI-00418', body: bodyOf('SI-00418', 'Northwind Traders', 'USD 61,300.10') },
        ],
    fromSample,
    problems: isOverdue
      ? [{ field: 'conditions.0', text: 'An overdue list shows what is so at its time; it cannot ask what changed.' }]
      : [],
  };
}
