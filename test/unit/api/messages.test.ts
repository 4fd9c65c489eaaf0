import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { createHarness, type Harness } from '../../support/engine-harness.ts';
import { openChannel } from '../../support/fake-messenger.ts';
import { newMessage } from '../../support/fake-messages.ts';
import { ruleOf } from '../../support/office-harness.ts';

const all = { filter: {}, sort: [], offset: 0, limit: 100 };
const never = new AbortController().signal;
const connectionId = 'databricks';

function withRule(): Harness {
  const harness = createHarness();
  const flow = harness.store.flows.get('flow');
  if (flow !== null) harness.store.flows.save({ ...flow, messaging: { rules: [ruleOf()], health: null } });
  return harness;
}

function add({ store }: Harness, ...ids: string[]): void {
  store.transaction(() => store.messages.add(ids.map((id) => newMessage(id, { connectionId }))));
}

const drain = (harness: Harness): Promise<void> => harness.engine.services.postOffice.drain('flow', never);

describe('messages over the contract', () => {
  test('a message is listed, shown with its history, and counted', async () => {
    const harness = withRule();
    add(harness, 'a', 'b');
    await drain(harness);
    const { total, items } = await ask(harness.engine, 'messages.list', all);
    expect([total, items[0]]).toMatchObject([
      2,
      { id: 'b', flowName: 'Invoices', state: 'posted', text: 'Invoice b', channelName: 'finance', attempts: 1 },
    ]);
    const detail = await ask(harness.engine, 'messages.get', { id: 'a' });
    expect(detail.history.map((one) => one.event)).toEqual(['called-for', 'sending', 'posted']);
    expect(detail.body.blocks).toHaveLength(1);
    expect(await ask(harness.engine, 'messages.counts', { flowId: 'flow' })).toMatchObject([
      {
        ruleId: 'rule',
        calledFor: 2,
        states: [{ state: 'posted', messages: 2 }],
        postedByKind: [{ kind: 'alert', messages: 2 }],
      },
    ]);
  });

  test('a decision that a state does not allow is refused in words, and changes nothing', async () => {
    const harness = withRule();
    add(harness, 'a', 'b');
    await drain(harness);
    add(harness, 'c');
    const input = { ids: ['a', 'c'], decision: 'dismiss' };
    const answer = await harness.engine.call('messages.decide', input);
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'MESSAGE_DECISION_REFUSED', text: expect.stringMatching(/^1 of the 2 chosen/) as string },
    });
    expect(await ask(harness.engine, 'messages.decide', { ids: ['c'], decision: 'dismiss' })).toEqual({ changed: 1 });
    expect((await ask(harness.engine, 'audit.list', { ...all, filter: { kind: 'message' } })).items[0]).toMatchObject({
      event: 'message.decided',
      subject: 'c',
      about: { flow: null, message: { id: 'c', label: expect.stringMatching(/\S · \S/) as string } },
      details: { decision: 'dismiss', by: 'operator', state: 'queued' },
    });
  });

  test('channels are listed, and joining one lets what waited for it go', async () => {
    const harness = withRule();
    harness.messenger.channelsById.set('C1', openChannel('C1', { isMember: false }));
    add(harness, 'a');
    await drain(harness);
    expect(harness.store.messages.get('a')).toMatchObject({ state: 'held', reason: 'channel-stopped' });
    expect(await ask(harness.engine, 'messages.channels', { connectionId })).toMatchObject([
      { id: 'C1', isMember: false },
    ]);
    expect(await ask(harness.engine, 'messages.join', { connectionId, channelId: 'C1' })).toMatchObject({
      isMember: true,
    });
    await drain(harness);
    expect(harness.store.messages.get('a')?.state).toBe('posted');
  });

  test('all messages of one reason are tried again as it was said, and not if they changed since', async () => {
    const harness = withRule();
    harness.messenger.channelsById.set('C1', openChannel('C1', { isMember: false }));
    add(harness, 'Q17', 'b', 'c');
    await drain(harness);
    const reasons = await ask(harness.engine, 'messages.reasons', { flowId: 'flow' });
    expect(reasons).toEqual([{ code: 'SLACK_NOT_IN_CHANNEL', messages: 3 }]);
    const filter = { problem: 'SLACK_NOT_IN_CHANNEL', text: 'Q17' };
    const stated = await ask(harness.engine, 'messages.try-all-effect', { filter });
    expect(stated).toMatchObject({ sent: 1, lookedFor: 0, left: 0, pausedFlows: [] });
    expect(stated.channels).toEqual([{ name: 'finance', messages: 1, others: 2 }]);
    const stale = await ask(harness.engine, 'messages.try-all-effect', { filter: { problem: 'SLACK_NOT_IN_CHANNEL' } });
    await ask(harness.engine, 'messages.decide', { ids: ['c'], decision: 'dismiss' });
    const refused = await harness.engine.call('messages.try-all', {
      filter: { problem: 'SLACK_NOT_IN_CHANNEL' },
      mark: stale.mark,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'MESSAGE_EFFECT_CHANGED' } });
    expect(harness.store.messages.get('Q17')?.state).toBe('held');
    harness.messenger.channelsById.set('C1', openChannel('C1'));
    expect(await ask(harness.engine, 'messages.try-all', { filter, mark: stated.mark })).toEqual({ changed: 1 });
    await drain(harness);
    expect(['Q17', 'b', 'c'].map((id) => harness.store.messages.get(id)?.state)).toEqual([
      'posted',
      'posted',
      'dismissed',
    ]);
    expect(harness.messenger.standing).toHaveLength(2);
  });

  test('a test message says that it is one and is posted once, also if its answer is lost', async () => {
    const harness = withRule();
    harness.messenger.faults.push('lost-after');
    const posted = await ask(harness.engine, 'messages.test', { connectionId, channelId: 'C1' });
    expect(harness.messenger.standing).toHaveLength(1);
    expect(posted.text).toMatch(/test/i);
    expect(posted.permalink).toContain('C1');
    expect(harness.store.audit.of(connectionId, 'message.tested')).toHaveLength(1);
    const refused = await harness.engine.call('messages.test', { connectionId, channelId: 'C9' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'SLACK_NOT_IN_CHANNEL' } });
  });

  test('a test message goes into a channel that another company reads only once that was confirmed', async () => {
    const harness = withRule();
    harness.messenger.channelsById.set('C1', openChannel('C1', { isShared: true }));
    const refused = await harness.engine.call('messages.test', { connectionId, channelId: 'C1' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'MESSAGE_CHANNEL_SHARED' } });
    expect(harness.messenger.standing).toEqual([]);
    await ask(harness.engine, 'messages.test', { connectionId, channelId: 'C1', sharedConfirmed: true });
    expect(harness.messenger.standing).toHaveLength(1);
  });
});
