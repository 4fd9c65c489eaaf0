import { useMemo } from 'react';
import type { Sort } from '../../../shared/contract/paging.ts';
import { useInLanguage } from '../../lib/queries.ts';
import type { GridSource, PageRequest } from '../../ui/grid/grid-types.ts';

/** A page as a method that lists is asked for it. */
export interface ListQuery<Filter, Column extends string> {
  readonly filter: Filter;
  readonly sort: { column: Column; direction: Sort['direction'] }[];
  readonly offset: number;
  readonly limit: number;
  readonly frozen?: string | undefined;
}

interface ListAnswer<Row> {
  readonly total: number;
  readonly items: readonly Row[];
}

/** Rows of a list by the app, in pages. */
export function listSource<Row, Filter, Column extends string>(
  columns: readonly Column[],
  ask: (query: ListQuery<Filter, Column>) => Promise<ListAnswer<Row>>,
): GridSource<Row, Filter> {
  return { fetchPage: (request) => ask(queryOfPage(columns, request)) };
}

/** The same in the language of the window. Keep the identity of `columns` and `ask` between renders. */
export function useListSource<Row, Filter, Column extends string>(
  columns: readonly Column[],
  ask: (query: ListQuery<Filter, Column>) => Promise<ListAnswer<Row>>,
): GridSource<Row, Filter> {
  const inLanguage = useInLanguage<ListAnswer<Row>>();
  return useMemo(() => listSource(columns, async (query) => inLanguage(await ask(query))), [columns, ask, inLanguage]);
}

function queryOfPage<Filter, Column extends string>(
  columns: readonly Column[],
  { filter, sort, offset, limit, frozen }: PageRequest<Filter>,
): ListQuery<Filter, Column> {
  return { filter, sort: knownSort(columns, sort), offset, limit, frozen };
}

/** The part of an order that the list has columns for: an order may be remembered from an older version. */
export function knownSort<Column extends string>(
  columns: readonly Column[],
  sort: readonly Sort[],
): { column: Column; direction: Sort['direction'] }[] {
  return sort.flatMap(({ column, direction }) => {
    const known = columns.find((one) => one === column);
    return known === undefined ? [] : [{ column: known, direction }];
  });
}
