import type { ReactNode } from 'react';
import { FilterBar, SearchBox } from '../../ui/filter-bar.tsx';

interface ListFilterBarProps {
  /** What is looked for here, and names the bar. */
  readonly label: string;
  /** Those of the list (`createListFilters`). */
  readonly filters: {
    readonly filter: { readonly text?: string | undefined };
    readonly isNarrowed: boolean;
    change(part: { readonly text?: string | undefined }): void;
    clear(): void;
  };
  /** The filters besides the text. */
  readonly children: ReactNode;
  /** Narrows several lists below it. */
  readonly alone?: boolean;
}

/** What narrows a list: words, whatever else the list is narrowed by, and the way back to all of it. */
export function ListFilterBar({ label, filters, children, alone = false }: ListFilterBarProps) {
  return (
    <FilterBar label={label} alone={alone} onClear={filters.isNarrowed ? filters.clear : undefined}>
      <SearchBox
        label={label}
        value={filters.filter.text ?? ''}
        onChange={(text) => {
          filters.change({ text });
        }}
      />
      {children}
    </FilterBar>
  );
}
