import type { Sort } from '../../../shared/contract/paging.ts';
import type { GridSource } from './grid-types.ts';
import { readKeys } from './row-keys.ts';

/** One end of a range: its place, and the key of the row that was seen there, where one was. */
export interface RangeEnd {
  readonly place: number;
  readonly key: string | undefined;
}

interface RangeReading<Row, Filter> {
  readonly source: GridSource<Row, Filter>;
  readonly keyOf: (row: Row) => string;
  readonly sort: readonly Sort[];
  readonly filter: Filter;
  readonly signal: AbortSignal;
}

/** The list changes between two looks at it seldom; that it does so again and again is not worth more tries. */
const mostTries = 3;

/**
 * Keys of the rows between two ends, both included. All pages are of one frozen list, and it begins and ends with the rows that
 * were seen at the ends: where these have moved they are looked for. Throws where one of them is gone, so that nothing is chosen
 * that nobody pointed at.
 */
export async function readRange<Row, Filter>(
  reading: RangeReading<Row, Filter>,
  ends: readonly [RangeEnd, RangeEnd],
): Promise<string[]> {
  const { source, sort, filter, signal } = reading;
  let places = ends.map((end) => end.place);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const frozen = crypto.randomUUID();
    // Only the first page of a list can freeze it.
    await source.fetchPage({ sort, filter, signal, offset: 0, limit: 1, frozen });
    const keys = await readKeys({ ...reading, frozen }, Math.min(...places), Math.max(...places));
    const outer = [keys[0], keys.at(-1)];
    if (ends.every(({ key }) => key === undefined || outer.includes(key))) return keys;
    places = await Promise.all(ends.map((end) => placeNow(reading, end)));
  }
  throw new Error('the ends of the range moved');
}

async function placeNow<Row, Filter>(reading: RangeReading<Row, Filter>, { place, key }: RangeEnd): Promise<number> {
  const { source, sort, filter, signal } = reading;
  if (key === undefined || source.findByKey === undefined) return place;
  const found = await source.findByKey({ sort, filter, key, signal });
  if (found === null) throw new Error('an end of the range is gone');
  return found;
}
