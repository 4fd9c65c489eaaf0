import { useDeferredValue, useState } from 'react';
import { z } from 'zod';
import { alertKinds, alertKindSchema, type AlertFilter } from '../../../shared/alerts/alert.ts';
import { useText } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useNow } from '../../lib/now.ts';
import { useAsk } from '../../lib/queries.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { FlowFilter } from '../lists/flow-stream-filters.tsx';
import { ListFilterBar } from '../lists/list-filter-bar.tsx';
import { createListFilters } from '../lists/list-filters.ts';
import { AlertCard } from './alert-card.tsx';
import { kindWord } from './words.ts';
import styles from './alerts.module.css';

const shownSchema = z
  .object({ flowId: z.string().optional(), kind: alertKindSchema.optional(), text: z.string().max(200).optional() })
  .strict();

const useAlertFilters = createListFilters<z.infer<typeof shownSchema>>({
  place: '/alerts',
  initial: {},
  schema: shownSchema,
});

/** What needs a person, and what did. */
export function AlertsScreen() {
  const text = useText();
  const filters = useAlertFilters();
  const filter = useDeferredValue(filters.filter);
  return (
    <Page
      title={text('alerts.title')}
      intro={text('alerts.intro')}
      actions={<ButtonLink to="/alerts/rules">{text('alertRules.title')}</ButtonLink>}
    >
      <CloseNow />
      <ListFilterBar alone label={text('alerts.find')} filters={filters}>
        <FlowFilter
          value={filters.filter.flowId}
          onChange={(flowId) => {
            filters.change({ flowId });
          }}
        />
        <Select
          fit
          label={text('filter.of', { name: text('alerts.kind') })}
          value={filters.filter.kind ?? 'all'}
          options={[
            { value: 'all', label: text('alerts.all') },
            ...alertKinds.map((kind) => ({ value: kind, label: kindWord(kind, text) })),
          ]}
          onChange={(kind) => {
            filters.change({ kind: alertKinds.find((one) => one === kind) });
          }}
        />
      </ListFilterBar>
      <AlertList
        title={text('alerts.open')}
        filter={{ ...filter, state: 'standing' }}
        empty={text(filters.isNarrowed ? 'alerts.noneFound' : 'alerts.none')}
      />
      <AlertList
        title={text('alerts.history')}
        filter={{ ...filter, state: 'closed' }}
        empty={text(filters.isNarrowed ? 'alerts.noneFound' : 'alerts.historyNone')}
      />
    </Page>
  );
}

/** Says that the limits of a close hold, where a person switched them on. */
function CloseNow() {
  const text = useText();
  const locale = useLocale();
  const now = useNow();
  const until = useAsk('alerts.rules', {}).data?.closeUntilUtc ?? null;
  if (until === null || Date.parse(until) <= now) return null;
  return (
    <p role="note" className={styles.closeNow}>
      {text('alertRules.closeNow', { at: formatMoment(until, locale) })}
    </p>
  );
}

interface AlertListProps {
  readonly title: string;
  readonly filter: AlertFilter;
  readonly empty: string;
}

const pageSize = 25;
/** As many as one answer carries: older alerts are found by narrowing, and in the audit trail. */
const mostShown = 500;

function AlertList({ title, filter, empty }: AlertListProps) {
  const text = useText();
  const [limit, setLimit] = useState(pageSize);
  const alerts = useAsk('alerts.list', { filter, sort: [], offset: 0, limit }, { keep: true });
  return (
    <Panel title={title} note={alerts.data === undefined ? undefined : String(alerts.data.total)}>
      <Loaded of={alerts}>
        {({ total, items }) => (
          <div className={styles.list}>
            {items.length === 0 ? <Empty text={empty} /> : null}
            {items.map((alert) => (
              <AlertCard key={alert.id} alert={alert} />
            ))}
            {total > items.length && limit < mostShown ? (
              <div className={styles.actions}>
                <Button
                  onClick={() => {
                    setLimit(Math.min(mostShown, limit + pageSize));
                  }}
                >
                  {text('alerts.more')}
                </Button>
              </div>
            ) : null}
          </div>
        )}
      </Loaded>
    </Panel>
  );
}
