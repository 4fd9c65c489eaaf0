import { describe, expect, it } from 'vitest';
import { arraySource, compareValues } from '../../../renderer/ui/grid/array-source.ts';

interface Row {
  readonly id: string;
  readonly amount: string | null;
  readonly currency: string;
}

const rows: Row[] = [
  { id: 'b2', amount: '10.00', currency: 'EUR' },
  { id: 'B10', amount: '9.999', currency: 'USD' },
  { id: 'a1', amount: '-12345678901234567890.01', currency: 'EUR' },
  { id: 'a2', amount: null, currency: 'EUR' },
];
const column = (id: 'id' | 'amount') => ({
  id,
  header: id,
  width: 80,
  cell: (row: Row) => row[id],
  value: (row: Row) => row[id],
});
const source = arraySource<Row>({
  rows,
  columns: [column('id'), column('amount')],
  keyOf: (row) => row.id,
  amountsOf: (row) => (row.amount === null ? [] : [{ currency: row.currency, amount: row.amount }]),
});
const asked = { filter: {}, signal: new AbortController().signal };

async function ids(sort: Parameters<typeof source.fetchPage>[0]['sort'], filter = {}): Promise<string[]> {
  const page = await source.fetchPage({ ...asked, filter, sort, offset: 0, limit: 10 });
  return page.items.map((row) => row.id);
}

describe('a source over an array', () => {
  it('orders amounts by their exact size, empty first, and text as a person does', async () => {
    expect(await ids([{ column: 'amount', direction: 'asc' }])).toEqual(['a2', 'a1', 'B10', 'b2']);
    expect(await ids([{ column: 'id', direction: 'desc' }])).toEqual(['B10', 'b2', 'a2', 'a1']);
    expect(await ids([])).toEqual(['b2', 'B10', 'a1', 'a2']);
    expect(compareValues('10', '9')).toBeGreaterThan(0);
  });

  it('filters by text in any column and gives the page asked for', async () => {
    expect(await ids([], { text: 'B1' })).toEqual(['B10']);
    const page = await source.fetchPage({ ...asked, sort: [], offset: 2, limit: 1 });
    expect(page).toEqual({ total: 4, items: [rows[2]] });
  });

  it('finds a row by key and by what its text begins with', async () => {
    const sort = [{ column: 'id', direction: 'asc' }] as const;
    expect(await source.findByKey?.({ ...asked, sort, key: 'B10' })).toBe(3);
    expect(await source.findByPrefix?.({ ...asked, sort, column: 'id', prefix: 'B' })).toBe(2);
    expect(await source.findByPrefix?.({ ...asked, sort, column: 'id', prefix: 'z' })).toBeNull();
  });

  it('sums what is selected, each currency by itself, to the last digit', async () => {
    expect(await source.sumsOf({ selection: { kind: 'all', except: [] }, filter: {} })).toEqual({
      count: 4,
      sums: [
        { currency: 'EUR', amount: '-12345678901234567880.01' },
        { currency: 'USD', amount: '9.999' },
      ],
    });
    expect(await source.sumsOf({ selection: { kind: 'all', except: ['a1'] }, filter: {} })).toMatchObject({ count: 3 });
    expect(await source.sumsOf({ selection: { kind: 'keys', keys: ['b2'] }, filter: {} })).toEqual({
      count: 1,
      sums: [{ currency: 'EUR', amount: '10' }],
    });
  });
});
