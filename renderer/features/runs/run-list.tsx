import { useDeferredValue, useMemo } from 'react';
import { runFilterSchema, type RunFilter } from '../../../shared/model/record-view.ts';
import { runStateSchema, runTriggerSchema } from '../../../shared/model/run.ts';
import { useText } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { runPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link, navigate } from '../../lib/router.tsx';
import { Chips, FixedChip } from '../../ui/filter-bar.tsx';
import { ListCard, ListPage } from '../../ui/list-page.tsx';
import { Select } from '../../ui/select.tsx';
import { useFilterWords, useFlowStreamNames } from '../lists/filter-words.ts';
import { firstRow } from '../lists/first-row.ts';
import { FlowFilter } from '../lists/flow-stream-filters.tsx';
import { ListFilterBar } from '../lists/list-filter-bar.tsx';
import { ListGrid } from '../lists/list-grid.tsx';
import { createListFilters, type ListFilters } from '../lists/list-filters.ts';
import { runColumns } from './run-columns.tsx';
import { useRunSource } from './run-source.ts';
import { runLooks, triggerWords } from './words.ts';

const useRunFilters = createListFilters<RunFilter>({ place: '/runs', initial: {}, schema: runFilterSchema });

/** Every run, the newest first, by flow, state, trigger and period. */
export function RunList() {
  const text = useText();
  const filters = useRunFilters();
  const settled = useDeferredValue(filters.filter);
  const columns = useMemo(() => runColumns(text), [text]);
  const source = useRunSource();
  const filterWords = useRunWords(settled);
  const latest = useAsk('runs.list', { filter: settled, ...firstRow });
  const whole = !filters.isNarrowed;
  const hasOlder = (useAsk('runs.older', {}).data ?? []).length > 0;
  return (
    <ListPage
      title={text('runs.title')}
      intro={text('runs.intro')}
      actions={hasOlder ? <Link to="/runs/older">{text('oldRuns.title')}</Link> : undefined}
    >
      <ListCard label={text('runs.all')}>
        <RunFilters filters={filters} />
        <ListGrid
          name="runs"
          label={text('runs.all')}
          columns={columns}
          source={source}
          filter={settled}
          version={latest.dataUpdatedAt}
          onOpen={(run) => {
            navigate(runPath(run.id));
          }}
          filterWords={filterWords}
          newestBy="startedAtUtc"
          none={text(whole ? 'runs.none' : 'runs.noneFound')}
          way={whole ? <Link to="/">{text('nav.home')}</Link> : undefined}
        />
      </ListCard>
    </ListPage>
  );
}

function useRunWords(filter: RunFilter): string[] {
  const text = useText();
  const period = usePeriod(filter);
  const words = useFilterWords([
    ...useFlowStreamNames(filter),
    ['common.state', filter.state === undefined ? undefined : text(runLooks[filter.state].word)],
    ['runs.trigger', filter.trigger === undefined ? undefined : text(triggerWords[filter.trigger])],
    ['filter.text', filter.text],
  ]);
  return period === null ? words : [...words, period];
}

function RunFilters({ filters }: { readonly filters: ListFilters<RunFilter> }) {
  const text = useText();
  const { filter, change } = filters;
  const states = [
    { value: '', label: text('filter.all') },
    ...runStateSchema.options.map((state) => ({ value: state, label: text(runLooks[state].word) })),
  ];
  const triggers = runTriggerSchema.options.map((trigger) => ({ value: trigger, label: text(triggerWords[trigger]) }));
  return (
    <ListFilterBar label={text('runs.find')} filters={filters}>
      <FlowFilter
        value={filter.flowId}
        onChange={(flowId) => {
          change({ flowId });
        }}
      />
      <Select
        fit
        label={text('filter.of', { name: text('runs.trigger') })}
        value={filter.trigger ?? 'any'}
        options={[{ value: 'any', label: text('runs.anyTrigger') }, ...triggers]}
        onChange={(value) => {
          change({ trigger: runTriggerSchema.options.find((one) => one === value) });
        }}
      />
      <Chips
        label={text('filter.of', { name: text('common.state') })}
        chips={states}
        value={filter.state ?? ''}
        onChange={(value) => {
          change({ state: runStateSchema.options.find((one) => one === value) });
        }}
      />
      <Period filters={filters} />
    </ListFilterBar>
  );
}

/** The stretch of time that a link came with. */
function Period({ filters }: { readonly filters: ListFilters<RunFilter> }) {
  const period = usePeriod(filters.filter);
  if (period === null) return null;
  return (
    <FixedChip
      label={period}
      onRemove={() => {
        filters.change({ fromUtc: undefined, toUtc: undefined });
      }}
    />
  );
}

function usePeriod({ fromUtc, toUtc }: RunFilter): string | null {
  const text = useText();
  const locale = useLocale();
  if (fromUtc === undefined || toUtc === undefined) return null;
  return text('runs.periodOf', { from: formatMoment(fromUtc, locale), to: formatMoment(toUtc, locale) });
}
