import { afterEach, describe, expect, it } from 'vitest';
import type { HttpClient } from '../../../main/http/port.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';
import { messageTo, send, startSlack, type SlackHarness } from './harness.ts';

const CHANNELS = ['C0PRACT01', 'C0PRACT02', 'C0PRACT03', 'C0PRACT04', 'C0PRACT05'];
const MESSAGES = 200;
const STEP_MS = 5;
/** One message a second in each channel. */
const PERMITTED_PER_SECOND = CHANNELS.length;

const open: SlackHarness[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** Lets time pass only while nothing is on its way, so that what this machine takes for a request is not counted. */
async function passTime<T>(work: Promise<T>, clock: VirtualClock, isQuiet: () => boolean): Promise<T> {
  const state = { isOver: false };
  const over = work.finally(() => {
    state.isOver = true;
  });
  while (!state.isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    if (isQuiet() && clock.sleeping > 0) await clock.advance(STEP_MS);
  }
  return over;
}

describe('the rate of messages', () => {
  it('is at least 98 % of what is permitted, without a single 429, each message once and in order', async () => {
    const clock = createVirtualClock();
    const harness = await startSlack({ clock });
    open.push(harness);
    const { slack, context } = harness;
    let inFlight = 0;
    const http: HttpClient = {
      request: async (request) => {
        inFlight += 1;
        return context.http.request(request).finally(() => {
          inFlight -= 1;
        });
      },
    };
    const messenger = harness.again({ http });
    const startedAt = clock.now();
    const messages = Array.from({ length: MESSAGES }, (_, n) => messageTo(CHANNELS[n % CHANNELS.length] ?? ''));
    const sending = Promise.all(messages.map((one) => send(messenger, one)));
    const outcomes = await passTime(sending, clock, () => inFlight === 0);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['sent']));
    // The first of each channel leaves at once, so that the rest is what takes time.
    const seconds = (clock.now() - startedAt) / 1000;
    const perSecond = (MESSAGES - CHANNELS.length) / seconds;
    expect(perSecond / PERMITTED_PER_SECOND).toBeGreaterThanOrEqual(0.98);
    expect(slack.calls.filter(({ status }) => status === 429)).toEqual([]);
    const counts = Object.values(slack.posted().countsByDelivery);
    expect(counts).toHaveLength(MESSAGES);
    expect(counts.every((count) => count === 1)).toBe(true);
    for (const channel of CHANNELS) {
      const wanted = messages.filter((one) => one.channel === channel).map(({ deliveryId }) => deliveryId);
      const got = slack.posted().messages.filter(({ channelId }) => channelId === channel);
      expect(got.map(({ deliveryId }) => deliveryId)).toEqual(wanted);
    }
  });
});
