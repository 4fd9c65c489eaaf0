import { afterEach, describe, expect, it } from 'vitest';
import type { FindRequest, OutgoingMessage } from '../../../main/ports/messenger.ts';
import {
  AP,
  copies,
  messageTo,
  never,
  send,
  sent,
  startSlack,
  type HarnessOptions,
  type SlackHarness,
} from './harness.ts';

const open: SlackHarness[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function start(options: HarnessOptions = {}): Promise<SlackHarness> {
  const harness = await startSlack(options);
  open.push(harness);
  return harness;
}

function searchFor(one: OutgoingMessage, sinceMs: number): FindRequest {
  const { deliveryId, channel, parentTs, action } = one;
  return { deliveryId, channel, parentTs, action, sinceUtc: new Date(sinceMs).toISOString() };
}

/** Sends a message whose answer is lost although it stands. */
async function lost({ slack, messenger, clock }: SlackHarness, one: OutgoingMessage): Promise<FindRequest> {
  const search = searchFor(one, clock.now());
  slack.setFault('drop-after', true, 1);
  // The fault may only strike what writes.
  expect((await send(messenger, one)).kind).toBe('unknown');
  expect(copies(slack, one)).toBe(1);
  return search;
}

const TIMES = 50;
/** How long a message is given to show before it is looked for. */
const LATER_MS = 6_000;

describe('a message whose answer is lost', () => {
  it.each(['drop-after', 'unavailable-after', 'internal-error-after'])(
    '%s, fifty times: found, and stands once',
    async (fault) => {
      const harness = await start();
      for (let time = 0; time < TIMES; time += 1) {
        const one = messageTo(AP);
        const search = searchFor(one, harness.clock.now());
        harness.slack.setFault(`${fault}@chat.postMessage`, true, 1);
        expect((await send(harness.messenger, one)).kind).toBe('unknown');
        expect((await harness.messenger.find(search, never)).kind).toBe('found');
      }
      const counts = Object.values(harness.slack.posted().countsByDelivery);
      expect(counts).toEqual(Array(TIMES).fill(1));
    },
  );

  it.each(['drop-before', 'unavailable-before', 'internal-error-before', 'html-page'])(
    '%s, fifty times: not there, and stands once when it is sent again',
    async (fault) => {
      const harness = await start();
      for (let time = 0; time < TIMES; time += 1) {
        const one = messageTo(AP);
        const search = searchFor(one, harness.clock.now());
        harness.slack.setFault(`${fault}@chat.postMessage`, true, 1);
        expect((await send(harness.messenger, one)).kind).toBe('unknown');
        harness.clock.advance(LATER_MS);
        expect((await harness.messenger.find(search, never)).kind).toBe('absent');
        await sent(harness.messenger, { ...one, attempt: 2 });
      }
      const counts = Object.values(harness.slack.posted().countsByDelivery);
      expect(counts).toEqual(Array(TIMES).fill(1));
    },
  );
});

describe('a search for a message', () => {
  it('reads page after page to the end of what was said since', async () => {
    const harness = await start();
    const search = await lost(harness, messageTo(AP));
    for (let said = 0; said < 450; said += 1) harness.slack.say(AP, `chatter ${String(said)}`);
    expect((await harness.messenger.find(search, never)).kind).toBe('found');
    const absent = searchFor(messageTo(AP), Date.parse(search.sinceUtc));
    expect(await harness.messenger.find(absent, never)).toEqual({ kind: 'absent' });
    const reads = harness.slack.calls.filter(({ method }) => method === 'conversations.history');
    expect(reads.length).toBeGreaterThanOrEqual(6);
  });

  it('looks back no further than a day before the first try', async () => {
    const harness = await start();
    const one = messageTo(AP);
    await sent(harness.messenger, one);
    harness.clock.advance(25 * 3_600_000);
    expect(await harness.messenger.find(searchFor(one, harness.clock.now()), never)).toEqual({ kind: 'absent' });
    const inTime = searchFor(one, harness.clock.now() - 2 * 3_600_000);
    expect((await harness.messenger.find(inTime, never)).kind).toBe('found');
  });

  it('finds it though the clock was hours ahead when it was sent and has been put right since', async () => {
    const harness = await start();
    const { clock } = harness;
    const aheadMs = 5 * 3_600_000;
    const ahead = harness.again({ clock: { now: () => clock.now() + aheadMs, sleep: clock.sleep } });
    const one = messageTo(AP);
    const sinceMs = clock.now() + aheadMs;
    harness.slack.setFault('drop-after@chat.postMessage', true, 1);
    expect((await send(ahead, one)).kind).toBe('unknown');
    expect((await harness.messenger.find(searchFor(one, sinceMs), never)).kind).toBe('found');
  });

  it.each([-3_600_000, 3_600_000])('finds it with a clock that is %i ms off', async (offMs) => {
    const harness = await start();
    const { clock } = harness;
    const wrong = { now: () => clock.now() + offMs, sleep: clock.sleep };
    const messenger = harness.again({ clock: wrong });
    const one = messageTo(AP);
    const sinceMs = wrong.now();
    harness.slack.setFault('drop-after@chat.postMessage', true, 1);
    expect((await send(messenger, one)).kind).toBe('unknown');
    expect((await messenger.find(searchFor(one, sinceMs), never)).kind).toBe('found');
  });

  it('trusts no message of another app or a person with the same id', async () => {
    const harness = await start();
    const one = messageTo(AP);
    const sinceMs = harness.clock.now();
    const channel = harness.slack.workspace.channel(AP);
    if (channel === undefined) throw new Error('no channel');
    const payload = { delivery_id: one.deliveryId, attempt: 1, route: 'r', v: 1 };
    const metadata = { event_type: 'ml_connector_delivery', event_payload: payload };
    const content = { text: 'forged', blocks: [], attachments: [], metadata };
    harness.slack.workspace.add(channel, { userId: 'U0OTHER', botId: 'B0OTHER', content }, harness.clock.now());
    expect(copies(harness.slack, one)).toBe(1);
    expect(await harness.messenger.find(searchFor(one, sinceMs), never)).toEqual({ kind: 'absent' });
  });

  it('cannot tell where pages hold fifteen messages and there are more', async () => {
    const harness = await start();
    const search = await lost(harness, messageTo(AP));
    for (let said = 0; said < 30; said += 1) harness.slack.say(AP, `chatter ${String(said)}`);
    harness.slack.setFault('history-15-items', true);
    const outcome = await harness.messenger.find(search, never);
    expect(outcome).toMatchObject({
      kind: 'cannot-tell',
      error: { code: 'SLACK_HISTORY_LIMITED', kind: 'permission' },
    });
  });

  it('can tell with pages of fifteen where one holds everything', async () => {
    const harness = await start();
    const search = await lost(harness, messageTo(AP));
    harness.slack.setFault('history-15-items', true);
    expect((await harness.messenger.find(search, never)).kind).toBe('found');
  });

  it('cannot tell where history may be read once a minute', async () => {
    const harness = await start();
    const search = await lost(harness, messageTo(AP));
    for (let said = 0; said < 300; said += 1) harness.slack.say(AP, `chatter ${String(said)}`);
    harness.slack.setFault('history-once-a-minute', true);
    const outcome = await harness.messenger.find(search, never);
    expect(outcome).toMatchObject({ kind: 'cannot-tell', error: { code: 'SLACK_HISTORY_LIMITED' } });
  });

  it('waits for a short pause and reads on', async () => {
    const harness = await start();
    const search = await lost(harness, messageTo(AP));
    harness.slack.setFault('throttled-retry-after@conversations.history', true, 2);
    expect((await harness.messenger.find(search, never)).kind).toBe('found');
  });

  it.each([
    ['missing-scope:channels:history', 'SLACK_SCOPE_MISSING', 'permission'],
    ['token-revoked@conversations.history', 'SLACK_TOKEN_REFUSED', 'auth'],
    ['drop-before@conversations.history', 'HTTP_CONNECTION_CUT', 'transient'],
    ['html-page@conversations.history', 'HTTP_BLOCK_PAGE', 'transient'],
  ])('cannot tell with %s', async (fault, code, kind) => {
    const harness = await start();
    const search = await lost(harness, messageTo(AP));
    harness.slack.setFault(fault, true);
    expect(await harness.messenger.find(search, never)).toMatchObject({ kind: 'cannot-tell', error: { code, kind } });
  });

  it('cannot tell of a channel that it posts to without being in it', async () => {
    const harness = await start();
    const search = await lost(harness, messageTo('C0PRACT11'));
    expect(await harness.messenger.find(search, never)).toMatchObject({
      kind: 'cannot-tell',
      error: { code: 'SLACK_NOT_IN_CHANNEL' },
    });
  });

  it('cannot tell where its own messages do not show what they are', async () => {
    const harness = await start();
    const one = messageTo(AP);
    const search = await lost(harness, one);
    const standing = harness.slack.workspace.channel(AP)?.messages.at(-1);
    if (standing === undefined) throw new Error('no message');
    standing.content = { ...standing.content, metadata: undefined };
    const outcome = await harness.messenger.find(search, never);
    expect(outcome).toMatchObject({ kind: 'cannot-tell', error: { code: 'SLACK_HISTORY_HIDDEN', kind: 'permission' } });
    // Another one shows: so what shows nothing is one that was scheduled.
    await sent(harness.messenger, messageTo(AP));
    expect(await harness.messenger.find(search, never)).toEqual({ kind: 'absent' });
  });

  it('takes a reply for absent whose thread is gone', async () => {
    const harness = await start();
    const reply = messageTo(AP, { action: 'reply', parentTs: '1700000000.000100' });
    expect(await harness.messenger.find(searchFor(reply, harness.clock.now()), never)).toEqual({ kind: 'absent' });
  });

  it('finds a reply behind hundreds of others', async () => {
    const harness = await start({ limits: { channelBurst: 9_999, workspacePerMinute: 9_999 } });
    const parentTs = await sent(harness.messenger, messageTo(AP));
    const search = await lost(harness, messageTo(AP, { action: 'reply', parentTs }));
    const channel = harness.slack.workspace.channel(AP);
    if (channel === undefined) throw new Error('no channel');
    const content = { text: 'chatter', blocks: [], attachments: [], metadata: undefined };
    for (let said = 0; said < 250; said += 1)
      harness.slack.workspace.add(
        channel,
        { userId: 'U0PRACT01', botId: null, content, threadTs: parentTs },
        harness.clock.now(),
      );
    expect((await harness.messenger.find(search, never)).kind).toBe('found');
    const absent = searchFor(messageTo(AP, { action: 'reply', parentTs }), Date.parse(search.sinceUtc));
    expect(await harness.messenger.find(absent, never)).toEqual({ kind: 'absent' });
  });
});
