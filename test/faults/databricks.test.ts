import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import { streamOf } from '../support/practice-app.ts';
import { FaultBench, invoices, suppliers, type Expected } from './fault-bench.ts';

let bench: FaultBench;

beforeAll(async () => {
  bench = await FaultBench.start();
});
afterAll(() => bench.app.close());
afterEach(() => {
  bench.app.calmDown();
});

/** Paths of the requests that pass from now on. */
function watch(): string[] {
  const paths: string[] = [];
  bench.app.proxy.meddle = ({ path }) => {
    paths.push(path);
    return 'pass';
  };
  return paths;
}

const letWarehouseSleep = (): void => {
  bench.app.clock.advance(30 * 60_000);
  expect(bench.app.databricks.warehouseState()).toBe('STOPPED');
};

const passing: readonly (readonly [fault: string, expected: Omit<Expected, 'state'>])[] = [
  ['lost-answer', { code: 'HTTP_CONNECTION_CUT', kind: 'transient', says: /cut/ }],
  ['dropped-request', { code: 'HTTP_CONNECTION_CUT', kind: 'transient', says: /cut/ }],
  ['http-429', { code: 'HTTP_RATE_LIMITED', kind: 'rate-limited', says: /asked for a pause/ }],
  ['http-503', { code: 'HTTP_ASKED_TO_WAIT', kind: 'rate-limited', says: /not ready/ }],
  ['http-500', { code: 'HTTP_SERVER_ERROR', kind: 'transient', says: /error of its own/ }],
  ['html-page', { code: 'HTTP_UNAVAILABLE', kind: 'transient', says: /not available at the moment/ }],
  ['truncated-json', { code: 'HTTP_CONNECTION_CUT', kind: 'transient', says: /cut|broke off/ }],
  ['concurrent-append', { code: 'DATABRICKS_CONFLICT', kind: 'transient', says: /Somebody else was writing/ }],
];

describe('a fault of Databricks that passes by itself', () => {
  test.each(passing)(
    '%s that stays leaves the run incomplete; what is staged goes with the next one',
    async (fault, expected) => {
      const wid = await bench.change();
      bench.app.fault('databricks', fault);
      const run = await bench.app.sync();
      await bench.expectFault(run, { ...expected, state: 'incomplete' });
      const { counts } = streamOf(run, invoices);
      expect({ loaded: counts.loaded, waiting: counts.waiting }).toEqual({ loaded: 0, waiting: 1 });
      const [batch] = bench.app.store.batches.summaries(run.id);
      expect(batch).toMatchObject({ state: 'staged', error: { code: expected.code } });
      expect(batch?.attempts).toBeGreaterThan(1);
      expect(wid).toMatch(/^[0-9a-f]{32}$/);
      // The stream that had nothing to deliver does not suffer.
      expect(streamOf(run, suppliers).reconciled).toBe(true);
      await bench.expectRecovery();
      const settled = await ask(bench.app.engine, 'runs.get', { id: run.id });
      expect(streamOf(settled, invoices).counts).toMatchObject({ loaded: 1, waiting: 0 });
    },
  );

  test.each(passing)('%s that passes after two strikes does not show at all', async (fault) => {
    await bench.change();
    bench.app.fault('databricks', fault, true, 2);
    const run = await bench.app.sync();
    expect(run.state).toBe('succeeded-with-rejections');
    expect(streamOf(run, invoices).counts.loaded).toBe(1);
    expect(bench.app.databricks.activeFaults()).toEqual([]);
    await bench.expectRecovery();
  });

  test.each(['slow-warehouse', 'slow-poll'])('a cold warehouse (%s) is waited for', async (fault) => {
    await bench.change();
    letWarehouseSleep();
    const starts = bench.app.databricks.warehouseStarts();
    bench.app.fault('databricks', fault);
    const run = await bench.app.sync();
    expect(run.state).toBe('succeeded-with-rejections');
    expect(streamOf(run, invoices).counts.loaded).toBe(1);
    expect(bench.app.databricks.warehouseStarts()).toBe(starts + 1);
    await bench.expectRecovery();
  });

  test('a warehouse that cannot start leaves the run incomplete', async () => {
    await bench.change();
    letWarehouseSleep();
    bench.app.fault('databricks', 'warehouse-failed');
    const run = await bench.app.sync();
    await bench.expectFault(run, {
      state: 'incomplete',
      code: 'DATABRICKS_BUSY',
      kind: 'transient',
      says: /warehouse could not be started/,
    });
    await bench.expectRecovery();
  });

  test('no network is said in words', async () => {
    await bench.change();
    const { settings } = await bench.app.connection('databricks');
    await bench.app.editConnection('databricks', { settings: { host: 'http://127.0.0.1:9' } });
    const run = await bench.app.sync();
    await bench.expectFault(run, {
      state: 'incomplete',
      code: 'HTTP_CONNECTION_REFUSED',
      kind: 'transient',
      says: /127\.0\.0\.1:9/,
    });
    expect(streamOf(run, invoices).counts.waiting).toBe(1);
    await bench.app.editConnection('databricks', { settings: { host: settings['host'] ?? '' } });
    await bench.expectRecovery();
  });
});

describe('signing in', () => {
  test('a token that is revoked in the middle of a load is replaced, and nobody notices', async () => {
    await bench.change();
    let statements = 0;
    bench.app.proxy.meddle = ({ path }) => {
      if (path.includes('/sql/statements') && (statements += 1) === 3) bench.app.databricks.revokeTokens();
      return 'pass';
    };
    const issued = bench.app.databricks.tokensIssued();
    const run = await bench.app.sync();
    expect(run.state).toBe('succeeded-with-rejections');
    expect(statements).toBeGreaterThan(3);
    expect(bench.app.databricks.tokensIssued()).toBe(issued + 2);
    await bench.expectRecovery();
  });

  test('tokens that end early are replaced as often as needed', async () => {
    await bench.change();
    bench.app.fault('databricks', 'token-expires-early');
    letWarehouseSleep();
    expect((await bench.app.sync()).state).toBe('succeeded-with-rejections');
    await bench.expectRecovery();
  });

  test('tokens that are always refused pause the flow', async () => {
    await bench.change();
    bench.app.fault('databricks', 'token-revoked');
    const run = await bench.app.sync();
    await bench.expectFault(run, {
      state: 'failed',
      code: 'DATABRICKS_TOKEN_REFUSED',
      kind: 'auth',
      says: /no longer accepts the access token/,
      flowPaused: true,
    });
    await ask(bench.app.engine, 'flows.resume', { id: bench.app.flowId });
    await bench.expectRecovery();
  });

  test('a wrong secret is sent once, pauses the flow, and works again when it is corrected', async () => {
    await bench.change();
    await bench.app.editConnection('databricks', { secrets: { clientSecret: 'Wr0ng-Secret' } });
    const paths = watch();
    const run = await bench.app.sync();
    await bench.expectFault(run, {
      state: 'failed',
      code: 'DATABRICKS_LOGIN_REFUSED',
      kind: 'auth',
      says: /refused the sign-in of the service principal/,
      flowPaused: true,
    });
    expect(paths).toEqual(['/oidc/v1/token']);
    expect(JSON.stringify(run)).not.toContain('Wr0ng-Secret');
    const again = await bench.app.engine.call('runs.start', { flowId: bench.app.flowId });
    expect(again.ok).toBe(false);
    expect(paths).toHaveLength(1);
    await bench.app.editConnection('databricks', { secrets: bench.app.databricks.secrets });
    await ask(bench.app.engine, 'flows.resume', { id: bench.app.flowId });
    await bench.expectRecovery();
  });
});

describe('what the administrator has to grant', () => {
  test.each([
    ['denied-warehouse', /CAN USE on the SQL warehouse dd43ee29fedd958d is needed/],
    ['denied-schema', /(SELECT|MODIFY) on Schema 'main\.finance'/],
  ])('%s pauses the stream and names what is missing', async (fault, says) => {
    await bench.change();
    bench.app.fault('databricks', fault);
    const run = await bench.app.sync();
    await bench.expectFault(run, {
      state: 'failed',
      code: 'DATABRICKS_PERMISSION_MISSING',
      kind: 'permission',
      says,
      streamPaused: true,
    });
    expect(streamOf(run, invoices).counts.waiting).toBe(1);
    expect(streamOf(run, suppliers).reconciled).toBe(true);
    await bench.expectRecovery();
  });

  test('a warehouse that is not there is named', async () => {
    await bench.change();
    const { settings } = await bench.app.connection('databricks');
    await bench.app.editConnection('databricks', { settings: { warehouse: '0123456789abcdef' } });
    const run = await bench.app.sync();
    await bench.expectFault(run, {
      state: 'failed',
      code: 'DATABRICKS_NOT_FOUND',
      kind: 'config',
      says: /does not know the SQL warehouse 0123456789abcdef/,
    });
    await bench.app.editConnection('databricks', { settings: { warehouse: settings['warehouse'] ?? '' } });
    await bench.expectRecovery();
  });
});
