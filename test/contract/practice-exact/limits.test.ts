import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guid, NO_PURCHASE, SMALL } from '../../support/small-books.ts';
import { get, readAll, startBench, type Bench } from './exact-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(async () => {
  await bench.exact.close();
});

const ask = (path = 'hrm/Costcenters') => get(bench.exact, path);
const limitsIn = (headers: Headers) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('x-ratelimit')));

describe('calls', () => {
  it('are counted in both windows of each company', async () => {
    await ask();
    const second = await ask();
    expect(limitsIn(second.headers)).toEqual({
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '4998',
      'x-ratelimit-reset': String(Date.parse('2026-11-22T00:00:00Z')),
      'x-ratelimit-minutely-limit': '60',
      'x-ratelimit-minutely-remaining': '58',
      'x-ratelimit-minutely-reset': String(Date.parse('2026-11-21T12:01:00Z')),
    });
    expect(bench.exact.used(NO_PURCHASE)).toEqual({ minute: 0, day: 0 });
  });

  it('are refused until the next whole minute, with the headers of the minute alone', async () => {
    bench.exact.setLimits({ perMinute: 2 });
    for (const status of [200, 200, 429]) expect((await ask()).status).toBe(status);
    const refused = await ask();
    expect(limitsIn(refused.headers)).toEqual({
      'x-ratelimit-minutely-limit': '2',
      'x-ratelimit-minutely-remaining': '0',
      'x-ratelimit-minutely-reset': String(Date.parse('2026-11-21T12:01:00Z')),
    });
    expect(refused.text).toBe('');
    await bench.clock.advance(50_000);
    expect((await ask()).status).toBe(200);
  });

  it('are refused until midnight UTC, with the headers of the day alone', async () => {
    bench.exact.setLimits({ perDay: 1 });
    expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect([refused.status, Object.keys(limitsIn(refused.headers))]).toEqual([
      429,
      ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'],
    ]);
    await bench.clock.advance(12 * 3_600_000);
    bench.exact.signIn();
    expect((await ask()).status).toBe(200);
  });

  it('are only pretended to be spent while the fault is on', async () => {
    bench.exact.setFault('day-nearly-spent', true);
    expect((await ask()).headers.get('x-ratelimit-remaining')).toBe('19');
    expect((await ask()).headers.get('x-ratelimit-remaining')).toBe('18');
    bench.exact.setFault('day-nearly-spent', false);
    expect((await ask()).headers.get('x-ratelimit-remaining')).toBe('4997');
  });

  it('that err too often block their endpoint, and no other, for an hour', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 12; at += 1) statuses.push((await ask('hrm/Costcenters?$select=X')).status);
    expect(statuses).toEqual([...Array<number>(11).fill(400), 429]);
    const blocked = await ask();
    expect([blocked.status, limitsIn(blocked.headers)]).toEqual([429, {}]);
    expect((await ask('hrm/Costunits')).status).toBe(200);
    await bench.clock.advance(3_600_000);
    bench.exact.signIn();
    expect((await ask()).status).toBe(200);
  });
});

it('serves requests of one company that come together in random order, and notes them', async () => {
  const other = await startBench({ random: () => 0.99 });
  await get(other.exact, 'hrm/Costcenters');
  await get(other.exact, 'hrm/Costcenters');
  expect(other.exact.overlaps()).toBe(0);
  const tops = ['$top=1', '$top=2', '$top=3', '$top=4'];
  const served: string[] = [];
  await Promise.all(
    tops.map(async (query) => {
      const answer = await get(other.exact, `hrm/Costcenters?${query}`);
      served[Number(answer.headers.get('x-ratelimit-remaining'))] = query;
    }),
  );
  expect(Object.values(served)).toHaveLength(4);
  expect(other.exact.overlaps()).toBeGreaterThan(0);
  expect(other.exact.requests.filter(({ overlapped }) => overlapped)).toHaveLength(other.exact.overlaps());
  const before = other.exact.overlaps();
  await Promise.all([
    get(other.exact, 'hrm/Costcenters'),
    get(other.exact, 'hrm/Costcenters', { division: NO_PURCHASE }),
  ]);
  expect(other.exact.overlaps()).toBe(before);
  await other.exact.close();
});

describe('what is not permitted', () => {
  const FORBIDDEN = 'Forbidden';
  it.each([
    [
      'scope-missing',
      'purchaseorder/PurchaseOrders?$top=1',
      "Forbidden - Application Scope Violated. Cannot read 'purchase.orders' scope.",
    ],
    ['user-rights-missing', 'financialtransaction/BankEntries', FORBIDDEN],
    ['no-purchase-module', 'purchase/PurchaseInvoices', FORBIDDEN],
    ['company-not-allowed', 'hrm/Costcenters', 'Forbidden - User division is not within division scope.'],
  ])('%s refuses %s', async (fault, path, text) => {
    expect((await ask(path)).status).toBe(200);
    bench.exact.setFault(fault, true);
    const refused = await ask(path);
    expect([refused.status, refused.body.error.message.value]).toEqual([403, text]);
  });

  it('is a matter of the company, the resource and the scope', async () => {
    expect((await get(bench.exact, 'purchase/PurchaseInvoices', { division: NO_PURCHASE })).status).toBe(403);
    bench.exact.setFault('user-rights-missing@BankEntries', true);
    expect((await ask('financialtransaction/BankEntries')).status).toBe(403);
    expect((await ask('hrm/Costcenters')).status).toBe(200);
    bench.exact.scopes.set('financial.costcenters', 'read');
    const body = { Code: 'A', Description: 'x' };
    const write = await get(bench.exact, 'hrm/Costcenters', { method: 'POST', body });
    expect(write.body.error.message.value).toContain("Cannot manage 'financial.costcenters' scope.");
    expect(bench.books.rows(SMALL, 'Costcenters')).toEqual([]);
  });
});

describe('faults', () => {
  it.each([
    ['server-error', 500],
    ['maintenance', 503],
    ['request-timeout', 408],
    ['minute-limit', 429],
    ['day-limit', 429],
    ['limit-without-headers', 429],
    ['error-block', 429],
    ['access-token-expired', 401],
  ])('%s answers %d as often as it is told to', async (fault, status) => {
    bench.exact.setFault(fault, true, 1);
    expect((await ask()).status).toBe(status);
    expect((await ask()).status).toBe(200);
  });

  it('break connections and answers', async () => {
    bench.exact.setFault('reset', true, 1);
    await expect(ask()).rejects.toThrow();
    bench.exact.setFault('truncated', true, 1);
    await expect(ask()).rejects.toThrow();
    bench.exact.setFault('html-page', true, 1);
    expect((await ask()).text).toContain('conditions of this network');
  });

  it('make answers slow by the clock', async () => {
    bench.exact.setFault('slow', true, 1);
    const answer = ask();
    await bench.clock.untilSleeping();
    await bench.clock.advance(3_000);
    expect((await answer).status).toBe(200);
  });

  it('change how things are written, and their order', async () => {
    bench.books.put('Costcenters', guid(1), { Code: 'A', Active: true });
    bench.books.put('Items', guid(2), { Code: 'A' });
    bench.books.put('Items', guid(3), { Code: 'B' });
    for (const fault of ['codes-padded', 'numbers-as-text', 'sync-out-of-order']) bench.exact.setFault(fault, true);
    const [center] = (await ask('hrm/Costcenters?$select=Code,Active,Division')).rows;
    expect(center).toMatchObject({ Code: 'A'.padEnd(9), Active: 'true', Division: String(SMALL) });
    const { rows } = await readAll(bench.exact, 'sync/Logistics/Items?$filter=Timestamp gt 1L&$select=Code');
    expect(rows.map(({ Code }) => Code)).toEqual(['B', 'A']);
  });

  it('show the user with another company open', async () => {
    bench.exact.setFault('other-company-open', true);
    const me = await get(bench.exact, `${bench.exact.address}/api/v1/current/Me`);
    expect(me.rows[0]?.['CurrentDivision']).toBe(NO_PURCHASE);
  });

  it('are known by name', () => {
    expect(() => {
      bench.exact.setFault('no-such-fault', true);
    }).toThrow('no fault');
  });
});

it('shows a person its companies and what it was asked', async () => {
  await ask();
  const page = await fetch(bench.exact.address);
  const html = await page.text();
  expect(html).toContain('Small &amp; Sons');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
});
