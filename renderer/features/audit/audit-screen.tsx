import { useDeferredValue, useMemo } from 'react';
import { LoaderCircle, ShieldAlert, ShieldCheck } from 'lucide-react';
import type { InputOf } from '../../../shared/contract/contract.ts';
import { auditSortColumns, type AuditChain, type AuditFilter, type AuditItem } from '../../../shared/model/audit.ts';
import { useText } from '../../i18n/text.ts';
import { call } from '../../lib/client.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Grid } from '../../ui/grid/grid.tsx';
import type { GridSource } from '../../ui/grid/grid-types.ts';
import { ListCard, ListPage } from '../../ui/list-page.tsx';
import { Beside, useOpened } from '../../ui/side-panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { firstRow } from '../lists/first-row.ts';
import { useListSource } from '../lists/list-source.ts';
import { auditColumns } from './audit-columns.tsx';
import { AuditFilterBar, askedFilter, useAuditFilters, useAuditWords } from './audit-filters.tsx';
import { ExportNdjson } from './export-ndjson.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { Tombstone } from './tombstone.tsx';
import styles from './audit.module.css';

/** What was done, when, in the order it happened; each entry is chained to the one before. */
export function AuditScreen() {
  const text = useText();
  const locale = useLocale();
  const filters = useAuditFilters();
  const filter = useDeferredValue(useMemo(() => askedFilter(filters.filter), [filters.filter]));
  const columns = useMemo(() => auditColumns({ text, locale }), [text, locale]);
  const source = useAuditSource();
  const filterWords = useAuditWords(filters.filter);
  const latest = useAsk('audit.list', { filter: {}, ...firstRow });
  const { opened: entry, open, close } = useOpened<AuditItem>(null);
  return (
    <ListPage
      title={text('audit.title')}
      intro={text('audit.intro')}
      actions={
        <>
          <Chain chain={latest.data} />
          <ExportNdjson filter={filter} />
        </>
      }
    >
      <Broken chain={latest.data} />
      <Tombstone tombstone={latest.data?.tombstone ?? null} />
      <ListCard label={text('audit.entries')}>
        <AuditFilterBar filters={filters} />
        <Beside>
          <Grid
            label={text('audit.entries')}
            columns={columns}
            source={source}
            filter={filter}
            version={latest.dataUpdatedAt}
            keyOf={(row) => String(row.number)}
            onOpen={open}
            exportAll={{ fileName: 'audit-trail' }}
            filterWords={filterWords}
            memory="audit"
            initialSort={[{ column: 'number', direction: 'desc' }]}
            height="fill"
            empty={<Empty text={text(filters.isNarrowed ? 'audit.noneFound' : 'audit.none')} />}
          />
          {entry === null ? null : <AuditPanel entry={entry} onClose={close} />}
        </Beside>
      </ListCard>
    </ListPage>
  );
}

const ask = (query: InputOf<'audit.list'>) => call('audit.list', query);

/** The audit trail by the app, in pages. */
function useAuditSource(): GridSource<AuditItem, AuditFilter> {
  return useListSource(auditSortColumns, ask);
}

/** What recomputing the chain showed, when, and a way to do it again. */
function Chain({ chain }: { readonly chain: AuditChain | undefined }) {
  const text = useText();
  const locale = useLocale();
  const again = useAct('audit.list', ['audit.list']);
  if (chain === undefined) {
    return <StateBadge tone="info" icon={LoaderCircle} label={text('audit.verifying')} moving />;
  }
  const at = formatMoment(chain.verifiedAtUtc, locale);
  return (
    <div className={styles.chain}>
      {chain.brokenAt === null ? (
        <StateBadge tone="ok" icon={ShieldCheck} label={text('audit.verified')} />
      ) : (
        <StateBadge tone="bad" icon={ShieldAlert} label={text('audit.broken', { number: chain.brokenAt })} />
      )}
      <span className={styles.muted}>{text('audit.verifiedNote', { count: chain.verifiedEntries, at })}</span>
      <Button
        busy={again.isPending}
        onClick={() => {
          again.mutate({ filter: {}, ...firstRow, verifyAnew: true });
        }}
      >
        {text('audit.verify')}
      </Button>
    </div>
  );
}

/** Where the chain broke, what that means and what to do. */
function Broken({ chain }: { readonly chain: AuditChain | undefined }) {
  const text = useText();
  const number = chain?.brokenAt ?? null;
  if (number === null) return null;
  return (
    <div role="alert" className={styles.broken}>
      <h2>{text('audit.brokenTitle')}</h2>
      <p>{text('audit.brokenEffect', { number, before: number - 1 })}</p>
      <p>{text('audit.brokenNext')}</p>
    </div>
  );
}
