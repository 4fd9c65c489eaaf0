import { afterEach, describe, expect, it } from 'vitest';
import type { ExactApi, ExactRow } from '../../../main/connectors/exact/api.ts';
import { createExactApi } from '../../../main/connectors/exact/client.ts';
import { createExactSignIn } from '../../../main/connectors/exact/sign-in.ts';
import type { ConnectorContext } from '../../../main/ports/connector.ts';
import type { PracticeExact, PracticeExactOptions } from '../../../sandbox/exact/index.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import { closeAll, createHarness, errorOf, onClose } from '../../support/http-harness.ts';
import { guid, smallBooks, SMALL } from '../../support/small-books.ts';
import { createSeededRandom, createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';
import { startPracticeExact } from '../../../sandbox/exact/index.ts';

afterEach(closeAll);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const never = new AbortController().signal;

interface Connected {
  readonly exact: PracticeExact;
  readonly clock: VirtualClock;
  readonly context: ConnectorContext;
  readonly api: ExactApi;
  readonly secrets: Map<string, string>;
}

/** The practice Exact and a connection to it, signed in unless told otherwise; pauses pass at once. */
async function connect(
  options: Partial<PracticeExactOptions> & { readonly signedIn?: boolean } = {},
): Promise<Connected> {
  const { signedIn = true, ...practice } = options;
  const clock = createVirtualClock({ startUtc: '2026-11-21T12:00:10.000Z', auto: true });
  const books = smallBooks(clock);
  books.put('Costcenters', guid(1), { ID: guid(1), Code: 'NL', Description: 'Sales' });
  books.put('Accounts', guid(2), { ID: guid(2), Code: '1', Name: 'Papier' });
  books.put('PurchaseOrders', guid(3), { PurchaseOrderID: guid(3), AmountDC: { decimal: '1250.50' } });
  const amounts = { AmountDC: { decimal: '1250.50' }, Quantity: { decimal: '3' } };
  books.put('PurchaseOrderLines', guid(4), { ID: guid(4), ...amounts }, { parent: guid(3) });
  const exact = await startPracticeExact({ books, clock, ...practice });
  onClose(() => exact.close());
  const { client } = createHarness({}, { clock });
  const { clientSecret } = exact.secrets;
  const secrets = new Map([['clientSecret', clientSecret ?? '']]);
  if (signedIn) {
    const { accessToken, refreshToken } = exact.signIn();
    secrets.set('tokens', JSON.stringify({ accessToken, refreshToken, obtainedAtUtc: utc(clock) }));
  }
  const connection: Connection = {
    id: 'exact-1',
    name: 'Exact',
    system: 'exact',
    practice: true,
    settings: exact.settings,
    secrets: [],
    lastCheck: null,
    createdAtUtc: utc(clock),
    updatedAtUtc: utc(clock),
  };
  const context: ConnectorContext = {
    connection,
    http: client,
    clock,
    random: createSeededRandom(),
    readSecret: (name) => {
      const value = secrets.get(name);
      return value === undefined
        ? Promise.reject(new AppError('VAULT_SECRET_MISSING', 'config', { details: { name } }))
        : Promise.resolve(value);
    },
    saveSecret: (name, value) => {
      secrets.set(name, value);
      return Promise.resolve();
    },
  };
  return { exact, clock, context, api: createExactApi(context), secrets };
}

function utc(clock: VirtualClock): string {
  return new Date(clock.now()).toISOString();
}

const ENTITY = { resource: 'hrm/Costcenters', query: { select: ['ID', 'Code'] } };

async function rowsOf(api: ExactApi, what: typeof ENTITY = ENTITY, division = SMALL): Promise<ExactRow[]> {
  const rows: ExactRow[] = [];
  for await (const page of api.pages({ ...what, division, purpose: 'test', signal: never })) rows.push(...page.rows);
  return rows;
}

function renewals({ exact }: Connected): number {
  return exact.requests.filter(({ path }) => path.includes('/oauth2/token')).length;
}

describe('a connection to the practice Exact', () => {
  it('is signed in as a person does it, reads, and goes on over many lives of its tokens', async () => {
    const connected = await connect({ signedIn: false });
    const { exact, clock, context, api } = connected;
    expect((await errorOf(rowsOf(api))).code).toBe('EXACT_NOT_SIGNED_IN');
    const signIn = createExactSignIn(context);
    const { address } = await signIn.begin();
    expect(await signIn.finish(exact.decide(address), never)).toMatchObject({ kind: 'signed-in' });
    for (let life = 0; life < 5; life += 1) {
      expect((await rowsOf(api)).length).toBeGreaterThan(0);
      await clock.advance(575 * SECOND);
    }
    expect(renewals(connected)).toBe(5);
    expect(exact.overlaps()).toBe(0);
    // A second sign-in ends the tokens of the first.
    const again = await signIn.begin();
    await signIn.finish(exact.decide(again.address), never);
    expect((await rowsOf(api)).length).toBeGreaterThan(0);
  });

  it('is told when the person refuses, and when the address is pasted after three minutes', async () => {
    const { exact, clock, context } = await connect({ signedIn: false });
    const signIn = createExactSignIn(context);
    const refused = exact.decide((await signIn.begin()).address, 'deny');
    expect((await errorOf(signIn.finish(refused, never))).code).toBe('EXACT_CONSENT_REFUSED');
    const late = exact.decide((await signIn.begin()).address);
    await clock.advance(3 * MINUTE + SECOND);
    expect((await errorOf(signIn.finish(late, never))).code).toBe('EXACT_CODE_REFUSED');
  });

  it('outlives a night, and says clearly that a month was too long', async () => {
    const connected = await connect();
    await connected.clock.advance(14 * 60 * MINUTE);
    await rowsOf(connected.api);
    await connected.clock.advance(31 * 24 * 60 * MINUTE);
    expect(await errorOf(rowsOf(connected.api))).toMatchObject({
      code: 'EXACT_SIGN_IN_AGAIN',
      details: { reason: 'it was not used for 30 days' },
    });
    const asked = renewals(connected);
    await errorOf(rowsOf(connected.api));
    expect(renewals(connected)).toBe(asked);
  });

  it('has one clear end where its refresh token was used elsewhere, or the answer to a renewal was lost', async () => {
    const elsewhere = await connect();
    await elsewhere.clock.advance(10 * MINUTE);
    elsewhere.exact.setFault('old-refresh-token', true);
    expect(await errorOf(rowsOf(elsewhere.api))).toMatchObject({
      code: 'EXACT_SIGN_IN_AGAIN',
      details: { reason: 'its token was used elsewhere' },
    });
    const lost = await connect();
    await lost.clock.advance(10 * MINUTE);
    lost.exact.setFault('renewal-lost', true, 1);
    expect(await errorOf(rowsOf(lost.api))).toMatchObject({
      code: 'EXACT_SIGN_IN_AGAIN',
      details: { reason: 'the answer to its last renewal never arrived' },
    });
    expect(renewals(lost)).toBe(2);
  });

  it('uses its tokens on while Exact refuses to renew them, and gives up without spending the error budget', async () => {
    const connected = await connect();
    await connected.clock.advance(572 * SECOND);
    connected.exact.setFault('too-early', true);
    expect((await rowsOf(connected.api)).length).toBeGreaterThan(0);
    expect(renewals(connected)).toBe(1);
    await connected.clock.advance(40 * SECOND);
    expect((await errorOf(rowsOf(connected.api))).code).toBe('EXACT_RENEWAL_TOO_EARLY');
    for (let time = 0; time < 5; time += 1) await errorOf(rowsOf(connected.api));
    expect(renewals(connected)).toBe(2);
    expect(connected.exact.requests.filter(({ status }) => status === 401).length).toBeLessThan(4);
  });

  it('keeps to the minute that Exact names: no call is refused', async () => {
    const connected = await connect({ limits: { perMinute: 20 } });
    const { exact, clock, api } = connected;
    const startedAt = clock.now();
    for (let call = 0; call < 65; call += 1) await rowsOf(api);
    expect(exact.requests.filter(({ status }) => status === 429)).toEqual([]);
    expect((clock.now() - startedAt) / MINUTE).toBeLessThan(3.5);
    expect(api.budgetOf(SMALL)).toMatchObject({ perDay: 5000, left: 4935, minute: { limit: 20 } });
  });

  it('stops before the day is spent', async () => {
    const connected = await connect({ limits: { perDay: 40, perMinute: 1000 } });
    let calls = 0;
    const error = await errorOf(
      (async () => {
        for (; calls < 100; calls += 1) await rowsOf(connected.api);
      })(),
    );
    expect(error.code).toBe('EXACT_DAY_BUDGET_SPENT');
    expect(calls).toBe(38);
    expect(error.retryAfterMs).toBeGreaterThan(11 * 60 * MINUTE);
    expect(connected.exact.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('never lets Exact block it for its errors', async () => {
    const connected = await connect();
    for (let hour = 0; hour < 4; hour += 1) {
      for (let call = 0; call < 20; call += 1)
        await errorOf(rowsOf(connected.api, { resource: 'hrm/Costcenters', query: { select: ['Nonsense'] } }));
      expect(connected.exact.requests.filter(({ status }) => status === 429)).toEqual([]);
      expect(
        (await rowsOf(connected.api, { resource: 'crm/Accounts', query: { select: ['ID'] } })).length,
      ).toBeGreaterThan(0);
      await connected.clock.advance(60 * MINUTE);
    }
  });

  it.each([
    ['user-rights-missing', 'EXACT_RIGHTS_MISSING'],
    [`company-not-allowed@${String(SMALL)}`, 'EXACT_COMPANY_NOT_ALLOWED'],
    ['scope-missing', 'EXACT_SCOPE_MISSING'],
    ['html-page', 'HTTP_BLOCK_PAGE'],
    ['maintenance', 'HTTP_UNAVAILABLE'],
    ['day-limit', 'EXACT_DAY_BUDGET_SPENT'],
    ['limit-without-headers', 'EXACT_RATE_LIMITED'],
  ])('says what is wrong: %s', async (fault, code) => {
    const { exact, api } = await connect();
    exact.setFault(fault, true);
    expect((await errorOf(rowsOf(api))).code).toBe(code);
  });

  it.each(['server-error', 'request-timeout', 'reset', 'truncated', 'access-token-expired', 'minute-limit'])(
    'goes on after %s',
    async (fault) => {
      const { exact, api } = await connect();
      exact.setFault(fault, true, 1);
      expect((await rowsOf(api)).length).toBeGreaterThan(0);
    },
  );

  it('lists the companies, also where the open one is not allowed, and keeps amounts as they stand in the answer', async () => {
    const { exact, api } = await connect();
    expect((await api.divisions(never)).map(({ code }) => code)).toContain(SMALL);
    exact.setFault('other-company-open', true);
    expect((await api.divisions(never)).length).toBeGreaterThan(0);
    const orders = { resource: 'purchaseorder/PurchaseOrderLines', query: { select: ['ID', 'AmountDC', 'Quantity'] } };
    const rows = await rowsOf(api, orders);
    expect(rows).toEqual([{ ID: guid(4), AmountDC: '1250.50', Quantity: '3' }]);
  });
});
