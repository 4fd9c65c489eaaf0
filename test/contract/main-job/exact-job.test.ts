import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { Run } from '../../../shared/model/run.ts';
import type { Proposal } from '../../../shared/model/write-back.ts';
import { ExactApp } from '../../support/exact-app.ts';
import { PracticeWarehouse } from '../../support/practice-warehouse.ts';
import { streamOf } from '../../support/practice-app.ts';

let app: ExactApp;
let first: Run;
beforeAll(async () => {
  app = await ExactApp.start();
  first = await app.sync();
}, 240_000);
afterAll(() => app.close());

/** What was asked of the practice Exact and changes something. */
function writes(): string[] {
  return app.exact.requests
    .filter(({ method, path }) => method !== 'GET' && !path.includes('/api/oauth2/'))
    .map(({ method, path }) => `${method} ${path}`);
}

async function markedIn(table: string): Promise<number> {
  const [[count] = []] = await app.rows(`SELECT count(*) FROM {${table}} WHERE _mlc_deleted`);
  return Number(count ?? 0);
}

function sum(run: Run, count: 'read' | 'loaded' | 'rejected' | 'held'): number {
  return run.streams.reduce((total, { counts }) => total + counts[count], 0);
}

describe('Exact Online to Databricks', () => {
  test('reads every company, holds and rejects exactly what the books say, and every total agrees', () => {
    expect(first.streams.map(({ stream, reconciled, error }) => [stream, reconciled, error])).toEqual(
      first.streams.map(({ stream }) => [stream, true, null]),
    );
    expect(sum(first, 'held')).toBe(app.exact.books.expectedHeld().length);
    expect(sum(first, 'rejected')).toBe(app.exact.books.expectedRejections().length);
    expect(sum(first, 'loaded')).toBe(sum(first, 'read') - sum(first, 'held') - sum(first, 'rejected'));
    expect(app.exact.overlaps()).toBe(0);
    expect(writes()).toEqual([]);
  });

  test('names what documents wait for by code, description and company, wherever anything but the id is known', async () => {
    const page = { filter: { flowId: app.flowId }, sort: [], offset: 0, limit: 500 };
    const { items } = await ask(app.engine, 'held.list', page);
    const companies = app.exact.books.divisions.map(({ description }) => description);
    const called = items.flatMap(({ awaited }) => awaited.map((one) => one.called ?? one.name));
    expect(called.filter((one) => !companies.some((name) => one.endsWith(` (${name})`)))).toEqual([]);
    expect(called.filter((one) => /[0-9a-f]{8}-/.test(one))).toEqual([]);
    for (const { reasons } of items) {
      for (const { text, called: name } of reasons) expect(text).toContain(name);
    }
  });

  test('then reads only what changed, marks what was deleted, and lets documents go when their cost center is there', async () => {
    app.exact.books.change();
    const second = await app.sync();
    expect(second.streams.every(({ reconciled, error }) => reconciled === true && error === null)).toBe(true);
    expect(sum(second, 'read')).toBeLessThan(sum(first, 'read') / 2);
    const waiting = streamOf(second, 'purchase_entries').counts.held;
    expect(waiting).toBeGreaterThan(0);
    app.exact.books.change();
    const third = await app.sync();
    expect(third.streams.every(({ reconciled, error }) => reconciled === true && error === null)).toBe(true);
    const page = { filter: { flowId: app.flowId, state: 'open' as const }, sort: [], offset: 0, limit: 1 };
    const held = await ask(app.engine, 'held.list', page);
    expect(held.total).toBe(app.exact.books.expectedHeld().length);
    // Exact names deleted lines, not their documents: companies that had some are read anew, at most every few hours.
    app.clock.advance(25 * 3_600_000);
    const verified = await app.sync({ verify: true });
    expect(verified.streams.every(({ totals }) => totals.every(({ agrees }) => agrees))).toBe(true);
    expect(await markedIn('exact_sales_invoices')).toBeGreaterThan(0);
    expect(await markedIn('exact_purchase_order_lines')).toBeGreaterThan(0);
    const [[versions] = []] = await app.rows(
      'SELECT max(n) FROM (SELECT count(*) AS n FROM {exact_purchase_entries_history} GROUP BY purchase_entry_id)',
    );
    expect(Number(versions)).toBeGreaterThan(1);
  });
});

describe('a cost center that somebody renamed in the warehouse', () => {
  const reason = 'Agreed with the controller';
  let analyst: PracticeWarehouse;
  let proposal: Proposal;

  async function look(): Promise<Proposal[]> {
    await ask(app.engine, 'write-back.look', { flowId: app.flowId });
    return ask(app.engine, 'write-back.list', { flowId: app.flowId, states: ['open'] });
  }

  async function rename(to: string): Promise<void> {
    await analyst.rows(
      `UPDATE {exact_cost_centers} SET cost_center_description = '${to}' WHERE division_code = '2256995' AND cost_center_code = 'CC-440'`,
    );
  }

  beforeAll(async () => {
    const { system, address, credentials } = app.databricks;
    const facts = { system, address, credentials: [...credentials], faults: [] };
    analyst = new PracticeWarehouse({ running: true, changing: false, systems: [facts] });
    await ask(app.engine, 'write-back.set', { flowId: app.flowId, streams: ['cost_centers', 'gl_accounts'], reason });
  });

  test('is proposed, and nothing is written before a person approves', async () => {
    expect(await look()).toEqual([]);
    await rename('Facilities & Fleet');
    const [found] = await look();
    if (found === undefined) throw new Error('nothing was proposed');
    proposal = found;
    expect(found.changes).toMatchObject([{ path: 'description', after: 'Facilities & Fleet', problem: null }]);
    await app.sync();
    expect(writes()).toEqual([]);
  });

  test('is written with one PUT of that field, read back, and lands with its history', async () => {
    const { id, fingerprint } = proposal;
    const written = await ask(app.engine, 'write-back.approve', { id, fingerprint, reason });
    await app.whenIdle();
    expect(written).toMatchObject({ state: 'written', error: null });
    expect(writes()).toHaveLength(1);
    expect(writes()[0]).toMatch(/^PUT \/api\/v1\/2256995\/hrm\/Costcenters\(guid'/);
    const [row] = app.exact.books.rows(2256995, 'Costcenters').filter(({ cells }) => cells['Code'] === 'CC-440');
    expect(row?.cells['Description']).toBe('Facilities & Fleet');
    const landed = await app.rows(
      "SELECT cost_center_description, _mlc_row_hash FROM {exact_cost_centers} WHERE division_code = '2256995' AND cost_center_code = 'CC-440'",
    );
    expect(landed[0]?.[0]).toBe('Facilities & Fleet');
    expect(await look()).toEqual([]);
    expect((await app.sync({ verify: true })).streams.every(({ reconciled }) => reconciled === true)).toBe(true);
  });

  test('is not written over what somebody changed in Exact since', async () => {
    await rename('From the warehouse');
    const [found] = await look();
    if (found === undefined) throw new Error('nothing was proposed');
    const [row] = app.exact.books.rows(2256995, 'Costcenters').filter(({ cells }) => cells['Code'] === 'CC-440');
    app.exact.books.write(2256995, 'Costcenters', row?.key ?? '', { Description: 'From Exact' });
    const { id, fingerprint } = found;
    const ended = await ask(app.engine, 'write-back.approve', { id, fingerprint, reason });
    expect(ended).toMatchObject({ state: 'conflict', error: { code: 'WRITE_BACK_CONFLICT' } });
    expect(writes()).toHaveLength(1);
    await app.sync();
    const [[name] = []] = await app.rows(
      "SELECT cost_center_description FROM {exact_cost_centers} WHERE division_code = '2256995' AND cost_center_code = 'CC-440'",
    );
    expect(name).toBe('From Exact');
  });
});
