import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import type { MessageDecision, MessageItem, MessageState } from '../../shared/messages/message.ts';
import { channels, countsOf, detailOf, messagesAtFirst, previewOfRule } from './fake-slack-flow.ts';

type Handlers = { [Name in MethodName]?: (input: InputOf<Name>) => OutputOf<Name> };

const after: Readonly<Record<MessageDecision, MessageState>> = {
  'already-posted': 'posted',
  'try-again': 'queued',
  'post-again': 'posted',
  dismiss: 'dismissed',
};

/** The messages of the fake app: what is decided of them stays so. `changed` is called after each change. */
export function messageAnswers(changed: () => void) {
  let items = messagesAtFirst();
  let known = channels;
  return {
    'messages.list': ({ filter, offset, limit }) => {
      const { flowId, ruleId, runId, states, text = '' } = filter;
      const found = items.filter(
        (one) =>
          [flowId ?? one.flowId, ruleId ?? one.ruleId, runId ?? one.runId].join() ===
            [one.flowId, one.ruleId, one.runId].join() &&
          (states?.includes(one.state) ?? true) &&
          `${one.text} ${one.label} ${one.channelName}`.toLowerCase().includes(text.toLowerCase()),
      );
      return { total: found.length, items: found.slice(offset, offset + limit) };
    },
    'messages.get': ({ id }) => detailOf(items.find((one) => one.id === id) ?? firstOf(items)),
    'messages.counts': () => countsOf(items),
    'messages.decide': ({ ids, decision }) => {
      items = items.map((one) => (ids.includes(one.id) ? { ...one, state: after[decision], error: null } : one));
      changed();
      return { changed: ids.length };
    },
    'messages.channels': () => known,
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
    'messages.preview-rule': ({ rule, flowId }) => previewOfRule(rule, flowId === undefined),
  } satisfies Handlers;
}

function firstOf(items: readonly MessageItem[]): MessageItem {
  const [first] = items;
  if (first === undefined) throw new Error('there is no message');
  return first;
}
