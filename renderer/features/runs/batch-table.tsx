import type { BatchSummary, Run } from '../../../shared/model/run.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale, type Locale } from '../../lib/locale.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Count } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Moment, RelativeTime } from '../../ui/relative-time.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { ReplayButton } from '../replay/replay-button.tsx';
import { LookBadge } from './look-badge.tsx';
import { batchLooks } from './words.ts';
import styles from './runs.module.css';

/** The batches of a run, each with its state and, if it waits, until when. */
export function BatchTable({ batches, run }: { readonly batches: readonly BatchSummary[]; readonly run: Run }) {
  const text = useText();
  const locale = useLocale();
  if (batches.length === 0) return <Empty text={text('batch.none')} />;
  const hasRemoved = batches.some((batch) => batch.contentsRemovedAtUtc !== undefined);
  const labels = new Map(run.streams.map((stream) => [stream.stream, stream.label]));
  return (
    <div className={styles.stack}>
      {batches.map((batch) => (batch.error === null ? null : <ErrorNotice key={batch.id} error={batch.error} />))}
      {hasRemoved ? <p>{text('retention.batchNote')}</p> : null}
      <Panel title={text('run.tab.batches')} flush>
        <Table
          label={text('run.tab.batches')}
          columns={hasRemoved ? [...columns(text, labels), contentsColumn(text, locale)] : columns(text, labels)}
          rows={batches}
          keyOf={(batch) => batch.id}
        />
      </Panel>
    </div>
  );
}

/** Shown only where something went after the retention time. */
function contentsColumn(text: Translate, locale: Locale): Column<BatchSummary> {
  return {
    id: 'contents',
    header: text('retention.batchContents'),
    cell: ({ contentsRemovedAtUtc }) =>
      contentsRemovedAtUtc === undefined
        ? text('retention.batchKept')
        : text('retention.batchRemoved', { date: formatMoment(contentsRemovedAtUtc, locale) }),
  };
}

function columns(text: Translate, labels: ReadonlyMap<string, string>): Column<BatchSummary>[] {
  return [
    {
      id: 'id',
      header: text('batch.id'),
      kind: 'main',
      cell: (batch) => <code className={styles.id}>{batch.id}</code>,
    },
    { id: 'stream', header: text('common.stream'), cell: (batch) => labels.get(batch.stream) ?? batch.stream },
    {
      id: 'state',
      header: text('common.state'),
      kind: 'tight',
      cell: (batch) => <LookBadge look={batchLooks[batch.state]} />,
    },
    {
      id: 'records',
      header: text('batch.records'),
      kind: 'number',
      cell: (batch) => <Count value={batch.documents} />,
    },
    { id: 'rows', header: text('batch.rows'), kind: 'number', cell: (batch) => <Count value={batch.rows} /> },
    {
      id: 'attempts',
      header: text('batch.attempts'),
      kind: 'number',
      cell: (batch) => <Count value={batch.attempts} />,
    },
    {
      id: 'when',
      header: text('batch.when'),
      cell: (batch) =>
        batch.acknowledgedAtUtc !== null ? (
          <Moment atUtc={batch.acknowledgedAtUtc} />
        ) : batch.nextAttemptAtUtc === null ? (
          ''
        ) : (
          <>
            {text('batch.next')} <RelativeTime atUtc={batch.nextAttemptAtUtc} />
          </>
        ),
    },
    {
      id: 'replay',
      header: text('replay.action'),
      kind: 'tight',
      cell: (batch) => <ReplayButton scope={{ kind: 'batches', ids: [batch.id] }} modes={['stored', 'read-again']} />,
    },
  ];
}
