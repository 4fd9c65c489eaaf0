import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import { withMoreQuantity } from '../../sandbox/world/changes.ts';
import type { Run } from '../../shared/model/run.ts';
import { sumsInWarehouse, sumsOfWorld } from '../contract/main-job/expected-sums.ts';
import { atStatement, type Meddling } from '../support/meddling-proxy.ts';
import { PracticeApp, sentencesOf, streamOf } from '../support/practice-app.ts';
import { FaultBench, invoices, suppliers } from './fault-bench.ts';

describe('a first sync that meets a fault', () => {
  const faults = [
    ['workday', 'maintenance', 'incomplete', /not available/],
    ['workday', 'missing-record', 'incomplete', /announced/],
    ['databricks', 'dropped-request', 'incomplete', /cut/],
    ['databricks', 'denied-schema', 'failed', /CREATE TABLE on Schema 'main\.finance'/],
    ['databricks', 'denied-warehouse', 'failed', /CAN USE/],
  ] as const;
  test.each(faults)(
    'of %s (%s) is %s in words, and everything lands once it is over',
    async (system, fault, state, says) => {
      const app = await PracticeApp.start({ scale: 0.1 });
      try {
        app.fault(system, fault);
        const run = await app.sync();
        expect(run.state).toBe(state);
        for (const { stream, error, reconciled, counts } of run.streams) {
          expect(reconciled, stream).toBe(false);
          if (stream === invoices) expect(sentencesOf(error)).toMatch(says);
          expect(counts.loaded, stream).toBe(system === 'databricks' ? 0 : counts.loaded);
        }
        expect((await app.flow()).paused).toBeNull();
        app.calmDown();
        await app.sync();
        await expectEverything(app);
      } finally {
        await app.close();
      }
    },
  );

  async function expectEverything(app: PracticeApp): Promise<void> {
    const verified = await app.sync({ verify: true });
    for (const { stream, error, reconciled } of verified.streams) {
      expect({ stream, error, reconciled }).toEqual({ stream, error: null, reconciled: true });
    }
    const planted = new Set(app.world.expectedRejections.map(({ wid }) => wid));
    expect(await sumsInWarehouse((sql) => app.rows(sql))).toEqual(sumsOfWorld(app.world, planted));
  }
});

describe('outages', () => {
  let bench: FaultBench;
  beforeAll(async () => {
    bench = await FaultBench.start({ scale: 0.1 });
  });
  afterAll(() => bench.app.close());
  afterEach(() => {
    bench.app.calmDown();
  });

  test('one that lasts over several runs and changes ends with the newest version', async () => {
    const { index, wid } = bench.takeInvoice();
    bench.app.fault('databricks', 'http-500');
    const runs: Run[] = [];
    for (const more of [2n, 5n, 9n]) {
      const doc = withMoreQuantity(bench.app.world.current('invoice', index), more);
      bench.app.world.enter('invoice', index, doc, bench.app.entryMoment());
      runs.push(await bench.app.sync());
    }
    expect(runs.map(({ state }) => state)).toEqual(['incomplete', 'incomplete', 'incomplete']);
    expect(bench.app.store.batches.openCount(bench.app.flowId)).toBe(1);
    bench.app.calmDown();
    const last = await bench.app.sync();
    expect(streamOf(last, invoices)).toMatchObject({ error: null, reconciled: true, counts: { loaded: 1 } });
    const lines = bench.app.world
      .current('invoice', index)
      .lines.map(({ amount }) => `CAST('${amount}' AS DECIMAL(38,6))`);
    const landed = `SELECT sum(extended_amount) = ${lines.join(' + ')} FROM {workday_supplier_invoice_lines} WHERE invoice_wid = '${wid}'`;
    expect(await bench.app.cell(landed)).toBe('true');
    expect(streamOf(await bench.app.sync({ verify: true }), invoices).reconciled).toBe(true);
  });

  test('totals that cannot be computed are not claimed', async () => {
    bench.app.fault('databricks', 'http-503');
    const run = await bench.app.sync({ verify: true });
    expect(run.state).toBe('incomplete');
    for (const { error, reconciled } of run.streams) {
      expect(reconciled).toBe(false);
      expect(sentencesOf(error)).toMatch(/called again later/);
    }
    bench.app.calmDown();
    const again = await bench.app.sync({ verify: true });
    expect(again.streams.map(({ reconciled }) => reconciled)).toEqual([true, true]);
  });

  test.each([1, 4, 6])(
    'a run that a person cancels at statement %i says what is kept and loses nothing',
    async (nth) => {
      await bench.change();
      const strike = atStatement(nth, 'lose-answer');
      let cancelled: Promise<{ kept: string }> | null = null;
      bench.app.proxy.meddle = async (request): Promise<Meddling> => {
        if (cancelled !== null || strike(request) === 'pass') return 'pass';
        const { items } = await ask(bench.app.engine, 'runs.list', { filter: {}, sort: [], offset: 0, limit: 1 });
        const [run] = items;
        cancelled = ask(bench.app.engine, 'runs.cancel', { id: run?.id ?? '' });
        return 'pass';
      };
      const run = await bench.app.sync();
      expect(run.state).toBe('cancelled');
      expect((await (cancelled as Promise<{ kept: string }> | null))?.kept).toMatch(/1 staged records are kept/);
      expect((await bench.app.flow()).paused).toBeNull();
      await bench.expectRecovery();
    },
  );
});

describe('other ways to sign in to Databricks', () => {
  let bench: FaultBench;
  const credential = (label: string): string =>
    bench.app.databricks.credentials.find((one) => one.label === label)?.value ?? '';
  beforeAll(async () => {
    bench = await FaultBench.start({ scale: 0.1 });
  });
  afterAll(() => bench.app.close());

  test('a personal token works; a wrong one is sent once, pauses the flow and is named as such', async () => {
    await bench.change();
    const token = credential('Personal access token');
    await bench.app.editConnection('databricks', { settings: { auth: 'pat' }, secrets: { token: 'dapi-wrong' } });
    let requests = 0;
    bench.app.proxy.meddle = () => {
      requests += 1;
      return 'pass';
    };
    const run = await bench.app.sync();
    await bench.expectFault(run, {
      state: 'failed',
      code: 'DATABRICKS_TOKEN_REFUSED',
      kind: 'auth',
      says: /personal access token/,
      flowPaused: true,
    });
    expect(requests).toBe(1);
    await bench.app.editConnection('databricks', { secrets: { token } });
    await ask(bench.app.engine, 'flows.resume', { id: bench.app.flowId });
    await bench.expectRecovery();
  });

  test('Entra signs in with the tenant of the customer', async () => {
    await bench.change();
    await bench.app.editConnection('databricks', {
      settings: {
        auth: 'azure-entra',
        azureTenantId: credential('Entra tenant'),
        azureLoginAddress: bench.app.proxy.address,
      },
    });
    const run = await bench.expectRecovery();
    expect(streamOf(run, invoices).counts.loaded).toBe(1);
    expect(streamOf(run, suppliers).reconciled).toBe(true);
  });
});
