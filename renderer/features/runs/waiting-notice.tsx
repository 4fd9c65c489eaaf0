import { Hourglass } from 'lucide-react';
import type { Run } from '../../../shared/model/run.ts';
import type { RunTimeline } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { formatClock } from './clock-text.ts';
import { useLocale } from '../../lib/locale.ts';
import { useSeconds, useTimeline } from './use-timeline.ts';
import styles from './runs.module.css';

/** What a run waits for at this moment, and for how long: a limit of a system, or the next attempt of a batch. */
export function WaitingNotice({ run }: { readonly run: Run }) {
  const timeline = useTimeline(run).data;
  const now = useSeconds(run.state === 'running');
  if (timeline === undefined) return null;
  return <Waits timeline={timeline} now={now} />;
}

function Waits({ timeline, now }: { readonly timeline: RunTimeline; readonly now: number }) {
  const text = useText();
  const locale = useLocale();
  const left = (untilUtc: string): number => Math.ceil((Date.parse(untilUtc) - now) / 1_000);
  const pause = timeline.pauses.filter((one) => left(one.untilUtc) > 0).at(-1);
  const waiting = timeline.streams
    .flatMap((stream) => stream.batches.map((batch) => ({ stream: stream.label, untilUtc: batch.waitingUntilUtc })))
    .find((one) => one.untilUtc !== null && left(one.untilUtc) > 0);
  if (pause !== undefined) {
    const values = { host: pause.host, time: formatClock(pause.untilUtc, locale), seconds: left(pause.untilUtc) };
    return <Notice>{text('run.limitOf', values)}</Notice>;
  }
  if (waiting === undefined || waiting.untilUtc === null) return null;
  const { stream, untilUtc } = waiting;
  return (
    <Notice>{text('run.batchWaits', { stream, time: formatClock(untilUtc, locale), seconds: left(untilUtc) })}</Notice>
  );
}

/** Not announced each second: a screen reader reads it where it stands. */
function Notice({ children }: { readonly children: string }) {
  return (
    <p className={styles.waiting}>
      <Hourglass aria-hidden size={15} />
      {children}
    </p>
  );
}
