import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import { sentencesOf, streamOf } from '../support/practice-app.ts';
import { FaultBench, invoices, suppliers, type Expected } from './fault-bench.ts';

let bench: FaultBench;

beforeAll(async () => {
  bench = await FaultBench.start({ settings: { workday: { pageSize: '15' } } });
});
afterAll(() => bench.app.close());
beforeEach(() => {
  bench.app.workday.requests.length = 0;
});
afterEach(() => {
  bench.app.calmDown();
});

describe('a fault of Workday that does not pass', () => {
  const passing: readonly (readonly [fault: string, expected: Omit<Expected, 'state'>])[] = [
    ['server-error', { code: 'HTTP_ANSWER_EMPTY', kind: 'transient', says: /empty answer/ }],
    ['throttled', { code: 'HTTP_RATE_LIMITED', kind: 'rate-limited', says: /asked for a pause/ }],
    ['throttled-retry-after', { code: 'HTTP_RATE_LIMITED', kind: 'rate-limited', says: /asked for a pause/ }],
    ['maintenance', { code: 'HTTP_UNAVAILABLE', kind: 'transient', says: /not available at the moment/ }],
    ['reset', { code: 'HTTP_ANSWER_CUT', kind: 'transient', says: /broke off in the middle/ }],
    ['truncated', { code: 'WORKDAY_ANSWER_UNREADABLE', kind: 'transient', says: /could not be read/ }],
  ];
  test.each(passing)('%s leaves the run incomplete and loses nothing', async (fault, expected) => {
    await bench.change();
    const cursor = bench.cursor();
    bench.app.fault('workday', fault);
    const run = await bench.app.sync();
    await bench.expectFault(run, { ...expected, state: 'incomplete' });
    expect(bench.cursor()).toEqual(cursor);
    expect(streamOf(run, suppliers).error?.kind).toBe(expected.kind);
    // Four tries for each of the two streams, and no more.
    expect(bench.soapCalls()).toBeLessThanOrEqual(8);
    await bench.expectRecovery();
  });

  test.each(passing)('%s that passes after two strikes does not show at all', async (fault) => {
    await bench.change();
    bench.app.fault('workday', fault, true, 2);
    const run = await bench.app.sync();
    expect(run.state).toBe('succeeded-with-rejections');
    expect(streamOf(run, invoices).counts.loaded).toBe(1);
    await bench.expectRecovery();
  });

  test('Retry-After is waited for', async () => {
    bench.app.fault('workday', 'throttled-retry-after', true, 1);
    const before = bench.app.clock.sleeps.length;
    await bench.app.sync();
    expect(bench.app.clock.sleeps.slice(before)).toContain(2000);
  });

  test('no network is said in words, and nothing is paused', async () => {
    await bench.change();
    const { settings } = await bench.app.connection('workday');
    await bench.app.editConnection('workday', { settings: { host: 'http://127.0.0.1:9' } });
    const run = await bench.app.sync();
    await bench.expectFault(run, {
      state: 'incomplete',
      code: 'HTTP_CONNECTION_REFUSED',
      kind: 'transient',
      says: /127\.0\.0\.1:9/,
    });
    await bench.app.editConnection('workday', { settings: { host: settings['host'] ?? '' } });
    await bench.expectRecovery();
  });
});

describe('what a person has to correct', () => {
  test('a wrong password is sent once, pauses the flow, and works again when it is corrected', async () => {
    await bench.change();
    await bench.app.editConnection('workday', { secrets: { password: 'Wr0ng-Passw0rd' } });
    const run = await bench.app.sync();
    const expected: Expected = {
      state: 'failed',
      code: 'WORKDAY_AUTH_INVALID',
      kind: 'auth',
      says: /refused the sign-in of ISU_MLC@elbtal_dpt1.*not locked/,
      flowPaused: true,
    };
    await bench.expectFault(run, expected, suppliers);
    expect(bench.soapCalls()).toBe(1);
    expect(run.error?.code).toBe('WORKDAY_AUTH_INVALID');
    expect(JSON.stringify(run)).not.toContain('Wr0ng-Passw0rd');
    // Nobody sends it a second time by accident.
    const again = await bench.app.engine.call('runs.start', { flowId: bench.app.flowId });
    expect(again.ok ? null : again.error.code).toBe('ENGINE_FLOW_PAUSED');
    expect(again.ok ? '' : sentencesOf(again.error)).toMatch(/paused.*Resume/);
    expect(bench.soapCalls()).toBe(1);
    await bench.app.editConnection('workday', { secrets: bench.app.workday.secrets });
    await ask(bench.app.engine, 'flows.resume', { id: bench.app.flowId });
    await bench.expectRecovery();
  });

  test('a missing permission pauses one stream and names the domain; the others go on', async () => {
    await bench.change();
    bench.app.fault('workday', 'not-authorized:Get_Suppliers');
    const run = await bench.app.sync();
    await bench.expectFault(
      run,
      {
        state: 'failed',
        code: 'WORKDAY_NOT_AUTHORIZED',
        kind: 'permission',
        says: /not authorized for Get_Suppliers.*“Process: Supplier - View”/,
        streamPaused: true,
      },
      suppliers,
    );
    expect(streamOf(run, invoices)).toMatchObject({ error: null, reconciled: true, counts: { loaded: 1 } });
    expect(bench.app.workday.requests.filter(({ operation }) => operation === 'Get_Suppliers')).toHaveLength(1);
    await bench.expectRecovery();
  });

  test.each([
    ['service', '{"Get_Suppliers": {"service": "Financial_Management"}}', /Financial_Management v46\.1/],
    ['version', '{"Get_Suppliers": {"version": "v99.9"}}', /Resource_Management v99\.9/],
  ])('a wrong %s stops one stream and says which', async (_what, operations, says) => {
    await bench.change();
    await bench.app.editConnection('workday', { settings: { operations } });
    const run = await bench.app.sync();
    const expected = { state: 'failed', code: 'WORKDAY_WRONG_SERVICE', kind: 'config', says } as const;
    await bench.expectFault(run, expected, suppliers);
    expect(streamOf(run, invoices)).toMatchObject({ error: null, reconciled: true, counts: { loaded: 1 } });
    await bench.app.editConnection('workday', { settings: { operations: '' } });
    await bench.expectRecovery();
  });

  test.each(['oversize', 'too-deep', 'doctype'])(
    'an answer with %s is refused once and nothing of it is used',
    async (fault) => {
      await bench.change();
      bench.app.fault('workday', fault, true, 1);
      const run = await bench.app.sync();
      await bench.expectFault(
        run,
        { state: 'failed', code: 'WORKDAY_ANSWER_REFUSED', kind: 'config', says: /was not read/ },
        suppliers,
      );
      expect(streamOf(run, suppliers).counts.read).toBe(0);
      expect(bench.app.workday.requests.filter(({ operation }) => operation === 'Get_Suppliers')).toHaveLength(1);
      expect(streamOf(run, invoices).reconciled).toBe(true);
      await bench.expectRecovery();
    },
  );
});

describe('numbers that Workday gets wrong', () => {
  test('totals that change once while a window is read start it again', async () => {
    const firstPages = (): number =>
      bench.app.workday.requests.filter(({ operation, page }) => operation === 'Get_Supplier_Invoices' && page === 1)
        .length;
    await bench.app.sync();
    const usual = firstPages();
    await bench.change();
    bench.app.workday.requests.length = 0;
    bench.app.fault('workday', 'drift', true, 1);
    const run = await bench.app.sync();
    expect(run.state).toBe('succeeded-with-rejections');
    expect(streamOf(run, invoices)).toMatchObject({ reconciled: true, counts: { loaded: 1 } });
    // The time is asked for once more, and the window is begun once more.
    expect(firstPages()).toBe(usual + 2);
    await bench.expectRecovery();
  });

  test('totals that never stand still leave the run incomplete', async () => {
    await bench.change();
    const cursor = bench.cursor();
    bench.app.fault('workday', 'drift');
    const run = await bench.app.sync();
    await bench.expectFault(run, {
      state: 'incomplete',
      code: 'ENGINE_WINDOW_MOVED',
      kind: 'transient',
      says: /changed its totals/,
    });
    expect(bench.cursor()).toEqual(cursor);
    await bench.expectRecovery();
  });

  test('a record that is announced but not sent keeps the cursor where it is', async () => {
    await bench.change();
    const cursor = bench.cursor();
    bench.app.fault('workday', 'missing-record');
    const run = await bench.app.sync();
    await bench.expectFault(run, {
      state: 'incomplete',
      code: 'ENGINE_ANNOUNCED_COUNT_DIFFERS',
      kind: 'transient',
      says: /announced \d+ Supplier invoices, but \d+ were read/,
    });
    expect(bench.cursor()).toEqual(cursor);
    await bench.expectRecovery();
  });

  test('an unsound record is rejected with its reason and does not stop its neighbours', async () => {
    await bench.change();
    const before = (await bench.app.rejected()).length;
    bench.app.fault('workday', 'bad-record');
    const run = await bench.app.sync();
    expect(run.state).toBe('succeeded-with-rejections');
    const { counts, announced, reconciled } = streamOf(run, invoices);
    expect({ reconciled, read: counts.read }).toEqual({ reconciled: true, read: announced });
    const rejected = await bench.app.rejected();
    expect(rejected.length).toBeGreaterThan(before);
    for (const { reasons } of rejected) {
      expect(reasons.length).toBeGreaterThan(0);
      for (const { text, next } of reasons) expect(`${text} ${next}`).toMatch(/^[^{}]{20,}$/);
    }
    await bench.expectRecovery();
    expect(await bench.app.rejected()).toHaveLength(before);
  });
});

describe('signing in with OAuth', () => {
  const tokenCalls = (): number => bench.app.workday.requests.filter(({ path }) => path.endsWith('/token')).length;
  beforeAll(() => bench.app.editConnection('workday', { settings: { auth: 'oauth' } }));
  afterAll(() => bench.app.editConnection('workday', { settings: { auth: 'user-password' } }));

  test('an access token that ends during the run is replaced once, and nobody notices', async () => {
    await bench.change();
    bench.app.fault('workday', 'access-token-expires', true, 1);
    const run = await bench.app.sync();
    expect(run.state).toBe('succeeded-with-rejections');
    expect(tokenCalls()).toBe(2);
    expect(bench.app.workday.requests.filter(({ status }) => status === 401)).toHaveLength(1);
    await bench.expectRecovery();
  });

  test('access tokens that never work pause the flow', async () => {
    await bench.change();
    bench.app.fault('workday', 'access-token-expires');
    const run = await bench.app.sync();
    await bench.expectFault(
      run,
      { state: 'failed', code: 'WORKDAY_TOKEN_REFUSED', kind: 'auth', says: /refresh token/, flowPaused: true },
      suppliers,
    );
    expect(bench.soapCalls()).toBe(2);
    await ask(bench.app.engine, 'flows.resume', { id: bench.app.flowId });
    await bench.expectRecovery();
  });

  test('a refused refresh token is sent once and pauses the flow', async () => {
    await bench.change();
    bench.app.fault('workday', 'refresh-token-invalid');
    const run = await bench.app.sync();
    await bench.expectFault(
      run,
      {
        state: 'failed',
        code: 'WORKDAY_TOKEN_REFUSED',
        kind: 'auth',
        says: /generate a new refresh token/,
        flowPaused: true,
      },
      suppliers,
    );
    expect(bench.app.workday.requests).toHaveLength(1);
    await ask(bench.app.engine, 'flows.resume', { id: bench.app.flowId });
    await bench.expectRecovery();
  });

  test('a new refresh token is kept before the access token is used, so that a run that fails then can be repeated', async () => {
    await bench.change();
    bench.app.fault('workday', 'refresh-token-rotates', true, 1);
    bench.app.fault('workday', 'not-authorized:Get_Suppliers', true, 1);
    bench.app.fault('workday', 'not-authorized:Get_Supplier_Invoices', true, 1);
    const run = await bench.app.sync();
    expect(run.state).toBe('failed');
    // The old one is void now: only the stored new one opens the door again.
    await bench.expectRecovery();
  });
});
