import { afterEach, beforeEach, expect, it } from 'vitest';
import { readAll, startPractice, type ExactPractice } from '../exact/harness.ts';

const STREAMS = ['gl_accounts', 'purchase_orders', 'purchase_invoices', 'journal_entries'];

let practice: ExactPractice;
beforeEach(async () => {
  practice = await startPractice();
});
afterEach(async () => {
  await practice.close();
});

async function read(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const stream of STREAMS) {
    const { records, unreadable } = await readAll(practice.source(), stream);
    expect(unreadable).toEqual([]);
    found[stream] = records.map((record) => JSON.stringify(record)).sort();
  }
  return found;
}

it('gives the connector the same records however answers are written, and is asked for one thing at a time', async () => {
  const before = await read();
  for (const fault of ['codes-padded', 'numbers-as-text', 'sync-out-of-order', 'other-company-open'])
    practice.exact.setFault(fault, true);
  const after = await read();
  for (const stream of STREAMS) {
    expect(before[stream]?.length).toBeGreaterThan(0);
    const other = before[stream]?.filter((record, at) => record !== after[stream]?.[at]) ?? [];
    expect([stream, other.slice(0, 1)]).toEqual([stream, []]);
  }
  expect(practice.exact.overlaps()).toBe(0);
  const refused = practice.exact.requests.filter(({ status }) => status >= 400);
  // Companies without the Purchase module are found out by asking; nothing else was asked for that Exact would refuse.
  expect(new Set(refused.map(({ status, resource }) => `${String(status)} ${String(resource)}`))).toEqual(
    new Set(['403 purchase/purchaseinvoices']),
  );
});
