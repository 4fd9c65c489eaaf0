import { afterEach, describe, expect, it } from 'vitest';
import { createExactApi } from '../../../main/connectors/exact/client.ts';
import type { ConnectorContext } from '../../../main/ports/connector.ts';
import { closeAll, errorOf } from '../../support/http-harness.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { DIVISION, givesPairs, never, page, startExact, type Answer, type Reply } from './harness.ts';

afterEach(closeAll);

const SECOND = 1000;
const refusal = (status: number, error: string, error_description: string): Reply => ({
  status,
  body: { error, error_description },
});
const TOO_EARLY = refusal(400, 'access_denied', 'Rate limit exceeded: access_token not expired');
const OLD = refusal(401, 'unauthorized_client', 'Old refresh token used.');

/** One page of cost centers: the smallest thing that needs a token. */
async function read(context: ConnectorContext): Promise<void> {
  const request = { division: DIVISION, resource: 'hrm/Costcenters', query: {}, purpose: 'test', signal: never };
  for await (const _page of createExactApi(context).pages(request)) continue;
}

const bearerOf = (told: readonly { headers: Readonly<Record<string, unknown>>; path: string }[]): unknown =>
  told.findLast(({ path }) => path !== '/api/oauth2/token')?.headers['authorization'];

/** Answers of a server that knows one access token after the other; any other is 401. */
function knows(...tokens: string[]): Answer {
  return ({ headers }) =>
    tokens.some((token) => headers['authorization'] === `Bearer ${token}`)
      ? page([])
      : { status: 401, headers: { 'www-authenticate': 'Bearer%20error%3D%22access%20token%20expired%22' } };
}

describe('the tokens of a connection', () => {
  it('are used as they are until 570 s of age, across a restart, and then renewed once for all who wait', async () => {
    const exact = await startExact();
    await exact.clock.advance(569 * SECOND);
    await read(exact.context);
    await read(exact.again(createVirtualClock({ startUtc: new Date(exact.clock.now()).toISOString() })));
    expect(exact.tokenCalls()).toHaveLength(0);
    await exact.clock.advance(SECOND);
    await Promise.all([read(exact.context), read(exact.again()), read(exact.again())]);
    expect(exact.tokenCalls()).toHaveLength(1);
    expect(Object.fromEntries(exact.tokenCalls()[0]?.form ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh!1',
      client_id: 'client-1',
      client_secret: 'client-secret',
    });
    expect(bearerOf(exact.told)).toBe('Bearer access-2');
    expect(exact.tokens()).toMatchObject({ accessToken: 'access-2', refreshToken: 'refresh!2' });
    expect(exact.tokens()).not.toHaveProperty('renewingSinceUtc');
  });

  it('are stored before they are used', async () => {
    const order: string[] = [];
    const exact = await startExact({
      api: ({ headers }) => {
        order.push(String(headers['authorization']));
        return page([]);
      },
      onSave: (_name, value) => order.push(`saved ${(JSON.parse(value) as { accessToken: string }).accessToken}`),
    });
    await exact.clock.advance(580 * SECOND);
    await read(exact.context);
    expect(order).toEqual(['saved access-1', 'saved access-2', 'Bearer access-2']);
  });

  it('that could not be stored are kept until they can, and not used before', async () => {
    let isFull = true;
    const exact = await startExact({
      onSave: (_name, value) => {
        if (isFull && value.includes('access-2')) throw new Error('disk full');
      },
    });
    await exact.clock.advance(580 * SECOND);
    await expect(read(exact.context)).rejects.toThrow('disk full');
    expect(exact.told.map(({ path }) => path)).toEqual(['/api/oauth2/token']);
    isFull = false;
    await read(exact.context);
    expect(exact.tokenCalls()).toHaveLength(1);
    expect(bearerOf(exact.told)).toBe('Bearer access-2');
    expect(exact.tokens()).toMatchObject({ refreshToken: 'refresh!2' });
  });

  it('that are too young by Exact’s clock are used on, and asked for again after a while', async () => {
    const answers: Reply[] = [TOO_EARLY, TOO_EARLY];
    const pairs = givesPairs();
    const exact = await startExact({ token: (told) => answers.shift() ?? pairs(told) });
    await exact.clock.advance(575 * SECOND);
    await read(exact.context);
    await read(exact.context);
    expect(exact.tokenCalls()).toHaveLength(1);
    expect(bearerOf(exact.told)).toBe('Bearer access-1');
    await exact.clock.advance(15 * SECOND);
    await read(exact.context);
    await exact.clock.advance(29 * SECOND);
    await read(exact.context);
    expect(exact.tokenCalls()).toHaveLength(2);
    await exact.clock.advance(SECOND);
    await read(exact.context);
    expect(exact.tokenCalls()).toHaveLength(3);
    expect(bearerOf(exact.told)).toBe('Bearer access-2');
  });

  it('are renewed once after a 401 when they are old, as after a night of sleep', async () => {
    const exact = await startExact({ api: knows('access-2') });
    await exact.clock.advance(12 * 3600 * SECOND);
    await read(exact.context);
    expect(exact.tokenCalls()).toHaveLength(1);
  });

  it('are not renewed after a 401 when they are young, unless Exact says that they have expired, and then once', async () => {
    const silent = await startExact({ api: () => ({ status: 401 }) });
    expect(await errorOf(read(silent.context))).toMatchObject({ code: 'EXACT_TOKEN_REFUSED', kind: 'auth' });
    expect(silent.tokenCalls()).toHaveLength(0);

    const wrongClock = await startExact({ api: knows('access-2') });
    await read(wrongClock.context);
    expect(wrongClock.tokenCalls()).toHaveLength(1);

    const stubborn = await startExact({ api: knows(), token: () => TOO_EARLY });
    expect(await errorOf(read(stubborn.context))).toMatchObject({ code: 'EXACT_RENEWAL_TOO_EARLY', kind: 'transient' });
    expect(await errorOf(read(stubborn.context))).toMatchObject({ code: 'EXACT_TOKEN_REFUSED' });
    expect(stubborn.tokenCalls()).toHaveLength(1);
  });

  it('whose answer was lost are asked for once more, and then a person has to sign in; never again by itself', async () => {
    const answers: (Reply | 'drop')[] = ['drop', OLD];
    const exact = await startExact({ token: () => answers.shift() ?? 'drop' });
    await exact.clock.advance(580 * SECOND);
    const error = await errorOf(read(exact.context));
    expect(error).toMatchObject({
      code: 'EXACT_SIGN_IN_AGAIN',
      kind: 'auth',
      details: { reason: 'the answer to its last renewal never arrived' },
    });
    expect(exact.tokenCalls()).toHaveLength(2);
    expect((await errorOf(read(exact.context))).code).toBe('EXACT_SIGN_IN_AGAIN');
    // Nor after a restart.
    expect((await errorOf(read(exact.again(createVirtualClock())))).code).toBe('EXACT_SIGN_IN_AGAIN');
    expect(exact.tokenCalls()).toHaveLength(2);
    expect(exact.told.filter(({ path }) => path !== '/api/oauth2/token')).toHaveLength(0);
  });

  it('whose answer was lost on a server that had not looked at it go on as if nothing had been', async () => {
    const pairs = givesPairs();
    const answers: (Reply | 'drop')[] = ['drop'];
    const exact = await startExact({ token: (told) => answers.shift() ?? pairs(told) });
    await exact.clock.advance(580 * SECOND);
    await read(exact.context);
    expect(exact.tokenCalls()).toHaveLength(2);
    expect(bearerOf(exact.told)).toBe('Bearer access-2');
  });

  it.each([
    [OLD, 'its token was used elsewhere'],
    [
      refusal(
        400,
        'invalid_request',
        'The refresh token expired at 10/11/2022 9:18:20 PM and it is now 10/28/2022 4:15:50 PM.',
      ),
      'it was not used for 30 days',
    ],
    [
      refusal(400, 'invalid_grant', 'Token is not allowed, because of invalid or empty chainId'),
      'Exact Online does not know its token',
    ],
  ])('that Exact refuses end the sign-in with one clear error (%#)', async (answer, reason) => {
    const exact = await startExact({ token: () => answer });
    await exact.clock.advance(580 * SECOND);
    for (let times = 0; times < 3; times += 1) {
      expect(await errorOf(read(exact.context))).toMatchObject({ code: 'EXACT_SIGN_IN_AGAIN', details: { reason } });
    }
    expect(exact.tokenCalls()).toHaveLength(1);
  });

  it('are asked for again after a refusal of the client only with another secret', async () => {
    const pairs = givesPairs();
    const exact = await startExact({
      token: (told) =>
        told.form.get('client_secret') === 'right'
          ? pairs(told)
          : refusal(400, 'invalid_client', 'Invalid client secret'),
    });
    await exact.clock.advance(580 * SECOND);
    for (let times = 0; times < 3; times += 1)
      expect(await errorOf(read(exact.context))).toMatchObject({ code: 'EXACT_CLIENT_REFUSED', kind: 'auth' });
    expect(exact.tokenCalls()).toHaveLength(1);
    exact.secrets['clientSecret'] = 'right';
    await read(exact.context);
    expect(bearerOf(exact.told)).toBe('Bearer access-2');
  });

  it('that nobody has yet say so', async () => {
    const exact = await startExact({ secrets: { tokens: '' } });
    expect((await errorOf(read(exact.context))).code).toBe('EXACT_NOT_SIGNED_IN');
  });

  it('never stand in an error or in the request log', async () => {
    const exact = await startExact({ token: () => refusal(400, 'weird error refresh!1', 'client-secret') });
    await exact.clock.advance(580 * SECOND);
    const error = await errorOf(read(exact.context));
    expect(error.code).toBe('EXACT_RENEWAL_REFUSED');
    expect(JSON.stringify(error.details)).toBe('{"reason":"status 400"}');
  });
});
