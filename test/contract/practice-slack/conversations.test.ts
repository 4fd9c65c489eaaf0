import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PracticeSlack } from '../../../sandbox/slack/index.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import * as channels from './slack-client.ts';
import { AP, call, metadata, post, startFresh, type Answer } from './slack-client.ts';

let slack: PracticeSlack;
let clock: VirtualClock;

beforeEach(async () => {
  ({ slack, clock } = await startFresh());
});
afterEach(() => slack.close());

const names = ({ body }: Answer): string[] => (body['channels'] as { name: string }[]).map((one) => one.name);
const texts = ({ body }: Answer): string[] => (body['messages'] as { text: string }[]).map((one) => one.text);
const cursorOf = ({ body }: Answer): string => String(body['response_metadata']?.next_cursor ?? '');
const history = (args: Record<string, unknown> = {}) => call(slack, 'conversations.history', { channel: AP, ...args });

/** Posts `count` messages a second apart and gives their moments. */
async function postMany(count: number): Promise<string[]> {
  const moments: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    await clock.advance(1000);
    moments.push(await post(slack, { text: `m${number}` }));
  }
  return moments;
}

describe('listing channels', () => {
  const types = 'public_channel,private_channel';

  it('shows public ones, and private ones only from within', async () => {
    const publicOnly = names(await call(slack, 'conversations.list', { limit: 200 }));
    expect(publicOnly).toContain('procurement');
    expect(publicOnly).not.toContain('finance-directors');
    const both = names(await call(slack, 'conversations.list', { types, limit: 200 }));
    expect(both).toContain('finance-directors');
    expect(both).not.toContain('treasury-confidential');
    const live = names(await call(slack, 'conversations.list', { types, limit: 200, exclude_archived: true }));
    expect(live).toEqual(both.filter((name) => name !== 'finance-2025'));
  });

  it('filters after cutting the page: a page may be short or empty before the end', async () => {
    const sizes: number[] = [];
    const all: string[] = [];
    let cursor = '';
    do {
      const page = await call(slack, 'conversations.list', { types, exclude_archived: true, limit: 2, cursor });
      sizes.push(names(page).length);
      all.push(...names(page));
      cursor = cursorOf(page);
    } while (cursor !== '');
    expect(sizes).toEqual([2, 2, 2, 0, 2, 2, 1]);
    expect(new Set(all).size).toBe(11);
  });

  it('refuses a limit of 1,000, a cursor it did not give, and kinds it does not know', async () => {
    const list = async (args: Record<string, unknown>) => (await call(slack, 'conversations.list', args)).error;
    expect(await list({ limit: 1000 })).toBe('invalid_limit');
    expect(await list({ limit: 999 })).toBeUndefined();
    expect(await list({ limit: 'many' })).toBe('invalid_limit');
    expect(await list({ limit: 5, cursor: 'made-up' })).toBe('invalid_cursor');
    expect(await list({ types: 'rooms' })).toBe('invalid_types');
    expect(await list({ types: 'im' })).toBe('invalid_arguments');
  });

  it('tells what stands in the way of posting', async () => {
    const info = async (channel: string): Promise<unknown> =>
      (await call(slack, 'conversations.info', { channel })).body['channel'] as unknown;
    expect(await info(AP)).toMatchObject({
      is_member: true,
      is_private: false,
      is_archived: false,
      is_read_only: false,
    });
    expect(await info(channels.DIRECTORS)).toMatchObject({ is_private: true, is_member: true });
    expect(await info(channels.ARCHIVED)).toMatchObject({ is_archived: true });
    expect(await info(channels.READ_ONLY)).toMatchObject({ is_read_only: true });
    expect(await info(channels.EXT_SHARED)).toMatchObject({ is_ext_shared: true, is_org_shared: false });
    expect(await info(channels.THREAD_ONLY)).toMatchObject({ is_thread_only: true });
    expect(await info(channels.NO_THREADS)).toMatchObject({ is_non_threadable: true });
    expect(await info(channels.NOT_IN)).toMatchObject({ is_member: false });
    expect((await call(slack, 'conversations.info', { channel: channels.TREASURY })).error).toBe('channel_not_found');
    expect((await call(slack, 'conversations.info', { channel: '#ap-invoices' })).error).toBe('channel_not_found');
  });

  it('lets the bot into public channels that are open, and warns where it is already', async () => {
    const join = (channel: string) => call(slack, 'conversations.join', { channel });
    expect((await join(channels.NOT_IN)).body).toMatchObject({ ok: true, channel: { is_member: true } });
    expect((await join(channels.NOT_IN)).body).toMatchObject({
      ok: true,
      warning: 'already_in_channel',
      response_metadata: { warnings: ['already_in_channel'] },
    });
    expect((await join(channels.DIRECTORS)).error).toBe('method_not_supported_for_channel_type');
    expect((await join(channels.TREASURY)).error).toBe('channel_not_found');
    expect((await join(channels.ARCHIVED)).error).toBe('is_archived');
  });
});

describe('history', () => {
  it('reads only channels that the bot is in', async () => {
    expect((await history({ channel: channels.NOT_IN })).error).toBe('not_in_channel');
    expect((await history({ channel: channels.TREASURY })).error).toBe('channel_not_found');
    expect((await history({ channel: channels.DIRECTORS })).body['ok']).toBe(true);
    await call(slack, 'conversations.join', { channel: channels.NOT_IN });
    expect((await history({ channel: channels.NOT_IN })).body['ok']).toBe(true);
  });

  it('gives the newest first, page by page, whatever is posted meanwhile', async () => {
    await postMany(5);
    const first = await history({ limit: 3 });
    expect([texts(first), first.body['has_more']]).toEqual([['m5', 'm4', 'm3'], true]);
    await post(slack, { text: 'later' });
    const second = await history({ limit: 3, cursor: cursorOf(first) });
    expect(texts(second).slice(0, 2)).toEqual(['m2', 'm1']);
    const last = await history({ limit: 3, cursor: cursorOf(second) });
    expect([last.body['has_more'], cursorOf(last)]).toEqual([false, '']);
  });

  it('cuts at oldest and latest, with the ends only where asked', async () => {
    const [one, two, three] = await postMany(4);
    const window = { oldest: one, latest: three };
    expect(texts(await history(window))).toEqual(['m2']);
    expect(texts(await history({ ...window, inclusive: true }))).toEqual(['m3', 'm2', 'm1']);
    expect(texts(await history({ oldest: two }))).toEqual(['m4', 'm3']);
    expect(texts(await history({ oldest: two!.split('.')[0]! }))).toEqual(['m4', 'm3']);
    expect((await history({ oldest: 'yesterday' })).error).toBe('invalid_ts_oldest');
    expect((await history({ latest: 'now' })).error).toBe('invalid_ts_latest');
  });

  it('gives metadata in full only where asked, else its type', async () => {
    await post(slack, { metadata: metadata('d-1') });
    const bare = await history({ limit: 1 });
    expect(bare.body['messages'][0].metadata).toEqual({ event_type: 'ml_connector_delivery' });
    const full = await history({ limit: 1, include_all_metadata: true });
    expect(full.body['messages'][0]).toMatchObject({
      metadata: metadata('d-1'),
      bot_id: 'B0PRACTICE',
      app_id: 'A0PRACTICE',
    });
  });

  it('gives 100 at a time, 999 at most', async () => {
    for (let number = 0; number < 101; number += 1) slack.say(AP, `n${number}`);
    expect(texts(await history())).toHaveLength(100);
    expect((await history({ limit: 1000 })).error).toBe('invalid_limit');
    expect(texts(await history({ limit: 999 })).length).toBeGreaterThan(100);
    expect((await history({ cursor: Buffer.from('next:1.000000').toString('base64') })).error).toBe('invalid_cursor');
  });

  it('gives 15 at most where the app is limited', async () => {
    for (let number = 0; number < 20; number += 1) slack.say(AP, `n${number}`);
    slack.setFault('history-15-items', true);
    const first = await history({ limit: 200 });
    expect([texts(first).length, first.body['has_more']]).toEqual([15, true]);
    expect(texts(await history({ limit: 200, cursor: cursorOf(first) }))).toHaveLength(7);
    const parent = await post(slack);
    for (let number = 0; number < 20; number += 1) await post(slack, { thread_ts: parent });
    expect(texts(await call(slack, 'conversations.replies', { channel: AP, ts: parent }))).toHaveLength(15);
  });

  it('may be read once a minute where the app is limited', async () => {
    slack.setFault('history-once-a-minute', true);
    expect((await history()).status).toBe(200);
    const refused = await history();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    await clock.advance(59_000);
    expect((await history()).headers.get('retry-after')).toBe('1');
    await clock.advance(1_000);
    expect((await history()).status).toBe(200);
  });
});

describe('replies', () => {
  const replies = (args: Record<string, unknown>) => call(slack, 'conversations.replies', { channel: AP, ...args });

  it('gives the parent, then the replies, oldest first, page by page', async () => {
    const parent = await post(slack, { text: 'parent', metadata: metadata('d-0') });
    for (const text of ['r1', 'r2', 'r3']) await post(slack, { text, thread_ts: parent, metadata: metadata(text) });
    const first = await replies({ ts: parent, limit: 2, include_all_metadata: true });
    expect([texts(first), first.body['has_more']]).toEqual([['parent', 'r1'], true]);
    expect(first.body['messages'][1].metadata.event_payload.delivery_id).toBe('r1');
    expect(texts(await replies({ ts: parent, limit: 2, cursor: cursorOf(first) }))).toEqual(['r2', 'r3']);
  });

  it('finds the thread by a reply, cuts by time, and knows no thread where nothing is', async () => {
    const parent = await post(slack, { text: 'parent' });
    const first = await post(slack, { text: 'r1', thread_ts: parent });
    await post(slack, { text: 'r2', thread_ts: parent });
    expect(texts(await replies({ ts: first }))).toEqual(['parent', 'r1', 'r2']);
    expect(texts(await replies({ ts: parent, oldest: first }))).toEqual(['parent', 'r2']);
    expect((await replies({ ts: '1795262400.999999' })).error).toBe('thread_not_found');
    expect((await replies({ channel: channels.NOT_IN, ts: parent })).error).toBe('not_in_channel');
  });
});
