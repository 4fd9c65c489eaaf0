import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import type { DecisionItem } from '../../shared/messages/decision.ts';
import type { MessageDecision, MessageFilter, MessageItem, MessageState } from '../../shared/messages/message.ts';
import { findPeople, type Person } from '../../shared/messages/people.ts';
import { channels, countsOf, detailOf, messagesAtFirst, previewOfRule } from './fake-slack-flow.ts';

type Handlers = { [Name in MethodName]?: (input: InputOf<Name>) => OutputOf<Name> };

const after: Readonly<Record<MessageDecision, MessageState>> = {
  'already-posted': 'posted',
  'try-again': 'queued',
  'post-again': 'posted',
  dismiss: 'dismissed',
};

const at = '2026-11-21T09:00:00.000Z';

const people: readonly Person[] = [
  { id: 'U012AB3CD', name: 'Finance director', title: 'Finance', standing: 'member' },
  { id: 'U012AB3CE', name: 'Controller', title: 'Group control', standing: 'member' },
  { id: 'U012AB3CF', name: 'Temporary bookkeeper', title: 'Accounts payable', standing: 'guest' },
  { id: 'U012AB3CG', name: 'External auditor', title: 'Audit', standing: 'external' },
  { id: 'U012AB3CH', name: 'Former controller', title: 'Group control', standing: 'deactivated' },
];

/** Two people decided differently about one invoice. */
const decisionsAtFirst: readonly DecisionItem[] = (['approve', 'query'] as const).map((decision, index) => ({
  ...{ id: `decision-${String(index)}`, messageId: '5c1d7a2e-0000-5000-8000-000000000004', flowId: 'flow-2' },
  ...{ flowName: 'Workday → Slack', ruleId: 'rule-1', ruleName: 'High-value invoices', subjectKey: 'wid-1042' },
  ...{ label: 'INV-1042', amounts: [{ currency: 'EUR', amount: '84200.00' }], decision, stands: index === 0 },
  ...{ userId: `U0PRACT0${String(index + 1)}`, userName: index === 0 ? 'Finance director' : 'Controller' },
  ...{ decidedAtUtc: at, link: 'https://workday.example/d/inst/1042', permalink: null },
}));

function fits(one: MessageItem, { flowId, ruleId, runId, states, problem, text = '' }: MessageFilter): boolean {
  const asked = [flowId ?? one.flowId, ruleId ?? one.ruleId, runId ?? one.runId, problem ?? one.error?.code].join();
  return (
    asked === [one.flowId, one.ruleId, one.runId, one.error?.code].join() &&
    (states?.includes(one.state) ?? true) &&
    `${one.text} ${one.label} ${one.channelName}`.toLowerCase().includes(text.toLowerCase())
  );
}

function needsPerson({ state }: MessageItem): boolean {
  return state === 'failed' || state === 'undecided';
}

function problemsOf(items: readonly MessageItem[]): OutputOf<'messages.reasons'> {
  const codes = new Set(items.flatMap(({ error }) => (error === null ? [] : [error.code])));
  return Array.from(codes, (code) => ({ code, messages: items.filter((one) => one.error?.code === code).length }));
}

function effectOf(items: readonly MessageItem[]): OutputOf<'messages.try-all-effect'> {
  const chosen = items.filter(needsPerson);
  return {
    mark: String(chosen.length),
    sent: chosen.filter((one) => one.state === 'failed').length,
    lookedFor: chosen.filter((one) => one.state === 'undecided').length,
    left: items.length - chosen.length,
    channels: Array.from(new Set(chosen.map((one) => one.channelName)), (name) => ({
      name,
      messages: chosen.filter((one) => one.channelName === name).length,
      others: 0,
    })),
    pausedFlows: [],
  };
}

/** The messages of the fake app: what is decided of them stays so. `changed` is called after each change. */
export function messageAnswers(changed: () => void) {
  let items = messagesAtFirst();
  let known = channels;
  return {
    'messages.list': ({ filter, offset, limit }) => {
      const found = items.filter((one) => fits(one, filter));
      return { total: found.length, items: found.slice(offset, offset + limit) };
    },
    'messages.get': ({ id }) => detailOf(items.find((one) => one.id === id) ?? firstOf(items)),
    'messages.counts': () => countsOf(items),
    'messages.decide': ({ ids, decision }) => {
      items = items.map((one) => (ids.includes(one.id) ? { ...one, state: after[decision], error: null } : one));
      changed();
      return { changed: ids.length };
    },
    'messages.reasons': (filter) => problemsOf(items.filter((one) => fits(one, filter))),
    'messages.try-all-effect': ({ filter }) => effectOf(items.filter((one) => fits(one, filter))),
    'messages.try-all': ({ filter }) => {
      const again = new Set(items.filter((one) => fits(one, filter) && needsPerson(one)).map((one) => one.id));
      items = items.map((one) => (again.has(one.id) ? { ...one, state: 'queued', error: null } : one));
      changed();
      return { changed: again.size };
    },
    'messages.channels': () => known,
    'messages.people': (wanted) => findPeople(people, wanted),
    'messages.join': ({ channelId }) => {
      known = known.map((one) => (one.id === channelId ? { ...one, isMember: true } : one));
      const joined = known.find((one) => one.id === channelId);
      if (joined === undefined) throw new Error(`no channel ${channelId}`);
      return joined;
    },
    'messages.test': () => ({
      text: 'This is a test of ml-connector.',
      permalink: 'https://acme.slack.com/archives/C01/p1',
    }),
    'decisions.list': ({ filter, offset, limit }) => {
      const found = decisionsAtFirst.filter(
        (one) =>
          (filter.decision ?? one.decision) === one.decision &&
          `${one.label} ${one.userName}`.toLowerCase().includes((filter.text ?? '').toLowerCase()),
      );
      return { total: found.length, items: found.slice(offset, offset + limit) };
    },
    'decisions.listening': () => [
      {
        connectionId: 'slack',
        connectionName: 'Slack',
        state: 'listening',
        sinceUtc: at,
        nextTryUtc: null,
        error: null,
      },
    ],
    'messages.preview-rule': ({ rule, flowId }) => previewOfRule(rule, flowId === undefined),
  } satisfies Handlers;
}

function firstOf(items: readonly MessageItem[]): MessageItem {
  const [first] = items;
  if (first === undefined) throw new Error('there is no message');
  return first;
}
