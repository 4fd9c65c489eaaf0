import { useDeferredValue, useMemo } from 'react';
import { z } from 'zod';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { Selection } from '../../../shared/contract/paging.ts';
import {
  webhookSortColumns,
  webhookStates,
  webhookStateSchema,
  type WebhookEvent,
  type WebhookFilter,
} from '../../../shared/webhooks/event.ts';
import { useText } from '../../i18n/text.ts';
import { call } from '../../lib/client.ts';
import { useLocale } from '../../lib/locale.ts';
import { runPath } from '../../lib/paths.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { navigate } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import type { GridSource } from '../../ui/grid/grid-types.ts';
import { ListCard, ListPage } from '../../ui/list-page.tsx';
import { Select } from '../../ui/select.tsx';
import { say } from '../../ui/toasts.tsx';
import { useFilterWords } from '../lists/filter-words.ts';
import { firstRow } from '../lists/first-row.ts';
import { ListFilterBar } from '../lists/list-filter-bar.tsx';
import { ListGrid } from '../lists/list-grid.tsx';
import { createListFilters } from '../lists/list-filters.ts';
import { useListSource } from '../lists/list-source.ts';
import { eventColumns } from './columns.tsx';

const shownSchema = z.object({ state: webhookStateSchema.optional(), text: z.string().max(200).optional() }).strict();

const useEventFilters = createListFilters<z.infer<typeof shownSchema>>({
  place: '/webhooks/events',
  initial: {},
  schema: shownSchema,
});

/** What systems said, and what became of it. */
export function WebhookEventsScreen() {
  const text = useText();
  const locale = useLocale();
  const filters = useEventFilters();
  const filter = useDeferredValue(filters.filter);
  const columns = useMemo(() => eventColumns({ text, locale }), [text, locale]);
  const source = useEventSource();
  const latest = useAsk('webhooks.events', { filter, ...firstRow });
  const { state } = filters.filter;
  const filterWords = useFilterWords([
    ['webhooks.state', state === undefined ? undefined : text(`webhooks.state.${state}`)],
    ['filter.text', filters.filter.text],
  ]);
  return (
    <ListPage
      title={text('webhooks.eventsTitle')}
      intro={text('webhooks.eventsIntro')}
      actions={<ButtonLink to="/webhooks">{text('webhooks.back')}</ButtonLink>}
    >
      <ListCard label={text('webhooks.eventsTitle')}>
        <ListFilterBar label={text('webhooks.find')} filters={filters}>
          <Select
            fit
            label={text('filter.of', { name: text('webhooks.state') })}
            value={state ?? 'all'}
            options={[
              { value: 'all', label: text('webhooks.all') },
              ...webhookStates.map((value) => ({ value, label: text(`webhooks.state.${value}`) })),
            ]}
            onChange={(value) => {
              filters.change({ state: webhookStates.find((one) => one === value) });
            }}
          />
        </ListFilterBar>
        <ListGrid
          name="webhook-events"
          label={text('webhooks.eventsTitle')}
          columns={columns}
          source={source}
          filter={filter}
          version={latest.dataUpdatedAt}
          onOpen={(row) => {
            if (row.runId !== null) navigate(runPath(row.runId));
          }}
          selection="many"
          actions={(selection) => <Again selection={selection} />}
          filterWords={filterWords}
          newestBy="receivedAtUtc"
          none={text(filters.isNarrowed ? 'webhooks.noneFound' : 'webhooks.eventsNone')}
        />
      </ListCard>
    </ListPage>
  );
}

const ask = (query: InputOf<'webhooks.events'>) => call('webhooks.events', query);

function useEventSource(): GridSource<WebhookEvent, WebhookFilter> {
  return useListSource(webhookSortColumns, ask);
}

/** Most events that are fetched again at once: what many of them name, the next run reads for less. */
const mostAtOnce = 500;

function Again({ selection }: { readonly selection: Selection }) {
  const text = useText();
  const again = useAct('webhooks.ring-again', ['webhooks.events', 'webhooks.get']);
  const ids = selection.kind === 'keys' ? selection.keys : [];
  return (
    <Button
      writes
      busy={again.isPending}
      disabled={ids.length === 0 || ids.length > mostAtOnce}
      onClick={() => {
        again.mutate(
          { ids: [...ids] },
          {
            onSuccess: ({ changed }) => {
              say(text('webhooks.againDone', { count: changed }));
            },
          },
        );
      }}
    >
      {text('webhooks.again')}
    </Button>
  );
}
