import { expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { removeMessages } from '../../../main/engine/remove-messages.ts';
import { takeClick } from '../../../main/engine/messages/take-click.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import type { MessagingHarness } from '../../support/messaging-harness.ts';
import { billRule, messagingIntegration } from '../../support/messaging-integration.ts';
import { begun, byCompany, settle, statusChanged } from '../../support/messaging-steps.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

const day = 86_400_000;

/** Removes what is over and done with now, whatever its age. */
function forget({ store, clock }: MessagingHarness): number {
  const atUtc = new Date(clock.now()).toISOString();
  const integrations = [messagingIntegration];
  return store.retention.erase(
    () => removeMessages({ store, integrations }, { beforeUtc: atUtc, atUtc, limit: 1_000 }).messages,
  );
}

/** One large bill whose message was posted, and then its retention time came. */
async function forgotten(rule: MessageRule = billRule()): Promise<MessagingHarness> {
  const harness = await begun([rule]);
  harness.bill('a', '1000', { status: 'Draft' });
  await harness.sync();
  settle(harness, 'a', 'posted');
  await harness.clock.advance(day);
  expect(forget(harness)).toBe(1);
  return harness;
}

const alertOf = ({ store }: MessagingHarness) => {
  const alert = store.messages.latestAlert('flow', 'large', 'a');
  if (alert === null) throw new Error('there is no alert');
  return alert;
};

test('words and facts go; what proves the delivery and decides what is news stays', async () => {
  const harness = await forgotten();
  const alert = alertOf(harness);
  expect(alert).toMatchObject({ subject: null, body: { text: '', blocks: [] }, state: 'posted', subjectKey: 'a' });
  expect(alert.receipt).toEqual({ channel: 'C1', ts: '1.0', permalink: null });
  expect(alert.toldMark).toMatch(/^[0-9a-f]{64}\.[0-9a-f]{64}$/);
  expect(alert.contentsRemovedAtUtc).not.toBeNull();
  const { item } = await ask(harness.engine, 'messages.get', { id: alert.id });
  expect(item).toMatchObject({ text: '', amounts: [{ currency: 'EUR', amount: '1000' }] });
  expect(item.contentsRemovedAtUtc).toBe(alert.contentsRemovedAtUtc);
});

test('what is as it was told is no news', async () => {
  const harness = await forgotten();
  harness.bill('a', '1000.00', { status: 'Draft', note: 'not told' });
  await harness.sync();
  expect(harness.messages()).toEqual(['alert a posted']);
});

test('what has changed is told as it is now, without what it was', async () => {
  const harness = await forgotten();
  harness.bill('a', '2500', { status: 'Draft' });
  await harness.sync();
  expect(harness.messages()).toEqual(['alert a posted', 'update a queued', 'reply a queued']);
  const [update, reply] = harness.store.messages.childrenOf(alertOf(harness).id);
  for (const message of [update, reply]) {
    expect(message?.body.text).toContain('2,500.00');
    expect(message?.body.text).not.toContain('1,000.00');
    expect(message?.body.text).not.toContain('→');
  }
  // From then on it is compared with that again.
  harness.bill('a', '2600', { status: 'Draft' });
  await harness.sync();
  const told = harness.store.messages.childrenOf(alertOf(harness).id).map(({ body }) => body.text);
  expect(told.at(-1)).toMatch(/2,500\.00.* → .*2,600\.00/);
});

test('what was told later of the subject goes with its messages', async () => {
  const harness = await forgotten();
  harness.bill('a', '2500', { status: 'Draft' });
  await harness.sync();
  expect(harness.store.ruleStates.told('flow', 'large', 'a')?.subject?.facts['amount']).toBe('2500');
  for (const { id } of harness.store.messages.childrenOf(alertOf(harness).id)) {
    const happened = { atUtc: new Date(harness.clock.now()).toISOString(), event: 'posted' } as const;
    harness.store.messages.move(id, ['queued'], { state: 'posted', postedAtUtc: happened.atUtc }, happened);
  }
  await harness.clock.advance(day);
  expect(forget(harness)).toBe(2);
  expect(harness.store.ruleStates.told('flow', 'large', 'a')).toMatchObject({ turn: 1, subject: null });
  harness.bill('a', '2500.0', { status: 'Draft' });
  await harness.sync();
  expect(harness.messages()).toHaveLength(3);
  harness.bill('a', '1000', { status: 'Draft' });
  await harness.sync();
  expect(harness.messages()).toHaveLength(5);
});

test('what waits, or belongs to what waits, keeps everything', async () => {
  const harness = await begun();
  harness.bill('a', '1000');
  await harness.sync();
  await harness.clock.advance(day);
  expect(forget(harness)).toBe(0);
  settle(harness, 'a', 'posted');
  harness.bill('a', '1500');
  await harness.sync();
  await harness.clock.advance(day);
  expect(forget(harness)).toBe(0);
  expect(alertOf(harness).subject).not.toBeNull();
});

test('it is not posted again by hand, and says why', async () => {
  const harness = await forgotten();
  const again = ask(harness.engine, 'messages.decide', {
    ids: [alertOf(harness).id],
    decision: 'post-again',
    reason: 'asked for',
  });
  await expect(again).rejects.toMatchObject({ code: 'MESSAGE_CONTENTS_REMOVED', details: { message: 'a' } }); // oxfmt-ignore
  expect(harness.messages()).toEqual(['alert a posted']);
});

test('an old button records nothing, and one sentence in the thread says so', async () => {
  const harness = await forgotten(billRule({ approvals: { approvers: [{ id: 'U0ANNA', name: 'Anna' }] } }));
  const { store, clock } = harness;
  const alert = alertOf(harness);
  const home = { teamId: 'T1', appId: 'A1' };
  const deps = { store, clock, random: createSeededRandom('click') };
  for (const envelopeId of ['e', 'f']) {
    const click = { ...home, envelopeId, userId: 'U0ANNA', actionId: 'mlc_approve', value: alert.id };
    const outcome = takeClick(deps, { connectionId: alert.connectionId, click, home });
    expect(outcome).toEqual({ kind: 'refused', reason: 'contents-removed' });
  }
  const replies = store.messages.childrenOf(alert.id);
  expect(replies.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['reply queued']);
  expect(replies[0]?.body.text).toContain('No decision was recorded');
  expect(store.decisions.standingOf('flow', 'large', 'a')).toEqual([]);
});

test('the sweep removes it after the time that was chosen, and the trail counts it', async () => {
  const harness = await begun();
  harness.bill('a', '1000');
  await harness.sync();
  settle(harness, 'a', 'posted');
  await harness.clock.advance(100 * day);
  harness.bill('b', '1000');
  await harness.sync();
  settle(harness, 'b', 'posted');
  const { effects } = await ask(harness.engine, 'retention.get', {});
  expect(effects.find(({ keep }) => keep === '90-days')?.removes.messages).toBe(1);
  await ask(harness.engine, 'retention.set', { keep: '90-days' });
  await harness.engine.services.retention.kick();
  const { lastRemoval } = await ask(harness.engine, 'retention.get', {});
  expect(lastRemoval?.removed.messages).toBe(1);
  expect(harness.store.audit.of('retention', 'retention.swept').map(({ details }) => details.messages)).toEqual([1]);
  expect(alertOf(harness).contentsRemovedAtUtc).not.toBeNull();
  expect(harness.store.messages.latestAlert('flow', 'large', 'b')?.contentsRemovedAtUtc).toBeNull();
});

/** The same history of bills, with and without removal between any two runs: what was called for, in order. */
async function history(seed: string, isForgetting: boolean): Promise<string[]> {
  const rules = [billRule(), byCompany, statusChanged(['Approved'])];
  const harness = await begun(rules);
  const random = createSeededRandom(seed);
  const one = <T>(of: readonly T[]): T => of[Math.floor(random.next() * of.length)] as T;
  for (let step = 0; step < 14; step += 1) {
    harness.bill(one(['a', 'b', 'c']), one(['900', '1000', '1000.00', '4500']), { status: one(['Draft', 'Approved']) });
    if (random.next() < 0.7) await harness.sync();
    for (const key of ['a', 'b', 'c', 'company|CO-100']) {
      for (const { id } of rules) if (random.next() < 0.5) settle(harness, key, 'posted', id);
    }
    await harness.clock.advance(day);
    if (isForgetting) forget(harness);
  }
  const called = harness.messages();
  harness.store.close();
  return called;
}

test('removal neither calls for anything again nor silences anything', async () => {
  for (let run = 0; run < 12; run += 1) {
    const seed = `history ${String(run)}`;
    const kept = await history(seed, false);
    expect(kept.length).toBeGreaterThan(3);
    expect(await history(seed, true), seed).toEqual(kept);
  }
});
