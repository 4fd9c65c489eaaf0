import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../main/store/database.ts';
import { FrozenLists } from '../../../main/store/frozen-lists.ts';
import type { ListPage } from '../../../main/store/list-page.ts';
import { RejectedRows } from '../../../main/store/rejected.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import type { Sort } from '../../../shared/contract/paging.ts';
import { storedTallySchema } from '../../../shared/model/tally.ts';
import { fillRecords } from '../../support/many-records.ts';
import { runOf } from '../../support/fake-data.ts';

const count = 60;
const limit = 7;

interface ListCase {
  readonly name: string;
  readonly sort: Sort;
  fill(store: Store): void;
  page(store: Store, page: ListPage): { total: number; items: readonly object[] };
  idOf(item: object): string;
  /** Rows come, go and move, so that those after them shift. */
  disturb(store: Store, round: number): void;
  /** Rows that were there throughout. */
  stays(id: string): boolean;
}

const records: Omit<ListCase, 'name' | 'sort'> = {
  fill: (store) => {
    fillRecords(store, { count, flowId: 'flow', stream: 'invoices' });
  },
  page: (store, page) => store.records.page({ flowId: 'flow' }, page),
  idOf: (item) => String('key' in item ? item.key : ''),
  disturb: (store, round) => {
    store.transaction(() => {
      const sums = [{ company: 'CO', amount: 'total', currency: 'EUR', sum: '1', rows: 1 }];
      const nothing = { stagedHash: null, stagedBatchId: null, landedHash: null, landedBatchId: null };
      const come = { state: 'waiting', lastRun: 'run-2#1', lastDisposition: 'loaded', sums, ...nothing } as const;
      store.documents.put('flow', 'invoices', { ...come, key: `new-${String(round)}`, label: `A-${String(round)}` });
      // One that was read moves to the end, one that was not moves to the front.
      for (const [key, label] of [
        [`key-${String(round)}`, 'Z'],
        [`key-${String(count - 1 - round)}`, 'A'],
      ] as const) {
        store.documents.put('flow', 'invoices', { ...come, key, label: `${label}-${key}` });
      }
    });
  },
  stays: (id) => id.startsWith('key-'),
};

const cases: readonly ListCase[] = [
  { ...records, name: 'records by number', sort: { column: 'label', direction: 'asc' } },
  { ...records, name: 'records by state', sort: { column: 'state', direction: 'desc' } },
  {
    name: 'rejected records, the latest first',
    sort: { column: 'lastSeenAtUtc', direction: 'desc' },
    fill: (store) => {
      store.transaction(() => {
        for (let n = 0; n < count; n += 1) store.rejected.put(rejectionOf(n, n));
      });
    },
    page: (store, page) => store.rejected.page({ state: 'open' }, page),
    idOf: (item) => String('id' in item ? item.id : ''),
    disturb: (store, round) => {
      store.transaction(() => {
        store.rejected.put(rejectionOf(count + round, count + round));
        // Seen again: it moves to the front.
        store.rejected.put(rejectionOf(round, count + 100 + round));
      });
    },
    stays: (id) => Number(id.slice('rej-'.length)) < count,
  },
  {
    name: 'runs, the newest first',
    sort: { column: 'startedAtUtc', direction: 'desc' },
    fill: (store) => {
      store.transaction(() => {
        for (let n = 0; n < count; n += 1) insertRun(store, n);
      });
    },
    page: (store, page) => store.runs.page({}, page),
    idOf: (item) => String('id' in item ? item.id : ''),
    disturb: (store, round) => {
      store.transaction(() => {
        insertRun(store, count + round);
      });
    },
    stays: (id) => Number(id.slice('run-'.length)) < count,
  },
  {
    name: 'the audit trail, the newest first',
    sort: { column: 'number', direction: 'desc' },
    fill: (store) => {
      store.transaction(() => {
        for (let n = 0; n < count; n += 1) store.audit.append(moment(n), 'flow.saved', 'flow', {});
      });
    },
    page: (store, page) => store.audit.page({}, page),
    idOf: (item) => String('number' in item ? item.number : ''),
    disturb: (store, round) => {
      store.transaction(() => {
        store.audit.append(moment(count + round), 'flow.saved', 'flow', {});
      });
    },
    stays: (id) => Number(id) <= count,
  },
];

let store: Store;

beforeEach(() => {
  store = openStore(':memory:');
});

afterEach(() => {
  store.close();
});

describe.each(cases)('$name, read page by page while rows come, go and move', (list) => {
  /** Ids of all rows that were there throughout, as the pages had them. */
  function read(frozen: string | undefined): string[] {
    const ids: string[] = [];
    for (let offset = 0, round = 0; ; offset += limit, round += 1) {
      const { total, items } = list.page(store, { sort: [list.sort], offset, limit, frozen });
      ids.push(...items.map((item) => list.idOf(item)));
      if (offset + limit >= total) return ids.filter((id) => list.stays(id));
      list.disturb(store, round);
    }
  }

  test('have each row that was there throughout exactly once, in the order of the first page', () => {
    list.fill(store);
    const before = list.page(store, { sort: [list.sort], offset: 0, limit: count });
    expect(before.total).toBe(count);
    expect(read('export-1')).toEqual(before.items.map((item) => list.idOf(item)));
  });

  test('would not without a name for the reading', () => {
    list.fill(store);
    const ids = read(undefined);
    expect(new Set(ids).size === count && ids.length === count).toBe(false);
  });
});

test('a row that is removed meanwhile is left out, and none beside it', () => {
  const db = openDatabase(':memory:');
  const rejected = new RejectedRows(db);
  for (let n = 0; n < 4; n += 1) rejected.put(rejectionOf(n, n));
  const byLabel = { sort: [{ column: 'label', direction: 'asc' as const }], limit: 2, frozen: 'export' };
  const idsFrom = (offset: number): string[] => rejected.page({}, { ...byLabel, offset }).items.map((one) => one.id);
  expect(idsFrom(0)).toEqual(['rej-0', 'rej-1']);
  db.run(`DELETE FROM rejected WHERE id IN ('rej-0', 'rej-2')`);
  expect(idsFrom(2)).toEqual(['rej-3']);
  db.close();
});

describe('frozen lists', () => {
  const ten = Array.from({ length: 10 }, (_, n) => String(n));

  test('are kept until their last page was read', () => {
    const lists = new FrozenLists();
    expect(lists.page('a', { offset: 0, limit: 6 }, () => ten)).toEqual({ total: 10, ids: ten.slice(0, 6) });
    expect(lists.page('a', { offset: 6, limit: 6 }, () => []).ids).toEqual(ten.slice(6));
    expect(() => lists.page('a', { offset: 6, limit: 6 }, () => ten)).toThrow(
      expect.objectContaining({ code: 'STORE_LIST_GONE', kind: 'transient' }),
    );
  });

  test('are at most four: the one read longest ago is let go', () => {
    const lists = new FrozenLists();
    for (const name of ['a', 'b', 'c', 'd']) lists.page(name, { offset: 0, limit: 1 }, () => ten);
    lists.page('a', { offset: 1, limit: 1 }, () => ten);
    lists.page('e', { offset: 0, limit: 1 }, () => ten);
    expect(lists.page('a', { offset: 2, limit: 1 }, () => []).ids).toEqual(['2']);
    expect(() => lists.page('b', { offset: 1, limit: 1 }, () => ten)).toThrow(
      expect.objectContaining({ code: 'STORE_LIST_GONE' }),
    );
  });
});

function moment(n: number): string {
  return new Date(Date.UTC(2026, 10, 1) + n * 60_000).toISOString();
}

function rejectionOf(n: number, seenAt: number) {
  return {
    id: `rej-${String(n)}`,
    flowId: 'flow',
    runId: 'run-1',
    stream: 'invoices',
    key: `key-${String(n)}`,
    label: `INV-${String(n).padStart(3, '0')}`,
    reasons: [{ code: 'RECORD_REQUIRED_MISSING', field: 'f', value: null, expected: null }],
    source: null,
    atUtc: moment(seenAt),
  };
}

function insertRun(into: Store, n: number): void {
  const run = { ...runOf(`run-${String(n)}`), startedAtUtc: moment(n), endedAtUtc: moment(n + 1), streams: [] };
  into.runs.insert(run, storedTallySchema.parse({}));
}
