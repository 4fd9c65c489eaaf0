import { useEffect, useLayoutEffect, useRef } from 'react';
import { currentRoute, navigate, queryOf, useRouteQuery } from '../../lib/router.tsx';
import type { FilteredList } from './filtered-list.ts';

interface Shown<Filter> {
  readonly filter: Filter;
  /** The filter at this moment, not as it was drawn. */
  readonly current: () => Filter;
  readonly replace: (filter: Filter) => void;
}

/** The part of an address that says a filter: what the list shows at first is left out. */
export function addressOf<Filter extends object>({ initial }: Pick<FilteredList<Filter>, 'initial'>, filter: Filter) {
  const first = new Map<string, unknown>(Object.entries(initial));
  return queryOf(
    Object.fromEntries(
      Object.entries(filter).flatMap(([name, value]): [string, string][] =>
        value === undefined || value === first.get(name) ? [] : [[name, String(value)]],
      ),
    ),
  );
}

/** The filter that an address says; null if it says none that the list has. */
export function filterIn<Filter extends object>(list: FilteredList<Filter>, query: string): Filter | null {
  const said = list.schema.safeParse(Object.fromEntries(new URLSearchParams(query)));
  return said.success ? { ...list.initial, ...said.data } : null;
}

/** Takes over the filter of a link or of a step back, and writes every other one into the address without a step of its own. */
export function useFiltersInAddress<Filter extends object>(list: FilteredList<Filter>, shown: Shown<Filter>): void {
  const query = useRouteQuery();
  const written = useRef('');
  const { filter, current, replace } = shown;
  useLayoutEffect(() => {
    if (query === '' || query === written.current) return;
    const said = filterIn(list, query);
    if (said !== null) replace(said);
  }, [list, query, replace]);
  useEffect(() => {
    if (`/${currentRoute().join('/')}` !== list.place) return;
    written.current = addressOf(list, current());
    navigate(`${list.place}${written.current === '' ? '' : '?'}${written.current}`, { replace: true });
  }, [list, filter, query, current]);
}
