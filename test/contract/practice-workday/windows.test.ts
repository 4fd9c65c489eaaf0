import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelInvoice } from '../../../sandbox/world/changes.ts';
import { makeChanges } from '../../../sandbox/world/rounds.ts';
import { WD_NS } from '../../../sandbox/workday/soap.ts';
import type { PracticeWorkday } from '../../../sandbox/workday/index.ts';
import { textOf } from '../../../sandbox/workday/xml-tree.ts';
import { dataOf, read, startFresh, all, type Clock } from './soap-client.ts';

let workday: PracticeWorkday;
let clock: Clock;

beforeEach(async () => {
  ({ workday, clock } = await startFresh());
});
afterEach(() => workday.close());

const iso = (moment: number): string => new Date(moment).toISOString();
const updated = (from: number, to: number): string =>
  `<wd:Updated_From_Date>${iso(from)}</wd:Updated_From_Date><wd:Updated_To_Date>${iso(to)}</wd:Updated_To_Date>`;

async function allWids(operation: string, count: number, asOf: number): Promise<string[]> {
  const first = await read(workday, operation, { asOf, count, page: 1 });
  const wids = [...first.wids];
  for (let page = 2; page <= first.pages; page += 1)
    wids.push(...(await read(workday, operation, { asOf, count, page })).wids);
  expect(wids).toHaveLength(first.total);
  return wids;
}

describe('paging', () => {
  it('gives every record exactly once, whatever the page size', async () => {
    const large = await allWids('Get_Journals', 999, clock.now());
    const small = await allWids('Get_Journals', 17, clock.now());
    expect(small).toEqual(large);
    expect(new Set(small).size).toBe(small.length);
  });

  it('has 100 records a page if no count is given, and nothing beyond the last page', async () => {
    const page = await read(workday, 'Get_Supplier_Invoices');
    expect(page.records).toHaveLength(100);
    expect(page.pages).toBe(2);
    expect((await read(workday, 'Get_Supplier_Invoices', { page: 3 })).pageResults).toBe(0);
  });

  it('does not move between pages that are pinned to one moment', async () => {
    const asOf = clock.now();
    const before = await allWids('Get_Supplier_Invoices', 40, asOf);
    const first = await read(workday, 'Get_Supplier_Invoices', { asOf, count: 40, page: 1 });
    clock.set(asOf + 60_000);
    workday.world.remove('invoice', 0, asOf + 30_000);
    makeChanges(workday.world, asOf + 40_000);
    const rest: string[] = [];
    for (let page = 2; page <= first.pages; page += 1)
      rest.push(...(await read(workday, 'Get_Supplier_Invoices', { asOf, count: 40, page })).wids);
    expect([...first.wids, ...rest]).toEqual(before);
  });

  it('moves between pages that are not pinned: a record is lost and the totals change', async () => {
    const first = await read(workday, 'Get_Supplier_Invoices', { count: 40, page: 1 });
    const expected = await read(workday, 'Get_Supplier_Invoices', { count: 40, page: 2 });
    workday.world.remove('invoice', 0, clock.now());
    const second = await read(workday, 'Get_Supplier_Invoices', { count: 40, page: 2 });
    expect(second.total).toBe(first.total - 1);
    expect(second.wids).not.toContain(expected.wids[0]);
    expect(first.wids).not.toContain(second.wids[39]);
  });
});

describe('as of a moment', () => {
  it('shows each version to those who ask for its time', async () => {
    const created = clock.now();
    workday.world.edit('supplier', 2, { name: 'Renamed <&>' }, created + 5_000);
    clock.set(created + 10_000);
    const references = `<wd:Supplier_Reference><wd:ID wd:type="WID">${workday.world.wid('supplier', 2)}</wd:ID></wd:Supplier_Reference>`;
    const name = async (asOf?: number): Promise<string | undefined> => {
      const page = await read(workday, 'Get_Suppliers', { references, ...(asOf === undefined ? {} : { asOf }) });
      return page.records[0] === undefined ? undefined : textOf(dataOf(page.records[0]), WD_NS, 'Supplier_Name');
    };
    expect(await name(created + 4_999)).toBe('株式会社さくら印刷');
    expect(await name(created + 5_000)).toBe('Renamed <&>');
    expect(await name()).toBe('Renamed <&>');
    expect(await name((workday.world.moments('supplier', 2)[0] ?? 0) - 1)).toBeUndefined();
  });
});

describe('what was updated', () => {
  it('is found by the moment of entry, both ends included, not by the business date', async () => {
    const at = clock.now() + 60_000;
    clock.set(at + 60_000);
    const sentences = makeChanges(workday.world, at);
    expect(sentences.some((one) => one.includes('old date'))).toBe(true);
    const journals = await read(workday, 'Get_Journals', { criteria: updated(at, at), count: 999 });
    // The new invoice, the corrected one, the emptied one, the cancelled one, its reversal, the late entry, the payment that is out,
    // the invoice that was approved, and the entry without a document.
    expect(journals.total).toBe(9);
    expect((await read(workday, 'Get_Journals', { criteria: updated(at + 1, at + 5) })).total).toBe(0);
    expect((await read(workday, 'Get_Suppliers', { criteria: updated(at, at) })).total).toBe(1);
    expect((await read(workday, 'Get_Purchase_Orders', { criteria: updated(at, at) })).total).toBe(1);
  });

  it('does not count entries later than the moment that the read is pinned to', async () => {
    const at = clock.now() + 60_000;
    workday.world.edit('supplier', 2, { city: 'Turku' }, at);
    clock.set(at + 1000);
    expect((await read(workday, 'Get_Suppliers', { criteria: updated(at - 5, at + 5), asOf: at - 1 })).total).toBe(0);
    expect((await read(workday, 'Get_Suppliers', { criteria: updated(at - 5, at + 5), asOf: at })).total).toBe(1);
  });

  it('links a cancelled invoice’s journal and its reversal to each other', async () => {
    const index =
      Array.from({ length: 150 }, (_, at) => at).find(
        (at) => workday.world.current('invoice', at).status === 'APPROVED',
      ) ?? -1;
    const at = clock.now() + 1000;
    cancelInvoice(workday.world, index, at);
    clock.set(at);
    const { records } = await read(workday, 'Get_Journals', { criteria: updated(at, at) });
    expect(records).toHaveLength(2);
    const link = (local: string): (string | undefined)[] =>
      records.flatMap((record) => all(record, local)).map((one) => one.children[0]?.text);
    expect(link('Cancel_Reversed_By_Journal_Entry_Reference')).toEqual([workday.world.wid('invoice-reversal', index)]);
    expect(link('Cancel_Reverses_Journal_Entry_Reference')).toEqual([workday.world.wid('invoice-journal', index)]);
  });
});

describe('criteria of invoices', () => {
  const invoices = (): { index: number; doc: ReturnType<typeof workday.world.current<'invoice'>> }[] =>
    Array.from({ length: workday.world.count('invoice') }, (_, index) => ({
      index,
      doc: workday.world.current('invoice', index),
    }));
  const status = (name: string, type: string, ...codes: string[]): string =>
    codes.map((code) => `<wd:${name}><wd:ID wd:type="${type}">${code}</wd:ID></wd:${name}>`).join('');

  it.each([
    [
      'dates',
      '<wd:Invoice_Date_On_or_After>2026-09-01</wd:Invoice_Date_On_or_After><wd:Invoice_Date_On_or_Before>2026-10-31</wd:Invoice_Date_On_or_Before>',
      (doc) => doc.date >= '2026-09-01' && doc.date <= '2026-10-31',
    ],
    [
      'status',
      status('Invoice_Status_Reference', 'Document_Status_ID', 'DRAFT', 'IN_PROGRESS'),
      (doc) => doc.status === 'DRAFT' || doc.status === 'IN_PROGRESS',
    ],
    ['payment', status('Payment_Status_Reference', 'Payment_Status_ID', 'UNPAID'), (doc) => doc.payment === 'UNPAID'],
    ['company', status('Company_Reference', 'Company_Reference_ID', 'CO-400'), (doc) => doc.company === 'CO-400'],
    ['hold', '<wd:Invoice_On_Hold>1</wd:Invoice_On_Hold>', (doc) => doc.onHold],
    ['supplier', status('Supplier_Reference', 'Supplier_ID', 'S-0003'), (doc) => doc.supplier === 2],
  ] as [string, string, (doc: ReturnType<typeof workday.world.current<'invoice'>>) => boolean][])(
    'filters by %s',
    async (_name, criteria, wanted) => {
      const expected = invoices()
        .filter(({ doc }) => wanted(doc))
        .map(({ index }) => workday.world.wid('invoice', index));
      expect(expected.length).toBeGreaterThan(0);
      const page = await read(workday, 'Get_Supplier_Invoices', { criteria, count: 999 });
      expect([...page.wids].sort()).toEqual(expected.sort());
    },
  );

  it('knows an invoice by either of its IDs', async () => {
    const byId = status('Supplier_Invoice_Reference', 'Supplier_Invoice_Reference_ID', 'SUPPLIER_INVOICE-6-1004');
    const byWid = status('Supplier_Invoice_Reference', 'WID', workday.world.wid('invoice', 3));
    for (const references of [byId, byWid])
      expect((await read(workday, 'Get_Supplier_Invoices', { references })).wids).toEqual([
        workday.world.wid('invoice', 3),
      ]);
  });
});
