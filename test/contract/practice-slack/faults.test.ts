import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PracticeSlack } from '../../../sandbox/slack/index.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { AP, call, metadata, post, startFresh } from './slack-client.ts';

let slack: PracticeSlack;
let clock: VirtualClock;

beforeEach(async () => {
  ({ slack, clock } = await startFresh());
});
afterEach(() => slack.close());

const send = (signal?: AbortSignal) =>
  call(
    slack,
    'chat.postMessage',
    { channel: AP, text: 'x', metadata: metadata('d-1') },
    signal === undefined ? {} : { signal },
  );
const stored = () => slack.posted().countsByDelivery['d-1'] ?? 0;

/** Waits until the call has come in. */
async function untilCalled(count: number): Promise<void> {
  while (slack.calls.length < count) await new Promise((resolve) => setImmediate(resolve));
}

describe('switching', () => {
  it('refuses a fault or method that it does not have', () => {
    for (const id of [
      'unknown',
      'drop-after@users.lookupByEmail',
      'drop-after@chat.update@chat.update',
      'missing-scope:admin',
    ]) {
      expect(() => {
        slack.setFault(id, true);
      }).toThrow(`no fault ${id}`);
    }
  });

  it('strikes as often as it was told, then no more, and can be switched off', async () => {
    slack.setFault('unavailable-before', true, 2);
    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([503, 503, 200]);
    slack.setFault('unavailable-before', true);
    expect(slack.activeFaults()).toEqual(['unavailable-before']);
    slack.setFault('unavailable-before', false);
    expect((await send()).status).toBe(200);
  });

  it('can be aimed at one method', async () => {
    slack.setFault('unavailable-before@conversations.history', true);
    expect((await send()).status).toBe(200);
    expect((await call(slack, 'conversations.history', { channel: AP })).status).toBe(503);
  });
});

describe('answers that leave open what happened', () => {
  it.each([
    ['drop-before', 0],
    ['drop-after', 1],
  ])('%s: the connection breaks', async (fault, kept) => {
    slack.setFault(fault, true, 1);
    await expect(send()).rejects.toThrow('fetch failed');
    expect(stored()).toBe(kept);
    expect(slack.calls.at(-1)).toMatchObject({ method: 'chat.postMessage', status: 0 });
  });

  it.each([
    ['hang-before', 0],
    ['hang-after', 1],
  ])('%s: no answer ever comes', async (fault, kept) => {
    slack.setFault(fault, true, 1);
    const patience = new AbortController();
    const waiting = send(patience.signal);
    await untilCalled(1);
    expect(stored()).toBe(kept);
    patience.abort();
    await expect(waiting).rejects.toThrow('aborted');
    expect((await send()).status).toBe(200);
  });

  it.each([
    ['unavailable-before', 503, 0],
    ['unavailable-after', 503, 1],
    ['html-page', 200, 0],
  ])('%s: a page instead of JSON', async (fault, status, kept) => {
    slack.setFault(fault, true, 1);
    const answer = await send();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(stored()).toBe(kept);
  });

  it.each([
    ['internal-error-before', 0],
    ['internal-error-after', 1],
  ])('%s', async (fault, kept) => {
    slack.setFault(fault, true, 1);
    expect((await send()).body).toEqual({ ok: false, error: 'internal_error' });
    expect(stored()).toBe(kept);
  });

  it('strikes afterwards only where something was done', async () => {
    slack.setFault('unavailable-after', true, 1);
    expect((await call(slack, 'auth.test')).status).toBe(200);
    expect((await call(slack, 'chat.postMessage', { channel: AP })).error).toBe('no_text');
    expect((await send()).status).toBe(503);
    const ts = await post(slack);
    slack.setFault('drop-after@chat.update', true, 1);
    await expect(call(slack, 'chat.update', { channel: AP, ts, text: 'new' })).rejects.toThrow('fetch failed');
    expect(slack.posted().messages.at(-1)).toMatchObject({ text: 'new', updates: 1 });
  });

  it('loses the answer of a refresh, whose token is then used up', async () => {
    const { clientId, clientSecret, refreshToken } = slack.credentialsUsed;
    const args = {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      client_secret: clientSecret,
    };
    slack.setFault('drop-after@oauth.v2.access', true, 1);
    await expect(call(slack, 'oauth.v2.access', args, { token: null })).rejects.toThrow('fetch failed');
    await clock.advance(60_000);
    expect((await call(slack, 'oauth.v2.access', args, { token: null })).error).toBe('invalid_refresh_token');
  });
});

describe('answers of Slack that nothing else leads to', () => {
  it('gives each of them, and does nothing', async () => {
    const ids = slack.faults.map((fault) => fault.id).filter((id) => id.startsWith('error:'));
    expect(ids).toContain('error:never_heard_of');
    for (const id of ids) {
      slack.setFault(id, true, 1);
      expect((await send()).body).toEqual({ ok: false, error: id.slice('error:'.length) });
    }
    expect(ids.length).toBeGreaterThan(20);
    expect(stored()).toBe(0);
  });
});

describe('limits', () => {
  it('answers 429 with Retry-After and pauses the method', async () => {
    slack.setFault('throttled-retry-after', true, 1);
    const first = await send();
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '5']);
    await clock.advance(3_000);
    expect((await send()).headers.get('retry-after')).toBe('2');
    expect((await call(slack, 'auth.test')).status).toBe(200);
    await clock.advance(2_000);
    expect((await send()).status).toBe(200);
  });

  it('answers 429 without Retry-After, and 200 with the error alone', async () => {
    slack.setFault('throttled', true, 1);
    const bare = await send();
    expect([bare.status, bare.headers.get('retry-after')]).toEqual([429, null]);
    slack.setFault('ratelimited-body', true, 1);
    const body = await send();
    expect([body.status, body.body]).toEqual([200, { ok: false, error: 'ratelimited' }]);
    expect(stored()).toBe(0);
  });
});

describe('access and channels', () => {
  it('revokes tokens', async () => {
    slack.setFault('token-revoked', true);
    expect((await send()).error).toBe('token_revoked');
    slack.setFault('token-revoked', false);
    expect((await send()).body['ok']).toBe(true);
  });

  it('lets the rotating token expire, for good, and no other', async () => {
    const token = slack.credentialsUsed.rotatingToken;
    slack.setFault('token-expired', true, 1);
    expect((await call(slack, 'auth.test')).body['ok']).toBe(true);
    expect((await call(slack, 'auth.test', {}, { token })).error).toBe('token_expired');
    expect((await call(slack, 'auth.test', {}, { token })).error).toBe('token_expired');
  });

  it('archives the channel that is written to', async () => {
    slack.setFault('channel-archived', true, 2);
    expect((await send()).error).toBe('is_archived');
    expect((await call(slack, 'chat.update', { channel: AP, ts: '1.0', text: 'x' })).error).toBe('is_inactive');
    expect((await send()).body['ok']).toBe(true);
  });

  it('shows messages in history only after a while', async () => {
    await send();
    slack.setFault('history-late', true);
    const found = async () => {
      const { body } = await call(slack, 'conversations.history', { channel: AP, limit: 1 });
      return (body['messages'] as { text: string }[])[0]?.text === 'x';
    };
    expect(await found()).toBe(false);
    await clock.advance(3_000);
    expect(await found()).toBe(true);
  });

  it('takes scopes away', async () => {
    slack.setFault('missing-scope:channels:history', true, 1);
    const { body } = await call(slack, 'conversations.history', { channel: AP });
    expect(body).toMatchObject({ error: 'missing_scope', needed: 'channels:history' });
    expect((await call(slack, 'conversations.history', { channel: AP })).body['ok']).toBe(true);
  });
});
