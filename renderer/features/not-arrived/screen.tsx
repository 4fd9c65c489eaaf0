import { useDeferredValue, type ReactNode } from 'react';
import type { Selection } from '../../../shared/contract/paging.ts';
import type { RejectedFilter, RejectedReason } from '../../../shared/model/record-view.ts';
import { useText, type TextId } from '../../i18n/text.ts';
import { useMedia } from '../../lib/media.ts';
import { useAsk } from '../../lib/queries.ts';
import { Chips } from '../../ui/filter-bar.tsx';
import { ListCard, ListPage } from '../../ui/list-page.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { FlowStreamFilters } from '../lists/flow-stream-filters.tsx';
import { ListFilterBar } from '../lists/list-filter-bar.tsx';
import type { ListFilters } from '../lists/list-filters.ts';
import type { Look } from '../runs/words.ts';
import { Places, type Place } from './places.tsx';
import { ReasonGroups } from './reason-groups.tsx';
import styles from './not-arrived.module.css';

/** What either list is narrowed by. */
export type NotArrivedFilter = RejectedFilter;

/** Records that a person decides on. */
export interface Chosen {
  readonly filter: NotArrivedFilter;
  readonly selection: Selection;
  readonly count: number;
}

/** How records that did not arrive look in each of their states. */
export type StateLooks = Readonly<Record<NonNullable<NotArrivedFilter['state']>, Look>>;

const everything: Selection = { kind: 'all', except: [] };

const states = ['open', 'resolved', 'dismissed'] as const;

interface NotArrivedScreenProps {
  readonly here: Place;
  readonly filters: ListFilters<NotArrivedFilter>;
  readonly looks: StateLooks;
  /** Said where nothing is listed: all that the list can have, or what it is narrowed to. */
  readonly none: { readonly whole: TextId; readonly narrowed: TextId };
  /** What can be done with open records. */
  readonly actions: (open: Chosen) => ReactNode;
  readonly grid: (filter: NotArrivedFilter, none: string) => ReactNode;
}

/** Records that did not arrive: the reasons with what to do on the left, the records on the right. */
export function NotArrivedScreen({ here, filters, looks, none, actions, grid }: NotArrivedScreenProps) {
  const text = useText();
  const { change, isNarrowed } = filters;
  const settled = useDeferredValue(filters.filter);
  const { reason, ...others } = settled;
  const reasons = useAsk(`${here}.reasons`, others);
  // There the rows need the room: they are selected, all at once if need be, and offer the same.
  const isNarrow = useMedia('(max-width: 760px)');
  const count = countOf(reasons.data ?? [], reason);
  return (
    <ListPage
      title={text(`${here}.title`)}
      intro={text(`${here}.intro`)}
      actions={
        count > 0 && settled.state === 'open' && !isNarrow
          ? actions({ filter: settled, selection: everything, count })
          : undefined
      }
    >
      <Places here={here} />
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
        <ListCard label={text(`${here}.title`)}>
          <Filters filters={filters} looks={looks} />
          {grid(settled, text(isNarrowed ? none.narrowed : none.whole))}
        </ListCard>
      </div>
    </ListPage>
  );
}

function countOf(reasons: readonly RejectedReason[], only: string | undefined): number {
  return reasons.filter(({ code }) => only === undefined || code === only).reduce((sum, { count }) => sum + count, 0);
}

function Filters({ filters, looks }: Pick<NotArrivedScreenProps, 'filters' | 'looks'>) {
  const text = useText();
  const { filter, change } = filters;
  return (
    <ListFilterBar label={text('rejected.find')} filters={filters}>
      <FlowStreamFilters filter={filter} onChange={change} />
      <Chips
        label={text('filter.of', { name: text('common.state') })}
        chips={states.map((value) => ({ value, label: text(looks[value].word) }))}
        value={filter.state ?? ''}
        onChange={(value) => {
          change({ state: states.find((one) => one === value) });
        }}
      />
    </ListFilterBar>
  );
}
