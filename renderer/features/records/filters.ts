import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { RecordFilter } from '../../../shared/model/record-view.ts';

interface ListFilters<Filter> {
  readonly filter: Filter;
  /** Changes the given parts; undefined takes a part away. */
  change(part: { readonly [Name in keyof Filter]?: Filter[Name] | undefined }): void;
  /** Starts from these alone. */
  replace(filter: Filter): void;
}

/** What a list shows; kept while the window is open, so that coming back from one of its lines finds the same list. */
export function createListFilters<Filter extends object>(
  initial: Filter,
): UseBoundStore<StoreApi<ListFilters<Filter>>> {
  return create<ListFilters<Filter>>()((set) => ({
    filter: initial,
    change: (part) => {
      set((state) => ({ filter: withoutEmpty({ ...state.filter, ...part }) }));
    },
    replace: (filter) => {
      set({ filter: withoutEmpty(filter) });
    },
  }));
}

/** What the list of records shows. */
export const useRecordFilters = createListFilters<RecordFilter>({});

/** A filter by nothing is no filter. */
export function withoutEmpty<Filter extends object>(filter: Filter): Filter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''),
  ) as Filter;
}
