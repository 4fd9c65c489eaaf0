import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../../main/store/database.ts';
import { RecordRows, recordOfId, recordId } from '../../../main/store/records.ts';
import { openStore } from '../../../main/store/store.ts';
import { sumAmounts } from '../../../shared/money/decimal.ts';
import { amountOf, currencyOf, fillRecords, labelOf } from '../../support/many-records.ts';

const count = 100_000;
const usual = { sort: [], offset: 0, limit: 100 };

let folder = '';
let db: Database;
let rows: RecordRows;
/** Statements that were asked of the data file since the last look, with their values. */
let asked: { sql: string; values: readonly (string | number | null)[] }[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mlc-records-'));
  const file = join(folder, 'data.sqlite');
  const store = openStore(file);
  fillRecords(store, { count, flowId: 'flow', stream: 'invoices' });
  fillRecords(store, { count: 50, flowId: 'other', stream: 'suppliers' });
  store.close();
  db = openDatabase(file);
  const listen =
    <T>(answer: (sql: string, ...values: never[]) => T) =>
    (sql: string, ...values: never[]): T => {
      asked.push({ sql, values });
      return answer.call(db, sql, ...values);
    };
  const watched = Object.assign(Object.create(db) as Database, {
    all: listen(db.all),
    get: listen(db.get),
    each: (sql: string, ...values: never[]) => db.each(sql, ...values),
  });
  rows = new RecordRows(watched);
});

afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** How SQLite would answer the statements asked since the last look. */
function plans(): string[] {
  const raw = new DatabaseSync(join(folder, 'data.sqlite'), { readOnly: true });
  const found = asked.map(({ sql, values }) =>
    raw
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .map((row) => String(row['detail']))
      .join('; '),
  );
  raw.close();
  asked = [];
  return found;
}

describe('a list of 100,000 records', () => {
  test('is paged through in the order of its labels, whatever their case, without leaving the index', () => {
    plans();
    const { total, items } = rows.page({ flowId: 'flow' }, { ...usual, offset: count - 3, limit: 5 });
    expect(total).toBe(count);
    const labels = Array.from({ length: count }, (_, n) => labelOf(n, count)).sort((a, b) =>
      a.toLowerCase() < b.toLowerCase() ? -1 : 1,
    );
    expect(items.map((one) => one.label)).toEqual(labels.slice(-3));
    // The last page says how many there are: nothing is counted.
    const [paging, ...single] = plans();
    expect(paging).toContain('COVERING INDEX documents_list');
    expect(paging).not.toContain('TEMP B-TREE');
    for (const plan of single)
      expect(plan).toMatch(/SEARCH (documents USING PRIMARY KEY|batches USING COVERING INDEX)/);
  });

  test('walks the same index backwards when the order is turned round', () => {
    plans();
    const { items } = rows.page({}, { ...usual, sort: [{ column: 'label', direction: 'desc' }], limit: 1 });
    expect(items[0]?.label.toLowerCase()).toBe(`inv-${String(count - 1).padStart(7, '0')}`);
    expect(plans()[0]).not.toContain('TEMP B-TREE');
  });

  test('is filtered and ordered by any of its columns from the index alone', () => {
    plans();
    for (const column of ['amount', 'party', 'documentDate', 'company', 'state', 'stream']) {
      rows.page(
        { flowId: 'flow', stream: 'invoices', state: 'rejected', text: 'inv 99' },
        { ...usual, sort: [{ column, direction: 'desc' }], limit: 1 },
      );
      const [paging, counting] = plans();
      expect(counting).toContain('COVERING INDEX documents_list');
      expect(paging).toContain('COVERING INDEX documents_list');
    }
  });

  test('finds a record by its amount, with either decimal sign, without leaving the index', () => {
    plans();
    const n = 77_778;
    for (const text of [amountOf(n), amountOf(n).replace('.', ','), `${amountOf(n)}00`]) {
      const { total, items } = rows.page({ flowId: 'flow', text }, usual);
      expect({ total, keys: items.map(({ key }) => key) }).toEqual({ total: 1, keys: [`key-${String(n)}`] });
    }
    expect(plans()[0]).toContain('COVERING INDEX documents_list');
  });

  test('orders amounts by their worth, not by their text', () => {
    const { items } = rows.page(
      { flowId: 'flow' },
      { ...usual, sort: [{ column: 'amount', direction: 'asc' }], limit: 2 },
    );
    const lowest = Array.from({ length: count }, (_, n) => n)
      .filter((n) => n % 7 === 0)
      .slice(-2)
      .reverse();
    expect(items.map((one) => one.sums[0]?.sum)).toEqual(lowest.map(amountOf));
  });

  test('finds a record by a part of its number, its key or both, and takes wildcards as they are', () => {
    const label = labelOf(4711, count);
    expect(rows.page({ text: label.slice(3) }, usual).items.map((one) => one.key)).toContain('key-4711');
    expect(rows.page({ text: `${label} key-4711` }, usual).total).toBe(1);
    expect(rows.page({ text: '%' }, usual).total).toBe(0);
    expect(rows.page({ text: 'no_such' }, usual).total).toBe(0);
  });

  test('says where a record or the first of a prefix stands in the order', () => {
    const sort = [{ column: 'label', direction: 'asc' } as const];
    const at = rows.place({ flowId: 'flow' }, sort, { prefix: 'INV-0000017', column: 'label' });
    expect(at).toBe(17);
    const { items } = rows.page({ flowId: 'flow' }, { sort, offset: at ?? 0, limit: 1 });
    const [found] = items;
    expect(found?.label.toLowerCase()).toBe('inv-0000017');
    expect(
      rows.place({ flowId: 'flow' }, sort, { ref: { flowId: 'flow', stream: 'invoices', key: found?.key ?? '' } }),
    ).toBe(17);
    expect(rows.place({ flowId: 'flow' }, sort, { prefix: 'zzz', column: 'label' })).toBeNull();
    expect(
      rows.place({ flowId: 'other' }, sort, { ref: { flowId: 'flow', stream: 'invoices', key: 'key-1' } }),
    ).toBeNull();
  });
});

describe('sums of a selection', () => {
  test('are exact, by currency, over a whole filter but for some', () => {
    const except = ['flow/invoices/key-7', 'flow/invoices/key-8'];
    const chosen = Array.from({ length: count }, (_, n) => n).filter((n) => n !== 7 && n !== 8);
    const of = (currency: string) => sumAmounts(chosen.filter((n) => currencyOf(n) === currency).map(amountOf));
    expect(rows.sums({ flowId: 'flow' }, { kind: 'all', except })).toEqual({
      count: count - 2,
      sums: [
        { amountName: 'total', currency: 'EUR', amount: of('EUR') },
        { amountName: 'total', currency: 'USD', amount: of('USD') },
      ],
    });
  });

  test('count named records once, and pass over those that are not there', () => {
    const refs = ['key-3', 'gone'].map((key) => ({ flowId: 'flow', stream: 'invoices', key }));
    expect(rows.sums({}, { kind: 'keys', refs })).toEqual({
      count: 1,
      sums: [{ amountName: 'total', currency: 'EUR', amount: '3.03' }],
    });
  });
});

test('the name of a record is taken apart again, slashes in its key included', () => {
  const ref = { flowId: 'flow', stream: 'gl_accounts', key: 'set/1 000/é' };
  expect(recordOfId(recordId(ref))).toEqual(ref);
  expect(recordOfId('nothing')).toBeNull();
});
