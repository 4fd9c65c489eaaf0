import { create } from 'zustand';
import type { RecordFilter } from '../../../shared/model/record-view.ts';

interface RecordFilters {
  readonly filter: RecordFilter;
  /** Changes the given parts; undefined takes a part away. */
  change(part: { readonly [Name in keyof RecordFilter]?: RecordFilter[Name] | undefined }): void;
  /** Starts from these alone. */
  replace(filter: RecordFilter): void;
}

/** What the list of records shows; kept while the window is open, so that coming back from a record finds the same list. */
export const useRecordFilters = create<RecordFilters>()((set) => ({
  filter: {},
  change: (part) => {
    set((state) => ({ filter: withoutEmpty({ ...state.filter, ...part }) }));
  },
  replace: (filter) => {
    set({ filter: withoutEmpty(filter) });
  },
}));

/** A filter by nothing is no filter. */
export function withoutEmpty<Filter extends object>(filter: Filter): Filter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''),
  ) as Filter;
}
