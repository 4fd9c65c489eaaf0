import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import type { CompanySubscriptions, Subscription } from '../../../shared/webhooks/state.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table } from '../../ui/table.tsx';
import styles from './webhooks.module.css';

interface SubscriptionsProps {
  readonly connectionId: string;
  readonly name: string;
}

/** What a connection's system calls for, company by company. */
export function Subscriptions({ connectionId, name }: SubscriptionsProps) {
  const text = useText();
  const companies = useAsk('webhooks.subscriptions', { connectionId }, { forget: true });
  return (
    <section className={styles.part} aria-label={text('webhooks.subscriptions', { name })}>
      <Loaded of={companies}>
        {(all) => all.map((one) => <Company key={one.division} connectionId={connectionId} company={one} />)}
      </Loaded>
    </section>
  );
}

interface CompanyProps {
  readonly connectionId: string;
  readonly company: CompanySubscriptions;
}

function Company({ connectionId, company }: CompanyProps) {
  const text = useText();
  const stale = ['webhooks.subscriptions', 'webhooks.get'] as const;
  const subscribe = useAct('webhooks.subscribe', stale);
  const remove = useAct('webhooks.unsubscribe', stale);
  const { division, topics, error } = company;
  const isBusy = subscribe.isPending || remove.isPending;
  const open = topics.filter((one) => one.id === null || one.callsElsewhere).map(({ topic }) => topic);
  const refused = (subscribe.data ?? []).flatMap((one) => (one.error === null ? [] : [{ ...one, error: one.error }]));
  const add = (wanted: readonly string[]): void => {
    subscribe.mutate({ connectionId, division, topics: [...wanted] });
  };
  const act = (row: Subscription) =>
    row.id === null || row.callsElsewhere ? (
      <Button
        writes
        kind="quiet"
        disabled={isBusy}
        aria-label={text('webhooks.subscribeTo', { topic: row.topic, division })}
        onClick={() => {
          add([row.topic]);
        }}
      >
        {text('webhooks.subscribe')}
      </Button>
    ) : (
      <Button
        writes
        kind="quiet"
        disabled={isBusy}
        aria-label={text('webhooks.removeOf', { topic: row.topic, division })}
        onClick={() => {
          remove.mutate({ connectionId, division, id: row.id ?? '' });
        }}
      >
        {text('webhooks.remove')}
      </Button>
    );
  return (
    <div className={styles.part}>
      <div className={styles.line}>
        <h3>{text('webhooks.company', { division })}</h3>
        <Button
          writes
          busy={subscribe.isPending}
          disabled={isBusy || open.length === 0 || error !== null}
          onClick={() => {
            add(open);
          }}
        >
          {text('webhooks.subscribeAll')}
        </Button>
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
      {subscribe.error === null ? null : <ErrorNotice error={dtoOf(subscribe.error)} />}
      {remove.error === null ? null : <ErrorNotice error={dtoOf(remove.error)} />}
      {refused.map((one) => (
        <ErrorNotice key={one.topic} error={one.error} />
      ))}
      {error !== null ? null : (
        <Table
          label={text('webhooks.company', { division })}
          columns={[
            { id: 'topic', header: text('webhooks.topic'), kind: 'main', cell: (row) => row.topic },
            { id: 'state', header: text('webhooks.subscription'), cell: (row) => <State subscription={row} /> },
            { id: 'act', header: '', kind: 'tight', cell: act },
          ]}
          rows={topics}
          keyOf={(row) => row.topic}
        />
      )}
    </div>
  );
}

function State({ subscription }: { readonly subscription: Subscription }) {
  const text = useText();
  if (subscription.id === null) {
    return <StateBadge tone="neutral" icon={CircleDashed} label={text('webhooks.notSubscribed')} />;
  }
  if (subscription.callsElsewhere) {
    return <StateBadge tone="warn" icon={TriangleAlert} label={text('webhooks.elsewhere')} />;
  }
  return <StateBadge tone="ok" icon={CircleCheck} label={text('webhooks.subscribed')} />;
}
