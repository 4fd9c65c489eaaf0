import { maxPageSize, type Sort } from '../../../shared/contract/paging.ts';
import type { GridSource } from './grid-types.ts';

interface Stretch<Row, Filter> {
  readonly source: GridSource<Row, Filter>;
  readonly sort: readonly Sort[];
  readonly filter: Filter;
  readonly signal: AbortSignal;
  readonly frozen?: string;
}

/** Rows `from` to `to` (both included), page by page; told how far it is after each page. */
export async function* readRows<Row, Filter>(
  stretch: Stretch<Row, Filter>,
  from: number,
  to: number,
): AsyncGenerator<{ readonly rows: readonly Row[]; readonly total: number }> {
  const { source, ...asked } = stretch;
  for (let offset = from; offset <= to; offset += maxPageSize) {
    stretch.signal.throwIfAborted();
    const limit = Math.min(maxPageSize, to - offset + 1);
    const page = await source.fetchPage({ ...asked, offset, limit });
    stretch.signal.throwIfAborted();
    yield { rows: page.items, total: page.total };
    if (offset + limit >= page.total) return;
  }
}

/** Keys of rows `from` to `to` (both included). */
export async function readKeys<Row, Filter>(
  stretch: Stretch<Row, Filter> & { readonly keyOf: (row: Row) => string },
  from: number,
  to: number,
): Promise<string[]> {
  const { source, keyOf, ...asked } = stretch;
  const keys: string[] = [];
  if (source.fetchKeys === undefined) {
    for await (const { rows } of readRows(stretch, from, to)) for (const row of rows) keys.push(keyOf(row));
    return keys;
  }
  for (let offset = from; offset <= to; offset += maxPageSize) {
    const part = await source.fetchKeys({ ...asked, offset, limit: Math.min(maxPageSize, to - offset + 1) });
    stretch.signal.throwIfAborted();
    for (const key of part) keys.push(key);
  }
  return keys;
}
