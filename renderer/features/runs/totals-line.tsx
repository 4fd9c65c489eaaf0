import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { Run } from '../../../shared/model/run.ts';
import { useText } from '../../i18n/text.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { agreementOf } from './sums.ts';
import styles from './runs.module.css';

/** The control totals of a run in one line: how many agree, and when the destination computed them. */
export function TotalsLine({ run }: { readonly run: Run }) {
  const text = useText();
  const { agreeing, differing, notCompared } = agreementOf(run);
  const total = agreeing + differing + notCompared;
  // What agrees says nothing of a stream that did not get as far as that.
  const open = run.streams.filter((stream) => stream.reconciled !== true).length;
  const landedAtUtc = run.streams.flatMap((stream) => stream.landedAtUtc ?? []).sort()[0];
  if (total === 0) return null;
  return (
    <p className={styles.totalsLine}>
      {differing > 0 ? (
        <StateBadge tone="bad" icon={CircleX} label={text('totals.differ', { count: differing, total })} />
      ) : notCompared > 0 ? (
        <StateBadge
          tone="neutral"
          icon={CircleDashed}
          label={text('totals.notCompared', { count: notCompared, total })}
        />
      ) : open > 0 ? (
        <StateBadge
          tone="neutral"
          icon={CircleDashed}
          label={text(run.state === 'running' ? 'totals.soFar' : 'totals.notAll', { count: agreeing, open })}
        />
      ) : (
        <StateBadge tone="ok" icon={CircleCheck} label={text('totals.agree', { total })} />
      )}
      {landedAtUtc === undefined ? null : (
        <span className={styles.muted}>
          {text('totals.computed')} <RelativeTime atUtc={landedAtUtc} />
        </span>
      )}
    </p>
  );
}
