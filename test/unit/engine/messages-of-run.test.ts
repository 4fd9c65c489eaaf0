import { describe, expect, test } from 'vitest';
import type { SendFault } from '../../support/fake-messenger.ts';
import { createMessagingHarness, type MessagingHarness } from '../../support/messaging-harness.ts';
import { billRule } from '../../support/messaging-integration.ts';

/** A posting flow whose rule has had its first pass, with one bill that matches since. */
async function ready(): Promise<MessagingHarness> {
  const harness = createMessagingHarness({ rules: [billRule()], isPosting: true });
  harness.bill('small', '1');
  await harness.sync();
  harness.bill('a', '1000');
  return harness;
}

const refused = (
  scope: 'message' | 'channel' | 'connection',
  kind: 'record' | 'config' | 'transient' | 'auth',
): SendFault => ({
  refuse: { scope, kind },
});

describe('a run whose rules call for messages', () => {
  test('ends when they are posted, each once', async () => {
    const harness = await ready();
    const run = await harness.sync();
    expect(run.state).toBe('succeeded');
    expect(harness.messages()).toEqual(['alert a posted']);
    harness.bill('a', '2000');
    expect((await harness.sync()).state).toBe('succeeded');
    expect(harness.messages()).toEqual(['alert a posted', 'update a posted', 'reply a posted']);
    expect(harness.messenger.standing.map(({ threadTs }) => threadTs === null)).toEqual([true, false]);
    expect(harness.messenger.standing[0]?.body.text).toContain('2,000');
  });

  test('finds out what became of a message whose answer was lost, before it ends', async () => {
    const harness = await ready();
    harness.messenger.faults.push('lost-after');
    expect((await harness.sync()).state).toBe('succeeded');
    expect(harness.messages()).toEqual(['alert a posted']);
    expect(harness.messenger.deliveries()).toHaveLength(1);
  });

  test('succeeds with something to be done when a message is refused even as plain text', async () => {
    const harness = await ready();
    harness.messenger.faults.push(refused('message', 'record'), refused('message', 'record'));
    const run = await harness.sync();
    expect([run.state, run.error]).toEqual(['succeeded-with-rejections', null]);
    expect(run.streams[0]).toMatchObject({ reconciled: true, counts: { loaded: 1, rejected: 0 } });
    expect(harness.messages()).toEqual(['alert a failed']);
  });

  test('succeeds with something to be done when nobody can say whether a message was posted', async () => {
    const harness = await ready();
    harness.messenger.faults.push('lost-before');
    harness.messenger.isHidden = true;
    expect((await harness.sync()).state).toBe('succeeded-with-rejections');
    expect(harness.messages()).toEqual(['alert a undecided']);
  });

  test('succeeds with something to be done when its channel cannot be posted to, and reads on', async () => {
    const harness = await ready();
    harness.messenger.faults.push(refused('channel', 'config'));
    expect((await harness.sync()).state).toBe('succeeded-with-rejections');
    expect(harness.messages()).toEqual(['alert a held channel-stopped']);
    harness.bill('b', '7');
    expect((await harness.sync()).streams[0]?.counts.loaded).toBe(1);
  });

  test('succeeds when its messages wait for their time', async () => {
    const harness = await ready();
    harness.setRules([billRule({ quietHours: { from: '00:00', to: '23:59' } })]);
    expect((await harness.sync()).state).toBe('succeeded');
    expect(harness.messages()).toEqual(['alert a held quiet-hours']);
  });
});
