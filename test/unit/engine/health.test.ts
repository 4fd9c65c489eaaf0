import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { auditOf, counts, createHealthHarness, started } from '../../support/health-harness.ts';

const busy = () => new AppError('HTTP_NO_NETWORK', 'transient');
const timeout = () => new AppError('HTTP_ANSWER_TIMEOUT', 'transient');

describe('falling behind', () => {
  test('nothing is said while the source is read in time', async () => {
    const h = await started();
    await h.pass(300, 15);
    expect(h.channel()).toEqual([]);
    expect(h.process.watch.stateOf('flow')).toMatchObject({ watch: 'on', limitMinutes: 30, behindSinceUtc: null });
  });

  test('one message when it begins, replies while it goes on, one when it has recovered', async () => {
    const h = await started();
    await h.pass(1);
    h.run(busy());
    await h.pass(29);
    expect(h.channel()).toEqual([]);
    await h.pass(1);
    expect(h.channel()).toEqual(['Workday polling is 31 min behind (limit 30)']);
    expect(h.messenger.standing[0]?.body.text).toContain(toErrorDto(busy()).text);
    await h.pass(59);
    expect(counts(h)).toEqual([1, 0, 0]);
    await h.pass(2);
    expect(counts(h)).toEqual([1, 1, 0]);
    await h.pass(4 * 60);
    expect(counts(h)).toEqual([1, 2, 0]);
    const state = h.process.watch.stateOf('flow');
    expect(state?.incident?.messageId).toBe(h.messenger.standing[0]?.deliveries[0]);
    h.run();
    await h.pass(60, 15);
    expect(counts(h)).toEqual([1, 2, 1]);
    const last = h.channel().at(-1);
    expect(last).toBe('  Workday polling has recovered: it was 332 min behind (limit 30)');
    expect(h.process.watch.stateOf('flow')).toMatchObject({ incident: null, behindSinceUtc: null });
    expect(auditOf(h, 'message.incident-began')).toHaveLength(1);
    expect(auditOf(h, 'message.incident-ended')).toMatchObject([{ details: { because: 'recovered' } }]);
  });

  test('is named, as it is told, in the language of the flow’s messages', async () => {
    const h = await started();
    const flow = h.store.flows.get('flow');
    if (flow?.messaging === undefined) throw new Error('there is no flow that posts messages');
    h.store.flows.save({ ...flow, messaging: { ...flow.messaging, language: 'nl' } });
    await h.pass(1);
    h.run(busy());
    await h.pass(31);
    expect(h.channel()).toEqual(['Het lezen van Workday loopt 31 min achter (limiet 30)']);
    const [id = ''] = h.messenger.standing[0]?.deliveries ?? [];
    expect(h.store.messages.get(id)?.ruleName).toBe('Achterraken');
  });

  test('a cause that is new is told, one that was told is not told again', async () => {
    const h = await started();
    await h.pass(1);
    h.run(busy());
    await h.pass(31);
    h.run(timeout());
    await h.pass(10);
    expect(counts(h)).toEqual([1, 0, 0]);
    await h.pass(6);
    expect(counts(h)).toEqual([1, 1, 0]);
    for (const error of [busy(), timeout(), busy()]) {
      h.run(error);
      await h.pass(20);
    }
    expect(counts(h)).toEqual([1, 1, 0]);
  });

  test('a second incident is told as one of its own', async () => {
    const h = await started();
    for (let round = 1; round <= 2; round += 1) {
      await h.pass(40);
      h.run();
      await h.pass(1);
      expect(counts(h)).toEqual([round, 0, round]);
    }
    expect(new Set(h.messenger.deliveries()).size).toBe(4);
  });

  test('after a start, a wake and the begin of a run it waits a few minutes', async () => {
    const h = await started();
    await h.sleep(8 * 60);
    await h.step();
    await h.pass(4);
    h.run();
    await h.pass(10);
    expect(h.channel()).toEqual([]);
    await h.sleep(8 * 60);
    h.restart();
    await h.pass(4);
    expect(h.channel()).toEqual([]);
    await h.pass(1);
    expect(counts(h)).toEqual([1, 0, 0]);
  });

  test('a run that is under way is waited for, but not for ever', async () => {
    const h = await started();
    await h.pass(29);
    h.run();
    const readAtUtc = new Date(h.clock.now() - 30 * 60_000).toISOString();
    h.store.streams.update('flow', 'bills', { readAtUtc });
    const run = h.store.runs.latest('flow');
    h.store.runs.setState(run?.id ?? '', 'running', null, null);
    await h.pass(4);
    expect(h.channel()).toEqual([]);
    await h.pass(1);
    expect(counts(h)).toEqual([1, 0, 0]);
    expect(h.messenger.standing[0]?.body.text).toContain('has not ended yet');
  });

  test('a flow that was never read is behind too, but not while its first run is under way', async () => {
    const h = createHealthHarness();
    h.run(busy());
    const run = h.store.runs.latest('flow');
    h.store.runs.setState(run?.id ?? '', 'running', null, null);
    await h.pass(180);
    expect(h.channel()).toEqual([]);
    h.store.runs.setState(run?.id ?? '', 'incomplete', new Date(h.clock.now()).toISOString(), null);
    await h.pass(1);
    expect(counts(h)).toEqual([1, 0, 0]);
    expect(h.messenger.standing[0]?.body.text).toContain('Last success: never');
    h.run();
    await h.pass(1);
    expect(counts(h)).toEqual([1, 0, 1]);
  });

  test('a promise that the schedule cannot keep is the schedule’s', async () => {
    const h = await started({ schedule: { kind: 'every', transactionalMinutes: 60, referenceMinutes: 1440 } });
    expect(h.process.watch.stateOf('flow')?.limitMinutes).toBe(65);
    await h.pass(240, 60);
    expect(h.channel()).toEqual([]);
  });

  test('a flow that a person starts promises nothing', async () => {
    const h = await started({ schedule: { kind: 'manual' }, health: { deadMan: true } });
    await h.pass(300);
    expect([h.channel(), h.messenger.left]).toEqual([[], []]);
    expect(h.process.watch.stateOf('flow')).toMatchObject({ watch: 'manual', incident: null, deadMan: null });
  });

  test('a flow that a person paused says nothing, and its promise begins anew when it goes on', async () => {
    const h = await started();
    h.change({ paused: { reason: 'month end', error: null, atUtc: 'x' } });
    await h.pass(300);
    h.change({ paused: null });
    await h.pass(30);
    expect(h.channel()).toEqual([]);
    await h.pass(2);
    expect(counts(h)).toEqual([1, 0, 0]);
    h.change({ paused: { reason: 'month end', error: null, atUtc: 'x' } });
    await h.pass(300);
    expect(counts(h)).toEqual([1, 0, 0]);
    h.change({ paused: null });
    h.run();
    await h.pass(1);
    expect(counts(h)).toEqual([1, 0, 1]);
  });

  test('a flow that the engine paused is behind, and says why', async () => {
    const h = await started();
    const error = toErrorDto(new AppError('WORKDAY_AUTH_INVALID', 'auth'));
    h.change({ paused: { reason: error.text, error, atUtc: 'x' } });
    await h.pass(31);
    expect(counts(h)).toEqual([1, 0, 0]);
    expect(h.messenger.standing[0]?.body.text).toContain(error.text);
    await h.pass(70);
    h.change({ paused: null });
    h.run();
    await h.pass(1);
    expect(counts(h)).toEqual([1, 1, 1]);
  });

  test('a sign-in that Slack refused is not tried again for it', async () => {
    const h = await started();
    h.messenger.faults.push({ refuse: { scope: 'connection', kind: 'auth' } });
    await h.pass(400);
    expect(h.messenger.tries).toHaveLength(1);
    h.change({ paused: null });
    await h.pass(1);
    expect(counts(h)[0]).toBe(1);
  });

  test('a message that has not left is called for anew, and not told at all once it is over', async () => {
    const h = await started();
    const refuse = { scope: 'connection', kind: 'rate-limited', retryAfterMs: 75 * 60_000 } as const;
    h.messenger.faults.push({ refuse });
    await h.pass(31);
    await h.pass(62);
    expect(h.channel()).toEqual(['Workday polling is 91 min behind (limit 30)']);
    const other = await started();
    other.messenger.faults.push({ refuse });
    await other.pass(31);
    other.run();
    await other.pass(120, 15);
    expect(other.channel()).toEqual([]);
    expect(auditOf(other, 'message.incident-ended')).toHaveLength(1);
  });

  test('a rule that is taken away ends the incident without a word', async () => {
    const h = await started();
    await h.pass(32);
    h.setHealth(null);
    await h.pass(120);
    h.run();
    await h.pass(5);
    expect(counts(h)).toEqual([1, 0, 0]);
    expect(auditOf(h, 'message.incident-ended')).toMatchObject([{ details: { because: 'off' } }]);
    expect(h.process.watch.stateOf('flow')).toMatchObject({ watch: 'off', incident: null });
  });

  test('an incident whose message is gone is posted once more, and goes on there', async () => {
    const h = await started();
    await h.pass(32);
    h.messenger.remove(h.messenger.standing[0]?.ts ?? '');
    await h.pass(62);
    h.run();
    await h.pass(2);
    expect(counts(h)).toEqual([1, 1, 1]);
    const [first, ...replies] = h.messenger.standing;
    expect(replies.map(({ threadTs }) => threadTs)).toEqual([first?.ts, first?.ts]);
  });

  test('what goes on by itself wakes when a flow falls behind', async () => {
    const h = await started();
    const stop = new AbortController();
    const kept = h.process.watch.keep(stop.signal);
    while (h.store.health.get('flow')?.incident === null) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await kept;
    const behindMs = h.clock.now() - Date.parse(h.process.watch.stateOf('flow')?.lastSuccessUtc ?? '');
    expect(behindMs).toBeGreaterThan(30 * 60_000);
    expect(behindMs).toBeLessThan(32 * 60_000);
  });
});
