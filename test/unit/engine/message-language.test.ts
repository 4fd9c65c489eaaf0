import { expect, test } from 'vitest';
import type { Language } from '../../../shared/model/settings.ts';
import { billRule } from '../../support/messaging-integration.ts';
import { begun, settle } from '../../support/messaging-steps.ts';
import { messagesIn, type MessagingHarness } from '../../support/messaging-harness.ts';

function speak({ store }: MessagingHarness, language: Language): void {
  const flow = store.flows.get('flow');
  if (flow?.messaging === undefined) throw new Error('there is no flow that posts messages');
  store.flows.save({ ...flow, messaging: { ...flow.messaging, language } });
}

test('another language posts nothing anew; what changes afterwards is told in it', async () => {
  const harness = await begun([billRule()]);
  const { store } = harness;
  harness.bill('a', '1000');
  await harness.sync();
  settle(harness, 'a', 'posted');
  const alert = store.messages.latestAlert('flow', 'large', 'a');
  if (alert === null) throw new Error('there is no alert');
  expect(alert.body.text).toContain('EUR 1,000.00');
  const before = messagesIn(store);
  speak(harness, 'nl');
  await harness.sync();
  // Looked at again, with the same facts: the same deliveries, however their words would be now.
  harness.bill('a', '1000.00');
  await harness.sync();
  expect(messagesIn(store)).toEqual(before);
  expect(store.messages.get(alert.id)?.body).toEqual(alert.body);
  harness.bill('a', '2000');
  await harness.sync();
  const told = store.messages.childrenOf(alert.id).map(({ kind, body }) => [kind, body.text] as const);
  expect(told.map(([kind]) => kind)).toEqual(['update', 'reply']);
  for (const [, text] of told) expect(text).toContain('EUR 2.000,00');
});
