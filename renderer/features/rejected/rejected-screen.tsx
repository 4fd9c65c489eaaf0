import { useDeferredValue } from 'react';
import type { RejectedFilter } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Chips, FilterBar, SearchBox } from '../../ui/filter-bar.tsx';
import { ListCard, ListPage } from '../../ui/list-page.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Select } from '../../ui/select.tsx';
import { createListFilters } from '../records/filters.ts';
import { FlowChoice, useFlowStreams } from '../records/flow-choice.tsx';
import { ReasonGroups } from './reason-groups.tsx';
import { RejectedGrid } from './rejected-grid.tsx';
import styles from './rejected.module.css';

const states = ['open', 'resolved', 'dismissed'] as const;

/** What the list shows. */
const useFilters = createListFilters<RejectedFilter>({ state: 'open' });

/** Rejected records of every run: the reasons with what to do on the left, the records on the right. */
export function RejectedScreen() {
  const text = useText();
  const { filter, change } = useFilters();
  const settled = useDeferredValue(filter);
  const { reason, ...others } = settled;
  const reasons = useAsk('rejected.reasons', others);
  const narrowed = Object.keys(settled).some((name) => name !== 'state');
  return (
    <ListPage title={text('rejected.title')} intro={text('rejected.intro')}>
      <div className={styles.columns}>
        <section className={styles.side} aria-label={text('rejected.reasons')}>
          <Loaded of={reasons}>
            {(list) => (
              <ReasonGroups
                reasons={list}
                value={reason ?? ''}
                onChange={(code) => {
                  change({ reason: code });
                }}
              />
            )}
          </Loaded>
        </section>
        <ListCard label={text('rejected.title')}>
          <RejectedFilters filter={filter} />
          <RejectedGrid
            filter={settled}
            none={text(narrowed || settled.state !== 'open' ? 'rejected.noneFound' : 'rejected.noneOpen')}
            fileName="rejected"
          />
        </ListCard>
      </div>
    </ListPage>
  );
}

function RejectedFilters({ filter }: { readonly filter: RejectedFilter }) {
  const text = useText();
  const { change } = useFilters();
  const streams = useFlowStreams(filter.flowId);
  return (
    <FilterBar label={text('rejected.find')}>
      <SearchBox
        label={text('rejected.find')}
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
        chips={states.map((value) => ({ value, label: text(`rejected.${value}`) }))}
        value={filter.state ?? ''}
        onChange={(value) => {
          change({ state: states.find((one) => one === value) });
        }}
      />
    </FilterBar>
  );
}
