import { useDeferredValue } from 'react';
import type { Selection } from '../../../shared/contract/paging.ts';
import { heldFilterSchema, type HeldFilter } from '../../../shared/model/held.ts';
import { useText } from '../../i18n/text.ts';
import { useMedia } from '../../lib/media.ts';
import { useAsk } from '../../lib/queries.ts';
import { Chips } from '../../ui/filter-bar.tsx';
import { ListCard, ListPage } from '../../ui/list-page.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { FlowStreamFilters } from '../lists/flow-stream-filters.tsx';
import { ListFilterBar } from '../lists/list-filter-bar.tsx';
import { createListFilters, type ListFilters } from '../lists/list-filters.ts';
import { ReasonGroups } from '../rejected/reason-groups.tsx';
import columns from '../rejected/rejected.module.css';
import { HeldActions } from './held-actions.tsx';
import { HeldGrid } from './held-grid.tsx';
import { lookOf } from './looks.ts';
import { NotArrived } from './not-arrived.tsx';

const everything: Selection = { kind: 'all', except: [] };

const states = ['open', 'resolved', 'dismissed'] as const;

const useHeldFilters = createListFilters<HeldFilter>({
  place: '/held',
  initial: { state: 'open' },
  schema: heldFilterSchema,
});

/** Records that wait for reference data: the reasons on the left, the records on the right. */
export function HeldScreen() {
  const text = useText();
  const filters = useHeldFilters();
  const { change, isNarrowed } = filters;
  const settled = useDeferredValue(filters.filter);
  const { reason, ...others } = settled;
  const reasons = useAsk('held.reasons', others);
  // There the rows need the room: they are selected, all at once if need be, and offer the same.
  const isNarrow = useMedia('(max-width: 760px)');
  const found = (reasons.data ?? [])
    .filter(({ code }) => reason === undefined || code === reason)
    .reduce((sum, { count }) => sum + count, 0);
  return (
    <ListPage
      title={text('held.title')}
      intro={text('held.intro')}
      actions={
        found > 0 && settled.state === 'open' && !isNarrow ? (
          <HeldActions filter={settled} selection={everything} count={found} />
        ) : undefined
      }
    >
      <NotArrived here="held" />
      <div className={columns.columns}>
        <section className={columns.side} aria-label={text('rejected.reasons')}>
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
        <ListCard label={text('held.title')}>
          <HeldFilters filters={filters} />
          <HeldGrid filter={settled} none={text(isNarrowed ? 'held.noneFound' : 'held.none')} fileName="held" />
        </ListCard>
      </div>
    </ListPage>
  );
}

function HeldFilters({ filters }: { readonly filters: ListFilters<HeldFilter> }) {
  const text = useText();
  const { filter, change } = filters;
  return (
    <ListFilterBar label={text('rejected.find')} filters={filters}>
      <FlowStreamFilters filter={filter} onChange={change} />
      <Chips
        label={text('filter.of', { name: text('common.state') })}
        chips={states.map((value) => ({ value, label: text(lookOf({ state: value }).word) }))}
        value={filter.state ?? ''}
        onChange={(value) => {
          change({ state: states.find((one) => one === value) });
        }}
      />
    </ListFilterBar>
  );
}
