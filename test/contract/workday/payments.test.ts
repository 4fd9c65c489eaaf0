import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addInvoice, payInvoice } from '../../../sandbox/world/changes.ts';
import { gather, startHarness, type Harness, type ReadAll } from './harness.ts';

const signal = new AbortController().signal;
let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

async function readPayments(settings: Record<string, string> = {}): Promise<ReadAll> {
  const source = harness.source(settings);
  const window = await source.openWindow('payments', { kind: 'full' }, signal);
  return gather(source.read('payments', window, signal));
}

function wids(kind: 'supplier' | 'worker'): string[] {
  const { world } = harness.workday;
  return Array.from({ length: world.count('payment') }, (_, index) => index)
    .filter((index) => world.at('payment', index, Number.MAX_SAFE_INTEGER)?.payee.kind === kind)
    .map((index) => world.wid('payment', index));
}

describe('payments', () => {
  it('to suppliers are read, all of them and no others, whatever the size of a page', async () => {
    expect(wids('worker').length).toBeGreaterThan(3);
    for (const pageSize of ['3', '40', '999']) {
      const { records, unreadable, announced } = await readPayments({ pageSize });
      expect(records.map(({ key }) => key).sort()).toEqual(wids('supplier').sort());
      expect(unreadable).toEqual([]);
      expect(announced).toBe(records.length);
    }
  });

  it('that were sent together name the same settlement run', async () => {
    const { records } = await readPayments();
    const runs = new Map<string, Set<unknown>>();
    for (const { fields } of records) {
      const run = fields['settlement_run'] as { wid: string } | undefined;
      if (run === undefined) continue;
      const { company, payment_date: date } = fields as { company?: { wid: string }; payment_date?: string };
      runs.set(run.wid, (runs.get(run.wid) ?? new Set()).add(`${String(company?.wid)} ${String(date)}`));
    }
    expect(runs.size).toBeGreaterThan(5);
    expect(runs.size).toBeLessThan(records.length);
    for (const sameRun of runs.values()) expect(sameRun.size).toBe(1);
  });

  it('carry nothing of bank accounts and wages, which are told not to come', async () => {
    const { records } = await readPayments();
    expect(JSON.stringify(records)).toContain('PAY-');
    expect(JSON.stringify(records)).not.toMatch(/PRACTICE-(?:BANK|PAYROLL)/);
    expect(harness.workday.requests.flatMap(({ bankAsked }) => bankAsked)).toEqual([]);
  });

  it('of workers are not given by their key either', async () => {
    const [worker = '', supplier = ''] = [wids('worker')[0], wids('supplier')[0]];
    const { records } = await gather(harness.source().readByKey('payments', [worker, supplier], signal));
    expect(records.map(({ key }) => key)).toEqual([supplier]);
  });

  it('made since the last window are read by the next', async () => {
    const source = harness.source();
    const first = await source.openWindow('payments', { kind: 'full' }, signal);
    const { world } = harness.workday;
    await harness.clock.sleep(60_000);
    const pattern = Array.from({ length: world.count('invoice') }, (_, at) => at).find(
      (at) => world.current('invoice', at).status === 'APPROVED',
    );
    const place = payInvoice(world, addInvoice(world, pattern ?? 0, harness.clock.now()), harness.clock.now());
    const next = await source.openWindow('payments', { kind: 'incremental', cursor: first.nextCursor }, signal);
    const { records, announced } = await gather(source.read('payments', next, signal));
    expect(records.map(({ key }) => key)).toContain(world.wid('payment', place));
    expect(announced).toBe(records.length);
    expect(records.length).toBeLessThan(wids('supplier').length);
  });

  it('are counted by the check with those that are no payments to suppliers, and it says so', async () => {
    const said: string[] = [];
    for await (const step of harness.source().check(['payments'], signal)) {
      if (step.id === 'read.payments' && step.detail !== null) said.push(step.detail);
    }
    const total = wids('supplier').length + wids('worker').length;
    expect(said).toEqual([`${String(total)} payments of any kind`]);
  });
});
