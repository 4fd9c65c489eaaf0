import type { Run } from '../../../shared/model/run.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAsk } from '../../lib/queries.ts';
import { navigate, pathOf } from '../../lib/router.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded, LoadedScreen } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { SaidAndDone } from '../replay/said-and-done.tsx';
import { RunMessages } from '../messages/run-messages.tsx';
import { BatchTable } from './batch-table.tsx';
import { BudgetPanel } from './budget-panel.tsx';
import { CountLine } from './count-line.tsx';
import { LookBadge } from './look-badge.tsx';
import { RemovedRunScreen } from './removed-run.tsx';
import { RunActions } from './run-actions.tsx';
import { RequestLog } from './request-log.tsx';
import { RunRecords, RunHeld, RunRejected } from './run-parts.tsx';
import { Timeline } from './timeline.tsx';
import { WaitingNotice } from './waiting-notice.tsx';
import { RunProgress } from './run-progress.tsx';
import { StreamTable } from './stream-table.tsx';
import { sumCounts } from './sums.ts';
import { TotalsLine } from './totals-line.tsx';
import { TotalsTables } from './totals-table.tsx';
import { runLooks, triggerWords } from './words.ts';
import styles from './runs.module.css';

/** One run: what it did, whether the numbers add up, and whether the money agrees. */
export function RunDetail({ id, tab }: { readonly id: string; readonly tab: string | undefined }) {
  const run = useAsk('runs.get', { id });
  if (run.data === undefined && run.error !== null && dtoOf(run.error).code === 'RUN_REMOVED')
    return <RemovedRunScreen id={id} />;
  return <LoadedScreen of={run}>{(loaded) => <RunScreen run={loaded} tab={tab ?? 'streams'} />}</LoadedScreen>;
}

function RunScreen({ run, tab }: { readonly run: Run; readonly tab: string }) {
  const text = useText();
  return (
    <Page title={text('run.title', { flow: run.flowName })} actions={<RunActions run={run} />}>
      <div className={styles.facts}>
        <LookBadge look={runLooks[run.state]} />
        <span>
          {text(triggerWords[run.trigger])} · <Moment atUtc={run.startedAtUtc} />
        </span>
        <TotalsLine run={run} />
      </div>
      {run.error === null ? null : <ErrorNotice error={run.error} />}
      {run.state === 'running' ? (
        <>
          <RunProgress run={run} />
          <WaitingNotice run={run} />
        </>
      ) : null}
      <Panel title={text('run.records')}>
        <CountLine counts={sumCounts(run.streams)} label={text('run.countsOfAll')} />
      </Panel>
      <SaidAndDone run={run} />
      <RunMessages run={run} />
      <BudgetPanel run={run} />
      <RunTabs run={run} tab={tab} />
    </Page>
  );
}

function RunTabs({ run, tab }: { readonly run: Run; readonly tab: string }) {
  const text = useText();
  const batches = useAsk('runs.batches', { id: run.id });
  const rejected = useAsk('rejected.list', { filter: { runId: run.id }, sort: [], limit: 1, offset: 0 });
  const hasHeld = run.streams.some(({ counts }) => counts.held > 0);
  const held = useAsk('held.list', { filter: { runId: run.id }, sort: [], limit: 1, offset: 0 }, { enabled: hasHeld });
  const tabs = [
    { id: 'streams', label: text('run.tab.streams'), count: run.streams.length, content: <StreamTable run={run} /> },
    { id: 'totals', label: text('run.tab.totals'), content: <TotalsTables run={run} /> },
    { id: 'timeline', label: text('run.tab.timeline'), content: <Timeline run={run} /> },
    { id: 'records', label: text('run.tab.records'), content: <RunRecords run={run} /> },
    {
      id: 'rejected',
      label: text('run.tab.rejected'),
      count: rejected.data?.total,
      content: <RunRejected run={run} />,
    },
    ...(hasHeld
      ? [{ id: 'held', label: text('held.short'), count: held.data?.total, content: <RunHeld run={run} /> }]
      : []),
    {
      id: 'batches',
      label: text('run.tab.batches'),
      count: batches.data?.length,
      content: <Loaded of={batches}>{(list) => <BatchTable batches={list} run={run} />}</Loaded>,
    },
    { id: 'requests', label: text('run.tab.requests'), content: <RequestLog run={run} /> },
  ];
  const known = tabs.some((one) => one.id === tab) ? tab : 'streams';
  const show = (next: string): void => {
    navigate(pathOf('runs', run.id, next), { replace: true });
  };
  return <Tabs label={text('run.parts')} tabs={tabs} value={known} onChange={show} />;
}
