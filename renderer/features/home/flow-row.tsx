import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { useNow } from '../../lib/now.ts';
import { heldOfPath, rejectedOfPath } from '../../lib/paths.ts';
import { Link } from '../../lib/router.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Count } from '../../ui/money.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ChangedSinceSigned } from '../proof/sign-off-badge.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { RunProgress } from '../runs/run-progress.tsx';
import { sumCounts } from '../runs/sums.ts';
import { TotalsLine } from '../runs/totals-line.tsx';
import { flowLooks } from '../runs/words.ts';
import type { Overview, Trouble } from './cause.ts';
import { dayText } from './day-text.ts';
import { FlowHints } from './flow-hints.tsx';
import { FlowActions } from './flow-actions.tsx';
import { Strip } from './strip.tsx';
import styles from './home.module.css';

interface FlowRowProps {
  readonly row: Overview;
  readonly trouble: Trouble | null;
  /** Source and destination by name: “Workday → Databricks”. */
  readonly pair: string;
}

/** One flow on a row: its state, when it last and next runs, its last day, what the last run did, what can be done now. */
export function FlowRow({ row, trouble, pair }: FlowRowProps) {
  const { flow, lastRun } = row;
  const error = trouble?.error ?? null;
  return (
    <article className={styles.row} aria-labelledby={`flow-${flow.id}`}>
      <div className={styles.name}>
        <h2 id={`flow-${flow.id}`}>{flow.name}</h2>
        <p>{pair}</p>
        <ChangedSinceSigned flowId={flow.id} />
      </div>
      <FlowFacts row={row} />
      <FlowActions row={row} trouble={trouble} />
      <div className={styles.status}>
        <LookBadge look={flowLooks[row.state]} />
        {lastRun?.state === 'running' ? <RunProgress run={lastRun} /> : null}
        {lastRun !== null && lastRun.state !== 'running' ? <TotalsLine run={lastRun} /> : null}
        <FlowHints row={row} />
      </div>
      {error === null ? null : (
        <div className={styles.error}>
          <ErrorNotice error={error} />
        </div>
      )}
    </article>
  );
}

function FlowFacts({ row }: { readonly row: Overview }) {
  const text = useText();
  const counts = row.lastRun === null ? null : sumCounts(row.lastRun.streams);
  return (
    <dl className={styles.facts}>
      <Fact name={text('home.lastSuccess')}>
        {row.lastSuccessAtUtc === null ? text('home.never') : <When atUtc={row.lastSuccessAtUtc} />}
      </Fact>
      <Fact name={text('home.nextRun')}>
        {row.nextRunAtUtc === null ? (
          text(row.flow.paused === null ? 'home.byHand' : 'flow.state.paused')
        ) : (
          <When atUtc={row.nextRunAtUtc} />
        )}
      </Fact>
      <Fact name={text('home.strip')}>
        <Strip row={row} />
      </Fact>
      <Fact name={text('home.loadedShort')} number>
        {counts === null ? text('common.none') : <Count value={counts.loaded} />}
      </Fact>
      <Fact name={text('nav.rejected')} number>
        {row.openRejections === 0 ? (
          <Count value={0} />
        ) : (
          <Link to={rejectedOfPath(row.flow.id)}>
            <Count value={row.openRejections} />
          </Link>
        )}
        {row.openHeld === 0 ? null : (
          <span className={styles.clock}>
            <Link to={heldOfPath(row.flow.id)}>{text('held.count', { count: row.openHeld })}</Link>
          </span>
        )}
      </Fact>
    </dl>
  );
}

/** How long ago or until when, and below it the local time of day. */
function When({ atUtc }: { readonly atUtc: string }) {
  const locale = useLocale();
  const now = useNow();
  return (
    <>
      <RelativeTime atUtc={atUtc} />
      <span className={styles.clock}>{dayText(atUtc, now, locale)}</span>
    </>
  );
}

interface FactProps {
  readonly name: string;
  readonly number?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, number = false, children }: FactProps) {
  return (
    <div data-number={number}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
