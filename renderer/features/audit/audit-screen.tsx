import { ShieldAlert, ShieldCheck } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { LongTable, type LongColumn } from '../../ui/long-table.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import styles from './audit.module.css';

type Audit = OutputOf<'audit.list'>;
type Entry = Audit['entries'][number];

/** What was done, when, in the order it happened; each entry is chained to the one before. */
export function AuditScreen() {
  const text = useText();
  const audit = useAsk('audit.list', { limit: 1000 });
  return (
    <Page title={text('audit.title')} intro={text('audit.intro')}>
      <Panel
        title={text('audit.entries')}
        note={audit.data === undefined ? undefined : <Chain audit={audit.data} />}
        flush
      >
        <Loaded of={audit}>
          {({ entries }) =>
            entries.length === 0 ? (
              <Empty text={text('audit.none')} />
            ) : (
              <LongTable
                label={text('audit.entries')}
                columns={columns(text)}
                rows={entries}
                keyOf={(entry) => String(entry.number)}
              />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

function Chain({ audit }: { readonly audit: Audit }) {
  const text = useText();
  return audit.verified ? (
    <StateBadge tone="ok" icon={ShieldCheck} label={text('audit.verified')} />
  ) : (
    <StateBadge tone="bad" icon={ShieldAlert} label={text('audit.broken', { number: audit.brokenAt ?? 0 })} />
  );
}

function columns(text: Translate): LongColumn<Entry>[] {
  return [
    { id: 'number', header: text('audit.number'), width: '70px', number: true, cell: (entry) => entry.number },
    { id: 'at', header: text('audit.at'), width: '190px', cell: (entry) => <Moment atUtc={entry.atUtc} /> },
    { id: 'event', header: text('audit.event'), width: '170px', cell: (entry) => entry.event },
    {
      id: 'subject',
      header: text('audit.subject'),
      width: 'minmax(120px, 1fr)',
      cell: (entry) => (
        <code className={styles.code} title={entry.subject}>
          {entry.subject}
        </code>
      ),
    },
    {
      id: 'details',
      header: text('audit.details'),
      width: 'minmax(160px, 2fr)',
      cell: (entry) => <Details entry={entry} />,
    },
    {
      id: 'hash',
      header: text('audit.hash'),
      width: '110px',
      cell: (entry) => (
        <code className={styles.code} title={entry.hash}>
          {entry.hash.slice(0, 12)}
        </code>
      ),
    },
  ];
}

function Details({ entry }: { readonly entry: Entry }) {
  const words = Object.entries(entry.details)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
  return <span title={words}>{words}</span>;
}
