import { create } from 'zustand';
import type { FilteredList } from './filtered-list.ts';
import { useFiltersInAddress } from './filters-in-address.ts';

export interface ListFilters<Filter> {
  readonly filter: Filter;
  /** True if something narrows the list beyond what it shows at first. */
  readonly isNarrowed: boolean;
  /** Changes the given parts; undefined and empty text take a part away. */
  change(part: { readonly [Name in keyof Filter]?: Filter[Name] | undefined }): void;
  /** Back to what the list shows at first. */
  clear(): void;
}

/**
 * What a list shows: kept while the window is open, so that coming back from one of its lines finds the same list, and written
 * in the address, so that a link, a reload and a step back show it too. Call the hook once, in the list's screen.
 */
export function createListFilters<Filter extends object>(list: FilteredList<Filter>): () => ListFilters<Filter> {
  const useFilter = create<{ readonly filter: Filter }>()(() => ({ filter: list.initial }));
  const current = (): Filter => useFilter.getState().filter;
  const replace = (filter: Filter): void => {
    useFilter.setState({ filter: withoutEmpty(filter) });
  };
  const change: ListFilters<Filter>['change'] = (part) => {
    replace({ ...current(), ...part });
  };
  const clear = (): void => {
    replace(list.initial);
  };
  return function useListFilters() {
    const filter = useFilter((state) => state.filter);
    useFiltersInAddress(list, { filter, current, replace });
    return { filter, isNarrowed: isNarrowed(list, filter), change, clear };
  };
}

function isNarrowed<Filter extends object>(list: FilteredList<Filter>, filter: Filter): boolean {
  const initial = new Map<string, unknown>(Object.entries(list.initial));
  return Object.entries(filter).some(([name, value]) => value !== initial.get(name));
}

/** A filter by nothing is no filter. */
function withoutEmpty<Filter extends object>(filter: Filter): Filter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''),
  ) as Filter;
}
