import { describe, expect, it } from 'vitest';
import type { GridSource } from '../../../renderer/ui/grid/grid-types.ts';
import { readRange } from '../../../renderer/ui/grid/range-keys.ts';

/** A list that freezes as the app's do, and that can change between two asks. */
function listOf(rows: string[]) {
  const frozen = new Map<string, readonly string[]>();
  const asks: (string | undefined)[] = [];
  const list = { rows, asks, afterAsk: (): void => undefined };
  const source: GridSource<string, null> = {
    fetchPage: (request) => {
      asks.push(request.frozen);
      const name = request.frozen ?? '';
      const held = frozen.get(name) ?? [...list.rows];
      frozen.set(name, held);
      const items = held.slice(request.offset, request.offset + request.limit);
      list.afterAsk();
      return Promise.resolve({ total: held.length, items });
    },
    findByKey: ({ key }) => {
      const place = list.rows.indexOf(key);
      return Promise.resolve(place === -1 ? null : place);
    },
  };
  const reading = {
    source,
    keyOf: (row: string) => row,
    sort: [],
    filter: null,
    signal: new AbortController().signal,
  };
  return { list, reading };
}

const many = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `r${String(from + at)}`);
const end = (place: number, key: string | undefined = `r${String(place)}`) => ({ place, key });

describe('a range that reaches beyond what was read', () => {
  it('is one frozen list, however many rows come while its pages are read', async () => {
    const { list, reading } = listOf(many(0, 1999));
    list.afterAsk = () => {
      list.rows.unshift(`new${String(list.rows.length)}`);
    };
    expect(await readRange(reading, [end(1), end(1700)])).toEqual(many(1, 1700));
    expect(new Set(list.asks).size).toBe(1);
  });

  it('begins and ends at the rows that were seen there, also when they have moved meanwhile', async () => {
    const { reading } = listOf(['new1', 'new2', ...many(0, 1999)]);
    expect(await readRange(reading, [end(1500), end(3)])).toEqual(many(3, 1500));
  });

  it('is refused where one of its ends is gone', async () => {
    const { reading } = listOf([...many(0, 2), ...many(4, 1999)]);
    await expect(readRange(reading, [end(3), end(1500)])).rejects.toThrow('gone');
  });

  it('goes by the place alone where no row was seen yet', async () => {
    const { reading } = listOf(many(0, 1999));
    expect(await readRange(reading, [end(2), { place: 1999, key: undefined }])).toEqual(many(2, 1999));
  });
});
