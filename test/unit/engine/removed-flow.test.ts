import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { createMessagingHarness, type MessagingHarness } from '../../support/messaging-harness.ts';
import { billRule } from '../../support/messaging-integration.ts';
import { newMessage } from '../../support/fake-messages.ts';

const never = new AbortController().signal;

/** A flow with two messages, which is removed, with its Slack connection, at this moment of the first one's way. */
async function removedAt(moment: number, fault?: 'lost-after'): Promise<MessagingHarness> {
  let passed = 0;
  const harness: MessagingHarness = createMessagingHarness({
    rules: [billRule({ id: 'rule' })],
    isPosting: true,
    pause: async () => {
      passed += 1;
      if (passed !== moment) return;
      await ask(harness.engine, 'flows.remove', { id: 'flow' });
      await ask(harness.engine, 'connections.remove', { id: 'slack' });
    },
  });
  const { store, messenger } = harness;
  store.transaction(() => store.messages.add([newMessage('one'), newMessage('two')]));
  if (fault !== undefined) messenger.faults.push(fault);
  await harness.engine.services.postOffice.drain('flow', never);
  return harness;
}

const trail = ({ store }: MessagingHarness, id: string, event: 'message.posted' | 'message.undecided') =>
  store.audit.of(id, event).map(({ details }) => details);

describe('a flow that is removed, with its connection, while a message is on its way', () => {
  test('before it leaves: nothing is posted, and the trail says that two messages were not', async () => {
    const harness = await removedAt(1);
    expect(harness.messenger.deliveries()).toEqual([]);
    const [removed] = harness.store.audit.of('flow', 'flow.removed');
    expect(removed?.details).toEqual({ messages: { total: 2, states: { queued: 2 }, mayBePosted: [] } });
    expect(harness.messages()).toEqual([]);
  });

  test.each([3, 4])(
    'at moment %i, once it may have left: the trail says where it stands, and nothing comes after it',
    async (moment) => {
      const harness = await removedAt(moment);
      expect(harness.messenger.deliveries()).toEqual(['one']);
      const [removed] = harness.store.audit.of('flow', 'flow.removed');
      expect(removed?.details).toEqual({
        messages: { total: 2, states: { queued: 1, sending: 1 }, mayBePosted: ['one'] },
      });
      const [standing] = harness.messenger.standing;
      expect(trail(harness, 'one', 'message.posted')).toEqual([
        { flow: 'flow', rule: 'rule', kind: 'alert', flowRemoved: true, channel: 'C1', ts: standing?.ts },
      ]);
      expect(harness.store.channelStops.get('flow', 'C1')).toBeNull();
    },
  );

  test('and whose answer is lost: the trail says that it may be posted', async () => {
    const harness = await removedAt(4, 'lost-after');
    expect(harness.messenger.deliveries()).toEqual(['one']);
    expect(trail(harness, 'one', 'message.undecided')).toMatchObject([{ flowRemoved: true, code: 'HTTP_TIMEOUT' }]);
  });
});

test('a message over a connection that is gone fails by itself and leaves its flow and the others alone', async () => {
  const harness = createMessagingHarness({ rules: [billRule({ id: 'rule' })], isPosting: true });
  const { store } = harness;
  store.transaction(() => store.messages.add([newMessage('old', { connectionId: 'before' }), newMessage('new')]));
  await harness.engine.services.postOffice.drain('flow', never);
  expect(store.messages.get('old')).toMatchObject({ state: 'failed', error: { code: 'MESSAGE_CONNECTION_REMOVED' } });
  expect(store.messages.get('new')?.state).toBe('posted');
  expect(store.flows.get('flow')?.paused).toBeNull();
});

test('messages are found by what went wrong, and tried again together; one is posted again for a reason', async () => {
  const harness = createMessagingHarness({ rules: [billRule({ id: 'rule' })], isPosting: true });
  const { engine, store } = harness;
  store.transaction(() =>
    store.messages.add([newMessage('a'), newMessage('b'), newMessage('c', { connectionId: 'gone' })]),
  );
  await engine.services.postOffice.drain('flow', never);
  const page = { sort: [], offset: 0, limit: 10 };
  const found = await ask(engine, 'messages.list', {
    ...page,
    filter: { states: ['failed'], text: 'has been removed' },
  });
  expect(found.items.map(({ id }) => id)).toEqual(['c']);
  expect(await ask(engine, 'messages.decide', { ids: ['c'], decision: 'try-again' })).toEqual({ changed: 1 });
  for (const wrong of [{ ids: ['a', 'b'], reason: 'x' }, { ids: ['a'] }, { ids: ['a'], reason: ' ' }]) {
    expect(await engine.call('messages.decide', { ...wrong, decision: 'post-again' })).toMatchObject({ ok: false });
  }
  await ask(engine, 'messages.decide', { ids: ['a'], decision: 'post-again', reason: ' Deleted by mistake ' });
  expect(store.audit.of('a', 'message.decided')[0]?.details).toMatchObject({ reason: 'Deleted by mistake' });
});
