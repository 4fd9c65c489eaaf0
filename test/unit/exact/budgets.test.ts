import { afterEach, describe, expect, it } from 'vitest';
import { createExactApi } from '../../../main/connectors/exact/client.ts';
import type { ConnectorContext } from '../../../main/ports/connector.ts';
import { closeAll, errorOf } from '../../support/http-harness.ts';
import { DIVISION, never, odataError, page, startExact, type Reply } from './harness.ts';

afterEach(closeAll);

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-21T12:00:00.000Z');
const MIDNIGHT = Date.parse('2026-11-22T00:00:00.000Z');

async function read(context: ConnectorContext, resource = 'hrm/Costcenters', division = DIVISION): Promise<void> {
  const request = { division, resource, query: {}, purpose: 'test', signal: never };
  for await (const _page of createExactApi(context).pages(request)) continue;
}

const minutely = (left: number, reset: number, limit = 60): Record<string, string> => ({
  'X-RateLimit-Minutely-Limit': String(limit),
  'X-RateLimit-Minutely-Remaining': String(left),
  'X-RateLimit-Minutely-Reset': String(reset),
});
const daily = (left: number, limit = 5000): Record<string, string> => ({
  'X-RateLimit-Limit': String(limit),
  'X-RateLimit-Remaining': String(left),
  'X-RateLimit-Reset': String(MIDNIGHT),
});

describe('the minute', () => {
  it('is kept to by the settings until Exact says what it permits, by the minute of the clock', async () => {
    const exact = await startExact({ settings: { callsPerMinute: '3' } });
    await exact.clock.advance(40_000);
    const times: number[] = [];
    for (let call = 0; call < 5; call += 1) {
      await read(exact.context);
      times.push(exact.clock.now() - NOON);
    }
    expect(times).toEqual([40_000, 40_000, 40_000, MINUTE + 250, MINUTE + 250]);
  });

  it('is waited for when Exact says that nothing is left of it', async () => {
    const exact = await startExact({
      api: () => ({ ...page([]), headers: { ...minutely(0, NOON + MINUTE), ...daily(4000) } }),
    });
    await read(exact.context);
    await read(exact.context);
    expect(exact.clock.now() - NOON).toBe(MINUTE + 250);
  });

  it('that is spent all the same is waited for once, and then the run is told', async () => {
    const spent: Reply = { status: 429, headers: minutely(0, NOON + MINUTE) };
    const once: Reply[] = [spent];
    const exact = await startExact({ api: () => once.shift() ?? page([]) });
    await read(exact.context);
    expect(exact.clock.now() - NOON).toBe(MINUTE + 250);
    // The day is not said on such an answer: that does not mean that it is spent.
    expect(createExactApi(exact.context).budgetOf(DIVISION)).toMatchObject({ left: null, perDay: null });

    const always = await startExact({ api: () => ({ status: 429 }) });
    expect(await errorOf(read(always.context))).toMatchObject({ code: 'EXACT_RATE_LIMITED', kind: 'rate-limited' });
    expect(always.told).toHaveLength(2);
  });

  it('is that of one company alone', async () => {
    const exact = await startExact({
      api: ({ path }) =>
        path.includes(String(DIVISION)) ? { ...page([]), headers: minutely(0, NOON + MINUTE) } : page([]),
    });
    await read(exact.context);
    await read(exact.context, 'hrm/Costcenters', 2);
    expect(exact.clock.now()).toBe(NOON);
  });
});

describe('the day', () => {
  it('is never spent to its end: nothing is sent once 5 % are left', async () => {
    let left = 252;
    const exact = await startExact({ api: () => ({ ...page([]), headers: daily((left -= 1)) }) });
    await read(exact.context);
    await read(exact.context);
    const error = await errorOf(read(exact.context));
    expect(error).toMatchObject({
      code: 'EXACT_DAY_BUDGET_SPENT',
      kind: 'rate-limited',
      retryAfterMs: MIDNIGHT - NOON + 250,
      details: { division: DIVISION, percent: 5 },
    });
    expect(exact.told).toHaveLength(2);
    expect(createExactApi(exact.again()).budgetOf(DIVISION)).toEqual({
      part: String(DIVISION),
      label: String(DIVISION),
      left: 250,
      perDay: 5000,
      keptBack: 250,
      resetsAtUtc: '2026-11-22T00:00:00.000Z',
      minute: null,
      learnedAtUtc: '2026-11-21T12:00:00.000Z',
    });
    await exact.clock.advance(MIDNIGHT - NOON + 1);
    left = 5000;
    await read(exact.context);
  });

  it('that Exact says is spent ends the run, with the moment when it begins anew', async () => {
    const exact = await startExact({ api: () => ({ status: 429, headers: daily(0) }) });
    expect(await errorOf(read(exact.context))).toMatchObject({
      code: 'EXACT_DAY_BUDGET_SPENT',
      retryAfterMs: MIDNIGHT - NOON + 250,
    });
    expect(exact.told).toHaveLength(1);
    expect((await errorOf(read(exact.context))).code).toBe('EXACT_DAY_BUDGET_SPENT');
    expect(exact.told).toHaveLength(1);
  });

  it('is counted here where Exact says nothing', async () => {
    const exact = await startExact({ settings: { callsPerDay: '20' } });
    for (let call = 0; call < 19; call += 1) await read(exact.context);
    expect((await errorOf(read(exact.context))).code).toBe('EXACT_DAY_BUDGET_SPENT');
    expect(exact.told).toHaveLength(19);
  });

  it('goes by Exact’s clock where this machine’s is wrong', async () => {
    const ahead = 3 * 3_600_000;
    const exact = await startExact({
      api: () => ({
        ...page([]),
        headers: { ...minutely(0, NOON + ahead + MINUTE), date: new Date(NOON + ahead).toUTCString() },
      }),
    });
    await read(exact.context);
    await read(exact.context);
    const waited = exact.clock.now() - NOON;
    expect(waited).toBeGreaterThanOrEqual(MINUTE - 1000);
    expect(waited).toBeLessThanOrEqual(MINUTE + 1000);
  });
});

describe('refusals', () => {
  it('of an endpoint are no longer asked for before Exact blocks the app: three in the first hour, seven in any other', async () => {
    const exact = await startExact({ api: () => odataError(400, 'Bad filter') });
    for (let call = 0; call < 3; call += 1)
      expect((await errorOf(read(exact.context))).code).toBe('EXACT_REQUEST_REFUSED');
    expect(await errorOf(read(exact.context))).toMatchObject({
      code: 'EXACT_ENDPOINT_RESTING',
      kind: 'rate-limited',
      retryAfterMs: 3_600_000,
      details: { count: 3, until: '2026-11-21T13:00:00.000Z' },
    });
    expect(exact.told).toHaveLength(3);
    // Others are not meant.
    expect((await errorOf(read(exact.context, 'crm/Accounts'))).code).toBe('EXACT_REQUEST_REFUSED');
    expect((await errorOf(read(exact.context, 'hrm/Costcenters', 2))).code).toBe('EXACT_REQUEST_REFUSED');
    await exact.clock.advance(3_600_000);
    exact.secrets['tokens'] = JSON.stringify({
      accessToken: 'a',
      refreshToken: 'r',
      obtainedAtUtc: new Date(exact.clock.now()).toISOString(),
    });
    exact.told.length = 0;
    for (let call = 0; call < 9; call += 1) await errorOf(read(exact.context));
    expect(exact.told).toHaveLength(7);
  });

  it('that are about rights go on saying what is missing', async () => {
    const exact = await startExact({ api: () => odataError(403, 'Forbidden') });
    for (let call = 0; call < 6; call += 1)
      expect((await errorOf(read(exact.context))).code).toBe('EXACT_RIGHTS_MISSING');
    expect(exact.told).toHaveLength(3);
  });
});
