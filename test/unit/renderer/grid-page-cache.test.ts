import { describe, expect, it } from 'vitest';
import type { PageRequest } from '../../../renderer/ui/grid/grid-types.ts';
import { PageCache } from '../../../renderer/ui/grid/page-cache.ts';

interface Row {
  readonly id: string;
}

interface Asked extends PageRequest<string> {
  readonly answer: (rows?: readonly Row[]) => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

/** A source whose answers the test gives one by one. */
function bench(total: number, maxPages = 4) {
  const state = { total, prefix: 'r' };
  const asked: Asked[] = [];
  const cache = new PageCache<Row, string>({
    keyOf: (row) => row.id,
    pageSize: 10,
    maxPages,
    source: {
      fetchPage: (request) =>
        new Promise((resolve, reject) => {
          const rows = (): Row[] =>
            Array.from({ length: Math.max(0, Math.min(10, state.total - request.offset)) }, (_, at) => ({
              id: `${state.prefix}${String(request.offset + at)}`,
            }));
          asked.push({
            ...request,
            answer: (items = rows()) => {
              resolve({ total: state.total, items });
              return settle();
            },
            fail: (error) => {
              reject(error);
              return settle();
            },
          });
        }),
    },
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  const answerAll = async (): Promise<void> => {
    while (asked.length > 0) await asked.shift()?.answer();
  };
  return { cache, asked, state, answerAll };
}

const offsets = (asked: readonly Asked[]): number[] => asked.map((request) => request.offset);

describe('the page cache', () => {
  it('reads what is looked at and one page ahead in the direction of travel', async () => {
    const { cache, asked, answerAll } = bench(1000);
    cache.ask([], '');
    expect(offsets(asked)).toEqual([0]);
    await answerAll();
    cache.look(500, 515);
    expect(offsets(asked)).toEqual([500, 510, 520]);
    await answerAll();
    cache.look(480, 495);
    expect(offsets(asked)).toEqual([480, 490, 470]);
  });

  it('keeps no more pages than it may, and those near what is looked at', async () => {
    const { cache, answerAll } = bench(1000, 4);
    cache.ask([], '');
    for (let first = 0; first < 900; first += 10) {
      cache.look(first, first + 9);
      await answerAll();
    }
    expect(cache.held().length).toBe(40);
    expect(cache.rowAt(890)).toEqual({ id: 'r890' });
    expect(cache.rowAt(0)).toBeUndefined();
    expect(cache.placeOf('r0')).toBeUndefined();
  });

  it('gives up what is no longer looked at, and runs few asks at a time even so', async () => {
    const { cache, asked } = bench(100_000);
    cache.ask([], '');
    await asked.shift()?.answer();
    asked.length = 0;
    for (let first = 1000; first < 50_000; first += 1000) cache.look(first, first + 9);
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(asked.slice(0, 3).every((request) => request.signal.aborted)).toBe(true);
    for (let turn = 0; turn < 8; turn += 1) await asked[turn]?.answer();
    expect(cache.rowAt(49_000)).toEqual({ id: 'r49000' });
    expect(cache.rowAt(1000)).toBeUndefined();
  });

  it('reads again in place: old rows stay until their successors are there', async () => {
    const { cache, asked, state, answerAll } = bench(30);
    cache.ask([], '');
    await answerAll();
    state.prefix = 'n';
    state.total = 31;
    cache.revalidate();
    expect(cache.rowAt(3)).toEqual({ id: 'r3' });
    expect(cache.isCurrent(3)).toBe(false);
    expect(cache.state().total).toBe(30);
    await answerAll();
    expect(cache.rowAt(3)).toEqual({ id: 'n3' });
    expect(cache.isCurrent(3)).toBe(true);
    expect(cache.state().total).toBe(31);
    expect(cache.placeOf('r3')).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('reads once more when rows changed while they were read', async () => {
    const { cache, asked, state, answerAll } = bench(5);
    cache.ask([], '');
    await answerAll();
    cache.revalidate();
    const early = asked.shift();
    state.prefix = 'n';
    cache.revalidate();
    expect(asked).toEqual([]);
    await early?.answer([{ id: 'old' }]);
    expect(cache.rowAt(0)).toEqual({ id: 'old' });
    await answerAll();
    expect(cache.rowAt(0)).toEqual({ id: 'n0' });
  });

  it('shows nothing of another order once the first page of the new one is there', async () => {
    const { cache, asked, state, answerAll } = bench(100);
    cache.ask([], '');
    await answerAll();
    cache.look(40, 45);
    await answerAll();
    cache.ask([{ column: 'id', direction: 'desc' }], '');
    expect(cache.rowAt(40)).toEqual({ id: 'r40' });
    state.prefix = 'd';
    expect(asked[0]?.sort).toEqual([{ column: 'id', direction: 'desc' }]);
    await asked.shift()?.answer();
    expect(cache.rowAt(0)).toEqual({ id: 'd0' });
    expect(cache.rowAt(40)).toBeUndefined();
  });

  it('never shows an answer to an earlier question', async () => {
    const { cache, asked } = bench(10);
    cache.ask([], 'one');
    cache.ask([], 'two');
    await asked[0]?.answer([{ id: 'one' }]);
    expect(cache.rowAt(0)).toBeUndefined();
    await asked[1]?.answer([{ id: 'two' }]);
    expect(cache.rowAt(0)).toEqual({ id: 'two' });
  });

  it('says that rows could not be read, does not ask on its own, and asks again on request', async () => {
    const { cache, asked, answerAll } = bench(30);
    const error = new Error('off');
    cache.ask([], '');
    await asked.shift()?.fail(error);
    expect(cache.state()).toMatchObject({ total: null, error, busy: false });
    expect(asked).toEqual([]);
    cache.retry();
    expect(cache.state().error).toBeNull();
    await answerAll();
    expect(cache.state()).toMatchObject({ total: 30, error: null });
  });

  it('forgets pages beyond the end of a list that became shorter', async () => {
    const { cache, state, answerAll } = bench(30);
    cache.ask([], '');
    cache.look(0, 29);
    await answerAll();
    expect(cache.held().length).toBe(30);
    state.total = 4;
    cache.revalidate();
    await answerAll();
    expect(cache.held().map(({ row }) => row.id)).toEqual(['r0', 'r1', 'r2', 'r3']);
    state.total = 0;
    cache.revalidate();
    await answerAll();
    expect(cache.held()).toEqual([]);
    expect(cache.state().total).toBe(0);
  });
});
