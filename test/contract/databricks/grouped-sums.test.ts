import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabricksDestination } from '../../../main/connectors/databricks/destination.ts';
import type { Destination, GroupedSum, GroupedSumsRequest } from '../../../main/ports/destination.ts';
import { startPracticeDatabricks, type PracticeDatabricks } from '../../../sandbox/databricks/index.ts';
import { batchOf, invoice } from '../conformance/sample-documents.ts';
import { briskClock } from './brisk-clock.ts';
import { linesOfMonth, whatIsLeft } from './grouped-sums-sample.ts';
import { invoiceStream } from './sample-stream.ts';
import { createTestContext } from './test-context.ts';
import { createTestHttp } from './test-http.ts';

const signal = new AbortController().signal;
let practice: PracticeDatabricks;
let destination: Destination;

async function sums(request: GroupedSumsRequest): Promise<readonly GroupedSum[]> {
  const groups = (await destination.groupedSums?.(request, signal)) ?? [];
  return [...groups].sort((a, b) => a.group.join().localeCompare(b.group.join()));
}

beforeAll(async () => {
  practice = await startPracticeDatabricks({ clock: briskClock, startUpMs: 2 });
  destination = createDatabricksDestination(
    createTestContext({
      settings: practice.settings,
      secrets: practice.secrets,
      http: createTestHttp(),
      clock: briskClock,
    }),
  );
  await destination.applyPlan(await destination.plan([invoiceStream], signal), signal);
  const payment = (memo: string, amount: string, currency = 'EUR') => ({ memo, extended_amount: amount, currency });
  const documents = [
    invoice('A', {
      header: { invoice_total: '100.10' },
      lines: { '1': { extended_amount: '60.10' }, '2': { extended_amount: '40', currency: 'USD' } },
    }),
    invoice('B', {
      header: { invoice_total: '0.000001', company: 'C-200' },
      lines: { '1': { extended_amount: null } },
    }),
    invoice('C', { header: { invoice_date: '2026-10-31' } }),
    invoice('D', { header: { supplier: "O'Brien", invoice_total: '9'.repeat(20) } }),
    invoice('E', { header: { supplier: null, invoice_total: '50' }, lines: { '1': { extended_amount: '-0.1' } } }),
    invoice('P1', {
      header: { on_hold: true, invoice_total: '0' },
      lines: { '1': payment('A', '100.10'), '2': payment('E', '20') },
    }),
    invoice('P2', {
      header: { on_hold: true, invoice_total: '0', invoice_date: '2026-11-16' },
      lines: { '1': payment('E', '7') },
    }),
    invoice('P3', { header: { on_hold: true, invoice_total: '0' }, lines: { '1': payment('E', '3', 'USD') } }),
  ];
  const context = { progress: null, saveProgress: () => Promise.resolve(), signal };
  await destination.deliver(invoiceStream, batchOf('b1', 1, documents, invoiceStream), context);
});
afterAll(async () => {
  await destination.close();
  await practice.close();
});

describe('sums by group at the destination', () => {
  it('are of the rows of the days asked for, without what does not count', async () => {
    expect(await sums(linesOfMonth)).toEqual([
      { group: ['C-100', 'EUR'], documents: 4, sums: ['187.1'] },
      { group: ['C-100', 'USD'], documents: 2, sums: ['43'] },
      { group: ['C-200', 'EUR'], documents: 1, sums: ['0'] },
    ]);
  });

  it('take off what counts up to the day in the same currency, and leave out documents of which nothing is left', async () => {
    expect(await sums(whatIsLeft)).toEqual([
      { group: ['C-100', 'EUR'], documents: 3, sums: [`1${'0'.repeat(17)}129`] },
    ]);
  });

  it('are none where nothing landed', async () => {
    expect(await sums({ ...linesOfMonth, only: { column: 'company', value: 'nowhere' } })).toEqual([]);
  });
});
