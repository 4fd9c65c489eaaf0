import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import { openChannel } from '../../support/fake-messenger.ts';
import { auditOf, count, counts, started, type HealthHarness } from '../../support/health-harness.ts';

const timeout = () => new AppError('HTTP_ANSWER_TIMEOUT', 'transient');
const deadMan = /^No data from Workday since/;

describe('the dead-man’s message', () => {
  const watched = () => started({ health: { deadMan: true } });

  test('is left first and the one before taken back then, at each reading', async () => {
    const h = await watched();
    await h.pass(30, 15);
    const at = (minutes: number) => new Date(Date.parse('2026-11-21T12:00:00Z') + minutes * 60_000).toISOString();
    // Looked at from minute 1 on, read at 0, 15, 30 and 45; the promise is 30, the margin 10.
    expect(h.messenger.scheduling).toEqual([
      `left ${at(41)}`,
      `left ${at(55)}`,
      `taken back ${at(41)}`,
      `left ${at(70)}`,
      `taken back ${at(55)}`,
      `left ${at(85)}`,
      `taken back ${at(70)}`,
    ]);
    expect(h.messenger.left).toMatchObject([{ channel: 'C1', postAtUtc: at(85) }]);
    expect(h.messenger.left[0]?.text).toMatch(/^No data from Workday since 2026-11-21 12:45 UTC \(Bills\)/);
    expect(h.process.watch.stateOf('flow')?.deadMan).toEqual({ postAtUtc: at(85) });
  });

  test('speaks while the computer sleeps, and is followed up when it reads again', async () => {
    const h = await watched();
    await h.sleep(9 * 60);
    expect(h.channel()).toEqual([expect.stringMatching(deadMan)]);
    await h.step();
    h.run();
    await h.pass(60, 15);
    expect(h.channel()).toEqual([
      expect.stringMatching(deadMan),
      'Workday polling has recovered: it was 540 min behind (limit 30)',
    ]);
    expect(auditOf(h, 'message.dead-man-spoke')).toHaveLength(1);
    expect(h.messenger.left).toHaveLength(1);
  });

  test('is taken back when the incident was told, for one alarm is enough', async () => {
    const h = await watched();
    await h.pass(33);
    expect([counts(h), h.messenger.left]).toEqual([[1, 0, 0], []]);
    await h.pass(60);
    expect(count(h, deadMan)).toBe(0);
    h.run();
    await h.pass(2);
    expect([counts(h)[2], h.messenger.left.length]).toEqual([1, 1]);
  });

  test('posts where it cannot be taken back any more, and is followed up by the next reading', async () => {
    const h = await watched();
    await h.sleep(39);
    await h.clock.advance(30_000);
    h.run();
    await h.step();
    expect(count(h, deadMan)).toBe(0);
    await h.pass(30, 15);
    expect(h.channel()).toEqual([
      expect.stringMatching(deadMan),
      'Workday polling has recovered: it was 39 min behind (limit 30)',
    ]);
    expect(h.messenger.left).toHaveLength(1);
  });

  test('goes when it is switched off, when the flow is paused, and when it is removed', async () => {
    const ends: ((h: HealthHarness) => void)[] = [
      (h) => {
        h.setHealth({ deadMan: false });
      },
      (h) => {
        h.setHealth(null);
      },
      (h) => {
        h.change({ paused: { reason: 'x', error: null, atUtc: 'x' } });
      },
      (h) => {
        h.change({ schedule: { kind: 'manual' } });
      },
      (h) => {
        h.store.transaction(() => {
          h.store.flows.remove('flow');
        });
      },
    ];
    for (const end of ends) {
      const h = await watched();
      expect(h.messenger.left).toHaveLength(1);
      end(h);
      await h.pass(1);
      expect([h.messenger.left, h.store.health.alarms('flow')]).toEqual([[], []]);
      await h.pass(120, 15);
      expect(h.channel()).toEqual([]);
    }
  });

  test('moves with its channel', async () => {
    const h = await watched();
    h.setHealth({ deadMan: true, channel: { id: 'C2', name: 'two', sharedConfirmed: false } });
    await h.pass(1);
    expect(h.messenger.left.map(({ channel }) => channel)).toEqual(['C2']);
  });

  test('that somebody took away is left again after a start', async () => {
    const h = await watched();
    h.messenger.drop(h.messenger.left[0]?.id ?? '');
    h.restart();
    await h.pass(1);
    expect(h.messenger.left).toHaveLength(1);
  });

  test('a fault is kept, shown and tried again later, and no other message waits for it', async () => {
    const h = await started();
    h.messenger.scheduleFaults.push({ error: timeout() }, { error: timeout() });
    h.setHealth({ deadMan: true });
    await h.step();
    expect(h.process.watch.stateOf('flow')).toMatchObject({
      deadMan: null,
      fault: { error: { code: 'HTTP_ANSWER_TIMEOUT' } },
    });
    await h.step();
    expect(h.messenger.scheduleFaults).toHaveLength(1);
    await h.pass(4);
    expect(h.process.watch.stateOf('flow')).toMatchObject({ deadMan: {}, fault: null });
    expect(auditOf(h, 'message.dead-man-failed')).toHaveLength(1);
  });

  test('an answer that is lost leaves one message, not two', async () => {
    const h = await started();
    h.messenger.scheduleFaults.push({ error: timeout(), after: true });
    h.setHealth({ deadMan: true });
    await h.step();
    expect(h.messenger.left).toHaveLength(1);
    await h.pass(2);
    expect(h.messenger.scheduling).toHaveLength(1);
    await h.pass(30, 15);
    expect(h.messenger.left).toHaveLength(1);
  });

  test('a fault is forgotten with what it was about', async () => {
    const h = await started();
    h.messenger.scheduleFaults.push({ error: timeout() });
    h.setHealth({ deadMan: true });
    await h.step();
    expect(h.process.watch.stateOf('flow')?.fault).not.toBeNull();
    h.setHealth({ deadMan: false });
    await h.pass(3);
    expect(h.process.watch.stateOf('flow')?.fault).toBeNull();
  });

  test('the end of the engine waits for what is being said to Slack', async () => {
    const h = await started();
    h.setHealth({ deadMan: true });
    h.pause = async () => {
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    };
    h.process.watch.look();
    await h.process.watch.close();
    expect(h.store.health.alarms('flow')).toMatchObject([{ state: 'left' }]);
  });

  test('is not left in a channel that another company can read', async () => {
    const h = await watched();
    h.messenger.channelsById.set('C1', openChannel('C1', { isShared: true }));
    const left = () => h.messenger.scheduling.filter((one) => one.startsWith('left')).length;
    const before = left();
    await h.pass(30, 15);
    expect(h.process.watch.stateOf('flow')?.fault?.error).toMatchObject({ code: 'MESSAGE_CHANNEL_SHARED' });
    expect(left()).toBe(before);
  });

  test('a refused sign-in waits for a person', async () => {
    const h = await started();
    h.messenger.scheduleFaults.push({ error: new AppError('SLACK_TOKEN_REFUSED', 'auth') });
    h.setHealth({ deadMan: true });
    await h.pass(120, 15);
    expect(h.messenger.scheduling).toEqual([]);
    h.change({});
    await h.pass(1);
    expect(h.messenger.left).toHaveLength(1);
  });
});

describe('a data file that is older than what Slack has', () => {
  test('takes over the messages of its own flow, and leaves those of others alone', async () => {
    const h = await started({ health: { deadMan: true } });
    const [own] = h.messenger.left;
    if (own === undefined) throw new Error('nothing was left');
    const never = new AbortController().signal;
    const others = [
      own.text.replace(/[0-9a-f]{8}-/, '00000000-'),
      own.text.split('\n').slice(0, -1).join('\n'),
      'Lunch',
    ];
    for (const text of others) await h.messenger.schedule({ channel: 'C1', postAtUtc: own.postAtUtc, text }, never);
    // As in a copy of the data folder from before it was left.
    for (const { number } of h.store.health.alarms('flow')) h.store.health.forget(number);
    await h.clock.advance(60_000);
    h.run();
    h.restart();
    await h.step();
    expect(h.messenger.left.map(({ text }) => text).filter((text) => !others.includes(text))).toHaveLength(1);
    for (const text of others) expect(h.messenger.left.some((one) => one.text === text)).toBe(true);
    expect(h.messenger.left.some(({ id }) => id === own.id)).toBe(false);
    expect(auditOf(h, 'message.dead-man-adopted')).toHaveLength(1);
    await h.pass(60, 15);
    expect(auditOf(h, 'message.dead-man-adopted')).toHaveLength(1);
    expect(h.messenger.left).toHaveLength(1);
  });
});
