import { describe, expect, test } from 'vitest';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import { createOfficeHarness, ruleOf, type OfficeHarness } from '../../support/office-harness.ts';
import { newMessage, subjectOf } from '../../support/fake-messages.ts';

const hour = 3_600_000;
const night = { from: '22:00', to: '07:00' };
const mornings: MessageRule['timing'] = { kind: 'digest', times: ['08:30'], weekdays: [1, 2, 3, 4, 5] };

function alerts(h: OfficeHarness, count: number, prefix = 'm'): string[] {
  const ids = Array.from({ length: count }, (_, index) => `${prefix}${String(index)}`);
  for (const id of ids) h.alert(id, { amounts: [{ currency: 'EUR', amount: '100.00' }] });
  return ids;
}

function postedTexts(h: OfficeHarness): string[] {
  return h.messenger.standing.map((one) => one.body.text.split('\n')[0] ?? '');
}

/** Lets a post office keep itself for so long, on a clock that stands still otherwise. */
async function keepFor(h: OfficeHarness, ms: number): Promise<void> {
  const stop = new AbortController();
  const kept = h.process.office.keep(stop.signal);
  await h.clock.advance(ms);
  stop.abort(new Error('enough'));
  await kept;
}

describe('a backlog', () => {
  test('of more than twenty is told in twenty messages and one digest of each rule', async () => {
    const h = createOfficeHarness({ rules: [ruleOf(), ruleOf({ id: 'other', name: 'Other' })] });
    alerts(h, 60);
    h.alert('lone', { ruleId: 'other', ruleName: 'Other' });
    await h.drain();
    expect(h.inState('covered')).toHaveLength(40);
    const [digest] = h.store.messageLists
      .page({}, { sort: [], offset: 0, limit: 500 })
      .items.filter((one) => one.kind === 'digest');
    expect(digest).toMatchObject({ state: 'posted', amounts: [{ currency: 'EUR', amount: '4000' }] });
    expect(h.store.messages.get('m59')).toMatchObject({ state: 'covered', reason: 'overflow', coveredBy: digest?.id });
    expect(h.messenger.deliveries()).toHaveLength(22);
    expect(h.states('lone')).toEqual(['posted']);
    expect(postedTexts(h).at(-1)).toContain('40');
    expect(h.store.audit.of(digest?.id ?? '', 'message.gathered')[0]?.details).toMatchObject({ messages: 40 });
    const amounts = h.store.messageLists.counts('flow').find((one) => one.ruleId === 'rule')?.amounts;
    expect(amounts).toEqual([
      { state: 'posted', currency: 'EUR', amount: '2000' },
      { state: 'covered', currency: 'EUR', amount: '4000' },
    ]);
  });

  test('of exactly twenty is told one by one', async () => {
    const h = createOfficeHarness();
    alerts(h, 20);
    await h.drain();
    expect(h.inState('posted')).toHaveLength(20);
  });
});

describe('quiet hours', () => {
  test('that pass midnight hold everything, and what came goes as one digest when they end', async () => {
    // 22:30 in Amsterdam.
    const h = createOfficeHarness({ rules: [ruleOf({ quietHours: night })], startUtc: '2026-11-21T21:30:00.000Z' });
    alerts(h, 3);
    await h.drain();
    expect(h.store.messages.get('m0')).toMatchObject({
      state: 'held',
      reason: 'quiet-hours',
      notBeforeUtc: '2026-11-22T06:00:00.000Z',
    });
    await h.clock.advance(4 * hour);
    alerts(h, 2, 'late');
    await h.drain();
    expect(h.messenger.standing).toEqual([]);
    await h.clock.advance(4.5 * hour);
    await h.drain();
    expect(h.messenger.standing).toHaveLength(1);
    expect(postedTexts(h)[0]).toContain('5');
    expect(h.store.messages.get('late1')).toMatchObject({ state: 'covered', reason: 'quiet-hours' });
    alerts(h, 1, 'day');
    await h.drain();
    expect(h.states('day0')).toEqual(['posted']);
  });

  test('one message alone goes as it is', async () => {
    const h = createOfficeHarness({ rules: [ruleOf({ quietHours: night })], startUtc: '2026-11-21T21:30:00.000Z' });
    alerts(h, 1);
    await h.drain();
    await h.clock.advance(9 * hour);
    await h.drain();
    expect(h.messenger.deliveries()).toEqual(['m0']);
  });

  test.each([
    ['summer time begins', '2026-03-28T22:00:00.000Z', '2026-03-29T05:00:00.000Z'],
    ['summer time ends', '2026-10-24T21:00:00.000Z', '2026-10-25T06:00:00.000Z'],
  ])('end at the time on the wall in the night in which %s', async (_name, startUtc, notBeforeUtc) => {
    const h = createOfficeHarness({ rules: [ruleOf({ quietHours: night })], startUtc });
    alerts(h, 1);
    await h.drain();
    expect(h.store.messages.get('m0')).toMatchObject({ state: 'held', notBeforeUtc });
  });

  test('that were taken off hold nothing any more', async () => {
    const h = createOfficeHarness({ rules: [ruleOf({ quietHours: night })], startUtc: '2026-11-21T21:30:00.000Z' });
    alerts(h, 1);
    await h.drain();
    h.setRules([ruleOf()]);
    await h.drain();
    expect(h.messenger.deliveries()).toEqual(['m0']);
  });

  test('do not hold what a person asked for', async () => {
    const h = createOfficeHarness({ rules: [ruleOf()], startUtc: '2026-11-21T21:30:00.000Z' });
    alerts(h, 1);
    await h.drain();
    h.setRules([ruleOf({ quietHours: night })]);
    h.store.messages.addResend(newMessage('again'), 'm0');
    await h.drain();
    expect(h.states('again')).toEqual(['posted']);
  });
});

test('the daily cap lets the first through, and the rest goes as one digest on the next day', async () => {
  const h = createOfficeHarness({ rules: [ruleOf({ dailyCap: 3 })] });
  alerts(h, 2);
  await h.drain();
  alerts(h, 4, 'more');
  h.add(newMessage('u', { kind: 'update', parentId: 'm0' }));
  await h.drain();
  expect(h.states('m0', 'm1', 'more0', 'more1', 'u')).toEqual(['posted', 'posted', 'posted', 'held', 'posted']);
  expect(h.store.messages.get('more3')).toMatchObject({
    reason: 'daily-cap',
    notBeforeUtc: '2026-11-21T23:00:00.000Z',
  });
  await h.clock.advance(12 * hour);
  await h.drain();
  expect(h.messenger.standing).toHaveLength(4);
  alerts(h, 3, 'next');
  await h.drain();
  expect(h.states('next0', 'next1', 'next2')).toEqual(['posted', 'posted', 'held']);
});

test('what a digest rule gathers goes at its time as one digest, also if it is one', async () => {
  const h = createOfficeHarness({ rules: [ruleOf({ timing: mornings })], startUtc: '2026-11-20T12:00:00.000Z' });
  const notBeforeUtc = '2026-11-23T07:30:00.000Z';
  const held = { state: 'held', reason: 'digest-time', notBeforeUtc } as const;
  for (const id of ['a', 'b']) h.alert(id, held);
  await h.drain();
  expect(h.messenger.standing).toEqual([]);
  await h.clock.advance(Date.parse(notBeforeUtc) - h.clock.now());
  await h.drain();
  expect(h.states('a', 'b')).toEqual(['covered', 'covered']);
  h.alert('c', { ...held, notBeforeUtc: null });
  await h.drain();
  expect(h.messenger.standing).toHaveLength(2);
  expect(h.messenger.deliveries()).not.toContain('c');
});

test('replies of what a digest tells are told with it', async () => {
  const h = createOfficeHarness({ rules: [ruleOf({ quietHours: night })], startUtc: '2026-11-21T21:30:00.000Z' });
  alerts(h, 2);
  h.add(newMessage('r', { kind: 'reply', parentId: 'm0', state: 'held', reason: 'after-parent' }));
  await h.drain();
  await h.clock.advance(9 * hour);
  await h.drain();
  expect(h.messenger.standing).toHaveLength(1);
  expect(h.store.messages.get('r')).toMatchObject({
    state: 'covered',
    coveredBy: h.store.messages.get('m0')?.coveredBy,
  });
});

describe('a list by the calendar', () => {
  const overdue = (part: Partial<MessageRule> = {}) =>
    ruleOf({
      layout: 'overdue-digest',
      timing: mornings,
      conditions: [{ kind: 'days-past', fact: 'due_date', days: 1 }],
      ...part,
    });
  const due = (key: string, day: string) => {
    const subject = subjectOf(key);
    return { ...subject, facts: { ...subject.facts, due_date: day } };
  };

  test('is one message about all that matches at its time, none if nothing does, each time once', async () => {
    // A Friday, 07:00 in Amsterdam.
    const h = createOfficeHarness({ rules: [overdue()], startUtc: '2026-11-20T06:00:00.000Z' });
    h.subjects.set('a', due('a', '2026-11-01'));
    h.subjects.set('b', due('b', '2026-11-21'));
    await h.drain();
    expect(h.messenger.standing).toEqual([]);
    await h.clock.advance(2 * hour);
    await h.drain();
    await h.drain();
    h.restart();
    await h.drain();
    expect(h.messenger.standing).toHaveLength(1);
    expect(h.messenger.standing[0]?.body.text).toContain('100.00');
    // Saturday and Sunday have no list; on Monday both are overdue.
    await h.clock.advance(72 * hour);
    await h.drain();
    expect(h.messenger.standing).toHaveLength(2);
    expect(h.messenger.standing[1]?.body.text).toContain('200.00');
    h.subjects.clear();
    await h.clock.advance(24 * hour);
    await h.drain();
    expect(h.messenger.standing).toHaveLength(2);
  });

  test('is made up for once after the computer slept', async () => {
    const h = createOfficeHarness({ rules: [overdue()], startUtc: '2026-11-16T06:00:00.000Z' });
    h.subjects.set('a', due('a', '2026-11-01'));
    await h.drain();
    await h.clock.advance(4 * 24 * hour);
    await h.drain();
    await h.drain();
    expect(h.messenger.standing).toHaveLength(1);
  });

  test('whose times were changed speaks at the next of them', async () => {
    const h = createOfficeHarness({ rules: [overdue()], startUtc: '2026-11-20T06:00:00.000Z' });
    h.subjects.set('a', due('a', '2026-11-01'));
    await h.drain();
    h.setRules([overdue({ timing: { ...mornings, kind: 'digest', times: ['17:00'], weekdays: [5] } })]);
    await h.clock.advance(4 * hour);
    await h.drain();
    expect(h.messenger.standing).toEqual([]);
    await h.clock.advance(8 * hour);
    await h.drain();
    expect(h.messenger.standing).toHaveLength(1);
  });

  test.each([
    ['lets calls through while it is made of a large book', (): MessageRule[] => [overdue()], 1],
    ['is not posted where its rule was switched off meanwhile', () => [overdue({ enabled: false })], 0],
    ['is made anew where its rule was changed meanwhile', () => [overdue({ name: 'Late' })], 0],
  ])('%s', async (_, rules, posted) => {
    const h = createOfficeHarness({ rules: [overdue()], startUtc: '2026-11-20T06:00:00.000Z' });
    for (let n = 0; n < 20; n += 1) h.subjects.set(`a${String(n)}`, due(`a${String(n)}`, '2026-11-01'));
    await h.drain();
    await h.clock.advance(2 * hour);
    const now = h.clock.now.bind(h.clock);
    let passed = 0;
    h.clock.now = () => now() + (passed += 10);
    let calls = 0;
    const listed = h.drain();
    setImmediate(() => {
      calls += 1;
      h.setRules(rules());
    });
    await listed;
    expect(calls).toBe(1);
    expect(h.messenger.standing).toHaveLength(posted);
    await h.drain();
    expect(h.messenger.standing).toHaveLength(rules().some(({ enabled }) => enabled) ? 1 : 0);
  });
});

describe('by itself', () => {
  test('the post office goes on at each message’s time, and at once when it is rung', async () => {
    const h = createOfficeHarness({
      auto: false,
      startUtc: '2026-11-21T21:30:00.000Z',
      rules: [ruleOf({ quietHours: night })],
    });
    alerts(h, 1);
    const stop = new AbortController();
    const kept = h.process.office.keep(stop.signal);
    await h.clock.advance(9 * hour);
    expect(h.messenger.deliveries()).toEqual(['m0']);
    alerts(h, 1, 'rung');
    h.process.office.ring();
    await h.clock.advance(0);
    expect(h.messenger.deliveries()).toEqual(['m0', 'rung0']);
    stop.abort(new Error('enough'));
    await kept;
    await h.process.close();
    expect(h.messenger.isClosed).toBe(true);
  });

  test('what was being sent when the process ended is asked for before anything goes after it', async () => {
    const h = createOfficeHarness({ auto: false });
    alerts(h, 2);
    const sent = h.store.messages.move(
      'm0',
      ['queued'],
      { state: 'sending', attempts: 1 },
      { atUtc: '', event: 'sending' },
    );
    expect(sent).toBe(true);
    h.restart();
    expect(h.states('m0', 'm1')).toEqual(['unknown', 'queued']);
    await keepFor(h, 4_000);
    expect(h.messenger.tries).toEqual([]);
    await keepFor(h, 20_000);
    expect(h.messenger.deliveries()).toEqual(['m0', 'm1']);
  });

  test('windows hear of it four times a second at most', async () => {
    const h = createOfficeHarness({ auto: false });
    alerts(h, 20);
    await keepFor(h, 100);
    expect(h.events.length).toBe(1);
    expect(h.events[0]).toEqual({ topic: 'changed', subject: 'messages' });
    // Twenty messages were posted meanwhile.
    await h.clock.advance(1_000);
    expect(h.events.length).toBe(2);
  });
});
