import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeExact } from '../../../sandbox/exact/index.ts';
import { askToken, get, startBench, type Bench } from './exact-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(async () => {
  await bench.exact.close();
});

function authorizeAddress({ exact }: Bench, change: Record<string, string> = {}): string {
  const { clientId, redirectUri } = exact.registration;
  const query = { client_id: clientId, redirect_uri: redirectUri, response_type: 'code', state: 'a b/1', ...change };
  return `${exact.address}/api/oauth2/auth?${new URLSearchParams(query).toString()}`;
}

const renew = ({ exact }: Bench, refreshToken = exact.tokens().refreshToken) =>
  askToken(exact, { grant_type: 'refresh_token', refresh_token: refreshToken });

describe('the authorize address', () => {
  it('shows scopes and companies, and lands with a code and the state', async () => {
    const page = await fetch(authorizeAddress(bench));
    const html = await page.text();
    expect(page.status).toBe(200);
    for (const text of ['Financial: general ledgers', 'Small &amp; Sons', 'not allowed for this app', 'archived'])
      expect(html).toContain(text);
    const form = Object.fromEntries(
      [...html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']): [string, string] => [name, value],
      ),
    );
    const answer = await fetch(`${bench.exact.address}/api/oauth2/auth`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ ...form, decision: 'allow' }),
    });
    const landing = new URL(answer.headers.get('location') ?? '');
    expect(landing.href.startsWith('https://practice.invalid/exact?code=')).toBe(true);
    expect(landing.searchParams.get('state')).toBe('a b/1');
    const code = landing.searchParams.get('code') ?? '';
    expect(code).toContain('!');
    expect(landing.search).toContain('%21');
    const grant = { grant_type: 'authorization_code', code, redirect_uri: bench.exact.registration.redirectUri };
    const pair = await askToken(bench.exact, grant);
    expect(pair.status).toBe(200);
    expect(pair.body).toEqual({
      access_token: bench.exact.tokens().accessToken,
      token_type: 'bearer',
      expires_in: '600',
      refresh_token: bench.exact.tokens().refreshToken,
    });
    expect(pair.body.access_token.length).toBeGreaterThan(500);
    expect((await askToken(bench.exact, grant)).status).toBe(400);
  });

  it('shows the landing address to copy', async () => {
    const { search } = new URL(authorizeAddress(bench));
    const body = new URLSearchParams(search);
    body.set('decision', 'show');
    const page = await fetch(`${bench.exact.address}/api/oauth2/auth`, { method: 'POST', body });
    expect(await page.text()).toMatch(
      /<textarea[^>]*readonly[^>]*>https:\/\/practice\.invalid\/exact\?code=XTzM%21IAAA/,
    );
  });

  it.each([
    [{ client_id: 'x' }, 'is not known'],
    [
      { redirect_uri: 'https://practice.invalid/exact/' },
      'Callback URI &#39;https://practice.invalid/exact/&#39; is not valid',
    ],
    [{ response_type: 'token' }, 'response type'],
    [{ force_login: '2' }, 'force_login'],
  ])('refuses %j', async (change, text) => {
    const page = await fetch(authorizeAddress(bench, change));
    expect(page.status).toBe(400);
    expect(await page.text()).toContain(text);
  });

  it('refuses this machine as redirect address unless it is allowed', async () => {
    const registration = { redirectUri: 'http://127.0.0.1:4711/exact' };
    const strict = await startBench({ registration });
    expect(() => strict.exact.decide(authorizeAddress(strict))).toThrow('public https');
    await strict.exact.close();
    const lenient = await startBench({ registration, allowLocalhostRedirect: true });
    expect(lenient.exact.decide(authorizeAddress(lenient))).toContain('http://127.0.0.1:4711/exact?code=');
    await lenient.exact.close();
  });

  it('says so when the person refuses', () => {
    const landing = new URL(bench.exact.decide(authorizeAddress(bench), 'deny'));
    expect(Object.fromEntries(landing.searchParams)).toEqual({ error: 'access_denied', state: 'a b/1' });
  });

  it('lets a code live for three minutes', async () => {
    const code = new URL(bench.exact.decide(authorizeAddress(bench))).searchParams.get('code') ?? '';
    await bench.clock.advance(180_000);
    const grant = { grant_type: 'authorization_code', code, redirect_uri: bench.exact.registration.redirectUri };
    expect((await askToken(bench.exact, grant)).status).toBe(400);
  });

  it('takes no form from another site', async () => {
    const page = await fetch(`${bench.exact.address}/api/oauth2/auth`, {
      method: 'POST',
      headers: { Origin: 'https://evil.example' },
      body: new URLSearchParams({
        ...Object.fromEntries(new URL(authorizeAddress(bench)).searchParams),
        decision: 'allow',
      }),
    });
    expect(page.status).toBe(403);
  });
});

describe('the token endpoint', () => {
  it('refuses to renew before 570 seconds, and renews from then on', async () => {
    await bench.clock.advance(569_999);
    const early = await renew(bench);
    expect([early.status, early.body]).toEqual([
      400,
      { error: 'access_denied', error_description: 'Rate limit exceeded: access_token not expired' },
    ]);
    expect(early.headers.get('reason')).toContain('TooEarlyToRefreshTokens');
    await bench.clock.advance(1);
    expect((await renew(bench)).status).toBe(200);
  });

  it('lets a refresh token work once', async () => {
    const { refreshToken, accessToken } = bench.exact.tokens();
    await bench.clock.advance(575_000);
    expect((await renew(bench)).body.refresh_token).not.toBe(refreshToken);
    const old = await renew(bench, refreshToken);
    expect([old.status, old.body]).toEqual([
      401,
      { error: 'unauthorized_client', error_description: 'Old refresh token used.' },
    ]);
    expect((await get(bench.exact, 'system/Divisions?$select=Code', { token: accessToken })).status).toBe(200);
    await bench.clock.advance(25_000);
    expect((await get(bench.exact, 'system/Divisions?$select=Code', { token: accessToken })).status).toBe(401);
  });

  it('gives one of two that come at once the pair, and the other the end', async () => {
    await bench.clock.advance(575_000);
    const { refreshToken } = bench.exact.tokens();
    const both = await Promise.all([renew(bench, refreshToken), renew(bench, refreshToken)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('asks for a new sign-in after 30 days, and knows no other sign-in than the last', async () => {
    const first = bench.exact.tokens();
    bench.exact.signIn();
    expect((await renew(bench, first.refreshToken)).body.error).toBe('invalid_grant');
    await bench.clock.advance(30 * 86_400_000);
    const late = await renew(bench);
    expect(late.status).toBe(400);
    expect(late.body.error_description).toMatch(
      /^The refresh token expired at \d+\/\d+\/2026 12:00:10 PM and it is now \d+\/\d+\/2026 12:00:10 PM\.$/,
    );
  });

  it('takes forms alone, and the right secret alone', async () => {
    const json = await fetch(`${bench.exact.address}/api/oauth2/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    expect(json.status).toBe(400);
    expect((await askToken(bench.exact, { client_secret: 'x', grant_type: 'refresh_token' })).status).toBe(401);
    expect((await askToken(bench.exact, { grant_type: 'client_credentials' })).status).toBe(400);
  });

  it('renews, and loses the answer', async () => {
    await bench.clock.advance(575_000);
    const { refreshToken } = bench.exact.tokens();
    bench.exact.setFault('renewal-lost', true, 1);
    await expect(renew(bench)).rejects.toThrow();
    expect((await renew(bench, refreshToken)).body.error_description).toBe('Old refresh token used.');
  });

  it('blocks an app that keeps asking too early', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 12; at += 1) statuses.push((await renew(bench)).status);
    expect(statuses).toEqual([...Array<number>(11).fill(400), 429]);
    await bench.clock.advance(3_600_000);
    expect((await renew(bench)).status).toBe(200);
  });

  it('ends after so many calls a day where that is set', async () => {
    const capped = await startBench({ tokenCallsPerDay: 1 });
    await capped.clock.advance(575_000);
    expect((await renew(capped)).status).toBe(200);
    expect((await renew(capped)).status).toBe(429);
    await capped.exact.close();
  });
});

it('says which access tokens have expired, and counts them as errors', async () => {
  await bench.clock.advance(600_000);
  const expired = await get(bench.exact, 'system/Divisions');
  expect([expired.status, expired.text]).toEqual([401, '']);
  expect(decodeURIComponent(expired.headers.get('www-authenticate') ?? '')).toContain('access token expired');
  expect(expired.headers.get('x-ratelimit-remaining')).toBeNull();
  expect((await get(bench.exact, 'system/Divisions', { token: null })).status).toBe(401);
});

it('keeps the sign-in and the subscriptions in a folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mlc-exact-'));
  const { books, clock } = bench;
  const first = await startPracticeExact({ books, clock, folder });
  const pair = first.tokens();
  expect(JSON.parse(first.secrets['tokens'] ?? '')).toEqual(pair);
  await first.close();
  const second = await startPracticeExact({ books, clock, folder });
  expect(second.tokens()).toEqual(pair);
  await second.close();
  await clock.advance(31 * 86_400_000);
  const third = await startPracticeExact({ books, clock, folder });
  expect(third.tokens().refreshToken).not.toBe(pair.refreshToken);
  await third.close();
  rmSync(folder, { recursive: true });
});
