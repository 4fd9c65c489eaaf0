import { describe, expect, it } from 'vitest';
import { ChannelLine, MethodGate } from '../../../main/connectors/slack/limits.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

const never = new AbortController().signal;
const MINUTE = 60_000;

/** Moments at which `count` callers were let through, in milliseconds from the start. */
async function passages(gate: MethodGate, clock: VirtualClock, count: number): Promise<number[]> {
  const startedAt = clock.now();
  const moments: number[] = [];
  const all = Array.from({ length: count }, async () => {
    await gate.enter(never);
    moments.push(clock.now() - startedAt);
  });
  await Promise.all(all);
  return moments;
}

describe('the gate of a method', () => {
  it('lets no more through in any minute than its budget', async () => {
    const clock = createVirtualClock({ auto: true });
    const moments = await passages(new MethodGate('chat.postMessage', 240, clock), clock, 600);
    for (const from of moments) {
      expect(moments.filter((moment) => moment >= from && moment < from + MINUTE).length).toBeLessThanOrEqual(240);
    }
    expect(Math.max(...moments)).toBeLessThanOrEqual(2 * MINUTE);
  });

  it('halves its budget once for each pause, and grows back', async () => {
    const clock = createVirtualClock();
    const gate = new MethodGate('chat.postMessage', 240, clock);
    // Five channels are told of the same pause.
    for (let n = 0; n < 5; n += 1) gate.pause(10_000);
    expect(gate.budget).toBe(120);
    await clock.advance(11_000);
    gate.pause(10_000);
    expect(gate.budget).toBe(60);
    await clock.advance(10_000 + MINUTE);
    await gate.enter(never);
    expect(gate.budget).toBe(84);
    await clock.advance(60 * MINUTE);
    await gate.enter(never);
    expect(gate.budget).toBe(240);
  });

  it('never falls below one a minute', async () => {
    const clock = createVirtualClock();
    const gate = new MethodGate('conversations.list', 19, clock);
    for (let n = 0; n < 10; n += 1) {
      gate.pause(1_000);
      await clock.advance(1_001);
    }
    expect(gate.budget).toBe(1);
  });

  it('holds everybody while paused, in the order in which they came', async () => {
    const clock = createVirtualClock();
    const gate = new MethodGate('chat.postMessage', 240, clock);
    gate.pause(20_000);
    const passed: number[] = [];
    const all = [1, 2, 3].map(async (n) => {
      await gate.enter(never);
      passed.push(n);
    });
    await clock.advance(19_000);
    expect(passed).toEqual([]);
    await clock.advance(1_000);
    await Promise.all(all);
    expect(passed).toEqual([1, 2, 3]);
  });

  it('tells of a long pause at once', async () => {
    const gate = new MethodGate('chat.postMessage', 240, createVirtualClock());
    gate.pause(10 * MINUTE);
    await expect(gate.enter(never)).rejects.toMatchObject({
      code: 'SLACK_RATE_LIMITED',
      kind: 'rate-limited',
      retryAfterMs: 10 * MINUTE,
    });
  });

  it('lets the next through when somebody gives up waiting', async () => {
    const clock = createVirtualClock();
    const gate = new MethodGate('chat.postMessage', 240, clock);
    gate.pause(20_000);
    const impatient = new AbortController();
    const first = gate.enter(impatient.signal);
    const second = gate.enter(never);
    await clock.untilSleeping();
    impatient.abort(new Error('given up'));
    await expect(first).rejects.toThrow('given up');
    await clock.advance(20_000);
    await second;
  });
});

describe('the line of a channel', () => {
  it('spaces messages by 1.02 s from when they were ready, and never below a second', async () => {
    const clock = createVirtualClock({ auto: true });
    const line = new ChannelLine(clock);
    const startedAt = clock.now();
    const left: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      const leave = await line.enter(never);
      const readyAt = clock.now();
      await clock.sleep(n === 1 ? 300 : 5);
      line.count(readyAt);
      left.push(clock.now() - startedAt);
      leave();
    }
    expect(left).toEqual([5, 1_320, 2_325, 3_345]);
  });

  it('has one message in flight', async () => {
    const clock = createVirtualClock({ auto: true });
    const line = new ChannelLine(clock);
    let inFlight = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        const leave = await line.enter(never);
        inFlight += 1;
        most = Math.max(most, inFlight);
        line.count(clock.now());
        await clock.sleep(5_000);
        inFlight -= 1;
        leave();
      }),
    );
    expect(most).toBe(1);
  });
});
