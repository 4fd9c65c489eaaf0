import { Eye, Pause, Play, RefreshCw, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Link, pathOf } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Count } from '../../ui/money.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { RunProgress } from '../runs/run-progress.tsx';
import { sumCounts } from '../runs/sums.ts';
import { TotalsLine } from '../runs/totals-line.tsx';
import { flowLooks } from '../runs/words.ts';
import { useStartRun } from '../runs/use-start-run.ts';
import styles from './home.module.css';

type Overview = OutputOf<'flows.overview'>[number];

/** One flow: its state, when it last and next runs, what the last run did, and what can be done now. */
export function FlowCard({ row }: { readonly row: Overview }) {
  const { flow, lastRun } = row;
  const paused = row.streams.filter((stream) => stream.paused !== null);
  return (
    <article className={styles.card} aria-labelledby={`flow-${flow.id}`}>
      <header className={styles.cardHeader}>
        <h2 id={`flow-${flow.id}`}>{flow.name}</h2>
        <LookBadge look={flowLooks[row.state]} />
        <FlowActions row={row} />
      </header>
      <FlowFacts row={row} />
      {lastRun?.state === 'running' ? <RunProgress run={lastRun} /> : null}
      {lastRun === null ? null : <TotalsLine run={lastRun} />}
      {flow.paused?.error === null || flow.paused === null ? null : <ErrorNotice error={flow.paused.error} />}
      {lastRun?.error === null || lastRun === null ? null : <ErrorNotice error={lastRun.error} />}
      {paused.map((stream) => (stream.paused === null ? null : <ErrorNotice key={stream.id} error={stream.paused} />))}
    </article>
  );
}

function FlowFacts({ row }: { readonly row: Overview }) {
  const text = useText();
  const { lastRun } = row;
  const counts = lastRun === null ? null : sumCounts(lastRun.streams);
  return (
    <dl className={styles.facts}>
      <Fact name={text('home.lastSuccess')}>
        {row.lastSuccessAtUtc === null ? text('home.never') : <RelativeTime atUtc={row.lastSuccessAtUtc} />}
      </Fact>
      <Fact name={text('home.nextRun')}>
        {row.nextRunAtUtc === null ? text('home.byHand') : <RelativeTime atUtc={row.nextRunAtUtc} />}
      </Fact>
      <Fact name={text('home.loaded')}>{counts === null ? text('common.none') : <Count value={counts.loaded} />}</Fact>
      <Fact name={text('home.unchanged')}>
        {counts === null ? text('common.none') : <Count value={counts.unchanged} />}
      </Fact>
      <Fact name={text('home.openRejections')}>
        {row.openRejections === 0 ? (
          <Count value={0} />
        ) : (
          <Link to="/rejected">
            <Count value={row.openRejections} />
          </Link>
        )}
      </Fact>
      <Fact name={text('home.waiting')}>
        <Count value={row.waitingBatches} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function FlowActions({ row }: { readonly row: Overview }) {
  const text = useText();
  const { flow, lastRun } = row;
  const start = useStartRun();
  const pause = useAct('flows.pause', ['flows.overview']);
  const resume = useAct('flows.resume', ['flows.overview']);
  const failed = start.error ?? pause.error ?? resume.error;
  return (
    <div className={styles.cardActions}>
      {lastRun === null ? null : (
        <ButtonLink kind="quiet" to={pathOf('runs', lastRun.id)}>
          {text('home.viewRun')}
        </ButtonLink>
      )}
      <ButtonLink kind="quiet" icon={Eye} to={pathOf('preview', flow.id)}>
        {text('home.preview')}
      </ButtonLink>
      <ButtonLink kind="quiet" icon={SlidersHorizontal} to={pathOf('flows', flow.id)}>
        {text('home.edit')}
      </ButtonLink>
      {flow.paused === null ? (
        <>
          <Button
            kind="quiet"
            icon={Pause}
            busy={pause.isPending}
            onClick={() => {
              pause.mutate({ id: flow.id, reason: text('home.pausedByHand') });
            }}
          >
            {text('home.pause')}
          </Button>
          <Button
            kind="primary"
            icon={RefreshCw}
            disabled={row.state === 'running'}
            busy={start.isPending}
            onClick={() => {
              start.mutate({ flowId: flow.id });
            }}
          >
            {text('home.sync')}
          </Button>
        </>
      ) : (
        <Button
          kind="primary"
          icon={Play}
          busy={resume.isPending}
          onClick={() => {
            resume.mutate({ id: flow.id });
          }}
        >
          {text('home.resume')}
        </Button>
      )}
      {failed === null ? null : <ErrorNotice error={dtoOf(failed)} />}
    </div>
  );
}
