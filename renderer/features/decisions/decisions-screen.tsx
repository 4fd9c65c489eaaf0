import { useDeferredValue, useMemo } from 'react';
import { z } from 'zod';
import type { InputOf } from '../../../shared/contract/contract.ts';
import {
  decisionKinds,
  decisionKindSchema,
  decisionSortColumns,
  type DecisionFilter,
  type DecisionItem,
} from '../../../shared/messages/decision.ts';
import { useText } from '../../i18n/text.ts';
import { call } from '../../lib/client.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAsk } from '../../lib/queries.ts';
import { navigate, pathOf } from '../../lib/router.tsx';
import { Chips } from '../../ui/filter-bar.tsx';
import type { GridSource } from '../../ui/grid/grid-types.ts';
import { ListCard, ListPage } from '../../ui/list-page.tsx';
import { useFilterWords } from '../lists/filter-words.ts';
import { firstRow } from '../lists/first-row.ts';
import { ListFilterBar } from '../lists/list-filter-bar.tsx';
import { ListGrid } from '../lists/list-grid.tsx';
import { createListFilters } from '../lists/list-filters.ts';
import { useListSource } from '../lists/list-source.ts';
import { decisionColumns, decisionWords } from './columns.tsx';
import { Listening } from './listening.tsx';

const shownSchema = z
  .object({ decision: decisionKindSchema.optional(), text: z.string().max(200).optional() })
  .strict();

const useDecisionFilters = createListFilters<z.infer<typeof shownSchema>>({
  place: '/decisions',
  initial: {},
  schema: shownSchema,
});

const ask = (query: InputOf<'decisions.list'>) => call('decisions.list', query);

function useDecisionSource(): GridSource<DecisionItem, DecisionFilter> {
  return useListSource(decisionSortColumns, ask);
}

/** Every decision that people took by clicking in messages. Says that none of them is in the source. */
export function DecisionsScreen() {
  const text = useText();
  const locale = useLocale();
  const filters = useDecisionFilters();
  const filter = useDeferredValue(filters.filter);
  const columns = useMemo(() => decisionColumns({ text, locale }), [text, locale]);
  const source = useDecisionSource();
  const latest = useAsk('decisions.list', { filter, ...firstRow });
  const decision = filters.filter.decision;
  const filterWords = useFilterWords([
    ['decision.decision', decision === undefined ? undefined : text(decisionWords[decision])],
    ['filter.text', filters.filter.text],
  ]);
  return (
    <ListPage title={text('decisions.title')} intro={text('decisions.intro')}>
      <Listening />
      <ListCard label={text('decisions.title')}>
        <ListFilterBar label={text('decisions.find')} filters={filters}>
          <Chips
            label={text('filter.of', { name: text('decision.decision') })}
            chips={[
              { value: '', label: text('messages.all') },
              ...decisionKinds.map((value) => ({ value, label: text(decisionWords[value]) })),
            ]}
            value={decision ?? ''}
            onChange={(value) => {
              filters.change({ decision: decisionKinds.find((one) => one === value) });
            }}
          />
        </ListFilterBar>
        <ListGrid
          name="decisions"
          label={text('decisions.title')}
          columns={columns}
          source={source}
          filter={filter}
          version={latest.dataUpdatedAt}
          onOpen={(row) => {
            navigate(pathOf('messages', row.messageId));
          }}
          filterWords={filterWords}
          newestBy="decidedAtUtc"
          none={text(filters.isNarrowed ? 'decisions.noneFound' : 'decisions.none')}
        />
      </ListCard>
    </ListPage>
  );
}
