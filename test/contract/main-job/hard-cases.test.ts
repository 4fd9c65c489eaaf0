import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabricksDestination } from '../../../main/connectors/databricks/destination.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { createRequestLog } from '../../../main/http/request-log.ts';
import { createUndiciTransport } from '../../../main/http/undici-transport.ts';
import type { DeliveryReport } from '../../../main/ports/destination.ts';
import { addInvoice, cancelInvoice, withMoreQuantity, withoutLines } from '../../../sandbox/world/changes.ts';
import type { InvoiceDoc } from '../../../sandbox/world/documents.ts';
import type { Run } from '../../../shared/model/run.ts';
import { atStatement } from '../../support/meddling-proxy.ts';
import { PracticeApp, sentencesOf, streamOf } from '../../support/practice-app.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';
import { sumsInWarehouse, sumsOfWorld, units } from './expected-sums.ts';

const invoices = 'supplier_invoices';

let app: PracticeApp;
/** Approved, sound and untouched invoices; each test takes its own. */
let sound: number[];
let first: Run;

beforeAll(async () => {
  app = await PracticeApp.start({ streams: [invoices, 'journal_entries'] });
  const { world } = app;
  sound = Array.from({ length: world.count('invoice') }, (_, index) => index).filter((index) => {
    const doc = world.current('invoice', index);
    const recent = doc.date > '2026-09-15';
    return doc.status === 'APPROVED' && doc.company !== null && recent && world.isUntouched('invoice', index);
  });
  first = await app.sync();
});
afterAll(() => app.close());

/** One of them; an unpaid one where a payment would change with it. */
function take(unpaid = false): { index: number; wid: string; doc: InvoiceDoc } {
  const at = unpaid ? sound.findIndex((one) => app.world.current('invoice', one).payment === 'UNPAID') : 0;
  const [index] = at === -1 ? [] : sound.splice(at, 1);
  if (index === undefined) throw new Error('no invoice is left to change');
  return { index, wid: app.world.wid('invoice', index), doc: app.world.current('invoice', index) };
}

async function headerOf(wid: string): Promise<readonly (string | null)[] | undefined> {
  const sql = `SELECT invoice_date, invoice_total, status_id, _mlc_batch_id FROM {workday_supplier_invoices} WHERE invoice_wid = '${wid}'`;
  return (await app.rows(sql))[0];
}

const linesOf = (wid: string, deleted: boolean): Promise<string | null> =>
  app.cell(
    `SELECT count(*) FROM {workday_supplier_invoice_lines} WHERE invoice_wid = '${wid}' AND _mlc_deleted = ${String(deleted)}`,
  );

function totalOf(doc: InvoiceDoc): bigint {
  const parts = [...doc.lines.map((line) => line.amount), doc.tax, doc.freight, doc.other];
  return parts.reduce((sum, part) => sum + units(part), 0n);
}

function expectReconciled(run: Run, loaded: number): void {
  expect(run.state).not.toBe('failed');
  for (const one of run.streams) {
    expect(one.error, one.stream).toBeNull();
    expect(one.reconciled, one.stream).toBe(true);
    const { read, ...by } = one.counts;
    expect(Object.values(by).reduce((sum, count) => sum + count)).toBe(read);
  }
  expect(streamOf(run, invoices).counts.loaded).toBe(loaded);
}

/** The two streams of this file, in the world and in the warehouse. */
async function expectWarehouseRight(): Promise<void> {
  const ours = (sums: ReadonlyMap<string, bigint>): [string, bigint][] =>
    [...sums].filter(([name]) => name.startsWith(invoices) || name.startsWith('journal_entries'));
  const planted = new Set(app.world.expectedRejections.map(({ wid }) => wid));
  const landed = await sumsInWarehouse((sql) =>
    /purchase_orders|adjustments|payments/.test(sql) ? Promise.resolve([]) : app.rows(sql),
  );
  expect(ours(landed)).toEqual(ours(sumsOfWorld(app.world, planted)));
}

/** Delivers a batch of the store again, past the engine, as a replay or a late retry does. */
async function deliverAgain(batchId: string): Promise<DeliveryReport> {
  const stored = app.store.batches.get(batchId);
  if (stored === null) throw new Error('the batch is not in the store');
  const random = createSeededRandom('replay');
  const transport = createUndiciTransport({ clock: app.clock });
  const destination = createDatabricksDestination({
    connection: await app.connection('databricks'),
    http: createHttpClient({ transport, clock: app.clock, random, log: createRequestLog() }),
    clock: app.clock,
    random,
    readSecret: (name) => Promise.resolve(app.databricks.secrets[name] ?? ''),
    saveSecret: () => Promise.resolve(),
  });
  try {
    return await destination.deliver(stored.target, stored.batch, {
      progress: null,
      saveProgress: () => Promise.resolve(),
      signal: new AbortController().signal,
    });
  } finally {
    await destination.close();
    await transport.close();
  }
}

function batchOf(run: Run, stream = invoices): string {
  const found = app.store.batches.summaries(run.id).find((one) => one.stream === stream);
  if (found === undefined) throw new Error('the run staged nothing');
  return found.id;
}

describe('what changes at the source', () => {
  test('an invoice corrected to an earlier date and another amount replaces what landed', async () => {
    const { index, wid, doc } = take();
    const corrected = { ...withMoreQuantity(doc, 7n), date: '2026-09-01', controlTotal: null };
    app.world.enter('invoice', index, corrected, app.entryMoment());
    expectReconciled(await app.sync(), 1);
    const [date, total] = (await headerOf(wid)) ?? [];
    expect(date).toBe('2026-09-01');
    expect(units(total ?? null)).toBe(totalOf(corrected));
    expect(totalOf(corrected)).not.toBe(totalOf(doc));
    await expectWarehouseRight();
  });

  test('an invoice moved to a date behind the rolling window is seen by the weekly reading of everything', async () => {
    const { index, wid, doc } = take();
    const moved = { ...withMoreQuantity(doc, 3n), date: '2026-05-04' };
    app.world.enter('invoice', index, moved, app.entryMoment());
    // Workday has no filter for what changed among invoices: until then, the table says what was read last.
    expectReconciled(await app.sync(), 0);
    expect((await headerOf(wid))?.[0]).toBe(doc.date);
    app.clock.advance(7 * 24 * 3_600_000);
    expectReconciled(await app.sync(), 1);
    const [date, total] = (await headerOf(wid)) ?? [];
    expect(date).toBe('2026-05-04');
    expect(units(total ?? null)).toBe(totalOf(moved));
    await expectWarehouseRight();
  });

  test('a document that lost all its lines has none at the destination either', async () => {
    const { index, wid, doc } = take();
    expect(await linesOf(wid, false)).toBe(String(doc.lines.length));
    app.world.enter('invoice', index, withoutLines(doc), app.entryMoment());
    expectReconciled(await app.sync(), 1);
    expect(await linesOf(wid, false)).toBe('0');
    expect(await linesOf(wid, true)).toBe(String(doc.lines.length));
    expect(units((await headerOf(wid))?.[1] ?? null)).toBe(0n);
    await expectWarehouseRight();
  });

  test('a cancelled invoice arrives as cancelled, and its journal with the one that reverses it', async () => {
    const { index, wid } = take(true);
    cancelInvoice(app.world, index, app.entryMoment());
    const run = await app.sync();
    expectReconciled(run, 1);
    expect((await headerOf(wid))?.[2]).toBe('CANCELED');
    const journal = app.world.wid('invoice-journal', index);
    const reversal = app.world.wid('invoice-reversal', index);
    const links = await app.rows(
      `SELECT journal_wid, cancel_reversed_by_wid, cancel_reverses_wid FROM {workday_journal_entries}
       WHERE journal_wid IN ('${journal}', '${reversal}') ORDER BY cancel_reverses_wid NULLS FIRST`,
    );
    expect(links).toEqual([
      [journal, reversal, null],
      [reversal, null, journal],
    ]);
    expect(streamOf(run, 'journal_entries').counts.loaded).toBe(2);
    await expectWarehouseRight();
  });
});

describe('what is delivered twice', () => {
  test('an older batch delivered again after a newer one changes nothing', async () => {
    const { index, wid, doc } = take();
    const older = batchOf(first);
    app.world.enter('invoice', index, withoutLines(withMoreQuantity(doc, 2n)), app.entryMoment());
    expectReconciled(await app.sync(), 1);
    const before = await headerOf(wid);
    const tables = ['workday_supplier_invoices', 'workday_supplier_invoice_lines', '_mlc_batches'];
    const everything = (): Promise<readonly unknown[]> =>
      Promise.all(tables.flatMap((table) => [app.rows(`SELECT * FROM {${table}} ORDER BY ALL`), historyCount(table)]));
    const state = await everything();
    const report = await deliverAgain(older);
    expect(report.outcomes.find(({ documentKey }) => documentKey === wid)?.outcome).toBe('unchanged');
    expect(report.outcomes.every(({ outcome }) => outcome === 'delivered' || outcome === 'unchanged')).toBe(true);
    expect(await headerOf(wid)).toEqual(before);
    expect(await linesOf(wid, false)).toBe('0');
    expect(await everything()).toEqual(state);
    expectReconciled(await app.sync({ verify: true }), 0);
  });

  async function historyCount(table: string): Promise<string | null> {
    return table === '_mlc_batches' ? '' : app.cell(`SELECT count(*) FROM {${table}_history}`);
  }

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('a write whose answer is lost at statement %i lands once', async (nth) => {
    const { index, wid, doc } = take();
    const corrected = withMoreQuantity(doc, 1n);
    app.world.enter('invoice', index, corrected, app.entryMoment());
    let cut = false;
    const meddle = atStatement(nth, 'lose-answer');
    app.proxy.meddle = (request) => {
      const what = meddle(request);
      cut ||= what !== 'pass';
      return what;
    };
    const run = await app.sync();
    expect(cut).toBe(true);
    expectReconciled(run, 1);
    expect(units((await headerOf(wid))?.[1] ?? null)).toBe(totalOf(corrected));
    const versions = await app.cell(
      `SELECT count(*) FROM {workday_supplier_invoices_history} WHERE invoice_wid = '${wid}'`,
    );
    expect(versions).toBe('2');
    expect(await app.cell(`SELECT count(*) FROM {_mlc_batches} WHERE batch_id = '${batchOf(run)}'`)).toBe('1');
  });
});

describe('what the operator leaves out', () => {
  test('a load of chosen records moves no cursor, and the next sync takes the rest', async () => {
    const chosen = take();
    const other = take();
    for (const { index, doc } of [chosen, other]) {
      app.world.enter('invoice', index, withMoreQuantity(doc, 4n), app.entryMoment());
    }
    const cursorOf = (stream: string): unknown => app.store.streams.get(app.flowId, stream).cursor;
    const cursors = [cursorOf(invoices), cursorOf('journal_entries')];
    const partial = await app.sync({ onlyKeys: { stream: invoices, keys: [chosen.wid] } });
    expect(partial.streams.map(({ stream }) => stream)).toEqual([invoices]);
    expect(streamOf(partial, invoices)).toMatchObject({
      reconciled: true,
      counts: { read: 1, loaded: 1 },
      window: '1 chosen records',
    });
    expect([cursorOf(invoices), cursorOf('journal_entries')]).toEqual(cursors);
    expect(units((await headerOf(other.wid))?.[1] ?? null)).toBe(totalOf(other.doc));
    expectReconciled(await app.sync(), 1);
    await expectWarehouseRight();
  });

  test('an excluded company is counted by its reason and lands nowhere', async () => {
    const index = addInvoice(app.world, take().index, app.entryMoment());
    const { company } = app.world.current('invoice', index);
    const rule = {
      reason: `Not ${String(company)}`,
      path: 'company.ids.Company_Reference_ID',
      test: 'is' as const,
      values: [company ?? ''],
    };
    await app.editFlow((flow) => ({
      streams: flow.streams.map((one) => (one.id === invoices ? { ...one, exclusions: [rule] } : one)),
    }));
    const before = await app.cell('SELECT count(*) FROM {workday_supplier_invoices}');
    const run = await app.sync();
    const { counts, excludedBy, reconciled, announced } = streamOf(run, invoices);
    expect(reconciled).toBe(true);
    expect(counts.excluded).toBeGreaterThan(0);
    expect(counts.loaded).toBe(0);
    expect(excludedBy).toEqual([{ reason: rule.reason, count: counts.excluded }]);
    expect(counts.read).toBe(announced);
    expect(await app.cell('SELECT count(*) FROM {workday_supplier_invoices}')).toBe(before);
    expect(await headerOf(app.world.wid('invoice', index))).toBeUndefined();
    await app.editFlow((flow) => ({ streams: flow.streams.map((one) => ({ ...one, exclusions: [] })) }));
    expectReconciled(await app.sync(), 1);
    expect(await headerOf(app.world.wid('invoice', index))).toBeDefined();
    await expectWarehouseRight();
  });

  test('a second run at the same time is refused in words, and the first one goes on', async () => {
    app.clock.advance(60_000);
    const running = app.engine.call('runs.start', { flowId: app.flowId });
    const second = await app.engine.call('runs.start', { flowId: app.flowId });
    if (second.ok) throw new Error('two runs at once');
    expect(second.error.code).toBe('ENGINE_RUN_IN_PROGRESS');
    expect(sentencesOf(second.error)).toContain('already under way');
    expect((await running).ok).toBe(true);
    await app.runner.whenIdle();
  });
});
