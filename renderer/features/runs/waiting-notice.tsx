import { Hourglass } from 'lucide-react';
import type { Run } from '../../../shared/model/run.ts';
import type { RunTimeline } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { formatClock } from './clock-text.ts';
import { useLocale } from '../../lib/locale.ts';
import { useSeconds, useTimeline } from './use-timeline.ts';
import styles from './runs.module.css';

/** What is waited for, until when, and the whole seconds that are left. */
type Wait = { readonly untilUtc: string; readonly seconds: number } & (
  | { readonly host: string }
  | { readonly stream: string }
);

/** What a run waits for at this moment, and for how long: a limit of a system, or the next attempt of a batch. */
export function WaitingNotice({ run }: { readonly run: Run }) {
  const text = useText();
  const locale = useLocale();
  const timeline = useTimeline(run).data;
  const now = useSeconds(run.state === 'running');
  const wait = timeline === undefined ? null : waitOf(timeline, now);
  const values = wait === null ? null : { ...wait, time: formatClock(wait.untilUtc, locale) };
  return (
    <>
      {values === null ? null : (
        <p className={styles.waiting}>
          <Hourglass aria-hidden size={15} />
          {'host' in values ? text('run.limitOf', values) : text('run.batchWaits', values)}
        </p>
      )}
      {/* Announced once, when the wait begins: not each second of the countdown. */}
      <span role="status" className={styles.announced}>
        {values === null ? '' : 'host' in values ? text('run.limitUntil', values) : text('run.batchUntil', values)}
      </span>
    </>
  );
}

function waitOf(timeline: RunTimeline, now: number): Wait | null {
  const left = (untilUtc: string): number => Math.ceil((Date.parse(untilUtc) - now) / 1_000);
  const pause = timeline.pauses.filter((one) => left(one.untilUtc) > 0).at(-1);
  if (pause !== undefined) return { host: pause.host, untilUtc: pause.untilUtc, seconds: left(pause.untilUtc) };
  const waits = timeline.streams.flatMap(({ label, batches }) =>
    batches.flatMap(({ waitingUntilUtc }) =>
      waitingUntilUtc === null ? [] : [{ stream: label, untilUtc: waitingUntilUtc, seconds: left(waitingUntilUtc) }],
    ),
  );
  return waits.find((one) => one.seconds > 0) ?? null;
}
