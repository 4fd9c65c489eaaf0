import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PracticeSlack } from '../../../sandbox/slack/index.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import * as channels from './slack-client.ts';
import { AP, call, metadata, post, startFresh } from './slack-client.ts';

let slack: PracticeSlack;
let clock: VirtualClock;

beforeEach(async () => {
  ({ slack, clock } = await startFresh());
});
afterEach(() => slack.close());

const send = (args: Record<string, unknown>) => call(slack, 'chat.postMessage', { channel: AP, ...args });
const section = (text: string) => ({ type: 'section', text: { type: 'plain_text', text } });

describe('posting', () => {
  it('answers with channel, ts and the message, and shows it in what was posted', async () => {
    const { body } = await send({ text: 'Invoice INV-1', metadata: metadata('d-1') });
    expect(body).toMatchObject({
      ok: true,
      channel: AP,
      ts: '1795262400.000000',
      message: {
        type: 'message',
        text: 'Invoice INV-1',
        user: 'U0PRACTBOT',
        bot_id: 'B0PRACTICE',
        app_id: 'A0PRACTICE',
        metadata: metadata('d-1'),
      },
    });
    expect(slack.posted()).toMatchObject({
      messages: [{ channel: 'ap-invoices', text: 'Invoice INV-1', deliveryId: 'd-1', threadTs: null, updates: 0 }],
      countsByDelivery: { 'd-1': 1 },
    });
  });

  it('gives every message a moment of its own, and does not mind a message twice', async () => {
    const first = await post(slack, { metadata: metadata('d-1') });
    const second = await post(slack, { metadata: metadata('d-1'), client_msg_id: 'the-same' });
    expect([first, second]).toEqual(['1795262400.000000', '1795262400.000001']);
    expect(slack.posted().countsByDelivery).toEqual({ 'd-1': 2 });
    const view = await fetch(`${slack.address}/practice/posted`);
    expect(await view.json()).toEqual(JSON.parse(JSON.stringify(slack.posted())));
  });

  it('takes a public channel by name', async () => {
    expect((await call(slack, 'chat.postMessage', { channel: '#payment-runs', text: 'x' })).body['channel']).toBe(
      channels.PAYMENTS,
    );
  });

  it.each([
    ['nothing at all', {}, 'no_text'],
    ['empty text and blocks', { text: '', blocks: [] }, 'no_text'],
    ['markdown beside text', { text: 'x', markdown_text: 'y' }, 'markdown_text_conflict'],
    ['markdown beside blocks', { blocks: [section('x')], markdown_text: 'y' }, 'markdown_text_conflict'],
    ['more than 12,000 characters of markdown', { markdown_text: 'm'.repeat(12_001) }, 'msg_too_long'],
    ['101 attachments', { attachments: Array.from({ length: 101 }, () => ({ text: 'a' })) }, 'too_many_attachments'],
    ['attachments that are no list', { attachments: '{}' }, 'invalid_attachments'],
    ['another way to parse', { text: 'x', parse: 'half' }, 'invalid_arguments'],
  ])('refuses %s', async (_what, args, error) => {
    expect((await send(args)).error).toBe(error);
    expect(slack.posted().messages).toEqual([]);
  });

  it('takes exactly the most: 12,000 of markdown, 100 attachments', async () => {
    expect((await send({ markdown_text: 'm'.repeat(12_000) })).body['ok']).toBe(true);
    const attachments = Array.from({ length: 100 }, () => ({ text: 'a' }));
    expect((await send({ attachments })).body['ok']).toBe(true);
  });

  it('cuts text off at 40,000 characters', async () => {
    await post(slack, { text: 't'.repeat(40_001) });
    expect(slack.posted().messages[0]?.text).toHaveLength(40_000);
  });

  it('wants a channel', async () => {
    const { error, body } = await call(slack, 'chat.postMessage', { text: 'x' });
    expect([error, body['response_metadata']]).toEqual([
      'invalid_arguments',
      { messages: ['[ERROR] missing required field: channel'] },
    ]);
  });
});

describe('channels that say no', () => {
  it.each([
    ['unknown', 'C0NOWHERE', 'channel_not_found'],
    ['private and not among its members', channels.TREASURY, 'channel_not_found'],
    ['archived', channels.ARCHIVED, 'is_archived'],
    ['read-only', channels.READ_ONLY, 'restricted_action_read_only_channel'],
    ['for threads only', channels.THREAD_ONLY, 'restricted_action_thread_only_channel'],
  ])('refuses a channel that is %s', async (_what, channel, error) => {
    for (const method of ['chat.postMessage', 'chat.scheduleMessage']) {
      const args = { channel, text: 'x', post_at: Math.floor(clock.now() / 1000) + 600 };
      expect((await call(slack, method, args)).error).toBe(error);
    }
  });

  it('takes a private channel it is in, one shared with another company, and a public one by scope', async () => {
    for (const channel of [channels.DIRECTORS, channels.EXT_SHARED, channels.NOT_IN]) await post(slack, { channel });
    slack.setFault('missing-scope:chat:write.public', true);
    expect((await call(slack, 'chat.postMessage', { channel: channels.NOT_IN, text: 'x' })).error).toBe(
      'not_in_channel',
    );
    expect((await send({ text: 'x' })).body['ok']).toBe(true);
  });
});

describe('threads', () => {
  it('answers below the parent, in the channel too where asked', async () => {
    const parent = await post(slack, { text: 'run' });
    const reply = await send({ text: 'exception', thread_ts: parent });
    expect(reply.body['message']).toMatchObject({ thread_ts: parent });
    const loud = await send({ text: 'recovered', thread_ts: parent, reply_broadcast: true });
    expect(loud.body['message']).toMatchObject({ thread_ts: parent, subtype: 'thread_broadcast' });
    const history = await call(slack, 'conversations.history', { channel: AP, limit: 2 });
    const messages = history.body['messages'] as { text: string }[];
    expect(messages.map((one) => one.text)).toEqual(['recovered', 'run']);
    expect(history.body['messages'][1]).toMatchObject({ reply_count: 2, latest_reply: loud.body['ts'] });
  });

  it('needs a parent that exists and that can be answered', async () => {
    const parent = await post(slack);
    const reply = await post(slack, { thread_ts: parent });
    expect((await send({ text: 'x', thread_ts: '1795262400.999999' })).error).toBe('thread_not_found');
    expect((await send({ text: 'x', thread_ts: 'soon' })).error).toBe('thread_not_found');
    expect((await send({ text: 'x', thread_ts: reply })).error).toBe('cannot_reply_to_message');
    const joined = slack.workspace.channel(AP)?.messages.find((one) => one.subtype === 'channel_join');
    expect((await send({ text: 'x', thread_ts: joined?.ts })).error).toBe('cannot_reply_to_message');
  });

  it('obeys channels without threads, with threads only, and threads that are locked', async () => {
    const top = await post(slack, { channel: channels.NO_THREADS });
    const below = { channel: channels.NO_THREADS, thread_ts: top, text: 'x' };
    expect((await call(slack, 'chat.postMessage', below)).error).toBe('restricted_action_non_threadable_channel');
    const question = slack.say(channels.THREAD_ONLY, 'a question');
    await post(slack, { channel: channels.THREAD_ONLY, thread_ts: question });
    const message = slack.workspace.channel(channels.THREAD_ONLY)?.messages.find((one) => one.ts === question);
    message!.isThreadLocked = true;
    const late = { channel: channels.THREAD_ONLY, thread_ts: question, text: 'x' };
    expect((await call(slack, 'chat.postMessage', late)).error).toBe('restricted_action_thread_locked');
  });
});

describe('metadata', () => {
  it.each([
    ['not JSON', '{', 'invalid_metadata_format'],
    ['a list', [], 'invalid_metadata_format'],
    ['no type', { event_payload: {} }, 'invalid_metadata_schema'],
    ['an empty type', { event_type: '', event_payload: {} }, 'invalid_metadata_schema'],
    ['no payload', { event_type: 'x' }, 'invalid_metadata_schema'],
    ['another field', { event_type: 'x', event_payload: {}, more: 1 }, 'invalid_metadata_schema'],
    ['two levels', { event_type: 'x', event_payload: { a: { b: { c: 1 } } } }, 'invalid_metadata_schema'],
    ['a list of lists', { event_type: 'x', event_payload: { a: [[1]] } }, 'invalid_metadata_schema'],
    ['null', { event_type: 'x', event_payload: { a: null } }, 'invalid_metadata_schema'],
    ['too much', { event_type: 'x', event_payload: { a: 'm'.repeat(8_000) } }, 'metadata_too_large'],
  ])('refuses %s', async (_what, value, error) => {
    expect((await send({ text: 'x', metadata: value })).error).toBe(error);
  });

  it('takes scalars and one level of objects or lists of objects', async () => {
    const payload = { id: 'd', n: 1, yes: true, one: { a: 1 }, many: [{ b: 'c' }, 2] };
    const value = { event_type: 'x', event_payload: payload };
    expect((await send({ text: 'x', metadata: value })).body['message'].metadata).toEqual(value);
  });
});

describe('updating', () => {
  const update = (args: Record<string, unknown>) => call(slack, 'chat.update', { channel: AP, ...args });

  it('takes the blocks away when only text is given, and keeps the metadata', async () => {
    const ts = await post(slack, { text: 'old', blocks: [section('old')], metadata: metadata('d-1') });
    const { body } = await update({ ts, text: 'new' });
    expect(body).toMatchObject({ ok: true, channel: AP, ts, text: 'new', message: { edited: { user: 'U0PRACTBOT' } } });
    expect(body['message']).not.toHaveProperty('blocks');
    expect(slack.posted().messages[0]).toMatchObject({ text: 'new', blocks: [], deliveryId: 'd-1', updates: 1 });
  });

  it('changes both where both are given, without a mark of editing, and metadata alone', async () => {
    const ts = await post(slack, { text: 'old', blocks: [section('old')], metadata: metadata('d-1') });
    const { body } = await update({ ts, text: 'new', blocks: [section('new')], metadata: metadata('d-2') });
    expect(body['message']).not.toHaveProperty('edited');
    expect(body['message'].blocks[0].text.text).toBe('new');
    await update({ ts, metadata: {} });
    expect(slack.posted().messages[0]).toMatchObject({ text: 'new', deliveryId: null, updates: 2 });
    expect(slack.posted().messages[0]?.blocks).toHaveLength(1);
  });

  it('leaves alone what is not there, not its own, or in a closed channel', async () => {
    expect((await update({ ts: '1795262400.999999', text: 'x' })).error).toBe('message_not_found');
    expect((await update({ ts: slack.say(AP, 'mine'), text: 'x' })).error).toBe('cant_update_message');
    const joined = slack.workspace.channel(AP)?.messages.find((one) => one.subtype === 'channel_join');
    expect((await update({ ts: joined?.ts, text: 'x' })).error).toBe('cant_update_message');
    const ts = await post(slack);
    expect((await update({ ts })).error).toBe('no_text');
    expect((await update({ text: 'x' })).error).toBe('invalid_arguments');
    slack.workspace.channel(AP)!.isArchived = true;
    expect((await update({ ts, text: 'x' })).error).toBe('is_inactive');
    expect(slack.posted().messages[0]).toMatchObject({ text: 'posted', updates: 0 });
  });

  it('checks blocks and metadata as a post does', async () => {
    const ts = await post(slack);
    expect((await update({ ts, blocks: [{ type: 'header' }] })).error).toBe('invalid_blocks');
    expect((await update({ ts, text: 'x', metadata: [] })).error).toBe('invalid_metadata_format');
  });
});
