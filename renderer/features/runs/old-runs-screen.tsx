import type { OldRuns, OldStream } from '../../../shared/model/old-runs.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { formatCount, formatMonth } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link } from '../../lib/router.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fold } from '../../ui/fold.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Amount, Count } from '../../ui/money.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { CountLine } from './count-line.tsx';
import { runLooks } from './words.ts';
import styles from './runs.module.css';

/** What is left of runs that went after the retention time, month by month. */
export function OldRunsScreen() {
  const text = useText();
  const older = useAsk('runs.older', {});
  return (
    <Page
      title={text('oldRuns.title')}
      intro={text('oldRuns.intro')}
      above={<Link to="/runs">{text('oldRuns.back')}</Link>}
    >
      <Loaded of={older}>
        {(all) => (all.length === 0 ? <Empty text={text('oldRuns.none')} /> : <Flows all={all} />)}
      </Loaded>
    </Page>
  );
}

function Flows({ all }: { readonly all: readonly OldRuns[] }) {
  const byFlow = [...Map.groupBy(all, ({ flowId }) => flowId).values()];
  return byFlow.map((months) => {
    const [newest] = months;
    return newest === undefined ? null : (
      <Panel key={newest.flowId} title={newest.flowName}>
        {months.map((one, index) => (
          <Month key={one.month} of={one} open={index === 0 && byFlow.length === 1} />
        ))}
      </Panel>
    );
  });
}

function Month({ of, open }: { readonly of: OldRuns; readonly open: boolean }) {
  const text = useText();
  const locale = useLocale();
  const runs = text('oldRuns.count', { count: of.runs });
  const states = of.states.map((one) => `${text(runLooks[one.state].word)} ${formatCount(one.runs, locale)}`);
  const items = [
    { name: text('oldRuns.period'), value: <Period of={of} /> },
    { name: text('oldRuns.states'), value: states.join(' · ') },
    { name: text('oldRuns.removed'), value: <Moment atUtc={of.removedAtUtc} /> },
    { name: text('oldRuns.hash'), value: <Hash value={of.sha256} /> },
  ];
  return (
    <Fold label={`${formatMonth(of.month, locale)} · ${runs}`} open={open}>
      <div className={styles.stack}>
        <KeyValues items={items} />
        <Table
          label={text('oldRuns.streamsOf', { month: formatMonth(of.month, locale) })}
          columns={streamColumns(text)}
          rows={of.streams}
          keyOf={(one) => one.stream}
        />
        <Sums streams={of.streams} label={text('oldRuns.sumsOf', { month: formatMonth(of.month, locale) })} />
      </div>
    </Fold>
  );
}

function Period({ of }: { readonly of: OldRuns }) {
  return (
    <>
      <Moment atUtc={of.firstStartedAtUtc} /> – <Moment atUtc={of.lastEndedAtUtc} />
    </>
  );
}

function Hash({ value }: { readonly value: string }) {
  const text = useText();
  return (
    <span className={styles.hash}>
      <code>{value}</code>
      <CopyButton value={value} label={text('oldRuns.copyHash')} />
    </span>
  );
}

function streamColumns(text: Translate): Column<OldStream>[] {
  return [
    { id: 'stream', header: text('common.stream'), kind: 'main', cell: (one) => one.label },
    { id: 'runs', header: text('runs.title'), kind: 'number', cell: (one) => <Count value={one.runs} /> },
    {
      id: 'counts',
      header: text('run.counts'),
      cell: (one) => <CountLine dense counts={one.counts} label={text('run.countsOf', { stream: one.label })} />,
    },
    {
      id: 'unreconciled',
      header: text('oldRuns.unreconciled'),
      kind: 'number',
      cell: (one) => <Count value={one.unreconciled} />,
    },
  ];
}

interface SumRow {
  readonly stream: string;
  readonly sum: OldStream['sums'][number];
}

function Sums({ streams, label }: { readonly streams: readonly OldStream[]; readonly label: string }) {
  const text = useText();
  const rows = streams.flatMap((one) => one.sums.map((sum): SumRow => ({ stream: one.label, sum })));
  if (rows.length === 0) return null;
  const columns: Column<SumRow>[] = [
    { id: 'amount', header: text('totals.amount'), kind: 'main', cell: ({ sum }) => sum.amount },
    { id: 'currency', header: text('totals.currency'), kind: 'tight', cell: ({ sum }) => sum.currency },
    {
      id: 'source',
      header: text('count.readHead'),
      kind: 'number',
      cell: ({ sum }) => <Amount amount={sum.source} currency={sum.currency} />,
    },
    {
      id: 'loaded',
      header: text('count.loadedHead'),
      kind: 'number',
      cell: ({ sum }) => <Amount amount={sum.loaded} currency={sum.currency} />,
    },
  ];
  return (
    <Table
      label={label}
      columns={columns}
      rows={rows}
      keyOf={({ stream, sum }) => JSON.stringify([stream, sum.amount, sum.currency])}
      groupOf={({ stream }) => stream}
    />
  );
}
