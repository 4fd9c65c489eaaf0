import { useDeferredValue } from 'react';
import type { Selection } from '../../../shared/contract/paging.ts';
import { rejectedFilterSchema, type RejectedFilter } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { useMedia } from '../../lib/media.ts';
import { useAsk } from '../../lib/queries.ts';
import { Chips } from '../../ui/filter-bar.tsx';
import { ListCard, ListPage } from '../../ui/list-page.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { FlowStreamFilters } from '../lists/flow-stream-filters.tsx';
import { ListFilterBar } from '../lists/list-filter-bar.tsx';
import { createListFilters, type ListFilters } from '../lists/list-filters.ts';
import { NotArrived } from '../held/not-arrived.tsx';
import { RejectedActions } from './rejected-actions.tsx';
import { ReasonGroups } from './reason-groups.tsx';
import { RejectedGrid } from './rejected-grid.tsx';
import styles from './rejected.module.css';

const everything: Selection = { kind: 'all', except: [] };

const states = ['open', 'resolved', 'dismissed'] as const;

const useRejectedFilters = createListFilters<RejectedFilter>({
  place: '/rejected',
  initial: { state: 'open' },
  schema: rejectedFilterSchema,
});

/** Rejected records of every run: the reasons with what to do on the left, the records on the right. */
export function RejectedScreen() {
  const text = useText();
  const filters = useRejectedFilters();
  const { change, isNarrowed } = filters;
  const settled = useDeferredValue(filters.filter);
  const { reason, ...others } = settled;
  const reasons = useAsk('rejected.reasons', others);
  // There the rows need the room: they are selected, all at once if need be, and offer the same.
  const isNarrow = useMedia('(max-width: 760px)');
  const found = (reasons.data ?? [])
    .filter(({ code }) => reason === undefined || code === reason)
    .reduce((sum, { count }) => sum + count, 0);
  return (
    <ListPage
      title={text('rejected.title')}
      intro={text('rejected.intro')}
      actions={
        found > 0 && settled.state === 'open' && !isNarrow ? (
          <RejectedActions filter={settled} selection={everything} count={found} />
        ) : undefined
      }
    >
      <NotArrived here="rejected" />
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
          <RejectedFilters filters={filters} />
          <RejectedGrid
            filter={settled}
            none={text(isNarrowed ? 'rejected.noneFound' : 'rejected.noneOpen')}
            fileName="rejected"
          />
        </ListCard>
      </div>
    </ListPage>
  );
}

function RejectedFilters({ filters }: { readonly filters: ListFilters<RejectedFilter> }) {
  const text = useText();
  const { filter, change } = filters;
  return (
    <ListFilterBar label={text('rejected.find')} filters={filters}>
      <FlowStreamFilters filter={filter} onChange={change} />
      <Chips
        label={text('filter.of', { name: text('common.state') })}
        chips={states.map((value) => ({ value, label: text(`rejected.${value}`) }))}
        value={filter.state ?? ''}
        onChange={(value) => {
          change({ state: states.find((one) => one === value) });
        }}
      />
    </ListFilterBar>
  );
}
