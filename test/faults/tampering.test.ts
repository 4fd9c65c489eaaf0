import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Run } from '../../shared/model/run.ts';
import { sentencesOf, streamOf, type PracticeApp } from '../support/practice-app.ts';
import { FaultBench, invoices, suppliers } from './fault-bench.ts';

/** Each test spoils the warehouse and starts with another one. */
let bench: FaultBench;
const opened: PracticeApp[] = [];
beforeEach(async () => {
  bench = await FaultBench.start({ scale: 0.1 });
  opened.push(bench.app);
});
afterAll(async () => {
  await Promise.all(opened.map((app) => app.close()));
});

/** A statement that somebody else runs in the workspace. */
async function somebodyRuns(sql: string): Promise<void> {
  const { databricks } = bench.app;
  const before = databricks.statements().length;
  const token = databricks.credentials.find(({ label }) => label === 'Personal access token')?.value ?? '';
  const answer = await fetch(`${databricks.address}/api/2.0/sql/statements`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ warehouse_id: databricks.settings['warehouse'], statement: sql, wait_timeout: '30s' }),
  });
  await answer.text();
  expect(databricks.statements()[before]).toMatchObject({ state: 'SUCCEEDED' });
}

const table = (name: string): string => `\`main\`.\`finance\`.\`${name}\``;
const count = (name: string): Promise<string | null> =>
  bench.app.cell(`SELECT count(*) FROM {${name}} WHERE NOT _mlc_deleted`);

function expectGood(run: Run): void {
  for (const one of run.streams) {
    expect(one.error, one.stream).toBeNull();
    expect(one.reconciled, one.stream).toBe(true);
  }
  expect(run.state).toBe('succeeded-with-rejections');
}

/** The difference is said in words, then the next run sets it right, and only then do computed totals agree. */
async function expectFoundAndRepaired(found: Run, stream: string): Promise<void> {
  expect(found.state).toBe('failed');
  const { error, reconciled } = streamOf(found, stream);
  expect(reconciled).toBe(false);
  sentencesOf(error);
  expect((await bench.app.flow()).paused).toBeNull();
  const repaired = await bench.app.sync();
  expectGood(repaired);
  expect(streamOf(repaired, stream).counts.loaded).toBeGreaterThan(0);
  expectGood(await bench.app.sync({ verify: true }));
}

describe('a row that somebody deleted', () => {
  test('is found by a verification, said with the amount, and brought back by the next sync', async () => {
    const before = await count('workday_supplier_invoices');
    const wid = await bench.app.cell('SELECT min(invoice_wid) FROM {workday_supplier_invoices}');
    await somebodyRuns(`DELETE FROM ${table('workday_supplier_invoices')} WHERE \`invoice_wid\` = '${wid ?? ''}'`);
    const found = await bench.app.sync({ verify: true });
    expect(streamOf(found, invoices).error?.code).toBe('ENGINE_TOTALS_DIFFER');
    expect(sentencesOf(streamOf(found, invoices).error)).toMatch(
      /\d+ records delivered, \d+ rows with \d+ keys landed/,
    );
    expect(streamOf(found, suppliers).reconciled).toBe(true);
    await expectFoundAndRepaired(found, invoices);
    expect(await count('workday_supplier_invoices')).toBe(before);
  });

  test('is found where it is a line, and brought back', async () => {
    const before = await count('workday_supplier_invoice_lines');
    const wid = await bench.app.cell(
      'SELECT min(invoice_wid) FROM {workday_supplier_invoice_lines} WHERE extended_amount <> 0',
    );
    await somebodyRuns(
      `DELETE FROM ${table('workday_supplier_invoice_lines')} WHERE \`invoice_wid\` = '${wid ?? ''}' AND \`line_number\` = 1`,
    );
    const found = await bench.app.sync({ verify: true });
    expect(streamOf(found, invoices).error?.code).toBe('ENGINE_TOTALS_DIFFER');
    await expectFoundAndRepaired(found, invoices);
    expect(await count('workday_supplier_invoice_lines')).toBe(before);
  });

  test('is found within a day though nobody asks, and until then no warehouse is woken', async () => {
    const wid = await bench.app.cell('SELECT min(invoice_wid) FROM {workday_supplier_invoices}');
    await somebodyRuns(`DELETE FROM ${table('workday_supplier_invoices')} WHERE \`invoice_wid\` = '${wid ?? ''}'`);
    const statements = bench.app.databricks.statements().length;
    for (let hours = 0; hours < 20; hours += 5) {
      bench.app.clock.advance(5 * 3_600_000);
      expect((await bench.app.sync()).state).not.toBe('failed');
    }
    expect(bench.app.databricks.statements().length).toBe(statements);
    bench.app.clock.advance(5 * 3_600_000);
    const found = await bench.app.sync();
    expect(streamOf(found, invoices).error?.code).toBe('ENGINE_TOTALS_DIFFER');
    expect(streamOf(found, suppliers).reconciled).toBe(true);
    await expectFoundAndRepaired(found, invoices);
  });

  test('stays known as missing through outages of both systems, and a repair whose answers are lost brings it back once', async () => {
    const before = await count('workday_supplier_invoices');
    const wid = await bench.app.cell('SELECT min(invoice_wid) FROM {workday_supplier_invoices}');
    await somebodyRuns(`DELETE FROM ${table('workday_supplier_invoices')} WHERE \`invoice_wid\` = '${wid ?? ''}'`);
    expect((await bench.app.sync({ verify: true })).state).toBe('failed');
    bench.app.fault('workday', 'maintenance');
    const unread = await bench.app.sync();
    expect(streamOf(unread, invoices).reconciled).toBe(false);
    bench.app.calmDown();
    bench.app.fault('databricks', 'http-500');
    const unrepaired = await bench.app.sync();
    expect(streamOf(unrepaired, invoices).reconciled).toBe(false);
    bench.app.calmDown();
    bench.app.fault('databricks', 'lost-answer', true, 3);
    const repaired = await bench.app.sync();
    expect(streamOf(repaired, invoices)).toMatchObject({ error: null, reconciled: true });
    expect(await count('workday_supplier_invoices')).toBe(before);
    expectGood(await bench.app.sync({ verify: true }));
  });
});

describe('a table that somebody dropped', () => {
  test.each([
    [invoices, 'workday_supplier_invoices'],
    [invoices, 'workday_supplier_invoice_lines'],
    [suppliers, 'workday_suppliers'],
  ])('of %s (%s) is found by a verification, and made and filled again by the next sync', async (stream, name) => {
    const before = await count(name);
    await somebodyRuns(`DROP TABLE ${table(name)}`);
    const found = await bench.app.sync({ verify: true });
    expect(streamOf(found, stream).error?.code).toBe('DATABRICKS_OBJECT_MISSING');
    expect(sentencesOf(streamOf(found, stream).error)).toContain(name);
    await expectFoundAndRepaired(found, stream);
    expect(await count(name)).toBe(before);
  });

  test('is never claimed to hold what it held when a change is delivered into a new one', async () => {
    const before = await count('workday_suppliers');
    await somebodyRuns(`DROP TABLE ${table('workday_suppliers')}`);
    const { world } = bench.app;
    const index = Array.from({ length: world.count('supplier') }, (_, at) => at).findIndex(
      (at) => world.current('supplier', at).name !== null,
    );
    world.edit('supplier', index, { name: 'Renamed after the drop' }, bench.app.entryMoment());
    let run = await bench.app.sync();
    // Either the run itself brings everything back, or it says that something is missing and the next one does.
    if (streamOf(run, suppliers).reconciled !== true) {
      sentencesOf(streamOf(run, suppliers).error);
      run = await bench.app.sync();
    }
    expectGood(run);
    expect(await count('workday_suppliers')).toBe(before);
    expectGood(await bench.app.sync({ verify: true }));
  });

  test('of batches is made again, and the rows are not touched', async () => {
    const wid = await bench.change();
    await somebodyRuns(`DROP TABLE ${table('_mlc_batches')}`);
    let run = await bench.app.sync();
    if (streamOf(run, invoices).reconciled !== true) run = await bench.app.sync();
    expectGood(run);
    const batch = await bench.app.cell(
      `SELECT _mlc_batch_id FROM {workday_supplier_invoices} WHERE invoice_wid = '${wid}'`,
    );
    expect(await bench.app.cell(`SELECT count(*) FROM {_mlc_batches} WHERE batch_id = '${batch ?? ''}'`)).toBe('1');
    await bench.expectRecovery();
  });
});

describe('a table that somebody emptied', () => {
  test('is found by the run that delivers a change into it, and filled again by the next one', async () => {
    const before = await count('workday_supplier_invoices');
    await bench.change();
    await somebodyRuns(`DELETE FROM ${table('workday_supplier_invoices')} WHERE true`);
    const found = await bench.app.sync();
    expect(streamOf(found, invoices).error?.code).toBe('ENGINE_TOTALS_DIFFER');
    await expectFoundAndRepaired(found, invoices);
    expect(await count('workday_supplier_invoices')).toBe(before);
  });
});
