import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databricksChoices } from '../../../main/connectors/databricks/choices.ts';
import { createDatabricksDestination } from '../../../main/connectors/databricks/destination.ts';
import type { ConnectorContext } from '../../../main/ports/connector.ts';
import type { Destination } from '../../../main/ports/destination.ts';
import { startPracticeDatabricks, type PracticeDatabricks } from '../../../sandbox/databricks/index.ts';
import type { CheckStep } from '../../../shared/model/check.ts';
import { batchOf, invoice } from '../conformance/sample-documents.ts';
import { briskClock } from './brisk-clock.ts';
import { invoiceStream } from './sample-stream.ts';
import { createTestContext } from './test-context.ts';
import { createTestHttp } from './test-http.ts';

const signal = new AbortController().signal;
let practice: PracticeDatabricks;

function contextWith(settings: Record<string, string> = {}, secrets: Record<string, string> = {}): ConnectorContext {
  return createTestContext({
    settings: { ...practice.settings, ...settings },
    secrets: { ...practice.secrets, ...secrets },
    http: createTestHttp(),
    clock: briskClock,
  });
}

async function ready(): Promise<Destination> {
  const destination = createDatabricksDestination(contextWith());
  await destination.applyPlan(await destination.plan([invoiceStream], signal), signal);
  return destination;
}

beforeEach(async () => {
  practice = await startPracticeDatabricks({ clock: briskClock, startUpMs: 2 });
});
afterEach(async () => {
  await practice.close();
});

describe('check', () => {
  async function check(destination: Destination): Promise<CheckStep[]> {
    const last = new Map<string, CheckStep>();
    for await (const step of destination.check([invoiceStream], signal)) last.set(step.id, step);
    return [...last.values()];
  }
  const states = (steps: readonly CheckStep[]): Record<string, string> =>
    Object.fromEntries(steps.map((step) => [step.id, step.state]));

  it('passes every step, says that it wakes the warehouse and what is planned', async () => {
    const steps = await check(createDatabricksDestination(contextWith()));
    expect(new Set(steps.map((step) => step.state))).toEqual(new Set(['passed']));
    expect(steps.find((step) => step.id === 'select-one')?.label).toContain('wakes the warehouse');
    expect(steps.at(-1)?.detail).toBe('4 changes are planned; the preview shows them');
  });

  it('ends at a wrong secret, and skips what depends on it', async () => {
    const steps = await check(createDatabricksDestination(contextWith({}, { clientSecret: 'wrong' })));
    expect(states(steps)).toMatchObject({
      tls: 'passed',
      authenticate: 'failed',
      warehouse: 'skipped',
      tables: 'skipped',
    });
    expect(steps[2]?.error).toMatchObject({ code: 'DATABRICKS_LOGIN_REFUSED', kind: 'auth' });
    expect(practice.warehouseStarts()).toBe(0);
  });

  it.each([
    [{ warehouse: 'ffffffffffffffff' }, null, 'warehouse', 'config'],
    [{ catalog: 'nowhere' }, null, 'catalog', 'config'],
    [{ host: 'ftp://x' }, null, 'address', 'config'],
    [{}, 'denied-warehouse', 'warehouse', 'permission'],
    [{}, 'denied-volume', 'volume', 'permission'],
  ] as const)('names the step that fails: %o %s', async (settings, fault, id, kind) => {
    if (fault !== null) practice.setFault(fault, true);
    const steps = await check(createDatabricksDestination(contextWith({ ...settings })));
    expect(steps.find((step) => step.state === 'failed')).toMatchObject({ id, error: { kind } });
  });
});

describe('choices', () => {
  it('lists warehouses, catalogs and schemas, and wakes nothing', async () => {
    const [warehouse] = await databricksChoices(contextWith(), 'warehouse', signal);
    expect(warehouse).toMatchObject({ value: practice.settings['warehouse'] });
    expect(await databricksChoices(contextWith(), 'catalog', signal)).toContainEqual({ value: 'main', label: 'main' });
    expect(Array.isArray(await databricksChoices(contextWith(), 'schema', signal))).toBe(true);
    expect(await databricksChoices(contextWith({ catalog: '' }), 'schema', signal)).toEqual([]);
    expect(await databricksChoices(contextWith(), 'host', signal)).toEqual([]);
    expect(practice.warehouseStarts()).toBe(0);
  });
});

describe('delivery under faults', () => {
  const batch = batchOf('b1', 1, [invoice('A'), invoice('B')], invoiceStream);
  const all = { progress: null, saveProgress: () => Promise.resolve(), signal };

  it.each([
    'lost-answer',
    'dropped-request',
    'http-500',
    'token-revoked',
    'concurrent-append',
    'truncated-json',
    'html-page',
  ])('delivers in spite of %s, at once or when it is called again', async (fault) => {
    const destination = await ready();
    practice.setFault(fault, true, 1);
    const report = await destination
      .deliver(invoiceStream, batch, all)
      .catch(() => destination.deliver(invoiceStream, batch, all));
    expect(report.outcomes.map((one) => one.outcome)).toEqual(['delivered', 'delivered']);
    const counts = await practice.query(
      'SELECT (SELECT count(*) FROM uc_main.finance.workday_supplier_invoices), (SELECT count(*) FROM uc_main.finance.workday_supplier_invoices_history), (SELECT count(*) FROM uc_main.finance._mlc_batches)',
    );
    expect(counts).toEqual([['2', '2', '1']]);
  });

  it('writes counts, sums and the audit head beside the batch, once', async () => {
    const destination = await ready();
    await destination.deliver(invoiceStream, batch, all);
    await destination.deliver(invoiceStream, batch, all);
    const rows = await practice.query(
      'SELECT documents, delivered, unchanged, rejected, rows_by_table, control_totals, audit_head FROM uc_main.finance._mlc_batches',
    );
    expect(rows.map((row) => row.slice(0, 4))).toEqual([['2', '2', '0', '0']]);
    expect(JSON.parse(rows[0]?.[4] ?? '')).toEqual({ workday_supplier_invoices: 2, workday_supplier_invoice_lines: 2 });
    expect(JSON.parse(rows[0]?.[5] ?? '')).toContainEqual({
      company: 'C-100',
      amount: 'invoice_total',
      currency: 'EUR',
      count: 2,
      sum: '200',
    });
    expect(rows[0]?.[6]).toBe(batch.auditHead);
  });

  it('keeps each version of a row in the history, by batch', async () => {
    const destination = await ready();
    await destination.deliver(invoiceStream, batch, all);
    await destination.deliver(invoiceStream, batchOf('b2', 2, [invoice('A', { lines: {} })], invoiceStream), all);
    const rows = await practice.query(
      'SELECT invoice_wid, _mlc_batch_id, _mlc_deleted FROM uc_main.finance.workday_supplier_invoice_lines_history ORDER BY 1, 2',
    );
    expect(rows).toEqual([
      ['A', 'b1', 'false'],
      ['A', 'b2', 'true'],
      ['B', 'b1', 'false'],
    ]);
  });

  it('asks for the statement that was under way when the app stopped, instead of sending it again', async () => {
    const destination = await ready();
    await destination.deliver(invoiceStream, batch, all);
    const merge = practice.statements().find((one) => one.sql.startsWith('MERGE'));
    const before = practice.statements().length;
    const progressOf = (id: string) => ({ underWay: { 'all/workday_supplier_invoice_lines': id } });
    const restarted = createDatabricksDestination(contextWith());
    const report = await restarted.deliver(invoiceStream, batch, { ...all, progress: progressOf(merge?.id ?? '') });
    expect(report.outcomes.map((one) => one.outcome)).toEqual(['delivered', 'delivered']);
    // Seven statements deliver a batch of this stream; the first was known already.
    expect(practice.statements().length - before).toBe(6);
    await restarted.deliver(invoiceStream, batch, { ...all, progress: progressOf('forgotten') });
    expect(practice.statements().length - before).toBe(13);
  });

  it('wakes no warehouse for a batch in which every document is rejected', async () => {
    const destination = createDatabricksDestination(contextWith());
    const bad = batchOf('b1', 1, [invoice('A', { header: { invoice_date: '2026-02-30' } })], invoiceStream);
    const report = await destination.deliver(invoiceStream, bad, all);
    expect(report.outcomes[0]).toMatchObject({
      outcome: 'rejected',
      reasons: [{ code: 'RECORD_DATE_INVALID', field: 'invoice_date' }],
    });
    expect(practice.warehouseStarts()).toBe(0);
  });
});

describe('large batches', () => {
  it('go through the volume and leave no files behind', async () => {
    const destination = await ready();
    const saved: unknown[] = [];
    const context = { progress: null, saveProgress: (next: unknown) => Promise.resolve(void saved.push(next)), signal };
    const batch = batchOf('b-large', 1, largeDocuments(), invoiceStream);
    const report = await destination.deliver(invoiceStream, batch, context);
    expect(new Set(report.outcomes.map((one) => one.outcome))).toEqual(new Set(['delivered']));
    const merges = practice
      .statements()
      .filter((one) => one.sql.includes("read_files('/Volumes/main/finance/mlc_stage/b-large/"));
    expect(merges).toHaveLength(2);
    expect(saved.at(-1)).toEqual({});
    await expect(stagedFolders()).resolves.toEqual([]);
  });

  it('are readied ahead without any statement, then delivered from the files that lie there', async () => {
    const destination = await ready();
    const before = practice.statements().length;
    const batch = batchOf('b-ahead', 1, largeDocuments(), invoiceStream);
    destination.prepare?.(invoiceStream, batch, signal);
    await expect.poll(async () => (await stagedFolders()).length).toBe(1);
    expect(practice.statements()).toHaveLength(before);
    const report = await destination.deliver(invoiceStream, batch, all);
    expect(new Set(report.outcomes.map((one) => one.outcome))).toEqual(new Set(['delivered']));
    await expect(stagedFolders()).resolves.toEqual([]);
  });

  it('that were readied and never delivered leave no files behind', async () => {
    const destination = await ready();
    destination.prepare?.(invoiceStream, batchOf('b-dropped', 1, largeDocuments(), invoiceStream), signal);
    destination.prepare?.(invoiceStream, batchOf('b-dropped-too', 1, largeDocuments(), invoiceStream), signal);
    await destination.close();
    await expect(stagedFolders()).resolves.toEqual([]);
  });

  it('that could not be readied are delivered all the same', async () => {
    const destination = await ready();
    const batch = batchOf('b-late', 1, largeDocuments(), invoiceStream);
    destination.prepare?.(invoiceStream, batch, AbortSignal.abort(new Error('not now')));
    const report = await destination.deliver(invoiceStream, batch, all);
    expect(new Set(report.outcomes.map((one) => one.outcome))).toEqual(new Set(['delivered']));
  });

  const all = { progress: null, saveProgress: () => Promise.resolve(), signal };

  function largeDocuments() {
    const memo = 'm'.repeat(9000);
    return Array.from({ length: 80 }, (_, index) => invoice(`K${String(index)}`, { lines: { '1': { memo } } }));
  }

  async function stagedFolders(): Promise<unknown[]> {
    const token = await fetch(`${practice.address}/oidc/v1/token`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(`${practice.settings['clientId'] ?? ''}:${practice.secrets['clientSecret'] ?? ''}`).toString('base64')}`,
      },
      body: 'grant_type=client_credentials&scope=all-apis',
    });
    const { access_token: bearer } = (await token.json()) as { access_token: string };
    const url = `${practice.address}/api/2.0/fs/directories/Volumes/main/finance/mlc_stage`;
    const listing = await fetch(url, { headers: { authorization: `Bearer ${bearer}` } });
    return ((await listing.json()) as { contents?: unknown[] }).contents ?? [];
  }
});

describe('totals', () => {
  it('take very many keys through the volume, and clean up after themselves', async () => {
    const destination = await ready();
    const all = { progress: null, saveProgress: () => Promise.resolve(), signal };
    await destination.deliver(invoiceStream, batchOf('b1', 1, [invoice('K7'), invoice('K8')], invoiceStream), all);
    const documentKeys = Array.from({ length: 150_000 }, (_, index) => `K${String(index)}`);
    const totals = await destination.totals({ stream: invoiceStream, documentKeys }, signal);
    expect(totals).toMatchObject({ documents: 2, distinctKeys: 2, lines: { workday_supplier_invoice_lines: 2 } });
    expect(practice.statements().at(-1)?.sql).toContain('read_files(');
  });
});
