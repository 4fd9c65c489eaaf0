import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PracticeSlack } from '../../../sandbox/slack/index.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { AP, call, metadata, PAYMENTS, post, startFresh } from './slack-client.ts';

let slack: PracticeSlack;
let clock: VirtualClock;

beforeEach(async () => {
  ({ slack, clock } = await startFresh());
});
afterEach(() => slack.close());

const inSeconds = (seconds: number): number => Math.floor(clock.now() / 1000) + seconds;
const schedule = (args: Record<string, unknown> = {}) =>
  call(slack, 'chat.scheduleMessage', { channel: AP, text: 'No data since 12:00', post_at: inSeconds(600), ...args });
const list = (args: Record<string, unknown> = {}) => call(slack, 'chat.scheduledMessages.list', args);
const remove = (id: unknown, channel = AP) =>
  call(slack, 'chat.deleteScheduledMessage', { channel, scheduled_message_id: id });

describe('scheduling', () => {
  it('posts by itself at the moment, not before', async () => {
    const { body } = await schedule();
    expect(body).toMatchObject({
      ok: true,
      channel: AP,
      post_at: inSeconds(600),
      message: { text: 'No data since 12:00' },
    });
    expect(body['scheduled_message_id']).toMatch(/^Q[0-9A-F]{10}$/);
    await clock.advance(599_000);
    expect(slack.posted()).toMatchObject({ messages: [], scheduled: [{ id: body['scheduled_message_id'] }] });
    await clock.advance(1_000);
    const history = await call(slack, 'conversations.history', { channel: AP, limit: 1 });
    expect(history.body['messages'][0]).toMatchObject({ text: 'No data since 12:00', ts: '1795263000.000000' });
    expect(slack.posted().scheduled).toEqual([]);
  });

  it('accepts a message with metadata and never posts it', async () => {
    expect((await schedule({ metadata: metadata('d-1') })).body['ok']).toBe(true);
    await clock.advance(700_000);
    expect(slack.posted()).toMatchObject({ messages: [], scheduled: [], neverPosted: [{ reason: 'metadata' }] });
  });

  it('does not post into a channel that was archived meanwhile', async () => {
    await schedule();
    slack.workspace.channel(AP)!.isArchived = true;
    await clock.advance(600_000);
    expect(slack.posted()).toMatchObject({ messages: [], neverPosted: [{ reason: 'channel' }] });
  });

  it('posts below a parent where asked, and checks what it is given', async () => {
    const parent = await post(slack);
    await schedule({ thread_ts: parent, post_at: inSeconds(5) });
    await clock.advance(5_000);
    expect(slack.posted().messages[1]).toMatchObject({ threadTs: parent });
    expect((await schedule({ thread_ts: '1.0' })).error).toBe('thread_not_found');
    expect((await schedule({ blocks: [{ type: 'header' }] })).error).toBe('invalid_blocks');
    expect((await schedule({ text: '' })).error).toBe('no_text');
  });

  it('wants a moment to come, within 120 days', async () => {
    expect((await schedule({ post_at: inSeconds(0) })).error).toBe('time_in_past');
    expect((await schedule({ post_at: inSeconds(1) })).body['ok']).toBe(true);
    expect((await schedule({ post_at: inSeconds(120 * 86_400) })).body['ok']).toBe(true);
    expect((await schedule({ post_at: inSeconds(120 * 86_400 + 1) })).error).toBe('time_too_far');
    expect((await schedule({ post_at: 'soon' })).error).toBe('invalid_time');
    expect((await schedule({ post_at: '' })).error).toBe('invalid_time');
  });

  it('takes 30 in a channel within five minutes, and no more', async () => {
    for (let number = 0; number < 30; number += 1) {
      expect((await schedule({ post_at: inSeconds(1000 + number * 10) })).body['ok']).toBe(true);
    }
    expect((await schedule({ post_at: inSeconds(1299) })).error).toBe('restricted_too_many');
    expect((await schedule({ post_at: inSeconds(991) })).error).toBe('restricted_too_many');
    expect((await schedule({ post_at: inSeconds(1300) })).body['ok']).toBe(true);
    expect((await schedule({ post_at: inSeconds(1150), channel: PAYMENTS })).body['ok']).toBe(true);
  });
});

describe('what waits', () => {
  it('is listed by channel and time, page by page', async () => {
    await schedule({ text: 'second', post_at: inSeconds(200) });
    await schedule({ text: 'first', post_at: inSeconds(100) });
    await schedule({ text: 'elsewhere', post_at: inSeconds(150), channel: PAYMENTS });
    const textsOf = async (args: Record<string, unknown>) =>
      ((await list(args)).body['scheduled_messages'] as { text: string }[]).map((one) => one.text);
    expect(await textsOf({})).toEqual(['first', 'elsewhere', 'second']);
    expect(await textsOf({ channel: AP })).toEqual(['first', 'second']);
    expect(await textsOf({ oldest: inSeconds(120), latest: inSeconds(160) })).toEqual(['elsewhere']);
    const page = await list({ limit: 2 });
    const cursor = page.body['response_metadata'].next_cursor as string;
    expect(page.body['scheduled_messages'][0]).toMatchObject({ channel_id: AP, post_at: inSeconds(100) });
    expect(await textsOf({ limit: 2, cursor })).toEqual(['second']);
  });

  it('can be deleted until a minute before, once, in its own channel', async () => {
    const { body } = await schedule();
    const id = body['scheduled_message_id'] as string;
    expect((await remove(id, PAYMENTS)).error).toBe('invalid_scheduled_message_id');
    expect((await remove(id)).body).toEqual({ ok: true });
    expect((await remove(id)).error).toBe('invalid_scheduled_message_id');
    const late = (await schedule()).body['scheduled_message_id'];
    await clock.advance(540_000);
    expect((await remove(late)).error).toBe('invalid_scheduled_message_id');
    await clock.advance(60_000);
    expect((await remove(late)).error).toBe('invalid_scheduled_message_id');
    expect(slack.posted().messages).toHaveLength(1);
  });
});
