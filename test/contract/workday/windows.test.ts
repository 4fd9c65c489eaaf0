import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gather, never, readAll, startHarness, type Harness } from './harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ settings: { pageSize: '25', nonFinalStatuses: 'DRAFT,IN_PROGRESS' } });
});
afterAll(() => harness.close());

describe('windows over the wire', () => {
  it('pins every page to the same moment and never asks for attachments', async () => {
    harness.workday.requests.length = 0;
    const source = harness.source();
    const window = await source.openWindow('supplier_invoices', { kind: 'full' }, never);
    const { pages } = await gather(source.read('supplier_invoices', window, never));
    const calls = harness.workday.requests.slice(1);
    expect(pages).toBeGreaterThan(2);
    expect(calls.map(({ page }) => page)).toEqual([...calls.keys()].map((at) => at + 1));
    expect(new Set(calls.map(({ asOf }) => asOf))).toEqual(new Set([Date.parse(window.asOf)]));
    expect(harness.workday.requests.some(({ attachmentsAsked }) => attachmentsAsked)).toBe(false);
  });

  it('gives no invoice twice in a rolling window, and announces both reads together', async () => {
    const source = harness.source();
    const all = await readAll(source, 'supplier_invoices');
    const { nextCursor } = await source.openWindow('supplier_invoices', { kind: 'full' }, never);
    const rolling = await readAll(source, 'supplier_invoices', { kind: 'incremental', cursor: nextCursor });
    const keys = rolling.records.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(rolling.announced).toBe(keys.length);
    const first = '2026-08-23';
    const expected = all.records.filter(({ fields, changedAt }) => {
      const status =
        (fields['document_status'] as { ids: Record<string, string> } | null)?.ids['Document_Status_ID'] ?? '';
      return (changedAt ?? '') >= first || ['DRAFT', 'IN_PROGRESS'].includes(status);
    });
    expect(new Set(keys)).toEqual(new Set(expected.map(({ key }) => key)));
    expect(keys.length).toBeLessThan(all.records.length);
  });

  it('reads nothing when nothing has changed since the cursor', async () => {
    const source = harness.source({ overlapMinutes: '0' });
    const { nextCursor } = await source.openWindow('suppliers', { kind: 'full' }, never);
    expect((await readAll(source, 'suppliers', { kind: 'incremental', cursor: nextCursor })).announced).toBe(0);
  });

  it('reads documents of chosen days only', async () => {
    const window = { kind: 'range', from: '2026-09-01', to: '2026-09-30' } as const;
    const { records, announced } = await readAll(harness.source(), 'purchase_orders', window);
    expect(records.length).toBe(announced);
    expect(records.every(({ changedAt }) => changedAt?.startsWith('2026-09') === true)).toBe(true);
  });
});
