import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PracticeSlack } from '../../../sandbox/slack/index.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { AP, call, DIRECTORS, post, startFresh } from './slack-client.ts';

let slack: PracticeSlack;
let clock: VirtualClock;

beforeEach(async () => {
  ({ slack, clock } = await startFresh());
});
afterEach(() => slack.close());

function refresh(token: string, extra: Record<string, string> = {}) {
  const { clientId, clientSecret } = slack.credentialsUsed;
  const args = { grant_type: 'refresh_token', refresh_token: token, client_id: clientId, client_secret: clientSecret };
  return call(slack, 'oauth.v2.access', { ...args, ...extra }, { token: null });
}

describe('who may call', () => {
  it('says who the token is, and what it was granted in a header', async () => {
    const { body, headers, status } = await call(slack, 'auth.test');
    expect(status).toBe(200);
    expect(body).toEqual({
      ok: true,
      url: `${slack.address}/`,
      team: 'Practice workspace',
      user: 'ml-connector',
      team_id: 'T0PRACTICE',
      user_id: 'U0PRACTBOT',
      bot_id: 'B0PRACTICE',
      is_enterprise_install: false,
    });
    expect(headers.get('x-oauth-scopes')).toBe(
      'chat:write,chat:write.public,channels:read,groups:read,channels:history,groups:history,channels:join,users:read',
    );
  });

  it('listens on loopback only and tells the practice clock', async () => {
    expect(slack.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await clock.advance(90_000);
    const { headers } = await call(slack, 'auth.test');
    expect(headers.get('date')).toBe('Sat, 21 Nov 2026 12:01:30 GMT');
  });

  it('refuses no token, a wrong one and another scheme', async () => {
    expect((await call(slack, 'auth.test', {}, { token: null })).error).toBe('not_authed');
    expect((await call(slack, 'auth.test', {}, { token: 'xoxb-made-up' })).error).toBe('invalid_auth');
    const basic = { authorization: 'Basic abc' };
    expect((await call(slack, 'auth.test', {}, { token: null, headers: basic })).error).toBe('invalid_auth');
  });

  it('keeps the kinds of token apart', async () => {
    const app = { token: slack.credentialsUsed.appToken };
    expect((await call(slack, 'chat.postMessage', { channel: AP, text: 'x' }, app)).error).toBe(
      'not_allowed_token_type',
    );
    expect((await call(slack, 'apps.connections.open')).error).toBe('not_allowed_token_type');
    expect((await call(slack, 'auth.test', {}, app)).body['ok']).toBe(true);
  });

  it('does not know other methods', async () => {
    expect((await call(slack, 'users.profile.get')).body).toEqual({
      ok: false,
      error: 'unknown_method',
      req_method: 'users.profile.get',
    });
  });
});

describe('rotating tokens', () => {
  it('tells how long a token lasts, and refuses it afterwards', async () => {
    const token = slack.credentialsUsed.rotatingToken;
    await clock.advance(1_000_000);
    expect((await call(slack, 'auth.test', {}, { token })).body['expires_in']).toBe(42_200);
    await clock.advance(42_200_000);
    expect((await call(slack, 'auth.test', {}, { token })).error).toBe('token_expired');
    expect((await call(slack, 'auth.test')).body['ok']).toBe(true);
  });

  it('gives a new pair for a refresh token, once, apart from a short grace', async () => {
    const first = await refresh(slack.credentialsUsed.refreshToken);
    expect(first.body).toMatchObject({
      ok: true,
      token_type: 'bot',
      expires_in: 43_200,
      bot_user_id: 'U0PRACTBOT',
      team: { id: 'T0PRACTICE', name: 'Practice workspace' },
      enterprise: null,
    });
    expect(first.body['access_token']).toMatch(/^xoxe\.xoxb-1-/);
    expect(first.body['refresh_token']).toMatch(/^xoxe-1-/);
    expect((await refresh(slack.credentialsUsed.refreshToken)).body['access_token']).toBe(first.body['access_token']);
    await clock.advance(31_000);
    expect((await refresh(slack.credentialsUsed.refreshToken)).error).toBe('invalid_refresh_token');
    const token = String(first.body['access_token']);
    expect((await call(slack, 'auth.test', {}, { token })).body['ok']).toBe(true);
  });

  it('keeps two tokens alive and revokes the oldest', async () => {
    const first = await refresh(slack.credentialsUsed.refreshToken);
    const old = { token: slack.credentialsUsed.rotatingToken };
    expect((await call(slack, 'auth.test', {}, old)).body['ok']).toBe(true);
    await refresh(String(first.body['refresh_token']));
    expect((await call(slack, 'auth.test', {}, old)).error).toBe('token_revoked');
    expect((await call(slack, 'auth.test', {}, { token: String(first.body['access_token']) })).body['ok']).toBe(true);
  });

  it('refuses an unknown client, a wrong secret and another grant; takes Basic too', async () => {
    const token = slack.credentialsUsed.refreshToken;
    expect((await refresh(token, { client_id: 'other' })).error).toBe('invalid_client_id');
    expect((await refresh(token, { client_secret: 'other' })).error).toBe('bad_client_secret');
    expect((await refresh(token, { grant_type: 'password' })).error).toBe('invalid_grant_type');
    const { clientId, clientSecret } = slack.credentialsUsed;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const args = { grant_type: 'refresh_token', refresh_token: token };
    expect((await call(slack, 'oauth.v2.access', args, { token: null, headers: { authorization } })).body['ok']).toBe(
      true,
    );
  });

  it('ends every token when the app is revoked', async () => {
    slack.revokeTokens();
    const { botToken, rotatingToken, refreshToken } = slack.credentialsUsed;
    expect((await call(slack, 'auth.test', {}, { token: botToken })).error).toBe('token_revoked');
    expect((await call(slack, 'auth.test', {}, { token: rotatingToken })).error).toBe('token_revoked');
    expect((await refresh(refreshToken)).error).toBe('invalid_refresh_token');
  });
});

describe('scopes', () => {
  it('says what is needed and what is there', async () => {
    slack.setFault('missing-scope:chat:write', true);
    const { body, headers } = await call(slack, 'chat.postMessage', { channel: AP, text: 'x' });
    expect(body).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'chat:write.public,channels:read,groups:read,channels:history,groups:history,channels:join,users:read',
    });
    expect(headers.get('x-oauth-scopes')).not.toMatch(/chat:write(,|$)/);
  });

  it('asks for the scope of each method and kind of channel', async () => {
    await slack.close();
    ({ slack } = await startFresh({ scopes: [] }));
    const needed = async (method: string, args: Record<string, unknown>): Promise<unknown> => {
      const { error, body } = await call(slack, method, args);
      return error === 'missing_scope' ? (body['needed'] as unknown) : error;
    };
    const types = 'public_channel,private_channel';
    expect(await needed('conversations.list', {})).toBe('channels:read');
    expect(await needed('conversations.list', { types })).toBe('channels:read,groups:read');
    expect(await needed('conversations.info', { channel: AP })).toBe('channels:read');
    expect(await needed('conversations.info', { channel: DIRECTORS })).toBe('groups:read');
    expect(await needed('users.list', {})).toBe('users:read');
    expect(await needed('conversations.join', { channel: AP })).toBe('channels:join');
    expect(await needed('conversations.history', { channel: AP })).toBe('channels:history');
    expect(await needed('conversations.replies', { channel: DIRECTORS, ts: '1.0' })).toBe('groups:history');
    for (const method of ['chat.postMessage', 'chat.update', 'chat.scheduleMessage', 'chat.deleteScheduledMessage']) {
      expect(await needed(method, { channel: AP, text: 'x', ts: '1.0' })).toBe('chat:write');
    }
    expect((await call(slack, 'auth.test')).body['ok']).toBe(true);
    expect((await call(slack, 'chat.scheduledMessages.list')).body['ok']).toBe(true);
  });

  it('needs a scope of its own for another name or picture', async () => {
    const args = { channel: AP, text: 'x', username: 'The director' };
    expect((await call(slack, 'chat.postMessage', args)).body).toMatchObject({ needed: 'chat:write.customize' });
  });

  it('links to a message without any scope, and the link leads to it', async () => {
    const ts = await post(slack);
    await slack.close();
    ({ slack } = await startFresh({ scopes: [] }));
    const own = slack.say(AP, 'a person writes');
    const { body } = await call(slack, 'chat.getPermalink', { channel: AP, message_ts: own });
    expect(body['permalink']).toBe(`${slack.address}/archives/${AP}/p${own.replace('.', '')}`);
    const followed = await fetch(String(body['permalink']), { redirect: 'manual' });
    expect([followed.status, followed.headers.get('location')]).toEqual([302, `/#${AP}-${own.replace('.', '')}`]);
    const missing = await call(slack, 'chat.getPermalink', { channel: AP, message_ts: `${ts}1` });
    expect(missing.error).toBe('message_not_found');
  });
});

describe('both encodings', () => {
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'a & b = 1 + 1' } }];

  it('takes a form with JSON inside and a JSON body alike', async () => {
    for (const encoding of ['form', 'json'] as const) {
      const args = { channel: AP, text: 'both ways', blocks, unfurl_links: false, unfurl_media: false };
      expect((await call(slack, 'chat.postMessage', args, { encoding })).body['ok']).toBe(true);
    }
    const [form, json] = slack.posted().messages;
    expect(form?.blocks[0]).toMatchObject(blocks[0]!);
    expect(json?.blocks[0]).toMatchObject(blocks[0]!);
    expect([form?.unfurls, json?.unfurls]).toEqual([false, false]);
    expect(slack.calls.map((one) => one.encoding)).toEqual(['form', 'json']);
  });

  it('remarks on JSON without a charset', async () => {
    const headers = { 'content-type': 'application/json' };
    const { body } = await call(slack, 'auth.test', {}, { encoding: 'json', headers });
    expect(body).toMatchObject({ ok: true, warning: 'missing_charset' });
    expect(body['response_metadata']).toEqual({ warnings: ['missing_charset'] });
  });

  it.each([
    ['text/plain', '{}', 'invalid_post_type'],
    ['application/json; charset=utf-7', '{}', 'invalid_charset'],
    ['application/json', '{"a":', 'invalid_json'],
    ['application/json', '[1]', 'json_not_object'],
  ])('refuses %s with %s', async (type, body, error) => {
    const authorization = `Bearer ${slack.credentialsUsed.botToken}`;
    const headers = { 'content-type': type, authorization };
    const response = await fetch(`${slack.address}/api/auth.test`, { method: 'POST', headers, body });
    expect(await response.json()).toMatchObject({ ok: false, error });
  });

  it('wants a type for a body, and a timestamp as text', async () => {
    const authorization = `Bearer ${slack.credentialsUsed.botToken}`;
    const body = new TextEncoder().encode('channel=C1');
    const response = await fetch(`${slack.address}/api/auth.test`, {
      method: 'POST',
      headers: { authorization },
      body,
    });
    expect(await response.json()).toMatchObject({ error: 'missing_post_type' });
    const number = { channel: AP, text: 'x', thread_ts: 1_700_000_000.1 };
    const { error, body: told } = await call(slack, 'chat.postMessage', number, { encoding: 'json' });
    expect(error).toBe('invalid_arguments');
    expect(told['response_metadata']).toEqual({ messages: ['[ERROR] must be a string [json-pointer:/thread_ts]'] });
  });

  it('answers a GET for reading', async () => {
    const authorization = `Bearer ${slack.credentialsUsed.botToken}`;
    const response = await fetch(`${slack.address}/api/conversations.info?channel=${AP}`, {
      headers: { authorization },
    });
    expect(await response.json()).toMatchObject({ ok: true, channel: { name: 'ap-invoices' } });
  });
});
