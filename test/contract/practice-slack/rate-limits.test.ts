import { afterEach, describe, expect, it } from 'vitest';
import { startPracticeSlack, type PracticeSlack } from '../../../sandbox/slack/index.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';
import { AP, call, GL_CLOSE, PAYMENTS, type Answer } from './slack-client.ts';

let slack: PracticeSlack;
let clock: VirtualClock;

afterEach(() => slack.close());

async function start(limits: Parameters<typeof startPracticeSlack>[0]['limits'] = {}): Promise<void> {
  clock = createVirtualClock();
  slack = await startPracticeSlack({ clock, limits });
}

const send = (channel = AP) => call(slack, 'chat.postMessage', { channel, text: 'x' });
const told = ({ status, headers }: Answer) => [status, headers.get('retry-after')];

/** How many of `count` calls were let through. */
async function admitted(count: number, make: () => Promise<Answer>): Promise<number> {
  let passed = 0;
  for (let number = 0; number < count; number += 1) if ((await make()).status === 200) passed += 1;
  return passed;
}

describe('one message a second in a channel', () => {
  it('takes a short burst, then one a second, and says how long to wait', async () => {
    await start();
    expect(await admitted(3, send)).toBe(3);
    const refused = await send();
    expect(told(refused)).toEqual([429, '1']);
    expect(refused.body).toEqual({ ok: false, error: 'ratelimited' });
    expect(slack.posted().messages).toHaveLength(3);
    await clock.advance(1000);
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(429);
  });

  it('never refuses who keeps 1.02 seconds, in five channels at once', async () => {
    await start();
    const channels = [AP, PAYMENTS, GL_CLOSE, 'C0PRACT04', 'C0PRACT05'];
    for (let round = 0; round < 40; round += 1) {
      for (const channel of channels) expect((await send(channel)).status).toBe(200);
      await clock.advance(1020);
    }
    expect(slack.posted().messages).toHaveLength(200);
  });

  it('pauses the method for the whole workspace and every token, and nothing else', async () => {
    await start({ channelBurst: 1 });
    await send();
    expect(told(await send())).toEqual([429, '1']);
    expect(told(await send(PAYMENTS))).toEqual([429, '1']);
    const other = { token: slack.credentialsUsed.rotatingToken };
    expect((await call(slack, 'chat.postMessage', { channel: PAYMENTS, text: 'x' }, other)).status).toBe(429);
    expect((await call(slack, 'conversations.history', { channel: AP, limit: 5 })).status).toBe(200);
    await clock.advance(1000);
    expect((await send(PAYMENTS)).status).toBe(200);
  });

  it('counts only what is posted: a refused message costs nothing', async () => {
    await start({ channelBurst: 1 });
    for (let number = 0; number < 3; number += 1) {
      expect((await call(slack, 'chat.postMessage', { channel: AP })).error).toBe('no_text');
    }
    expect((await send()).status).toBe(200);
  });
});

describe('the workspace', () => {
  it('has a ceiling of messages a minute over all channels', async () => {
    await start({ channelBurst: 100, workspacePerMinute: 6 });
    let turn = 0;
    const next = () => send([AP, PAYMENTS, GL_CLOSE][(turn += 1) % 3]);
    expect(await admitted(6, next)).toBe(6);
    expect(told(await next())).toEqual([429, '10']);
    await clock.advance(10_000);
    expect((await next()).status).toBe(200);
  });
});

describe('tiers', () => {
  it.each([
    ['conversations.list', { limit: 100 }, 20],
    ['conversations.info', { channel: AP }, 50],
    ['conversations.join', { channel: AP }, 50],
    ['conversations.history', { channel: AP, limit: 100 }, 50],
    ['chat.update', { channel: AP, ts: '1.0', text: 'x' }, 50],
    ['chat.scheduledMessages.list', { limit: 100 }, 50],
    ['oauth.v2.access', {}, 100],
  ])('lets %s through as often as its tier says', async (method, args, most) => {
    await start();
    const make = () => call(slack, method, args);
    expect(await admitted(most, make)).toBe(most);
    const seconds = Math.ceil(60 / most);
    expect(told(await make())).toEqual([429, String(seconds)]);
    await clock.advance(seconds * 1000 - 1);
    expect(told(await make())).toEqual([429, '1']);
    await clock.advance(1);
    expect((await make()).status).toBe(200);
  });

  it('counts a list without a limit twice', async () => {
    await start();
    expect(await admitted(15, () => call(slack, 'conversations.list'))).toBe(10);
  });

  it('opens Socket Mode links by the third tier, and asks about a token as often as wanted', async () => {
    await start();
    const app = { token: slack.credentialsUsed.appToken };
    expect(await admitted(60, () => call(slack, 'apps.connections.open', {}, app))).toBe(50);
    expect(await admitted(150, () => call(slack, 'auth.test'))).toBe(150);
  });
});
