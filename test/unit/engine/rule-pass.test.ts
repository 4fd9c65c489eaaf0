import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import { createMessagingHarness, type MessagingHarness } from '../../support/messaging-harness.ts';
import { billRule } from '../../support/messaging-integration.ts';
import { audit, begun, byCompany, settle, statusChanged } from '../../support/messaging-steps.ts';

const fresh = (harness: MessagingHarness, before: readonly string[]) => harness.messages().slice(before.length);

describe('a subject that was never told of', () => {
  test('calls for an alert when it matches, once', async () => {
    const harness = await begun();
    harness.bill('a', '1000');
    const run = await harness.sync();
    expect(harness.messages()).toEqual(['alert a queued']);
    expect(audit(harness, run.id)).toMatchObject([
      { considered: 1, alerts: 1, updates: 0, covered: 0, rulesWaiting: [] },
    ]);
    expect(audit(harness, run.id)[0]?.['windows']).toMatchObject([{ stream: 'bills', read: 1 }]);
    harness.bill('a', '1000', { note: 'nothing that is told' });
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a queued']);
  });

  test('calls for one at a change that is waited for', async () => {
    const harness = await begun([statusChanged(['Approved'])]);
    harness.bill('a', '5', { status: 'Draft' });
    await harness.sync();
    harness.bill('a', '5', { status: 'In Progress' });
    await harness.sync();
    expect(harness.messages()).toEqual([]);
    harness.bill('a', '5', { status: 'Approved' });
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a queued']);
  });

  test('is held for the next digest by a rule that speaks in digests', async () => {
    const timing = { kind: 'digest' as const, times: ['08:30'], weekdays: [1] };
    const harness = await begun([billRule({ timing })]);
    harness.bill('a', '1000');
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a held digest-time']);
    // 21 November 2026 is a Saturday.
    const alert = harness.store.messages.latestAlert('flow', 'large', 'a');
    expect(alert?.notBeforeUtc).toBe('2026-11-23T07:30:00.000Z');
  });

  test('is no business of an overdue list, which goes by the calendar', async () => {
    const timing = { kind: 'digest' as const, times: ['08:30'], weekdays: [1] };
    const harness = await begun([billRule({ timing, layout: 'overdue-digest' })]);
    harness.bill('a', '1000');
    await harness.sync();
    expect(harness.messages().filter((one) => !one.startsWith('digest'))).toEqual([]);
  });

  test('calls for an alert on the day on which a day is reached, though nothing changed', async () => {
    const overdue = billRule({ conditions: [{ kind: 'days-past', fact: 'due_date', days: 1 }] });
    const harness = await begun([overdue]);
    harness.bill('a', '5', { due: '2026-11-22' });
    await harness.sync();
    expect(harness.messages()).toEqual([]);
    await harness.clock.advance(24 * 3_600_000);
    await harness.sync();
    expect(harness.messages()).toEqual([]);
    await harness.clock.advance(24 * 3_600_000);
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a queued']);
    await harness.sync();
    await harness.clock.advance(24 * 3_600_000);
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a queued']);
  });
});

describe('a subject whose message is posted', () => {
  async function posted(rules: readonly MessageRule[] = [billRule()]): Promise<MessagingHarness> {
    const harness = await begun(rules);
    harness.bill('a', '1000', { status: 'Draft' });
    await harness.sync();
    settle(harness, 'a', 'posted');
    return harness;
  }

  test('has its message updated and its thread told of each told change, also back and forth', async () => {
    const harness = await posted();
    for (const status of ['Approved', 'Draft', 'Approved', 'Draft']) {
      const before = harness.messages();
      harness.bill('a', '1000', { status });
      await harness.sync();
      expect(fresh(harness, before)).toEqual(['update a queued', 'reply a queued']);
    }
    const alert = harness.store.messages.latestAlert('flow', 'large', 'a');
    const children = harness.store.messages.childrenOf(alert?.id ?? '');
    expect(children).toHaveLength(8);
    expect(children.at(-1)?.body.text).toContain('Draft');
  });

  test('is followed also when it matches no more, and in the channel that its message is in', async () => {
    const harness = await posted();
    harness.setRules([billRule({ channel: { id: 'C2', name: 'other', sharedConfirmed: false } })]);
    const before = harness.messages();
    harness.bill('a', '10', { status: 'Canceled' });
    await harness.sync();
    expect(fresh(harness, before)).toEqual(['update a queued', 'reply a queued']);
    const alert = harness.store.messages.latestAlert('flow', 'large', 'a');
    expect(harness.store.messages.childrenOf(alert?.id ?? '').map(({ channel }) => channel.id)).toEqual(['C1', 'C1']);
  });

  test('is left alone when nothing told changed, or when the first message is to stand', async () => {
    const harness = await posted([billRule({ followChanges: false })]);
    harness.bill('a', '1000', { status: 'Draft', note: 'x' });
    await harness.sync();
    harness.bill('a', '9000', { status: 'Approved' });
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a posted']);
  });

  test('is followed after the message itself while that is on its way', async () => {
    const harness = await begun();
    harness.bill('a', '1000');
    await harness.sync();
    settle(harness, 'a', 'undecided');
    harness.bill('a', '2000');
    await harness.sync();
    expect(harness.messages()).toEqual([
      'alert a undecided',
      'update a held after-parent',
      'reply a held after-parent',
    ]);
  });
});

describe('a subject whose message was not sent yet', () => {
  test('is told anew, and the old message taken back', async () => {
    const harness = await begun();
    harness.bill('a', '1000');
    await harness.sync();
    harness.bill('a', '2000');
    const run = await harness.sync();
    expect(harness.messages()).toEqual(['alert a suppressed superseded', 'alert a queued']);
    expect(audit(harness, run.id)).toMatchObject([{ alerts: 1, supersededByNewer: 1, supersededNotSoAnyMore: 0 }]);
    harness.bill('a', '1000');
    await harness.sync();
    expect(harness.messages().at(-1)).toBe('alert a queued');
    expect(harness.store.messages.latestAlert('flow', 'large', 'a')?.body.text).toContain('1,000');
  });

  test('is not told of when it is not so any more, and told when it is so again', async () => {
    const harness = await begun();
    harness.bill('a', '1000');
    await harness.sync();
    harness.bill('a', '10');
    const run = await harness.sync();
    expect(harness.messages()).toEqual(['alert a suppressed superseded']);
    expect(audit(harness, run.id)).toMatchObject([{ alerts: 0, supersededByNewer: 0, supersededNotSoAnyMore: 1 }]);
    harness.bill('a', '1000');
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a suppressed superseded', 'alert a queued']);
  });

  test('keeps the message of a change that is over by the next change', async () => {
    const harness = await begun([statusChanged(['Approved'])]);
    harness.bill('a', '5', { status: 'Draft' });
    await harness.sync();
    harness.bill('a', '5', { status: 'Approved' });
    await harness.sync();
    harness.bill('a', '5', { status: 'Approved', note: 'something else' });
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a queued']);
    harness.bill('a', '6', { status: 'Approved' });
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a suppressed superseded', 'alert a queued']);
    harness.bill('a', '6', { status: 'Canceled' });
    await harness.sync();
    expect(harness.messages().map((one) => one.split(' ')[2])).toEqual(['suppressed', 'suppressed']);
  });
});

describe('a subject that a summary or a digest told', () => {
  test('calls for nothing more, unless a change is waited for that comes', async () => {
    const harness = createMessagingHarness({ rules: [billRule(), statusChanged()] });
    harness.bill('a', '1000', { status: 'Draft' });
    await harness.sync();
    harness.bill('a', '3000', { status: 'Approved' });
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a covered back-fill', 'back-fill large queued', 'alert a queued']);
    settle(harness, 'a', 'covered', 'status');
    harness.bill('a', '3000', { status: 'Draft' });
    await harness.sync();
    expect(harness.messages().slice(3)).toEqual(['alert a queued']);
    expect(harness.store.messages.latestAlert('flow', 'status', 'a')?.state).toBe('queued');
  });
});

describe('a subject made of several documents', () => {
  test('is judged once in a pass, by all of them, and followed by what it comes to', async () => {
    const harness = await begun([byCompany], ['bills', 'credits']);
    harness.bill('a', '2000');
    harness.bill('b', '3000', {}, 'credits');
    await harness.sync();
    expect(harness.messages()).toEqual(['alert company|CO-100 queued']);
    settle(harness, 'company|CO-100', 'posted', 'company');
    harness.bill('b', '4000', {}, 'credits');
    await harness.sync();
    expect(harness.messages().slice(1)).toEqual(['update company|CO-100 queued', 'reply company|CO-100 queued']);
    harness.bill('b', '3000', { note: 'another' }, 'credits');
    harness.bill('a', '3000');
    await harness.sync();
    expect(harness.messages()).toHaveLength(3);
  });

  test('is looked at on both sides when a document moves from one to the other', async () => {
    const harness = await begun([byCompany], ['bills', 'credits']);
    harness.bill('a', '6000');
    await harness.sync();
    settle(harness, 'company|CO-100', 'posted', 'company');
    harness.bill('a', '6000', { company: 'CO-200' });
    await harness.sync();
    expect(harness.messages().slice(1).sort()).toEqual([
      'alert company|CO-200 queued',
      'reply company|CO-100 queued',
      'update company|CO-100 queued',
    ]);
  });
});

describe('a run', () => {
  test('takes records up as loaded, and its totals agree with the book', async () => {
    const harness = createMessagingHarness({ rules: [billRule()], streams: ['bills', 'credits'] });
    harness.bill('a', '1000.10');
    harness.bill('b', '-0.1');
    harness.bill('bad', 'not an amount');
    const run = await harness.sync();
    expect(run.streams[0]).toMatchObject({
      reconciled: true,
      counts: { read: 3, loaded: 2, rejected: 1 },
      totals: [{ currency: 'EUR', loaded: '1000', landed: '1000', agrees: true }],
    });
    const again = await harness.sync({ verify: true });
    expect(again.streams[0]?.totals[0]).toMatchObject({ landed: '1000', agrees: true });
  });

  test('that reads chosen records tells what changed of them', async () => {
    const harness = await begun();
    harness.bill('a', '1000');
    harness.bill('b', '1000');
    await harness.sync({ onlyKeys: { stream: 'bills', keys: ['a'] } });
    expect(harness.messages()).toEqual(['alert a queued']);
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a queued', 'alert b queued']);
  });

  test('that fails in one stream tells what the others took up', async () => {
    const harness = await begun([billRule()], ['bills', 'credits']);
    harness.bill('a', '1000');
    harness.source.beforePage = (_page, stream) =>
      stream === 'credits' ? Promise.reject(new AppError('HTTP_CONNECTION_CUT', 'transient')) : Promise.resolve();
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a queued']);
  });

  test('that is cancelled tells nothing, and the next one tells all', async () => {
    const harness = await begun();
    harness.bill('a', '1000');
    harness.source.beforePage = () => {
      const [run] = harness.store.runs.running();
      harness.engine.services.runner.cancel(run?.id ?? '');
      return Promise.resolve();
    };
    expect((await harness.sync()).state).toBe('cancelled');
    harness.source.beforePage = () => Promise.resolve();
    expect(harness.messages()).toEqual([]);
    await harness.sync();
    expect(harness.messages()).toEqual(['alert a queued']);
  });
});
