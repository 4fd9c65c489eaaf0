import { useDeferredValue, useMemo } from 'react';
import { recordStates, type RecordFilter } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { Chips, FilterBar, FixedChip, SearchBox } from '../../ui/filter-bar.tsx';
import { ListCard, ListPage } from '../../ui/list-page.tsx';
import { Select } from '../../ui/select.tsx';
import { useRecordFilters } from './filters.ts';
import { FlowChoice, useFlowStreams } from './flow-choice.tsx';
import { recordLooks } from './looks.ts';
import { RecordGrid } from './record-grid.tsx';

/** Find any record of any flow, see where it stands, and add up what is selected. */
export function RecordsScreen() {
  const text = useText();
  const { filter } = useRecordFilters();
  const settled = useDeferredValue(filter);
  const whole = Object.keys(settled).length === 0;
  return (
    <ListPage title={text('records.title')} intro={text('records.intro')}>
      <ListCard label={text('records.list')}>
        <RecordFilters filter={filter} />
        <RecordGrid filter={settled} whole={whole} fileName="records" />
      </ListCard>
    </ListPage>
  );
}

function RecordFilters({ filter }: { readonly filter: RecordFilter }) {
  const text = useText();
  const { change, replace } = useRecordFilters();
  const streams = useFlowStreams(filter.flowId);
  const states = useMemo(
    () => [
      { value: '', label: text('filter.all') },
      ...recordStates.map((state) => ({ value: state, label: text(recordLooks[state].word) })),
    ],
    [text],
  );
  const clear = (): void => {
    replace({});
  };
  return (
    <FilterBar label={text('records.find')} onClear={Object.keys(filter).length === 0 ? undefined : clear}>
      <SearchBox
        label={text('records.find')}
        value={filter.text ?? ''}
        onChange={(value) => {
          change({ text: value });
        }}
      />
      <FlowChoice
        value={filter.flowId}
        onChange={(flowId) => {
          change({ flowId, stream: undefined });
        }}
      />
      <Select
        fit
        label={text('filter.of', { name: text('common.stream') })}
        value={filter.stream ?? 'all'}
        options={[{ value: 'all', label: text('filter.allStreams') }, ...streams]}
        onChange={(stream) => {
          change({ stream: stream === 'all' ? undefined : stream });
        }}
      />
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
    </FilterBar>
  );
}
