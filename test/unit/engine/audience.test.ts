import { expect, test } from 'vitest';
import { decideMessages } from '../../../main/engine/messages/decide.ts';
import { openChannel } from '../../support/fake-messenger.ts';
import { newMessage } from '../../support/fake-messages.ts';
import { createOfficeHarness, ruleOf } from '../../support/office-harness.ts';

test('a channel that another company can read gets nothing until the rule confirms it, also where it was shared afterwards', async () => {
  const h = createOfficeHarness();
  h.alert('a');
  await h.drain();
  h.messenger.channelsById.set('C1', openChannel('C1', { isShared: true }));
  await h.clock.advance(6 * 60_000);
  h.alert('b');
  h.add(newMessage('u', { kind: 'update', parentId: 'a' }));
  await h.drain();
  expect(h.states('a', 'b', 'u')).toEqual(['posted', 'held', 'held']);
  expect(h.store.messages.get('b')).toMatchObject({
    reason: 'channel-stopped',
    error: { code: 'MESSAGE_CHANNEL_SHARED', details: { channel: 'finance' } },
  });
  decideMessages({ deps: { store: h.store, clock: h.clock } }, ['b'], 'try-again');
  await h.drain();
  expect(h.messenger.deliveries('C1')).toEqual(['a']);
  h.setRules([ruleOf({ channel: { id: 'C1', name: 'one', sharedConfirmed: true } })]);
  decideMessages({ deps: { store: h.store, clock: h.clock } }, ['b'], 'try-again');
  await h.drain();
  expect(h.states('b', 'u')).toEqual(['posted', 'posted']);
});

test('who reads a channel is asked for once in a while, not at each message', async () => {
  const h = createOfficeHarness();
  for (const id of ['a', 'b', 'c']) h.alert(id);
  await h.drain();
  expect(h.messenger.channelsAsked).toBe(1);
  await h.clock.advance(6 * 60_000);
  h.alert('d');
  await h.drain();
  expect(h.messenger.channelsAsked).toBe(2);
});
