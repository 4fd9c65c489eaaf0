import { afterEach, describe, expect, it } from 'vitest';
import { createExactSignIn } from '../../../main/connectors/exact/sign-in.ts';
import { closeAll, errorOf } from '../../support/http-harness.ts';
import { givesPairs, never, REDIRECT, startExact, type ExactHarness, type HarnessOptions } from './harness.ts';

afterEach(closeAll);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function begin(
  options: HarnessOptions = {},
): Promise<{ exact: ExactHarness; address: URL; landed: (query: string) => string }> {
  const exact = await startExact({ secrets: { tokens: '' }, ...options });
  const begun = await createExactSignIn(exact.context).begin();
  const address = new URL(begun.address);
  const state = address.searchParams.get('state') ?? '';
  return { exact, address, landed: (query) => `${REDIRECT}?state=${state}&${query}` };
}

describe('signing in', () => {
  it('opens the site with the app, its redirect URI and an unguessable state', async () => {
    const { exact, address } = await begin();
    expect(address.origin + address.pathname).toBe(`${exact.address}/api/oauth2/auth`);
    const { state, ...rest } = Object.fromEntries(address.searchParams);
    expect(rest).toEqual({ client_id: 'client-1', redirect_uri: REDIRECT, response_type: 'code' });
    expect(Buffer.from(state ?? '', 'base64url')).toHaveLength(32);
    const again = await createExactSignIn(exact.context).begin();
    expect(new URL(again.address).searchParams.get('state')).not.toBe(state);
    expect(again).toMatchObject({ redirectUri: REDIRECT, validForSeconds: 600 });
    expect(exact.told).toHaveLength(0);
  });

  it('exchanges the code, decoded exactly once, stores the pair and knows when it ends', async () => {
    const { exact, landed } = await begin();
    const signIn = createExactSignIn(exact.again());
    expect(await signIn.state()).toMatchObject({ kind: 'never' });
    const state = await signIn.finish(`  "${landed('code=XTzM%21IAAA+b%2525')}"\n`, never);
    expect(Object.fromEntries(exact.tokenCalls()[0]?.form ?? [])).toEqual({
      grant_type: 'authorization_code',
      code: 'XTzM!IAAA+b%25',
      redirect_uri: REDIRECT,
      client_id: 'client-1',
      client_secret: 'client-secret',
    });
    expect(exact.tokens()).toMatchObject({ accessToken: 'access-2', refreshToken: 'refresh!2' });
    expect(state).toEqual({
      kind: 'signed-in',
      signedInAtUtc: '2026-11-21T12:00:00.000Z',
      endsUnusedAtUtc: '2026-12-21T12:00:00.000Z',
      warns: false,
    });
    await exact.clock.advance(23 * DAY);
    expect(await signIn.state()).toMatchObject({ kind: 'signed-in', warns: true });
    await exact.clock.advance(7 * DAY);
    expect(await signIn.state()).toMatchObject({ kind: 'ended', endsUnusedAtUtc: null });
  });

  it('looks at the state before anything else, and lets the right address be pasted after a wrong one', async () => {
    const { exact, landed } = await begin();
    const signIn = createExactSignIn(exact.context);
    for (const [wrong, reason] of [
      ['', 'it is empty'],
      ['hello', 'it is not an address'],
      ['https://www.ledger.example.evil/exact?code=a', 'it does not begin with the redirect URI of the app'],
      [landed('code=a').replace('/exact', '/exact2'), 'it does not begin with the redirect URI of the app'],
      [`${REDIRECT}?code=a`, 'it does not belong to the sign-in that was begun last'],
      [`${REDIRECT}?state=guess&error=access_denied`, 'it does not belong to the sign-in that was begun last'],
      [landed('state=x&code=a'), 'it holds “state” more than once'],
      [landed('code=a&code=b'), 'it holds “code” more than once'],
      [landed('x=y'), 'it holds no code'],
      [landed('code=%E0%A4%A'), 'it is damaged'],
    ] as const) {
      expect.soft(await errorOf(signIn.finish(wrong, never))).toMatchObject({
        code: 'EXACT_LANDING_REFUSED',
        details: { reason },
      });
    }
    expect(exact.told).toHaveLength(0);
    expect((await signIn.finish(landed('code=a'), never)).kind).toBe('signed-in');
    // Each sign-in can be finished once.
    expect((await errorOf(signIn.finish(landed('code=a'), never))).code).toBe('EXACT_SIGN_IN_NOT_BEGUN');
  });

  it('says when the person refused, when the code was refused, when the app is unknown and when nothing came back', async () => {
    const denied = await begin();
    const error = await errorOf(
      createExactSignIn(denied.exact.context).finish(denied.landed('error=access_denied'), never),
    );
    expect(error).toMatchObject({ code: 'EXACT_CONSENT_REFUSED', details: { reason: 'access_denied' } });
    for (const [answer, code] of [
      [
        { status: 400, body: { error: 'invalid_grant', error_description: 'invalid or empty chainId' } },
        'EXACT_CODE_REFUSED',
      ],
      [{ status: 400 }, 'EXACT_CODE_REFUSED'],
      [{ status: 401, body: { error: 'invalid_client' } }, 'EXACT_CLIENT_REFUSED'],
      ['drop', 'EXACT_SIGN_IN_UNANSWERED'],
      [{ body: '' }, 'EXACT_SIGN_IN_UNANSWERED'],
    ] as const) {
      const { exact, landed } = await begin({ token: () => answer });
      const refused = await errorOf(createExactSignIn(exact.context).finish(landed('code=a'), never));
      expect.soft(refused.code).toBe(code);
      expect(exact.tokenCalls()).toHaveLength(1);
      expect(exact.saved).toEqual([]);
    }
  });

  it('waits ten minutes for the address', async () => {
    const { exact, landed } = await begin({ token: givesPairs() });
    await exact.clock.advance(10 * MINUTE);
    const late = await errorOf(createExactSignIn(exact.context).finish(landed('code=a'), never));
    expect(late.code).toBe('EXACT_SIGN_IN_NOT_BEGUN');
  });

  it('makes a connection good again whose sign-in had ended', async () => {
    const ended = JSON.stringify({
      accessToken: 'access-1',
      refreshToken: 'refresh!1',
      obtainedAtUtc: '2026-11-20T12:00:00.000Z',
      ended: { atUtc: '2026-11-20T13:00:00.000Z', why: 'used' },
    });
    const { exact, landed } = await begin({ secrets: { tokens: ended } });
    const signIn = createExactSignIn(exact.context);
    expect(await signIn.state()).toMatchObject({ kind: 'ended', signedInAtUtc: '2026-11-20T12:00:00.000Z' });
    await signIn.finish(landed('code=a'), never);
    expect(await signIn.state()).toMatchObject({ kind: 'signed-in' });
  });
});
