import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import type { MessagingHarness } from '../../support/messaging-harness.ts';
import { billRule } from '../../support/messaging-integration.ts';
import { audit, begun, byCompany, settle, statusChanged } from '../../support/messaging-steps.ts';

const atLeast = (amount: string): MessageRule['conditions'] => [
  { kind: 'amount-at-least', fact: 'amount', thresholds: [{ currency: 'EUR', amount }] },
];
const lower = billRule({ conditions: atLeast('100') });

/** A rule over 1,000 euros that has told of one bill; two others come to 500 and 50. */
async function told(rules: readonly MessageRule[] = [billRule()]): Promise<MessagingHarness> {
  const harness = await begun(rules);
  harness.bill('large', '1000');
  harness.bill('medium', '500');
  harness.bill('little', '50');
  await harness.sync();
  settle(harness, 'large', 'posted');
  return harness;
}

function untold({ engine }: MessagingHarness, rule: MessageRule): Promise<{ untold: number | null }> {
  const base = { integration: 'workday-slack', sourceConnectionId: 'workday', flowId: 'flow', limit: 1 } as const;
  return ask(engine, 'messages.preview-rule', { ...base, rule });
}

describe('a rule whose conditions are changed', () => {
  test('tells what matches now and was never told in one summary', async () => {
    const harness = await told();
    expect(await untold(harness, lower)).toMatchObject({ untold: 1 });
    harness.setRules([lower]);
    expect(await untold(harness, lower)).toMatchObject({ untold: 1 });
    const run = await harness.sync();
    expect(harness.messages()).toEqual([
      'alert large posted',
      'alert medium covered back-fill',
      'back-fill large queued',
    ]);
    const summary = harness.store.messages.get(
      harness.store.messages.latestAlert('flow', 'large', 'medium')?.coveredBy ?? '',
    );
    expect(summary?.body.text).toContain('was changed: 1 bill matches and was not told yet');
    expect(audit(harness, run.id)[0]).toMatchObject({ firstPassOf: 'large', covered: 1, summaries: 1 });
    expect(await untold(harness, lower)).toMatchObject({ untold: null });
    await harness.sync();
    expect(harness.messages()).toHaveLength(3);
  });

  test('says nothing where nothing new matches', async () => {
    const harness = await told();
    const higher = billRule({ conditions: atLeast('900') });
    expect(await untold(harness, higher)).toMatchObject({ untold: 0 });
    harness.setRules([higher]);
    await harness.sync();
    expect(harness.messages()).toEqual(['alert large posted']);
  });

  test('keeps up to date what it told, in the very run of its first pass', async () => {
    const harness = await told();
    harness.setRules([lower]);
    harness.bill('large', '2000');
    await harness.sync();
    expect(harness.messages()).toEqual([
      'alert large posted',
      'alert medium covered back-fill',
      'back-fill large queued',
      'update large queued',
      'reply large queued',
    ]);
  });

  test('keeps it up to date also where its first pass has to wait', async () => {
    const harness = await begun([byCompany], ['bills', 'credits']);
    harness.bill('a', '5000');
    await harness.sync();
    settle(harness, 'company|CO-100', 'posted', 'company');
    harness.setRules([{ ...byCompany, conditions: atLeast('1') }]);
    harness.bill('a', '7000');
    // A run of chosen records is never a first pass.
    await harness.sync({ onlyKeys: { stream: 'bills', keys: ['a'] } });
    expect(harness.messages().slice(1)).toEqual(['update company|CO-100 queued', 'reply company|CO-100 queued']);
  });

  test('does not make up for changes that nobody waited for', async () => {
    const harness = await begun([statusChanged(['Approved'])]);
    harness.bill('a', '5', { status: 'Draft' });
    await harness.sync();
    harness.bill('a', '5', { status: 'Paid' });
    await harness.sync();
    const other = statusChanged(['Paid']);
    expect(await untold(harness, other)).toMatchObject({ untold: 0 });
    harness.setRules([other]);
    await harness.sync();
    expect(harness.messages()).toEqual([]);
  });

  test('takes back what waits and is not asked for any more', async () => {
    const timing = { kind: 'digest' as const, times: ['08:30'], weekdays: [1] };
    const harness = await begun([billRule({ timing })]);
    harness.bill('a', '1000');
    harness.bill('b', '9000');
    await harness.sync();
    harness.setRules([billRule({ timing, conditions: atLeast('5000') })]);
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a suppressed superseded', 'alert b held digest-time']);
    harness.setRules([billRule({ timing })]);
    await harness.sync();
    expect(harness.messages().slice(2)).toEqual(['alert a covered back-fill', 'back-fill large queued']);
  });

  test('goes on with a first pass that was broken off by the conditions it has now', async () => {
    const harness = await told();
    const state = harness.store.ruleStates.get('flow', 'large');
    if (state === null) throw new Error('no state');
    harness.store.ruleStates.put('flow', 'large', {
      ...state,
      conditions: atLeast('10'),
      isAnew: true,
      firstPassAtUtc: null,
    });
    harness.setRules([lower]);
    harness.bill('large', '3000');
    await harness.sync();
    expect(harness.messages()).toEqual([
      'alert large posted',
      'alert medium covered back-fill',
      'back-fill large queued',
      'update large queued',
      'reply large queued',
    ]);
  });
});

describe('a rule of which something else is changed', () => {
  test('posts to its new channel from then on, and keeps earlier messages up to date where they are', async () => {
    const harness = await told();
    const channel = { id: 'C2', name: 'treasury', sharedConfirmed: false };
    expect(await untold(harness, billRule({ channel }))).toMatchObject({ untold: null });
    harness.setRules([billRule({ channel })]);
    harness.bill('large', '2000');
    harness.bill('new', '4000');
    await harness.sync();
    const { messages } = harness.store;
    const parent = messages.latestAlert('flow', 'large', 'large');
    expect(messages.childrenOf(parent?.id ?? '').map((one) => one.channel.id)).toEqual(['C1', 'C1']);
    expect(messages.latestAlert('flow', 'large', 'new')?.channel.id).toBe('C2');
    expect(harness.messages().filter((one) => one.includes('back-fill'))).toEqual([]);
  });

  test('makes no first pass for another layout, name, time or limit', async () => {
    const harness = await told();
    for (const change of [{ layout: 'gl-discrepancy' }, { name: 'Other' }, { dailyCap: 5 }] as const) {
      harness.setRules([billRule(change)]);
      await harness.sync();
    }
    expect(harness.messages()).toEqual(['alert large posted']);
  });

  test('looks at another view from the beginning', async () => {
    const harness = await begun([billRule({ id: 'company' })]);
    harness.bill('large', '1000');
    await harness.sync();
    expect(await untold(harness, byCompany)).toMatchObject({ untold: 0 });
    harness.setRules([{ ...byCompany, conditions: atLeast('1') }]);
    await harness.sync();
    expect(harness.messages().slice(1)).toEqual(['alert company|CO-100 covered back-fill', 'back-fill company queued']);
  });
});
