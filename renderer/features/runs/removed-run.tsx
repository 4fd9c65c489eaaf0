import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { RemovedRun } from '../../../shared/model/old-runs.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link, queryOf } from '../../lib/router.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { useFlowStreams } from '../lists/flow-stream-filters.tsx';
import { CountLine } from './count-line.tsx';
import { LookBadge } from './look-badge.tsx';
import { sumCounts } from './sums.ts';
import { runLooks, triggerWords } from './words.ts';
import styles from './runs.module.css';

/** A run whose details went after the retention time: what the audit trail still tells of it. */
export function RemovedRunScreen({ id }: { readonly id: string }) {
  const run = useAsk('runs.removed', { id });
  return <LoadedScreen of={run}>{(removed) => <Screen run={removed} />}</LoadedScreen>;
}

function Screen({ run }: { readonly run: RemovedRun }) {
  const text = useText();
  const locale = useLocale();
  const labels = useFlowStreams(run.flowId);
  const labelOf = (stream: string): string => labels.find(({ value }) => value === stream)?.label ?? stream;
  const { removedAtUtc } = run;
  return (
    <Page title={text('run.title', { flow: run.flowName ?? run.flowId })}>
      <div className={styles.facts}>
        <LookBadge look={runLooks[run.state]} />
        <span>
          {text(triggerWords[run.trigger])} · <Moment atUtc={run.startedAtUtc} />
        </span>
      </div>
      <p role="note" className={styles.removed}>
        {removedAtUtc === null
          ? text('oldRuns.runRemovedOnce')
          : text('oldRuns.runRemoved', { date: formatMoment(removedAtUtc, locale) })}{' '}
        <Link to={`/audit?${queryOf({ text: run.id })}`}>{text('oldRuns.toTrail')}</Link> ·{' '}
        <Link to="/runs/older">{text('oldRuns.toMonths')}</Link>
      </p>
      <Panel title={text('run.records')}>
        <CountLine counts={sumCounts(run.streams)} label={text('run.countsOfAll')} />
      </Panel>
      <Panel title={text('run.tab.streams')} flush>
        <Table
          label={text('run.tab.streams')}
          columns={columns(text, labelOf)}
          rows={run.streams}
          keyOf={({ stream }) => stream}
        />
      </Panel>
    </Page>
  );
}

function columns(text: Translate, labelOf: (stream: string) => string): Column<RemovedRun['streams'][number]>[] {
  return [
    { id: 'stream', header: text('common.stream'), kind: 'main', cell: ({ stream }) => labelOf(stream) },
    {
      id: 'counts',
      header: text('run.counts'),
      cell: ({ stream, counts }) => (
        <CountLine dense counts={counts} label={text('run.countsOf', { stream: labelOf(stream) })} />
      ),
    },
    {
      id: 'reconciled',
      header: text('run.reconciled'),
      kind: 'tight',
      cell: ({ reconciled }) => <Reconciled reconciled={reconciled} />,
    },
  ];
}

function Reconciled({ reconciled }: { readonly reconciled: boolean | null }) {
  const text = useText();
  if (reconciled === null) return <StateBadge tone="neutral" icon={CircleDashed} label={text('run.notYet')} />;
  return reconciled ? (
    <StateBadge tone="ok" icon={CircleCheck} label={text('run.reconciledYes')} />
  ) : (
    <StateBadge tone="bad" icon={CircleX} label={text('run.reconciledNo')} />
  );
}
