import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabricksDestination } from '../../../main/connectors/databricks/destination.ts';
import type { Destination } from '../../../main/ports/destination.ts';
import { startPracticeDatabricks, type PracticeDatabricks } from '../../../sandbox/databricks/index.ts';
import { PracticeWarehouse } from '../../support/practice-warehouse.ts';
import { batchOf, goneInvoice, invoice } from '../conformance/sample-documents.ts';
import { briskClock } from './brisk-clock.ts';
import { invoiceStream } from './sample-stream.ts';
import { createTestContext } from './test-context.ts';
import { createTestHttp } from './test-http.ts';

const signal = new AbortController().signal;
const table = '{workday_supplier_invoices}';
let practice: PracticeDatabricks;
let destination: Destination;
let analyst: PracticeWarehouse;

function edited(columns: readonly string[]) {
  return destination.editedRows?.(invoiceStream, columns, signal) ?? Promise.resolve([]);
}

async function deliver(id: string, sequence: number, documents: Parameters<typeof batchOf>[2]): Promise<void> {
  const context = { progress: null, saveProgress: () => Promise.resolve(), signal };
  await destination.deliver(invoiceStream, batchOf(id, sequence, documents, invoiceStream), context);
}

beforeAll(async () => {
  practice = await startPracticeDatabricks({ clock: briskClock, startUpMs: 2 });
  const { settings, secrets, system, address, credentials } = practice;
  destination = createDatabricksDestination(
    createTestContext({ settings, secrets, http: createTestHttp(), clock: briskClock }),
  );
  const facts = { system, address, credentials: [...credentials], faults: [] };
  analyst = new PracticeWarehouse({ running: true, changing: false, systems: [facts] });
  await destination.applyPlan(await destination.plan([invoiceStream], signal), signal);
  await deliver('b1', 1, [invoice('A'), invoice('B'), invoice('C', { header: { supplier: null } }), invoice('D')]);
});
afterAll(async () => {
  await destination.close();
  await practice.close();
});

it('nothing is edited as long as nobody but the app wrote', async () => {
  await deliver('b2', 2, [invoice('B', { header: { supplier: 'Corrected at the source' } })]);
  expect(await edited(['supplier', 'invoice_date', 'on_hold'])).toEqual([]);
});

it('what somebody changed is told with what was delivered, empty values among it', async () => {
  await analyst.rows(`UPDATE ${table} SET supplier = 'By hand', on_hold = true WHERE wid = 'A'`);
  await analyst.rows(`UPDATE ${table} SET supplier = 'Filled in' WHERE wid = 'C'`);
  await analyst.rows(`UPDATE ${table} SET invoice_date = NULL WHERE wid = 'B'`);
  const found = await edited(['supplier', 'invoice_date', 'on_hold']);
  const sorted = [...found].sort((a, b) => a.documentKey.localeCompare(b.documentKey));
  expect(sorted).toEqual([
    {
      documentKey: 'A',
      rowHash: invoice('A').header.hash,
      changes: [
        { column: 'supplier', before: 'Aster & Søn', after: 'By hand' },
        { column: 'on_hold', before: false, after: true },
      ],
    },
    {
      documentKey: 'B',
      rowHash: invoice('B', { header: { supplier: 'Corrected at the source' } }).header.hash,
      changes: [{ column: 'invoice_date', before: '2026-11-10', after: null }],
    },
    {
      documentKey: 'C',
      rowHash: invoice('C', { header: { supplier: null } }).header.hash,
      changes: [{ column: 'supplier', before: null, after: 'Filled in' }],
    },
  ]);
});

it('columns that were not asked for do not count, nor do rows that are marked as deleted', async () => {
  await analyst.rows(`UPDATE ${table} SET invoice_total = 1 WHERE wid = 'D'`);
  expect((await edited(['supplier'])).map(({ documentKey }) => documentKey).sort()).toEqual(['A', 'C']);
  await deliver('g1', 3, [goneInvoice('A')]);
  expect((await edited(['supplier'])).map(({ documentKey }) => documentKey)).toEqual(['C']);
});

it('a new delivery of the row ends the edit', async () => {
  await deliver('b4', 4, [invoice('C', { header: { supplier: 'Filled in' } })]);
  expect(await edited(['supplier'])).toEqual([]);
});
