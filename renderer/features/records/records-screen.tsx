import { useDeferredValue, useMemo } from 'react';
import { recordFilterSchema, recordStates, type RecordFilter } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { Chips, FixedChip } from '../../ui/filter-bar.tsx';
import { ListCard, ListPage } from '../../ui/list-page.tsx';
import { FlowStreamFilters } from '../lists/flow-stream-filters.tsx';
import { ListFilterBar } from '../lists/list-filter-bar.tsx';
import { createListFilters, type ListFilters } from '../lists/list-filters.ts';
import { recordLooks } from './looks.ts';
import { RecordGrid } from './record-grid.tsx';

const useRecordFilters = createListFilters<RecordFilter>({
  place: '/records',
  initial: {},
  schema: recordFilterSchema,
});

/** Find any record of any flow, see where it stands, and add up what is selected. */
export function RecordsScreen() {
  const text = useText();
  const filters = useRecordFilters();
  const settled = useDeferredValue(filters.filter);
  return (
    <ListPage title={text('records.title')} intro={text('records.intro')}>
      <ListCard label={text('records.list')}>
        <RecordFilters filters={filters} />
        <RecordGrid filter={settled} whole={!filters.isNarrowed} fileName="records" />
      </ListCard>
    </ListPage>
  );
}

function RecordFilters({ filters }: { readonly filters: ListFilters<RecordFilter> }) {
  const text = useText();
  const { filter, change } = filters;
  const states = useMemo(
    () => [
      { value: '', label: text('filter.all') },
      ...recordStates.map((state) => ({ value: state, label: text(recordLooks[state].word) })),
    ],
    [text],
  );
  return (
    <ListFilterBar label={text('records.find')} filters={filters}>
      <FlowStreamFilters filter={filter} onChange={change} />
      <Chips
        label={text('filter.of', { name: text('common.state') })}
        chips={states}
        value={filter.state ?? ''}
        onChange={(value) => {
          change({ state: recordStates.find((one) => one === value) });
        }}
      />
      {filter.runId === undefined ? null : (
        <FixedChip
          label={text('filter.ofRun')}
          onRemove={() => {
            change({ runId: undefined });
          }}
        />
      )}
    </ListFilterBar>
  );
}
