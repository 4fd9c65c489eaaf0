import type { Run } from '../../../shared/model/run.ts';
import { useText } from '../../i18n/text.ts';
import { formatCount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { Progress } from '../../ui/progress.tsx';
import { useMessagingFlows } from '../messages/posts-messages.ts';
import { progressOf } from './sums.ts';
import { phaseWords } from './words.ts';
import styles from './runs.module.css';

/** What a run is doing now: streams with their phases (one may be read while another is delivered), and how much has been read. */
export function RunProgress({ run }: { readonly run: Run }) {
  const text = useText();
  const locale = useLocale();
  const active = run.streams.filter((stream) => stream.phase !== 'done' && stream.phase !== 'queued');
  const progress = progressOf(run);
  const isTelling = useMessagingFlows().some((flow) => flow.id === run.flowId);
  const isRead = run.streams.every((stream) => stream.phase === 'done');
  const doing =
    active.length > 0
      ? active
          .map(({ label, phase }) => text('run.doing', { stream: label, phase: text(phaseWords[phase]) }))
          .join(' · ')
      : text(isRead && isTelling ? 'run.telling' : isRead ? 'run.finishing' : 'run.starting');
  return (
    <div className={styles.progress}>
      <span className={styles.doing} title={doing}>
        {doing}
      </span>
      <Progress label={text('run.progress')} value={progress?.done ?? null} max={progress?.total ?? 1} />
      <span className={styles.progressNumbers}>
        {progress === null
          ? ''
          : text('run.ofAnnounced', {
              done: formatCount(progress.done, locale),
              total: formatCount(progress.total, locale),
            })}
      </span>
    </div>
  );
}
